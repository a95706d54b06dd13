"""What another programme changes, line by line, for whoever decides about it."""

from collections.abc import Iterator
from dataclasses import replace

from formcheck.care.move import Moves
from formcheck.care.programme import Programme
from formcheck.exercises.spec import Exercise
from formcheck.language import _
from formcheck.report.programme_sheet import Row, rows


def programme_changes(
    before: Programme, after: Programme, exercises: dict[str, Exercise], moves: Moves
) -> tuple[str, ...]:
    """Return what is new, different or left out, in words; nothing when all is alike."""
    slugs = [one.exercise for one in before.exercises]
    old = dict(zip(slugs, rows(before, exercises, moves), strict=True))
    slugs = [one.exercise for one in after.exercises]
    new = dict(zip(slugs, rows(after, exercises, moves), strict=True))
    told = [line for slug, row in new.items() for line in _line(old.get(slug), row)]
    gone = _("{exercise} is left out.")
    told += [gone.format(exercise=row.title) for slug, row in old.items() if slug not in new]
    if after.locked != before.locked:
        told.append(
            _("From then on it is locked: only who wrote it changes it.")
            if after.locked
            else _("From then on it is not locked: changes may be proposed.")
        )
    return tuple(told)


def _line(old: Row | None, new: Row) -> Iterator[str]:
    if old is None:
        yield _("{exercise} is new: {dose}.").format(exercise=new.title, dose=_dose(new))
    elif _dose(old) != _dose(new):
        yield _("{exercise}: {dose}, before {before}.").format(
            exercise=new.title, dose=_dose(new), before=_dose(old)
        )
    # Rest, words, limits and targets: they are read in the programme itself.
    elif old != replace(new, summary=old.summary, stop=old.stop):
        yield _("{exercise}: its rest, limits, target or note are different.").format(
            exercise=new.title
        )


def _dose(row: Row) -> str:
    return f"{row.dose}, {row.days}"
