"""What a timeline shows of a session: lanes of items, each with its words. No widgets here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from formcheck.checking.results import FaultSpan, Hold, Rep, RepKind, Severity
from formcheck.exercises.rules import StretchRule
from formcheck.exercises.spec import Exercise
from formcheck.language import _
from formcheck.overlay.scene import Tone
from formcheck.report import words
from formcheck.review.by_hand import changed, stretches
from formcheck.review.edits import AngleMark, Drawing, LineMark, Mark
from formcheck.review.take import Take
from formcheck.session.record import SessionRecord

_CHECKS: Final = 3
"""More checks than this share one lane (judgement)."""
_ROWS: Final = 3
"""Rows of a lane, at most: what finds none free is drawn over the last (judgement)."""
_COUNTED: Final = frozenset({"reps", "limbs", "cycle", "guided"})
_TIMED: Final = frozenset({"hold", "stretch"})
"""Kinds of rule."""
_DONE: Final = {RepKind.FULL: 1.0, RepKind.PARTIAL: 0.4, RepKind.ATTEMPT: 0.15, RepKind.GUIDED: 1.0}
"""How high an item is filled; a shape that tells the kinds apart without their colours."""
_TONE: Final = {
    RepKind.FULL: Tone.GOOD,
    RepKind.PARTIAL: Tone.WARN,
    RepKind.ATTEMPT: Tone.UNSURE,
    RepKind.GUIDED: Tone.UNSURE,
}
_SEVERITY: Final = {
    Severity.GOOD: Tone.GOOD,
    Severity.WARN: Tone.WARN,
    Severity.FAULT: Tone.FAULT,
}


class ItemKind(StrEnum):
    """What an item is."""

    REP = "rep"
    HOLD = "hold"
    FAULT = "fault"
    GAP = "gap"
    """A stretch that was not judged."""
    HAND = "hand"
    """A stretch in which landmarks were moved by hand."""
    MARK = "mark"
    """A note, or something drawn or measured by hand, at one moment."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a lane."""

    kind: ItemKind
    key: int
    """Of a repetition its number, of others their place in the record or in what was given."""
    start_s: float
    end_s: float
    jump_s: float
    """Where to look at it."""
    tone: Tone
    words: str
    """All about it, in one line."""
    label: str = ""
    """What is written on it where there is room."""
    filled: float = 1.0
    """Share of its height: how much of it was done, 0 to 1."""
    by_hand: bool = False
    """Whether it is not as it was measured."""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Lane:
    """Items of one kind, or of one check."""

    title: str
    items: tuple[Item, ...]
    """In the order of time."""
    rows: int = 1
    """How many lie above each other."""


def lanes(
    take: Take, measured: SessionRecord | None = None, marks: Sequence[Mark] = ()
) -> tuple[Lane, ...]:
    """Return what happened in a take, lane by lane from the top.

    Parameters
    ----------
    take
        What was found; lanes are there already before anything is.
    measured
        The session before it was corrected by hand.
    marks
        What somebody noted.
    """
    record, exercise = take.record, take.exercise
    by_hand = changed(record, measured)
    found = list(_done(record, exercise, by_hand))
    found += _noticed(record, exercise)
    found.append(_lane(_("not judged"), _gaps(record)))
    own = [*_moved(take), *_marks(marks)]
    if own:
        found.append(_lane(_("by hand"), own))
    return tuple(found)


def from_to(start_s: float, end_s: float) -> str:
    """Return a stretch of the recording: ``0:12.3 to 0:14.1``."""
    return _("{start} to {end}").format(start=words.clock(start_s), end=words.clock(end_s))


def about_fault(record: SessionRecord, exercise: Exercise, fault: FaultSpan) -> str:
    """Return an episode in one line: ``Hips too low, 0:12.3 to 0:14.1, farthest 152° ± 5``."""
    unit = words.check_unit(record, exercise, fault.check)
    value = words.measured(fault.worst, fault.sd, unit)
    return _list(
        words.check_title(exercise, fault.check),
        words.severity(fault.severity),
        from_to(fault.start_s, fault.end_s),
        _("farthest {value}").format(value=value),
    )


def _lane(title: str, items: Sequence[Item]) -> Lane:
    """Put items that overlap into rows above each other."""
    ends_s: list[float] = []
    placed = []
    for item in sorted(items, key=lambda one: (one.start_s, one.end_s)):
        free = [row for row, end_s in enumerate(ends_s) if end_s <= item.start_s]
        row = free[0] if free else min(len(ends_s), _ROWS - 1)
        ends_s[row:] = [item.end_s, *ends_s[row + 1 :]]
        placed.append(replace(item, row=row))
    return Lane(title, tuple(placed), max(len(ends_s), 1))


def _list(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def shows_reps(record: SessionRecord, exercise: Exercise) -> bool:
    """Whether there are repetitions, or may be."""
    return bool(record.reps) or exercise.rule.kind in _COUNTED


def shows_holds(record: SessionRecord, exercise: Exercise) -> bool:
    """Whether there are holds or stretches, or may be."""
    return bool(record.holds) or exercise.rule.kind in _TIMED


def _done(record: SessionRecord, exercise: Exercise, by_hand: frozenset[int]) -> Iterator[Lane]:
    if shows_reps(record, exercise):
        reps = [_rep(record, exercise, rep, by_hand) for rep in record.reps]
        yield _lane(_("repetitions"), reps)
    if shows_holds(record, exercise):
        stretch = isinstance(exercise.rule, StretchRule)
        holds = [_hold(exercise, place, hold) for place, hold in enumerate(record.holds)]
        yield _lane(_("stretches") if stretch else _("holds"), holds)


def _rep(record: SessionRecord, exercise: Exercise, rep: Rep, by_hand: frozenset[int]) -> Item:
    corrected = rep.number in by_hand
    told = _list(
        _("Repetition {number}").format(number=rep.number),
        words.side(rep.side) if rep.side else "",
        words.kind(rep.kind),
        from_to(rep.start_s, rep.end_s),
        words.farthest(rep, words.rep_unit(record, exercise)),
        *(words.check_title(exercise, check) for check in rep.faults),
        rep.note,
        _("corrected by hand") if corrected else "",
    )
    return Item(
        ItemKind.REP,
        rep.number,
        rep.start_s,
        rep.end_s,
        rep.turn_s,
        _TONE[rep.kind],
        told,
        str(rep.number),
        _DONE[rep.kind],
        corrected,
    )


def _hold(exercise: Exercise, place: int, hold: Hold) -> Item:
    length_s = hold.end_s - hold.start_s
    rule = exercise.rule
    still = isinstance(rule, StretchRule)
    good = _("{time} still") if still else _("{time} in good form")
    told = _list(
        (_("Stretch {number}") if still else _("Hold {number}")).format(number=place + 1),
        words.side(hold.side) if hold.side else "",
        words.stretch(words.stretched(rule, hold)) if isinstance(rule, StretchRule) else "",
        from_to(hold.start_s, hold.end_s),
        good.format(time=words.seconds(hold.good_s)),
    )
    done = min(hold.good_s / length_s, 1.0) if length_s > 0 else 0.0
    label = words.seconds(hold.good_s)
    return Item(
        ItemKind.HOLD,
        place,
        hold.start_s,
        hold.end_s,
        hold.start_s,
        Tone.GOOD,
        told,
        label,
        done,
    )


def _noticed(record: SessionRecord, exercise: Exercise) -> Iterator[Lane]:
    """Give a lane for each check, or one for all where they are many; one before anything is."""
    items: dict[str, list[Item]] = {}
    for place, fault in enumerate(record.faults):
        items.setdefault(fault.check, []).append(_fault(record, exercise, place, fault))
    if not 0 < len(items) <= _CHECKS:
        yield _lane(_("noticed"), [item for found in items.values() for item in found])
        return
    known = [check.id for check in exercise.checks]
    for check in sorted(items, key=lambda one: known.index(one) if one in known else len(known)):
        yield _lane(words.check_title(exercise, check), items[check])


def _fault(record: SessionRecord, exercise: Exercise, place: int, fault: FaultSpan) -> Item:
    told = about_fault(record, exercise, fault)
    title = words.check_title(exercise, fault.check)
    return Item(
        ItemKind.FAULT,
        place,
        fault.start_s,
        fault.end_s,
        fault.start_s,
        _SEVERITY[fault.severity],
        told,
        title,
        1.0 if fault.severity is Severity.FAULT else 0.5,
    )


def _gaps(record: SessionRecord) -> list[Item]:
    return [
        Item(
            ItemKind.GAP,
            place,
            gap.start_s,
            gap.end_s,
            gap.start_s,
            Tone.UNSURE,
            _list(_("Not judged"), from_to(gap.start_s, gap.end_s), gap.reason),
        )
        for place, gap in enumerate(record.not_judged)
    ]


def _moved(take: Take) -> list[Item]:
    told = _("Landmarks moved by hand")
    return [
        Item(
            ItemKind.HAND,
            place,
            start_s,
            end_s,
            start_s,
            Tone.UNSURE,
            _list(told, from_to(start_s, end_s)),
            by_hand=True,
        )
        for place, (start_s, end_s) in enumerate(stretches(take.seen, take.poses.time_s))
    ]


def _marks(marks: Sequence[Mark]) -> list[Item]:
    return [
        Item(
            ItemKind.MARK,
            place,
            mark.time_s,
            mark.time_s,
            mark.time_s,
            Tone.UNSURE,
            _list(words.clock(mark.time_s), about_mark(mark)),
        )
        for place, mark in enumerate(marks)
    ]


def about_mark(mark: Mark) -> str:
    """Return what was noted or drawn at a moment."""
    match mark:
        case AngleMark():
            return _("an angle, measured by hand")
        case LineMark():
            return _("a line, measured by hand")
        case Drawing():
            return _("a drawing")
        case _:
            return mark.text
