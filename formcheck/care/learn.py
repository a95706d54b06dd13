"""Short pages in plain words, each part with its source."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import Field

from formcheck.care.programme import Part as Table
from formcheck.care.questions import ACTIONS, Tier, of_tier
from formcheck.language import N_, _
from formcheck.paths import pages_dir

_SIGNS: Final = {
    Tier.EMERGENCY: N_("An emergency"),
    Tier.URGENT: N_("To be seen by a doctor today or tomorrow"),
    Tier.TALK: N_("To be talked over before you exercise"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a page, in the language in use."""

    heading: str
    text: tuple[str, ...]
    """Paragraphs."""
    source: str
    points: tuple[str, ...] = ()
    """A list before the paragraphs."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, in the language in use."""

    slug: str
    title: str
    sections: tuple[Section, ...]


class PagePart(Table):
    """A part of a page's file."""

    heading: str
    text: tuple[str, ...] = Field(min_length=1)
    source: str


class PageFile(Table):
    """A page's file."""

    order: int
    title: str
    signs: bool = False
    """Whether the safety questions follow as lists."""
    parts: tuple[PagePart, ...] = Field(min_length=1)


def pages() -> tuple[Page, ...]:
    """Return every page, in the order in which they are read."""
    return tuple(_page(path.stem, _read(path)) for path in _files())


def page(slug: str) -> Page:
    """Return a page; KeyError when there is none of this name."""
    return {one.slug: one for one in pages()}[slug]


@cache
def _files() -> tuple[Path, ...]:
    return tuple(sorted(pages_dir().glob("*.toml"), key=lambda path: _read(path).order))


@cache
def _read(path: Path) -> PageFile:
    return PageFile.model_validate(tomllib.loads(path.read_text("utf-8")))


def _page(slug: str, file: PageFile) -> Page:
    parts = tuple(
        Section(_(one.heading), tuple(_(text) for text in one.text), _(one.source))
        for one in file.parts
    )
    return Page(slug, _(file.title), parts + (_signs() if file.signs else ()))


def _signs() -> tuple[Section, ...]:
    """Return what is asked in the safety questions as lists, with what to do."""
    return tuple(
        Section(
            _(_SIGNS[tier]),
            (_(ACTIONS[tier]),),
            "; ".join(dict.fromkeys(_(one.source) for one in of_tier(tier))),
            points=tuple(_(one.short) for one in of_tier(tier)),
        )
        for tier in Tier
    )
