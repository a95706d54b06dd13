"""The tables find what was found, too, and go along with the video."""

from dataclasses import replace

import pytest
from PyQt6.QtCore import QModelIndex, QPoint, Qt
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from formcheck.checking.results import Counts, RepKind
from formcheck.landmarks import Side
from formcheck.report.lanes import ItemKind
from formcheck.ui.look import DARK, LIGHT, Look
from formcheck.ui.review.rep_table import RepTable, SheetView
from tests.ui.review.planted import FAULTS, REPS, part, planked, planted
from tests.ui.review.pointer import LEFT

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]

KEY = Qt.Key


@pytest.fixture
def table(qtbot: QtBot) -> RepTable:
    """GIVEN the tables of a recording with planted faults."""
    made = RepTable()
    qtbot.addWidget(made)
    made.set_look(Look(DARK, 30, 20, 16))
    made.show_take(planted())
    made.resize(700, 900)
    made.show()
    return made


def cell(view: SheetView, row: int, title: str) -> str:
    column = [one.title for one in view.rows.table.columns].index(title)
    return str(view.rows.data(view.rows.index(row, column), Qt.ItemDataRole.DisplayRole))


def click(qtbot: QtBot, view: SheetView, row: int) -> None:
    place = view.visualRect(view.rows.index(row, 0)).center()
    viewport = view.viewport()
    assert viewport is not None
    qtbot.mouseClick(viewport, LEFT, pos=place)


def test_every_repetition_has_a_row(table: RepTable) -> None:
    """THEN each row says what was done, with its error, and what was noticed."""
    reps, noticed = table.views
    assert reps.rows.rowCount() == REPS
    assert cell(reps, 2, "Kind") == "◐ partial"
    assert cell(reps, 0, "Range") == "170° ± 5"
    assert cell(reps, 1, "Noticed") == "Hips beyond the line; Feet too far away"
    assert cell(noticed, 0, "Farthest") == "199° ± 5"
    assert cell(noticed, 1, "How far beyond") == "▲ a little"
    texts = [table.tabs.tabText(place) for place in range(table.tabs.count())]
    assert texts == ["Repetitions (20)", "Noticed (4)"]


def test_the_totals_are_on_top(table: RepTable) -> None:
    """THEN counts and the median range are told, and all about them where the pointer rests."""
    assert "18 full, 1 partial, 1 attempt" in table.totals.text()
    assert "Range: Hip: 170° ± 5" in table.totals.text()
    assert "median of 18 full repetitions" not in table.totals.text()
    assert "median of 18 full repetitions" in table.totals.toolTip()
    take = planted()
    counts = Counts(full=18, left=10, right=8)
    table.show_take(replace(take, record=replace(take.record, counts=counts)))
    assert "10 left, 8 right" in table.totals.text()


def test_a_click_on_a_repetition_goes_to_its_turn(qtbot: QtBot, table: RepTable) -> None:
    """WHEN a row is clicked, again too THEN the video goes to the turn."""
    reps = table.views[0]
    rep = planted().record.reps[4]
    for _time in range(2):
        with qtbot.waitSignals([table.sought, table.rep_chosen]) as said:
            click(qtbot, reps, 4)
        assert [one.args[0] for one in said.all_signals_and_args] == [rep.turn_s, 5]


def test_every_fault_is_found_by_a_click(qtbot: QtBot, table: RepTable) -> None:
    """WHEN each row of what was noticed is clicked THEN the video goes to its beginning."""
    table.tabs.setCurrentIndex(1)
    for row in range(len(FAULTS)):
        with qtbot.waitSignals([table.sought, table.fault_chosen]) as said:
            click(qtbot, table.views[1], row)
        sought, key = (one.args[0] for one in said.all_signals_and_args)
        assert sought == FAULTS[key].start_s
        assert sought == sorted(one.start_s for one in FAULTS)[row]


def test_the_keyboard_goes_from_row_to_row(qtbot: QtBot, table: RepTable) -> None:
    """WHEN arrows or Enter are pressed THEN the video goes along; at the end it stays."""
    reps = table.views[0]
    said: list[int] = []
    table.rep_chosen.connect(said.append)
    click(qtbot, reps, 0)
    qtbot.keyClick(reps, KEY.Key_Down)
    qtbot.keyClick(reps, KEY.Key_Return)
    qtbot.keyClick(reps, KEY.Key_Up)
    qtbot.keyClick(reps, KEY.Key_Up)
    qtbot.keyClick(reps, KEY.Key_End)
    assert said == [1, 2, 2, 1, REPS]


def test_what_is_played_is_marked(qtbot: QtBot, table: RepTable) -> None:
    """WHEN the video plays THEN the row of its repetition is marked and in sight."""
    table.resize(700, 320)
    reps = table.views[0]
    last = planted().record.reps[-1]
    table.show_time(last.turn_s)
    assert reps.rows.headerData(REPS - 1, Qt.Orientation.Vertical) == "▶"
    assert reps.rows.headerData(0, Qt.Orientation.Vertical) == ""
    shade = reps.rows.data(reps.rows.index(REPS - 1, 0), Qt.ItemDataRole.BackgroundRole)
    assert shade.name().upper() == DARK.raised
    viewport = reps.viewport()
    assert viewport is not None
    assert viewport.rect().contains(reps.visualRect(reps.rows.index(REPS - 1, 0)).center())
    assert table.views[1].rows.playing == len(FAULTS) - 1
    table.show_time(last.end_s + 0.5)
    assert reps.rows.playing is None


def test_who_reads_a_table_is_not_moved_away(qtbot: QtBot, table: RepTable) -> None:
    """GIVEN somebody in the table WHEN the video plays on THEN the table stays where it is."""
    table.resize(700, 320)
    reps = table.views[0]
    click(qtbot, reps, 0)
    table.activateWindow()
    reps.setFocus()
    qtbot.waitUntil(reps.hasFocus)
    bar = reps.verticalScrollBar()
    assert bar is not None
    table.show_time(planted().record.reps[-1].turn_s)
    assert bar.value() == 0


def test_what_was_chosen_elsewhere_is_selected_silently(qtbot: QtBot, table: RepTable) -> None:
    """WHEN another panel says what was chosen THEN its row is selected in its table."""
    with qtbot.assertNotEmitted(table.sought):
        table.choose(ItemKind.FAULT, 1)
        table.choose(ItemKind.GAP, 0)
    assert table.tabs.currentWidget() is table.views[1]
    assert cell(table.views[1], table.views[1].currentIndex().row(), "What") == "Feet too far away"
    table.choose(ItemKind.REP, 7)
    assert table.tabs.currentWidget() is table.views[0]
    assert table.views[0].currentIndex().row() == 6


def test_tables_grow_while_somebody_reads(table: RepTable) -> None:
    """WHEN more is found, or less THEN the rows are right, and what is selected stays so."""
    table.show_take(part(planted(), 60.0))
    reps = table.views[0]
    assert reps.rows.rowCount() == REPS / 2
    table.choose(ItemKind.REP, 3)
    table.show_take(planted())
    assert table.views[0] is reps
    assert reps.rows.rowCount() == REPS
    assert reps.currentIndex().row() == 2


def test_another_kind_of_exercise_has_other_tables(qtbot: QtBot, table: RepTable) -> None:
    """WHEN the exercise is one of holds THEN holds are listed, and a click goes to them."""
    table.show_take(planked())
    holds = table.views[0]
    assert table.tabs.tabText(0) == "Holds (2)"
    assert cell(holds, 0, "In good form") == "24.0 s"
    with qtbot.waitSignals([table.sought, table.hold_chosen]) as said:
        click(qtbot, holds, 1)
    assert [one.args[0] for one in said.all_signals_and_args] == [60.0, 1]
    table.set_look(Look(LIGHT, 30, 20, 18))
    assert holds.rows.data(QModelIndex()) is None


def test_averages_have_no_place(qtbot: QtBot, table: RepTable) -> None:
    """GIVEN a snapshot WHEN a row of its averages is clicked THEN nothing is sought."""
    from formcheck.features.reading import Reading, Unit

    take = planked()
    averages = {"knee_angle": Reading(90.0, 2.0, Unit.DEG)}
    table.show_take(replace(take, record=replace(take.record, averages=averages)))
    assert table.tabs.tabText(1) == "Averages (1)"
    table.tabs.setCurrentIndex(1)
    with qtbot.assertNotEmitted(table.sought):
        click(qtbot, table.views[1], 0)


def test_what_was_changed_by_hand_says_so(table: RepTable) -> None:
    """GIVEN a repetition that was given another side THEN its row says so, others do not."""
    take = planted()
    reps = list(take.record.reps)
    reps[0] = replace(reps[0], side=Side.LEFT, kind=RepKind.FULL)
    table.show_take(replace(take, record=replace(take.record, reps=tuple(reps))), take.record)
    found = table.views[0]
    assert cell(found, 0, "Noticed") == "corrected by hand"
    assert cell(found, 0, "Side") == "left"
    assert "by hand" not in cell(found, 1, "Noticed")


def test_rows_are_copied_for_a_spreadsheet(qtbot: QtBot, table: RepTable) -> None:
    """WHEN rows are selected and copied THEN they are tab-separated, below their names."""
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    clipboard.setText("before")
    reps = table.views[0]
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(reps, KEY.Key_C, control)
    assert clipboard.text() == "before"
    click(qtbot, reps, 1)
    qtbot.keyClick(reps, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(reps, KEY.Key_C, control)
    names, first, second = clipboard.text().split("\n")
    assert names.startswith("#\tKind\tStart\tRange\t")
    assert first.split("\t")[:4] == ["2", "full", "0:07.0", "170° ± 5"]
    assert second.split("\t")[:2] == ["3", "partial"]


def test_a_press_beside_the_rows_chooses_nothing(qtbot: QtBot, table: RepTable) -> None:
    """WHEN the empty room below the rows is clicked THEN nothing is sought."""
    table.tabs.setCurrentIndex(1)
    viewport = table.views[1].viewport()
    assert viewport is not None
    with qtbot.assertNotEmitted(table.sought):
        qtbot.mouseClick(viewport, LEFT, pos=QPoint(5, viewport.height() - 5))


def test_nothing_known_is_nothing_shown(table: RepTable) -> None:
    """WHEN another recording is opened, of which nothing is known yet THEN nothing is left."""
    table.show_take(None)
    assert table.views == ()
    assert table.totals.text() == ""
