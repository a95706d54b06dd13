"""One dot for each repetition: full, half if partial, hollow if an attempt, ringed if guided."""

from typing import Final

from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from formcheck.checking.results import RepKind
from formcheck.language import _
from formcheck.report import words
from formcheck.ui.theme import MUTED, TEXT

_ROW: Final = 5
_ROWS: Final = 2
_HALF_TURN: Final = 180 * 16
_FROM_BOTTOM: Final = 270 * 16


class RepDots(QWidget):
    """The last ten repetitions, in rows of five, so that nothing moves as they come."""

    def __init__(self) -> None:
        super().__init__()
        self._kinds: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    @property
    def shown(self) -> tuple[str, ...]:
        """The kinds that are shown: whole rows leave at the top when there are too many."""
        left_out = max(0, -(-len(self._kinds) // _ROW) - _ROWS) * _ROW
        return self._kinds[left_out:]

    def show_kinds(self, kinds: tuple[str, ...]) -> None:
        """Show these repetitions."""
        if kinds != self._kinds:
            self._kinds = kinds
            found = [kind for kind in RepKind if kind is not RepKind.GUIDED or kind in kinds]
            names = ", ".join(f"{kinds.count(kind)} {words.kind(kind)}" for kind in found)
            self.setAccessibleName(_("Repetitions: {kinds}").format(kinds=names))
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = min(self.width() / _ROW, self.height() / _ROWS)
        left = (self.width() - cell * _ROW) / 2
        for index, kind in enumerate(self.shown):
            row, column = divmod(index, _ROW)
            box = QRectF(left + column * cell, row * cell, cell, cell)
            _paint_dot(painter, box.adjusted(*_inset(cell)), kind)
        painter.end()


def _inset(cell: float) -> tuple[float, float, float, float]:
    gap = cell * 0.18
    return gap, gap, -gap, -gap


def _paint_dot(painter: QPainter, box: QRectF, kind: str) -> None:
    painter.setPen(QPen(QColor(MUTED), box.width() * 0.09))
    painter.setBrush(QColor(TEXT) if kind == RepKind.FULL else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    if kind == RepKind.PARTIAL:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(TEXT))
        painter.drawPie(box, _FROM_BOTTOM - _HALF_TURN, _HALF_TURN)
    elif kind == RepKind.GUIDED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(MUTED))
        inset = box.width() * 0.3
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
