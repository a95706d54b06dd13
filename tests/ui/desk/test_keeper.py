"""A window that is never lost."""

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from formcheck.desk.view import Told
from formcheck.ui.desk.actions import DeskActions
from formcheck.ui.desk.keeper import keep_window
from formcheck.ui.desk.tray import GONE_LOOKS, LATE_LOOKS, DeskTray

pytestmark = pytest.mark.gui


class Kept:
    """A window and its keeper, on a desktop with or without a tray."""

    def __init__(self, qtbot: QtBot, *, panel: bool) -> None:
        self.panel = panel
        self.said: list[Told] = []
        self.actions, self.window = DeskActions(), QMainWindow()
        self.tray = DeskTray(self.actions, self.window, there=lambda: self.panel)
        self.keeper = keep_window(self.window, self.tray, self.actions, self.said.append)
        self.tray.start()
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)

    def minimised(self) -> bool:
        return bool(self.window.windowState() & Qt.WindowState.WindowMinimized)


@pytest.fixture(autouse=True)
def quits_again(qapp: QApplication):
    yield
    qapp.setQuitOnLastWindowClosed(True)


def test_with_a_tray_closing_hides_and_says_so_once(qtbot: QtBot) -> None:
    # GIVEN a window, and an icon to find it again by
    kept = Kept(qtbot, panel=True)
    # WHEN it is closed
    assert not kept.window.close()
    # THEN it hides, the app goes on, and somebody knows where
    assert kept.window.isHidden()
    assert not QApplication.quitOnLastWindowClosed()
    assert [one.text for one in kept.said] == [
        "formcheck goes on at the icon in the panel. Choose Quit there to end it."
    ]
    kept.window.show()
    kept.window.close()
    assert len(kept.said) == 1
    kept.tray.close()


def test_without_a_tray_closing_minimises(qtbot: QtBot) -> None:
    # GIVEN a desktop without a tray
    kept = Kept(qtbot, panel=False)
    # WHEN the window is closed twice
    kept.window.close()
    kept.window.close()
    # THEN it is still there
    assert kept.window.isVisible()
    assert kept.minimised()
    assert [one.text for one in kept.said] == [
        "formcheck goes on in its minimised window. Ctrl+Q there ends it."
    ]
    kept.tray.close()


def test_a_hidden_window_comes_back_when_the_tray_is_gone(qtbot: QtBot) -> None:
    kept = Kept(qtbot, panel=True)
    kept.window.close()
    assert kept.window.isHidden()
    # WHEN the panel ends for good
    kept.panel = False
    for _ in range(GONE_LOOKS):
        kept.tray.look()
    # THEN the window is there again, and takes no place on the screen
    assert kept.window.isVisible()
    assert kept.minimised()
    kept.tray.close()


def test_a_window_that_is_open_stays_as_it_is_without_a_tray(qtbot: QtBot) -> None:
    kept = Kept(qtbot, panel=False)
    for _ in range(LATE_LOOKS):
        kept.tray.look()
    assert not kept.minimised()
    kept.tray.close()


def test_quit_ends_it(qtbot: QtBot) -> None:
    kept = Kept(qtbot, panel=True)
    # WHEN somebody chooses Quit
    kept.actions.quit_action.trigger()
    # THEN the window obeys
    assert kept.window.close()
    assert kept.said == []
    kept.tray.close()


def test_the_end_of_the_login_is_not_held_up(qtbot: QtBot) -> None:
    kept = Kept(qtbot, panel=True)
    # WHEN the session asks everybody to end; only Qt can make what it asks with
    kept.keeper.let_go()
    assert kept.window.close()
    kept.panel = False
    for _ in range(GONE_LOOKS):
        kept.tray.look()
    # THEN nothing comes back
    assert kept.window.isHidden()
    kept.tray.close()
