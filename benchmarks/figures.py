"""What a benchmark found: figures with their aims, tables, plots."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final, Self

from formcheck.report.files import write_text

REPO: Final = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure, beside what was aimed at."""

    what: str
    aim: str
    """In words; empty where nothing was aimed at."""
    found: str
    held: bool | None = None
    """Whether the aim was reached; None where there was none."""

    def cells(self) -> list[str]:
        """Return the row of a table."""
        said = {None: "", True: "yes", False: "**no**"}[self.held]
        return [self.what, self.aim or "-", self.found, said]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows beneath a head."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A plot of bars, all of one unit."""

    name: str
    """Of the picture's file."""
    title: str
    unit: str
    values: Mapping[str, float]
    aim: float | None = None
    """Where to draw the line of the aim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """All that one benchmark found."""

    name: str
    title: str
    about: str
    """How it was measured, in a few sentences."""
    figures: Sequence[Figure]
    tables: Sequence[Table] = ()
    bars: Sequence[Bars] = ()
    machine: str = ""
    """On what, and when."""
    notes: Sequence[str] = ()
    """What falls short, and why."""

    def on(self, machine: str) -> Self:
        """Return the part with the computer that it was measured on."""
        return replace(self, machine=machine)

    def save(self, folder: Path) -> Path:
        """Keep it for the page; parts may be measured one at a time."""
        path = folder / f"{self.name}.json"
        folder.mkdir(parents=True, exist_ok=True)
        write_text(path, json.dumps(asdict(self), indent=1) + "\n")
        return path

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return a part that was kept."""
        kept = json.loads(path.read_text("utf-8"))
        kept["figures"] = [Figure(**one) for one in kept["figures"]]
        kept["tables"] = [Table(**one) for one in kept["tables"]]
        kept["bars"] = [Bars(**one) for one in kept["bars"]]
        return cls(**kept)


def at_most(what: str, value: float, limit: float, unit: str = "", digits: int = 2) -> Figure:
    """Return a figure that is not to be larger than a limit."""
    return Figure(
        what=what,
        aim=f"at most {limit:g}{unit}",
        found=f"{value:.{digits}f}{unit}",
        held=value <= limit,
    )


def at_least(what: str, value: float, limit: float, unit: str = "", digits: int = 2) -> Figure:
    """Return a figure that is not to be smaller than a limit."""
    return Figure(
        what=what,
        aim=f"at least {limit:,g}{unit}",
        found=f"{value:,.{digits}f}{unit}",
        held=value >= limit,
    )
