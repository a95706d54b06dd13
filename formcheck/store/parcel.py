"""What one person sends to another in one file: sessions with their answers, or a programme.

::

    parcel = write_parcel(Path("may.formcheck"), store, person)     # the patient
    parcel = read_parcel(Path("may.formcheck"))                     # the physio: checked whole
    take_in(store, parcel, person)                                  # twice is once

The file may come from anybody: `formcheck.store.parcel_read` has what is refused.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from formcheck.care.programme import Programme
from formcheck.errors import FormcheckError
from formcheck.landmarks import Side
from formcheck.pose.recorded import RecordedPoses
from formcheck.session.record import SessionRecord
from formcheck.store.answers import Answer, AnswerKind
from formcheck.store.kept import Correction, SourceKind, State

SUFFIX: Final = ".formcheck"
FORMAT: Final = "formcheck-parcel"
VERSION: Final = 1
"""Of the format; a newer one is refused, an older one will go on being read."""

# Limits, all judgement: far above what a year of training comes to, far below what a computer of
# today cannot hold.
MOST_SESSIONS: Final = 2000
"""Twelve a day for half a year."""
MOST_ANSWERS: Final = 20_000
MOST_VIDEO: Final = 1_500_000_000
"""Bytes: about half an hour of 1080p. Below 2 GB a zip needs none of its later additions."""
MOST_MANIFEST: Final = 2_000_000
MOST_JSON: Final = 4_000_000
"""Bytes of a session without its readings, or of all answers."""
MOST_ARRAY: Final = 64_000_000
"""Bytes of one table of readings: four hours of 36 features at 30 frames a second."""
MOST_IN_MEMORY: Final = 128_000_000
"""Bytes of all members but the video: about 13 hours of ten features at 30 frames a second."""
MOST_RATIO: Final = 100
"""A member is at most so many times its packed size. Readings come to 20 or less; what would
come to half of this is written unpacked. The most that the method can do is 1032."""
RATIO_FROM: Final = 100_000
"""Smaller members may be any ratio: nothing can be blown up with them."""
MOST_FEATURES: Final = 64
MOST_FRAMES: Final = 432_000
"""Four hours at 30 frames a second."""
MOST_POSE_FRAMES: Final = 36_000
"""Twenty minutes at 30 frames a second."""
MOST_FOUND: Final = 20_000
"""Repetitions, holds, faults or stretches of one session."""
LARGEST: Final = 1e9
"""No time, angle or length of a person comes near it."""
MOST_TEXT: Final = 2_000
"""Characters of a text."""
MOST_NAME: Final = 120
"""Characters of a name or a title."""

SENT_ANSWERS: Final = (
    AnswerKind.PAIN,
    AnswerKind.PLACE,
    AnswerKind.SHARP,
    AnswerKind.EFFORT,
)
"""What goes along. The safety questions and what somebody agreed to are nobody else's."""


class ParcelError(FormcheckError):
    """A file that was sent cannot be used, or one cannot be made."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class SentSession:
    """One session."""

    id: str
    """Where it was recorded."""
    training: str
    side: Side | None
    source_kind: SourceKind
    state: State
    started_at: datetime
    ended_at: datetime
    record: SessionRecord
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SentAnswer:
    """One answer, with the id that it has where it was given."""

    id: str
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class SentProgramme:
    """A programme: the one that held, or one to be followed."""

    id: str
    text: str
    """The TOML file."""
    valid_from: date
    programme: Programme
    """What the text says."""


@dataclass(frozen=True, slots=True)
class SentVideo:
    """The recording, which stays in the file until somebody asks for it."""

    member: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Parcel:
    """A file that was checked whole."""

    path: Path
    id: str
    formcheck: str
    """Version of the program that wrote it."""
    created_at: datetime
    language: str
    name: str
    """Whatever the sender chose to be called; empty when nothing."""
    sessions: tuple[SentSession, ...] = ()
    answers: tuple[SentAnswer, ...] = ()
    programme: SentProgramme | None = None
    poses: RecordedPoses | None = None
    video: SentVideo | None = None
