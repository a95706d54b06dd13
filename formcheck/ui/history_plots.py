"""Plots of a history with their error bands. Imported late: the plotting library takes its time."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QColor
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from formcheck.language import pgettext
from formcheck.report.history_charts import Chart, Curve, ticks
from formcheck.ui.look import LIGHT, Look
from formcheck.ui.theme import font

_WIDTH_PX: Final = 3
BAND: Final = 60
"""How opaque an error band is, of 255."""
_SYMBOLS: Final = ("o", "s", "t")
LINES: Final = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)
INKS: Final = {True: ("#0B6E62", "#3A4FA0", "#8A5A00"), False: ("#3FC4B2", "#9DB0FF", "#F0B93A")}
"""Of curves, on light ground and on dark."""
_HEIGHT: Final = 12
"""Of a plot, in sizes of its letters."""
_TALLEST: Final = 1.5
"""Of these heights it is at most."""
_AXIS: Final = 2.0
"""Of the axis of days."""


class TrendPlot(QWidget):
    """One chart. It is looked at only: the keyboard and the wheel are for the page around it."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart
        self._height_px = 0
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(" ".join(chart.lines))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.plot: Any = pg.PlotWidget()
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        write_decimals(self.plot.getPlotItem().getAxis("left"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)

    def stretch(self, beside_px: int) -> None:
        """Be about as tall as what stands beside it, within limits; 0: nothing does."""
        most = round(_TALLEST * self._height_px)
        self.setFixedHeight(min(max(self._height_px, beside_px), most))

    def dress(self, look: Look) -> None:
        """Draw it in other colours or sizes."""
        light = look.palette == LIGHT
        self._height_px = round(look.body_px * _HEIGHT)
        self.stretch(0)
        self.plot.setBackground(look.palette.surface)
        self.plot.clear()
        item = self.plot.getPlotItem()
        if len(self._chart.curves) > 1:
            item.addLegend(offset=(-8, 2), labelTextColor=look.palette.text, colCount=3)
            item.legend.clear()
            item.legend.setLabelTextSize(f"{look.small_px}px")
        self._axes(item, look)
        for place, curve in enumerate(self._chart.curves):
            _draw(item, curve, place, INKS[light][place % len(INKS[light])])

    def _axes(self, item: Any, look: Look) -> None:
        first, last = self._chart.days
        item.setRange(xRange=self._chart.span, yRange=self._chart.limits, padding=0.0)
        for side in ("left", "bottom"):
            axis = item.getAxis(side)
            axis.setStyle(tickFont=font(look.small_px), autoExpandTextSpace=True)
            axis.setPen(QColor(look.palette.muted))
            axis.setTextPen(QColor(look.palette.text))
        days = item.getAxis("bottom")
        days.setHeight(round(look.small_px * _AXIS))
        # The first and the last reach beyond the axis, where there is room.
        days.setStyle(hideOverlappingLabels=False)
        marks = [(day.toordinal(), text) for day, text in ticks(first, last)]
        days.setTicks([marks])
        item.showGrid(x=False, y=True, alpha=0.25)


def write_decimals(axis: Any) -> None:
    """Write the numbers of an axis with the decimal sign of the language."""
    plain = axis.tickStrings

    def written(values: Sequence[float], scale: float, spacing: float) -> list[str]:
        sign = pgettext("decimal sign", ".")
        return [one.replace(".", sign) for one in plain(values, scale, spacing)]

    axis.tickStrings = written


def _draw(item: Any, curve: Curve, place: int, ink: str) -> None:
    """Draw a curve: a band between its errors, a bar at each point, a line and symbols."""
    pen = pg.mkPen(QColor(ink), width=_WIDTH_PX, style=LINES[place % len(LINES)])
    for piece in curve.pieces():
        if piece.lows != piece.highs:
            _band(item, piece, QColor(ink))
        item.plot(_ordinals(piece.days), list(piece.values), pen=pen)
    item.plot(
        _ordinals(curve.days),
        list(curve.values),
        pen=None,
        symbol=_SYMBOLS[place % len(_SYMBOLS)],
        symbolSize=4 * _WIDTH_PX,
        symbolBrush=QColor(ink),
        symbolPen=QColor(ink),
        name=curve.label or None,
    )


def _band(item: Any, piece: Curve, ink: QColor) -> None:
    x, y = np.array(_ordinals(piece.days)), np.array(piece.values)
    below, above = y - np.array(piece.lows), np.array(piece.highs) - y
    item.addItem(pg.ErrorBarItem(x=x, y=y, bottom=below, top=above, beam=1, pen=ink))
    clear = QColor(ink)
    clear.setAlpha(BAND)
    ends = [pg.PlotDataItem(x, end) for end in (y - below, y + above)]
    item.addItem(pg.FillBetweenItem(*ends, brush=clear))


def _ordinals(days: Sequence[date]) -> list[int]:
    return [day.toordinal() for day in days]
