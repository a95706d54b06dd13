"""The measurement that matters most over time, as an inline SVG picture or drawn on paper."""

from collections.abc import Iterator
from textwrap import fill
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from formcheck.checking.results import RepKind, Severity
from formcheck.exercises.spec import Exercise
from formcheck.features.reading import ERROR_SDS
from formcheck.language import N_, _
from formcheck.report import traces, words
from formcheck.report.drawing import STAND_INS, Colours, Ticks, style, svg_of
from formcheck.session.record import SessionRecord

_TONE: Final = {Severity.GOOD: "good", Severity.WARN: "warn", Severity.FAULT: "fault"}
_MOST_POINTS: Final = 1500
"""More than this a page's width cannot show."""
_LANES: Final = (N_("not judged"), N_("noticed"), N_("repetitions"))
_LANE: Final = {name: height for height, name in enumerate(_LANES)}
_THICK: Final = 0.66
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
    return bool(traces.columns(record, record.focus))


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


def _draw_lines(axes: Axes, record: SessionRecord, colours: Colours) -> None:
    series, columns = record.series, list(traces.columns(record, record.focus))
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
    axes.set_ylabel(traces.unit_words(record, record.focus))
    axes.grid(axis="y")
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_ylim(traces.bounds(series.value[:, columns], ERROR_SDS * series.sd[:, columns]))


def _draw_limits(axes: Axes, record: SessionRecord, exercise: Exercise, colours: Colours) -> None:
    axis = axes.get_ylim()
    near = traces.near(tuple(traces.limits(exercise, record.focus)), axis)
    low, high = traces.with_limits(near, axis)
    axes.set_ylim(low, high)
    for one in near:
        axes.axhline(one.value, color=colours[one.tone], linewidth=1.2, linestyle=(0, (6, 3)))
    at = low
    for one in sorted(near, key=lambda limit: limit.value):
        # Words beside limits that are close together stand apart.
        at = max(one.value, at)
        label = _beside(one)
        axes.annotate(
            label,
            (1, at),
            xycoords=("axes fraction", "data"),
            xytext=(4, 0),
            textcoords="offset points",
            verticalalignment="center",
            color=colours[one.tone],
            fontsize=LIMIT_LETTERS,
        )
        at += (high - low) * _LINE * (label.count("\n") + 1)


def limits(record: SessionRecord, exercise: Exercise) -> Iterator[tuple[float, str, str]]:
    """Give each limit of the plotted feature: value, tone, and the words beside the curve."""
    for one in traces.limits(exercise, record.focus):
        yield one.value, one.tone, _beside(one)


def _beside(limit: traces.Limit) -> str:
    return fill(limit.beside, _LABEL)


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
