"""What is asked of every recording of a batch, and what came out of one."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from formcheck.batch.note import Note
from formcheck.exercises.spec import Exercise
from formcheck.report.shown import Shown
from formcheck.session.offline import Progress

JSON: Final = ".json"
REPORT: Final = ".html"
TABLE: Final = ".reps.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of every recording. Goes to other processes and other computers as it is."""

    folder: Path
    """Absolute: where the recordings are."""
    out: Path
    """Absolute: where the results go."""
    exercise: Exercise | None = None
    """None: to be recognised in each."""
    model: str = ""
    """Name of a pose model; empty for the built-in one."""
    report: bool = False
    """Whether a report for people is written beside each record."""
    pictures: Shown = Shown.BLURRED
    """What may be seen of the person in it."""
    table: bool = False
    """Whether a table of the repetitions is."""
    language: str = "en"

    @property
    def endings(self) -> tuple[str, ...]:
        """What stands behind a recording's name in the names of its results."""
        more = [(self.report, REPORT), (self.table, TABLE)]
        return (JSON, *(ending for asked, ending in more if asked))


@dataclass(frozen=True, slots=True)
class Task:
    """One recording of a batch."""

    wanted: Wanted
    name: str
    """Its path below the folder, with slashes: ``Ann/2026-11-02 bridge.mp4``."""

    @property
    def source(self) -> Path:
        """Where the recording is."""
        return self.wanted.folder / self.name

    def result(self, ending: str) -> Path:
        """Where a result goes. The recording's own ending stays: a.mp4 and a.npz are two."""
        return self.wanted.out / f"{self.name}{ending}"


class State(StrEnum):
    """How it went with a recording."""

    DONE = "done"
    BAD = "could not be analysed"
    """The recording is the reason, and it would be so again."""
    CRASHED = "crashed"
    """The program that analysed it ended, twice."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of a recording."""

    name: str
    state: State
    reason: str = ""
    """For people; empty when it is done."""
    note: Note | None = None
    """What is known of it; None when it is not done."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How far the analysis of a recording is."""

    name: str
    progress: Progress


Event = Moved | Outcome
