"""Writes the file that a person sends: just what is wanted, and no path of their computer."""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from sqlalchemy import select

from formcheck.care.programme import Programme
from formcheck.care.programme_file import programme_text
from formcheck.errors import OutputError, explain
from formcheck.language import _, language
from formcheck.paths import OWN_FILE
from formcheck.pose.recorded import RecordedPoses
from formcheck.store.answers import AnswerKind
from formcheck.store.clock import utc_now
from formcheck.store.columns import new_id
from formcheck.store.database import Store
from formcheck.store.kept import KeptSession, SessionInfo, State
from formcheck.store.parcel import (
    MOST_RATIO,
    MOST_SESSIONS,
    MOST_VIDEO,
    RATIO_FROM,
    SENT_ANSWERS,
    SUFFIX,
    Parcel,
    ParcelError,
)
from formcheck.store.parcel_arrays import array_bytes
from formcheck.store.parcel_files import replaced
from formcheck.store.parcel_forms import (
    AnswersForm,
    Manifest,
    ProgrammeForm,
    SessionForm,
    plain,
)
from formcheck.store.parcel_poses import pose_members
from formcheck.store.parcel_read import read_parcel
from formcheck.store.parcel_records import record_table
from formcheck.store.parcel_zip import (
    ANSWERS,
    MANIFEST,
    PROGRAMME,
    PROGRAMME_INFO,
    VIDEOS,
    unreadable,
)
from formcheck.store.programmes import Programmes
from formcheck.store.sessions import Sessions
from formcheck.store.tables import ANSWERS as ANSWER_ROWS

_PIECE: Final = 1 << 20
_PATHS: Final = re.compile(r"(?<![\w.])(?:[A-Za-z]:)?(?:[\\/][^\s\\/:*?\"<>|]+){2,}")
"""Two folders deep and more, on any system, in the middle of a sentence."""


def _silently(_done: int) -> None:
    """Say nothing of how far it is."""


def write_parcel(
    path: Path,
    store: Store,
    person: str,
    sessions: Sequence[str] | None = None,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    name: str = "",
    video: Path | None = None,
    poses: RecordedPoses | None = None,
    on_video: Callable[[int], None] = _silently,
) -> Parcel:
    """Write sessions of a person to one file, with what they answered and what programme held.

    Parameters
    ----------
    path
        Where to; what is there already is replaced when all went well.
    store, person
        Where they are kept, and whose.
    sessions
        Ids; those from ``since`` on and before ``until`` when missing. One that is still running
        is left out.
    name
        What the sender wants to be called, if anything.
    video, poses
        A recording, and what the pose model said of it.
    on_video
        Called with how many bytes of the recording are written; whatever it raises ends it, and
        then nothing is written.

    Raises
    ------
    ParcelError
        When there is nothing to send, or something that does not fit; OutputError when it cannot
        be written, StoreError when the store cannot be read.
    """
    kept = [Sessions(store).read(one) for one in _wanted(store, person, sessions, since, until)]
    members: dict[str, bytes] = {}
    for number, one in enumerate(kept, start=1):
        members |= _session_members(f"{number:04}", one)
    members |= _answer_members(store, person, [one.info for one in kept])
    members |= _held(store, person, kept[-1].info)
    if poses is not None:
        members |= pose_members(poses)
    return _write(path, members, name=name, video=video, on_video=on_video)


def write_programme(
    path: Path, programme: Programme, *, valid_from: date, name: str = ""
) -> Parcel:
    """Write a programme to one file, to be followed from a day on; raise as `write_parcel`."""
    members = _programme_members(programme_text(programme), new_id(), valid_from)
    return _write(path, members, name=name, video=None)


def _wanted(
    store: Store,
    person: str,
    sessions: Sequence[str] | None,
    since: datetime | None,
    until: datetime | None,
) -> list[str]:
    there = Sessions(store).of_person(person, since=since)
    ended = [one for one in there if one.state is not State.RUNNING]
    if sessions is None:
        ids = [one.id for one in ended if until is None or one.started_at < until]
    else:
        ids = [one.id for one in ended if one.id in sessions]
    if not ids or (sessions is not None and len(ids) < len(set(sessions))):
        raise ParcelError(
            _("Expected sessions to send, found none of these: choose an earlier day, or others.")
        )
    if len(ids) > MOST_SESSIONS:
        raise ParcelError(
            _("Expected at most {most} sessions in one file, found {found}: send fewer.").format(
                most=MOST_SESSIONS, found=len(ids)
            )
        )
    return ids


def _session_members(number: str, kept: KeptSession) -> dict[str, bytes]:
    info, record, series = kept.info, kept.record, kept.record.series
    source = last_part(record.source.path)
    ended = without_paths(record.ended.replace(record.source.path or "\0", source))
    table = {
        "id": info.id,
        "training": info.training,
        "side": info.side,
        "source_kind": info.source_kind,
        "state": info.state,
        "started_at": info.started_at,
        "ended_at": max(info.ended_at or info.started_at, info.started_at),
        "corrections": plain(kept.corrections),
        "record": record_table(record, source, ended),
    }
    return {
        f"sessions/{number}.json": _json(SessionForm, table),
        f"series/{number}.time_s.npy": array_bytes(series.time_s, "<f8"),
        f"series/{number}.value.npy": array_bytes(series.value, "<f4"),
        f"series/{number}.sd.npy": array_bytes(series.sd, "<f4"),
    }


def _answer_members(store: Store, person: str, sessions: Sequence[SessionInfo]) -> dict[str, bytes]:
    """Return what was answered about these sessions and their trainings, and nothing else."""
    table = ANSWER_ROWS.c
    ids = {one.id for one in sessions}
    trainings = {one.training for one in sessions} - {""}
    wanted = select(ANSWER_ROWS).where(
        (table.person_id == person) & table.kind.in_([one.value for one in SENT_ANSWERS])
    )
    with store.read() as connection:
        rows = connection.execute(wanted.order_by(table.given_at, table.id)).mappings().all()
    mine = [one for one in rows if one["session_id"] in ids or one["training"] in trainings]
    columns = ("id", "question", "number", "text", "training", "given_at")
    answers = [
        {
            **{name: plain(one[name]) for name in columns},
            "kind": AnswerKind(one["kind"]),
            "session": one["session_id"] if one["session_id"] in ids else None,
        }
        for one in mine
    ]
    return {ANSWERS: _json(AnswersForm, {"answers": tuple(answers)})} if answers else {}


def _held(store: Store, person: str, last: SessionInfo) -> dict[str, bytes]:
    """Return the programme that held on the day of the last session, if one was kept."""
    held = Programmes(store).on(person, last.started_at.astimezone().date())
    return {} if held is None else _programme_members(held.text, held.id, held.valid_from)


def _programme_members(text: str, name: str, valid_from: date) -> dict[str, bytes]:
    info = _json(ProgrammeForm, {"id": name, "valid_from": valid_from})
    return {PROGRAMME: text.encode(), PROGRAMME_INFO: info}


def _json(form: type[BaseModel], table: Mapping[str, Any]) -> bytes:
    try:
        return form.model_validate(table).model_dump_json(by_alias=True).encode()
    except ValidationError as error:
        raise ParcelError(
            _("Something does not fit into the file that is sent: {reason}.").format(
                reason=explain(error)
            )
        ) from error


def last_part(source: str) -> str:
    """Return the name of a file, a camera or a stream, without where it is."""
    _scheme, address, rest = source.partition("://")
    source = rest.partition("/")[2] if address else source
    return PurePosixPath(re.split(r"[?#]", source.replace("\\", "/"))[0]).name


def without_paths(text: str) -> str:
    """Return a sentence with just the last part of each path in it."""
    return _PATHS.sub(lambda found: last_part(found[0]), text)


def _write(
    path: Path,
    members: Mapping[str, bytes],
    *,
    name: str,
    video: Path | None,
    on_video: Callable[[int], None] = _silently,
) -> Parcel:
    """Write the file beside its place, read it as who opens it will, and put it there."""
    if path.suffix != SUFFIX:
        raise OutputError(
            _("Expected a file that ends in {suffix}, found {path}.").format(
                suffix=SUFFIX, path=path.name
            )
        )
    with replaced(path) as part:
        with part.open("wb") as file, zipfile.ZipFile(file, "w") as out:
            listed = [_add(out, member, data) for member, data in members.items()]
            if video is not None:
                listed.append(_add_video(out, video, on_video))
            head = {
                "formcheck": _version(),
                "id": new_id(),
                "created_at": utc_now(),
                "language": language(),
                "name": " ".join(name.split()),
                "members": tuple(listed),
            }
            _add(out, MANIFEST, _json(Manifest, head))
        checked = read_parcel(part)
    return replace(checked, path=path)


def _version() -> str:
    try:
        return metadata.version("formcheck")
    except metadata.PackageNotFoundError:  # it runs from a checkout
        return ""


def _add(out: zipfile.ZipFile, name: str, data: bytes) -> dict[str, Any]:
    # What packs as well as a bomb would be taken for one: readings of somebody never in sight.
    bomb = len(data) > max(len(zlib.compress(data)) * MOST_RATIO / 2, RATIO_FROM)
    out.writestr(_info(name, zipfile.ZIP_STORED if bomb else zipfile.ZIP_DEFLATED), data)
    return {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _add_video(
    out: zipfile.ZipFile, video: Path, on_video: Callable[[int], None]
) -> dict[str, Any]:
    """Add a recording piece by piece, as it is."""
    kind = video.suffix.lower().removeprefix(".")
    try:
        size = video.stat().st_size
        if kind not in VIDEOS or not video.is_file() or not 0 < size <= MOST_VIDEO:
            raise ParcelError(
                _(
                    "Expected a video of at most {most} MB that ends in one of {kinds}, found "
                    "{path}: cut it, or convert it."
                ).format(most=MOST_VIDEO // 1_000_000, kinds=", ".join(VIDEOS), path=video.name)
            )
        summed, done = hashlib.sha256(), 0
        info = _info(f"video.{kind}", zipfile.ZIP_STORED)
        info.file_size = size
        with video.open("rb") as file, out.open(info, "w") as member:
            while (piece := file.read(_PIECE)) and done <= MOST_VIDEO:
                summed.update(piece)
                member.write(piece)
                done += len(piece)
                on_video(done)
    except OSError as error:
        raise unreadable(video, error) from error
    return {"name": info.filename, "bytes": done, "sha256": summed.hexdigest()}


def _info(name: str, method: int) -> zipfile.ZipInfo:
    # The time at which it was written is in the manifest; a zip's own has no zone.
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = method
    info.external_attr = OWN_FILE << 16
    return info
