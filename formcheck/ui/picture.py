"""A picture in memory, ready to be painted."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QRectF, QSizeF
from PyQt6.QtGui import QImage, QPainter, QTransform

_BGR: Final = QImage.Format.Format_BGR888


class Picture:
    """A frame of a video.

    Parameters
    ----------
    pixels
        (h, w, 3) uint8, blue-green-red.
    """

    def __init__(self, pixels: npt.NDArray[np.uint8]) -> None:
        height, width, channels = pixels.shape
        # The image does not own its bytes: they are kept as long as it is.
        self._bytes = pixels.tobytes()
        self._image = QImage(self._bytes, width, height, width * channels, _BGR)

    @property
    def size(self) -> QSizeF:
        """Width and height in its own pixels."""
        return self._image.size().toSizeF()

    def paint(
        self, painter: QPainter, place: QRectF, *, mirrored: bool = False, sharp: bool = False
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
        """
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not sharp)
        if mirrored:
            axis = place.center().x()
            painter.setTransform(QTransform(-1, 0, 0, 1, 2 * axis, 0), combine=True)
        painter.drawImage(place, self._image)
        painter.restore()
