"""Sessions kept in a real store, each number of them given: what a history has to find again."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import numpy as np
from sqlalchemy import insert, update

from formcheck.checking.results import FaultSpan, Hold, Rep, RepKind, Severity, ViewEstimate
from formcheck.exercises.loader import list_exercises
from formcheck.exercises.spec import Exercise
from formcheck.features.reading import Reading
from formcheck.landmarks import Side
from formcheck.pose.estimator import ModelInfo
from formcheck.report.history import History, load_history
from formcheck.session.record import SCHEMA, Series, SessionRecord, SourceSummary
from formcheck.session.record_builder import counts
from formcheck.store.answers import Answer, AnswerKind, Answers
from formcheck.store.database import Store, open_store
from formcheck.store.kept import Correction, CorrectionKind, Opening, SourceKind, State
from formcheck.store.people import People, Person
from formcheck.store.programmes import Programmes
from formcheck.store.rows import correction_row
from formcheck.store.sessions import Sessions
from formcheck.store.tables import CORRECTIONS, SESSIONS

MODEL = ModelInfo("formula", "")
NOTHING = Series(np.zeros(0), (), (), np.zeros((0, 0)), np.zeros((0, 0)))
MONDAY = date(2026, 11, 2)
TUESDAY = MONDAY + timedelta(days=1)

PLAN = """\
name = "mine"
title = "Mine"
written_on = 2026-10-01
[[exercises]]
exercise = "bridge"
reps = 4
days = ["mon", "wed", "fri"]
[[exercises]]
exercise = "plank"
seconds = 20
sets = 2
days = ["mon"]
"""


@cache
def exercises() -> tuple[Exercise, ...]:
    """Return every exercise, read once."""
    return list_exercises()


def full(*extremes: float, sd: float = 3.0, side: Side | None = None) -> list[Rep]:
    """Full repetitions."""
    return [rep(one, sd=sd, side=side) for one in extremes]


def rep(
    extreme: float,
    *,
    sd: float = 3.0,
    side: Side | None = None,
    kind: RepKind = RepKind.FULL,
    faults: tuple[str, ...] = (),
) -> Rep:
    return Rep(0, side, 0.0, 2.0, 4.0, extreme, sd, kind, faults)


def one_by_one(reps: Iterable[Rep]) -> tuple[Rep, ...]:
    """Return repetitions one after the other, 5 s apart."""
    return tuple(
        replace(one, number=n + 1, start_s=5.0 * n, turn_s=5.0 * n + 2.0, end_s=5.0 * n + 4.0)
        for n, one in enumerate(reps)
    )


def found(reps: Iterable[Rep]) -> tuple[FaultSpan, ...]:
    """Return a clear fault for each that a repetition has, and a slight one in the first."""
    worse = [
        FaultSpan(check, Severity.FAULT, one.start_s + 1.0, one.start_s + 2.0, 1.0, 1.0)
        for one in reps
        for check in one.faults
    ]
    return (FaultSpan("slight", Severity.WARN, 0.0, 1.0, 1.0, 1.0), *worse)


def hold(length_s: float, good_s: float, side: Side | None = None) -> Hold:
    return Hold(side, 1.0, 1.0 + length_s, good_s)


def new_store(path: Path) -> Path:
    """Make a store in which there is Ann."""
    with closing(open_store(str(path))) as store:
        People(store).add("Ann")
    return path


@contextmanager
def open_diary(path: Path) -> Iterator["Diary"]:
    """Open Ann's store."""
    with closing(open_store(str(path))) as store:
        yield Diary(store, People(store).named("Ann"))


class Diary:
    """Somebody's store."""

    def __init__(self, store: Store, person: Person) -> None:
        self.store, self.person = store, person

    def plan(self, text: str = PLAN, valid_from: date = MONDAY) -> None:
        Programmes(self.store).add(
            self.person.id, title="Mine", text=text, locked=False, valid_from=valid_from
        )

    def load(self, today: date) -> History:
        """Read the history in the evening of a day."""
        now = datetime.combine(today, time(20), UTC)
        return load_history(self.store, self.person, now=now, zone=UTC, known=exercises())

    def keep(
        self,
        slug: str,
        on: date,
        reps: Iterable[Rep] = (),
        holds: Sequence[Hold] = (),
        *,
        by_hand: Sequence[CorrectionKind] = (),
        graded: float = 1.0,
        averages: dict[str, Reading] | None = None,
        focus: str = "",
        at: time = time(12),
        kind: SourceKind = SourceKind.LIVE,
        side: Side | None = None,
        state: State = State.FINISHED,
        error_model: str = "2",
    ) -> str:
        """Keep a session of a day, and return its id."""
        exercise = next(one for one in exercises() if one.slug == slug)
        reps = one_by_one(reps)
        record = SessionRecord(
            schema=SCHEMA,
            exercise=slug,
            title=exercise.title,
            exercise_version=exercise.version,
            error_model=error_model,
            model=MODEL,
            source=SourceSummary("Camera 0", 60.0, 1800),
            view=ViewEstimate("side", 4.0),
            graded_fraction=graded,
            counts=counts(reps),
            reps=reps,
            holds=tuple(holds),
            faults=found(reps),
            not_judged=(),
            series=NOTHING,
            focus=focus or next(iter(exercise.focus.values())),
            averages=averages or {},
        )
        opening = Opening(
            person=self.person.id,
            exercise=slug,
            title=exercise.title,
            exercise_version=exercise.version,
            error_model=error_model,
            model=MODEL,
            source="Camera 0",
            source_kind=kind,
            side=side,
        )
        session = Sessions(self.store).save(opening, record, datetime.combine(on, at, UTC))
        rows = [
            correction_row(session, number, Correction(1.0, one))
            for number, one in enumerate(by_hand, start=1)
        ]
        if rows or state is not State.FINISHED:
            with self.store.write() as connection:
                mine = SESSIONS.c.id == session
                connection.execute(update(SESSIONS).where(mine).values(state=state.value))
                if rows:
                    connection.execute(insert(CORRECTIONS), rows)
        return session

    def tell(
        self,
        on: date,
        kind: AnswerKind,
        number: float | None,
        question: str = "",
        training: str = "",
    ) -> None:
        """Keep an answer of a day's noon."""
        at = datetime.combine(on, time(12), UTC)
        answer = Answer(kind=kind, question=question, number=number, training=training, given_at=at)
        Answers(self.store).add(self.person.id, [answer])
