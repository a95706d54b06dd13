"""What somebody can do at the desk, and when."""

import pytest
from PyQt6.QtGui import QAction
from pytestqt.qtbot import QtBot

from formcheck.desk.manners import Nap
from formcheck.desk.measure import Presence, Sitting
from formcheck.desk.pace import Release
from formcheck.desk.view import DeskState
from formcheck.language import use_language
from formcheck.ui.desk.actions import DeskActions
from formcheck.ui.desk.state_words import RELEASED, STATES, state_line
from tests.ui.desk.desk_views import AFTERNOON, MIDNIGHT, released, view, watching

pytestmark = pytest.mark.gui


class Told:
    """Keeps what the actions tell, in order."""

    def __init__(self, actions: DeskActions) -> None:
        self.said: list[tuple[object, ...]] = []
        for name in ("paused", "snoozed", "woken", "learn", "take_break", "today", "settings"):
            self._hear(actions, name)
        self._hear(actions, "quit")

    def _hear(self, actions: DeskActions, name: str) -> None:
        getattr(actions, name).connect(lambda *what: self.said.append((name, *what)))


@pytest.fixture
def actions(qtbot: QtBot) -> DeskActions:
    made = DeskActions()
    made.show_view(watching())
    return made


def test_each_action_tells_what_somebody_wants(actions: DeskActions) -> None:
    # GIVEN the reminder at work, and somebody who snoozed it
    told = Told(actions)
    actions.show_view(watching(snoozed_until=AFTERNOON))
    # WHEN each action is pressed once, and the pause twice
    for action in (*actions.all, actions.pause_action):
        action.trigger()
    # THEN each tells its own
    assert told.said == [
        ("today",),
        ("take_break",),
        ("paused", True),
        ("snoozed", Nap.HALF_HOUR),
        ("snoozed", Nap.HOUR),
        ("snoozed", Nap.TODAY),
        ("woken",),
        ("learn",),
        ("settings",),
        ("quit",),
        ("paused", False),
    ]


def test_showing_how_things_stand_tells_nothing(actions: DeskActions) -> None:
    # GIVEN actions that somebody listens to
    told = Told(actions)
    # WHEN the camera is paused from elsewhere, and goes on
    actions.show_view(released(Release.PAUSED))
    paused = actions.pause_action.isChecked()
    actions.show_view(watching())
    # THEN the tick follows, and nobody is told what they know
    assert paused
    assert not actions.pause_action.isChecked()
    assert told.said == []


def test_it_can_be_woken_only_while_it_is_snoozed(actions: DeskActions) -> None:
    wake = actions.wake_action
    assert not wake.isVisible()
    assert not wake.isEnabled()
    # WHEN it is snoozed, the action says until when
    actions.show_view(watching(snoozed_until=AFTERNOON))
    assert wake.isVisible()
    assert wake.isEnabled()
    assert "2:30" in wake.text()
    actions.show_view(watching(snoozed_until=MIDNIGHT))
    assert "rest of the day" in wake.text()
    # THEN a snooze that ends takes it away, and so does the end of it all
    actions.show_view(watching())
    assert not wake.isVisible()
    actions.show_view(view(DeskState.FAILED, snoozed_until=AFTERNOON))
    assert not wake.isVisible()


@pytest.mark.parametrize(
    ("state", "release", "expected"),
    [
        (DeskState.OPENING, None, {"pause", "snooze"}),
        (DeskState.LEARNING, None, {"pause", "snooze", "break"}),
        (DeskState.UNKNOWN, None, {"pause", "snooze", "break", "learn"}),
        (DeskState.WATCHING, None, {"pause", "snooze", "break", "learn"}),
        (DeskState.RELEASED, Release.PAUSED, {"pause", "snooze", "break"}),
        (DeskState.RELEASED, Release.BATTERY, {"pause", "snooze", "break"}),
        (DeskState.RELEASED, Release.WANTED, {"pause", "snooze"}),
        (DeskState.RELEASED, Release.EXERCISES, {"pause", "snooze"}),
        (DeskState.RELEASED, Release.LOCKED, {"pause", "snooze"}),
        (DeskState.LOST, None, {"pause", "snooze"}),
        (DeskState.FAILED, None, set()),
        (DeskState.ENDED, None, set()),
    ],
)
def test_what_makes_no_sense_cannot_be_pressed(
    actions: DeskActions, state: DeskState, release: Release | None, expected: set[str]
) -> None:
    actions.show_view(view(state, release=release))
    naps = {one.isEnabled() for one in actions.nap_actions.values()}
    assert len(naps) == 1
    can = {
        "pause": actions.pause_action.isEnabled(),
        "snooze": naps.pop(),
        "break": actions.break_action.isEnabled(),
        "learn": actions.learn_action.isEnabled(),
    }
    assert {name for name, yes in can.items() if yes} == expected
    # What is always there.
    assert actions.today_action.isEnabled()
    assert actions.settings_action.isEnabled()
    assert actions.quit_action.isEnabled()


def test_every_action_has_a_key_of_its_own(actions: DeskActions) -> None:
    keys = [one.shortcut().toString() for one in actions.all]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    assert actions.quit_action.menuRole() is QAction.MenuRole.QuitRole


def test_the_state_stands_first_and_cannot_be_pressed(actions: DeskActions) -> None:
    assert actions.state_action.text() == "You sit near your own baseline."
    assert not actions.state_action.isEnabled()
    assert actions.state_action not in actions.all


# The line


def test_every_state_and_every_reason_has_its_line() -> None:
    assert set(STATES) == set(DeskState)
    assert set(RELEASED) == set(Release)
    assert state_line(view(DeskState.LOST)) == "The camera gives no picture."
    assert state_line(released(Release.BATTERY)) == "The camera is closed to save the battery."
    assert state_line(view(DeskState.RELEASED)) == "The camera is closed."
    assert state_line(view(DeskState.WATCHING)) == "Watching."


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        (watching(), "You sit near your own baseline."),
        (watching(lean=True), "You have leaned for a while: a good moment to move."),
        (watching(sitting=Sitting.BEYOND), "Watching."),
        (watching(sitting=Sitting.UNJUDGED), "The camera is off."),
        (watching(presence=Presence.AWAY), "Nobody is at the desk."),
        (watching(lean=True, snoozed_until=MIDNIGHT), "Snoozed for the rest of the day."),
    ],
)
def test_the_line_says_how_somebody_sits_or_why_nobody_knows(shown, line: str) -> None:
    assert state_line(shown) == line


def test_the_time_is_written_as_the_language_writes_it() -> None:
    assert "2:30" in state_line(watching(snoozed_until=AFTERNOON))
    use_language("de")
    assert "14:30" in state_line(watching(snoozed_until=AFTERNOON))
