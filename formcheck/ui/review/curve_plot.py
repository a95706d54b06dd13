"""One measurement over time, drawn: curves with their bands, limits, and where nothing is known.

Imported late: the plotting library takes its time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QColor

from formcheck.features.reading import ERROR_SDS
from formcheck.overlay.scene import Tone
from formcheck.pose.pose import Floats
from formcheck.report import traces
from formcheck.review.by_hand import stretches
from formcheck.review.take import Take
from formcheck.review.thin import thinned
from formcheck.ui import theme
from formcheck.ui.history_plots import BAND, INKS, LINES, write_decimals
from formcheck.ui.look import LIGHT, Look

_WIDTH_PX: Final = 2
_POINTS_PER_PX: Final = 1
_THICK_PX: Final = 1.5
_SHADE: Final = 70
"""How opaque it is where nothing was judged, of 255."""
_PLATE: Final = 215
"""And the ground of the words at a limit."""
_WORDS: Final = 1.6
"""Height of the words at a limit, in sizes of the small letters,"""
_MOST_WORDS: Final = 0.3
"""and how much of the axis is left free for them at most."""
_TITLE: Final = 5.0
"""Height in these words from which the unit stands at the axis, and not in the choice alone."""
_HAND: Final = 0.03
"""Height of the mark of what was moved by hand, in shares of the axis."""
_FIRST: Final = (Tone.WARN, Tone.GOOD, Tone.FAULT, Tone.UNSURE)
"""Whose words are shown where there is no room for all."""
_ORDER: Final = ("gaps", "bands", "curves", "limits", "cursor")
"""From the back to the front."""

Spans = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """One series, with what it is drawn as."""

    column: int
    ink: QColor
    line: Qt.PenStyle
    curve: Any
    ends: tuple[Any, Any]
    """Lower and upper end of its band, which are drawn as what is between them."""


class CurvePlot:
    """A plot of one feature; whoever has it says what to show and listens to its widget."""

    def __init__(self) -> None:
        self.widget: Any = pg.PlotWidget()
        self.item: Any = self.widget.getPlotItem()
        self.box: Any = self.item.getViewBox()
        self.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.widget.setMouseEnabled(x=False, y=False)
        self.widget.setMenuEnabled(False)
        self.widget.hideButtons()
        self.item.hideAxis("bottom")
        self.item.layout.setContentsMargins(0, 0, 0, 0)
        self.box.disableAutoRange()
        self.axis: Any = self.item.getAxis("left")
        write_decimals(self.axis)
        self.limits: tuple[traces.Limit, ...] = ()
        self.traces: tuple[Trace, ...] = ()
        self.reach = (0.0, 1.0)
        """Of the axis of values."""
        self._cursor: Any = pg.InfiniteLine(angle=90, movable=False)
        self._take: Take | None = None
        self._span = (0.0, 1.0)
        self._bounds = (0.0, 1.0)
        self._words_px = 0.0
        self._lines: dict[traces.Limit, Any] = {}
        self._bars: tuple[tuple[Any, float], ...] = ()
        """With how tall they are, in shares of the axis."""
        self.box.sigResized.connect(self._resized)

    def show(self, take: Take | None, feature: str, look: Look) -> None:
        """Draw a feature of a take from scratch; of None an empty plot."""
        self._take, self.traces, self.limits, self._bars, self._lines = take, (), (), (), {}
        self.item.clear()
        if take is not None:
            self._show(take, feature, look)
        self._cursor.setPen(pg.mkPen(QColor(look.palette.text), width=_WIDTH_PX))
        self._add(self._cursor, "cursor")
        self._dress(look)

    def _show(self, take: Take, feature: str, look: Look) -> None:
        columns = traces.columns(take.record, feature)
        self._bounds = _bounds(take, columns)
        found = tuple(traces.limits(take.exercise, feature)) if columns else ()
        self.limits = traces.near(found, self._bounds)
        self._words_px = look.small_px * _WORDS
        self._shade(take, look)
        for limit in self.limits:
            self._limit(limit, look)
        self.axis.setLabel(traces.unit_words(take.record, feature))
        self.fit()
        inks = INKS[look.palette == LIGHT]
        self.traces = tuple(
            self._trace(column, QColor(inks[place % len(inks)]), LINES[place % len(LINES)])
            for place, column in enumerate(columns)
        )
        self.thin()

    def show_time(self, time_s: float) -> None:
        """Show which moment the video shows."""
        self._cursor.setValue(time_s)

    def show_span(self, start_s: float, end_s: float) -> None:
        """Show another stretch of time."""
        self._span = (start_s, end_s)
        self.box.setXRange(start_s, end_s, padding=0.0)
        self.thin()

    def fit(self) -> None:
        """Choose the axis of values, with room for the words at the outermost limits."""
        share = min(self._words_px / max(float(self.box.height()), 1.0), _MOST_WORDS)
        self.reach = traces.with_limits(self.limits, self._bounds, share)
        self.box.setYRange(*self.reach, padding=0.0)
        low, high = self.reach
        for bars, tall in self._bars:
            bars.setOpts(y0=low, height=tall * (high - low))
        self._label()
        self.axis.showLabel(float(self.box.height()) > _TITLE * self._words_px)

    def thin(self) -> None:
        """Give the curves as many points as there is room for."""
        if self._take is None:
            return
        series = self._take.record.series
        most = max(round(self.box.width()) * _POINTS_PER_PX, 100)
        for trace in self.traces:
            error = ERROR_SDS * series.sd[:, trace.column]
            value = series.value[:, trace.column]
            found = thinned(series.time_s, value, error, self._span, most)
            trace.curve.setData(found.time_s, found.value, connect="finite")
            for end, at in zip(trace.ends, (found.low, found.high), strict=True):
                end.setData(found.time_s, at, connect="finite")

    def set_margin(self, width_px: int) -> None:
        """Begin the time axis so far from the left."""
        self.axis.setWidth(width_px)
        self.item.layout.activate()

    def time_at(self, x: float) -> float:
        """Return the moment at a place of the widget."""
        return float(self.box.mapSceneToView(self.widget.mapToScene(round(x), 0)).x())

    def place_of(self, time_s: float) -> float:
        """Return where in the widget a moment is."""
        scene = self.box.mapViewToScene(pg.Point(time_s, self.reach[0]))
        return float(self.widget.mapFromScene(scene).x())

    def _resized(self) -> None:
        self.fit()
        self.thin()

    def _label(self) -> None:
        """Leave out words that would lie over others: those of a limit come first, then a range."""
        low, high = self.reach
        per_px = (high - low) / max(float(self.box.height()), 1.0)
        taken: list[tuple[float, float]] = []
        for limit in sorted(self.limits, key=lambda one: _FIRST.index(one.tone)):
            tall = self._words_px * per_px
            bottom = limit.value if limit.above else limit.value - tall
            free = all(bottom >= above or bottom + tall <= below for below, above in taken)
            self._lines[limit].label.setVisible(free)
            if free:
                taken.append((bottom, bottom + tall))

    def _add(self, item: Any, layer: str) -> None:
        item.setZValue(_ORDER.index(layer))
        self.item.addItem(item, ignoreBounds=True)

    def _trace(self, column: int, ink: QColor, line: Qt.PenStyle) -> Trace:
        nothing: Floats = np.zeros(0)
        ends = tuple(pg.PlotCurveItem(nothing, nothing) for _end in range(2))
        clear = QColor(ink)
        clear.setAlpha(BAND)
        self._add(pg.FillBetweenItem(*ends, brush=clear), "bands")
        pen = pg.mkPen(ink, width=_WIDTH_PX, style=line)
        curve = pg.PlotCurveItem(nothing, nothing, pen=pen)
        self._add(curve, "curves")
        return Trace(column, ink, line, curve, (ends[0], ends[1]))

    def _limit(self, limit: traces.Limit, look: Look) -> None:
        style = theme.STYLES[limit.tone]
        plate = QColor(look.palette.surface)
        plate.setAlpha(_PLATE)
        below = 0 if not limit.above else 1
        line = pg.InfiniteLine(
            pos=limit.value,
            angle=0,
            pen=pg.mkPen(QColor(style.colour), width=_THICK_PX * style.width),
            label=limit.label,
            labelOpts={
                "position": 0.995,
                "anchors": [(1, below), (1, below)],
                "color": look.palette.text,
                "fill": plate,
            },
        )
        line.label.setFont(theme.font(round(look.small_px * 0.85)))
        if limit.tone is Tone.FAULT:
            line.addMarker("o", position=0.01, size=look.small_px * 0.7)
        self._add(line, "limits")
        self._lines[limit] = line

    def _shade(self, take: Take, look: Look) -> None:
        """Show where nothing was judged, and where somebody moved landmarks."""
        gaps = [(one.start_s, one.end_s) for one in take.record.not_judged]
        grey = theme.colour(Tone.UNSURE)
        grey.setAlpha(_SHADE)
        moved = stretches(take.seen, take.poses.time_s)
        ink = QColor(look.palette.text)
        self._bars = tuple(
            (self._bar(spans, colour), share)
            for spans, colour, share in ((gaps, grey, 1.0), (moved, ink, _HAND))
            if spans
        )

    def _bar(self, spans: Spans, colour: QColor) -> Any:
        starts_s, ends_s = zip(*spans, strict=True)
        bars = pg.BarGraphItem(x0=starts_s, x1=ends_s, y0=0, height=1, brush=colour, pen=None)
        self._add(bars, "gaps")
        return bars

    def _dress(self, look: Look) -> None:
        self.widget.setBackground(look.palette.surface)
        self.axis.setStyle(tickFont=theme.font(round(look.small_px * 0.85)))
        self.axis.setPen(QColor(look.palette.muted))
        self.axis.setTextPen(QColor(look.palette.text))
        self.axis.label.setFont(theme.font(round(look.small_px * 0.85)))
        self.item.showGrid(x=False, y=True, alpha=0.25)


def _bounds(take: Take, columns: tuple[int, ...]) -> tuple[float, float]:
    if not columns:
        return 0.0, 1.0
    series, chosen = take.record.series, list(columns)
    return traces.bounds(series.value[:, chosen], ERROR_SDS * series.sd[:, chosen])
