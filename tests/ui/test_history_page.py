"""The history page: real widgets on a history from a real store."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtPdf import QPdfDocument
from PyQt6.QtPrintSupport import QPrintDialog, QPrinter
from PyQt6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QTableWidgetItem
from pytestqt.qtbot import QtBot

from formcheck.landmarks import Side
from formcheck.report.history import History
from formcheck.store.answers import AnswerKind
from formcheck.ui.history_charts_view import ChartSection
from formcheck.ui.history_page import HistoryPage
from formcheck.ui.look import Colours, Look
from tests.report.kept import MONDAY, TUESDAY, Diary, full, new_store, open_diary

pytestmark = pytest.mark.gui
dialogs = pytest.mark.qt_log_ignore("propagateSizeHints")
"""A window without a screen cannot tell others how large it should be at least."""

SUNDAY = MONDAY + timedelta(days=6)
LONG_AGO = MONDAY - timedelta(weeks=20)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    """Ann's history."""
    with open_diary(new_store(tmp_path_factory.mktemp("ann") / "kept.sqlite")) as diary:
        fill(diary)
        return diary.load(SUNDAY)


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> History:
    with open_diary(new_store(tmp_path_factory.mktemp("ann") / "kept.sqlite")) as diary:
        return diary.load(SUNDAY)


def fill(diary: Diary) -> None:
    diary.plan()
    diary.keep("bridge", LONG_AGO, full(150, 150, 150))
    diary.keep("bridge", MONDAY - timedelta(weeks=1), full(152, 152, 152, 152))
    diary.keep("bridge", MONDAY, full(160, 161, 162, 163))
    both = [*full(0, 0, 0, side=Side.LEFT), *full(5, 5, 5, side=Side.RIGHT)]
    diary.keep("bird-dog", TUESDAY, both)
    diary.tell(MONDAY, AnswerKind.PAIN, 3, "before")
    diary.tell(MONDAY, AnswerKind.EFFORT, 5)


def shown(
    qtbot: QtBot, history: History, size: tuple[int, int] = (1280, 720), zoom: int = 100
) -> HistoryPage:
    """Return a page of this size."""
    page = HistoryPage()
    page.setMinimumSize(640, 400)
    qtbot.addWidget(page)
    look = Look.of_window(size[1], Colours.LIGHT if zoom > 100 else Colours.DARK, zoom)
    page.setStyleSheet(look.style_sheet)
    page.dress(look)
    page.resize(*size)
    page.show_history(history)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def topics(page: HistoryPage) -> list[str]:
    return [item.text() for row in range(page.topics.count()) if (item := page.topics.item(row))]


def choose(page: HistoryPage, title: str) -> tuple[ChartSection, ...]:
    page.topics.setCurrentRow(topics(page).index(title))
    for _each in range(3):
        QApplication.processEvents()
    return page.charts.sections


def cells(page: HistoryPage) -> Iterator[QTableWidgetItem]:
    table = page.calendar.table
    for row in range(table.rowCount()):
        for column in range(table.columnCount()):
            item = table.item(row, column)
            assert item is not None
            yield item


def cell(page: HistoryPage, text: str) -> QTableWidgetItem:
    return next(one for one in cells(page) if one.text().split(" ")[0] == text)


def said(item: QTableWidgetItem) -> tuple[str, str]:
    roles = Qt.ItemDataRole
    name = item.data(roles.AccessibleTextRole)
    return str(name), str(item.data(roles.AccessibleDescriptionRole))


# Days


def test_days_have_signs_and_words(qtbot: QtBot, history: History) -> None:
    # GIVEN a history
    # WHEN it is shown
    page = shown(qtbot, history)
    # THEN each day has a sign, its words for the screen reader, and nothing where nothing was
    assert page.calendar.title.text() == "November 2026"
    assert cell(page, "2").text() == "2 ◐"
    assert said(cell(page, "2")) == (
        "Mon 2 November: a part of what was planned",
        "As planned: Glute bridge.",
    )
    assert cell(page, "3").text() == "3 ◆"
    assert said(cell(page, "4")) == ("Wed 4 November", "")
    assert cell(page, "5").text() == "5 \u2013"
    # AND today is where one begins, with the adherence in words below
    assert page.calendar.day == SUNDAY
    assert "Something was done on 1 of 3 days of the programme." in page.day_text.toPlainText()


def test_the_calendar_is_walked_by_keyboard(qtbot: QtBot, history: History) -> None:
    # GIVEN the calendar with the focus
    page = shown(qtbot, history)
    table = page.calendar.table
    table.setFocus()
    # WHEN one goes a day back and a week up
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
        qtbot.keyClick(table, key)
    # THEN it is that day, and it is said
    assert page.calendar.day == SUNDAY - timedelta(days=8)
    assert "Sat 31 October" in page.day_text.toPlainText()
    # WHEN months are turned: back, on, and on once more
    seen = []
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown):
        qtbot.keyClick(table, key)
        seen.append((page.calendar.title.text(), page.calendar.day))
    # THEN a shorter month ends with its last day, and nothing comes after this month
    assert seen == [
        ("October 2026", date(2026, 10, 31)),
        ("November 2026", date(2026, 11, 30)),
        ("November 2026", date(2026, 11, 30)),
    ]
    assert not page.calendar.on_button.isEnabled()
    # AND Tab leaves the days
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert page.day_text.hasFocus()


def test_the_buttons_turn_months(qtbot: QtBot, history: History) -> None:
    page = shown(qtbot, history)
    page.calendar.back_button.click()
    assert page.calendar.title.text() == "October 2026"
    page.calendar.on_button.click()
    assert page.calendar.title.text() == "November 2026"


def test_an_empty_history_says_so(qtbot: QtBot, nothing: History) -> None:
    # GIVEN nothing that was kept
    page = shown(qtbot, nothing)
    # THEN that is said, and there is nothing to print
    assert topics(page) == ["Days"]
    assert "Nothing is kept yet." in page.day_text.toPlainText()
    assert not page.print_button.isEnabled()
    assert not page.save_button.isEnabled()


# Plots


def test_an_exercise_has_a_plot_of_each_line_and_its_words(qtbot: QtBot, history: History) -> None:
    # GIVEN a history
    page = shown(qtbot, history)
    assert topics(page) == ["Days", "Pain and effort", "Bird-dog", "Glute bridge"]
    # WHEN an exercise is chosen
    ranges, form, count = choose(page, "Glute bridge")
    # THEN its range is drawn week by week, with the error of each
    item = ranges.plot.plot.getPlotItem()
    drawn = [[list(axis) for axis in one.getData()] for one in item.listDataItems()]
    weeks = [(MONDAY - timedelta(weeks=1)).toordinal(), MONDAY.toordinal()]
    assert [weeks, [152.0, 161.5]] in drawn
    bars = [one for one in item.items if hasattr(one, "opts") and "top" in one.opts]
    assert next(iter(bars[0].opts["top"])) == 6.0
    # AND the same is said beside it, also for the screen reader
    text = ranges.text.toPlainText()
    assert text.startswith("Range: Hip (°)")
    assert "In the week of 2 November: 162° ± 6." in text
    assert "In the week of 2 November: 162° ± 6." in ranges.plot.accessibleDescription()
    assert form.plot.accessibleName() == "Good form (%)"
    assert count.plot.accessibleName() == "Full repetitions a day"
    # AND what was counted stands above
    assert "on 1 day, 4 full." in page.charts.head.toPlainText()


def test_sides_are_two_curves_with_names(qtbot: QtBot, history: History) -> None:
    page = shown(qtbot, history)
    ranges = choose(page, "Bird-dog")[0]
    legend = ranges.plot.plot.getPlotItem().legend
    assert [label.text for _sample, label in legend.items] == ["left", "right"]
    assert "Right, compared with left" in ranges.text.toPlainText()


def test_pain_and_effort_are_shown(qtbot: QtBot, history: History) -> None:
    page = shown(qtbot, history)
    pain, effort = choose(page, "Pain and effort")
    assert pain.text.toPlainText().startswith("Pain, 0 to 10")
    assert effort.text.toPlainText().startswith("Effort, 0 to 10")


def test_other_weeks_can_be_shown(qtbot: QtBot, history: History) -> None:
    # GIVEN twelve weeks of an exercise
    page = shown(qtbot, history)
    before = choose(page, "Glute bridge")[0].text.toPlainText()
    assert page.weeks_button.text() == "12 weeks"
    # WHEN more are asked for
    page.weeks_button.click()
    # THEN the same exercise is shown over more weeks
    assert page.weeks_button.text() == "26 weeks"
    assert page.weeks_button.accessibleName() == "How many weeks are shown: 26 weeks"
    after = page.charts.sections[0].text.toPlainText()
    assert "first one (152°)" in before
    assert "first one (150°)" in after
    # AND the last press comes round again
    for name in ("52 weeks", "Everything", "12 weeks"):
        page.weeks_button.click()
        assert page.weeks_button.text() == name


def test_enter_goes_to_what_is_shown_and_tab_walks_the_texts(
    qtbot: QtBot, history: History
) -> None:
    page = shown(qtbot, history)
    page.focus_first()
    assert page.topics.hasFocus()
    qtbot.keyClick(page.topics, Qt.Key.Key_Return)
    assert page.calendar.table.hasFocus()
    sections = choose(page, "Glute bridge")
    page.focus_first()
    qtbot.keyClick(page.topics, Qt.Key.Key_Return)
    assert page.charts.head.hasFocus()
    for section in sections:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        assert section.text.hasFocus()
        corner = section.text.mapTo(page.charts, QPoint())
        assert corner.y() < page.charts.height(), "what has the focus is in view"


def test_home(qtbot: QtBot, history: History) -> None:
    page = shown(qtbot, history)
    with qtbot.waitSignal(page.home):
        page.home_button.click()


# Sizes


@pytest.mark.parametrize(
    ("size", "zoom"), [((1280, 720), 100), ((1920, 1080), 100), ((1280, 720), 200)]
)
def test_nothing_is_cut_off(
    qtbot: QtBot, history: History, size: tuple[int, int], zoom: int
) -> None:
    # GIVEN a window and a size of letters
    page = shown(qtbot, history, size, zoom)
    # THEN the page needs no more room than that
    least = page.minimumSizeHint()
    assert (page.width(), page.height()) == size
    assert (least.width() <= size[0], least.height() <= size[1]) == (True, True), least
    for button in (*page.buttons, page.calendar.back_button, page.calendar.on_button):
        assert button.sizeHint().width() <= button.width(), button.text()
    # AND every cell shows its whole text
    metrics = page.calendar.table.fontMetrics()
    for one in cells(page):
        width = page.calendar.table.columnWidth(one.column())
        assert metrics.horizontalAdvance(one.text()) < width, one.text()
    # WHEN an exercise is shown
    sections = choose(page, "Glute bridge")
    # THEN each text is as tall as its words, and the plot as wide as it may be
    for text in (page.charts.head, *(one.text for one in sections)):
        document, view = text.document(), text.viewport()
        assert document is not None
        assert view is not None
        assert document.size().height() <= view.height() + 1
        assert document.idealWidth() <= view.width() + 1
    wide = page.charts.width() // 2
    assert all(one.plot.width() >= wide for one in sections)


def test_everything_has_a_name(qtbot: QtBot, history: History) -> None:
    page = shown(qtbot, history)
    named = (page.topics, page.calendar.table, page.day_text, page.charts, page.charts.head)
    arrows = (page.calendar.back_button, page.calendar.on_button)
    assert all(one.accessibleName() for one in (*named, *arrows))
    assert all(one.accessibleName() or one.text() for one in page.buttons)


# Paper


def text_of(path: Path) -> list[str]:
    document = QPdfDocument(None)
    assert document.load(str(path)) is QPdfDocument.Error.None_
    pages = [document.getAllText(n).text() for n in range(document.pageCount())]
    document.close()
    return pages


@dialogs
def test_it_is_saved_as_a_pdf_that_can_be_read(
    qtbot: QtBot, history: History, tmp_path: Path
) -> None:
    # GIVEN a history, and a file that the person chooses
    page = shown(qtbot, history)
    page.save_button.click()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    path = tmp_path / "mine.pdf"
    # WHEN it is saved
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    # THEN the window goes on meanwhile, and begins nothing else
    assert page.printer.busy
    assert page.cursor().shape() is Qt.CursorShape.BusyCursor
    page.save_button.click()
    page.print_button.click()
    assert page.findChildren(QDialog) == [dialog]
    qtbot.waitUntil(lambda: not page.printer.busy, timeout=60_000)
    assert page.cursor().shape() is Qt.CursorShape.ArrowCursor
    # AND it has pages with the same words, in the order in which they are read
    first, *more = text_of(path)
    assert first.index("History of Ann") < first.index("November 2026") < first.index("Pain")
    assert any("In the week of 2 November: 162° ± 6." in one for one in more)
    assert first.startswith("History of Ann")
    assert first.rstrip().endswith("Page 1")


@dialogs
def test_a_pdf_that_cannot_be_written_is_told(
    qtbot: QtBot, history: History, tmp_path: Path
) -> None:
    page = shown(qtbot, history)
    page.save_button.click()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "none" / "mine.pdf"))
    dialog.reject()
    qtbot.waitUntil(lambda: page.findChild(QMessageBox) is not None, timeout=60_000)
    box = page.findChild(QMessageBox)
    assert not page.printer.busy
    assert "cannot be written" in box.text()
    box.accept()


def test_it_is_printed(qtbot: QtBot, history: History, tmp_path: Path) -> None:
    # GIVEN a printer: one that prints to a file
    page = shown(qtbot, history)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(60)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    # WHEN the history is printed
    page.printer.print_on(printer, history)
    qtbot.waitUntil(lambda: not page.printer.busy, timeout=60_000)
    # THEN as many pages come out
    pages = text_of(tmp_path / "printed.pdf")
    assert len(pages) == 3


@dialogs
def test_a_printer_is_asked_for(qtbot: QtBot, history: History) -> None:
    page = shown(qtbot, history)
    page.print_button.click()
    dialog = page.findChild(QPrintDialog)
    assert dialog is not None
    dialog.reject()


def test_the_page_opens_without_what_draws() -> None:
    code = (
        "import sys, formcheck.ui.history_page\n"
        "print(sorted({'pyqtgraph', 'matplotlib'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
