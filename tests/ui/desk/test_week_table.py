"""The columns of the week's table: none is cut off, whatever the width and the language."""

import pytest
from PyQt6.QtWidgets import QScrollBar
from pytestqt.qtbot import QtBot

from formcheck.language import use_language
from formcheck.ui.desk.today_window import Page
from formcheck.ui.desk.week_table import WeekTable, in_two_lines, shares
from tests.ui.desk.chosen_by_hand import ByHand
from tests.ui.desk.window_parts import Desk

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("This plugin does not support")]


def table_of(qtbot: QtBot, size: tuple[int, int], zoom: str) -> tuple[Desk, WeekTable, QScrollBar]:
    desk = Desk(qtbot, ByHand(letters=zoom))
    desk.window.show_page(Page.WEEK)
    desk.window.resize(*size)
    table = desk.window.week.table
    bar = table.horizontalScrollBar()
    assert bar is not None
    qtbot.waitUntil(lambda: desk.window.week.width() == size[0])
    return desk, table, bar


def whole(table: WeekTable) -> bool:
    """Whether the columns in sight end with the view, and show all that is in them."""
    view, header = table.viewport(), table.horizontalHeader()
    assert view is not None
    assert header is not None
    columns = range(table.columnCount())
    ends = [header.sectionViewportPosition(n) + header.sectionSize(n) for n in columns]
    roomy = all(
        header.sectionSize(n) >= max(table.sizeHintForColumn(n), header.sectionSizeHint(n))
        for n in columns
    )
    return roomy and any(0 <= view.width() - end < len(ends) for end in ends)


@pytest.mark.parametrize("code", ["en", "de"])
@pytest.mark.parametrize(
    ("size", "zoom", "scroll"),
    [
        ((420, 560), "100", True),
        ((640, 560), "100", False),
        ((1280, 720), "100", False),
        ((1366, 768), "100", False),
        ((1280, 720), "200", True),
    ],
    ids=str,
)
def test_no_column_is_cut_off(
    qtbot: QtBot, size: tuple[int, int], zoom: str, code: str, *, scroll: bool
) -> None:
    # GIVEN the week in a window of a size
    use_language(code)
    desk, table, bar = table_of(qtbot, size, zoom)
    # THEN each column in sight is whole, and whether there are others is seen
    qtbot.waitUntil(lambda: bar.isVisible() is scroll)
    assert whole(table)
    desk.window.close()


def test_titles_break_their_lines_only_where_it_is_narrow(qtbot: QtBot) -> None:
    desk, table, _bar = table_of(qtbot, (1280, 720), "100")
    assert table.horizontalHeaderItem(2).text() == "Longest sit"
    desk.window.resize(640, 560)
    qtbot.waitUntil(lambda: table.horizontalHeaderItem(2).text() == "Longest\nsit")
    desk.window.resize(1280, 720)
    qtbot.waitUntil(lambda: table.horizontalHeaderItem(2).text() == "Longest sit")


@pytest.mark.parametrize(
    ("needed", "room", "given"),
    [
        ([40, 20, 30], 150, [50, 50, 50]),
        ([80, 20, 20], 150, [100, 25, 25]),
        ([80, 20, 60], 150, [120, 30, 60]),
        ([200, 20, 20], 150, [200, 20, 20]),
    ],
)
def test_how_wide_columns_are(needed: list[int], room: int, given: list[int]) -> None:
    assert shares(needed, room) == given


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Day", "Day"),
        ("Shifts an hour", "Shifts\nan hour"),
        ("Near the baseline", "Near the\nbaseline"),
    ],
)
def test_a_title_breaks_in_its_middle(title: str, lines: str) -> None:
    assert in_two_lines(title) == lines
