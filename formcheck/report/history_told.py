"""What a person said about pain and effort, training by training and over weeks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from formcheck.care import trend
from formcheck.care.pain import Moment
from formcheck.care.trend import mean_of
from formcheck.language import N_, _
from formcheck.report.history_lines import Line, Measure, by_week, points_of
from formcheck.report.history_rows import AnswerRow
from formcheck.store.answers import AnswerKind

_TITLES: Final = {
    Measure.BEFORE: N_("Pain before"),
    Measure.AFTER: N_("Pain after"),
    Measure.MORNING: N_("Pain on the next morning"),
    Measure.EFFORT: N_("Effort"),
}
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was said around one training, 0 to 10; None where nothing was. The last word counts."""

    on: date
    before: float | None = None
    during: float | None = None
    """The strongest of what was said after single exercises."""
    after: float | None = None
    morning: float | None = None
    effort: float | None = None
    """The hardest of what was said."""

    def of(self, measure: Measure) -> float | None:
        """Return what was said of one thing."""
        found: float | None = getattr(self, measure.value)
        return found


def told_of(answers: Iterable[AnswerRow]) -> tuple[Told, ...]:
    """Return what was said, by training and time; what belongs to none by day."""
    groups: dict[str, list[AnswerRow]] = defaultdict(list)
    for one in answers:
        groups[one.training or f"{_day(one)}"].append(one)
    return tuple(sorted((_told(some) for some in groups.values()), key=lambda one: one.on))


def told_lines(told: Sequence[Told]) -> tuple[Line, ...]:
    """Return pain and effort over weeks: those of which something was said."""
    return tuple(line for line in (_line(one, told) for one in _TITLES) if line.points)


def _line(measure: Measure, told: Sequence[Told]) -> Line:
    said = [(one.on, number) for one in told if (number := one.of(measure)) is not None]
    effort = measure is Measure.EFFORT
    mdc = trend.NO_MDC if effort else trend.PAIN_MDC
    single_sd = trend.EFFORT_SD if effort else trend.PAIN_SD
    weeks = {week: mean_of(some, single_sd=single_sd) for week, some in by_week(said).items()}
    return Line(
        measure=measure,
        title=_(_TITLES[measure]),
        scale=trend.SCORE,
        mdc=mdc,
        sides_mdc=mdc,
        points=points_of(weeks),
    )


def _day(one: AnswerRow) -> date:
    """Return the day of the training: what is said on the next morning is about the day before."""
    return one.on - _DAY if one.question == Moment.MORNING.value else one.on


def _told(answers: Sequence[AnswerRow]) -> Told:
    said: dict[str, list[float]] = defaultdict(list)
    for one in answers:
        name = Measure.EFFORT if one.kind is AnswerKind.EFFORT else one.question
        said[name].append(one.number)
    days = [one.on for one in answers if one.question != Moment.MORNING.value]
    return Told(
        on=min(days, default=_day(answers[0])),
        before=_last(said[Moment.BEFORE.value]),
        during=max(said[Moment.DURING.value], default=None),
        after=_last(said[Moment.AFTER.value]),
        morning=_last(said[Moment.MORNING.value]),
        effort=max(said[Measure.EFFORT], default=None),
    )


def _last(said: Sequence[float]) -> float | None:
    return said[-1] if said else None
