"""The icon in the tray, and the desktop that has none, has one late, or loses it."""

import pytest
from PyQt6.QtGui import QIcon
from PyQt6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot
from typing_extensions import override

from formcheck.desk.pace import Release
from formcheck.desk.view import DeskState
from formcheck.ui.desk.actions import DeskActions
from formcheck.ui.desk.icons import Face, icon
from formcheck.ui.desk.tray import CHECK_MS, GONE_LOOKS, LATE_LOOKS, LOOK_MS, DeskTray
from tests.ui.desk.desk_views import released, view, watching

pytestmark = pytest.mark.gui


class CountedIcon(QSystemTrayIcon):
    """Knows how often the panel had to draw it."""

    drawn = 0

    @override
    def setIcon(self, icon: QIcon) -> None:
        self.drawn += 1
        super().setIcon(icon)

    @override
    def setToolTip(self, tip: str | None) -> None:
        self.drawn += 1
        super().setToolTip(tip)


class Desktop:
    """A desktop whose panel comes and goes, and what the tray told of it."""

    def __init__(self, *, panel: bool) -> None:
        self.panel = panel
        self.told: list[str] = []
        self.actions = DeskActions()
        self.tray = DeskTray(self.actions, there=lambda: self.panel, make=CountedIcon)
        self.tray.found.connect(lambda: self.told.append("found"))
        self.tray.missing.connect(lambda: self.told.append("missing"))

    def look(self, times: int) -> None:
        for _ in range(times):
            self.tray.look()

    @property
    def shown(self) -> CountedIcon:
        found = self.tray.findChildren(QSystemTrayIcon)[-1]
        assert isinstance(found, CountedIcon)
        return found


def same(one: QSystemTrayIcon, face: Face) -> bool:
    return one.icon().cacheKey() == icon(face).cacheKey()


def test_the_icon_and_its_words_follow_how_things_stand(qtbot: QtBot) -> None:
    # GIVEN a desktop with a tray
    desktop = Desktop(panel=True)
    desktop.tray.start()
    assert desktop.told == ["found"]
    assert desktop.tray.available
    assert same(desktop.shown, Face.UNKNOWN)
    # WHEN somebody slumps, and pauses it
    desktop.tray.show_view(watching(lean=True))
    # THEN the icon leans
    assert same(desktop.shown, Face.LEANING)
    assert desktop.shown.toolTip() == (
        "formcheck: You have leaned for a while: a good moment to move."
    )
    desktop.tray.show_view(released(Release.PAUSED))
    assert same(desktop.shown, Face.PAUSED)
    desktop.tray.close()
    assert not desktop.tray.available


def test_the_panel_draws_only_what_changed(qtbot: QtBot) -> None:
    desktop = Desktop(panel=True)
    desktop.tray.start()
    desktop.tray.show_view(watching(lean=True))
    before = desktop.shown.drawn
    # WHEN one look after the other finds the same
    desktop.tray.show_view(watching(lean=True))
    desktop.tray.show_view(watching(lean=True))
    assert desktop.shown.drawn == before
    # WHEN they sit up THEN icon and words follow
    desktop.tray.show_view(watching(lean=False))
    assert desktop.shown.drawn == before + 2
    desktop.tray.close()


def test_a_click_shows_today_and_a_menu_opens_by_itself(qtbot: QtBot) -> None:
    desktop = Desktop(panel=True)
    desktop.tray.start()
    today: list[None] = []
    desktop.actions.today.connect(lambda: today.append(None))
    reasons = QSystemTrayIcon.ActivationReason
    desktop.shown.activated.emit(reasons.Context)
    assert not today
    desktop.shown.activated.emit(reasons.Trigger)
    assert len(today) == 1
    assert desktop.shown.contextMenu() is desktop.tray.menu
    desktop.tray.close()


def test_the_menu_has_every_action_and_the_state_first(qtbot: QtBot) -> None:
    desktop = Desktop(panel=False)
    entries = [one for one in desktop.tray.menu.actions() if not one.isSeparator()]
    assert entries == [desktop.actions.state_action, *desktop.actions.all]
    assert desktop.tray.menu.defaultAction() is desktop.actions.today_action
    desktop.tray.close()


def test_a_panel_that_starts_after_the_login_is_waited_for(qtbot: QtBot) -> None:
    # GIVEN a login whose panel is not there yet
    desktop = Desktop(panel=False)
    desktop.tray.start()
    assert desktop.tray._timer.interval() == LOOK_MS
    desktop.tray.show_view(watching(lean=True))
    desktop.look(LATE_LOOKS - 2)
    assert desktop.told == []
    # WHEN it comes at last
    desktop.panel = True
    desktop.look(2)
    # THEN the icon is there, as things stand now, and nobody was told of its lack
    assert desktop.told == ["found"]
    assert same(desktop.shown, Face.LEANING)
    assert desktop.tray._timer.interval() == CHECK_MS
    desktop.tray.close()


def test_a_desktop_without_a_tray_is_told_once_and_may_still_get_one(qtbot: QtBot) -> None:
    desktop = Desktop(panel=False)
    desktop.tray.start()
    desktop.look(3 * LATE_LOOKS)
    assert desktop.told == ["missing"]
    assert not desktop.tray.available
    assert not desktop.tray.message("How you sit", "Grow tall.", 8000)
    desktop.panel = True
    desktop.look(1)
    assert desktop.told == ["missing", "found"]
    desktop.tray.close()


def test_a_panel_that_ends_and_comes_back_gets_a_new_icon(qtbot: QtBot) -> None:
    # GIVEN an icon in a panel
    desktop = Desktop(panel=True)
    desktop.tray.start()
    before = desktop.shown
    # WHEN the panel is started anew
    desktop.panel = False
    desktop.look(GONE_LOOKS - 1)
    assert not desktop.tray.available
    desktop.panel = True
    desktop.look(1)
    # THEN the icon is a new one, for the kind of the old one may not suit the new panel
    assert desktop.shown is not before
    assert desktop.told == ["found"]
    # WHEN it ends for good
    desktop.panel = False
    desktop.look(GONE_LOOKS)
    assert desktop.told == ["found", "missing"]
    desktop.tray.close()


def test_a_panel_that_is_short_of_breath_is_not_missing(qtbot: QtBot) -> None:
    # GIVEN a panel that ends and comes back, again and again
    desktop = Desktop(panel=True)
    desktop.tray.start()
    for _ in range(3):
        desktop.panel = False
        desktop.look(GONE_LOOKS - 1)
        desktop.panel = True
        desktop.look(1)
    # THEN nobody is told, for each time it was soon there
    assert desktop.told == ["found"]
    desktop.tray.close()


def test_this_platform_has_no_tray_and_says_so(qtbot: QtBot) -> None:
    # GIVEN the platform of the tests, as Qt knows it
    if QSystemTrayIcon.isSystemTrayAvailable():
        pytest.skip("this desktop has a tray")
    actions = DeskActions()
    tray = DeskTray(actions)
    tray.start()
    tray.show_view(view(DeskState.WATCHING))
    with qtbot.waitSignal(tray.missing):
        for _ in range(LATE_LOOKS):
            tray.look()
    assert not tray.available
    tray.close()
