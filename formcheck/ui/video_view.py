"""The camera's picture, letterboxed, with the scene over it."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QPointF, QRectF, QSizeF, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QWidget
from typing_extensions import override

from formcheck.language import _
from formcheck.overlay.scene import Scene, Tone
from formcheck.ui.painter import ScenePainter, draw_plate, kept_inside
from formcheck.ui.picture import Picture
from formcheck.ui.theme import BACKGROUND, STYLES, TEXT, colour, font

_DIMMED: Final = QColor(8, 11, 14, 150)
_LABEL_SHARE: Final = 1 / 18
_PLATE_AIR: Final = 1.25
_CORNER_SHARE: Final = 0.16
"""Length of a corner of the guide, as a share of its height."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A frame to step into, in shares of the picture."""

    left: float
    top: float
    width: float
    height: float
    tone: Tone
    label: str = ""
    """What belongs inside; empty when it is there."""


class VideoView(QWidget):
    """Shows the newest picture as large as it fits, whole and undistorted."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: Picture | None = None
        self._scene: Scene | None = None
        self._guide: Guide | None = None
        self._mirrored = False
        self._dimmed = False
        self.setAccessibleName(_("Camera picture"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_picture(
        self,
        pixels: npt.NDArray[np.uint8] | None,
        *,
        scene: Scene | None = None,
        guide: Guide | None = None,
        mirrored: bool = False,
        dimmed: bool = False,
    ) -> None:
        """Show a picture from now on.

        Parameters
        ----------
        pixels
            (h, w, 3) uint8, blue-green-red, as the camera gave it; None for none at all.
        scene
            What is drawn over it, already mirrored where ``mirrored``.
        guide
            The frame to step into.
        mirrored
            Whether the picture itself is shown as in a mirror.
        dimmed
            Whether it is only the background now.
        """
        self._picture = None if pixels is None else Picture(pixels)
        self._scene, self._guide = scene, guide
        self._mirrored, self._dimmed = mirrored, dimmed
        self.update()

    def picture_rect(self) -> QRectF:
        """Return where the picture is shown, in pixels of this widget."""
        whole = QRectF(self.rect())
        if self._picture is None:
            return whole
        size = self._picture.size
        size.scale(whole.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(), size)
        place.moveCenter(whole.center())
        return place

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(BACKGROUND))
        place = self.picture_rect()
        if self._picture is not None:
            self._picture.paint(painter, place, mirrored=self._mirrored, kept=True)
        if self._dimmed:
            painter.fillRect(place, _DIMMED)
        if self._guide is not None:
            _paint_guide(painter, self._guide, place)
        if self._scene is not None:
            ScenePainter(painter, place).paint(self._scene)
        painter.end()


def _paint_guide(painter: QPainter, guide: Guide, place: QRectF) -> None:
    box = QRectF(
        place.left() + guide.left * place.width(),
        place.top() + guide.top * place.height(),
        guide.width * place.width(),
        guide.height * place.height(),
    )
    corner = _CORNER_SHARE * place.height()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    halo = QPen(QColor(0, 0, 0, 200), place.height() * 0.024)
    line = QPen(colour(guide.tone), place.height() * 0.013)
    if STYLES[guide.tone].dashed:
        line.setDashPattern([1.6, 1.8])
    for pen in (halo, line):
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for at, x, y in (
            (box.topLeft(), 1, 1),
            (box.topRight(), -1, 1),
            (box.bottomLeft(), 1, -1),
            (box.bottomRight(), -1, -1),
        ):
            painter.drawLine(at, at + QPointF(x * corner, 0.0))
            painter.drawLine(at, at + QPointF(0.0, y * corner))
    if guide.label:
        _paint_label(painter, guide, box, place)


def _paint_label(painter: QPainter, guide: Guide, box: QRectF, place: QRectF) -> None:
    letters = font(round(place.height() * _LABEL_SHARE), bold=True)
    metrics = QFontMetricsF(letters)
    size = QSizeF(metrics.horizontalAdvance(guide.label), metrics.height()) * _PLATE_AIR
    plate = QRectF(QPointF(), size)
    plate.moveCenter(QPointF(box.center().x(), box.top()))
    plate = kept_inside(plate, place)
    draw_plate(painter, plate, guide.tone, place.height() * _LABEL_SHARE / 10)
    painter.setFont(letters)
    painter.setPen(QColor(TEXT))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, guide.label)
