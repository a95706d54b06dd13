"""How long a year's history takes: to be read and worked out, and as a PDF of twelve weeks.

::

    python -m calibration.history_cost

A made-up person trains for a year, in a store of its own that is gone afterwards: three days a week
bridges, bird-dogs and a plank, on others a guided movement, with pain and effort told.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from typing import Final

import numpy as np

from formcheck.care.pain import Moment
from formcheck.checking.results import Hold, Rep, RepKind, ViewEstimate
from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Side
from formcheck.pose.estimator import ModelInfo
from formcheck.report.history import load_history
from formcheck.report.history_paper import write_history_pdf
from formcheck.session.record import SCHEMA, Series, SessionRecord, SourceSummary
from formcheck.session.record_builder import counts
from formcheck.store.answers import Answer, AnswerKind, Answers
from formcheck.store.database import Store, open_store
from formcheck.store.kept import Opening
from formcheck.store.people import People, Person
from formcheck.store.sessions import Sessions

_TODAY: Final = date(2026, 11, 22)
_DAYS: Final = 364
_MODEL: Final = ModelInfo("formula", "")
_NOTHING: Final = Series(np.zeros(0), (), (), np.zeros((0, 0)), np.zeros((0, 0)))
_SEED: Final = 3

Done = tuple[str, tuple[Rep, ...], tuple[Hold, ...]]
"""Exercise, repetitions and holds of a session."""


def main() -> None:
    """Measure, and say it."""
    now = datetime.combine(_TODAY, clock(20), UTC)
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(str(Path(folder) / "year.sqlite"))) as store,
    ):
        person = People(store).add("Ann")
        sessions, reps = _year(store, person)
        whole = load_history(store, person, now=now)
        read_s = _seconds(lambda: load_history(store, person, now=now))
        weeks = load_history(store, person, now=now, since=now - timedelta(weeks=12))
        pdf_s = _seconds(lambda: write_history_pdf(Path(folder) / "weeks.pdf", weeks))
    sys.stdout.write(
        f"{sessions} sessions of {len(whole.days)} days, {reps} repetitions: read and worked out "
        f"in {read_s:.2f} s of one processor; PDF of twelve weeks {pdf_s:.1f} s\n"
    )


def _seconds(do: Callable[[], object]) -> float:
    """Return the processor time of a call."""
    begin_s = time.process_time()
    do()
    return time.process_time() - begin_s


def _year(store: Store, person: Person) -> tuple[int, int]:
    """Train for a year; return how many sessions and repetitions there were."""
    chance, sessions, done = random.Random(_SEED), 0, 0
    for ago in range(_DAYS, -1, -1):
        day = _TODAY - timedelta(days=ago)
        for one in _trained(day, chance):
            _keep(store, person, day, one)
            sessions, done = sessions + 1, done + len(one[1])
        _tell(store, person, day, chance)
    return sessions, done


def _trained(day: date, chance: random.Random) -> list[Done]:
    if day.weekday() in {0, 2, 4}:
        bridge = _reps(10, 150.0 + chance.gauss(0, 3))
        sides = (*_reps(5, -8.0, Side.LEFT), *_reps(5, -6.0, Side.RIGHT, first=6))
        held = Hold(None, 1.0, 21.0, 18.0)
        return [("bridge", bridge, ()), ("bird-dog", sides, ()), ("plank", (), (held, held))]
    if day.weekday() in {1, 5}:
        return [("pelvic-tilt", _reps(10, float("nan"), kind=RepKind.GUIDED), ())]
    return []


def _reps(
    number: int,
    extreme: float,
    side: Side | None = None,
    *,
    first: int = 1,
    kind: RepKind = RepKind.FULL,
) -> tuple[Rep, ...]:
    return tuple(
        Rep(n, side, 5.0 * n, 5.0 * n + 2.0, 5.0 * n + 4.0, extreme, 3.2, kind)
        for n in range(first, first + number)
    )


def _keep(store: Store, person: Person, day: date, done: Done) -> None:
    slug, reps, holds = done
    exercise = load_exercise(slug)
    shared = {"exercise": slug, "title": exercise.title, "exercise_version": exercise.version}
    record = SessionRecord(
        **shared,
        schema=SCHEMA,
        error_model="2-rendered",
        model=_MODEL,
        source=SourceSummary("Camera 0", 60.0, 1800),
        view=ViewEstimate("side", 4.0),
        graded_fraction=1.0,
        counts=counts(reps),
        reps=reps,
        holds=holds,
        faults=(),
        not_judged=(),
        series=_NOTHING,
        focus=next(iter(exercise.focus.values())),
    )
    opening = Opening(
        **shared,
        person=person.id,
        error_model="2-rendered",
        model=_MODEL,
        source="Camera 0",
        training=day.isoformat(),
    )
    Sessions(store).save(opening, record, datetime.combine(day, clock(12), UTC))


def _tell(store: Store, person: Person, day: date, chance: random.Random) -> None:
    answers = [
        Answer(
            kind=AnswerKind.PAIN,
            question=moment.value,
            number=float(chance.randint(0, 4)),
            training=day.isoformat(),
            given_at=datetime.combine(day, clock(12), UTC),
        )
        for moment in (Moment.BEFORE, Moment.AFTER)
    ]
    Answers(store).add(person.id, answers)


if __name__ == "__main__":
    main()
