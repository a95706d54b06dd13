"""How much room the calendar takes: all weeks of a month, and no more than there is."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from PyQt6.QtWidgets import QApplication, QTableWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from formcheck.report.history_days import HistoryDay
from formcheck.ui.history_calendar import MonthCalendar
from formcheck.ui.look import Colours, Look
from formcheck.ui.reading_text import ReadingText

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]

NOVEMBER = date(2026, 11, 22)
"""In a month of six weeks."""
OCTOBER, FEBRUARY = date(2026, 10, 5), date(2021, 2, 8)
"""In months of five and of four."""
NOTHING: Mapping[date, HistoryDay] = {}


def shown(
    qtbot: QtBot, height: int, zoom: int, *, room: int
) -> tuple[QWidget, MonthCalendar, QTableWidget]:
    """Return a page of a calendar above a text, dressed as in a window of a height.

    ``room`` is the page's own height.
    """
    look = Look.of_window(height, Colours.DARK, zoom)
    page, made = QWidget(), MonthCalendar()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    layout.addWidget(made)
    layout.addWidget(ReadingText("The day in words"), 1)
    page.setStyleSheet(look.style_sheet)
    made.dress(look)
    made.show_days(NOTHING, NOVEMBER)
    page.resize(866, room)
    with qtbot.waitExposed(page):
        page.show()
    return page, made, made.table


def scrolls(table: QTableWidget) -> bool:
    bar = table.verticalScrollBar()
    assert bar is not None
    assert (bar.maximum() > 0) == bar.isVisible()
    return bar.isVisible()


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("height", [480, 720, 768, 1080])
def test_every_week_of_a_month_is_seen(qtbot: QtBot, height: int, zoom: int) -> None:
    # GIVEN a window with room enough
    page, calendar, table = shown(qtbot, height, zoom, room=height + 300)
    # WHEN months of six, five and four weeks are shown
    for on, weeks in ((NOVEMBER, 6), (OCTOBER, 5), (FEBRUARY, 4)):
        calendar.go_to(on)
        assert table.rowCount() == weeks
        # THEN nothing scrolls, and nothing is empty below the last week
        QApplication.processEvents()
        assert not scrolls(table)
        view, down = table.viewport(), table.verticalHeader()
        assert view is not None
        assert down is not None
        assert 0 <= view.height() - down.length() <= 4
    assert page.isVisible()


def test_where_there_is_no_room_weeks_scroll(qtbot: QtBot) -> None:
    # GIVEN letters of 200 % in the smallest window
    page, calendar, table = shown(qtbot, 480, 200, room=330)
    # THEN no week lies where nobody can see it
    assert scrolls(table)
    assert calendar.rect().contains(table.geometry())
    assert page.rect().contains(calendar.geometry())
    # WHEN one goes to the last week
    calendar.go_to(NOVEMBER + timedelta(days=8))
    # THEN it comes into sight
    item, view = table.currentItem(), table.viewport()
    assert item is not None
    assert view is not None
    assert view.rect().contains(table.visualItemRect(item))
