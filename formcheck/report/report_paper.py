"""A report on paper: a PDF of A4 pages that says what the page says, block by block."""

from io import BytesIO
from pathlib import Path
from typing import Final

import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfPages

from formcheck.report.content import (
    Block,
    Card,
    Cards,
    Fact,
    Facts,
    Listing,
    Picture,
    Pictures,
    Plot,
    Report,
    Section,
    Table,
    Words,
)
from formcheck.report.drawing import PAPER, style
from formcheck.report.files import replacing
from formcheck.report.paper import EDGE, HEADING, SMALL, WIDTH, Paper
from formcheck.report.paper_table import draw_table, row_height
from formcheck.report.plot import HEIGHTS, LIMIT_LETTERS, draw_plot, limits

_TEXT: Final = 9.0
"""Size of letters, in points: a session of twenty repetitions has room on three pages."""
_GAP: Final = 0.08
_UNDER: Final = 0.04
"""Between a picture and its words."""
_NAME: Final = 1.7
"""Width of the names of facts, in inches, as is everything here but letters."""
_CARD_EDGE: Final = 0.06
_PICTURE: Final = (3.35, 1.65)
_SMALL_PICTURE: Final = (2.2, 0.95)
"""Most, across and down."""
_PLOT: Final = 2.6
"""Height of curve and lanes."""
_AXIS: Final = (0.95, 0.45)
"""Beside and below them."""
_BETWEEN: Final = 0.08
_LOWER: Final = 0.0125
"""Small letters stand so much lower than others, to be on the same line."""
_RULE: Final = 0.006
_TOGETHER: Final = 1.0
"""A list no taller than this is not torn apart."""
_BULLET: Final = "\u2022"
_INDENT: Final = 0.15


def write_pdf(path: Path, report: Report) -> None:
    """Write a report as a PDF, whole or not at all; raise OutputError when that fails."""
    title = f"{report.title}: {report.headline}"
    told = {"Title": title, "Creator": "formcheck", "CreationDate": None}
    # Rounded half-pixels of a picture would shimmer.
    smooth = mpl.rc_context({"image.interpolation": "antialiased", "font.size": SMALL})
    with replacing(path) as written, style(PAPER), smooth, PdfPages(written, metadata=told) as pdf:
        paper = Paper(pdf)
        paper.text(report.title, _TEXT + 1.5, bold=True, ink="quiet")
        paper.text(report.about, SMALL, ink="quiet")
        paper.skip(_GAP / 4)
        paper.text(report.headline, HEADING + 2.0, bold=True)
        for section in report.sections:
            _section(paper, section)
        paper.end()


def _section(paper: Paper, section: Section) -> None:
    if section.breaks and paper.number == 1:
        paper.turn()
    if section.title:
        paper.heading(section.title, _first(paper, section.blocks[0]))
    for block in section.blocks:
        _block(paper, block)


def _first(paper: Paper, block: Block) -> float:
    """Return the height of what must stand on the same page as the heading."""
    match block:
        case Table():
            return sum(row_height(paper, block, row) for row in block.rows[:1]) + 0.3
        case Pictures():
            return _tallest(paper, block)
        case Plot():
            return _PLOT + _AXIS[1]
        case Listing(lines=lines):
            tall = sum(paper.height(line, WIDTH - _INDENT, _TEXT) for line in lines)
            return min(tall, _TOGETHER)
        case _:
            return paper.pitch(_TEXT) * 2


def _block(paper: Paper, block: Block) -> None:
    match block:
        case Words(text=text):
            paper.text(text, _TEXT)
            paper.skip(_GAP / 2)
        case Listing(lines=lines):
            _listing(paper, lines)
        case Cards(cards=cards):
            _cards(paper, cards)
        case Facts(facts=facts, plain=plain):
            _facts(paper, facts, plain=plain)
        case Table():
            draw_table(paper, block)
        case Pictures():
            _pictures(paper, block)
        case Plot():
            _plot(paper, block)


def _listing(paper: Paper, lines: tuple[str, ...]) -> None:
    for line in lines:
        paper.room(paper.height(line, WIDTH - _INDENT, _TEXT))
        paper.word(_BULLET, EDGE, paper.y, _TEXT)
        paper.skip(paper.column(line, EDGE + _INDENT, WIDTH - _INDENT, _TEXT))


def _cards(paper: Paper, cards: tuple[Card, ...]) -> None:
    paper.skip(_GAP)
    whole = [card for card in cards if card.tone == "stop"]
    for card in whole:
        _row_of_cards(paper, (card,))
    _row_of_cards(paper, tuple(card for card in cards if card not in whole))


def _row_of_cards(paper: Paper, cards: tuple[Card, ...]) -> None:
    inks = {"good": "good", "next": "warn", "stop": "fault"}
    width = (WIDTH - _GAP * (len(cards) - 1)) / len(cards)
    room = width - _CARD_EDGE - 2 * _GAP
    heights = [
        paper.pitch(_TEXT) * 1.1 + paper.height(card.text, room, _TEXT) + _GAP for card in cards
    ]
    paper.room(max(heights))
    for place, card in enumerate(cards):
        left = EDGE + place * (width + _GAP)
        paper.bar(left, 0.0, _CARD_EDGE, max(heights), inks[card.tone])
        inner = left + _CARD_EDGE + _GAP
        top = paper.column(card.title, inner, room, _TEXT, 0.04, bold=True)
        paper.column(card.text, inner, room, _TEXT, top)
    paper.skip(max(heights) + _GAP)


def _facts(paper: Paper, facts: tuple[Fact, ...], *, plain: bool) -> None:
    room = WIDTH - _NAME
    for fact in facts:
        # What a number means stands behind it where there is room, else under it.
        used = paper.wide(fact.value, _TEXT, bold=not plain) + _GAP
        behind = used + paper.wide(fact.more, SMALL) <= room
        value = paper.height(fact.value, room, _TEXT, bold=not plain)
        under = 0.0 if behind else paper.height(fact.more, room, SMALL)
        height = max(value + under, paper.height(fact.name, _NAME - _GAP, _TEXT)) + _GAP / 2
        paper.room(height)
        paper.column(fact.name, EDGE, _NAME - _GAP, _TEXT, ink="quiet")
        top = paper.column(fact.value, EDGE + _NAME, room, _TEXT, bold=not plain)
        if behind:
            paper.word(fact.more, EDGE + _NAME + used, paper.y - _LOWER, SMALL, ink="quiet")
        else:
            paper.column(fact.more, EDGE + _NAME, room, SMALL, top, ink="quiet")
        paper.skip(height)
        paper.bar(EDGE, 0.0, WIDTH, _RULE, "grid")
        paper.skip(_GAP / 4)


def _pictures(paper: Paper, block: Pictures) -> None:
    paper.skip(_GAP / 2)
    paper.room(_tallest(paper, block))
    most, gap = _most(block), 2 * _GAP
    for place, picture in enumerate(block.pictures):
        left = EDGE + place * (most[0] + gap)
        across, down = _size(picture, most)
        axes = paper.axes(left, across, down)
        axes.imshow(mpl.image.imread(BytesIO(picture.jpeg), format="jpg"), aspect="auto")
        axes.set_axis_off()
        top = paper.column(picture.title, left, most[0], SMALL, down + _UNDER, bold=True)
        paper.column(picture.why, left, most[0], SMALL, top, ink="quiet")
    paper.skip(_tallest(paper, block) + _GAP)


def _most(block: Pictures) -> tuple[float, float]:
    return _SMALL_PICTURE if block.small else _PICTURE


def _size(picture: Picture, most: tuple[float, float]) -> tuple[float, float]:
    across, down = picture.size_px
    factor = min(most[0] / across, most[1] / down)
    return across * factor, down * factor


def _tallest(paper: Paper, block: Pictures) -> float:
    """Return the height of the tallest picture with its words."""
    most = _most(block)
    return max(
        _size(one, most)[1]
        + _UNDER
        + paper.height(one.title, most[0], SMALL, bold=True)
        + paper.height(one.why, most[0], SMALL)
        for one in block.pictures
    )


def _plot(paper: Paper, block: Plot) -> None:
    paper.room(_PLOT + _AXIS[1])
    labels = [label for _, _, label in limits(block.record, block.exercise)]
    lines = [line for label in labels for line in label.splitlines()]
    beside = max((paper.wide(line, LIMIT_LETTERS) for line in lines), default=0.0)
    width = WIDTH - _AXIS[0] - beside - _GAP
    part = (_PLOT - _BETWEEN) / sum(HEIGHTS)
    curve, lanes = (part * share for share in HEIGHTS)
    upper = paper.axes(EDGE + _AXIS[0], width, curve)
    paper.skip(curve + _BETWEEN)
    lower = paper.axes(EDGE + _AXIS[0], width, lanes)
    draw_plot((upper, lower), block.record, block.exercise, PAPER)
    upper.tick_params(labelbottom=False)
    paper.skip(lanes + _AXIS[1])
    paper.text(block.caption, SMALL, ink="quiet")
