"""``formcheck data session``: the sessions that are kept, and one of them as files."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from rich.table import Table

from formcheck.errors import ExerciseError
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.language import N_, _
from formcheck.report import words
from formcheck.report.exported import About, Asked, Exported, Score
from formcheck.report.exports import check_exports, write_exports
from formcheck.report.history_days import by_hand
from formcheck.report.history_words import by_hand_text
from formcheck.report.parcel_words import no_name
from formcheck.report.reported import Earlier, Remarks, Reported
from formcheck.store.answers import Answer, AnswerKind, Answers
from formcheck.store.database import Store
from formcheck.store.errors import StoreError
from formcheck.store.kept import SENT_KINDS, KeptSession, SessionInfo, State
from formcheck.store.people import Person
from formcheck.store.sessions import Sessions

SHORT: Final = 8
"""Letters of an id that are shown; any beginning that only one session has will do."""
_ASKED: Final = {AnswerKind.PAIN: Asked.PAIN, AnswerKind.EFFORT: Asked.EFFORT}


def sessions_table(store: Store, person: Person) -> Table:
    """Return everything that is kept of a person, a line each, the newest last.

    Who sent it stands there where something was sent.
    """
    there = Sessions(store).of_person(person.id)
    sent = any(one.source_kind in SENT_KINDS for one in there)
    table = Table(box=None, pad_edge=False)
    columns = [N_("session"), N_("begun"), N_("exercise"), N_("full"), N_("time")]
    for column in (*columns, N_("sent by")) if sent else columns:
        table.add_column(_(column), no_wrap=True)
    for one in there:
        begun = one.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
        length = words.seconds(one.duration_s)
        row = [one.id[:SHORT], begun, one.title, str(one.counts.full), length]
        if one.source_kind in SENT_KINDS:
            row.append(one.sent_by or no_name())
        table.add_row(*row)
    return table


def export_session(
    store: Store,
    person: Person,
    session: str,
    files: Sequence[Path],
    subject: str,
    *,
    reports: Sequence[Path] = (),
) -> None:
    """Write one session to files for other programs, and to reports for people.

    Raises
    ------
    StoreError
        When there is no such session, or more than one.
    OutputError
        When a file cannot be written; nothing is half written.
    ExerciseError
        When a report is asked for and the exercise is gone.
    """
    check_exports(files)
    for file in reports:
        # Late: the libraries that draw and fill in pages take their time.
        import_module("formcheck.report.write_report").check_report(file)
    info = _one(Sessions(store).of_person(person.id), session)
    kept = Sessions(store).read(info.id)
    exported = Exported(
        record=kept.record,
        exercise=_known(info.exercise),
        about=About(
            session=info.id,
            started_at=info.started_at,
            ended_at=info.ended_at,
            subject=subject,
            pseudonym=person.id,
            running=info.state is State.RUNNING,
            scores=tuple(_scores(store, info)),
        ),
    )
    write_exports(files, exported)
    if reports:
        _report(store, info, kept, exported.about, reports)


def _report(
    store: Store, info: SessionInfo, kept: KeptSession, about: About, files: Sequence[Path]
) -> None:
    added = by_hand(Counter(one.kind for one in kept.corrections))
    reported = Reported(
        record=kept.record,
        exercise=load_exercise(info.exercise),
        pictures=import_module("formcheck.report.pictures").no_pictures(),
        about=about,
        remarks=Remarks(changes=(by_hand_text(added),) if added else ()),
        earlier=_earlier(store, info),
    )
    report = import_module("formcheck.report.make_report").make_report(reported)
    import_module("formcheck.report.write_report").write_reports(files, report)


def _earlier(store: Store, info: SessionInfo) -> Earlier | None:
    """Return the session of the same exercise and side before this one; None for the first."""
    alike = [
        one
        for one in Sessions(store).of_person(info.person)
        if (one.exercise, one.side, one.state) == (info.exercise, info.side, State.FINISHED)
        and one.started_at < info.started_at
    ]
    if not alike:
        return None
    last = max(alike, key=lambda one: one.started_at)
    return Earlier(Sessions(store).read(last.id).record, last.started_at)


def _one(sessions: Iterable[SessionInfo], session: str) -> SessionInfo:
    found = [one for one in sessions if one.id.startswith(session.strip().lower())]
    if not found:
        raise StoreError(
            _(
                "There is no session {session}: formcheck data session lists those that are kept."
            ).format(session=session)
        )
    if len(found) > 1:
        known = ", ".join(one.id for one in found)
        raise StoreError(
            _("Expected the beginning of one session, found several: {known}.").format(known=known)
        )
    return found[0]


def _known(exercise: str) -> Exercise | None:
    """Return the exercise as it is now; None where it is gone or its file is no longer right."""
    try:
        return load_exercise(exercise)
    except ExerciseError:
        return None


def _scores(store: Store, info: SessionInfo) -> Iterator[Score]:
    """Give what was said about this session, and about the training that it was part of."""
    for one in Answers(store).of_person(info.person):
        if one.session == info.id or (one.session is None and _same_training(one, info)):
            asked = _ASKED.get(one.kind)
            if asked is not None and one.number is not None and one.given_at is not None:
                yield Score(asked, round(one.number), one.given_at, one.question)


def _same_training(answer: Answer, info: SessionInfo) -> bool:
    return bool(info.training) and answer.training == info.training
