"""How parts of a window lie beside and below each other."""

from typing import Final

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QSplitter, QVBoxLayout, QWidget

_AIR: Final = 6


def column(*parts: QWidget, stretched: QWidget) -> QWidget:
    """Return widgets one below the other; one of them takes the room that is left."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(_AIR, _AIR, _AIR, _AIR)
    layout.setSpacing(_AIR)
    for one in parts:
        layout.addWidget(one, 1 if one is stretched else 0)
    return whole


def split(way: Qt.Orientation, *parts: tuple[QWidget, int]) -> QSplitter:
    """Return widgets with a line between them that can be dragged, by their shares."""
    whole = QSplitter(way)
    whole.setChildrenCollapsible(False)
    for place, (one, share) in enumerate(parts):
        whole.addWidget(one)
        whole.setStretchFactor(place, share)
    whole.setSizes([share * 10 for _one, share in parts])
    return whole
