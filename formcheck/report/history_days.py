"""A person's days: what the programme of that day asked for, and what was done of it.

A day on which nothing was done is an empty day, and nothing more is said of it: the days of a
programme are an offer. A day of rest is a part of the programme.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from pydantic import ValidationError

from formcheck.care.move import Move, Moves
from formcheck.care.programme import Programme
from formcheck.care.today import Task, today
from formcheck.checking.results import RepKind
from formcheck.report.history_rows import ProgrammeRow, RepRow, SessionRow
from formcheck.store.kept import CorrectionKind
from formcheck.training.outcome import Outcome, SetDone

_COUNTED: Final = frozenset({RepKind.FULL, RepKind.PARTIAL, RepKind.GUIDED})
"""As in a training: an attempt that turned back at once is none."""
_DAY: Final = timedelta(days=1)


class DayState(StrEnum):
    """What a day was like."""

    EMPTY = "empty"
    """Nothing was recorded."""
    REST = "rest"
    """A day of rest in the programme, and rest it was."""
    DONE = "done"
    """Everything that was planned."""
    PARTLY = "partly"
    """Something of what was planned."""
    OTHER = "other"
    """Something else than was planned, or where nothing was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryDay:
    """One day; exercises by their titles."""

    on: date
    state: DayState
    planned: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    """Planned, and as much of it as was asked for."""
    partly: tuple[str, ...] = ()
    """Planned and begun."""
    other: tuple[str, ...] = ()
    """Done without being planned for that day."""
    added: int = 0
    """Repetitions that were added by hand, less those that were taken away."""
    skipped: tuple[str, ...] = ()
    """Skipped by hand, each once."""
    interrupted: tuple[str, ...] = ()
    """Broken off as the program was stopped, each once."""
    recordings: tuple[str, ...] = ()
    """From a recording, not live, each once."""
    sent_by: tuple[str, ...] = ()
    """What those who sent something of it are called, each once; empty for who gives no name."""


@dataclass(frozen=True, slots=True)
class Adherence:
    """How much of a programme was done in a stretch of time."""

    planned_days: int = 0
    days: int = 0
    """Planned days on which something was done."""
    planned: int = 0
    """Exercises, each on each of its days."""
    done: int = 0
    partly: int = 0
    other_days: int = 0
    """Days on which something was done that was not planned."""


def days_of(
    sessions: Sequence[SessionRow],
    programmes: Sequence[ProgrammeRow],
    moves: Moves,
    *,
    first: date,
    last: date,
) -> tuple[HistoryDay, ...]:
    """Return every day from the first to the last, both included."""
    by_day: dict[date, list[SessionRow]] = defaultdict(list)
    for one in sessions:
        by_day[one.on].append(one)
    plans = [(row.valid_from, _programme(row.text)) for row in programmes]
    every = [first + n * _DAY for n in range((last - first).days + 1)]
    return tuple(_day(on, by_day.get(on, []), _held(plans, on), moves) for on in every)


def adherence(days: Iterable[HistoryDay], now: date) -> Adherence:
    """Add up days until now; today counts once something was done of it: it is not over yet."""
    over = [one for one in days if one.on < now or one.done or one.partly]
    planned = [one for one in over if one.planned]
    return Adherence(
        planned_days=len(planned),
        days=sum(bool(one.done or one.partly) for one in planned),
        planned=sum(len(one.planned) for one in planned),
        done=sum(len(one.done) for one in planned),
        partly=sum(len(one.partly) for one in planned),
        other_days=sum(bool(one.other) for one in days),
    )


def _programme(text: str) -> Programme | None:
    """Return a programme as it was kept; None when a later formcheck wrote it in another way."""
    try:
        return Programme.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError):
        return None


def _held(plans: Iterable[tuple[date, Programme | None]], on: date) -> Programme | None:
    """Return the programme that held on a day: the last that was valid."""
    return next((one for day, one in reversed(tuple(plans)) if day <= on), None)


def _day(
    on: date, sessions: Sequence[SessionRow], plan: Programme | None, moves: Moves
) -> HistoryDay:
    tasks = () if plan is None else today(plan, on, moves).tasks
    by_slug: dict[str, list[SessionRow]] = defaultdict(list)
    for one in sessions:
        by_slug[one.exercise].append(one)
    outcomes = {task.move.title: _outcome(task, by_slug[task.item.exercise]) for task in tasks}
    done = tuple(title for title, one in outcomes.items() if _whole(one))
    partly = tuple(title for title, one in outcomes.items() if one.anything and title not in done)
    planned = {task.item.exercise for task in tasks}
    other = _titles((one for one in sessions if one.exercise not in planned and _some(one)), moves)
    return HistoryDay(
        on=on,
        state=_state(len(tasks), len(done), len(partly), len(other), rests=plan is not None),
        planned=tuple(outcomes),
        done=done,
        partly=partly,
        other=other,
        added=sum(by_hand(one.by_hand) for one in sessions),
        skipped=_titles((one for one in sessions if one.by_hand.get(CorrectionKind.SKIP)), moves),
        interrupted=_titles((one for one in sessions if one.interrupted), moves),
        recordings=_titles((one for one in sessions if one.recording), moves),
        sent_by=tuple(dict.fromkeys(one.sent_by for one in sessions if one.sent_by is not None)),
    )


def _state(planned: int, done: int, partly: int, other: int, *, rests: bool) -> DayState:
    if planned and done == planned:
        return DayState.DONE
    if done or partly:
        return DayState.PARTLY
    if other:
        return DayState.OTHER
    return DayState.REST if rests and not planned else DayState.EMPTY


def _outcome(task: Task, sessions: Iterable[SessionRow]) -> Outcome:
    """Return what a day came to, in the same way as a training."""
    return Outcome(task, tuple(_set(one) for one in sessions))


def _whole(one: Outcome) -> bool:
    """Whether it was done as planned; outside a training one session may hold several sets."""
    skipped = any(done.skipped for done in one.sets)
    return one.complete or (one.done >= one.asked and not (one.task.sides or skipped))


def _set(one: SessionRow) -> SetDone:
    counted = [rep for rep in one.reps if rep.kind in _COUNTED]
    return SetDone(
        reps=len(counted),
        sides=Counter(rep.side.value for rep in counted if rep.side is not None),
        seconds=_seconds(one, counted),
        by_hand=by_hand(one.by_hand),
        skipped=bool(one.by_hand.get(CorrectionKind.SKIP)),
        side=one.side,
    )


def _seconds(one: SessionRow, counted: Sequence[RepRow]) -> float:
    """Return how long it was done; where repetitions fill the time, with the one under way."""
    if one.holds:
        return sum(hold.good_s for hold in one.holds)
    if one.averages or not counted:
        return one.duration_s if one.averages else 0.0
    return (counted[-1].end_s - counted[0].start_s) * (1.0 + 1.0 / len(counted))


def _some(one: SessionRow) -> bool:
    """Whether anything was done: opening the camera and closing it again is no exercise."""
    return bool(one.reps or one.holds or one.averages or by_hand(one.by_hand) > 0)


def by_hand(corrections: Mapping[CorrectionKind, int]) -> int:
    """Return what was added by hand, less what was taken away."""
    return corrections.get(CorrectionKind.MORE, 0) - corrections.get(CorrectionKind.LESS, 0)


def _titles(sessions: Iterable[SessionRow], moves: Moves) -> tuple[str, ...]:
    return tuple(dict.fromkeys(title_of(one, moves.get(one.exercise)) for one in sessions))


def title_of(one: SessionRow, move: Move | None) -> str:
    """Return an exercise's title in the language in use; as it was kept, where it is gone."""
    return one.title if move is None else move.title
