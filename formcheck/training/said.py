"""What the training itself says, in the language in use: short, and once."""

from collections.abc import Iterator

from formcheck.care.programme import Side
from formcheck.care.today import SIDE_WORDS, dose_text
from formcheck.language import _, ngettext
from formcheck.training.stages import Now, Pause, SetPlan, Stage


def said(before: Now | None, now: Now) -> tuple[str, ...]:
    """Return what is said when it goes from one moment to another; empty when nothing is new.

    Parameters
    ----------
    before
        None at the beginning.
    now
        Where it is now.
    """
    if before is not None and before.paused is not now.paused:
        return (_pause(now.paused),)
    if now.stage is Stage.COUNTDOWN:
        return tuple(_countdown(before, now))
    if before is not None and (before.stage, before.plan) == (now.stage, now.plan):
        return ()
    return tuple(_entering(now))


def _entering(now: Now) -> Iterator[str]:
    plan = now.plan
    if now.stage is Stage.OVER:
        yield _("That was all for today.")
    elif plan is None:
        yield _("Before we start: how are you?")
    elif now.stage is Stage.SHOW:
        yield f"{plan.exercise.title}. {spoken_dose(plan)}."
        yield from plan.exercise.setup[:1]
    elif now.stage is Stage.WORK:
        yield _("Go.")
    elif now.stage is Stage.REST:
        yield rest(now, plan)
    elif now.stage in {Stage.ASK, Stage.AFTER}:
        yield _("Please come to the screen for a question.")


def dose(plan: SetPlan) -> str:
    """Return how much is asked for in words, as on the home screen."""
    return dose_text(plan.task.item, plan.task.sides)


def spoken_dose(plan: SetPlan) -> str:
    """Return how much is asked for as it is said: no voice reads "2 x 10 s" well."""
    item, sides = plan.task.item, plan.task.sides
    if item.timed:
        amount = ngettext("{number} second", "{number} seconds", item.amount)
    else:
        amount = ngettext("{number} repetition", "{number} repetitions", item.amount)
    told = amount.format(number=item.amount)
    if item.sets > 1:
        # Translators: spoken: 2 sets of 8 repetitions.
        told = _("{sets} sets of {amount}").format(sets=item.sets, amount=told)
    if not sides:
        return told
    side = sides[0] if len(sides) == 1 else Side.BOTH
    return f"{told}, {_(SIDE_WORDS[side])}"


def rest(now: Now, plan: SetPlan) -> str:
    """Return what is said at the beginning of a rest."""
    seconds = round(now.left_s or 0.0)
    text = ngettext("Rest for {number} second.", "Rest for {number} seconds.", seconds)
    told = text.format(number=seconds)
    last_of_side = plan.side is not None and plan.number == plan.of
    return f"{told} {turn(plan)}" if last_of_side else told


def turn(plan: SetPlan) -> str:
    """Return which side is next after a set with one side."""
    other = {Side.LEFT: _("Then the right side."), Side.RIGHT: _("Then the left side.")}
    return other[Side.RIGHT] if plan.side is Side.RIGHT else other[Side.LEFT]


def _countdown(before: Now | None, now: Now) -> Iterator[str]:
    """Yield the number when another second begins."""
    number = _whole(now.left_s)
    same = before is not None and before.stage is now.stage
    if not same or (before is not None and _whole(before.left_s) != number):
        yield str(number)


def _whole(left_s: float | None) -> int:
    return max(1, -int(-(left_s or 0.0) // 1))


def _pause(paused: Pause | None) -> str:
    if paused is None:
        return _("We go on.")
    if paused is Pause.AWAY:
        return _("I can't see you. I wait.")
    return _("Pause.")
