"""A small window on settings in the hand, and snapshots of every state at the desk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from pytestqt.qtbot import QtBot

from formcheck.capture.frame import Frame
from formcheck.desk.baseline import HAND, RESTLESS, Calibrating, Profile
from formcheck.desk.breaks import Due
from formcheck.desk.day import Day
from formcheck.desk.desk import DeskNow
from formcheck.desk.measure import HAND as HAND_AT_HEAD
from formcheck.desk.measure import Presence
from formcheck.desk.pace import Look, Release
from formcheck.desk.reminder import Held, Nudge
from formcheck.desk.stale import MOVED
from formcheck.desk.view import DeskState, DeskView
from formcheck.errors import OutputError
from formcheck.exercises.spec import View
from formcheck.session import reasons
from formcheck.session.update import NotJudged
from formcheck.ui.desk.actions import DeskActions
from formcheck.ui.desk.today_window import TodayWindow, Ways
from tests import bodies
from tests.desk.desks import calibrated
from tests.desk.sats import State, sat
from tests.ui.desk.chosen_by_hand import ByHand

SUNDAY = date(2026, 11, 22)
NOON = datetime.combine(SUNDAY, time(12), UTC)
CAMERAS = [("Camera 0 (Integrated Webcam: Integrated C)", "0"), ("Camera 2", "2")]
HOUR_S = 3600.0
CUE = "Slide back into the chair, or bring the screen closer."
LOST = "The camera gives no pictures: is another program using it? It is tried again."
FAILED = "The pose model is damaged: install formcheck anew."
TODAY = Day(
    date=SUNDAY,
    seated_s=3.2 * HOUR_S,
    longest_sit_s=48 * 60.0,
    breaks=5,
    shifts=31,
    judged_s=2.5 * HOUR_S,
    near_s=2.0 * HOUR_S,
    slouches=2,
    slouched_s=300.0,
    told=2,
)


def days(count: int = 20) -> tuple[Day, ...]:
    """Working days back from today, each different; weekends are empty but for today."""
    found = [TODAY]
    for ago in range(1, count):
        on = SUNDAY - timedelta(days=ago)
        if on.weekday() < 5:
            found.append(
                Day(
                    date=on,
                    seated_s=(4.0 + ago % 5) * HOUR_S,
                    longest_sit_s=(30.0 + 7 * ago) * 60.0,
                    breaks=3 + ago % 6,
                    shifts=20 + 9 * (ago % 4),
                    judged_s=3.0 * HOUR_S if ago % 4 else 60.0,
                    near_s=(1.0 + ago % 3 / 1.5) * HOUR_S if ago % 4 else 30.0,
                )
            )
    return tuple(reversed(found))


@cache
def profile(view: View = View.FRONT) -> Profile:
    """A baseline, learned this morning."""
    seen = calibrated(bodies.front(), "0", "", NOON - timedelta(hours=3))
    return replace(seen, view=view)


def now(state: State = State.GOOD, **changes: Any) -> DeskNow:
    """One look in a state."""
    made = DeskNow(
        sat=sat(0.0, state),
        slouch=None,
        nudge=Nudge(),
        stand="",
        due=Due.NOT,
        held=Held.NOT,
        day=TODAY,
        look=Look(0.5),
    )
    return replace(made, **changes)


def picture() -> Frame:
    """A plain picture of somebody's room: a light wall, a dark floor."""
    width, height = bodies.SIZE
    image = np.full((height, width, 3), 150, np.uint8)
    image[height * 2 // 3 :] = 90
    return Frame(index=0, time_s=0.0, image=image)


def watching(state: State = State.GOOD, **changes: Any) -> DeskView:
    """It watches."""
    return DeskView(
        state=DeskState.WATCHING, profile=profile(), now=now(state, **changes), days=(TODAY,)
    )


def learning(progress: float, trouble: NotJudged | None = None) -> DeskView:
    """It learns how somebody sits."""
    return DeskView(
        state=DeskState.LEARNING,
        learning=Calibrating(progress, trouble),
        frame=picture(),
        pose=bodies.front(),
    )


def released(release: Release) -> DeskView:
    """The camera is closed."""
    state = DeskState.RELEASED
    return DeskView(state=state, release=release, profile=profile(), now=now(State.DARK))


def _unjudged(why: NotJudged, stale: NotJudged | None = None) -> DeskView:
    judged = replace(sat(0.0, State.UNJUDGED), why_not=why, stale=stale)
    return watching(sat=judged)


def _beyond(*, lean: bool) -> DeskView:
    said = replace(sat(0.0, State.FAULT).changes["lean_in"], cue=CUE)
    return watching(
        sat=replace(sat(0.0, State.FAULT), changes={"lean_in": said}), nudge=Nudge(lean=lean)
    )


VIEWS: dict[str, Callable[[], DeskView]] = {
    "opening": lambda: DeskView(state=DeskState.OPENING),
    "learning": lambda: learning(0.2, HAND),
    "unknown": lambda: DeskView(
        state=DeskState.UNKNOWN, learning=Calibrating(0.0, RESTLESS, gave_up=True)
    ),
    "near": watching,
    "beyond": lambda: _beyond(lean=False),
    "leaning": lambda: _beyond(lean=True),
    "break_due": lambda: watching(due=Due.OVERDUE),
    "unjudged": lambda: _unjudged(HAND_AT_HEAD),
    "too_dark": lambda: watching(
        sat=replace(sat(0.0, State.DARK), presence=Presence.UNKNOWN, why_not=reasons.TOO_DARK)
    ),
    "stale": lambda: _unjudged(MOVED, MOVED),
    "away": lambda: watching(State.AWAY),
    "standing": lambda: watching(State.STANDING),
    "snoozed": lambda: replace(watching(), snoozed_until=NOON + timedelta(minutes=30)),
    "quiet_hours": lambda: watching(held=Held.QUIET_HOURS),
    "busy": lambda: watching(held=Held.BUSY),
    "paused": lambda: released(Release.PAUSED),
    "locked": lambda: released(Release.LOCKED),
    "wanted": lambda: released(Release.WANTED),
    "battery": lambda: released(Release.BATTERY),
    "lost": lambda: DeskView(state=DeskState.LOST, message=LOST, profile=profile()),
    "failed": lambda: DeskView(state=DeskState.FAILED, message=FAILED),
    "ended": lambda: DeskView(state=DeskState.ENDED),
}
"""Every state, by name."""


@dataclass
class Desk:
    """A real window, and what it had done."""

    qtbot: QtBot
    chosen: ByHand = field(default_factory=ByHand)
    exported: list[Path] = field(default_factory=list)
    deleted: list[tuple[date, date]] = field(default_factory=list)
    broken: bool = False
    """Whether nothing can be written or deleted."""
    actions: DeskActions = field(default_factory=DeskActions)

    def __post_init__(self) -> None:
        self.window = TodayWindow(
            self.actions, self.chosen, Ways(self._export, self._delete), lambda: CAMERAS
        )
        self.qtbot.addWidget(self.window)
        self.show("near")
        self.window.show_days(days(), SUNDAY)
        with self.qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def show(self, name: str) -> None:
        """Show a state, as the app does."""
        view = VIEWS[name]()
        self.actions.show_view(view)
        self.window.show_view(view)

    def _export(self, path: Path) -> None:
        self._try()
        self.exported.append(path)

    def _delete(self, first: date, last: date) -> None:
        self._try()
        self.deleted.append((first, last))
        left: Sequence[Day] = [
            one for one in self.window.week.days if not first <= one.date <= last
        ]
        self.window.show_days(left, SUNDAY)

    def _try(self) -> None:
        if self.broken:
            raise OutputError("The disk is full.")
