"""A diary on a store of its own, with days on which somebody trained."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from formcheck.care.move import Moves
from formcheck.care.pain import Moment
from formcheck.care.programme import Item, Programme
from formcheck.checking.results import Hold, Rep
from formcheck.exercises.loader import load_exercise
from formcheck.session.record import SessionRecord
from formcheck.store.database import Store, open_store
from formcheck.store.people import People
from formcheck.store.sessions import Sessions
from formcheck.store.versions import Versions
from formcheck.training.asking import Told
from formcheck.ui.diary import Diary
from tests.care.moves import item, programme
from tests.store.records import opening
from tests.training.sets import F, record, reps
from tests.training.told import said
from tests.ui.home_parts import moves_in

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
NOON = time(12)
PLAN = programme(
    item("bridge", reps=3),
    item("plank", seconds=10, sets=2),
    item("bird-dog", reps=2),
)


def held(seconds: float = 10.0) -> SessionRecord:
    return record(holds=[Hold(None, 1.0, 1.0 + seconds, seconds)], exercise="plank")


def bridged(made: Sequence[Rep] = reps(F, F, F)) -> SessionRecord:
    return record(made)


class Days:
    """A diary, its store, and a clock that a test sets."""

    def __init__(self, store: Store, plan: Programme | None = PLAN) -> None:
        self.store = store
        self.person = People(store).add("Ann").id
        self.now = at(MONDAY)
        self.moves: Moves = moves_in("en")
        self.diary = self.another()
        if plan is not None:
            self.versions.add(plan, MONDAY - 30 * DAY)

    @property
    def versions(self) -> Versions:
        return Versions(self.store, self.person)

    def another(self) -> Diary:
        """Return a diary as the next start of the program opens it."""
        return Diary(self.store, self.person, moves=self.moves, now=lambda: self.now)

    def train(
        self, day: date, *records: SessionRecord, told: Sequence[Told] = (), clock: time = NOON
    ) -> str:
        """Train on a day, and tell things when it is over; return the training's id."""
        self.now = at(day, clock)
        training = self.diary.begin(day)
        for number, one in enumerate(records):
            exercise = load_exercise(one.exercise)
            started_at = self.now + timedelta(minutes=2 * number)
            Sessions(self.store).save(
                opening(self.person, exercise, training=training), one, started_at
            )
        self.now += timedelta(minutes=2 * len(records))
        for one in told:
            self.diary.keep(one, training)
        return training

    def wake(self, day: date, training: str, score: int | None = 1) -> None:
        """Tell how it is on a morning."""
        self.now = at(day, time(8))
        self.diary.keep(said(Moment.MORNING, score), training)

    def good_day(self, day: date, *records: SessionRecord) -> str:
        """Train well, feel well, and say so on the next morning."""
        training = self.train(day, *(records or (bridged(),)), told=WELL)
        self.wake(day + DAY, training)
        return training

    def item(self, exercise: str, day: date) -> Item:
        """Return an exercise of the programme of a day."""
        found = self.diary.programme(day)
        return next(one for one in found.exercises if one.exercise == exercise)


WELL = (said(Moment.BEFORE, 1), said(Moment.AFTER, 1, effort=5))


def at(day: date, clock: time = NOON) -> datetime:
    """Return a moment in the person's own time."""
    return datetime.combine(day, clock).astimezone()


def with_effort(one: Told, effort: int | None) -> Told:
    return replace(one, effort=effort)


@contextmanager
def days_in(folder: Path, plan: Programme | None = PLAN) -> Iterator[Days]:
    """Give a diary in a folder."""
    store = open_store(str(folder / "store.sqlite"))
    try:
        yield Days(store, plan)
    finally:
        store.close()
