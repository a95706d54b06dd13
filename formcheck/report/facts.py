"""The numbers of a session that a patient and a physio read first."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Final

import numpy as np

from formcheck.care.trend import LEAST, SCALES, SHARE, Estimate, share_of
from formcheck.checking.results import Rep, RepKind
from formcheck.exercises.rules import CycleRule, LimbRule, RepRule, StretchRule
from formcheck.exercises.spec import Exercise
from formcheck.features.reading import Unit
from formcheck.landmarks import Side
from formcheck.language import _, ngettext
from formcheck.report import words
from formcheck.report.at_turn import at_turn
from formcheck.report.content import Fact
from formcheck.report.history_exercises import TIME_SD
from formcheck.report.tempo import Tempo, tempo
from formcheck.review.ranges import farthest, full_reps, middle_of, stated
from formcheck.session.record import SessionRecord
from formcheck.training.outcome import MOSTLY, set_of

_QUARTERS: Final = 4
"""Repetitions without which the middle half says nothing (judgement)."""
_PARTS: Final = ("up_s", "hold_s", "down_s")


def facts(record: SessionRecord, exercise: Exercise) -> tuple[Fact, ...]:
    """Return what was counted and measured, as far as the exercise has it."""
    return (
        *_counted(record, exercise),
        *_form(record, exercise),
        *_ranges(record, exercise),
        *_tempo(record, exercise),
        *_held(record, exercise),
    )


def marked(now: Sequence[Fact], measured: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return facts; each that somebody corrected by hand says so, and what was measured."""
    before: Mapping[str, str] = {one.name: one.value for one in measured}
    return tuple(_marked(one, before.get(one.name, words.unknown())) for one in now)


def _marked(one: Fact, before: str) -> Fact:
    if before == one.value:
        return one
    by_hand = _("corrected by hand; measured: {value}").format(value=before)
    return Fact(one.name, one.value, "; ".join(filter(None, (one.more, by_hand))))


def _counted(record: SessionRecord, exercise: Exercise) -> Iterator[Fact]:
    counts = record.counts
    name = _("Repetitions")
    if counts.guided:
        guided = _("{number} guided").format(number=counts.guided)
        yield Fact(name, guided, _("not scored"))
    elif record.reps or isinstance(exercise.rule, RepRule | LimbRule | CycleRule):
        tried = ngettext("{number} attempt", "{number} attempts", counts.attempt)
        value = ", ".join(
            (
                _("{number} full").format(number=counts.full),
                _("{number} partial").format(number=counts.partial),
                tried.format(number=counts.attempt),
            )
        )
        sides = _("full: {left} left, {right} right")
        sided = counts.left or counts.right
        more = sides.format(left=counts.left, right=counts.right) if sided else ""
        yield Fact(name, value, more)


def form_of(record: SessionRecord) -> Estimate | None:
    """Return the share of good form; None where too little of it could be judged."""
    done = set_of(record)
    if not done.looked_at or record.graded_fraction < MOSTLY:
        return None
    part = [(done.good, done.looked_at)]
    if record.holds:
        return share_of(part, systematic_sd=TIME_SD * len(record.holds) / done.looked_at)
    return share_of(part, many=round(done.looked_at))


def _form(record: SessionRecord, exercise: Exercise) -> Iterator[Fact]:
    done, found = set_of(record), form_of(record)
    # What counts of a stretch is that it is still, and that is told already.
    if not done.looked_at or not exercise.checks or isinstance(exercise.rule, StretchRule):
        return
    name = _("Good form")
    if found is None:
        share = words.share(record.graded_fraction)
        text = _("only {share} of the time could be judged").format(share=share)
        yield Fact(name, _("not told"), text)
        return
    good, whole = words.seconds(done.good), words.seconds(done.looked_at)
    if not record.holds:
        good, whole = f"{round(done.good)}", words.repetitions(round(done.looked_at))
    part = _("{good} of {all}").format(good=good, all=whole)
    if record.holds or done.looked_at >= LEAST:
        text = _("nothing clearly off in {part}")
        yield Fact(name, SHARE.with_error(found.value, stated(found)), text.format(part=part))
    else:
        yield Fact(name, part, _("with nothing clearly off"))


def _ranges(record: SessionRecord, exercise: Exercise) -> Iterator[Fact]:
    for side in (None, *Side):
        reps = full_reps(record, side)
        middle = middle_of(reps)
        if middle is None:
            continue
        what = at_turn(record, exercise, side)
        scale = SCALES[Unit(what.unit)]
        name = range_name(record, exercise, side)
        value = scale.with_error(middle.value, stated(middle))
        yield Fact(name, value, _spread(record, exercise, reps, side))


def range_name(record: SessionRecord, exercise: Exercise, side: Side | None) -> str:
    """Return what the range of a side is called: each of its own."""
    what = at_turn(record, exercise, side)
    feature = words.series_title(what.series)
    if what.side is not None and what.series == words.feature_of(what.series):
        told = _("{feature}, {side}")
        feature = told.format(feature=feature, side=words.side(what.side))
    return _("Range: {feature}").format(feature=feature)


def _spread(
    record: SessionRecord, exercise: Exercise, reps: Sequence[Rep], side: Side | None
) -> str:
    """Return the best repetition, the middle half, and of how many they are."""
    unit = at_turn(record, exercise, side).unit
    told = []
    best = farthest(reps, exercise)
    if best is not None:
        value = words.measured(best.extreme, best.sd, unit)
        told.append(_("best {value}").format(value=value))
    there = [rep.extreme for rep in reps if np.isfinite(rep.extreme)]
    if len(there) >= _QUARTERS:
        low, high = (SCALES[Unit(unit)].text(one) for one in np.percentile(there, (25, 75)))
        told.append(_("middle half {low} to {high}").format(low=low, high=high))
    text = ngettext(
        "median of {number} full repetition", "median of {number} full repetitions", len(there)
    )
    return ", ".join((text.format(number=len(there)), *told))


def _tempo(record: SessionRecord, exercise: Exercise) -> Iterator[Fact]:
    scored = [rep for rep in record.reps if rep.kind in (RepKind.FULL, RepKind.PARTIAL)]
    if not scored:
        return
    found = [tempo(record, exercise, rep) for rep in scored]
    middle = Tempo(*(median(getattr(one, part) for one in found) for part in _PARTS))
    many = ngettext("median of {number} repetition", "median of {number} repetitions", len(scored))
    meaning = _("there, at the turn, back")
    yield Fact(_("Tempo"), middle.text, f"{meaning}; {many.format(number=len(scored))}")


def _held(record: SessionRecord, exercise: Exercise) -> Iterator[Fact]:
    holds = record.holds
    if not holds:
        return
    lengths_s = [hold.end_s - hold.start_s for hold in holds]
    good_s = sum(hold.good_s for hold in holds)
    text = _("{good} in good form, longest {longest}")
    if isinstance(exercise.rule, StretchRule):
        text = _("{good} of it still, longest {longest}")
    more = text.format(good=words.seconds(good_s), longest=words.seconds(max(lengths_s)))
    yield Fact(_("Held"), words.seconds(sum(lengths_s)), more)


def hold_of(record: SessionRecord, side: Side | None) -> Estimate | None:
    """Return the middle of a side's holds, in good seconds; None where there is none."""
    good_s = [hold.good_s for hold in record.holds if hold.side is side]
    if not good_s:
        return None
    return Estimate(median(good_s), 0.0, TIME_SD, len(good_s))
