"""How things stand, in one line: beside the icon, at the top of its menu, in the small window."""

from datetime import datetime
from typing import Final

from PyQt6.QtCore import QLocale, QTime

from formcheck.desk.desk import DeskNow
from formcheck.desk.measure import Presence, Sitting
from formcheck.desk.pace import Release
from formcheck.desk.view import DeskState, DeskView
from formcheck.language import N_, _, language

RELEASED: Final = {
    Release.PAUSED: N_("Paused: the camera is closed."),
    Release.LOCKED: N_("The camera is closed while the screen is locked."),
    Release.WANTED: N_("The camera is closed: another program needs it."),
    Release.BATTERY: N_("The camera is closed to save the battery."),
    Release.EXERCISES: N_("The camera is with the exercises."),
    Release.AWAY: N_("Nobody is at the desk: the camera is opened now and then."),
}
STATES: Final = {
    DeskState.OPENING: N_("The camera is being opened."),
    DeskState.LEARNING: N_("Learning how you sit: sit tall and relaxed."),
    DeskState.UNKNOWN: N_("I do not know yet how you sit tall."),
    DeskState.WATCHING: N_("Watching."),
    DeskState.RELEASED: N_("The camera is closed."),
    DeskState.LOST: N_("The camera gives no picture."),
    DeskState.FAILED: N_("Watching has stopped: start formcheck again."),
    DeskState.ENDED: N_("Watching has ended."),
}
UPRIGHT: Final = N_("You sit near your own baseline.")
LEANING: Final = N_("You have leaned for a while: a good moment to move.")
NOBODY: Final = N_("Nobody is at the desk.")


def state_line(view: DeskView) -> str:
    """Return how things stand, in one sentence."""
    if view.state is DeskState.RELEASED and view.release is not None:
        return _(RELEASED[view.release])
    if view.state is DeskState.WATCHING:
        if view.snoozed_until is not None:
            return snoozed_line(view.snoozed_until)
        if view.now is not None:
            return _sitting_line(view.now)
    return _(STATES[view.state])


def snoozed_line(until: datetime) -> str:
    """Return until when nothing is said."""
    if _midnight(until):
        return _("Snoozed for the rest of the day.")
    return _("Snoozed until {time}.").format(time=clock_time(until))


def wake_words(until: datetime) -> str:
    """Return what the action says that ends it."""
    if _midnight(until):
        return _("&Wake up (snoozed for the rest of the day)")
    return _("&Wake up (snoozed until {time})").format(time=clock_time(until))


def clock_time(wall: datetime) -> str:
    """Return the time of day as the person writes it."""
    form = QLocale.FormatType.ShortFormat
    return QLocale(language()).toString(QTime(wall.hour, wall.minute), form)


def _sitting_line(now: DeskNow) -> str:
    """Return how somebody sits; what is not judged says why."""
    if now.nudge.lean:
        return _(LEANING)
    if now.sat.presence is Presence.AWAY:
        return _(NOBODY)
    if now.sat.why_not is not None:
        return now.sat.why_not.reason
    return _(UPRIGHT if now.sat.sitting is Sitting.GOOD else STATES[DeskState.WATCHING])


def _midnight(wall: datetime) -> bool:
    return (wall.hour, wall.minute) == (0, 0)
