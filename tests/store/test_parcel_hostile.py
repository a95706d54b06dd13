"""Files that somebody made to do harm: each is refused in one sentence, and nothing is written."""

import os
import stat
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from calibration.parcel_parts import MANIFEST, as_zip, members_of, put_together
from formcheck.store.parcel import MOST_VIDEO, ParcelError
from formcheck.store.parcel_read import read_parcel
from tests.store.hostile import (
    LOCAL,
    SESSION,
    VALUE,
    Members,
    Refused,
    child,
    entry_of,
    good,
    inbox,
    members,
    put,
    refused,
)

__all__ = ["good", "inbox", "members", "refused"]


def test_the_good_one_is_read(good: bytes, inbox: Path) -> None:
    (inbox / "sent.formcheck").write_bytes(good)
    assert len(read_parcel(inbox / "sent.formcheck").sessions) == 2
    (inbox / "sent.formcheck").write_bytes(put_together(members_of(good)))
    assert len(read_parcel(inbox / "sent.formcheck").sessions) == 2


# The file


@pytest.mark.parametrize("kept", [0, 1, 21, 22, 5000, -1, -200])
def test_truncated(good: bytes, refused: Refused, kept: int) -> None:
    assert "not all of it arrived" in refused(good[:kept])


@pytest.mark.parametrize("data", [b"", b"hello" * 9, b"PK\x05\x06" + bytes(18), b"\x89PNG" * 40])
def test_not_one(refused: Refused, data: bytes) -> None:
    told = refused(data)
    assert "is not a file that formcheck sent" in told or "'manifest.json' is missing" in told


def test_something_behind_it_or_before_it(good: bytes, refused: Refused) -> None:
    assert "is not a file" in refused(good + b"\0")
    assert "is not a file" in refused(b"#!/bin/sh\n" + good)
    commented = put(good, len(good) - 2, "H", 4) + b"PK12"
    assert "is not a file" in refused(commented)


def test_a_second_end(good: bytes, refused: Refused) -> None:
    """As zips above 4 GB have it: it would take the place of the one that was looked at."""
    long, start = struct.unpack("<2L", good[-10:-2])
    many = int.from_bytes(good[-12:-10], "little")
    second = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, many, many, long, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(good) - 22, 1)
    end = put(good[-22:], 12, "I", long + len(second + locator))
    data = good[:-22] + second + locator + end
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert len(file.namelist()) == many, "it can be read, by others"
    assert "is not a file" in refused(data)


def test_missing_folders_and_pipes(inbox: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, told in (
        (inbox / "none", "cannot be read"),
        (inbox, "is not a file"),
        (tmp_path / "pipe", "is not a file"),
        (Path("a\0b"), "is not a file"),
    ):
        with pytest.raises(ParcelError, match=told):
            read_parcel(path)


# Its members


@pytest.mark.parametrize(
    "name",
    ["../out.json", "/etc/out", "sessions/../../out", "a\\b.json", "C:out", "..", "C:\\out.json"],
)
def test_a_name_that_leads_out(members: Members, refused: Refused, name: str) -> None:
    assert f"{name!a} in it leads out" in refused(put_together({**members, name: b"x"}))


@pytest.mark.parametrize("name", ["x", "video.exe", "series/0001.x.npy", "manifest.json.exe", "é"])
def test_a_name_that_does_not_belong(members: Members, refused: Refused, name: str) -> None:
    assert "does not belong there" in refused(put_together({**members, name: b"x"}))


def test_a_name_that_ends_early(good: bytes, refused: Refused) -> None:
    at = entry_of(good, "answers.json") + 46
    assert "does not belong there" in refused(good[: at + 3] + b"\0" + good[at + 4 :])


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO])
def test_a_link(good: bytes, refused: Refused, kind: int) -> None:
    at = entry_of(good, SESSION)
    told = refused(put(good, at + 38, "I", (kind | 0o777) << 16))
    assert f"'{SESSION}' in it is a link or a folder" in told


def test_a_folder_as_other_systems_mark_it(good: bytes, refused: Refused) -> None:
    at = entry_of(good, SESSION)
    assert "is a link or a folder" in refused(put(good, at + 38, "I", 0x10))


@pytest.mark.parametrize("flag", [0x1, 0x40, 0x2000])
def test_encrypted(good: bytes, refused: Refused, flag: int) -> None:
    assert "is encrypted" in refused(put(good, entry_of(good, SESSION) + 8, "H", flag))


@pytest.mark.parametrize(("place", "number"), [(8, 0x8), (10, 12), (10, 99)])
def test_what_no_parcel_has(good: bytes, refused: Refused, place: int, number: int) -> None:
    """Sizes told afterwards, other methods."""
    told = refused(put(good, entry_of(good, SESSION) + place, "H", number))
    assert "does not belong there" in told


def test_twice_the_same_name(members: Members, refused: Refused) -> None:
    data = put_together({**members, "series/9999.sd.npy": b"x"})
    doubled = data.replace(b"series/9999.sd.npy", b"series/0001.sd.npy")
    assert "'series/0001.sd.npy' is in it twice" in refused(doubled)


def test_two_videos(members: Members, refused: Refused) -> None:
    assert "is in it twice" in refused(put_together({**members, "video.webm": b"x"}))


def test_too_many_members(refused: Refused) -> None:
    many = {f"series/{number:04}.sd.npy": b"" for number in range(9000)}
    assert "expected at most 8020 parts in it, found 9000" in refused(as_zip(many))


def test_members_over_each_other(good: bytes, refused: Refused) -> None:
    """Of which each would be unpacked: a few bytes become many."""
    at = entry_of(good, VALUE)
    assert "lies across another part" in refused(put(good, at + 42, "I", 0))


def test_a_gap_between_members(good: bytes, refused: Refused) -> None:
    start = int.from_bytes(good[-6:-2], "little")
    moved = put(good, len(good) - 6, "I", start + 4)
    assert "lies across" in refused(moved[:start] + b"gap!" + moved[start:])


def test_two_sizes_told(good: bytes, refused: Refused) -> None:
    at = entry_of(good, SESSION, LOCAL)
    assert f"is damaged at '{SESSION}'" in refused(put(good, at + 22, "I", 10**9))
    far = put(good, at, "I", 0)
    assert "is damaged at" in refused(far)


# Bombs


def test_declared_too_large(good: bytes, refused: Refused) -> None:
    at = entry_of(good, VALUE)
    assert "is larger than 64 MB" in refused(put(good, at + 24, "I", 10**9))
    at = entry_of(good, "video.mp4")
    assert "is larger than 1500 MB" in refused(put(good, at + 24, "I", MOST_VIDEO + 1))


def test_packed_too_well(members: Members, refused: Refused) -> None:
    data = put_together({**members, VALUE: bytes(10**6)})
    assert "is packed more than 100 times over" in refused(data)


def test_many_that_are_large_together(members: Members, refused: Refused) -> None:
    """Each may be, but not all."""
    random = np.random.default_rng(1).bytes(10**6)
    piece = random + bytes(45 * 10**6)
    names = [f"series/{number:04}.sd.npy" for number in range(3)]
    assert "more than 128 MB beside the video" in refused(
        as_zip({**members, **dict.fromkeys(names, piece)})
    )


def test_more_inside_than_was_declared(members: Members, inbox: Path) -> None:
    """A few declared bytes, behind them a gigabyte: in a process that may have little memory."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    million = packer.compress(bytes(10**6)) + packer.flush(zlib.Z_FULL_FLUSH)
    bomb = million * 1000 + packer.flush()
    data = as_zip({SESSION: b"x" * 100, MANIFEST: members[MANIFEST]}, deflated=False)
    at = entry_of(data, SESSION, LOCAL) + 30 + len(SESSION)
    grown = len(bomb) - 100
    data = data[:at] + bomb + data[at + 100 :]
    for place in (entry_of(data, SESSION, LOCAL) + 8, entry_of(data, SESSION) + 10):
        data = put(data, place, "H", zipfile.ZIP_DEFLATED)
        data = put(data, place + 10, "I", len(bomb))
    data = put(data, entry_of(data, MANIFEST) + 42, "I", at + len(bomb))
    data = put(data, len(data) - 6, "I", int.from_bytes(data[-6:-2], "little") + grown)
    (inbox / "sent.formcheck").write_bytes(data)
    told = child(inbox / "sent.formcheck")
    assert "sent.formcheck is damaged" in told["error"]
    assert told["grown_mb"] < 20
