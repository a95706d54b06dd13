"""The animated picture of a movement, as a widget."""

from typing import Final

from PyQt6.QtCore import QElapsedTimer, QPointF, QRectF, Qt, QTimer
from PyQt6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PyQt6.QtWidgets import QSizePolicy, QStyle, QWidget
from typing_extensions import override

from formcheck.care.programme import Side
from formcheck.exercises.figure import Figure
from formcheck.exercises.spec import Exercise, View
from formcheck.overlay.figure_scene import (
    bounds,
    figure_scene,
    still_times_s,
    view_of,
)
from formcheck.ui.figure_painter import FigurePainter, placed
from formcheck.ui.fitted_text import fit
from formcheck.ui.look import Look
from formcheck.ui.theme import font

_TICK_MS: Final = 33
"""Thirty pictures a second."""
_LEAST_PX: Final = (120, 90)
_CORNER_PX: Final = 8.0
_MARGIN: Final = 0.02
_NUMBER: Final = 1.6
"""Height of the line for a number, in sizes of its letters."""


class FigureView(QWidget):
    """Shows how a movement goes: moving, or as numbered stills for whoever wants no motion.

    The pictures move only while the widget is on the screen. An exercise without key poses shows
    its words.

    Parameters
    ----------
    look
        Colours and sizes.
    reduced_motion
        Whether the person wants pictures to stand still. Where the desktop says so they do anyway.
    """

    def __init__(self, look: Look, *, reduced_motion: bool = False) -> None:
        super().__init__()
        self._look = look
        self._asked = reduced_motion
        self._exercise: Exercise | None = None
        self._view = View.SIDE
        self._flipped = False
        self._clock = QElapsedTimer()
        self._clock.start()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(*_LEAST_PX)

    @property
    def exercise(self) -> Exercise | None:
        """The exercise that is shown."""
        return self._exercise

    @property
    def moves(self) -> bool:
        """Whether the picture is moving now."""
        return self._timer.isActive()

    @property
    def at_s(self) -> float:
        """How far the movement has come."""
        return self._clock.elapsed() / 1000.0

    @property
    def still(self) -> bool:
        """Whether stills are shown: the person or the desktop wants no motion."""
        return self._asked or desktop_stands_still(self)

    def show_exercise(self, exercise: Exercise, side: Side | None = None) -> None:
        """Show another exercise, from the beginning of its movement.

        Parameters
        ----------
        exercise
            What is shown.
        side
            The side it is done with: then the person sees what a mirror would show of it.
        """
        self._exercise = exercise
        self._flipped = side is Side.RIGHT
        self._view = view_of(exercise)
        self.setAccessibleName(exercise.title)
        self.setAccessibleDescription(described(exercise))
        self._clock.start()
        self._go_or_stay()
        self.update()

    def set_reduced_motion(self, *, reduced: bool) -> None:
        """Let the picture stand still, or move again."""
        self._asked = reduced
        self._go_or_stay()
        self.update()

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self._look = look
        self.update()

    @override
    def showEvent(self, event: QShowEvent | None) -> None:
        self._go_or_stay()

    @override
    def hideEvent(self, event: QHideEvent | None) -> None:
        self._timer.stop()

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.palette.surface))
        painter.drawRoundedRect(QRectF(self.rect()), _CORNER_PX, _CORNER_PX)
        self._paint(painter, self._inside())
        painter.end()

    def _go_or_stay(self) -> None:
        figure = self._exercise.figure if self._exercise else None
        moving = figure is not None and len(figure.poses) > 1 and not self.still
        if moving and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()

    def _inside(self) -> QRectF:
        air = _MARGIN * min(self.width(), self.height()) + _CORNER_PX
        return QRectF(self.rect()).adjusted(air, air, -air, -air)

    def _paint(self, painter: QPainter, place: QRectF) -> None:
        exercise = self._exercise
        if exercise is None:
            return
        figure = exercise.figure
        if figure is None:
            self._words(painter, place, exercise)
        elif not self.still:
            self._figure(painter, place, figure, self.at_s)
        elif len(times_s := still_times_s(figure)) > 1:
            self._stills(painter, place, figure, times_s)
        else:
            self._figure(painter, place, figure, 0.0)

    def _figure(self, painter: QPainter, place: QRectF, figure: Figure, at_s: float) -> None:
        scale, origin = placed(bounds(figure, self._view), place)
        shapes = figure_scene(figure, at_s, self._view)
        painter.save()
        if self._flipped:
            # Key poses show somebody whose left side is the nearer one, as in a mirror.
            painter.translate(2.0 * place.center().x(), 0.0)
            painter.scale(-1.0, 1.0)
        FigurePainter(painter, scale, origin, self._look.palette).paint(shapes)
        painter.restore()

    def _stills(
        self, painter: QPainter, place: QRectF, figure: Figure, times_s: tuple[float, ...]
    ) -> None:
        line = self._look.body_px * _NUMBER
        _, _, width, height = bounds(figure, self._view)
        numbers = cells(place, len(times_s), shape=width / height, head_px=line)
        painter.setFont(font(self._look.body_px, bold=True))
        for number, (at_s, cell) in enumerate(zip(times_s, numbers, strict=True), start=1):
            self._figure(painter, cell.adjusted(0.0, line, 0.0, 0.0), figure, at_s)
            painter.setPen(QColor(self._look.palette.text))
            head = QRectF(cell.topLeft(), cell.topRight() + QPointF(0.0, line))
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, str(number))

    def _words(self, painter: QPainter, place: QRectF, exercise: Exercise) -> None:
        sizes = (self._look.small_px, self._look.title_px)
        found = fit(exercise.summary, (place.width(), place.height()), sizes, bold=False)
        painter.setFont(found.letters)
        painter.setPen(QColor(self._look.palette.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "\n".join(found.lines))


def cells(place: QRectF, count: int, *, shape: float, head_px: float) -> list[QRectF]:
    """Return equal places in rows, in which pictures are as large as they can be.

    Parameters
    ----------
    place
        Where they all are.
    count
        How many there are.
    shape
        Width of a picture by its height.
    head_px
        Height of what stands above each picture.
    """

    def size(columns: int) -> float:
        rows = -(-count // columns)
        return min(place.width() / columns / shape, place.height() / rows - head_px)

    columns = max(range(1, count + 1), key=size)
    width, height = place.width() / columns, place.height() / -(-count // columns)
    return [
        QRectF(
            place.left() + n % columns * width, place.top() + n // columns * height, width, height
        )
        for n in range(count)
    ]


def described(exercise: Exercise) -> str:
    """Return the movement in words, for whoever cannot see the picture."""
    return " ".join([exercise.summary, *exercise.setup])


def desktop_stands_still(widget: QWidget) -> bool:
    """Return whether the desktop asks for less motion, where it says so by its style."""
    style = widget.style()
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return style is not None and style.styleHint(hint, None, widget) == 0
