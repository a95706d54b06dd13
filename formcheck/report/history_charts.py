"""What is plotted of a history, for the window and for paper alike: plain numbers and words."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from formcheck.care.answers import MOST
from formcheck.language import N_, _
from formcheck.report import words
from formcheck.report.dates import short_name
from formcheck.report.history import History
from formcheck.report.history_exercises import ExerciseHistory
from formcheck.report.history_lines import Line, Measure, Point
from formcheck.report.history_told import Told
from formcheck.report.history_words import line_lines

_POSSIBLE: Final = {Measure.RANGE: (-math.inf, math.inf), Measure.FORM: (0.0, 1.0)}
"""What a value can be; 0 or more where nothing is said."""
GAP: Final = timedelta(weeks=3)
"""Over a longer time without anything no line is drawn: nobody knows what was between."""
_MOST_TICKS: Final = 4
_ROOM: Final = 0.1
"""Beside the first and the last day, for half of what the axis says there."""
_AIR: Final = 0.08
"""Beyond all values, as a share of the height; the next one above that, for names of curves."""
_HEAD: Final = 0.18
_SIGN: Final = 0.4
"""Below 0 and above 10, so that the signs there stay whole."""
_PAIN: Final = {
    Measure.BEFORE: N_("before"),
    Measure.AFTER: N_("after"),
    Measure.MORNING: N_("next morning"),
}


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a chart; all of the same length, by time."""

    label: str
    days: tuple[date, ...]
    values: tuple[float, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]
    """The ends of the stated ±, within what is possible; the value where it is not known."""

    def pieces(self) -> Iterator["Curve"]:
        """Give the parts that are drawn without a break."""
        if not self.days:
            return
        breaks = [n for n, (one, two) in enumerate(pairwise(self.days), 1) if two - one > GAP]
        for start, end in pairwise((0, *breaks, len(self.days))):
            part = slice(start, end)
            yield Curve(
                self.label, self.days[part], self.values[part], self.lows[part], self.highs[part]
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One plot and what it says."""

    title: str
    curves: tuple[Curve, ...]
    low: float | None = None
    """Ends of the axis where they are given."""
    high: float | None = None
    lines: tuple[str, ...] = ()
    """The same in words, a sentence each."""

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that has a value."""
        every = [day for curve in self.curves for day in curve.days]
        return min(every), max(every)

    @property
    def span(self) -> tuple[float, float]:
        """The ends of the axis of days, as ordinals."""
        first, last = (day.toordinal() for day in self.days)
        room = max(_ROOM * (last - first), 4.0)
        return first - room, last + room

    @property
    def limits(self) -> tuple[float, float]:
        """The ends of the axis of the values: those given, or all values with their errors."""
        ends = [end for curve in self.curves for end in (*curve.lows, *curve.highs)]
        low, high = min(ends) if self.low is None else self.low, max(ends)
        room = max((high - low) * _AIR, 1e-3)
        low = low - room if self.low is None else low
        high = high + room if self.high is None else self.high
        # Above them the names of several curves stand.
        return low, high + (_HEAD * (high - low) if len(self.curves) > 1 else 0.0)


def exercise_charts(one: ExerciseHistory) -> tuple[Chart, ...]:
    """Return the charts of an exercise."""
    return tuple(_chart(line) for line in one.lines)


def told_charts(history: History) -> tuple[Chart, ...]:
    """Return pain and effort by training."""
    lines = {line.measure: line for line in history.told_lines}
    told = {
        measure: _told_curve(_(label), measure, history.told) for measure, label in _PAIN.items()
    }
    pain = tuple(one for one in told.values() if one.days)
    effort = _told_curve("", Measure.EFFORT, history.told)
    charts = []
    if pain:
        said = [_named(lines[measure]) for measure, curve in told.items() if curve.days]
        charts.append(_scores(_("Pain, 0 to 10"), pain, said))
    if effort.days:
        charts.append(_scores(_("Effort, 0 to 10"), (effort,), line_lines(lines[Measure.EFFORT])))
    return tuple(charts)


def ticks(first: date, last: date) -> tuple[tuple[date, str], ...]:
    """Return where an axis of days says which day, at most a few."""
    steps = min(_MOST_TICKS - 1, max((last - first).days // 7, 0))
    if not steps:
        return ((first, short_name(first)),)
    step = (last - first) / steps
    days = [first + n * step for n in range(steps + 1)]
    return tuple((day, short_name(day)) for day in days)


def _chart(line: Line) -> Chart:
    sides = {side: points for side, points in line.sides.items() if points}
    curves = (
        tuple(_curve(words.side(side), points, line) for side, points in sides.items())
        if sides
        else (_curve("", line.points, line),)
    )
    low, high = _ends(line.measure)
    return Chart(
        title=_titled(line),
        curves=curves,
        low=low,
        high=high,
        lines=line_lines(line),
    )


def _titled(line: Line) -> str:
    """Return the title with the unit, where it does not name it itself."""
    unit = line.scale.suffix.strip()
    return f"{line.title} ({unit})" if unit and line.measure is not Measure.HOLD else line.title


def _ends(measure: Measure) -> tuple[float | None, float | None]:
    """Return the ends of the axis: the signs at the very end stay whole."""
    match measure:
        case Measure.FORM:
            return 0.0, 105.0
        case Measure.RANGE:
            return None, None
        case _:
            return 0.0, None


def _curve(label: str, points: Iterable[Point], line: Line) -> Curve:
    points, factor = tuple(points), line.scale.factor
    least, most = _POSSIBLE.get(line.measure, (0.0, math.inf))
    values = [one.estimate.value for one in points]
    errors = [one.estimate.error if math.isfinite(one.estimate.error) else 0.0 for one in points]
    pairs = list(zip(values, errors, strict=True))
    return Curve(
        label,
        tuple(one.week for one in points),
        tuple(value * factor for value in values),
        tuple(max(value - error, least) * factor for value, error in pairs),
        tuple(min(value + error, most) * factor for value, error in pairs),
    )


def _told_curve(label: str, measure: Measure, told: Iterable[Told]) -> Curve:
    said = [(one.on, number) for one in told if (number := one.of(measure)) is not None]
    values = tuple(number for _day, number in said)
    return Curve(label, tuple(day for day, _number in said), values, values, values)


def _scores(title: str, curves: tuple[Curve, ...], said: Iterable[str]) -> Chart:
    return Chart(title=title, curves=curves, low=-_SIGN, high=MOST + _SIGN, lines=tuple(said))


def _named(line: Line) -> str:
    return words.name_and(line.title, " ".join(line_lines(line)[:-1]))
