"""What differs between two recordings, two repetitions, left and right, or a beginning and now.

::

    for one in compare_takes(before, now):
        print(one.title, one.first_text, one.second_text, one.change_text, one.verdict)
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, Protocol

from formcheck.care.trend import (
    NO_MDC,
    RANGE_MDC,
    SCALES,
    SECONDS,
    SHARE,
    SIDES_MDC,
    TIME_MDC,
    Estimate,
    Scale,
    median_of,
)
from formcheck.checking.results import Hold, Rep, RepKind
from formcheck.exercises.spec import Exercise
from formcheck.features.reading import Unit
from formcheck.landmarks import Side
from formcheck.language import N_, _
from formcheck.report import words
from formcheck.report.at_turn import AtTurn, at_turn
from formcheck.report.difference import Difference, Found, of_several, of_single
from formcheck.report.facts import form_of, hold_of
from formcheck.report.history_exercises import COUNT_SD, TIME_SD
from formcheck.report.tempo import Tempo, tempo
from formcheck.review.ranges import farthest, full_reps, middle_of, reach
from formcheck.session.record import SessionRecord

TEMPO_SD: Final = 0.15
"""Of the parts of a repetition: what smooths the landmarks is late by 0.2 to 0.3 s where a movement
begins or turns (clinical notes, section 9)."""
COUNT: Final = Scale()

_SCORED: Final = (RepKind.FULL, RepKind.PARTIAL)
_PARTS: Final = {
    "up_s": N_("Time there"),
    "hold_s": N_("Time at the turn"),
    "down_s": N_("Time back"),
}
_RANGE_TITLE: Final = N_("Range: {feature}")


class Judged(Protocol):
    """What can be compared: a `formcheck.review.take.Take`, or anything that has both of these."""

    @property
    def exercise(self) -> Exercise:
        """By what it was judged."""
        ...

    @property
    def record(self) -> SessionRecord:
        """What was found."""
        ...


def compare_takes(first: Judged, second: Judged) -> tuple[Difference, ...]:
    """Compare two recordings: what both have, and what one of them has."""
    rows = (
        *_ranges(first, second),
        *_holds(first, second),
        of_several(_("Good form"), (form_of(first.record), form_of(second.record)), SHARE),
        *_tempos(_scored(first.record, None), _scored(second.record, None), first, second),
        *_counts(first.record, second.record),
        *_faults(first, second),
    )
    return _told(rows)


def compare_reps(
    first: Judged, first_rep: Rep, second: Judged, second_rep: Rep
) -> tuple[Difference, ...]:
    """Compare two repetitions, of one recording or of two.

    Of each there is one value with the error that every reading has; that is enough to say
    whether these two differ, and says nothing of others. Between recordings, and between the
    sides, a difference has to reach the minimal detectable change, too.
    """
    ours, theirs = (
        at_turn(one.record, one.exercise, rep.side)
        for one, rep in ((first, first_rep), (second, second_rep))
    )
    mdc = NO_MDC if first is second else RANGE_MDC[Unit(ours.unit)]
    title = _range_title(ours)
    if first_rep.side is not second_rep.side:
        mdc = SIDES_MDC[Unit(ours.unit)]
        title = _(_RANGE_TITLE).format(feature=words.feature_title(ours.series))
        first_rep, second_rep = (
            _far(rep, one.exercise) for one, rep in ((first, first_rep), (second, second_rep))
        )
    pair = _single(first_rep), _single(second_rep)
    rows = []
    if words.belongs(ours.series, theirs.series):
        rows.append(of_single(title, pair, SCALES[Unit(ours.unit)], mdc))
    parts = (
        tempo(first.record, first.exercise, first_rep),
        tempo(second.record, second.exercise, second_rep),
    )
    for part, title in _PARTS.items():
        values = tuple(_seconds(getattr(one, part)) for one in parts)
        rows.append(of_single(_(title), (values[0], values[1]), SECONDS, NO_MDC))
    lengths = (_seconds(one.end_s - one.start_s) for one in (first_rep, second_rep))
    rows.append(
        of_single(_("The whole repetition"), (next(lengths), next(lengths)), SECONDS, NO_MDC)
    )
    return _told(rows)


def compare_holds(first: Hold, second: Hold) -> tuple[Difference, ...]:
    """Compare two holds, of one recording or of two."""
    lengths = [Estimate(one.end_s - one.start_s, 0.0, TIME_SD, 1) for one in (first, second)]
    good = [Estimate(one.good_s, 0.0, TIME_SD, 1) for one in (first, second)]
    return (
        of_single(_("Held in good form"), (good[0], good[1]), SECONDS, NO_MDC),
        of_single(_("Held in all"), (lengths[0], lengths[1]), SECONDS, NO_MDC),
    )


def compare_sides(one: Judged) -> tuple[Difference, ...]:
    """Compare left, the first, with right, the second; nothing where no side was told.

    Sides are those of the limb that was measured: of an arm and the opposite leg it is the leg.
    """
    record, exercise = one.record, one.exercise
    moves: tuple[Rep | Hold, ...] = (*record.reps, *record.holds)
    if not any(found.side for found in moves):
        return ()
    whose = {at_turn(record, exercise, side).side: side for side in Side}
    left, right = (_scored(record, whose[side]) for side in Side)
    what = at_turn(record, exercise, whose[Side.LEFT])
    unit = Unit(what.unit)
    full = [full_reps(record, whose[side]) for side in Side]
    # One signal may swing to both sides: to the right it is below zero.
    middles = [middle_of([_far(rep, exercise) for rep in reps]) for reps in full]
    counts = [_count(len(reps)) for reps in full]
    held = hold_of(record, Side.LEFT), hold_of(record, Side.RIGHT)
    rows = [
        of_several(
            _(_RANGE_TITLE).format(feature=words.feature_title(what.series)),
            (middles[0], middles[1]),
            SCALES[unit],
            SIDES_MDC[unit],
        ),
        of_several(_("Held in good form"), held, SECONDS, TIME_MDC),
        *_tempos(left, right, one, one),
    ]
    if left or right:
        rows.append(of_single(_("Full repetitions"), (counts[0], counts[1]), COUNT, NO_MDC))
    return _told(rows)


def doubts(first: Judged, second: Judged) -> tuple[str, ...]:
    """Return what makes two recordings hard to compare, a sentence each."""
    ours, theirs = first.record, second.record
    told = []
    if ours.exercise != theirs.exercise:
        told.append(_("These are two exercises: only what both have is compared."))
    if ours.view.name != theirs.view.name:
        told.append(_("The camera saw them from different sides: that alone changes angles."))
    if ours.error_model != theirs.error_model:
        told.append(
            _("The errors of measuring were measured anew in between: a step may come from that.")
        )
    return tuple(told)


# Rows


def _ranges(first: Judged, second: Judged) -> Iterator[Difference]:
    for side in (None, *Side):
        ours, theirs = (at_turn(one.record, one.exercise, side) for one in (first, second))
        if ours.series != theirs.series:
            continue  # another view or exercise measures something else
        reps = tuple(full_reps(one.record, side) for one in (first, second))
        unit = Unit(ours.unit)
        middle = _("{what}, median").format(what=_range_title(ours))
        pair = middle_of(reps[0]), middle_of(reps[1])
        yield of_several(middle, pair, SCALES[unit], RANGE_MDC[unit])
        best = tuple(
            farthest(some, one.exercise) for some, one in zip(reps, (first, second), strict=True)
        )
        if best[0] is not None and best[1] is not None:
            title = _("{what}, best").format(what=_range_title(ours))
            singles = _single(best[0]), _single(best[1])
            yield of_single(title, singles, SCALES[unit], RANGE_MDC[unit])


def _range_title(what: AtTurn) -> str:
    """Return what was measured, with the side of the limb."""
    feature = words.series_title(what.series)
    if what.side is not None and words.feature_of(what.series) == what.series:
        feature = _("{feature}, {side}").format(feature=feature, side=words.side(what.side))
    return _(_RANGE_TITLE).format(feature=feature)


def _holds(first: Judged, second: Judged) -> Iterator[Difference]:
    for side in (None, *Side):
        title = _("Held in good form")
        if side is not None:
            title = _("{what}, {side}").format(what=title, side=words.side(side))
        pair = hold_of(first.record, side), hold_of(second.record, side)
        yield of_several(title, pair, SECONDS, TIME_MDC)


def _scored(record: SessionRecord, side: Side | None) -> list[Rep]:
    """Return the repetitions that somebody looked at; of None those of every side."""
    there = (rep for rep in record.reps if rep.kind in _SCORED)
    return [rep for rep in there if side is None or rep.side is side]


def _tempos(
    ours: list[Rep], theirs: list[Rep], first: Judged, second: Judged
) -> Iterator[Difference]:
    before = [tempo(first.record, first.exercise, rep) for rep in ours]
    after = [tempo(second.record, second.exercise, rep) for rep in theirs]
    for part, title in _PARTS.items():
        pair = _middle_s(before, part), _middle_s(after, part)
        yield of_several(_(title), pair, SECONDS, TIME_MDC)


def _middle_s(found: list[Tempo], part: str) -> Found:
    return median_of([getattr(one, part) for one in found], [TEMPO_SD] * len(found))


def _counts(first: SessionRecord, second: SessionRecord) -> Iterator[Difference]:
    titles = {
        "full": N_("Full repetitions"),
        "partial": N_("Partial repetitions"),
        "attempt": N_("Attempts"),
        "guided": N_("Guided repetitions, not scored"),
    }
    for name, title in titles.items():
        many = tuple(getattr(one.counts, name) for one in (first, second))
        if any(many):
            pair = _count(many[0]), _count(many[1])
            yield of_single(_(title), pair, COUNT, NO_MDC)


def _faults(first: Judged, second: Judged) -> Iterator[Difference]:
    """Give how often each check was beyond its limits, where both were looked at for it."""
    seen = [[span.check for span in one.record.faults] for one in (first, second)]
    both = {check.id for check in second.exercise.checks}
    for check in first.exercise.checks:
        many = [found.count(check.id) for found in seen]
        if check.id in both and any(many):
            title = _("Noticed: {what}").format(what=check.title)
            yield of_single(title, (_count(many[0]), _count(many[1])), COUNT, NO_MDC)


def _told(rows: Iterable[Difference]) -> tuple[Difference, ...]:
    return tuple(one for one in rows if one.first is not None or one.second is not None)


def _far(rep: Rep, exercise: Exercise) -> Rep:
    """Return a repetition with how far it went in place of where it turned."""
    return replace(rep, extreme=reach(rep, exercise))


def _single(rep: Rep) -> Found:
    if not math.isfinite(rep.extreme):
        return None
    return Estimate(rep.extreme, 0.0, rep.sd, 1)


def _seconds(length_s: float) -> Found:
    return Estimate(length_s, 0.0, TEMPO_SD, 1) if math.isfinite(length_s) else None


def _count(many: int) -> Found:
    return Estimate(float(many), 0.0, COUNT_SD, many)
