"""Opens a zip that may come from anybody, and gives just members that a parcel can have.

Python's own zipfile reads it, but not before the file's frame was looked at: where the list of
members stands, how long it is, and that every byte of the file belongs to one member. What a zip
can do beyond that (comments, links, folders, encryption, several disks, sizes told afterwards, zip
in zip) no parcel has, so that it is refused.
"""

import hashlib
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from formcheck.language import N_, _
from formcheck.store.parcel import (
    MOST_ARRAY,
    MOST_IN_MEMORY,
    MOST_JSON,
    MOST_MANIFEST,
    MOST_RATIO,
    MOST_SESSIONS,
    MOST_VIDEO,
    RATIO_FROM,
    ParcelError,
)

MANIFEST: Final = "manifest.json"
ANSWERS: Final = "answers.json"
PROGRAMME: Final = "programme.toml"
PROGRAMME_INFO: Final = "programme.json"
POSES_INFO: Final = "poses.json"
VIDEOS: Final = ("avi", "m4v", "mkv", "mov", "mp4", "webm")
MOST_TOML: Final = 256_000
"""As of a programme's file (formcheck.toml.file)."""

_KINDS: Final = (
    (re.compile(r"manifest\.json"), MOST_MANIFEST),
    (re.compile(r"(sessions/\d{4}|answers)\.json"), MOST_JSON),
    (re.compile(r"(programme|poses)\.json"), 10_000),
    (re.compile(r"programme\.toml"), MOST_TOML),
    (re.compile(r"(series/\d{4}\.(time_s|value|sd)|poses\.[a-z_]{1,20})\.npy"), MOST_ARRAY),
    (re.compile(rf"video\.({'|'.join(VIDEOS)})"), MOST_VIDEO),
)
"""What may be in it, and how many bytes each may have."""
_MOST_MEMBERS: Final = 4 * MOST_SESSIONS + 20
_MOST_LIST: Final = _MOST_MEMBERS * 100
"""Bytes of the list of members: 46 and a short name each."""
_END: Final = struct.Struct("<4s4H2LH")
_END_SIGN: Final = b"PK\x05\x06"
_LOCATOR: Final = b"PK\x06\x07"
_LOCATOR_BYTES: Final = 20
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_LOCAL_SIGN: Final = b"PK\x03\x04"
_ENCRYPTED: Final = 0x2041
"""Flags: encrypted, strongly, its list of members too."""
_FOLDER: Final = 0x10
"""An attribute of the system that most zips come from."""
_LONGEST: Final = 80
_PIECE: Final = 1 << 18
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises for files that are not, or not wholly, a zip."""

_NO_ZIP: Final = N_(
    "{path} is not a file that formcheck sent, or not all of it arrived: ask for it again."
)
_DAMAGED: Final = N_("{path} is damaged at {member}.")
_LINKED: Final = N_("{path} is refused: {member} in it is a link or a folder, not a file.")
_LEADS_OUT: Final = N_("{path} is refused: {member} in it leads out of the file's own place.")
_FOREIGN: Final = N_("{path} is refused: {member} in it does not belong there.")
_TWICE: Final = N_("{path} is refused: {member} is in it twice.")
_SECRET: Final = N_("{path} is refused: {member} in it is encrypted, and formcheck never does so.")
_OVERLAP: Final = N_("{path} is refused: {member} in it lies across another part of the file.")
_LARGE: Final = N_("{path} is refused: {member} in it is larger than {most} MB.")
_BLOWN_UP: Final = N_("{path} is refused: {member} in it is packed more than {most} times over.")
_ALL_LARGE: Final = N_("{path} is refused: it holds more than {most} MB beside the video.")
_MANY: Final = N_("{path} is refused: expected at most {most} parts in it, found {found}.")
_ASK: Final = N_("{told} Ask for it to be sent again.")
_NOT_USABLE: Final = ("{path} is damaged", "{path} is refused")
_MB: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class OpenParcel:
    """A zip whose frame was checked; not yet what is in its members."""

    path: Path
    zip: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo]

    def read(self, name: str) -> bytes:
        """Return a member; raise ParcelError when it is not there or not whole."""
        if name not in self.members:
            raise self.error(N_("{path} is damaged: {member} is missing in it."), member=name)
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """Give a member piece by piece, never more than it was said to have."""
        left = self.members[name].file_size
        try:
            with self.zip.open(name) as member:
                while piece := member.read(_PIECE):
                    left -= len(piece)
                    yield piece
        except _BROKEN as error:
            raise self.error(_DAMAGED, member=name) from error
        except OSError as error:
            raise unreadable(self.path, error) from error
        if left:
            raise self.error(_DAMAGED, member=name)

    def sha256(self, name: str) -> str:
        """Return the checksum of a member, without holding it."""
        summed = hashlib.sha256()
        for piece in self.pieces(name):
            summed.update(piece)
        return summed.hexdigest()

    def error(self, message: str, **more: object) -> ParcelError:
        """Return an error about this file."""
        return _error(self.path, message, **more)


@contextmanager
def open_parcel(path: Path) -> Iterator[OpenParcel]:
    """Open a file that was sent; give its members, none of which has been read.

    Raises
    ------
    ParcelError
        When it cannot be read, or is anything but a zip as formcheck writes them.
    """
    with _file(path) as file:
        try:
            start = _check_end(path, file)
            opened = zipfile.ZipFile(file)
        except OSError as error:
            raise unreadable(path, error) from error
        except _BROKEN as error:
            raise _error(path, _NO_ZIP) from error
        with opened:
            members = opened.infolist()
            for one in members:
                _check_member(path, one)
            _check_together(path, members)
            _check_places(path, file, members, start)
            yield OpenParcel(path, opened, {one.filename: one for one in members})


def unreadable(path: Path, error: OSError) -> ParcelError:
    """Return the error of a file that cannot be read."""
    return _error(
        path,
        N_("{path} cannot be read ({reason}): check its name."),
        reason=error.strerror or str(error),
    )


def _file(path: Path) -> BinaryIO:
    """Open an ordinary file; a pipe would never end."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _error(path, _NO_ZIP)
        return path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from error
    except ValueError as error:  # a NUL in the name
        raise _error(path, _NO_ZIP) from error


def _check_end(path: Path, file: BinaryIO) -> int:
    """Return where the list of members begins: with nothing behind it, it ends the file.

    A file that is too short for it raises struct.error.
    """
    size = file.seek(0, os.SEEK_END)
    at = max(size - _END.size - _LOCATOR_BYTES, 0)
    file.seek(at)
    tail = file.read(size - at)
    sign, disk, first_disk, here, many, long, start, comment = _END.unpack(tail[-_END.size :])
    whole = (disk, first_disk, here, comment) == (0, 0, many, 0)
    if sign != _END_SIGN or not whole or tail.startswith(_LOCATOR):
        raise _error(path, _NO_ZIP)
    if many > _MOST_MEMBERS or long > _MOST_LIST:
        raise _error(path, _MANY, most=_MOST_MEMBERS, found=many)
    if start + long + _END.size != size:
        raise _error(path, _NO_ZIP)
    file.seek(0)
    return int(start)


def _check_member(path: Path, one: zipfile.ZipInfo) -> None:
    """Refuse a member for what the list says of it."""
    name = one.orig_filename
    kind = stat.S_IFMT(one.external_attr >> 16)
    links = kind not in {0, stat.S_IFREG} or bool(one.external_attr & _FOLDER)
    most = next((most for pattern, most in _KINDS if pattern.fullmatch(name)), None)
    for refused, message in (
        (links, _LINKED),
        (_leads_out(name), _LEADS_OUT),
        (bool(one.flag_bits & _ENCRYPTED), _SECRET),
        (most is None, _FOREIGN),
        (bool(one.flag_bits or one.extra or one.comment), _FOREIGN),
        (one.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}, _FOREIGN),
    ):
        if refused:
            raise _error(path, message, member=name)
    if most is not None and one.file_size > most:
        raise _error(path, _LARGE, member=name, most=max(most // _MB, 1))
    if one.file_size > max(one.compress_size * MOST_RATIO, RATIO_FROM):
        raise _error(path, _BLOWN_UP, member=name, most=MOST_RATIO)


def _leads_out(name: str) -> bool:
    """Whether a name is a way through folders: on any system, not just on this one."""
    parts = name.replace("\\", "/").split("/")
    return "\\" in name or ".." in parts or name.startswith("/") or name[1:2] == ":"


def _check_together(path: Path, members: list[zipfile.ZipInfo]) -> None:
    """Refuse members that are there twice, two videos, and more than fits in memory."""
    seen: set[str] = set()
    for one in members:
        # Two videos are one too many too: each is "video" with another end.
        name = one.filename.partition(".")[0] if _is_video(one) else one.filename
        if name in seen:
            raise _error(path, _TWICE, member=one.filename)
        seen.add(name)
    if sum(one.file_size for one in members if not _is_video(one)) > MOST_IN_MEMORY:
        raise _error(path, _ALL_LARGE, most=MOST_IN_MEMORY // _MB)


def _is_video(one: zipfile.ZipInfo) -> bool:
    return one.filename.startswith("video.")


def _check_places(path: Path, file: BinaryIO, members: list[zipfile.ZipInfo], start: int) -> None:
    """Refuse members that do not lie one behind the other: each byte belongs to one of them."""
    place = 0
    for one in sorted(members, key=lambda one: one.header_offset):
        if one.header_offset != place:
            raise _error(path, _OVERLAP, member=one.filename)
        file.seek(place)
        head = file.read(_LOCAL.size)
        if len(head) < _LOCAL.size or not head.startswith(_LOCAL_SIGN):
            raise _error(path, _DAMAGED, member=one.filename)
        fields = _LOCAL.unpack(head)
        place += _LOCAL.size + fields[-2] + fields[-1] + one.compress_size
        # What the list says of it, it has to say itself.
        said = (fields[2], fields[3], *fields[6:9], fields[-1])
        listed = (one.flag_bits, one.compress_type, one.CRC, one.compress_size, one.file_size, 0)
        if said != listed:
            raise _error(path, _DAMAGED, member=one.filename)
    if place != start:
        raise _error(path, _OVERLAP, member=members[-1].filename if members else "")


def _error(path: Path, message: str, **more: object) -> ParcelError:
    """Return an error, with what to do; names in the file are shown, not trusted."""
    if "member" in more:
        more["member"] = ascii(more["member"])[:_LONGEST]
    told = _(message).format(path=path.name, **more)
    return ParcelError(_(_ASK).format(told=told) if message.startswith(_NOT_USABLE) else told)
