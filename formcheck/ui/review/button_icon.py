"""An icon for a button that can be pressed, checked or off, in the colours of the look."""

from collections.abc import Callable
from typing import Final

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QColor, QIcon, QPainter, QPixmap

from formcheck.ui.look import Look
from formcheck.ui.theme import INK

_SCALES: Final = (1, 2)
"""Also for screens with twice the pixels."""

Draw = Callable[[QPainter, QColor, int], None]
"""Draws in a colour into a square of so many pixels."""


def button_icon(draw: Draw, look: Look, size_px: int) -> QIcon:
    """Return an icon for every state of a button."""
    made, palette = QIcon(), look.palette
    inks = (
        (palette.text, QIcon.Mode.Normal, QIcon.State.Off),
        (INK, QIcon.Mode.Normal, QIcon.State.On),
        (palette.off, QIcon.Mode.Disabled, QIcon.State.Off),
    )
    for ink, mode, state in inks:
        for scale in _SCALES:
            made.addPixmap(_picture(draw, size_px, scale, QColor(ink)), mode, state)
    return made


def _picture(draw: Draw, size_px: int, scale: int, ink: QColor) -> QPixmap:
    side = size_px * scale
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, ink, side)
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn
