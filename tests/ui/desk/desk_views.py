"""Views of the desk by hand, for what shows them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from formcheck.desk.breaks import Due
from formcheck.desk.day import Day
from formcheck.desk.desk import DeskNow
from formcheck.desk.measure import CAMERA_OFF, Presence, Sitting, unlooked
from formcheck.desk.pace import Look, Release
from formcheck.desk.reminder import Held, Nudge
from formcheck.desk.view import DeskState, DeskView, Told, Topic

AFTERNOON: Final = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
MIDNIGHT: Final = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
SIT_UP: Final = Told(Topic.SITTING, "How you sit", "Grow tall: let your head float up & back.")
MOVE: Final = Told(Topic.BREAK, "Time for a break", "Time to move: stand up for a minute.")
MOVED: Final = Told(Topic.BASELINE, "Your baseline", "The camera has moved. Show me how you sit.")


def view(state: DeskState, **changes: object) -> DeskView:
    return replace(DeskView(state=state), **changes)


def released(release: Release) -> DeskView:
    return view(DeskState.RELEASED, release=release)


def watching(
    *,
    lean: bool = False,
    sitting: Sitting = Sitting.GOOD,
    presence: Presence = Presence.SEATED,
    **changes: object,
) -> DeskView:
    why_not = CAMERA_OFF if sitting is Sitting.UNJUDGED else None
    sat = replace(unlooked(0.0), sitting=sitting, presence=presence, why_not=why_not)
    now = DeskNow(
        sat=sat,
        slouch=None,
        nudge=Nudge(lean=lean),
        stand="",
        due=Due.NOT,
        held=Held.NOT,
        day=Day(date=AFTERNOON.date()),
        look=Look(0.5),
    )
    return view(DeskState.WATCHING, now=now, **changes)
