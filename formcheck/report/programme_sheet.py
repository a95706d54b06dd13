"""A programme for people: lines for the terminal, and one page to print that needs nothing else."""

from dataclasses import dataclass
from typing import Final

from formcheck.care.move import Moves
from formcheck.care.programme import DAY_WORDS, Day, Item, Programme
from formcheck.care.today import dose_text, on_day, sides_of
from formcheck.exercises.spec import Exercise
from formcheck.features.body import FEATURES
from formcheck.features.reading import Unit
from formcheck.language import N_, _, ngettext, number
from formcheck.report.pages import page

_BOXES: Final = 14
"""Boxes to tick on paper: two weeks."""
_UNITS: Final = {Unit.DEG: "°"}
_EVERY_DAY: Final = N_("every day")


@dataclass(frozen=True, slots=True)
class Row:
    """One exercise, in words and the language in use."""

    title: str
    dose: str
    days: str
    rest: str
    notes: tuple[str, ...]
    """Word to the person, limits, target."""
    summary: str
    """The exercise in one sentence; empty where it is not known here."""
    stop: str
    """When to stop; empty where it is not known here."""


def rows(programme: Programme, exercises: dict[str, Exercise], moves: Moves) -> tuple[Row, ...]:
    """Return the exercises of a programme in words, in their order."""
    return tuple(_row(one, exercises.get(one.exercise), moves) for one in programme.exercises)


def facts(programme: Programme, moves: Moves) -> tuple[str, ...]:
    """Return what there is to say of the whole: who wrote it, how long it takes, if it is fixed."""
    told = [_written(programme)]
    minutes = longest_minutes(programme, moves)
    if minutes:
        text = ngettext("About {number} minute.", "About {number} minutes.", minutes)
        told.append(text.format(number=minutes))
    if programme.locked:
        told.append(_("Locked: only who wrote it changes it."))
    return tuple(told)


def longest_minutes(programme: Programme, moves: Moves) -> int:
    """Return about how long the longest day takes, in minutes."""
    return max(on_day(programme, day, moves).minutes for day in Day)


def programme_lines(programme: Programme, exercises: dict[str, Exercise], moves: Moves) -> str:
    """Return a programme as text for the terminal."""
    lines = [programme.title, " ".join(facts(programme, moves))]
    lines += [text for text in (programme.goal, programme.note) if text]
    for place, row in enumerate(rows(programme, exercises, moves), start=1):
        lines += ["", f"{place}. {row.title}: {row.dose}", f"   {row.days}. {row.rest}".rstrip()]
        lines += [f"   {note}" for note in row.notes]
    return "\n".join(lines)


def programme_html(programme: Programme, exercises: dict[str, Exercise], moves: Moves) -> str:
    """Return a programme as a page to print."""
    return page(
        "programme.html.j2",
        programme=programme,
        facts=facts(programme, moves),
        rows=rows(programme, exercises, moves),
        boxes=range(_BOXES),
    )


def _written(programme: Programme) -> str:
    on = programme.written_on.isoformat()
    if programme.written_by:
        return _("Written by {name} on {date}.").format(name=programme.written_by, date=on)
    return _("Written on {date}.").format(date=on)


def _row(item: Item, exercise: Exercise | None, moves: Moves) -> Row:
    move = moves.get(item.exercise)
    sides = () if move is None else sides_of(item, move)
    rest = _("Rest {number} s after each set.").format(number=number(item.rest_s))
    return Row(
        title=item.exercise if move is None else move.title,
        dose=dose_text(item, sides),
        days=", ".join(_(DAY_WORDS[one]) for one in item.days) or _(_EVERY_DAY),
        rest=rest if item.rest_s and item.sets > 1 else "",
        notes=tuple(_notes(item, known=move is not None)),
        summary="" if exercise is None else exercise.summary,
        stop="" if exercise is None else exercise.stop,
    )


def _notes(item: Item, *, known: bool) -> list[str]:
    told = [item.note] if item.note else []
    told += [_("Your limit: {limit}.").format(limit=one) for one in _limits(item)]
    most = item.targets
    goal = (_sets(most.sets), _reps(most.reps), _seconds(most.seconds))
    if any(goal):
        reached = ", ".join(one for one in goal if one)
        told.append(_("Where it should get: {goal}.").format(goal=reached))
    if not known:
        told.append(_("This exercise is not on this computer."))
    return told


def _sets(many: int | None) -> str:
    return ngettext("{number} set", "{number} sets", many).format(number=many) if many else ""


def _reps(many: int | None) -> str:
    if not many:
        return ""
    return ngettext("{number} repetition", "{number} repetitions", many).format(number=many)


def _seconds(many: int | None) -> str:
    return _("{number} s").format(number=many) if many else ""


def _limits(item: Item) -> list[str]:
    found = []
    for limit in item.limits:
        text = limit.text.rstrip(".")
        if limit.feature:
            feature = FEATURES[limit.feature]
            unit = _UNITS.get(feature.unit, "")
            least = "" if limit.min is None else f"≥ {number(limit.min)}{unit}"
            most = "" if limit.max is None else f"≤ {number(limit.max)}{unit}"
            ends = ", ".join(one for one in (least, most) if one)
            text = f"{text} ({_(feature.title)} {ends})"
        found.append(text)
    return found
