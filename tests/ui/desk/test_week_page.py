"""The weeks: bars, numbers, a file, and days that are deleted."""

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QFontMetricsF
from PyQt6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from formcheck.desk.day import Day
from formcheck.settings import LETTERS
from formcheck.ui.buttons import Button
from formcheck.ui.desk.delete_days import DeleteDaysDialog
from formcheck.ui.desk.today_window import Page
from formcheck.ui.desk.week_bars import WeekBars
from formcheck.ui.theme import font
from tests.ui.desk.window_parts import HOUR_S, SUNDAY, TODAY, Desk, days

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("This plugin does not support")]

MONDAY = date(2026, 11, 16)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk(qtbot)
    made.window.show_page(Page.WEEK)
    return made


def cells(desk: Desk, row: int) -> list[str]:
    table = desk.window.week.table
    found = [table.item(row, column) for column in range(table.columnCount())]
    return [one.text() for one in found if one is not None]


def test_this_week_is_shown_in_numbers(desk: Desk) -> None:
    page = desk.window.week
    assert page.weeks.hasFocus()
    assert page.weeks.currentText() == "This week"
    assert page.summary.text().startswith("6 days: seated 33 h 12 min, 34 breaks")
    assert cells(desk, 6) == ["Sun 22 November", "3 h 12 min", "48 min", "5", "10", "80 %"]
    assert cells(desk, 5) == ["Sat 21 November", "", "", "", "", ""]
    assert cells(desk, 7)[0] == "All days"


def test_another_week_is_chosen_by_key(desk: Desk) -> None:
    page = desk.window.week
    desk.qtbot.keyClick(page.weeks, Qt.Key.Key_Down)
    assert page.weeks.currentText() == "Last week"
    assert cells(desk, 0)[0] == "Mon 9 November"
    assert page.seated.bars[0].label == "7.0"
    # Days that come in leave the choice as it is.
    desk.window.show_days((*days(), Day(date=MONDAY, seated_s=60.0)), SUNDAY)
    assert page.weeks.currentText() == "Last week"


def test_a_week_without_days_is_empty(desk: Desk) -> None:
    desk.window.show_days((), SUNDAY)
    page = desk.window.week
    assert page.summary.text() == "Nothing was counted in this week."
    assert not any(one.label for one in (*page.seated.bars, *page.near.bars))
    assert not page.export_button.isEnabled()
    assert not page.delete_button.isEnabled()


def test_each_cell_is_read_with_its_day_and_its_title(desk: Desk) -> None:
    table = desk.window.week.table
    role = Qt.ItemDataRole.AccessibleTextRole
    told = [[table.item(row, column).data(role) for column in (0, 1)] for row in (0, 5, 7)]
    assert told == [
        ["Mon 16 November", "Mon 16 November, Seated: 5 h 0 min"],
        ["Sat 21 November", "Sat 21 November: nothing counted"],
        ["All days", "All days, Seated: 33 h 12 min"],
    ]


def test_tab_leaves_the_table_and_arrows_stay(desk: Desk) -> None:
    table = desk.window.week.table
    table.setFocus()
    table.setCurrentCell(0, 0)
    desk.qtbot.keyClick(table, Qt.Key.Key_Down)
    assert (table.currentRow(), table.hasFocus()) == (1, True)
    desk.qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert desk.window.week.export_button.hasFocus()


def colours_in(bars: WeekBars, place: int) -> set[str]:
    """What is painted down the middle of a bar."""
    shown = bars.grab().toImage()
    middle, rect = round(bars.bar_rect(place).center().x()), bars.bar_rect(place)
    rows = range(round(rect.top()) + 1, round(rect.bottom()) - 1)
    return {shown.pixelColor(middle, y).name() for y in rows}


def test_bars_are_as_high_as_they_should_be_and_cut_at_breaks(desk: Desk) -> None:
    bars = desk.window.week.seated
    highs = [bars.bar_rect(place).height() for place in range(7)]
    assert highs[0] / highs[2] == pytest.approx(5 / 8)
    assert highs[5] == 0.0
    assert len(colours_in(bars, 0)) > 1
    near = desk.window.week.near
    assert colours_in(near, 6) == {"#3fc4b2"}
    assert near.bar_rect(6).height() / near.bar_rect(1).height() == pytest.approx(0.8 / (7 / 9))


def test_words_of_bars_never_run_into_each_other(desk: Desk) -> None:
    desk.window.settings.changed.emit(LETTERS, "200")
    bars = desk.window.week.near
    column = bars.width() / 7
    metrics = QFontMetricsF(font(bars.letters_px(), bold=True))
    assert bars.letters_px() < desk.window.look().small_px
    assert all(metrics.horizontalAdvance(one.label) <= column for one in bars.bars)
    desk.window.resize(1280, 720)
    desk.qtbot.waitUntil(lambda: bars.letters_px() == desk.window.look().small_px)


def test_bars_are_read_out(desk: Desk) -> None:
    told = desk.window.week.near.accessibleDescription()
    assert told == "Mon: 33 %. Tue: 78 %. Thu: 33 %. Fri: 78 %. Sun: 80 %."


def test_more_breaks_than_have_room_are_cut_as_far_as_it_goes(desk: Desk) -> None:
    desk.window.show_days([Day(date=SUNDAY, seated_s=HOUR_S, breaks=500)], SUNDAY)
    assert len(colours_in(desk.window.week.seated, 6)) > 1


def test_the_table_shares_the_width_or_scrolls(desk: Desk) -> None:
    table = desk.window.week.table
    header, bar = table.horizontalHeader(), table.horizontalScrollBar()
    assert header is not None
    assert bar is not None
    desk.window.resize(1280, 720)
    desk.qtbot.waitUntil(
        lambda: bar.maximum() == 0 and abs(header.length() - table.viewport().width()) < 8
    )
    desk.window.resize(420, 560)
    desk.qtbot.waitUntil(lambda: bar.maximum() > 0)
    # Whoever scrolls to the right sees the whole last row.
    last = table.visualItemRect(table.item(7, 0))
    assert table.viewport().rect().contains(last.bottomLeft() - QPoint(0, 1))


def test_days_are_saved(desk: Desk, tmp_path: Path) -> None:
    # GIVEN the dialog that asks where
    dialog = desk.window.ask_where()
    assert dialog.selectedFiles()[0].endswith("at-the-desk.csv")
    # WHEN a file is chosen
    path = tmp_path / "days.csv"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    # THEN they are written there, and it is said
    assert desk.exported == [path]
    assert desk.window.week.told.text() == f"Saved as {path}."


@pytest.mark.skipif(sys.platform != "linux", reason="folders of Linux")
@pytest.mark.parametrize("folder", ["Documents", ""])
def test_days_are_saved_where_somebody_looks(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    # GIVEN somebody with a folder for documents, or without one
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / folder).mkdir(exist_ok=True)
    dialog = desk.window.ask_where()
    # THEN the file goes there, or among their own
    assert dialog.directory().path() == str(tmp_path / folder)
    dialog.close()


def test_what_cannot_be_written_is_told(desk: Desk) -> None:
    desk.broken = True
    dialog = desk.window.ask_where()
    dialog.fileSelected.emit("/days.csv")
    dialog.close()
    told = desk.window.findChildren(QMessageBox)
    assert [one.text() for one in told] == ["The disk is full."]
    assert not desk.window.week.told.isVisible()
    told[0].close()


def asked(desk: Desk) -> DeleteDaysDialog:
    """The question, asked by key."""
    desk.window.week.delete_button.setFocus()
    desk.qtbot.keyClick(desk.window.week.delete_button, Qt.Key.Key_Return)
    dialog = desk.window.findChild(DeleteDaysDialog)
    assert dialog is not None
    desk.qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.keep_button.hasFocus()
    return dialog


def press(desk: Desk, button: Button) -> None:
    """Go to a button and press it."""
    button.setFocus()
    desk.qtbot.keyClick(button, Qt.Key.Key_Return)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_nothing_is_deleted_by_a_slip(desk: Desk, key: Qt.Key) -> None:
    dialog = asked(desk)
    desk.qtbot.keyClick(dialog.keep_button, key)
    assert not dialog.isVisible()
    assert desk.deleted == []


def test_a_week_is_deleted(desk: Desk) -> None:
    desk.qtbot.keyClick(desk.window.week.weeks, Qt.Key.Key_Down)
    dialog = asked(desk)
    assert dialog.week_button.text() == "Delete: Last week"
    press(desk, dialog.week_button)
    assert desk.deleted == [(MONDAY - timedelta(days=7), MONDAY - timedelta(days=1))]
    assert desk.window.week.summary.text() == "Nothing was counted in this week."
    assert desk.window.week.told.text() == "The days are deleted."


def test_everything_is_deleted(desk: Desk) -> None:
    first = min(one.date for one in days())
    dialog = asked(desk)
    press(desk, dialog.every_button)
    assert desk.deleted == [(first, SUNDAY)]
    assert desk.window.week.days == ()


def test_what_cannot_be_deleted_stays_and_is_told(desk: Desk) -> None:
    desk.broken = True
    dialog = asked(desk)
    press(desk, dialog.every_button)
    told = desk.window.findChildren(QMessageBox)
    assert [one.text() for one in told] == ["The disk is full."]
    assert TODAY in desk.window.week.days
    told[0].close()
