"""What to do on a day, how much of it, and about how long it takes."""

import math
from dataclasses import dataclass
from datetime import date
from typing import Final

from formcheck.care.move import Move, Moves
from formcheck.care.programme import Day, Item, Programme, Side
from formcheck.language import N_, _, ngettext, number

CHANGE_S: Final = 30.0
"""To read, get into place and be seen by the camera, before each exercise (judgement)."""
QUESTIONS_S: Final = 60.0
"""The questions about pain and effort (judgement)."""
ALWAYS_ASKED: Final = frozenset({"prone-press-up", "straight-leg-raise"})
"""After these pain and its place are always asked for (clinical notes, sections 4.8 and 4.9)."""
_ONE: Final = 1

SIDE_WORDS: Final = {
    Side.LEFT: N_("left"),
    Side.RIGHT: N_("right"),
    Side.BOTH: N_("each side"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One exercise of a day."""

    item: Item
    move: Move
    sides: tuple[Side, ...]
    """One after the other; empty where no side is meant."""

    @property
    def seconds(self) -> float:
        """About how long it takes, rest included, getting ready not."""
        sets = self.item.sets * max(len(self.sides), 1)
        return sets * set_s(self.item, self.move) + (sets - 1) * self.item.rest_s

    @property
    def asks_pain(self) -> bool:
        """Whether pain, and where it is, is asked for after it."""
        return self.item.ask_pain or self.item.exercise in ALWAYS_ASKED

    @property
    def text(self) -> str:
        """How much of it, in words and the language in use."""
        return dose_text(self.item, self.sides)


@dataclass(frozen=True, slots=True)
class Today:
    """What is for a day."""

    tasks: tuple[Task, ...]
    """Empty on a day of rest."""
    unknown: tuple[str, ...]
    """Exercises for this day that there are not on this computer, by slug."""

    @property
    def minutes(self) -> int:
        """About how long it takes, rounded up; 0 on a day of rest."""
        if not self.tasks:
            return 0
        seconds = sum(one.seconds + CHANGE_S for one in self.tasks)
        return math.ceil((seconds + QUESTIONS_S) / 60.0)


def today(programme: Programme, day: date, moves: Moves) -> Today:
    """Return what is for a day, in the order of the programme."""
    return on_day(programme, day_of(day), moves)


def on_day(programme: Programme, day: Day, moves: Moves) -> Today:
    """Return what is for a day of the week, in the order of the programme."""
    items = [one for one in programme.exercises if one.on(day)]
    known = [(one, moves[one.exercise]) for one in items if one.exercise in moves]
    return Today(
        tasks=tuple(Task(item, move, sides_of(item, move)) for item, move in known),
        unknown=tuple(one.exercise for one in items if one.exercise not in moves),
    )


def day_of(day: date) -> Day:
    """Return the day of the week."""
    return list(Day)[day.weekday()]


def sides_of(item: Item, move: Move) -> tuple[Side, ...]:
    """Return the sides, one after the other; none where the exercise has none."""
    side = item.side or (Side.BOTH if move.sided else None)
    if side is None:
        return ()
    return (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side,)


def set_s(item: Item, move: Move) -> float:
    """Return how long a set takes on one side, in seconds."""
    if item.timed:
        return float(item.amount)
    one = sum(item.tempo) if item.tempo else move.rep_s + (item.hold_s or move.hold_s)
    return item.amount * one


def dose_text(item: Item, sides: tuple[Side, ...]) -> str:
    """Return sets, repetitions or seconds, hold and side in words: 2 x 8, held 3 s, each side."""
    many = item.amount
    if item.timed:
        amount = _("{number} s").format(number=many)
    else:
        amount = ngettext("{number} repetition", "{number} repetitions", many).format(number=many)
    if item.sets > _ONE:
        # Translators: sets and what a set is: 2 x 8 repetitions.
        amount = _("{sets} x {amount}").format(sets=item.sets, amount=amount)
    parts = [amount]
    if item.hold_s:
        parts.append(_("held {number} s").format(number=number(item.hold_s)))
    if item.tempo:
        there, held, back = (number(one) for one in item.tempo)
        parts.append(
            _("{there} s there, {held} s held, {back} s back").format(
                there=there, held=held, back=back
            )
        )
    if sides:
        side = Side.BOTH if len(sides) > _ONE else sides[0]
        parts.append(_(SIDE_WORDS[side]))
    return ", ".join(parts)
