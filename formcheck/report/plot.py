"""The measurement that matters most over time, as an inline SVG picture or drawn on paper."""

from collections.abc import Iterator
from textwrap import fill
from typing import Final

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from formcheck.checking.results import RepKind, Severity
from formcheck.exercises.spec import Against, Exercise, RepRule
from formcheck.features.reading import ERROR_SDS, Unit
from formcheck.language import N_, _
from formcheck.report import words
from formcheck.report.drawing import STAND_INS, Colours, Ticks, style, svg_of
from formcheck.session.record import SessionRecord

_TONE: Final = {Severity.GOOD: "good", Severity.WARN: "warn", Severity.FAULT: "fault"}
_UNIT: Final = {
    Unit.DEG: N_("degrees"),
    Unit.RATIO: N_("body lengths"),
    Unit.PERCENT: N_("% of own baseline"),
}
_MOST_POINTS: Final = 1500
"""More than this a page's width cannot show."""
_LANES: Final = (N_("not judged"), N_("noticed"), N_("repetitions"))
_LANE: Final = {name: height for height, name in enumerate(_LANES)}
_THICK: Final = 0.66
_MARGIN: Final = 0.08
_LABEL: Final = 22
"""Letters in a line of the words beside a limit: more would leave too little to the curve."""
_LINE: Final = 0.08
"""Height of a line of them, as a share of the curve's."""
LIMIT_LETTERS: Final = 9.0
"""Their size, in points."""
HEIGHTS: Final = (3.0, 1.0)
"""Of curve and lanes."""


def plot_svg(record: SessionRecord, exercise: Exercise) -> str:
    """Return an ``<svg>`` element; empty when nothing was measured."""
    if not measured_anything(record):
        return ""
    with style():
        figure = Figure(figsize=(9, 4.1), layout="constrained")
        upper, lower = figure.subplots(2, sharex=True, height_ratios=HEIGHTS)
        draw_plot((upper, lower), record, exercise, STAND_INS)
        return svg_of(figure)


def measured_anything(record: SessionRecord) -> bool:
    """Whether there is a curve to draw."""
    return bool(_columns(record))


def draw_plot(
    axes: tuple[Axes, Axes], record: SessionRecord, exercise: Exercise, colours: Colours
) -> None:
    """Draw the curve with its error and limits, and under it what happened when.

    Parameters
    ----------
    axes
        The upper one for the curve, the lower one for the lanes.
    record, exercise
        What is drawn; there is something to draw.
    colours
        Those of the style in use.
    """
    upper, lower = axes
    _draw_lines(upper, record, colours)
    _draw_limits(upper, record, exercise, colours)
    _draw_lanes(lower, record, colours)
    lower.set_xlabel(_("time in seconds"))
    upper.yaxis.set_major_formatter(Ticks())
    lower.xaxis.set_major_formatter(Ticks())
    for one in axes:
        one.set_xlim(0, max(record.source.duration_s, 1e-3))


def _columns(record: SessionRecord) -> list[int]:
    """Return the series to draw: both limbs where they are measured apart, else the one."""
    names = record.series.names
    limbs = [i for i, name in enumerate(names) if words.belongs(name, record.focus)]
    sided = [i for i in limbs if words.feature_of(names[i]) != names[i]]
    return [i for i in sided or limbs if np.isfinite(record.series.value[:, i]).any()]


def _draw_lines(axes: Axes, record: SessionRecord, colours: Colours) -> None:
    series, columns = record.series, _columns(record)
    step = max(1, -(-len(series.time_s) // _MOST_POINTS))
    time_s = series.time_s[::step]
    for index, colour in zip(columns, (colours["ink"], colours["second"]), strict=False):
        value, error = series.value[::step, index], ERROR_SDS * series.sd[::step, index]
        axes.fill_between(
            time_s, value - error, value + error, color=colour, alpha=0.18, linewidth=0
        )
        label = words.series_title(series.names[index])
        axes.plot(time_s, value, color=colour, linewidth=1.5, label=label)
    if len(columns) > 1:
        axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=len(columns))
    axes.set_ylabel(_(_UNIT[Unit(series.units[columns[0]])]))
    axes.grid(axis="y")
    axes.spines[["top", "right"]].set_visible(False)
    _fit(axes, series.value[:, columns], ERROR_SDS * series.sd[:, columns])


def _fit(axes: Axes, value: npt.NDArray[np.float64], error: npt.NDArray[np.float64]) -> None:
    """Show all but the wildest half per cent, so that one stray frame does not flatten the rest."""
    low, high = np.nanpercentile(value, (0.5, 99.5))
    edge = float(np.nanmedian(error)) if np.isfinite(error).any() else 0.0
    room = max(edge, float(high - low) * _MARGIN, 1e-3)
    axes.set_ylim(float(low) - room, float(high) + room)


def _draw_limits(axes: Axes, record: SessionRecord, exercise: Exercise, colours: Colours) -> None:
    low, high = axes.get_ylim()
    span = high - low
    near = [one for one in limits(record, exercise) if low - span / 2 < one[0] < high + span / 2]
    # Others are far from anything that happened: they would only flatten the curve.
    for value, tone, _label in near:
        axes.axhline(value, color=colours[tone], linewidth=1.2, linestyle=(0, (6, 3)))
        low, high = min(low, value - span * _MARGIN), max(high, value + span * _MARGIN)
    axes.set_ylim(low, high)
    at = low
    for value, tone, label in sorted(near):
        # Words beside limits that are close together stand apart.
        at = max(value, at)
        axes.annotate(
            label,
            (1, at),
            xycoords=("axes fraction", "data"),
            xytext=(4, 0),
            textcoords="offset points",
            verticalalignment="center",
            color=colours[tone],
            fontsize=LIMIT_LETTERS,
        )
        at += (high - low) * _LINE * (label.count("\n") + 1)


def limits(record: SessionRecord, exercise: Exercise) -> Iterator[tuple[float, str, str]]:
    """Give each limit of the plotted feature: value, tone, and the words beside the curve."""
    rule = exercise.rule
    # A range that moves with the person has no line of its own.
    if isinstance(rule, RepRule) and rule.rest is None and words.belongs(record.focus, rule.signal):
        yield rule.top, "good", _("full range")
    for check in exercise.checks:
        if not words.belongs(record.focus, check.feature) or check.against is not Against.ZERO:
            continue
        yield check.warn, _TONE[Severity.WARN], fill(check.title, _LABEL)
        if check.fault is not None:
            yield check.fault, _TONE[Severity.FAULT], words.severity(Severity.FAULT)


def _draw_lanes(axes: Axes, record: SessionRecord, colours: Colours) -> None:
    for rep in record.reps:
        colour = colours["good" if rep.kind is RepKind.FULL else "unsure"]
        _bar(axes, "repetitions", (rep.start_s, rep.end_s), colour)
        axes.text(
            (rep.start_s + rep.end_s) / 2,
            _LANE["repetitions"],
            str(rep.number),
            horizontalalignment="center",
            verticalalignment="center",
            fontsize=9,
        )
    for hold in record.holds:
        _bar(axes, "repetitions", (hold.start_s, hold.end_s), colours["good"])
    for fault in record.faults:
        _bar(axes, "noticed", (fault.start_s, fault.end_s), colours[_TONE[fault.severity]])
    for gap in record.not_judged:
        _bar(axes, "not judged", (gap.start_s, gap.end_s), colours["unsure"], hatch="////")
    first = N_("holds") if record.holds and not record.reps else _LANES[-1]
    axes.set_yticks(range(len(_LANES)), [_(name) for name in (*_LANES[:-1], first)])
    axes.set_ylim(-0.5, len(_LANES) - 0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)


def _bar(
    axes: Axes, lane: str, span_s: tuple[float, float], colour: str, *, hatch: str = ""
) -> None:
    start_s, end_s = span_s
    axes.broken_barh(
        [(start_s, end_s - start_s)],
        (_LANE[lane] - _THICK / 2, _THICK),
        facecolor="none" if hatch else colour,
        alpha=None if hatch else 0.45,
        edgecolor=colour,
        linewidth=0.8,
        hatch=hatch,
    )
