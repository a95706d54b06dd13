"""Buttons that stand in a row where their words have room, and in several where not."""

from collections.abc import Iterator

import pytest
from PyQt6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from formcheck.language import use_language
from formcheck.ui.button_rows import ButtonRows
from formcheck.ui.buttons import Button, push_button
from formcheck.ui.live_page import LivePage
from formcheck.ui.look import Colours, Look
from formcheck.ui.show_page import ShowPage
from formcheck.ui.step_page import StepPage
from formcheck.ui.theme import STYLE_SHEET

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]

WORDS = ("Begin now (Space)", "Skip (N)", "End (Esc)")


class Row(QWidget):
    """Three buttons, arranged for the width."""

    def __init__(self, qtbot: QtBot, most: int = 3) -> None:
        super().__init__()
        qtbot.addWidget(self)
        self.buttons = tuple(push_button(one) for one in WORDS)
        for button in self.buttons:
            button.set_sizes(16, 32)
        self.rows = ButtonRows(self.buttons, 10, most=most)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self.rows)
        self.needed = [one.width_px()[0] for one in self.buttons]

    def at(self, width: int) -> list[int]:
        """Return how many buttons stand in each row in a width."""
        self.resize(width, 300)
        self.rows.fit(width)
        self.show()
        return self.now()

    def now(self) -> list[int]:
        """Return how many stand in each row."""
        QApplication.processEvents()
        tops = [one.y() for one in self.buttons]
        return [tops.count(top) for top in sorted(set(tops))]


def whole(*buttons: Button) -> bool:
    return all(one.sizeHint().width() <= one.width() for one in buttons)


def test_as_few_rows_as_there_is_room_for(qtbot: QtBot) -> None:
    row = Row(qtbot)
    needed = row.needed
    # GIVEN room for all in large letters WHEN it is shown THEN they have the same width
    assert row.at(1200) == [3]
    assert len({one.width() for one in row.buttons}) <= 2
    # GIVEN just room for all in small letters, then a little less each time
    for width, rows in (
        (sum(needed) + 20, [3]),
        (sum(needed) + 19, [2, 1]),
        (sum(needed[:2]) + 10, [2, 1]),
        (sum(needed[:2]) + 9, [1, 1, 1]),
    ):
        # THEN no word is cut off
        assert row.at(width) == rows
        assert whole(*row.buttons)
    # AND Tab goes through them as before
    assert row.buttons[0].nextInFocusChain() is row.buttons[1]


def test_other_words_are_arranged_anew_and_do_not_move_about(qtbot: QtBot) -> None:
    # GIVEN buttons that just have room in a row
    row = Row(qtbot)
    width = sum(row.needed) + 20
    assert row.at(width) == [3]
    # WHEN one gets longer words
    row.buttons[1].setText("Skip this one (N)")
    # THEN they take another row, and stay there when the words take turns
    assert row.now() == [2, 1]
    row.buttons[1].setText("Skip (N)")
    assert row.now() == [2, 1]
    # AND shorter ones leave each button's letters as they have room
    row.buttons[0].setText("Begin it (Space)")
    assert row.now() == [2, 1]
    assert whole(*row.buttons)
    # AND with other letters they are arranged for what they say then
    for button in row.buttons:
        button.set_sizes(15, 32)
    assert row.at(width) == [3]


def test_where_the_height_is_needed_there_is_one_row(qtbot: QtBot) -> None:
    assert Row(qtbot, most=1).at(200) == [3]


@pytest.mark.parametrize("height", [600, 720])
def test_german_words_are_whole_before_an_exercise(qtbot: QtBot, height: int) -> None:
    # GIVEN the smallest width and letters of 200 %
    use_language("de")
    look = Look.of_window(height, Colours.DARK, 200)
    page: StepPage = ShowPage(look)
    qtbot.addWidget(page)
    page.setStyleSheet(look.style_sheet)
    page.dress(look)
    page.resize(800, height)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: whole(page.main_button, page.skip_button, page.leave_button))


@pytest.fixture
def large_letters() -> Iterator[None]:
    """Let the system have letters of 200 %: the live page knows no other setting."""
    normal, large = QApplication.font(), QApplication.font()
    large.setPointSizeF(2 * normal.pointSizeF())
    QApplication.setFont(large)
    yield
    QApplication.setFont(normal)


@pytest.mark.usefixtures("large_letters")
def test_german_words_are_whole_beside_the_picture(qtbot: QtBot) -> None:
    # GIVEN a training's buttons beside a picture that leaves them little room
    use_language("de")
    page = LivePage()
    qtbot.addWidget(page)
    page.setStyleSheet(STYLE_SHEET)
    extra = push_button("Auslassen (N)"), push_button("Sicherheit (F1)")
    page.add_buttons(extra)
    page.resize(800, 720)
    page.stop_button.setText("Ende (Esc)")
    with qtbot.waitExposed(page):
        page.show()
    # WHEN the main button says one thing after the other THEN all words are whole
    for words in ("Start (Leertaste)", "Pause (Leertaste)"):
        page.main_button.setText(words)
        qtbot.waitUntil(lambda: whole(page.main_button, page.stop_button, *extra))
