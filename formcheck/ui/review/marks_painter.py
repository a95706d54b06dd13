"""Marks that somebody put on a picture, and the words beside them."""

import math
from collections.abc import Callable, Iterable
from typing import Final

from PyQt6.QtCore import QPointF, QRectF, QSizeF, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from formcheck.overlay.scene import Arc, Point, Tone
from formcheck.review.edits import AngleMark, Drawing, LineMark, Mark, Note
from formcheck.ui.fitted_text import fit
from formcheck.ui.painter import Strokes, arc_angles, kept_inside
from formcheck.ui.theme import BACKGROUND, TEXT, font

HAND: Final = "#FF9BE8"
"""Of everything put there by hand: no tone has it, and it is told apart by anybody."""
_HALO: Final = QColor(0, 0, 0, 190)
_PLATE: Final = QColor(BACKGROUND)
_FAINT: Final = 0.4
"""How much is seen of a mark that belongs to a frame before or after."""
_ARC: Final = 9.0
_END: Final = 2.2
"""Radius of the arc and of the points, in widths of a line."""
_AWAY: Final = 0.9
"""From a point to its words, in heights of their plate."""
_CAPTION_LINES: Final = 2
_CAPTION_SHARE: Final = 0.6
"""How many lines of a note are shown, and how much of the width they may take."""


class MarksPainter:
    """Paints marks into one place.

    Parameters
    ----------
    painter
        An active painter.
    to_screen
        Where a place of the picture is.
    seen
        Where the picture is seen.
    strokes
        How large marks are.
    text_of
        What is said of a mark; empty for nothing.
    """

    def __init__(
        self,
        painter: QPainter,
        to_screen: Callable[[Point], QPointF],
        seen: QRectF,
        strokes: Strokes,
        text_of: Callable[[Mark], str],
    ) -> None:
        self._painter, self._to_screen, self._seen = painter, to_screen, seen
        self._unit, self._letters = strokes.line_px, font(strokes.letters_px, bold=True)
        self._text_of = text_of
        self._faint = False

    def paint(self, marks: Iterable[Mark], *, faint: bool = False) -> None:
        """Paint marks; faintly those of another frame, without their values."""
        self._painter.save()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setClipRect(self._seen)
        self._painter.setOpacity(_FAINT if faint else 1.0)
        self._faint = faint
        notes = []
        for mark in marks:
            if isinstance(mark, AngleMark):
                self._angle(mark)
            elif isinstance(mark, LineMark):
                self._line(mark)
            elif isinstance(mark, Drawing):
                self._drawing(mark)
            else:
                notes.append(mark)
        if not faint:
            self._captions(notes)
        self._painter.restore()

    def point_out(self, mark: Mark) -> None:
        """Show that this mark is meant."""
        self._painter.save()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setClipRect(self._seen)
        if isinstance(mark, Drawing):
            strokes = mark.strokes_px
        else:
            strokes = () if isinstance(mark, Note) else (mark.points_px,)
        for stroke in strokes:
            self._stroke(stroke, QPen(QColor(TEXT), self._unit * 4.0))
        self._painter.restore()

    def words(self, text: str, at: QPointF, away: QPointF, edge: str = TEXT) -> None:
        """Write words on a plate beside a place; ``away`` is the way they lie from it."""
        metrics = QFontMetricsF(self._letters)
        pad = metrics.height() * 0.2
        lines = text.split("\n")
        width = max(metrics.horizontalAdvance(line) for line in lines) + 3 * pad
        plate = QRectF(QPointF(), QSizeF(width, metrics.height() * len(lines) + pad))
        length = math.hypot(away.x(), away.y()) or 1.0
        gap = metrics.height() * _AWAY
        reach = QPointF(
            (plate.width() / 2 + gap) * away.x() / length,
            (plate.height() / 2 + gap) * away.y() / length,
        )
        plate.moveCenter(at + reach)
        plate = kept_inside(plate, self._seen)
        self._plate(plate, edge)
        self._painter.setFont(self._letters)
        self._painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)

    def _angle(self, mark: AngleMark) -> None:
        start, at, end = mark.points_px
        self._stroke(mark.points_px)
        radius = self._unit * _ARC
        centre = self._to_screen(at)
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        from_deg, sweep_deg = arc_angles(Arc(at, start, end, Tone.GOOD))
        arc = QPainterPath()
        arc.arcMoveTo(box, from_deg)
        arc.arcTo(box, from_deg, sweep_deg)
        for pen in (QPen(_HALO, self._unit * 1.8), QPen(QColor(HAND), self._unit)):
            self._painter.setPen(pen)
            self._painter.drawPath(arc)
        self._ends(mark.points_px)
        middle = math.radians(from_deg + sweep_deg / 2)
        self._value(mark, centre, QPointF(-math.cos(middle), math.sin(middle)))

    def _line(self, mark: LineMark) -> None:
        self._stroke(mark.points_px)
        self._ends(mark.points_px)
        start, end = (self._to_screen(point) for point in mark.points_px)
        along = end - start
        across = QPointF(along.y(), -along.x())
        # Above the line, or right of it: the words never turn over when an end is dragged a bit.
        if across.y() > 0 or (across.y() == 0 and across.x() < 0):
            across = -across
        self._value(mark, (start + end) / 2, across)

    def _drawing(self, mark: Drawing) -> None:
        for stroke in mark.strokes_px:
            self._stroke(stroke)

    def _value(self, mark: Mark, at: QPointF, away: QPointF) -> None:
        text = "" if self._faint else self._text_of(mark)
        if text:
            self.words(text, at, away, HAND)

    def _stroke(self, points: tuple[Point, ...], pen: QPen | None = None) -> None:
        on_screen = [self._to_screen(point) for point in points]
        if len(on_screen) == 1:  # A dot: a line of no length is not drawn.
            on_screen.append(on_screen[0] + QPointF(0.01, 0.0))
        for one in (QPen(_HALO, self._unit * 2.0), QPen(QColor(HAND), self._unit)):
            used = pen or one
            used.setCapStyle(Qt.PenCapStyle.RoundCap)
            used.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            self._painter.setPen(used)
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawPolyline(QPolygonF(on_screen))

    def _ends(self, points: tuple[Point, ...]) -> None:
        radius = self._unit * _END
        for point in points:
            for pen in (QPen(_HALO, self._unit * 1.4), QPen(QColor(HAND), self._unit * 0.7)):
                self._painter.setPen(pen)
                self._painter.drawEllipse(self._to_screen(point), radius, radius)

    def _plate(self, plate: QRectF, edge: str) -> None:
        self._painter.setPen(QPen(QColor(edge), max(1.0, self._unit * 0.5)))
        self._painter.setBrush(_PLATE)
        corner = plate.height() * 0.15
        self._painter.drawRoundedRect(plate, corner, corner)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QColor(TEXT))

    def _captions(self, notes: list[Note]) -> None:
        """Write notes at the lower edge, the first one highest."""
        bottom = self._seen.bottom()
        size_px = self._letters.pixelSize()
        for note in reversed(notes):
            metrics = QFontMetricsF(self._letters)
            room = self._seen.width() * _CAPTION_SHARE, metrics.height() * (_CAPTION_LINES + 0.2)
            found = fit(note.text, room, (size_px, size_px), bold=True)
            pad = metrics.height() * 0.3
            size = QSizeF(found.width_px + 2 * pad, found.height_px + pad)
            plate = QRectF(QPointF(self._seen.left() + pad, bottom - size.height() - pad), size)
            self._plate(plate, HAND)
            self._painter.setFont(found.letters)
            inner = plate.adjusted(pad, 0, -pad, 0)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            self._painter.drawText(inner, flags, "\n".join(found.lines))
            bottom = plate.top()


def without(marks: Iterable[Mark], replaced: Mark | None) -> tuple[Mark, ...]:
    """Return marks without the one that another with its id stands for."""
    return tuple(one for one in marks if replaced is None or one.id != replaced.id)
