"""The time that everything under the video has in common: what is shown, and where it begins."""

from typing import Final

from PyQt6.QtCore import QObject, Qt, pyqtSignal
from PyQt6.QtGui import QWheelEvent

from formcheck.review.shown import Shown

ZOOM: Final = 0.8
"""What is shown after a step of zooming in, of what was."""
_SCROLL: Final = 0.1
"""Share of what is shown, for each step of the wheel."""
_STEP: Final = 120
"""Of a wheel, as Qt says it."""


class TimeAxis(QObject):
    """Timeline and curves are given the same one, and so show the same stretch below each other."""

    changed = pyqtSignal(float, float)
    """Another stretch is shown: from, to, in seconds."""
    margins_changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.shown = Shown.all_of(0.0)
        self._margins_px: dict[str, int] = {}

    @property
    def length_s(self) -> float:
        """Length of the recording."""
        return self.shown.length_s

    @property
    def margin_px(self) -> int:
        """Room to the left of the time axis: what the widest needs for its words."""
        return max(self._margins_px.values(), default=0)

    def need_margin(self, who: str, width_px: int) -> None:
        """Say how much room one of them needs to the left."""
        before = self.margin_px
        self._margins_px[who] = width_px
        if self.margin_px != before:
            self.margins_changed.emit()

    def set_length(self, length_s: float) -> None:
        """Show a recording of another length; what was zoomed into stays."""
        self._show(self.shown.of_length(length_s))

    def show_all(self) -> None:
        """Show everything."""
        self._show(Shown.all_of(self.length_s))

    def show_stretch(self, start_s: float, end_s: float) -> None:
        """Show from one moment to another."""
        self._show(self.shown.showing(start_s, end_s))

    def zoom(self, about_s: float, factor: float) -> None:
        """Show ``factor`` times as much; a moment stays where it is."""
        self._show(self.shown.zoomed(about_s, factor))

    def scroll(self, share: float) -> None:
        """Show what comes later, by a share of what is shown; less than 0: earlier."""
        self._show(self.shown.moved(share * self.shown.wide_s))

    def follow(self, time_s: float) -> None:
        """Keep a moment in sight."""
        self._show(self.shown.following(time_s))

    def _show(self, shown: Shown) -> None:
        if shown != self.shown:
            self.shown = shown
            self.changed.emit(shown.start_s, shown.end_s)


def wheel(event: QWheelEvent, axis: TimeAxis, time_s: float) -> bool:
    """Zoom about a moment with Ctrl, scroll with Shift or sideways; whether it was for the axis."""
    turned, keys = event.angleDelta(), event.modifiers()
    if keys & Qt.KeyboardModifier.ControlModifier:
        axis.zoom(time_s, ZOOM ** (turned.y() / _STEP))
        return True
    upright = turned.y() if keys & Qt.KeyboardModifier.ShiftModifier else 0
    sideways = turned.x() or upright
    if sideways:
        axis.scroll(-_SCROLL * sideways / _STEP)
    return bool(sideways)
