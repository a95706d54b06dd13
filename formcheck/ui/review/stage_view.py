"""A picture of a recording with what was found in it; it can be looked at closely."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt
from PyQt6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PyQt6.QtWidgets import QGestureEvent, QPinchGesture, QWidget
from typing_extensions import override

from formcheck.language import _
from formcheck.overlay.scene import Point, Scene
from formcheck.ui.look import Look
from formcheck.ui.painter import ScenePainter, Strokes
from formcheck.ui.picture import Picture
from formcheck.ui.review.lens import STEP, Lens
from formcheck.ui.theme import INK, TEXT

_SIZE: Final = (1280, 720)
"""Of a picture that nobody has told the size of."""
_SHARP_FROM: Final = 3.0
"""Pixels of the screen for one of the picture, from which on they are seen one by one."""
_LINE_SHARE: Final = 1 / 190
"""Width of a line as a share of the picture's height: it is looked at from near by."""
_LEAST_LINE_PX: Final = 2.0
_GHOST: Final = ((INK, 0.35, 2.6), (TEXT, 0.7, 1.4))
"""Colours of the ghost's edge and of the ghost, how much is seen of them, widths in lines."""
_NOTCH: Final = 120.0
"""What one step of a wheel counts in Qt."""
_PLUS: Final = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_LEAST_PX: Final = (320, 180)


class StageView(QWidget):
    """Shows a frame, the marks over it, and a ghost: as a whole, or a part of it from nearer.

    The wheel, two fingers or Ctrl with plus and minus go nearer and farther, Ctrl+0 shows the whole
    again; the middle button moves the picture.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._picture: Picture | None = None
        self._told_px: tuple[int, int] | None = None
        self._lens = Lens(_SIZE, _SIZE)
        self._scene: Scene | None = None
        self._ghost: Scene | None = None
        self._marks_shown = True
        self._pulled_from: QPointF | None = None
        self.setAccessibleName(_("Picture of the recording"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(*_LEAST_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.grabGesture(Qt.GestureType.PinchGesture)

    # What is shown

    def set_picture_size(self, size_px: tuple[int, int]) -> None:
        """Say how large the picture is that all places are told in: that of the poses."""
        self._told_px = size_px
        self._fit_to(size_px)

    def show_pixels(self, pixels: npt.NDArray[np.uint8] | None, scene: Scene | None) -> None:
        """Show a frame from now on.

        Parameters
        ----------
        pixels
            (h, w, 3) uint8, blue-green-red; None for a plain ground.
        scene
            What is drawn over it; None where there is nobody.
        """
        self._picture = None if pixels is None else Picture(pixels)
        self._scene = scene
        if self._told_px is None and self._picture is not None:
            size = self._picture.size
            self._fit_to((round(size.width()), round(size.height())))
        elif self._told_px is None and scene is not None and scene.size_px[0]:
            self._fit_to(scene.size_px)
        self.update()

    def show_ghost(self, scene: Scene | None) -> None:
        """Show a second body faintly, or none."""
        self._ghost = scene
        self.update()

    def set_overlay(self, *, shown: bool) -> None:
        """Show or hide what was found; what was put on the picture by hand stays."""
        self._marks_shown = shown
        self.update()

    def set_look(self, look: Look) -> None:
        """Show it in other colours and sizes."""
        self._look = look
        self.update()

    # What part of it

    @property
    def lens(self) -> Lens:
        """Which part of the picture is seen, and how large."""
        return self._lens

    def zoom_in(self) -> None:
        """Show it a step larger."""
        self._go_nearer(STEP, self._beneath_mouse())

    def zoom_out(self) -> None:
        """Show it a step smaller."""
        self._go_nearer(1 / STEP, self._beneath_mouse())

    def show_whole(self) -> None:
        """Show the whole picture."""
        self._go_nearer(0.0, QPointF())

    def to_picture(self, at: QPointF) -> Point:
        """Return which place of the picture, in its pixels, is at a place of this widget."""
        return self._lens.to_picture((at.x(), at.y()))

    def to_widget(self, at: Point) -> QPointF:
        """Return where a place of the picture is in this widget."""
        return QPointF(*self._lens.to_screen(at))

    def picture_rect(self) -> QRectF:
        """Return where the whole picture would be in this widget."""
        return QRectF(QPointF(*self._lens.corner), QSizeF(*self._lens.size_px))

    def seen_rect(self) -> QRectF:
        """Return where the part of the picture is that is seen."""
        return self.picture_rect() & QRectF(self.rect())

    def strokes(self) -> Strokes:
        """Return how large marks are: the same however near one looks."""
        height_px = self._lens.fitted * self._lens.picture_px[1]
        return Strokes(max(_LEAST_LINE_PX, height_px * _LINE_SHARE), self._look.small_px)

    def _fit_to(self, size_px: tuple[int, int]) -> None:
        if size_px != self._lens.picture_px:
            self._look_through(Lens(size_px, self._lens.room_px))

    def _beneath_mouse(self) -> QPointF:
        at = QPointF(self.mapFromGlobal(self.cursor().pos()))
        return at if self.underMouse() and self.seen_rect().contains(at) else self._middle()

    def _middle(self) -> QPointF:
        return QRectF(self.rect()).center()

    def _go_nearer(self, by: float, at: QPointF) -> None:
        self._look_through(self._lens.nearer(by, (at.x(), at.y())))

    def _look_through(self, lens: Lens) -> None:
        self._lens = lens
        self.lens_changed()
        self.update()

    def lens_changed(self) -> None:
        """Do what follows from another part of the picture, or another size: nothing here."""

    # How it is painted

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._look.palette.background))
        place, seen = self.picture_rect(), self.seen_rect()
        if self._picture is None:
            painter.fillRect(seen, QColor(self._look.palette.raised))
        else:
            painter.setClipRect(seen)
            sharp, whole = self._lens.scale >= _SHARP_FROM, not self._lens.zoomed
            self._picture.paint(painter, place, sharp=sharp, kept=whole and not sharp)
            painter.setClipping(False)
        self._paint_ghost(painter)
        scene = self.scene_shown()
        if scene is not None:
            self._scene_painter(painter).paint(scene)
        self.paint_over(painter)
        painter.end()

    def scene_shown(self) -> Scene | None:
        """Return what is drawn of what was found."""
        return self._scene if self._marks_shown else None

    def paint_over(self, painter: QPainter) -> None:
        """Paint what is over everything else: nothing here."""

    def _paint_ghost(self, painter: QPainter) -> None:
        """Draw the other body in one light colour, without its angle and its words.

        Those would be taken for the ones of the body in front.
        """
        if self._ghost is None:
            return
        body, width = QPainterPath(), self.strokes().line_px
        for line in self._ghost.lines:
            body.moveTo(self.to_widget(line.start))
            body.lineTo(self.to_widget(line.end))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.seen_rect())
        for colour, opacity, share in _GHOST:
            pen = QPen(QColor(colour), width * share)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setOpacity(opacity)
            painter.strokePath(body, pen)
        painter.restore()

    def _scene_painter(self, painter: QPainter) -> ScenePainter:
        place, seen = self.picture_rect(), self.seen_rect()
        return ScenePainter(painter, place, shown=seen, strokes=self.strokes())

    # What is done to it

    @override
    def resizeEvent(self, a0: QResizeEvent | None) -> None:
        self._look_through(self._lens.in_room((float(self.width()), float(self.height()))))

    @override
    def wheelEvent(self, a0: QWheelEvent | None) -> None:
        if a0 is not None and a0.angleDelta().y():
            self._go_nearer(STEP ** (a0.angleDelta().y() / _NOTCH), a0.position())
            a0.accept()

    @override
    def event(self, a0: QEvent | None) -> bool:
        by = self._pinched(a0)
        if by is None:
            return super().event(a0)
        self._go_nearer(*by)
        return True

    def _pinched(self, event: QEvent | None) -> tuple[float, QPointF] | None:
        """Return how much nearer two fingers brought the picture, and about where."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                return 1.0 + event.value(), event.position()
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                return pinch.scaleFactor(), self.mapFromGlobal(pinch.centerPoint())
        return None

    @override
    def keyPressEvent(self, a0: QKeyEvent | None) -> None:
        held = Qt.KeyboardModifier.ControlModifier
        if a0 is None or not a0.modifiers() & held or not self._zoom_key(a0.key()):
            super().keyPressEvent(a0)

    def _zoom_key(self, key: int) -> bool:
        if key in _PLUS:
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.show_whole()
        else:
            return False
        return True

    @override
    def mousePressEvent(self, a0: QMouseEvent | None) -> None:
        if a0 is not None and a0.button() == Qt.MouseButton.MiddleButton:
            self.pull_from(a0.position())

    @override
    def mouseMoveEvent(self, a0: QMouseEvent | None) -> None:
        if a0 is not None and self._pulled_from is not None:
            by = a0.position() - self._pulled_from
            self._look_through(self._lens.moved((by.x(), by.y())))
            self._pulled_from = a0.position()

    @override
    def mouseReleaseEvent(self, a0: QMouseEvent | None) -> None:
        self._pulled_from = None

    @property
    def pulled(self) -> bool:
        """Whether the picture goes with the mouse now."""
        return self._pulled_from is not None

    def pull_from(self, at: QPointF) -> None:
        """Let the picture go with the mouse from here, until it lets go."""
        self._pulled_from = at
