"""Asks how long a line is in truth: then lengths in its plane can be told in centimetres."""

from dataclasses import replace
from typing import Final

from PyQt6.QtCore import QLocale, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QDoubleSpinBox, QFrame, QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from formcheck.language import _, language
from formcheck.review.edits import LineMark
from formcheck.ui.look import Look
from formcheck.ui.theme import font

_LONGEST_CM: Final = 1000.0
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LengthPopup(QFrame):
    """A small place to type a length; Enter takes it, Esc leaves the line as it is."""

    told = pyqtSignal(object)
    """The `LineMark` with the length that was typed."""
    closed = pyqtSignal()
    """It was closed while the keys were in it: they belong elsewhere now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._mark: LineMark | None = None
        self._label = QLabel(_("True length, if you know it:"))
        self._field = QDoubleSpinBox()
        self._field.setRange(0.0, _LONGEST_CM)
        self._field.setDecimals(1)
        self._field.setSuffix(_(" cm"))
        self._field.setSpecialValueText(_("not known"))
        self._field.setLocale(QLocale(language()))
        self._field.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self._field.setAccessibleName(_("True length of the line in centimetres"))
        self._label.setBuddy(self._field)
        row = QHBoxLayout(self)
        row.addWidget(self._label)
        row.addWidget(self._field)
        self.setAutoFillBackground(True)
        self.setFocusProxy(self._field)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Show it in other colours and sizes."""
        palette = look.palette
        for one in (self._label, self._field):
            one.setFont(font(look.small_px))
        self.setStyleSheet(f"""
LengthPopup {{ background: {palette.raised}; border: 2px solid {palette.muted};
  border-radius: 8px; }}
LengthPopup QLabel {{ font-size: {look.small_px}px; }}
LengthPopup QDoubleSpinBox {{ font-size: {look.small_px}px; background: {palette.surface};
  color: {palette.text}; border: 3px solid {palette.focus}; border-radius: 8px;
  padding: 0.2em; }}
""")

    def ask(self, mark: LineMark) -> None:
        """Ask for the length of a line."""
        self._mark = mark
        self._field.setValue(mark.known_cm or 0.0)
        self.adjustSize()
        self.show()
        self.raise_()
        self._field.setFocus()
        self._field.selectAll()

    @override
    def keyPressEvent(self, a0: QKeyEvent | None) -> None:
        if a0 is not None and a0.key() in _ENTER:
            self._take()
        elif a0 is not None and a0.key() == Qt.Key.Key_Escape:
            self.close_it()
        else:
            super().keyPressEvent(a0)

    def close_it(self) -> None:
        """Ask no longer."""
        if self._mark is not None:
            self._mark, had_keys = None, self._field.hasFocus()
            self.hide()
            if had_keys:
                self.closed.emit()

    def _take(self) -> None:
        self._field.interpretText()
        mark, known_cm = self._mark, self._field.value() or None
        self.close_it()
        if mark is not None and mark.known_cm != known_cm:
            self.told.emit(replace(mark, known_cm=known_cm))
