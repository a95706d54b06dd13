"""The icon that leans when you do: somebody on a seat, seen from the side, on a plate.

A plate, because nobody can ask a panel for its colour: what is drawn on it is seen on any. Each
state has a shape of its own; its colour says the same once more. Every size is drawn by itself on
whole pixels where it can be, for 16 pixels made small from 64 are a smudge.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from formcheck.desk.pace import Release
from formcheck.desk.view import DeskState, DeskView

SIZES_PX: Final = (16, 20, 22, 24, 32, 40, 44, 48, 64, 96, 128, 256)
"""What panels ask for, also those with twice the pixels."""


class Face(StrEnum):
    """What the icon shows."""

    UPRIGHT = "upright"
    LEANING = "leaning"
    SNOOZED = "snoozed"
    """It looks on and says nothing."""
    PAUSED = "paused"
    CLOSED = "closed"
    """Nobody looks, and not because somebody said so."""
    UNKNOWN = "unknown"
    """How somebody sits tall is being learned, or not known."""


@dataclass(frozen=True, slots=True)
class _Ink:
    plate: str
    figure: str
    """At least 6 to 1 on its plate."""


_LOOKS: Final = _Ink("#0F6F64", "#FFFFFF")
_LEANS: Final = _Ink("#F2B01E", "#161200")
_RESTS: Final = _Ink("#4A525C", "#FFFFFF")
_INKS: Final = {
    Face.UPRIGHT: _LOOKS,
    Face.LEANING: _LEANS,
    Face.SNOOZED: _LOOKS,
    Face.PAUSED: _RESTS,
    Face.CLOSED: _RESTS,
    Face.UNKNOWN: _RESTS,
}

# In sixteenths of the side, y down: at 16 pixels these are pixels.
_STROKE: Final = 2.0
_HEAD: Final = 4.0
"""Diameter."""
_HIP: Final = (5.0, 11.0)
_KNEE: Final = (11.0, 11.0)
_FOOT: Final = (11.0, 13.4)


@dataclass(frozen=True, slots=True)
class _Figure:
    """Somebody seated who looks to the right."""

    head: tuple[float, float]
    neck: tuple[float, float]
    bend: tuple[tuple[float, float], tuple[float, float]] | None = None
    """Handles of the back's curve, from the hip; a straight back has none."""


_TALL: Final = _Figure(head=(5.0, 3.4), neck=(5.0, 7.0))
_LEANT: Final = _Figure(head=(11.0, 6.0), neck=(7.4, 6.0), bend=((3.2, 9.0), (4.0, 6.0)))


def face_of(view: DeskView) -> Face:
    """Return what the icon shows for how things stand."""
    if view.state in (DeskState.OPENING, DeskState.LEARNING, DeskState.UNKNOWN):
        return Face.UNKNOWN
    if view.state is DeskState.RELEASED and view.release is Release.PAUSED:
        return Face.PAUSED
    if view.state is not DeskState.WATCHING:
        return Face.CLOSED
    if view.snoozed_until is not None:
        return Face.SNOOZED
    leans = view.now is not None and view.now.nudge.lean
    return Face.LEANING if leans else Face.UPRIGHT


@cache
def icon(face: Face) -> QIcon:
    """Return the icon, in every size that is asked for."""
    made = QIcon()
    for size_px in SIZES_PX:
        made.addPixmap(picture(face, size_px))
    return made


def picture(face: Face, size_px: int) -> QPixmap:
    """Draw one size."""
    drawn = QPixmap(size_px, size_px)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = _INKS[face]
    pencil = _Pencil(painter, size_px / 16.0, QColor(ink.figure), QColor(ink.plate))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pencil.plate)
    painter.drawRoundedRect(QRectF(0, 0, size_px, size_px), 3 * pencil.unit, 3 * pencil.unit)
    _draw_figure(pencil, _LEANT if face is Face.LEANING else _TALL)
    _MARKS[face](pencil)
    painter.end()
    return drawn


@dataclass(frozen=True, slots=True)
class _Pencil:
    """Draws in sixteenths of the side."""

    painter: QPainter
    unit: float
    """Pixels in a sixteenth."""
    ink: QColor
    plate: QColor

    def at(self, point: tuple[float, float]) -> QPointF:
        return QPointF(point[0] * self.unit, point[1] * self.unit)

    def on_grid(self, point: tuple[float, float]) -> QPointF:
        """Return where the edges of a stroke lie between pixels, not through them."""
        half = self.whole(_STROKE) / 2
        x, y = (round(one * self.unit - half) + half for one in point)
        return QPointF(x, y)

    def whole(self, length: float) -> int:
        return max(1, round(length * self.unit))

    def stroke(self, path: QPainterPath, width_px: float, colour: QColor | None = None) -> None:
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        self.painter.setPen(QPen(colour or self.ink, width_px, cap=cap, join=join))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPath(path)

    def dot(self, middle: QPointF, across_px: float) -> None:
        self._fill()
        self.painter.drawEllipse(middle, across_px / 2, across_px / 2)

    def bar(self, left: float, top: float, width: float, height: float) -> None:
        self._fill()
        corner = round(left * self.unit), round(top * self.unit)
        self.painter.drawRect(QRectF(*corner, self.whole(width), self.whole(height)))

    def _fill(self) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.ink)


def _draw_figure(pencil: _Pencil, figure: _Figure) -> None:
    body = QPainterPath(pencil.on_grid(_HIP))
    if figure.bend is None:
        body.lineTo(pencil.on_grid(figure.neck))
    else:
        low, high = figure.bend
        body.cubicTo(pencil.at(low), pencil.at(high), pencil.on_grid(figure.neck))
    body.moveTo(pencil.on_grid(_HIP))
    for one in (_KNEE, _FOOT):
        body.lineTo(pencil.on_grid(one))
    pencil.stroke(body, pencil.whole(_STROKE))
    pencil.dot(pencil.on_grid(figure.head), pencil.whole(_HEAD))


def _no_mark(_pencil: _Pencil) -> None:
    """Add nothing: the figure says it all."""


def _draw_bars(pencil: _Pencil) -> None:
    """Two bars, as on every player: paused."""
    for left in (9.0, 12.0):
        pencil.bar(left, 2.0, 2.0, 6.0)


def _draw_slash(pencil: _Pencil) -> None:
    """Add a line through it all: off. The gap beside it keeps it apart from the figure."""
    line = QPainterPath(pencil.at((2.4, 13.6)))
    line.lineTo(pencil.at((13.6, 2.4)))
    pencil.stroke(line, 4.4 * pencil.unit, pencil.plate)
    pencil.stroke(line, 1.8 * pencil.unit)


def _draw_question(pencil: _Pencil) -> None:
    hook = QPainterPath(pencil.at((9.2, 3.8)))
    hook.cubicTo(*(pencil.at(one) for one in ((9.2, 1.2), (13.8, 1.2), (13.8, 3.8))))
    hook.cubicTo(*(pencil.at(one) for one in ((13.8, 5.3), (11.5, 5.0), (11.5, 6.4))))
    pencil.stroke(hook, 1.6 * pencil.unit)
    pencil.dot(pencil.at((11.5, 8.9)), 2.0 * pencil.unit)


def _draw_z(pencil: _Pencil) -> None:
    path = QPainterPath(pencil.at((9.5, 2.5)))
    for one in ((13.5, 2.5), (9.5, 7.5), (13.5, 7.5)):
        path.lineTo(pencil.at(one))
    pencil.stroke(path, 1.4 * pencil.unit)


_MARKS: Final = {
    Face.UPRIGHT: _no_mark,
    Face.LEANING: _no_mark,
    Face.SNOOZED: _draw_z,
    Face.PAUSED: _draw_bars,
    Face.CLOSED: _draw_slash,
    Face.UNKNOWN: _draw_question,
}
