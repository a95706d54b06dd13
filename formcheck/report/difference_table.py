"""What differs, as tables: the same in the window and wherever else it is told."""

from collections.abc import Iterable, Sequence

from formcheck.checking.results import Hold, Rep
from formcheck.exercises.spec import Exercise
from formcheck.landmarks import Side
from formcheck.language import _
from formcheck.report import words
from formcheck.report.compare import (
    compare_holds,
    compare_reps,
    compare_sides,
    compare_takes,
    doubts,
)
from formcheck.report.content import Cell, Column, Table
from formcheck.report.difference import Difference
from formcheck.report.first_and_now import Dated, first_and_now
from formcheck.review.part import Part


def parts_table(first: Part, second: Part, names: tuple[str, str]) -> Table:
    """Return what differs between two parts: movements where one of each is chosen, else all."""
    match first.move, second.move:
        case Rep() as one, Rep() as other:
            rows = compare_reps(first.take, one, second.take, other)
        case Hold() as one, Hold() as other:
            rows = compare_holds(one, other)
        case _:
            rows = compare_takes(first.take, second.take)
    name = _("{first} and {second}").format(first=names[0], second=names[1])
    return difference_table(name, rows, names)


def sides_table(part: Part, of: str) -> Table | None:
    """Return what differs between left and right of a recording; None where no side was told."""
    rows = compare_sides(part.take)
    if not rows:
        return None
    left, right = (words.side(side) for side in Side)
    name = _("Left and right in {recording}").format(recording=of)
    return difference_table(name, rows, (left, right), percent=True)


def weeks_table(sessions: Iterable[Dated], exercise: Exercise | None = None) -> Table | None:
    """Return what differs between the first week and now; None where there is only one."""
    rows = first_and_now(sessions, exercise)
    if not rows:
        return None
    return difference_table(_("First week and now"), rows, (_("First week"), _("Now")))


def difference_table(
    name: str, rows: Sequence[Difference], names: tuple[str, str], *, percent: bool = False
) -> Table:
    """Return differences as a table.

    Parameters
    ----------
    name
        Of the table.
    rows
        What differs.
    names
        Of the first and of the second.
    percent
        Whether the difference is told in percent of the larger one, too.
    """
    titles = [_("What"), *names, _("Difference")]
    titles += [_("In percent")] if percent else []
    return Table(
        name,
        (*(Column(one) for one in titles), Column(_("What that means"), wide=True)),
        tuple(tuple(Cell(text) for text in _row(one, percent=percent)) for one in rows),
    )


def parts_doubts(first: Part, second: Part) -> str:
    """Return what makes two parts hard to compare, in sentences; empty for nothing."""
    return " ".join(doubts(first.take, second.take))


def _row(one: Difference, *, percent: bool) -> list[str]:
    share = [one.percent_text] if percent else []
    meaning = f"{one.sign} {one.verdict}"
    return [one.title, one.first_text, one.second_text, one.change_text, *share, meaning]
