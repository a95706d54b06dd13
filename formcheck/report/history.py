"""What a person's sessions say over weeks: days, exercises, pain and effort, as frozen data.

::

    history = load_history(store, person)       # everything that is kept
    recent = history.since(day)                 # the weeks from that day on
    recent.exercises[0].lines[0].change         # a change only where it is beyond its error
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from formcheck.exercises.loader import list_exercises
from formcheck.exercises.spec import Exercise
from formcheck.report.history_days import Adherence, HistoryDay, adherence, days_of
from formcheck.report.history_exercises import ExerciseHistory, exercise_history
from formcheck.report.history_lines import Line, monday
from formcheck.report.history_rows import SessionRow, read_rows
from formcheck.report.history_told import Told, told_lines, told_of
from formcheck.session.moves import moves_of
from formcheck.store.clock import utc_now
from formcheck.store.database import Store
from formcheck.store.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Everything that is shown, in the language in use when it was loaded."""

    name: str
    """The person's."""
    today: date
    days: tuple[HistoryDay, ...]
    """Every day, whole weeks from the first that has something, up to today."""
    exercises: tuple[ExerciseHistory, ...]
    """By title."""
    told: tuple[Told, ...] = ()
    """Pain and effort, by training."""

    @property
    def empty(self) -> bool:
        """Whether nothing is kept that could be shown."""
        return not (self.exercises or self.told)

    @property
    def adherence(self) -> Adherence:
        """How much of the programme was done."""
        return adherence(self.days, self.today)

    @property
    def told_lines(self) -> tuple[Line, ...]:
        """Pain and effort over weeks."""
        return told_lines(self.told)

    def since(self, day: date) -> "History":
        """Return the same from the week of a day on."""
        first = monday(day)
        exercises = (one.since(day) for one in self.exercises)
        return replace(
            self,
            days=tuple(one for one in self.days if one.on >= first),
            exercises=tuple(one for one in exercises if one.weeks),
            told=tuple(one for one in self.told if one.on >= first),
        )


def load_history(
    store: Store,
    person: Person,
    *,
    now: datetime | None = None,
    zone: tzinfo | None = None,
    since: datetime | None = None,
    known: Iterable[Exercise] | None = None,
) -> History:
    """Read a person's history.

    Parameters
    ----------
    store, person
        Where, and whose.
    now
        The time; None for that of the clock.
    zone
        Where the person's days begin and end; None for the computer's own.
    since
        Nothing before is read; None for everything.
    known
        Every exercise that there is; None to look for them.

    Raises
    ------
    StoreError
        When the store cannot be read.
    """
    with store.read() as connection:
        rows = read_rows(connection, person.id, since=since, zone=zone)
    exercises = {one.slug: one for one in (list_exercises() if known is None else known)}
    moves = moves_of(exercises.values())
    today = (now or utc_now()).astimezone(zone).date()
    told = told_of(rows.answers)
    first = min([*(one.on for one in rows.sessions), *(one.on for one in told), today])
    by_slug: dict[str, list[SessionRow]] = defaultdict(list)
    for one in rows.sessions:
        by_slug[one.exercise].append(one)
    found = [
        exercise_history(
            slug, exercises.get(slug), some, judged=slug not in moves or moves[slug].judged
        )
        for slug, some in by_slug.items()
    ]
    return History(
        name=person.name,
        today=today,
        days=days_of(rows.sessions, rows.programmes, moves, first=monday(first), last=today),
        exercises=tuple(sorted(found, key=lambda one: one.title)),
        told=told,
    )
