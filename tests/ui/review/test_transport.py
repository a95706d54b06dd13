"""The row under the picture, in a window as somebody uses it."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QLineEdit, QMainWindow, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from formcheck.capture.pictures import NoFilm
from formcheck.language import use_language
from formcheck.review.playing import SPEEDS, Span
from formcheck.ui.look import DARK, LIGHT, Look
from formcheck.ui.review.player import Player
from formcheck.ui.review.transport import Transport

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]

Key, Held = Qt.Key, Qt.KeyboardModifier
LOOK = Look(DARK, 24, 18, 16)


class Row:
    """A window with a player, its row of buttons, and a line to write in."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.player = Player(NoFilm([k / 25 for k in range(250)], (64, 48)), now_s=lambda: 0.0)
        self.transport, self.line = Transport(LOOK), QLineEdit()
        self.window, inside = QMainWindow(), QWidget()
        below = QVBoxLayout(inside)
        below.addWidget(self.transport)
        below.addWidget(self.line)
        self.window.setCentralWidget(inside)
        qtbot.addWidget(self.window)
        self.window.resize(900, 200)
        self.window.show()
        qtbot.waitActive(self.window)
        self.transport.set_player(self.player)
        qtbot.waitUntil(lambda: self.player.picture is not None)
        self.go_to(5.0)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
        self.qtbot.keyClick(self.window, key, held)

    def go_to(self, time_s: float) -> None:
        self.player.seek(time_s)
        self.shows(time_s)

    def shows(self, time_s: float) -> None:
        self.qtbot.waitUntil(lambda: self.player.time_s == pytest.approx(time_s))

    def button(self, action: QAction) -> QToolButton:
        buttons = self.transport.findChildren(QToolButton)
        return next(one for one in buttons if one.defaultAction() is action)


@pytest.fixture
def row(qtbot: QtBot) -> Iterator[Row]:
    made = Row(qtbot)
    yield made
    assert made.player.close()


@pytest.mark.parametrize(
    ("key", "held", "then_s"),
    [
        (Key.Key_Left, Held.NoModifier, 4.96),
        (Key.Key_Right, Held.NoModifier, 5.04),
        (Key.Key_Left, Held.ShiftModifier, 4.0),
        (Key.Key_Right, Held.ShiftModifier, 6.0),
        (Key.Key_Home, Held.NoModifier, 0.0),
        (Key.Key_End, Held.NoModifier, 9.96),
    ],
)
def test_keys_move_it(row: Row, key: Qt.Key, held: Qt.KeyboardModifier, then_s: float) -> None:
    row.press(key, held)
    row.shows(then_s)


def test_the_space_bar_plays_and_pauses_wherever_the_focus_is(row: Row) -> None:
    button = row.button(row.transport.step_on)
    button.setFocus()
    row.press(Key.Key_Space)
    assert row.player.playing
    assert row.transport.play.text() == "Pause"
    assert row.button(row.transport.play).accessibleName() == "Pause"
    row.press(Key.Key_Space)
    assert not row.player.playing
    assert row.transport.play.toolTip() == "Play (Space)"


def test_enter_presses_what_has_the_focus(row: Row) -> None:
    button = row.button(row.transport.step_back)
    button.setFocus()
    row.qtbot.keyClick(button, Key.Key_Return)
    row.shows(4.96)


def test_whoever_writes_keeps_the_keys(row: Row) -> None:
    row.line.setFocus()
    row.qtbot.keyClicks(row.line, "l [ ]")
    for key in (Key.Key_Left, Key.Key_Home, Key.Key_End):
        row.qtbot.keyClick(row.line, key)
    assert row.line.text() == "l [ ]"
    assert (row.player.playing, row.player.speed, row.player.time_s) == (False, 1.0, 5.0)


@pytest.mark.parametrize(
    ("slower", "faster", "held"),
    [
        (Key.Key_BracketLeft, Key.Key_BracketRight, Held.NoModifier),
        (Key.Key_Down, Key.Key_Up, Held.ControlModifier),
    ],
)
def test_keys_change_the_speed(
    row: Row, slower: Qt.Key, faster: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    row.press(slower, held)
    row.press(slower, held)
    assert row.player.speed == 0.25
    assert row.transport.speeds.currentText() == "0.25x"
    row.press(faster, held)
    assert row.player.speed == 0.5


def test_the_speed_can_be_chosen(row: Row) -> None:
    row.transport.speeds.setFocus()
    row.qtbot.keyClick(row.transport.speeds, Key.Key_Down)
    assert row.player.speed == 1.5
    assert row.transport.speeds.count() == len(SPEEDS)


def test_asks_for_other_repetitions(row: Row) -> None:
    with row.qtbot.waitSignal(row.transport.previous_rep):
        row.press(Key.Key_Left, Held.ControlModifier)
    with row.qtbot.waitSignal(row.transport.next_rep):
        row.button(row.transport.rep_on).click()


def test_whoever_has_the_repetitions_decides_about_the_loop(row: Row) -> None:
    wanted: list[bool] = []
    row.transport.loop_wanted.connect(wanted.append)
    # WHEN nobody answers THEN it is not on
    row.press(Key.Key_L)
    assert not row.transport.loop.isChecked()
    # WHEN there is a repetition
    row.player.loop(Span(4.0, 6.0))
    assert row.transport.loop.isChecked()
    row.button(row.transport.loop).click()
    assert wanted == [True, False]
    row.player.loop(None)
    assert not row.transport.loop.isChecked()


def test_tells_the_time_in_the_words_of_the_language(row: Row) -> None:
    assert row.transport.time.text() == "0:05.0 / 0:10.0"
    use_language("de")
    row.go_to(2.04)
    assert row.transport.time.text() == "0:02,0 / 0:10,0"


def test_the_time_has_room_for_all_of_the_film(row: Row, qtbot: QtBot) -> None:
    player = Player(NoFilm((0.0, 700.0), (64, 48)))
    row.transport.set_player(player)
    qtbot.waitUntil(lambda: player.picture is not None)
    before = row.transport.time.width()
    player.seek(700.0)
    qtbot.waitUntil(lambda: row.transport.time.text().startswith("11:40"))
    qtbot.wait(1)
    assert row.transport.time.width() == before
    assert player.close()


def test_without_a_player_nothing_can_be_pressed(row: Row) -> None:
    row.transport.set_player(None)
    assert not any(action.isEnabled() for action in row.transport.actions())
    assert not row.transport.speeds.isEnabled()
    assert row.transport.time.text() == ""
    row.press(Key.Key_Space)
    row.player.play()
    assert row.transport.play.text() == "Play"
    # WHEN it is given back THEN it follows again
    row.transport.set_player(row.player)
    assert row.transport.play.text() == "Pause"
    row.press(Key.Key_Space)
    assert not row.player.playing


def test_everything_says_what_it_is_and_its_key(row: Row) -> None:
    for action in row.transport.actions():
        assert action.text() in action.toolTip()
        assert action.shortcut().toString() in action.toolTip()
    for button in row.transport.findChildren(QToolButton):
        assert button.accessibleName()
        assert not button.icon().isNull()
    assert row.transport.speeds.accessibleName() == "Speed"


def test_no_key_is_taken_twice(row: Row) -> None:
    keys = [key for action in row.transport.actions() for key in action.shortcuts()]
    names = sorted(key.toString() for key in keys)
    assert all(one != two for one, two in pairwise(names))


def test_takes_on_another_look(row: Row) -> None:
    button = row.button(row.transport.play)
    before = button.icon().pixmap(button.iconSize()).toImage()
    row.transport.set_look(Look(LIGHT, 48, 36, 32))
    assert button.iconSize().width() > before.width()
    assert button.icon().pixmap(before.size()).toImage() != before
