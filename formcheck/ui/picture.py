"""A picture in memory, ready to be painted."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QRectF, QSize, QSizeF
from PyQt6.QtGui import QImage, QPainter, QTransform

from formcheck.capture.opencv import cv2

_BGR: Final = QImage.Format.Format_BGR888
_MUCH: Final = 2
"""Where more than so many pixels become one, all of them must count: thin lines would go."""


class Picture:
    """A frame of a video.

    Parameters
    ----------
    pixels
        (h, w, 3) uint8, blue-green-red.
    """

    def __init__(self, pixels: npt.NDArray[np.uint8]) -> None:
        self._shape = pixels.shape
        self._bytes, self._image = _image_of(pixels)
        self._scaled: _Scaled | None = None

    @property
    def size(self) -> QSizeF:
        """Width and height in its own pixels."""
        return self._image.size().toSizeF()

    def paint(
        self,
        painter: QPainter,
        place: QRectF,
        *,
        mirrored: bool = False,
        sharp: bool = False,
        kept: bool = False,
    ) -> None:
        """Paint it, stretched to a place.

        Parameters
        ----------
        painter, place
            Where to.
        mirrored
            Whether it is shown as in a mirror.
        sharp
            Whether its pixels are to be seen one by one, where it is shown much larger than it is.
        kept
            Whether it is scaled once, however often it is painted at this size, and five times
            faster than Qt does it. It lies on whole pixels of the screen.
        """
        if kept:
            self._paint_kept(painter, place, mirrored=mirrored)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not sharp)
        if mirrored:
            axis = place.center().x()
            painter.setTransform(QTransform(-1, 0, 0, 1, 2 * axis, 0), combine=True)
        painter.drawImage(place, self._image)
        painter.restore()

    def _paint_kept(self, painter: QPainter, place: QRectF, *, mirrored: bool) -> None:
        device = painter.device()
        ratio = 1.0 if device is None else device.devicePixelRatioF()
        width, height = (max(1, round(one * ratio)) for one in (place.width(), place.height()))
        how = (QSize(width, height), mirrored)
        if self._scaled is None or self._scaled.how != how:
            self._scaled = self._at_size(width, height, mirrored=mirrored)
        size = QSizeF(width / ratio, height / ratio)
        painter.drawImage(QRectF(place.topLeft(), size), self._scaled.image)

    def _at_size(self, width: int, height: int, *, mirrored: bool) -> "_Scaled":
        pixels = np.frombuffer(self._bytes, np.uint8).reshape(self._shape)
        much_smaller = width * _MUCH < self._shape[1]
        how = cv2.INTER_AREA if much_smaller else cv2.INTER_LINEAR
        small = cv2.resize(pixels, (width, height), interpolation=how)
        data, image = _image_of(np.asarray(cv2.flip(small, 1) if mirrored else small, np.uint8))
        return _Scaled((QSize(width, height), mirrored), data, image)


@dataclass(frozen=True, slots=True)
class _Scaled:
    """A picture in the size in which it was painted last."""

    how: tuple[QSize, bool]
    """That size, and whether it is mirrored."""
    data: bytes
    image: QImage


def _image_of(pixels: npt.NDArray[np.uint8]) -> tuple[bytes, QImage]:
    """Return an image, and the bytes that it needs as long as it is there."""
    height, width, channels = pixels.shape
    data = pixels.tobytes()
    return data, QImage(data, width, height, width * channels, _BGR)
