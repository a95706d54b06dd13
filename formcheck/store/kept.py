"""What is kept of a session, as the rest of the program sees it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from formcheck.checking.results import Counts
from formcheck.landmarks import Side
from formcheck.pose.estimator import ModelInfo
from formcheck.session.record import SessionRecord


class SourceKind(StrEnum):
    """Where the frames came from."""

    LIVE = "live"
    FILE = "file"
    SENT = "sent"
    """Live, on another computer: it came in a file that somebody sent."""
    SENT_FILE = "sentfile"
    """From a file, on another computer."""


RECORDINGS: Final = (SourceKind.FILE, SourceKind.SENT_FILE)
SENT_KINDS: Final = (SourceKind.SENT, SourceKind.SENT_FILE)


class State(StrEnum):
    """How far a session is."""

    RUNNING = "running"
    """Being recorded, here or by another process."""
    FINISHED = "finished"
    """Its record is complete; ``ended`` says why when it ended early."""
    INTERRUPTED = "interrupted"
    """The program was stopped amid it; what was on the screen is kept."""


class CorrectionKind(StrEnum):
    """What the person corrected by hand."""

    MORE = "+1"
    LESS = "-1"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction by hand: the count of the camera stays as it was."""

    at_s: float
    """Time in the session."""
    kind: CorrectionKind
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is known of a session when it begins."""

    person: str
    """Id."""
    exercise: str
    """Slug."""
    title: str
    exercise_version: int
    error_model: str
    """Version of the error model."""
    model: ModelInfo
    source: str
    """Name of the camera or of the file."""
    source_kind: SourceKind = SourceKind.LIVE
    training: str = ""
    """The same for all sessions of one training, and for its answers; empty when alone."""
    side: Side | None = None
    """The side that was asked for; None for both."""
    focus: str = ""
    zero_shift_deg: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionInfo:
    """One line of the history."""

    id: str
    person: str
    training: str
    exercise: str
    title: str
    exercise_version: int
    side: Side | None
    source_kind: SourceKind
    state: State
    ended: str
    """Why it ended early, in plain words."""
    started_at: datetime
    ended_at: datetime | None
    """None while it runs."""
    duration_s: float
    counts: Counts
    graded_fraction: float
    sent_by: str = ""
    """The name that the sender chose, of a session that was sent; empty when none."""


@dataclass(frozen=True, slots=True, eq=False)
class KeptSession:
    """A whole session."""

    info: SessionInfo
    record: SessionRecord
    corrections: tuple[Correction, ...]
