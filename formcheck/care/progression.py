"""What to do next with an exercise: go on, stay or step back, as a proposal with its reason.

The person confirms it; a locked programme never changes. Sources: `formcheck.care.progress_rules`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from formcheck.care.move import Move, Moves
from formcheck.care.programme import Item, Programme
from formcheck.care.progress_rules import IN_A_ROW, Back, Done, missing, rising, step_back
from formcheck.care.steps import backward, forward, raised, weekly_s
from formcheck.care.today import dose_text, sides_of
from formcheck.care.traffic_light import judge
from formcheck.errors import ProgrammeError
from formcheck.language import N_, _


class Step(StrEnum):
    """Which way."""

    ADVANCE = "advance"
    HOLD = "hold"
    BACK = "back"


_TWICE: Final = "reds"
_PAINFUL: Final = frozenset({"red", _TWICE})
_LOCKED: Final = N_("This programme is locked. Whoever wrote it can change it: {name}.")
_NOBODY: Final = N_("your physio")
_FEW: Final = N_("Two good sessions in a row come first.")
_GOOD: Final = N_("Two good sessions in a row.")
_THERE: Final = N_("Two good sessions in a row, and all that the programme asks for is reached.")
_RISING: Final = N_(
    "Your pain before the sessions is stronger than a week ago. If it stays so, ask your physio."
)
_WEEK: Final = N_("The holds became longer this week already: the next step comes in a week.")
_UNKNOWN: Final = N_("This exercise is not on this computer.")
_NO_EASIER: Final = N_("It cannot be made easier here: contact your physio.")
_CHANGE: Final = N_("From now on {after}, instead of {before}?")
_STAY: Final = N_("Stay at {before}.")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one exercise of a programme, to be confirmed by the person."""

    step: Step
    before: Item
    after: Item
    """The same as before where it stays."""
    rule: str
    """Id of the rule that decided."""
    text: str
    """The reason and the change, in the language in use."""
    contact: bool = False
    """Whether the physio should be asked."""


def propose(
    programme: Programme,
    item: Item,
    sessions: Sequence[Done],
    moves: Moves,
    *,
    changed_on: date | None = None,
    before_s: float | None = None,
) -> Proposal:
    """Return what is proposed for an exercise.

    Parameters
    ----------
    programme, item
        The programme, and one of its items.
    sessions
        What was done of this exercise, in any order.
    moves
        Every known exercise.
    changed_on
        When it was changed last: what was done until then was another level.
    before_s
        Hold-seconds of the programme a week ago (`formcheck.care.steps.weekly_s`); None: as now.
    """
    recent = sorted(
        (one for one in sessions if changed_on is None or one.on > changed_on),
        key=lambda one: one.on,
    )
    back, move = step_back(recent), moves.get(item.exercise)
    if programme.locked or item.locked:
        name = programme.written_by or _(_NOBODY)
        return _stay(item, move, "locked", _(_LOCKED).format(name=name), contact=back is not None)
    if move is None:
        return _stay(item, move, "unknown", _(_UNKNOWN), contact=back is not None)
    if back is not None:
        return _back(programme, item, moves, back, recent[-1])
    if rising(sessions):
        return _stay(item, move, "rising", _(_RISING))
    return _not_yet(item, move, recent) or _forward(programme, item, moves, before_s)


def _not_yet(item: Item, move: Move, recent: Sequence[Done]) -> Proposal | None:
    """Return why there are not two good sessions in a row; None when there are."""
    lacks = [missing(one, judged=move.judged) for one in recent[-IN_A_ROW:]]
    bad = next((one for one in reversed(lacks) if one is not None), None)
    if bad is not None:
        return _stay(item, move, bad.id, _(bad.why))
    return _stay(item, move, "few", _(_FEW)) if len(lacks) < IN_A_ROW else None


def _forward(programme: Programme, item: Item, moves: Moves, before_s: float | None) -> Proposal:
    move = moves[item.exercise]
    week_ago_s = weekly_s(programme, moves) if before_s is None else before_s
    if raised(item, programme, moves, week_ago_s):
        return _stay(item, move, "week", _(_WEEK))
    after = forward(item, programme, moves, week_ago_s)
    if after is None:
        return _stay(item, move, "reached", _(_THERE))
    return Proposal(Step.ADVANCE, item, after, "two", f"{_(_GOOD)} {_change(item, after, moves)}")


def confirm(programme: Programme, proposal: Proposal) -> Programme:
    """Return the programme with what was proposed and confirmed.

    Raises
    ------
    ProgrammeError
        When the programme or the exercise is locked, or is not the one that was proposed for.
    """
    if programme.locked or proposal.before.locked:
        raise ProgrammeError(_(_LOCKED).format(name=programme.written_by or _(_NOBODY)))
    if proposal.before not in programme.exercises:
        raise ProgrammeError(
            _("Expected a proposal for this programme, found one for {exercise} as it was.").format(
                exercise=proposal.before.exercise
            )
        )
    items = [proposal.after if one == proposal.before else one for one in programme.exercises]
    return Programme.model_validate({**dict(programme), "exercises": items})


def _back(programme: Programme, item: Item, moves: Moves, rule: Back, last: Done) -> Proposal:
    painful = rule.id in _PAINFUL
    contact = rule.id == _TWICE or judge(last.pain).contact
    after = backward(item, programme, moves, much=painful)
    if after is None:
        text = f"{_(rule.why)} {_(_NO_EASIER)}"
        return Proposal(Step.BACK, item, item, rule.id, text, contact=True)
    text = f"{_(rule.why)} {_change(item, after, moves)}"
    return Proposal(Step.BACK, item, after, rule.id, text, contact)


def _stay(item: Item, move: Move | None, rule: str, why: str, *, contact: bool = False) -> Proposal:
    text = f"{why} {_(_STAY).format(before=_dose(item, move))}"
    return Proposal(Step.HOLD, item, item, rule, text, contact)


def _change(before: Item, after: Item, moves: Moves) -> str:
    told = [_dose(one, moves[one.exercise]) for one in (after, before)]
    if before.exercise != after.exercise:
        titles = [moves[one.exercise].title for one in (after, before)]
        told = [f"{title} ({dose})" for title, dose in zip(titles, told, strict=True)]
    return _(_CHANGE).format(after=told[0], before=told[1])


def _dose(item: Item, move: Move | None) -> str:
    return dose_text(item, () if move is None else sides_of(item, move))
