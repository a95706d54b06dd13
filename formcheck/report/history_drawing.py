"""A chart of a history as a picture, for a page or for paper."""

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from formcheck.report.drawing import PAPER, STAND_INS, Colours, Ticks, style, svg_of
from formcheck.report.history_charts import Chart, Curve, ticks

_INKS: Final = ("good", "second", "warn")
_MARKS: Final = ("o", "s", "^")
_LETTERS: Final = 8.5
_LINES: Final = ("-", "--", ":")


def chart_svg(chart: Chart) -> str:
    """Return a chart as an ``<svg>`` element in the page's colours."""
    with style():
        figure = Figure(figsize=(7, 2.8), layout="constrained")
        draw_chart(figure.subplots(), chart, STAND_INS)
        return svg_of(figure)


def draw_chart(axes: Axes, chart: Chart, colours: Colours = PAPER) -> None:
    """Draw a chart: a band between the errors, a bar at each point, lines and marks."""
    for place, curve in enumerate(chart.curves):
        _draw(axes, curve, place, colours[_INKS[place % len(_INKS)]])
    first, last = chart.days
    axes.set_xlim(*chart.span)
    axes.set_ylim(*chart.limits)
    marks = ticks(first, last)
    axes.set_xticks([day.toordinal() for day, _text in marks], [text for _day, text in marks])
    axes.tick_params(labelsize=_LETTERS)
    axes.yaxis.set_major_formatter(Ticks())
    axes.grid(axis="y")
    axes.spines[["top", "right"]].set_visible(False)
    if len(chart.curves) > 1:
        axes.legend(loc="upper right", ncols=len(chart.curves), fontsize=_LETTERS)


def _draw(axes: Axes, curve: Curve, place: int, ink: str) -> None:
    label = curve.label or None
    for piece in curve.pieces():
        x = [day.toordinal() for day in piece.days]
        axes.fill_between(x, piece.lows, piece.highs, color=ink, alpha=0.18, linewidth=0)
        if piece.lows != piece.highs:
            axes.vlines(x, piece.lows, piece.highs, color=ink, linewidth=0.8)
        line, mark = _LINES[place % len(_LINES)], _MARKS[place % len(_MARKS)]
        axes.plot(x, piece.values, line, marker=mark, color=ink, label=label, markersize=4)
        label = None
