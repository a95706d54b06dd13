"""What is in a parcel, its checksums right, is read as if somebody wanted to do harm with it."""

import json
import random
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from calibration.parcel_parts import MANIFEST, as_zip, put_together
from calibration.parcel_variants import variant
from calibration.parcels import HarmError, try_all
from formcheck.store.parcel import ParcelError
from formcheck.store.parcel_read import read_parcel
from tests.store.hostile import (
    SESSION,
    TIMES,
    VALUE,
    Members,
    Refused,
    edited,
    good,
    inbox,
    members,
    refused,
    with_key,
)

__all__ = ["good", "inbox", "members", "refused"]

ANSWERS = "answers.json"
POSES = "poses.json"
ITEM = b'[[exercises]]\nexercise = "plank"\nseconds = 5\n'


def array(values: Any, kind: str = "<f4") -> bytes:
    out = BytesIO()
    np.lib.format.write_array(out, np.array(values, kind), version=(1, 0))
    return out.getvalue()


def manifest(members: Members, change: Any) -> bytes:
    told = json.loads(members[MANIFEST])
    change(told)
    return as_zip({**members, MANIFEST: json.dumps(told).encode()})


# The manifest


def test_of_a_newer_formcheck(members: Members, refused: Refused) -> None:
    told = refused(manifest(members, lambda one: one.update(version=2, news=[1])))
    assert told == "was written by a newer formcheck: update yours, then open it again."


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", "zip"),
        ("version", "1"),
        ("version", 0),
        ("version", 1.5),
        ("version", True),
        ("id", "../x"),
        ("created_at", "yesterday"),
        ("created_at", "2026-03-01T10:00:00"),
        ("language", "e\n"),
        ("name", "\x1b[2J"),
        ("name", "x" * 200),
        ("members", {}),
        ("more", 1),
    ],
)
def test_a_manifest_of_wrong_types(
    members: Members, refused: Refused, key: str, value: object
) -> None:
    told = refused(manifest(members, with_key(key, value)))
    assert told.startswith(f"is refused: in 'manifest.json', {key}: ")


def test_no_manifest(members: Members, refused: Refused) -> None:
    del members[MANIFEST]
    assert "'manifest.json' is missing" in refused(as_zip(members))


@pytest.mark.parametrize("text", [b"", b"[", b"\xff\xfe{}", b"null", b"[1]", b"\0" * 50])
def test_a_manifest_that_is_no_json(members: Members, refused: Refused, text: bytes) -> None:
    assert "is refused: in 'manifest.json'" in refused(as_zip({**members, MANIFEST: text}))


def test_wrong_checksums(members: Members, refused: Refused) -> None:
    changed = members[VALUE][:-1] + b"\x01"
    assert f"'{VALUE}' is not what was sent" in refused(as_zip({**members, VALUE: changed}))
    video = members["video.mp4"][:-1]
    assert "'video.mp4' is not what was sent" in refused(as_zip({**members, "video.mp4": video}))


def test_a_list_with_more_or_less_than_there_is(members: Members, refused: Refused) -> None:
    said = "is not both in it and in its list"
    assert said in refused(manifest(members, lambda one: one["members"].pop()))
    assert said in refused(as_zip({one: members[one] for one in members if one != VALUE}))
    double = manifest(members, lambda one: one["members"].append(one["members"][0]))
    assert said in refused(double)


# JSON


@pytest.mark.parametrize(
    "text",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[" * 900 + b"]" * 900,
        b"9" * 100_000,
        b'{"id": NaN}',
        b'"' + b"x" * 1_000_000,
        b"[]" + b" " * 500_000,
    ],
)
def test_json_bombs(members: Members, refused: Refused, text: bytes) -> None:
    data = put_together({**members, SESSION: text}, deflated=False)
    assert f"is refused: in '{SESSION}'" in refused(data)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "1" * 400, "1e300"])
def test_numbers_that_are_none(members: Members, refused: Refused, number: str) -> None:
    key = b'"zero_shift_deg":'
    text = members[SESSION].replace(key + b"1.25", key + number.encode())
    assert text != members[SESSION]
    assert f"in '{SESSION}', " in refused(put_together({**members, SESSION: text}))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("id", "0" * 31),
        ("state", "running"),
        ("source_kind", "camera"),
        ("side", "up"),
        ("training", "\0"),
        ("training", 5),
        ("corrections.0.kind", "+2"),
        ("record.schema", "formcheck-session/9"),
        ("record.exercise", "../plank"),
        ("record.exercise", "Plank Ü"),
        ("record.exercise_version", 2**31),
        ("record.exercise_version", -1),
        ("record.title", "x" * 121),
        ("record.title", "abc\u202edef"),
        ("record.title", None),
        ("record.ended", "x" * 2001),
        ("record.source.path", "/home/ann/x.mp4"),
        ("record.source.path", "C:\\x.mp4"),
        ("record.source.duration_s", -1.0),
        ("record.view.name", "above"),
        ("record.counts.full", 1.5),
        ("record.counts.full", True),
        ("record.counts.more", 1),
        ("record.reps", [[]] * 20_001),
        ("record.reps.0.number", 2),
        ("record.reps.0.end_s", 0.0),
        ("record.reps.0.kind", "none"),
        ("record.reps.0.faults", ["x"] * 65),
        ("record.reps.0.start_s", None),
        ("record.faults.0.severity", 2),
        ("record.features.0.unit", "miles"),
        ("record.features.1.name", "hip_deviation"),
        ("record.averages.0.unit", ""),
        ("record.model.sha256", "x"),
    ],
)
def test_sessions_of_wrong_types(
    members: Members, refused: Refused, path: str, value: object
) -> None:
    told = refused(edited(members, SESSION, with_key(path, value)))
    assert told.startswith(f"is refused: in '{SESSION}', {path[:6]}")


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("ended_at", "2126-03-02T12:00:00Z", "is of 2126-03-02, which is to come"),
        ("started_at", "0001-01-01T00:00:00+23:59", "is of 0001-01-01, which is to come"),
        ("ended_at", "9999-12-31T23:59:59-23:59", "is of 9999-12-31, which"),
        ("ended_at", "2026-03-02T11:00:00Z", "ends before it begins"),
        ("started_at", "2026-03-02T12:00:00", "started_at: input should have timezone"),
    ],
)
def test_times_that_cannot_be(
    members: Members, refused: Refused, key: str, value: str, told: str
) -> None:
    assert told in refused(edited(members, SESSION, with_key(key, value)))


def test_a_day_ahead_may_be_the_clock(members: Members, inbox: Path) -> None:
    path = inbox / "sent.formcheck"
    path.write_bytes(put_together(members))
    made = read_parcel(path).created_at
    assert read_parcel(path, made - timedelta(hours=23)).created_at == made
    with pytest.raises(ParcelError, match="which is to come"):
        read_parcel(path, made - timedelta(hours=25))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("answers.0.kind", "screening"),
        ("answers.0.kind", "x"),
        ("answers.0.number", 11.0),
        ("answers.0.number", -1.0),
        ("answers.0.session", "x"),
        ("answers.0.text", "x" * 3000),
        ("answers.0.given_at", "2099-01-01T00:00:00Z"),
        ("answers", 5),
    ],
)
def test_answers_of_wrong_types(
    members: Members, refused: Refused, path: str, value: object
) -> None:
    assert refused(edited(members, ANSWERS, with_key(path, value))).startswith("is refused")


def test_the_same_twice(members: Members, refused: Refused) -> None:
    other = json.loads(members["sessions/0002.json"])["id"]
    told = refused(edited(members, SESSION, with_key("id", other)))
    assert told == "is refused: a session is in it twice."
    double = edited(members, ANSWERS, lambda one: one["answers"].append(one["answers"][0]))
    assert refused(double) == "is refused: an answer is in it twice."


# Arrays


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        (VALUE, b"", "is not a plain array of numbers"),
        (VALUE, b"\x93NUMPY\x02\x00", "is not a plain array of numbers"),
        (VALUE, b"PK\x03\x04" + bytes(200), "is not a plain array of numbers"),
        (VALUE, array(np.zeros((2, 90))), "found <f4 of shape (2, 90)"),
        (VALUE, array(np.zeros(180)), "found <f4 of shape (180)"),
        (VALUE, array(np.zeros((90, 2)), "<f8"), "found <f8 of shape"),
        (VALUE, array(np.zeros((90, 2)), ">f4"), "found >f4 of shape"),
        (VALUE, array(np.zeros((90, 2)), "<i4"), "found <i4 of shape"),
        (VALUE, array(np.zeros((90, 2)), "<c8"), "found <c8 of shape"),
        (VALUE, array(np.zeros((90, 2)), "|S4"), "found |S4 of shape"),
        (VALUE, array(np.asfortranarray(np.zeros((90, 2)))), "is not a plain array of numbers"),
        (VALUE, array(np.full((90, 2), np.inf)), "a number beyond all measure"),
        (VALUE, array(np.full((90, 2), 1e30)), "a number beyond all measure"),
        (VALUE, array(np.zeros((90, 2)))[:-4], "more or fewer numbers than it says"),
        (VALUE, array(np.zeros((90, 2))) + b"x", "more or fewer numbers than it says"),
        (TIMES, array(np.zeros(90), "<f8"), "do not increase within a day"),
        (TIMES, array(np.arange(90)[::-1], "<f8"), "do not increase within a day"),
        (TIMES, array(np.arange(90) - 1, "<f8"), "do not increase within a day"),
        (TIMES, array([*range(89), np.nan], "<f8"), "do not increase within a day"),
        (TIMES, array(np.arange(90) * 1e3, "<f8"), "do not increase within a day"),
        (TIMES, array(np.arange(91), "<f8"), "to be <f4 of shape (91, 2)"),
        ("poses.time_s.npy", array(np.zeros(5), "<f8"), "do not increase within a day"),
        ("poses.image_px.npy", array(np.zeros((5, 32, 2))), "of shape (5, 33, 2), found"),
        ("poses.others.npy", array(np.zeros(6)), "of shape (5), found"),
    ],
)
def test_arrays_of_wrong_types_and_shapes(
    members: Members, refused: Refused, name: str, data: bytes, told: str
) -> None:
    assert told in refused(put_together({**members, name: data}))


def test_a_pickle_is_never_opened(members: Members, refused: Refused, tmp_path: Path) -> None:
    class Bad:
        def __reduce__(self) -> tuple[Any, ...]:
            return Path.touch, (tmp_path / "opened",)

    out = BytesIO()
    np.save(out, np.array([Bad()], object), allow_pickle=True)
    assert "found |O of shape (1)" in refused(put_together({**members, VALUE: out.getvalue()}))
    assert not (tmp_path / "opened").exists()


@pytest.mark.parametrize("shape", [b"(10000000000000, 2)", b"(90, 99999999999)", b"(90, -2)"])
def test_a_shape_takes_no_memory(members: Members, refused: Refused, shape: bytes) -> None:
    grown = len(shape) - len(b"(90, 2)")
    data = members[VALUE].replace(b"(90, 2), }" + b" " * grown, shape + b", }")
    assert len(data) == len(members[VALUE])
    assert f"'{VALUE}'" in refused(put_together({**members, VALUE: data}))


# Members of one another


def test_readings_of_no_session(members: Members, refused: Refused) -> None:
    members["series/0007.sd.npy"] = members["series/0001.sd.npy"]
    assert "belongs to no session" in refused(put_together(members))


@pytest.mark.parametrize("name", [VALUE, "programme.json", "programme.toml", POSES])
def test_what_belongs_together(members: Members, refused: Refused, name: str) -> None:
    del members[name]
    assert f"'{name}' is missing in it" in refused(put_together(members))


def test_poses_that_do_not_belong(members: Members, refused: Refused) -> None:
    data = put_together({**members, "poses.more.npy": b"x"})
    assert "'poses.more.npy' does not belong" in refused(data)
    del members["poses.others.npy"]
    none = edited(members, POSES, with_key("image_size", [0, 5]))
    assert "is refused: in 'poses.json', image_size.0" in refused(none)


def test_poses_of_nobody(members: Members, refused: Refused) -> None:
    empty = {
        "poses.time_s.npy": array(np.zeros(0), "<f8"),
        "poses.image_px.npy": array(np.zeros((0, 33, 2))),
        "poses.world_m.npy": array(np.zeros((0, 33, 3))),
        "poses.visibility.npy": array(np.zeros((0, 33))),
        "poses.others.npy": array(np.zeros(0)),
    }
    assert "poses, expected at least one frame" in refused(put_together({**members, **empty}))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff",
        b"name = [" + b"[" * 1000,
        b"a = " + b"[\n" * 50_000,
        b"x = 1",
        b"a." * 5000 + b"a = 1",
        b"a = " + b"9" * 1400,
        b'name = "x"\ntitle = "\\u001b[2J"\nwritten_on = 2026-03-01\n' + ITEM,
        b'name = "x"\ntitle = "x"\nwritten_on = 9999-03-01\nmore = 1\n' + ITEM,
    ],
)
def test_a_programme_that_cannot_be_used(members: Members, refused: Refused, text: bytes) -> None:
    data = put_together({**members, "programme.toml": text}, deflated=False)
    assert "the programme in it cannot be used (" in refused(data)


# Anything


def test_two_hundred_variants(good: bytes, tmp_path: Path) -> None:
    """The command `python -m calibration.parcels` tries more; a failure names its number."""
    ends = try_all(good, range(200), tmp_path / "tried")
    assert ends.total() == 200
    assert sum(many for kind, many in ends.items() if kind.endswith("read")) > 5
    assert sum(many for kind, many in ends.items() if kind.endswith("refused")) > 150


def test_the_same_number_is_the_same_variant(good: bytes) -> None:
    random.seed(1)
    assert [variant(good, number) for number in range(20)] == [
        variant(good, number) for number in range(20)
    ]


def test_harm_is_found(good: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that leaves something in the folder does not get through."""

    def careless(path: Path) -> None:
        path.with_name("left").touch()
        read_parcel(path)

    monkeypatch.setattr("calibration.parcels.read_parcel", careless)
    with pytest.raises(HarmError, match="changed the folder"):
        try_all(good, range(1), tmp_path / "tried")


# More than anybody needs


def test_too_many_sessions(members: Members, refused: Refused) -> None:
    many = {f"sessions/{number:04}.json": b"{}" for number in range(1, 2002)}
    told = refused(put_together({**members, **many}, deflated=False))
    assert "expected at most 2000 sessions, found 2001" in told


def test_too_many_frames(members: Members, refused: Refused) -> None:
    long = array(np.arange(432_001) / 30, "<f8")
    data = put_together({**members, TIMES: long}, deflated=False)
    assert "expected at most 432000 frames in a session, found 432001" in refused(data)
    data = put_together({**members, "poses.time_s.npy": long}, deflated=False)
    assert "expected at most 36000 frames of poses, found 432001" in refused(data)
