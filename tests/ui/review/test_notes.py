"""The list of notes and marks."""

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QFontMetrics
from PyQt6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from formcheck.review.edits import Mark, Note
from formcheck.ui.review.notes import NotesPanel
from tests.ui.review.stage_parts import ANGLE, DRAWING, LEFT, LINE, TIME_S, look_of

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
EARLY = Note("early", 1.0, "The feet are wide.")
LATE = Note("late", 61.3, "Better.")
VALUES = {"angle": "92° ± 2", "line": "34.2 cm ± 0.8\n3°"}
Key = Qt.Key


def panel_on(qtbot: QtBot, *marks: Mark, zoom: int = 100) -> NotesPanel:
    panel = NotesPanel(look_of(zoom=zoom), lambda mark: VALUES.get(mark.id, ""))
    qtbot.addWidget(panel)
    panel.resize(420, 500)
    panel.set_marks(marks)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def table_of(panel: NotesPanel) -> QTableWidget:
    table = panel.findChild(QTableWidget)
    assert isinstance(table, QTableWidget)
    return table


def field_of(panel: NotesPanel) -> QLineEdit:
    fields = [one for one in panel.findChildren(QLineEdit) if one.accessibleName() == "New note"]
    return fields[0]


def button_of(panel: NotesPanel, text: str) -> QPushButton:
    return next(one for one in panel.findChildren(QPushButton) if one.text() == text)


def rows_of(panel: NotesPanel) -> list[list[str]]:
    table = table_of(panel)
    cells = [[table.item(row, column) for column in range(2)] for row in range(table.rowCount())]
    return [[cell.text() for cell in row if cell is not None] for row in cells]


def click(qtbot: QtBot, panel: NotesPanel, row: int) -> None:
    table = table_of(panel)
    view, item = table.viewport(), table.item(row, 1)
    assert view is not None
    assert item is not None
    qtbot.mouseClick(view, LEFT, pos=table.visualItemRect(item).center())


def test_notes_and_marks_are_listed_by_time_with_their_values(qtbot: QtBot) -> None:
    panel = panel_on(qtbot, LATE, ANGLE, DRAWING, LINE, EARLY)
    assert rows_of(panel) == [
        ["0:01.0", "The feet are wide."],
        ["0:02.5", "Angle: 92° ± 2"],
        ["0:02.5", "Drawing"],
        ["0:02.5", "Line: 34.2 cm ± 0.8, 3°"],
        ["1:01.3", "Better."],
    ]


def test_a_click_goes_there_and_so_does_enter(qtbot: QtBot) -> None:
    # GIVEN a list
    panel = panel_on(qtbot, EARLY, ANGLE, LATE)
    jumps: list[float] = []
    panel.jumped.connect(jumps.append)
    # WHEN a row is clicked, THEN its moment is wanted
    click(qtbot, panel, 1)
    assert jumps == [TIME_S]
    # WHEN the next one is gone to by keys, THEN too
    qtbot.keyClick(table_of(panel), Key.Key_Down)
    qtbot.keyClick(table_of(panel), Key.Key_Return)
    assert jumps == [TIME_S, 61.3]


def test_words_are_changed_in_place(qtbot: QtBot) -> None:
    # GIVEN a chosen note
    panel = panel_on(qtbot, EARLY, ANGLE)
    put: list[Note] = []
    panel.mark_put.connect(put.append)
    click(qtbot, panel, 0)
    # WHEN F2 is pressed and other words are typed
    table = table_of(panel)
    qtbot.keyClick(table, Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "The feet are wide."
    editor.setText("The feet are narrow.")
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(put))
    # THEN the same note has them
    assert put == [Note("early", 1.0, "The feet are narrow.")]


@pytest.mark.parametrize("words", ["", "  ", "The feet are wide. "])
def test_no_words_and_the_same_words_change_nothing(qtbot: QtBot, words: str) -> None:
    panel = panel_on(qtbot, EARLY)
    put: list[Note] = []
    panel.mark_put.connect(put.append)
    item = table_of(panel).item(0, 1)
    assert item is not None
    item.setText(words)
    assert put == []
    assert rows_of(panel) == [["0:01.0", "The feet are wide."]]


def test_only_notes_have_words_to_change(qtbot: QtBot) -> None:
    panel = panel_on(qtbot, ANGLE)
    click(qtbot, panel, 0)
    table = table_of(panel)
    qtbot.keyClick(table, Key.Key_F2)
    assert table.state() is not QAbstractItemView.State.EditingState


def test_the_chosen_one_is_deleted(qtbot: QtBot) -> None:
    # GIVEN nothing chosen
    panel = panel_on(qtbot, EARLY, ANGLE, LATE)
    gone: list[str] = []
    panel.mark_erased.connect(gone.append)
    delete = button_of(panel, "Delete")
    assert not delete.isEnabled()
    # WHEN one is chosen, THEN the key and the button delete it
    click(qtbot, panel, 1)
    qtbot.keyClick(table_of(panel), Key.Key_Delete)
    delete.click()
    assert gone == ["angle", "angle"]
    # WHEN it is gone, THEN nothing is chosen any more
    panel.set_marks((EARLY, LATE))
    assert not delete.isEnabled()
    qtbot.keyClick(table_of(panel), Key.Key_Delete)
    assert len(gone) == 2


def test_the_chosen_one_stays_chosen_when_others_come(qtbot: QtBot) -> None:
    panel = panel_on(qtbot, LATE)
    click(qtbot, panel, 0)
    panel.set_marks((LATE, EARLY, ANGLE))
    assert table_of(panel).currentRow() == 2


def test_a_note_is_written_at_the_moment_that_was_shown(qtbot: QtBot) -> None:
    # GIVEN a panel while the recording plays
    panel = panel_on(qtbot)
    put: list[Note] = []
    panel.mark_put.connect(put.append)
    panel.set_time(3.2)
    # WHEN somebody begins to write, and it goes on
    field = field_of(panel)
    with qtbot.waitSignal(panel.writing):
        qtbot.keyClicks(field, "Left knee ")
    panel.set_time(9.9)
    label = next(one for one in panel.findChildren(QLabel) if "note" in one.text())
    assert label.text() == "New note at 0:03.2:"
    qtbot.keyClicks(field, "wanders")
    with qtbot.waitSignal(panel.done):
        qtbot.keyClick(field, Key.Key_Return)
    # THEN the note belongs to where it was begun, and the next one to now
    assert put == [Note(put[0].id, 3.2, "Left knee wanders")]
    assert len(put[0].id) == 32
    assert field.text() == ""
    assert label.text() == "New note at 0:09.9:"


def test_a_note_is_begun_from_the_stage_and_can_be_given_up(qtbot: QtBot) -> None:
    panel = panel_on(qtbot)
    put: list[Note] = []
    panel.mark_put.connect(put.append)
    # WHEN the stage asks for one at a time, THEN it can be typed at once
    with qtbot.waitSignal(panel.writing):
        panel.begin_note(7.5)
    field = field_of(panel)
    assert panel.focusWidget() is field
    # WHEN it is given up, THEN nothing is kept
    qtbot.keyClicks(field, "no")
    with qtbot.waitSignal(panel.done):
        qtbot.keyClick(field, Key.Key_Escape)
    assert field.text() == ""
    button_of(panel, "Add").click()
    assert put == []
    # WHEN words are added by the button, THEN they are
    panel.begin_note()
    qtbot.keyClicks(field, "yes")
    button_of(panel, "Add").click()
    assert [(note.time_s, note.text) for note in put] == [(7.5, "yes")]


@pytest.mark.parametrize("zoom", [100, 200])
def test_long_words_are_read_whole(qtbot: QtBot, zoom: int) -> None:
    # GIVEN a note of many words, in letters of any size
    words = "Hips lift well here; the left knee drifts outward towards the end of it. " * 3
    panel = panel_on(qtbot, EARLY, Note("long", 2.0, words), zoom=zoom)
    table = table_of(panel)
    qtbot.waitUntil(lambda: table.columnWidth(1) < table.width())
    # THEN its row is as high as all its lines
    metrics: QFontMetrics = table.fontMetrics()
    room = table.visualRect(table.model().index(1, 1)).adjusted(6, 0, -6, 9999)
    needed = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words).height()
    assert table.rowHeight(1) >= needed
    assert table.rowHeight(0) < needed
