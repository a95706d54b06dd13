"""Where windows open: whole on their screen, or where they were."""

import pytest
from PyQt6.QtCore import QSize
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from formcheck.ui.place import fit_screen, settle, within

ROOM = 48
"""For a title, where a desktop has one."""


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_window_that_fits_keeps_its_size(window: QWidget) -> None:
    window.resize(300, 200)
    fit_screen(window)
    assert window.size() == QSize(300, 200)
    assert not window.isMaximized()


@pytest.mark.parametrize("more", [(200, -300), (-300, 0), (-300, 1 - ROOM)])
def test_a_window_that_would_not_be_seen_whole_fills_its_screen(
    qtbot: QtBot, window: QWidget, more: tuple[int, int]
) -> None:
    # GIVEN a window that is too large for its screen, if only with its title
    screen = window.screen().availableGeometry()
    window.resize(screen.width() + more[0], screen.height() + more[1])
    # WHEN it opens
    fit_screen(window)
    with qtbot.waitExposed(window):
        window.show()
    # THEN it fills the screen, and would fit if somebody made it smaller again
    assert window.isMaximized()
    assert screen.contains(window.frameGeometry())
    room = within(window.screen(), window.normalGeometry().size())
    assert window.normalGeometry().size() == room


def test_a_window_opens_where_it_was(window: QWidget) -> None:
    # GIVEN a window that was closed somewhere
    window.setGeometry(50, 60, 300, 200)
    told = window.saveGeometry()
    # WHEN it opens anew THEN it is there; one that nothing is known of fits its screen
    for saved, size in ((told, QSize(300, 200)), (None, within(window.screen(), QSize(5000, 200)))):
        window.setGeometry(0, 0, 5000, 200)
        settle(window, saved)
        assert window.size() == size
