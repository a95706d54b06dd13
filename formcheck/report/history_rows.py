"""What a history needs of the store: a few columns of many sessions, never their readings."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, exists, func, select

from formcheck.checking.results import RepKind, Severity
from formcheck.landmarks import Side
from formcheck.store.answers import AnswerKind
from formcheck.store.kept import RECORDINGS, SENT_KINDS, CorrectionKind, State
from formcheck.store.tables import ANSWERS, CORRECTIONS, FAULTS, HOLDS, PROGRAMMES, REPS, SESSIONS

_TOLD: Final = (AnswerKind.PAIN.value, AnswerKind.EFFORT.value)


@dataclass(frozen=True, slots=True)
class RepRow:
    """One repetition."""

    side: Side | None
    kind: RepKind
    extreme: float
    sd: float
    start_s: float
    end_s: float
    clean: bool
    """Whether no check was at fault in it, as `formcheck.training.outcome` has it."""


@dataclass(frozen=True, slots=True)
class HoldRow:
    """One hold."""

    side: Side | None
    length_s: float
    good_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One session with what was found in it."""

    on: date
    """In the person's own time."""
    training: str
    exercise: str
    title: str
    focus: str
    side: Side | None
    recording: bool
    """Whether it was a file, not a camera."""
    sent_by: str | None = None
    """The name that its sender chose, empty when none; None where nobody sent it."""
    interrupted: bool
    error_model: str
    """Version of what took the errors off."""
    duration_s: float
    graded_fraction: float
    averages: tuple[tuple[str, float, float], ...]
    """Name, value and sd of what a snapshot found."""
    reps: tuple[RepRow, ...] = ()
    holds: tuple[HoldRow, ...] = ()
    faults: tuple[str, ...] = ()
    """Ids of the checks that were at fault in it, each once."""
    by_hand: Mapping[CorrectionKind, int] = field(default_factory=dict)
    """How often the person corrected the count by hand."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A number about pain or effort."""

    on: date
    training: str
    kind: AnswerKind
    question: str
    number: float


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """One version of a programme."""

    valid_from: date
    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything, by time."""

    sessions: tuple[SessionRow, ...]
    """Without those that are still running."""
    answers: tuple[AnswerRow, ...]
    programmes: tuple[ProgrammeRow, ...]


def read_rows(
    connection: Connection, person: str, *, since: datetime | None, zone: tzinfo | None
) -> Rows:
    """Read what there is of a person.

    Parameters
    ----------
    connection
        To a store.
    person
        Id.
    since
        Nothing before; None for everything. Programmes are read from the first on.
    zone
        Where the person's days begin and end; None for the computer's own.
    """
    return Rows(
        sessions=_sessions(connection, person, since, zone),
        answers=_answers(connection, person, since, zone),
        programmes=_programmes(connection, person),
    )


def _mine(person: str, since: datetime | None) -> ColumnElement[bool]:
    mine = (SESSIONS.c.person_id == person) & (SESSIONS.c.state != State.RUNNING.value)
    return mine if since is None else mine & (SESSIONS.c.started_at >= since)


def _sessions(
    connection: Connection, person: str, since: datetime | None, zone: tzinfo | None
) -> tuple[SessionRow, ...]:
    one = SESSIONS.c
    mine = _mine(person, since)
    reps, holds = _reps(connection, mine), _holds(connection, mine)
    by_hand, faults = _by_hand(connection, mine), _faults(connection, mine)
    columns = (one.id, one.started_at, one.training, one.exercise, one.title, one.focus, one.side)
    seen = (one.source_kind, one.source_duration_s, one.graded_fraction, one.averages)
    more = (*seen, one.state, one.error_model, one.host)
    wanted = select(*columns, *more).where(mine).order_by(one.started_at, one.id)
    return tuple(
        SessionRow(
            on=row.started_at.astimezone(zone).date(),
            training=row.training,
            exercise=row.exercise,
            title=row.title,
            focus=row.focus,
            side=_side(row.side),
            recording=row.source_kind in RECORDINGS,
            sent_by=row.host if row.source_kind in SENT_KINDS else None,
            interrupted=row.state == State.INTERRUPTED.value,
            error_model=row.error_model,
            duration_s=row.source_duration_s,
            graded_fraction=row.graded_fraction,
            averages=_averages(row.averages),
            reps=tuple(reps.get(row.id, ())),
            holds=tuple(holds.get(row.id, ())),
            faults=tuple(faults.get(row.id, ())),
            by_hand=by_hand.get(row.id, {}),
        )
        for row in connection.execute(wanted)
    )


def _averages(rows: list[list[Any]]) -> tuple[tuple[str, float, float], ...]:
    """Return what was averaged and could be judged."""
    return tuple(
        (name, value, sd)
        for name, value, sd, _unit, why_not in rows
        if not why_not and value is not None and sd is not None
    )


def _reps(connection: Connection, mine: ColumnElement[bool]) -> dict[str, list[RepRow]]:
    one, fault = REPS.c, FAULTS.c
    wrong = exists().where(
        fault.session_id == one.session_id,
        fault.severity == Severity.FAULT.value,
        fault.start_s <= one.end_s,
        fault.end_s >= one.start_s,
    )
    columns = (one.session_id, one.side, one.kind, one.extreme, one.sd, one.start_s, one.end_s)
    wanted = select(*columns, wrong).join(SESSIONS).where(mine)
    found: dict[str, list[RepRow]] = defaultdict(list)
    for session, side, kind, extreme, sd, start_s, end_s, bad in connection.execute(
        wanted.order_by(one.session_id, one.number)
    ):
        row = RepRow(_side(side), RepKind(kind), extreme, sd, start_s, end_s, clean=not bad)
        found[session].append(row)
    return found


def _holds(connection: Connection, mine: ColumnElement[bool]) -> dict[str, list[HoldRow]]:
    one = HOLDS.c
    columns = (one.session_id, one.side, one.start_s, one.end_s, one.good_s)
    wanted = select(*columns).join(SESSIONS).where(mine).order_by(one.session_id, one.number)
    found: dict[str, list[HoldRow]] = defaultdict(list)
    for session, side, start_s, end_s, good_s in connection.execute(wanted):
        found[session].append(HoldRow(_side(side), end_s - start_s, good_s))
    return found


def _faults(connection: Connection, mine: ColumnElement[bool]) -> dict[str, list[str]]:
    one = FAULTS.c
    wanted = select(one.session_id, one.check_id).join(SESSIONS).where(mine)
    clear = wanted.where(one.severity == Severity.FAULT.value).distinct().order_by(one.check_id)
    found: dict[str, list[str]] = defaultdict(list)
    for session, check in connection.execute(clear):
        found[session].append(check)
    return found


def _by_hand(
    connection: Connection, mine: ColumnElement[bool]
) -> dict[str, dict[CorrectionKind, int]]:
    one = CORRECTIONS.c
    wanted = select(one.session_id, one.kind, func.count()).join(SESSIONS).where(mine)
    found: dict[str, dict[CorrectionKind, int]] = defaultdict(dict)
    for session, kind, many in connection.execute(wanted.group_by(one.session_id, one.kind)):
        found[session][CorrectionKind(kind)] = many
    return found


def _answers(
    connection: Connection, person: str, since: datetime | None, zone: tzinfo | None
) -> tuple[AnswerRow, ...]:
    one = ANSWERS.c
    columns = (one.given_at, one.training, one.kind, one.question, one.number)
    mine = (one.person_id == person) & one.kind.in_(_TOLD) & one.number.is_not(None)
    if since is not None:
        mine &= one.given_at >= since
    wanted = select(*columns).where(mine).order_by(one.given_at, one.id)
    return tuple(
        AnswerRow(given_at.astimezone(zone).date(), training, AnswerKind(kind), question, told)
        for given_at, training, kind, question, told in connection.execute(wanted)
    )


def _programmes(connection: Connection, person: str) -> tuple[ProgrammeRow, ...]:
    one = PROGRAMMES.c
    wanted = select(one.valid_from, one.text).where(one.person_id == person)
    ordered = wanted.order_by(one.valid_from, one.added_at, one.id)
    return tuple(ProgrammeRow(*row) for row in connection.execute(ordered))


def _side(name: str | None) -> Side | None:
    return None if name is None else Side(name)
