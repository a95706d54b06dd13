"""What somebody wants to look at, named by a file, a folder or the id of a session."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from formcheck.errors import SourceError
from formcheck.language import _
from formcheck.paths import user_reviews_dir
from formcheck.report.dates import weekday_name
from formcheck.report.json_report import read_record
from formcheck.report.look import POSES_SUFFIX, VIDEOS
from formcheck.review.item import Item
from formcheck.session.record import SessionRecord
from formcheck.store.database import open_store
from formcheck.store.errors import StoreError
from formcheck.store.kept import SessionInfo
from formcheck.store.parcel import SUFFIX, Parcel, SentSession
from formcheck.store.parcel_files import keep_video
from formcheck.store.parcel_read import read_parcel
from formcheck.store.people import People
from formcheck.store.sessions import Sessions

RECORD_SUFFIX: Final = ".json"


def items_of(
    wanted: str, *, folder: Path, store: str = "", told: list[str] | None = None
) -> tuple[Item, ...]:
    """Return what is named; at least one.

    Parameters
    ----------
    wanted
        A video, recorded poses, a record, a ``.formcheck`` file, a folder of these, or the
        beginning of a session's id.
    folder
        An empty folder for what has to be unpacked; whoever made it removes it.
    store
        Where sessions are kept, as `formcheck.store.database.open_store` takes it.
    told
        Gets what is wrong with the store, for the person, where it was opened.

    Raises
    ------
    SourceError
        When there is nothing to look at.
    FormcheckError
        When a file is not what its name says, or the store cannot be opened.
    """
    path = Path(wanted).expanduser()
    if path.is_dir():
        found = tuple(_in_folder(path))
        if not found:
            raise SourceError(
                _(
                    "Expected a recording in {path}, found none: a video, poses (.npz), or a "
                    "file that somebody sent ({suffix})."
                ).format(path=path, suffix=SUFFIX)
            )
        return found
    if path.exists() or path.suffix:
        return tuple(_of_file(path, folder))
    return (_of_store(wanted, store, [] if told is None else told),)


def _in_folder(folder: Path) -> Iterator[Item]:
    """Give the recordings in a folder and the folders below, by name."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if not hidden and path.is_file() and path.suffix.lower() in (*VIDEOS, POSES_SUFFIX):
            yield _recording(path, str(inside))


def _of_file(path: Path, folder: Path) -> Iterator[Item]:
    kind = path.suffix.lower()
    if kind == SUFFIX:
        yield from _sent(read_parcel(path), folder)
    elif kind == RECORD_SUFFIX:
        yield _of_record(read_record(path), path)
    else:
        yield _recording(path, path.name)


def _recording(path: Path, title: str) -> Item:
    if path.suffix.lower() == POSES_SUFFIX:
        return Item(title=title, poses=path, beside=path)
    return Item(title=title, video=path, beside=path)


def _of_record(record: SessionRecord, path: Path) -> Item:
    """Return a record, with the video that it is of where that still lies beside it."""
    video = path.parent / Path(record.source.path).name
    return Item(
        title=path.name,
        record=record,
        video=video if video.is_file() and video != path else None,
        exercise=record.exercise,
        zero_shift_deg=record.zero_shift_deg,
        beside=path,
    )


def _sent(parcel: Parcel, folder: Path) -> Iterator[Item]:
    """Give the sessions in a file that somebody sent; its video is of the only one, or alone."""
    video = None
    if parcel.video is not None:
        video = folder / Path(parcel.video.member).name
        keep_video(parcel, video)
    alone = len(parcel.sessions) != 1
    for one in parcel.sessions:
        yield _sent_session(one, parcel, None if alone else video)
    if alone and (video is not None or parcel.poses is not None):
        beside = parcel.path
        poses = None if video is not None else parcel.poses
        yield Item(title=parcel.path.name, video=video, poses=poses, beside=beside)


def _sent_session(one: SentSession, parcel: Parcel, video: Path | None) -> Item:
    name = f"{parcel.path.name}.{one.id[:_SHORT]}"
    poses = parcel.poses if len(parcel.sessions) == 1 else None
    return Item(
        title=_titled(one.record.title, one.started_at),
        video=video,
        poses=poses,
        record=one.record,
        exercise=one.record.exercise,
        zero_shift_deg=one.record.zero_shift_deg,
        begun_at=one.started_at,
        person=parcel.name,
        beside=parcel.path.with_name(name),
    )


_SHORT: Final = 8
"""Letters of an id that tell sessions apart."""


def _of_store(wanted: str, place: str, told: list[str]) -> Item:
    """Return a session that is kept, whoever did it."""
    with closing(open_store(place)) as store:
        if store.notice:
            told.append(store.notice)
        there = {person.id: person.name for person in People(store).all()}
        sessions = Sessions(store)
        known = [one for person in there for one in sessions.of_person(person)]
        info = _one(known, wanted)
        record = sessions.read(info.id).record
    return Item(
        title=_titled(record.title, info.started_at),
        record=record,
        exercise=record.exercise,
        zero_shift_deg=record.zero_shift_deg,
        begun_at=info.started_at,
        person=there[info.person],
        session=info.id,
        store=place,
        beside=user_reviews_dir() / info.id,
    )


def _one(known: list[SessionInfo], wanted: str) -> SessionInfo:
    found = [one for one in known if one.id.startswith(wanted.strip().lower())]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(one.id for one in found)
        raise StoreError(
            _("Expected the beginning of one session, found several: {known}.").format(known=ids)
        )
    raise SourceError(
        _(
            "There is no file and no session {wanted}: formcheck data session lists the sessions "
            "that are kept."
        ).format(wanted=wanted)
    )


def _titled(exercise: str, at: datetime) -> str:
    return f"{weekday_name(at.astimezone().date())} {at.astimezone():%H:%M}, {_(exercise)}"
