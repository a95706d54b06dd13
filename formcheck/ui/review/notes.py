"""Notes, drawings and measured angles of a recording, by time: to be found, changed and removed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from formcheck.language import N_, _
from formcheck.overlay.scene import Tone
from formcheck.report.words import clock
from formcheck.review.edits import AngleMark, Drawing, LineMark, Mark, Note
from formcheck.ui.buttons import push_button
from formcheck.ui.look import Look
from formcheck.ui.review.board import new_id
from formcheck.ui.review.note_rows import NoteRows
from formcheck.ui.theme import INK, STYLES, font

_TITLES: Final = {AngleMark: N_("Angle"), LineMark: N_("Line"), Drawing: N_("Drawing")}


class NotesPanel(QWidget):
    """Lists what somebody put on the recording; a click goes there.

    Parameters
    ----------
    look
        Colours and sizes.
    text_of
        What was measured with a mark, in words; empty for nothing.
    """

    jumped = pyqtSignal(float)
    """This time is to be shown."""
    mark_put = pyqtSignal(object)
    """A `Note` that is new, or has other words."""
    mark_erased = pyqtSignal(str)
    """Id of a mark."""
    writing = pyqtSignal()
    """Somebody begins a note: whoever plays should stop."""
    done = pyqtSignal()
    """A note was written or given up: the keys can go back to where they were."""

    def __init__(self, look: Look, text_of: Callable[[Mark], str] = lambda _mark: "") -> None:
        super().__init__()
        self._text_of = text_of
        self._marks: tuple[Mark, ...] = ()
        self._time_s = 0.0
        self._at_s = 0.0
        """When the note that is being written belongs to."""
        self._typing = False
        self._table = NoteRows()
        self._label = QLabel()
        self._field = _Field()
        self._label.setBuddy(self._field)
        self._add = push_button(_("Add"), name=_("Add this note"))
        self._erase = push_button(_("Delete"), name=_("Delete the chosen note or mark"))
        self._lay_out()
        self._connect()
        self.set_time(0.0)
        self.set_look(look)
        self._tell_choice()

    # What is shown

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """List other marks: all of the recording."""
        chosen = self._chosen()
        self._marks = tuple(sorted(marks, key=lambda mark: mark.time_s))
        self._table.fill([(clock(one.time_s), *self._row_of(one)) for one in self._marks])
        ids = [one.id for one in self._marks]
        if chosen is not None and chosen.id in ids:
            self._table.choose(ids.index(chosen.id))
        self._tell_choice()

    def set_time(self, time_s: float) -> None:
        """Say which moment is shown: a new note belongs to it, unless its words were begun."""
        self._time_s = time_s
        if not self._typing:
            self._write_at(time_s)

    def begin_note(self, time_s: float | None = None) -> None:
        """Let somebody write a note at a time; at the moment that is shown, when None is told."""
        if time_s is not None:
            self._time_s = time_s
        self._write_at(self._time_s)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.writing.emit()

    def set_look(self, look: Look) -> None:
        """Show it in other colours and sizes."""
        palette, main = look.palette, STYLES[Tone.GOOD].colour
        for one in (self._label, self._field, self._table):
            one.setFont(font(look.small_px))
        for button in (self._add, self._erase):
            look.dress_button(button)
            button.set_sizes(round(look.small_px * 0.6), look.small_px, bold=True)
        self.setStyleSheet(f"""
QLabel, QLineEdit, QTableWidget, QHeaderView {{ font-size: {look.small_px}px; }}
QTableWidget {{ background: {palette.surface}; border: 3px solid {palette.surface};
  border-radius: 8px; selection-background-color: {main}; selection-color: {INK}; }}
QTableWidget:focus {{ border-color: {palette.focus}; }}
""")
        self._table.measure()

    def _row_of(self, mark: Mark) -> tuple[str, bool]:
        """Return the words of a row, and whether they can be changed."""
        if isinstance(mark, Note):
            return mark.text, True
        title, value = _(_TITLES[type(mark)]), self._text_of(mark).replace("\n", ", ")
        whole = _("{mark}: {value}").format(mark=title, value=value)
        return whole if value else title, False

    def _write_at(self, time_s: float) -> None:
        self._at_s = time_s
        self._label.setText(_("New note at {time}:").format(time=clock(time_s)))

    # What is done

    def _take_note(self) -> None:
        text, at_s = self._field.text().strip(), self._at_s
        self._give_up()
        if text:
            self.mark_put.emit(Note(new_id(), at_s, text))

    def _give_up(self) -> None:
        self._field.clear()
        self._typing = False
        self._write_at(self._time_s)
        self.done.emit()

    def _chosen(self) -> Mark | None:
        row = self._table.currentRow()
        return self._marks[row] if 0 <= row < len(self._marks) else None

    def _tell_choice(self) -> None:
        self._erase.setEnabled(self._chosen() is not None)

    def _jump(self, row: int) -> None:
        self.jumped.emit(self._marks[row].time_s)

    def _erase_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.mark_erased.emit(chosen.id)

    def _reword(self, row: int, text: str) -> None:
        mark, words = self._marks[row], text.strip()
        if isinstance(mark, Note) and words and words != mark.text:
            self.mark_put.emit(replace(mark, text=words))
        else:  # Nothing changes: the old words come back.
            self.set_marks(self._marks)

    def _connect(self) -> None:
        self._field.returnPressed.connect(self._take_note)
        self._field.given_up.connect(self._give_up)
        self._field.textEdited.connect(self._begun)
        self._add.clicked.connect(self._take_note)
        self._erase.clicked.connect(self._erase_chosen)
        self._table.picked.connect(self._jump)
        self._table.erased.connect(self._erase_chosen)
        self._table.reworded.connect(self._reword)
        self._table.currentCellChanged.connect(self._tell_choice)

    def _begun(self, text: str) -> None:
        """Keep the moment at which the first letter was typed."""
        if text and not self._typing:
            self.writing.emit()
        self._typing = bool(text)

    def _lay_out(self) -> None:
        self._field.setAccessibleName(_("New note"))
        self._field.setPlaceholderText(_("What do you see?"))
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._table, 1)
        column.addWidget(self._label)
        row.addWidget(self._field, 1)
        row.addWidget(self._add)
        column.addLayout(row)
        column.addWidget(self._erase)


class _Field(QLineEdit):
    """Where a note is typed; Esc gives it up."""

    given_up = pyqtSignal()

    @override
    def keyPressEvent(self, a0: QKeyEvent | None) -> None:
        if a0 is not None and a0.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(a0)
