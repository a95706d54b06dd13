"""What a guided training shows on the live page: from a moment to plain words. No widgets here."""

import math

from formcheck.care.programme import Side
from formcheck.exercises.rules import GuidedRule, LimbRule, SnapshotRule
from formcheck.language import _
from formcheck.overlay.scene import Tone
from formcheck.session.update import Update
from formcheck.training.stages import Now, Pause, SetPlan, Stage
from formcheck.ui.count_words import clock_text
from formcheck.ui.lead import Lead
from formcheck.ui.theme import Shape
from formcheck.ui.wording import Banner, no_picture


def lead_of(now: Now, plan: SetPlan, update: Update | None, *, lost: str = "") -> Lead:
    """Return what is shown during a set; ``lost``: why there are no more pictures."""
    banner = _banner(now)
    if lost:
        banner = no_picture(lost)
    if now.stage is Stage.COUNTDOWN:
        left = str(max(1, math.ceil(now.left_s or 0.0)))
        return Lead(set_title(plan), left, _("Get ready"), banner=banner, counting=True)
    if isinstance(plan.exercise.rule, GuidedRule | SnapshotRule):
        return Lead(set_title(plan), banner=banner)
    return Lead(
        title=set_title(plan),
        number=clock_text(now.done) if plan.task.item.timed else str(now.done),
        goal=goal(plan),
        detail=_detail(plan, update),
        fraction=min(1.0, now.done / plan.amount),
        banner=banner,
        counting=now.stage is Stage.WORK,
    )


def set_title(plan: SetPlan) -> str:
    """Return the exercise, and in a second line set and side where there are any."""
    parts = []
    if plan.of > 1:
        parts.append(_("set {number} of {all}").format(number=plan.number, all=plan.of))
    if plan.side is not None:
        parts.append(side_name(plan.side))
    second = "  ·  ".join(parts)
    return f"{plan.exercise.title}\n{second}".strip()


def side_name(side: Side) -> str:
    """Return which side, in words."""
    return _("left side") if side is Side.LEFT else _("right side")


def goal(plan: SetPlan) -> str:
    """Return what stands under the large number."""
    if plan.task.item.timed:
        return _("of {time} seconds").format(time=plan.amount)
    return _("of {number}").format(number=plan.amount)


def _detail(plan: SetPlan, update: Update | None) -> str:
    if update is None or plan.task.item.timed:
        return ""
    counts = update.counts
    parts = []
    if isinstance(plan.exercise.rule, LimbRule):
        sides = _("{left} left  ·  {right} right")
        parts.append(sides.format(left=counts.left, right=counts.right))
    if counts.partial:
        parts.append(_("{number} of them partial").format(number=counts.partial))
    return "\n".join(parts)


def _banner(now: Now) -> Banner | None:
    words = {
        Pause.HAND: _("Pause: hold up a hand to go on"),
        Pause.KEY: _("Pause: space to go on"),
        Pause.AWAY: _("I can't see you. Come back to go on"),
    }
    if now.paused is None:
        return None
    return Banner(words[now.paused], Tone.UNSURE, Shape.PAUSE, _("Paused"))
