"""How things stand and how the day is so far, in words: for the small window."""

import math
from dataclasses import dataclass, fields
from enum import Enum, auto
from typing import Final

from formcheck.desk.day import Day
from formcheck.desk.desk import DeskNow
from formcheck.desk.distance import Distance
from formcheck.desk.measure import Presence, Sitting
from formcheck.desk.reminder import Held
from formcheck.desk.view import DeskState, DeskView
from formcheck.language import N_, _, number
from formcheck.session.update import NotJudged
from formcheck.ui.desk.state_words import LEANING, snoozed_line, state_line

NEAR: Final = N_("You sit near your own baseline.")
AWAY_FROM: Final = N_("You sit away from your own baseline.")
NOBODY: Final = N_("Nobody is at the desk.")
STANDING: Final = N_("You are standing.")
UNJUDGED: Final = N_("Not judged now.")
OLD: Final = N_("Your baseline is of another day: learn anew how you sit, if you like.")
NOT_ENOUGH: Final = N_("not enough seen yet")
HELD: Final = {
    Held.QUIET_HOURS: N_("Quiet hours: nothing is said now."),
    Held.BUSY: N_("A call, or a full screen: nothing is said now."),
}
"""Why it is quiet; the other reasons are a matter of minutes, and nobody's concern."""
_MINUTE_S: Final = 60.0
_STEP_CM: Final = 5.0


class Bearing(Enum):
    """What the figure does."""

    UPRIGHT = auto()
    TILTED = auto()
    """Away from the baseline, but not for long."""
    LEANING = auto()
    STANDING = auto()
    AWAY = auto()
    UNSURE = auto()
    """Somebody sits there, and nobody judges how."""
    RESTING = auto()
    """The camera is closed."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand."""

    line: str
    """One sentence."""
    notes: tuple[str, ...]
    """What else there is to know: smaller, below."""
    bearing: Bearing


@dataclass(frozen=True, slots=True)
class Fact:
    """One number of a day."""

    title: str
    value: str
    known: bool = True


def standing(view: DeskView) -> Standing:
    """Return how things stand."""
    if view.state is DeskState.WATCHING and view.now is not None:
        line, notes, bearing = _watched(view.now)
    else:
        line, notes, bearing = state_line(view), _trouble(view), _BEARINGS[view.state]
    return Standing(line, (*notes, *_quiet(view, line)), bearing)


def facts(day: Day) -> tuple[Fact, ...]:
    """Return the numbers of a day, in the order of what helps most."""
    return (
        Fact(_("Time seated"), duration(day.seated_s)),
        Fact(_("Longest sit"), duration(day.longest_sit_s)),
        Fact(_("Breaks"), number(day.breaks, 0)),
        _known(_("Shifts an hour"), shifts_text(day), day.shifts_per_hour),
        _known(_("Near your own baseline"), near_text(day), day.near_share),
    )


def grown(kept: Day, then: Day | None, now: Day | None) -> Day:
    """Return today: what is kept of it, and what this run has counted since.

    Parameters
    ----------
    kept
        What is kept of today, this run's part and those of others before.
    then, now
        What this run had counted when it was kept, and has counted now; None: nothing.
    """
    if now is None or kept.date > now.date:
        return kept
    if then is None or then.date != now.date:
        then = Day(date=now.date)
    names = [one.name for one in fields(Day) if one.name != "date"]
    sums = {name: max(0, getattr(now, name) - getattr(then, name)) for name in names}
    # The longest sit is no sum: it is as long as it was, or this run has made it longer.
    longer = now.longest_sit_s > then.longest_sit_s
    sums["longest_sit_s"] = now.longest_sit_s if longer else 0.0
    new = Day(date=now.date, **sums)
    return new if kept.date < now.date else kept.plus(new)


def duration(seconds: float) -> str:
    """Return how long something lasted, to the minute."""
    hours, minutes = divmod(int(seconds // _MINUTE_S), 60)
    if not hours:
        return _("{minutes} min").format(minutes=minutes)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def shifts_text(day: Day) -> str:
    """Return shifts an hour; empty when too little was seen."""
    return number(day.shifts_per_hour, 0) if math.isfinite(day.shifts_per_hour) else ""


def near_text(day: Day) -> str:
    """Return the share of the time near the baseline; empty when too little was seen."""
    if not math.isfinite(day.near_share):
        return ""
    return _("{number} %").format(number=number(100.0 * day.near_share, 0))


def _known(title: str, text: str, value: float) -> Fact:
    known = math.isfinite(value)
    return Fact(title, text if known else _(NOT_ENOUGH), known)


_BEARINGS: Final = {
    DeskState.OPENING: Bearing.UNSURE,
    DeskState.LEARNING: Bearing.UNSURE,
    DeskState.UNKNOWN: Bearing.UNSURE,
    DeskState.WATCHING: Bearing.UNSURE,
    DeskState.RELEASED: Bearing.RESTING,
    DeskState.LOST: Bearing.RESTING,
    DeskState.FAILED: Bearing.RESTING,
    DeskState.ENDED: Bearing.RESTING,
}


def _watched(now: DeskNow) -> tuple[str, tuple[str, ...], Bearing]:
    if now.sat.presence is Presence.AWAY:
        return _(NOBODY), (), Bearing.AWAY
    if now.sat.presence is Presence.STANDING:
        return _(STANDING), (), Bearing.STANDING
    line, why, bearing = _seated(now)
    return line, (*why, *_baseline(now), *_distance(now.distance)), bearing


def _baseline(now: DeskNow) -> tuple[str, ...]:
    """Say that the baseline does not fit any more, or is of another day."""
    if now.sat.stale is not None:
        return (_both(now.sat.stale),)
    return (_(OLD),) if now.old else ()


def _seated(now: DeskNow) -> tuple[str, tuple[str, ...], Bearing]:
    sat = now.sat
    cue = () if sat.worst is None else (sat.worst.cue,)
    if now.nudge.lean:
        return _(LEANING), cue, Bearing.LEANING
    if sat.sitting is Sitting.BEYOND:
        return _(AWAY_FROM), cue, Bearing.TILTED
    if sat.why_not is not None:
        # A baseline that does not fit says so by itself.
        return _(UNJUDGED), () if sat.stale else (_both(sat.why_not),), Bearing.UNSURE
    return _(NEAR), (), Bearing.UPRIGHT


def _distance(found: Distance | None) -> tuple[str, ...]:
    """Say how far the screen is, where somebody has measured it once."""
    if found is None:
        return ()
    # In steps: nobody reads a number that changes twice a second.
    cm = number(_STEP_CM * round(found.cm / _STEP_CM), 0)
    error = number(_STEP_CM * math.ceil(found.error_cm / _STEP_CM), 0)
    return (_("Eyes to screen: about {cm} cm, ± {error}.").format(cm=cm, error=error),)


def _both(one: NotJudged) -> str:
    return f"{one.reason} {one.mend}".strip()


def _trouble(view: DeskView) -> tuple[str, ...]:
    trouble = None if view.learning is None else view.learning.trouble
    if view.state is DeskState.UNKNOWN:
        ask = _("“Learn how I sit” takes five seconds.")
        return (ask,) if trouble is None else (trouble.reason, ask)
    return (view.message,) if view.message else ()


def _quiet(view: DeskView, line: str) -> tuple[str, ...]:
    """Say why nothing is said, where that is not said already."""
    if view.snoozed_until is not None:
        snoozed = snoozed_line(view.snoozed_until)
        return () if snoozed == line else (snoozed,)
    held = Held.NOT if view.now is None else view.now.held
    return (_(HELD[held]),) if held in HELD else ()
