"""What is over the picture while somebody works on it."""

from collections.abc import Callable
from typing import Final

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen

from formcheck.language import _, number
from formcheck.overlay.scene import Point
from formcheck.report.landmark_words import landmark_name
from formcheck.review.edits import Mark
from formcheck.ui.look import Look
from formcheck.ui.review.board import Board
from formcheck.ui.review.marks_painter import MarksPainter, without
from formcheck.ui.review.stage_view import StageView
from formcheck.ui.theme import TEXT

_HALO: Final = QColor(0, 0, 0, 190)
_RING: Final = 3.4
_CROSS: Final = 6.0
_GAP: Final = 1.6
"""Of what is meant, and of the cross of the keys, in widths of a line."""
_FOCUS_PX: Final = 3.0
_ABOVE: Final = QPointF(0.35, -1.0)


class StagePaint:
    """Paints over one stage.

    Parameters
    ----------
    painter
        An active painter of the stage.
    stage, look
        Where, and in which colours.
    text_of
        What is said of a mark.
    """

    def __init__(
        self, painter: QPainter, stage: StageView, look: Look, text_of: Callable[[Mark], str]
    ) -> None:
        self._painter, self._stage, self._look = painter, stage, look
        self._unit = stage.strokes().line_px
        self._marks = MarksPainter(
            painter, stage.to_widget, stage.seen_rect(), stage.strokes(), text_of
        )

    def marks(self, board: Board) -> None:
        """Paint marks, and the one that is being made."""
        self._marks.paint(board.around, faint=True)
        if board.touched is not None:
            self._marks.point_out(board.touched)
        self._marks.paint(without(board.own, board.sketch))
        if board.sketch is not None:
            self._marks.paint((board.sketch,))

    def work(self, board: Board, preview: str) -> None:
        """Paint the landmark that is meant, with its name, or how it would be where it is held."""
        pointed, held = board.pointed, board.held
        if pointed is None:
            return
        at = board.places[pointed] if held is None else held[1]
        place = self._stage.to_widget(at)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._unit * _RING
        self._both(1.0, lambda: self._painter.drawEllipse(place, radius, radius))
        text = board.told() if held is None else f"{landmark_name(pointed)}\n{preview}".strip()
        self._marks.words(text, place, _ABOVE)

    def frame(self, pointer: Point | None, *, focused: bool) -> None:
        """Paint where the keys are, how near one looks, and whether the keys go here."""
        if pointer is not None:
            self._cross(self._stage.to_widget(pointer))
        lens = self._stage.lens
        if lens.zoomed:
            percent = number(lens.factor * 100, 0)
            corner = self._stage.seen_rect().topRight()
            text = _("{percent} % (Ctrl+0: all)").format(percent=percent)
            self._marks.words(text, corner, QPointF(-1.0, 1.0))
        if focused:
            half = _FOCUS_PX / 2
            edge = QRectF(self._stage.rect()).adjusted(half, half, -half, -half)
            self._painter.setPen(QPen(QColor(self._look.palette.focus), _FOCUS_PX))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRect(edge)

    def _cross(self, at: QPointF) -> None:
        """Draw a cross that leaves open what is in its middle."""
        near, far = self._unit * _GAP, self._unit * _CROSS

        def draw() -> None:
            for way in (QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)):
                self._painter.drawLine(at + way * near, at + way * far)

        self._both(0.8, draw)

    def _both(self, width: float, draw: Callable[[], None]) -> None:
        """Draw something light with a dark edge: it is seen on anything."""
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(_HALO, self._unit * width * 2.2), QPen(QColor(TEXT), self._unit * width)):
            self._painter.setPen(pen)
            draw()
