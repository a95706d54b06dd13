"""Reads a file that was sent, whoever sent it: all of it is checked before anything is used.

What is in a file is compared with its manifest by size and checksum: that says that it arrived
whole, not who wrote it. So everything is read as if somebody wanted to do harm with it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from formcheck.care.programme_file import parse_programme
from formcheck.errors import ProgrammeError
from formcheck.language import N_, _
from formcheck.store.answers import Answer
from formcheck.store.clock import utc_now
from formcheck.store.kept import Correction
from formcheck.store.parcel import (
    MOST_FRAMES,
    MOST_SESSIONS,
    VERSION,
    Parcel,
    SentAnswer,
    SentProgramme,
    SentSession,
    SentVideo,
)
from formcheck.store.parcel_arrays import array_in, times_in
from formcheck.store.parcel_forms import (
    AnswersForm,
    Manifest,
    ProgrammeForm,
    SessionForm,
    Start,
    form_of,
    printable,
)
from formcheck.store.parcel_poses import poses_in
from formcheck.store.parcel_records import Floats, record_of
from formcheck.store.parcel_zip import (
    ANSWERS,
    MANIFEST,
    PROGRAMME,
    PROGRAMME_INFO,
    OpenParcel,
    open_parcel,
)
from formcheck.toml.file import MOST_LINE

EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
AHEAD: Final = timedelta(days=1)
"""So far may the sender's clock go wrong."""


def read_parcel(path: Path, now: datetime | None = None) -> Parcel:
    """Return what was sent; nothing is written.

    Parameters
    ----------
    path
        The file.
    now
        The time, for sessions that are said to be in the future.

    Raises
    ------
    ParcelError
        When it is no such file, a newer one, damaged, or made to do harm.
    """
    with open_parcel(path) as opened:
        return _read(opened, (utc_now() if now is None else now) + AHEAD)


def _read(opened: OpenParcel, latest: datetime) -> Parcel:
    manifest = _manifest(opened)
    _check_sums(opened, manifest)
    _check_time(opened, manifest.created_at, latest)
    sessions = tuple(_sessions(opened, latest))
    if len({one.id for one in sessions}) < len(sessions):
        raise opened.error(N_("{path} is refused: a session is in it twice."))
    video = next((one for one in manifest.members if one.name.startswith("video.")), None)
    return Parcel(
        path=opened.path,
        id=manifest.id,
        formcheck=manifest.formcheck,
        created_at=manifest.created_at.astimezone(UTC),
        language=manifest.language,
        name=manifest.name,
        sessions=sessions,
        answers=_answers(opened, latest),
        programme=_programme(opened),
        poses=poses_in(opened),
        video=None if video is None else SentVideo(video.name, video.bytes, video.sha256),
    )


def _manifest(opened: OpenParcel) -> Manifest:
    data = opened.read(MANIFEST)
    start = form_of(opened, MANIFEST, Start, data)
    if start.version > VERSION:
        raise opened.error(
            N_("{path} was written by a newer formcheck: update yours, then open it again.")
        )
    return form_of(opened, MANIFEST, Manifest, data)


def _check_sums(opened: OpenParcel, manifest: Manifest) -> None:
    """Compare what there is with what the manifest says, before anything of it is used."""
    listed = {one.name: one for one in manifest.members}
    there = opened.members.keys() - {MANIFEST}
    if len(listed) < len(manifest.members) or listed.keys() != there:
        name = min(listed.keys() ^ there, default=MANIFEST)
        raise opened.error(
            N_("{path} is damaged: {member} is not both in it and in its list."), member=name
        )
    for name, one in listed.items():
        if opened.members[name].file_size != one.bytes or opened.sha256(name) != one.sha256:
            raise opened.error(
                N_("{path} is damaged: {member} is not what was sent."),
                member=name,
            )


def _check_time(opened: OpenParcel, at: datetime, latest: datetime) -> None:
    if not EARLIEST <= at <= latest:
        raise opened.error(
            N_("{path} is refused: something in it is of {day}, which is to come or long past."),
            day=at.date(),
        )


def _sessions(opened: OpenParcel, latest: datetime) -> Iterator[SentSession]:
    names = sorted(name for name in opened.members if name.startswith("sessions/"))
    if len(names) > MOST_SESSIONS:
        raise opened.error(
            N_("{path} is refused: expected at most {most} sessions, found {found}."),
            most=MOST_SESSIONS,
            found=len(names),
        )
    stems = [name.removeprefix("sessions/").removesuffix(".json") for name in names]
    arrays = {name for name in opened.members if name.startswith("series/")}
    loose = arrays - {f"series/{stem}.{one}.npy" for stem in stems for one in _SERIES}
    if loose:
        raise opened.error(
            N_("{path} is damaged: {member} belongs to no session in it."), member=min(loose)
        )
    for name, stem in zip(names, stems, strict=True):
        yield _session(opened, form_of(opened, name, SessionForm), stem, latest)


_SERIES: Final = ("time_s", "value", "sd")


def _session(opened: OpenParcel, form: SessionForm, stem: str, latest: datetime) -> SentSession:
    _check_time(opened, form.started_at, latest)
    _check_time(opened, form.ended_at, latest)
    if form.ended_at < form.started_at:
        raise opened.error(N_("{path} is refused: a session in it ends before it begins."))
    return SentSession(
        id=form.id,
        training=form.training,
        side=form.side,
        source_kind=form.source_kind,
        state=form.state,
        started_at=form.started_at.astimezone(UTC),
        ended_at=form.ended_at.astimezone(UTC),
        record=record_of(form.record, *_series(opened, stem, len(form.record.features))),
        corrections=tuple(Correction(one.at_s, one.kind, one.side) for one in form.corrections),
    )


def _series(opened: OpenParcel, stem: str, features: int) -> tuple[Floats, Floats, Floats]:
    names = [f"series/{stem}.{one}.npy" for one in _SERIES]
    time_s = times_in(opened, names[0])
    frames = len(time_s)
    if frames > MOST_FRAMES:
        raise opened.error(
            N_("{path} is refused: expected at most {most} frames in a session, found {found}."),
            most=MOST_FRAMES,
            found=frames,
        )
    value, sd = (array_in(opened, name, "<f4", (frames, features)) for name in names[1:])
    return time_s, value, sd


def _answers(opened: OpenParcel, latest: datetime) -> tuple[SentAnswer, ...]:
    if ANSWERS not in opened.members:
        return ()
    found = []
    for one in form_of(opened, ANSWERS, AnswersForm).answers:
        _check_time(opened, one.given_at, latest)
        table = one.model_dump(exclude={"id", "given_at"})
        given_at = one.given_at.astimezone(UTC)
        found.append(SentAnswer(id=one.id, answer=Answer(**table, given_at=given_at)))
    if len({one.id for one in found}) < len(found):
        raise opened.error(N_("{path} is refused: an answer is in it twice."))
    return tuple(found)


def _programme(opened: OpenParcel) -> SentProgramme | None:
    if PROGRAMME not in opened.members and PROGRAMME_INFO not in opened.members:
        return None
    form = form_of(opened, PROGRAMME_INFO, ProgrammeForm)
    try:
        text = opened.read(PROGRAMME).decode("utf-8")
        if any(len(line) > MOST_LINE for line in text.splitlines()):
            raise opened.error(_NO_PROGRAMME, reason=_("a line in it is too long"))
        programme = parse_programme(text, PROGRAMME)
    except (ProgrammeError, ValueError, RecursionError) as error:
        raise opened.error(_NO_PROGRAMME, reason=printable(f"{error}")) from error
    return SentProgramme(id=form.id, text=text, valid_from=form.valid_from, programme=programme)


_NO_PROGRAMME: Final = N_("{path} is refused: the programme in it cannot be used ({reason}).")
