"""Tables on paper: columns as wide as their words, sentences in what is left."""

from collections.abc import Sequence
from typing import Final

from formcheck.report.content import SIGNS, Cell, Table
from formcheck.report.paper import EDGE, SMALL, WIDTH, Paper

_SIZE: Final = 8.0
_GAP: Final = 0.14
"""Between columns, in inches."""
_AIR: Final = 0.025
"""Above and under a line."""
_RULE: Final = 0.006
_LEAST: Final = 0.9
"""Width that sentences get at least."""
_NAME: Final = 1.1
"""Names of columns are broken where they are longer, and so than what stands under them."""
_SIGN: Final = 0.16
_SLACK: Final = 0.01
"""So that what just fits is not broken for a rounding."""

Row = Sequence[Cell]


def draw_table(paper: Paper, table: Table) -> None:
    """Draw a table; what does not fit goes on, under its names again, on the next page."""
    widths = _widths(paper, table)
    names = _names_height(paper, table, widths)
    for number, row in enumerate(table.rows):
        height = _height(paper, row, widths)
        first = number == 0
        if paper.left < height + (names if first else 0.0):
            paper.turn()
            first = True
        if first:
            _names(paper, table, widths, names)
        paper.skip(_AIR)
        _row(paper, row, widths)
        paper.skip(height - _AIR)
        paper.bar(EDGE, 0.0, WIDTH, _RULE, "grid")
    paper.skip(2 * _AIR)


def row_height(paper: Paper, table: Table, row: Row) -> float:
    """Return the height of a line."""
    return _height(paper, row, _widths(paper, table))


def _widths(paper: Paper, table: Table) -> list[float]:
    """Return the widths of the columns: sentences share what the others leave."""
    natural = [
        max(
            min(paper.wide(column.title, SMALL, bold=True), _NAME) + _SLACK,
            max((_wide(paper, row[place]) for row in table.rows), default=0.0),
        )
        for place, column in enumerate(table.columns)
    ]
    gaps = _GAP * (len(natural) - 1)
    wide = [place for place, column in enumerate(table.columns) if column.wide]
    left = WIDTH - gaps - sum(one for place, one in enumerate(natural) if place not in wide)
    # The narrowest first: what it needs at least is taken from the others.
    for number, place in enumerate(sorted(wide, key=natural.__getitem__)):
        rest = sum(sorted(natural[one] for one in wide)[number:])
        wanted = natural[place]
        natural[place] = max(min(_LEAST, wanted), left * wanted / rest)
        left -= natural[place]
    return natural


def _wide(paper: Paper, cell: Cell) -> float:
    return paper.wide(cell.text, _SIZE) + (_SIGN if cell.mark else 0.0) + _SLACK


def _height(paper: Paper, row: Row, widths: Sequence[float]) -> float:
    heights = (
        paper.height(cell.text, width - (_SIGN if cell.mark else 0.0), _SIZE)
        for cell, width in zip(row, widths, strict=True)
    )
    return max(heights, default=0.0) + 2 * _AIR


def _names_height(paper: Paper, table: Table, widths: Sequence[float]) -> float:
    pairs = zip(table.columns, widths, strict=True)
    return max(paper.height(one.title, width, SMALL, bold=True) for one, width in pairs) + _AIR


def _names(paper: Paper, table: Table, widths: Sequence[float], height: float) -> None:
    left = EDGE
    for column, width in zip(table.columns, widths, strict=True):
        paper.column(column.title, left, width, SMALL, bold=True, ink="quiet")
        left += width + _GAP
    paper.skip(height)
    paper.bar(EDGE, 0.0, WIDTH, _RULE, "quiet")


def _row(paper: Paper, row: Row, widths: Sequence[float]) -> None:
    left = EDGE
    for cell, width in zip(row, widths, strict=True):
        indent = _SIGN if cell.mark else 0.0
        if cell.mark:
            ink = {"part": "unsure", "told": "quiet"}.get(cell.mark, cell.mark)
            paper.word(SIGNS[cell.mark], left, paper.y, _SIZE, ink=ink)
        paper.column(cell.text, left + indent, width - indent, _SIZE)
        left += width + _GAP
