"""How far one step goes: one variable at a time, within targets, limits and what a week allows."""

import math
from collections.abc import Iterator
from typing import Any, Final

from formcheck.care.move import Move, Moves
from formcheck.care.programme import Day, Item, Programme
from formcheck.care.today import sides_of
from formcheck.care.traffic_light import LESS

REPS_STEP: Final = 2
SECONDS_STEP: Final = 5
WEEKLY: Final = 1.1
"""Hold-seconds of a week, compared with the week before: about 10 % (clinical notes, 7)."""
MOST_REPS: Final = 15
MOST_SECONDS: Final = 30
"""Where a programme sets no targets: 30 to 60 s of good form is enough (clinical notes, 4.3)."""
MOST_SETS: Final = 3
MOST_HOLDS: Final = 6
"""Sets of a timed exercise: 10 s, 5 to 6 times (clinical notes, 4.3)."""
FEWEST_REPS: Final = 3
FEWEST_SECONDS: Final = 5
HALF: Final = 0.5


def changed(item: Item, **changes: Any) -> Item:
    """Return an item with some keys changed, checked again."""
    return Item.model_validate({**item.model_dump(exclude_unset=True), **changes})


def weekly_s(programme: Programme, moves: Moves) -> float:
    """Return the hold-seconds of a week: of everything that is given in seconds."""
    return float(sum(_of_item(one, moves.get(one.exercise)) for one in programme.exercises))


def raised(item: Item, programme: Programme, moves: Moves, before_s: float) -> bool:
    """Whether the holds of this week are longer than a week ago, and those of the item wait."""
    return item.timed and weekly_s(programme, moves) > before_s


def _of_item(item: Item, move: Move | None) -> int:
    if not item.timed:
        return 0
    sides = 1 if move is None else max(len(sides_of(item, move)), 1)
    return item.sets * item.amount * sides * len(item.days or tuple(Day))


def eased(item: Item) -> Item:
    """Return an item for the rest of a day on which the light was amber: 30 to 50 % less of it.

    The programme stays as it is: next time it is the same level again.
    """
    amount = max(round(item.amount * (1.0 - sum(LESS) / 2.0)), 1)
    if amount == item.amount:
        return _one_set_less(item) or item
    return changed(item, **{"seconds" if item.timed else "reps": amount})


def forward(item: Item, programme: Programme, moves: Moves, before_s: float) -> Item | None:
    """Return the item after the next step; None when there is none.

    Parameters
    ----------
    item, programme, moves
        The item, the programme that it is in, and every known exercise. A week in which holds
        became longer already is over: see `raised`.
    before_s
        Hold-seconds of the programme a week ago.
    """
    more = _more(item, programme, moves, before_s) or _one_set_more(
        item, programme, moves, before_s
    )
    if more is not None:
        return more
    # A limit was made for this exercise: whoever set it must look before another one.
    if item.limits or not item.targets.harder:
        return None
    return _other(item, moves[item.exercise].harder, programme, moves)


def backward(item: Item, programme: Programme, moves: Moves, *, much: bool) -> Item | None:
    """Return the item after a step back; None when it cannot be made easier.

    Parameters
    ----------
    item, programme, moves
        The item, the programme that it is in, and every known exercise.
    much
        Whether to take the easier exercise, or else half of it, at once: after a red light.
    """
    other = _other(item, moves[item.exercise].easier, programme, moves)
    if much:
        return other or _less(item, math.floor(item.amount * HALF)) or _one_set_less(item)
    step = SECONDS_STEP if item.timed else REPS_STEP
    return _less(item, item.amount - step) or _one_set_less(item) or other


def _more(item: Item, programme: Programme, moves: Moves, before_s: float) -> Item | None:
    """Return it with more repetitions or seconds."""
    if not item.timed:
        most = item.targets.reps or MOST_REPS
        reps = min(item.amount + REPS_STEP, most)
        return changed(item, reps=reps) if reps > item.amount else None
    most = item.targets.seconds or MOST_SECONDS
    longest = min(item.amount + SECONDS_STEP, most)
    longer = [changed(item, seconds=one) for one in range(longest, item.amount, -1)]
    # A second more is always allowed: holds could not grow at all if ten percent are less.
    return next((one for one in longer if _fits(item, one, programme, moves, before_s)), None) or (
        longer[-1] if longer else None
    )


def _one_set_more(item: Item, programme: Programme, moves: Moves, before_s: float) -> Item | None:
    most = item.targets.sets or (MOST_HOLDS if item.timed else MOST_SETS)
    if item.sets >= most:
        return None
    new = changed(item, sets=item.sets + 1)
    return new if _fits(item, new, programme, moves, before_s) else None


def _fits(item: Item, new: Item, programme: Programme, moves: Moves, before_s: float) -> bool:
    """Whether a week's hold-seconds stay within what a week allows."""
    move = moves.get(item.exercise)
    after_s = weekly_s(programme, moves) - _of_item(item, move) + _of_item(new, move)
    return not item.timed or after_s <= WEEKLY * before_s


def _less(item: Item, amount: int) -> Item | None:
    fewest = FEWEST_SECONDS if item.timed else FEWEST_REPS
    amount = max(amount, fewest)
    if amount >= item.amount:
        return None
    return changed(item, **{"seconds" if item.timed else "reps": amount})


def _one_set_less(item: Item) -> Item | None:
    return changed(item, sets=item.sets - 1) if item.sets > 1 else None


def _other(item: Item, slugs: tuple[str, ...], programme: Programme, moves: Moves) -> Item | None:
    """Return another exercise in its place: the first that is known and not there yet."""
    there = {one.exercise for one in programme.exercises}
    for move in _known(slugs, moves):
        if move.slug not in there:
            return _begin(item, move)
    return None


def _known(slugs: tuple[str, ...], moves: Moves) -> Iterator[Move]:
    yield from (moves[slug] for slug in slugs if slug in moves)


def _begin(item: Item, move: Move) -> Item:
    """Return another exercise with one set of its usual dose, and no more seconds than before."""
    amount = min(move.amount, item.amount) if move.timed and item.timed else move.amount
    return Item.model_validate(
        {
            "exercise": move.slug,
            "seconds" if move.timed else "reps": amount,
            "hold_s": 0.0 if move.timed else move.hold_s,
            "rest_s": item.rest_s,
            "days": item.days,
            "ask_pain": True,
            "limits": item.limits,
        }
    )
