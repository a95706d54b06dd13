"""What the sessions of one exercise say over weeks."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from formcheck.care import trend
from formcheck.care.trend import Estimate, mean_of, median_of, pooled, share_of
from formcheck.checking.results import RepKind
from formcheck.exercises.rules import LimbRule
from formcheck.exercises.spec import Exercise
from formcheck.features.body import FEATURES
from formcheck.features.reading import Unit
from formcheck.landmarks import Side
from formcheck.language import N_, _
from formcheck.report import words
from formcheck.report.history_days import by_hand
from formcheck.report.history_lines import Line, Measure, Point, by_week, monday, points_of
from formcheck.report.history_rows import SessionRow
from formcheck.session.at_turn import rep_feature
from formcheck.store.kept import CorrectionKind
from formcheck.training.outcome import MOSTLY

TIME_SD: Final = 0.5
"""Of a hold's seconds: the counter has to be right to 1 s (clinical notes, section 8)."""
COUNT_SD: Final = 0.5
"""Of a day's repetitions: the counter has to be right to 1 (clinical notes, section 8)."""
_MOST: Final = 3
"""What was noticed most: so many."""
_SCORED: Final = frozenset({RepKind.FULL, RepKind.PARTIAL})

_TITLES: Final = {
    Measure.HOLD: N_("Seconds of a hold in good form"),
    Measure.FORM: N_("Good form"),
    Measure.COUNT: N_("Full repetitions a day"),
    Measure.GUIDED: N_("Guided repetitions a day, not scored"),
}
_SCALES: Final = {
    Measure.HOLD: trend.SECONDS,
    Measure.FORM: trend.SHARE,
    Measure.COUNT: trend.COUNT,
    Measure.GUIDED: trend.COUNT,
}
Sessions = Sequence[SessionRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseWeek:
    """What was done of an exercise in a week, as it was counted."""

    week: date
    """Its Monday."""
    days: int
    sessions: int
    full: int
    partial: int
    attempts: int
    guided: int
    added: int
    """Repetitions by hand: what was added, less what was taken away. In none of the others."""
    held_s: float
    good_s: float
    skipped: int
    """Sessions that were skipped by hand; the next ones broken off, and from a recording."""
    interrupted: int
    recordings: int
    noticed: tuple[tuple[str, int], ...] = ()
    """What was at fault, by title, and in how many sessions; the most frequent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseHistory:
    """One exercise over weeks."""

    slug: str
    title: str
    lines: tuple[Line, ...]
    """Each with at least one point."""
    weeks: tuple[ExerciseWeek, ...]
    notes: tuple[str, ...] = ()
    """What has to be known to read it, in the language in use."""

    def since(self, day: date) -> "ExerciseHistory":
        """Return the same without weeks that were over before a day."""
        lines = (one.since(day) for one in self.lines)
        return replace(
            self,
            lines=tuple(one for one in lines if one.points),
            weeks=tuple(one for one in self.weeks if one.week >= monday(day)),
        )


def exercise_history(
    slug: str, exercise: Exercise | None, sessions: Sessions, *, judged: bool
) -> ExerciseHistory:
    """Return what an exercise's sessions say.

    Parameters
    ----------
    slug, exercise
        Which one; None where it is no longer on this computer.
    sessions
        Its sessions by time; there is at least one.
    judged
        Whether the camera can judge its form.
    """
    signal = _signal(exercise, sessions[-1])
    alike = [one for one in sessions if _signal(exercise, one) == signal]
    lines = (
        _range(alike, signal, crossed=_crossed(exercise)),
        _line(Measure.HOLD, sessions, _hold_week, mdc=trend.TIME_MDC),
        _line(Measure.FORM, sessions if judged else (), _form_week),
        _line(Measure.COUNT, sessions, _count_week(frozenset({RepKind.FULL}))),
        _line(Measure.GUIDED, sessions, _count_week(frozenset({RepKind.GUIDED}))),
    )
    return ExerciseHistory(
        slug=slug,
        title=sessions[-1].title if exercise is None else exercise.title,
        lines=tuple(one for one in lines if one.points),
        weeks=tuple(_week(day, some, exercise) for day, some in by_week(_dated(sessions)).items()),
        notes=_notes(sessions, alike),
    )


def _signal(exercise: Exercise | None, one: SessionRow) -> str:
    """Return what was measured at the turn; without the side of a limb."""
    focus = one.focus if exercise is None else rep_feature(exercise, one.focus)
    return words.feature_of(focus)


def _dated(sessions: Iterable[SessionRow]) -> Iterable[tuple[date, SessionRow]]:
    return ((one.on, one) for one in sessions)


def _notes(sessions: Sessions, alike: Sessions) -> tuple[str, ...]:
    told = []
    if any(one.interrupted for one in sessions):
        told.append(
            _("Sessions that were broken off count with what was on the screen until then.")
        )
    if len(alike) < len(sessions):
        told.append(_("Its range was measured in another way before: that is left out."))
    if len({one.error_model for one in sessions}) > 1:
        told.append(
            _("The errors of measuring were measured anew in between: a step may come from that.")
        )
    if any(one.by_hand for one in sessions):
        told.append(
            _("Corrections by hand count for what was done. They change nothing that was measured.")
        )
    return tuple(told)


# Lines


def _line(
    measure: Measure,
    sessions: Iterable[SessionRow],
    week: Callable[[Sessions], Estimate | None],
    *,
    mdc: trend.Mdc = trend.NO_MDC,
) -> Line:
    sessions = tuple(sessions)
    return Line(
        measure=measure,
        title=_(_TITLES[measure]),
        scale=_SCALES[measure],
        mdc=mdc,
        sides_mdc=mdc,
        points=_points(sessions, week),
        sides=_sides(sessions, week),
    )


def _crossed(exercise: Exercise | None) -> bool:
    """Whether a repetition is of the arm's side, and what is measured of the opposite leg's."""
    return exercise is not None and isinstance(exercise.rule, LimbRule)


def _range(sessions: Sessions, signal: str, *, crossed: bool) -> Line:
    sides = _sides(sessions, _range_week)
    unit = FEATURES[signal].unit if signal in FEATURES else Unit.DEG
    title = _("Range: {feature}").format(feature=words.feature_title(signal))
    return Line(
        measure=Measure.RANGE,
        title=title,
        scale=trend.SCALES[unit],
        mdc=trend.RANGE_MDC[unit],
        sides_mdc=trend.SIDES_MDC[unit],
        points=_points(sessions, _range_week),
        sides={one: sides[one.other] for one in Side if one in sides} if crossed else sides,
    )


def _points(sessions: Sessions, week: Callable[[Sessions], Estimate | None]) -> tuple[Point, ...]:
    return points_of({day: week(some) for day, some in by_week(_dated(sessions)).items()})


def _sides(
    sessions: Sessions, week: Callable[[Sessions], Estimate | None]
) -> Mapping[Side, tuple[Point, ...]]:
    """Return the points of both sides; nothing where neither has any."""
    found = {side: _points([_only(one, side) for one in sessions], week) for side in Side}
    return found if any(found.values()) else {}


def _only(one: SessionRow, side: Side) -> SessionRow:
    """Return what was done with one side; what does not tell its side is of the one asked for."""
    return replace(
        one,
        reps=tuple(rep for rep in one.reps if (rep.side or one.side) is side),
        holds=tuple(hold for hold in one.holds if (hold.side or one.side) is side),
        averages=(),
    )


# Weeks


def _range_week(sessions: Sessions) -> Estimate | None:
    found = (_range_of(one) for one in sessions)
    return pooled(one for one in found if one is not None)


def _range_of(one: SessionRow) -> Estimate | None:
    full = [rep for rep in one.reps if rep.kind is RepKind.FULL]
    shown = [(value, sd) for name, value, sd in one.averages if name == one.focus]
    values = [rep.extreme for rep in full] + [value for value, _sd in shown]
    return median_of(values, [rep.sd for rep in full] + [sd for _value, sd in shown])


def _hold_week(sessions: Sessions) -> Estimate | None:
    good = [[hold.good_s for hold in one.holds] for one in sessions if one.holds]
    found = (median_of(one, [TIME_SD] * len(one)) for one in good)
    return pooled(one for one in found if one is not None)


def _form_week(sessions: Sessions) -> Estimate | None:
    graded = [one for one in sessions if one.graded_fraction >= MOSTLY]
    holds = [(hold.good_s, hold.length_s) for one in graded for hold in one.holds]
    if holds:
        return share_of(holds, systematic_sd=TIME_SD * len(holds) / sum(s for _g, s in holds))
    scored = [[rep for rep in one.reps if rep.kind in _SCORED] for one in graded]
    parts = [(sum(rep.clean for rep in reps), len(reps)) for reps in scored]
    return share_of(parts, many=sum(map(len, scored)))


def _count_week(kinds: frozenset[RepKind]) -> Callable[[Sessions], Estimate | None]:
    def week(sessions: Sessions) -> Estimate | None:
        days: dict[date, int] = {}
        for one in sessions:
            found = sum(rep.kind in kinds for rep in one.reps)
            if found:
                days[one.on] = days.get(one.on, 0) + found
        return mean_of(list(days.values()), systematic_sd=COUNT_SD)

    return week


def _week(day: date, sessions: Sessions, exercise: Exercise | None) -> ExerciseWeek:
    kinds = [rep.kind for one in sessions for rep in one.reps]
    holds = [hold for one in sessions for hold in one.holds]
    return ExerciseWeek(
        week=day,
        days=len({one.on for one in sessions}),
        sessions=len(sessions),
        full=kinds.count(RepKind.FULL),
        partial=kinds.count(RepKind.PARTIAL),
        attempts=kinds.count(RepKind.ATTEMPT),
        guided=kinds.count(RepKind.GUIDED),
        added=sum(by_hand(one.by_hand) for one in sessions),
        held_s=sum(one.length_s for one in holds),
        good_s=sum(one.good_s for one in holds),
        skipped=sum(bool(one.by_hand.get(CorrectionKind.SKIP)) for one in sessions),
        interrupted=sum(one.interrupted for one in sessions),
        recordings=sum(one.recording for one in sessions),
        noticed=_noticed(sessions, exercise),
    )


def _noticed(sessions: Sessions, exercise: Exercise | None) -> tuple[tuple[str, int], ...]:
    found = Counter(check for one in sessions for check in one.faults)
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        (check if exercise is None else words.check_title(exercise, check), many)
        for check, many in ordered[:_MOST]
    )
