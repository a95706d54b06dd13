"""Two movements over their phase in one plot, with their error bands.

The plotting library takes its time: import this late.
"""

from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QColor
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from formcheck.features.reading import ERROR_SDS
from formcheck.language import _
from formcheck.report import traces, words
from formcheck.review.part import Part, PhaseCurve, curves_of, middle_of
from formcheck.session.at_turn import rep_feature
from formcheck.ui.history_plots import BAND, INKS, LINES, write_decimals
from formcheck.ui.look import LIGHT, Look
from formcheck.ui.theme import font

_WIDTH_PX: Final = 3
_FAINT: Final = 110
"""How opaque the single repetitions of a set are, of 255."""
_AXIS: Final = 2.5
"""Height of the axis with its words, in sizes of its letters."""
_LEAST: Final = 8
"""Height of the plot at least, in sizes of its letters."""
_AIR: Final = 0.06
"""Beside the first and the last moment, for half of what the axis says there."""
_TURN: Final = 50.0
_QUARTERS: Final = (0.0, 25.0, _TURN, 75.0, 100.0)


class PhasePlot(QWidget):
    """Looked at only; the moment that both videos show is a line in it."""

    def __init__(self) -> None:
        super().__init__()
        self.plot: Any = pg.PlotWidget()
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._item: Any = self.plot.getPlotItem()
        write_decimals(self._item.getAxis("left"))
        self._cursor: Any = pg.InfiniteLine(angle=90, movable=False)
        self._parts: tuple[Part, Part] | None = None
        self._look: Look | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)

    def show_parts(self, first: Part, second: Part) -> None:
        """Show two parts: over the phase where both have repetitions, else over time."""
        self._parts = first, second
        self._draw()

    def show_at(self, at: float) -> None:
        """Show which moment the videos show: percent of the repetition, or seconds."""
        self._cursor.setValue(at)

    @property
    def at(self) -> float:
        """Where the line of the moment is."""
        return float(self._cursor.value())

    def set_look(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self._look = look
        self.plot.setMinimumHeight(_LEAST * look.small_px)
        self._draw()

    def _draw(self) -> None:
        if self._look is None or self._parts is None:
            return
        self._item.clear()
        curves = [curves_of(one) for one in self._parts]
        phased = all(one.reps for one in self._parts)
        self._axes(self._look, phased=phased)
        inks = INKS[self._look.palette == LIGHT]
        for place, some in enumerate(curves):
            self._part(some, place, QColor(inks[place]))
        self._fit([one for some in curves for one in some], phased=phased)
        self._cursor.setPen(pg.mkPen(QColor(self._look.palette.text), width=2))
        self._item.addItem(self._cursor, ignoreBounds=True)
        self._tell(phased=phased)

    def _part(self, curves: tuple[PhaseCurve, ...], place: int, ink: QColor) -> None:
        """Draw a part: each repetition of a set faintly, and the one in the middle of them."""
        if len(curves) > 1:
            faint = QColor(ink)
            faint.setAlpha(_FAINT)
            for one in curves:
                self._item.plot(one.at, one.value, pen=pg.mkPen(faint, width=1), connect="finite")
        middle = middle_of(curves)
        error = ERROR_SDS * np.nan_to_num(middle.sd)
        ends = [
            pg.PlotDataItem(middle.at, middle.value + sign * error, connect="finite")
            for sign in (-1.0, 1.0)
        ]
        clear = QColor(ink)
        clear.setAlpha(BAND)
        self._item.addItem(pg.FillBetweenItem(*ends, brush=clear))
        pen = pg.mkPen(ink, width=_WIDTH_PX, style=LINES[place])
        self._item.plot(middle.at, middle.value, pen=pen, connect="finite")

    def _fit(self, curves: list[PhaseCurve], *, phased: bool) -> None:
        last = 100.0 if phased else max(float(one.at[-1]) for one in curves if len(one.at))
        values = np.concatenate([one.value for one in curves])
        errors = np.concatenate([ERROR_SDS * one.sd for one in curves])
        reach = (0.0, 1.0)
        if np.isfinite(values).any():
            reach = traces.bounds(values, errors)
        room = _AIR * max(last, 1.0)
        self._item.setRange(xRange=(-room, max(last, 1.0) + room), yRange=reach, padding=0.0)

    def _axes(self, look: Look, *, phased: bool) -> None:
        self.plot.setBackground(look.palette.surface)
        letters = font(round(look.small_px * 0.85))
        for side in ("left", "bottom"):
            axis = self._item.getAxis(side)
            axis.setStyle(tickFont=letters)
            axis.setPen(QColor(look.palette.muted))
            axis.setTextPen(QColor(look.palette.text))
            axis.label.setFont(letters)
        below = self._item.getAxis("bottom")
        below.setHeight(round(look.small_px * _AXIS))
        below.setStyle(hideOverlappingLabels=False)
        below.setTicks([_phase_ticks()] if phased else None)
        below.setLabel(_("share of the repetition") if phased else _("seconds"))
        self._item.showGrid(x=phased, y=True, alpha=0.25)

    def _tell(self, *, phased: bool) -> None:
        """Name what is drawn, at the axis and for who cannot see it."""
        if self._parts is None:
            return
        take = self._parts[0].take
        feature = rep_feature(take.exercise, take.record.focus) if phased else take.record.focus
        title, unit = words.feature_title(feature), traces.unit_words(take.record, feature)
        text = _("{feature} ({unit})").format(feature=title, unit=unit)
        self._item.getAxis("left").setLabel(text)
        self.setAccessibleName(_("Curves of both, over each other: {what}").format(what=text))


def _phase_ticks() -> list[tuple[float, str]]:
    return [(one, _("turn") if one == _TURN else f"{one:.0f} %") for one in _QUARTERS]
