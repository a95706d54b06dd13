"""Left against right, and now against an earlier session: a difference only beyond the error."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from formcheck.care.trend import (
    RANGE_MDC,
    SCALES,
    SECONDS,
    SHARE,
    SIDES_MDC,
    TIME_MDC,
    Estimate,
    Mdc,
    Scale,
    Verdict,
    change,
    change_text,
)
from formcheck.exercises.spec import Exercise
from formcheck.features.reading import Unit
from formcheck.landmarks import Side
from formcheck.language import _
from formcheck.report import words
from formcheck.report.at_turn import at_turn
from formcheck.report.content import Fact
from formcheck.report.dates import day_name
from formcheck.report.difference import of_several
from formcheck.report.facts import form_of, hold_of, range_name
from formcheck.report.reported import Earlier
from formcheck.review.ranges import full_reps, middle_of, reach, stated
from formcheck.session.record import SessionRecord

Sides = Mapping[Side, Estimate]


def sides(record: SessionRecord, exercise: Exercise) -> Iterator[Fact]:
    """Give what left and right have in common, and what not."""
    ranges: dict[Side, Estimate] = {}
    unit = Unit.DEG
    for side in Side:
        what, reps = at_turn(record, exercise, side), full_reps(record, side)
        middle = middle_of([replace(rep, extreme=reach(rep, exercise)) for rep in reps])
        if middle is not None and what.side is not None:
            ranges[what.side], unit = middle, Unit(what.unit)
    yield from _sides(_("Left and right"), ranges, SCALES[unit], SIDES_MDC[unit])
    holds = {side: one for side in Side if (one := hold_of(record, side)) is not None}
    yield from _sides(_("Left and right, held"), holds, SECONDS, TIME_MDC)


def _sides(name: str, found: Sides, scale: Scale, mdc: Mdc) -> Iterator[Fact]:
    if len(found) < len(Side):
        return
    left, right = found[Side.LEFT], found[Side.RIGHT]
    values = [f"{words.side(side)} {_stated(found[side], scale)}" for side in Side]
    apart = of_several(name, (left, right), scale, mdc)
    differ = apart.change
    if differ.verdict is Verdict.UNKNOWN:
        more = _("too few on each side to compare them")
    else:
        text = change_text(differ, scale)
        more = _("Right, compared with left: {text}").format(text=text[:1].lower() + text[1:])
        percent = _("That is {share} of the larger.").format(share=apart.percent_text)
        more = f"{more} {percent}" if apart.percent_text else more
    yield Fact(name, ", ".join(values), more)


def _stated(one: Estimate, scale: Scale) -> str:
    return scale.with_error(one.value, stated(one))


def trend(record: SessionRecord, exercise: Exercise, earlier: Earlier) -> Iterator[Fact]:
    """Give what changed since an earlier session of the same exercise."""
    before = earlier.record
    if before.exercise != record.exercise:
        return
    for side in (None, *Side):
        what = at_turn(record, exercise, side)
        unit = Unit(what.unit)
        pair = middle_of(full_reps(before, side)), middle_of(full_reps(record, side))
        # Another view measures something else: its range says nothing about this one's.
        if at_turn(before, exercise, side).series == what.series:
            title = range_name(record, exercise, side)
            yield from _change(title, pair, SCALES[unit], RANGE_MDC[unit], earlier)
        held = _("Held, {side}").format(side=words.side(side)) if side else _("Held")
        pair = hold_of(before, side), hold_of(record, side)
        yield from _change(held, pair, SECONDS, TIME_MDC, earlier)
    if exercise.checks:
        pair = form_of(before), form_of(record)
        yield from _change(_("Good form"), pair, SHARE, Mdc(), earlier)


def _change(
    name: str,
    pair: tuple[Estimate | None, Estimate | None],
    scale: Scale,
    mdc: Mdc,
    earlier: Earlier,
) -> Iterator[Fact]:
    before, now = pair
    if before is None or now is None:
        return
    then = _("{value} before")
    if earlier.on is not None:
        on = earlier.on.astimezone().date()
        then = _("{value} on {day}").format(value="{value}", day=f"{day_name(on)} {on.year}")
    value = f"{then.format(value=_stated(before, scale))}, " + _("{value} now").format(
        value=_stated(now, scale)
    )
    yield Fact(name, value, change_text(change(before, now, mdc), scale))
