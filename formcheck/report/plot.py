"""The measurement that matters most over time, as one inline SVG picture."""

from collections.abc import Iterator
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
from formcheck.report.drawing import STAND_INS, Ticks, style, svg_of
from formcheck.session.record import SessionRecord

_TONE: Final = {
    Severity.GOOD: STAND_INS["good"],
    Severity.WARN: STAND_INS["warn"],
    Severity.FAULT: STAND_INS["fault"],
}
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


def plot_svg(record: SessionRecord, exercise: Exercise) -> str:
    """Return an ``<svg>`` element; empty when nothing was measured."""
    columns = _columns(record)
    if not columns:
        return ""
    with style():
        figure = Figure(figsize=(9, 4.6), layout="constrained")
        upper, lower = figure.subplots(2, sharex=True, height_ratios=[3, 1])
        _draw_lines(upper, record, columns)
        _draw_limits(upper, record, exercise)
        _draw_lanes(lower, record)
        lower.set_xlabel(_("time in seconds"))
        upper.yaxis.set_major_formatter(Ticks())
        lower.xaxis.set_major_formatter(Ticks())
        lower.set_xlim(0, max(record.source.duration_s, 1e-3))
        return svg_of(figure)


def _columns(record: SessionRecord) -> list[int]:
    """Return the series to draw: both limbs where they are measured apart, else the one."""
    names = record.series.names
    limbs = [i for i, name in enumerate(names) if words.belongs(name, record.focus)]
    sided = [i for i in limbs if words.feature_of(names[i]) != names[i]]
    return [i for i in sided or limbs if np.isfinite(record.series.value[:, i]).any()]


def _draw_lines(axes: Axes, record: SessionRecord, columns: list[int]) -> None:
    series = record.series
    step = max(1, -(-len(series.time_s) // _MOST_POINTS))
    time_s = series.time_s[::step]
    colours = (STAND_INS["ink"], STAND_INS["second"])
    for index, colour in zip(columns, colours, strict=False):
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


def _draw_limits(axes: Axes, record: SessionRecord, exercise: Exercise) -> None:
    low, high = axes.get_ylim()
    span = high - low
    for value, colour, label in _limits(record, exercise):
        if not low - span / 2 < value < high + span / 2:
            continue  # Far from anything that happened: it would only flatten the curve.
        axes.axhline(value, color=colour, linewidth=1.2, linestyle=(0, (6, 3)))
        axes.annotate(
            label,
            (1, value),
            xycoords=("axes fraction", "data"),
            xytext=(4, 0),
            textcoords="offset points",
            verticalalignment="center",
            color=colour,
            fontsize=9,
        )
        low, high = min(low, value - span * _MARGIN), max(high, value + span * _MARGIN)
    axes.set_ylim(low, high)


def _limits(record: SessionRecord, exercise: Exercise) -> Iterator[tuple[float, str, str]]:
    """Give each limit of the plotted feature: value, colour, words."""
    rule = exercise.rule
    # A range that moves with the person has no line of its own.
    if isinstance(rule, RepRule) and rule.rest is None and words.belongs(record.focus, rule.signal):
        yield rule.top, STAND_INS["good"], _("full range")
    for check in exercise.checks:
        if not words.belongs(record.focus, check.feature) or check.against is not Against.ZERO:
            continue
        yield check.warn, _TONE[Severity.WARN], check.title
        if check.fault is not None:
            yield check.fault, _TONE[Severity.FAULT], words.severity(Severity.FAULT)


def _draw_lanes(axes: Axes, record: SessionRecord) -> None:
    for rep in record.reps:
        colour = STAND_INS["good"] if rep.kind is RepKind.FULL else STAND_INS["unsure"]
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
        _bar(axes, "repetitions", (hold.start_s, hold.end_s), STAND_INS["good"])
    for fault in record.faults:
        _bar(axes, "noticed", (fault.start_s, fault.end_s), _TONE[fault.severity])
    for gap in record.not_judged:
        _bar(axes, "not judged", (gap.start_s, gap.end_s), STAND_INS["unsure"], hatch="////")
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
