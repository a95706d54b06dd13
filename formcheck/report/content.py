"""What a report says, block by block: built once, so that every output has the same numbers.

A block knows nothing of pages: the template of the HTML and the writer of the PDF lay it out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from formcheck.exercises.spec import Exercise
from formcheck.session.record import SessionRecord


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    kind: ClassVar = "words"
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Short lines under each other."""

    kind: ClassVar = "listing"
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to be read before the rest."""

    title: str
    text: str
    tone: str
    """"good", "next" or "stop"."""


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards beside each other."""

    kind: ClassVar = "cards"
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A number with its name."""

    name: str
    value: str
    more: str = ""
    """What the number means, or what it was before somebody corrected it by hand."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Numbers under each other."""

    kind: ClassVar = "facts"
    facts: tuple[Fact, ...]
    plain: bool = False
    """Whether they are not what the reader looks for first."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: str
    wide: bool = False
    """Whether it holds sentences; others never break their lines."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    text: str
    mark: str = ""
    """"good", "part", "told", "warn" or "fault": a sign and a colour before the words."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a line of names at its top."""

    kind: ClassVar = "table"
    name: str
    """For screen readers."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Plot:
    """The measurement that matters most over time."""

    kind: ClassVar = "plot"
    record: SessionRecord
    exercise: Exercise
    name: str
    """For who cannot see it."""
    caption: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One moment of the recording, as it may be shown."""

    jpeg: bytes
    size_px: tuple[int, int]
    """Width and height."""
    title: str
    why: str
    """Why this moment was chosen."""

    @property
    def name(self) -> str:
        """For who cannot see it."""
        return f"{self.title}: {self.why}"


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures beside each other."""

    kind: ClassVar = "pictures"
    pictures: tuple[Picture, ...]
    small: bool = False
    """Whether they only remind of what stands beside them."""


Block = Words | Listing | Cards | Facts | Table | Plot | Pictures

SIGNS = {"good": "●", "part": "◐", "told": "○", "warn": "▲", "fault": "■"}
"""A sign for each mark of a cell, so that no colour is needed."""


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading."""

    title: str
    """Empty where the blocks need none."""
    blocks: tuple[Block, ...]
    breaks: bool = False
    """Whether it does not belong on the first page, on paper."""


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A whole report, in the language in use when it was made."""

    title: str
    """What was done."""
    about: str
    """Who, when, from what."""
    headline: str
    """What came out, in one sentence."""
    sections: tuple[Section, ...]

    def blocks(self) -> Iterator[Block]:
        """Give every block in order."""
        for section in self.sections:
            yield from section.blocks
