"""What goes out of the program about one session, whatever the format."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from formcheck.exercises.spec import Exercise
from formcheck.pose.recorded import RecordedPoses
from formcheck.session.record import SessionRecord


class Asked(StrEnum):
    """What a person was asked for as a number from 0 to 10."""

    PAIN = "pain"
    EFFORT = "effort"


@dataclass(frozen=True, slots=True)
class Score:
    """What a person said, from 0 to 10."""

    asked: Asked
    value: int
    at: datetime
    moment: str = ""
    """Of pain, as `formcheck.care.pain.Moment`; empty when it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known of a session beside what the camera saw."""

    session: str = ""
    """Its id in the store; empty for a recording."""
    started_at: datetime | None = None
    """None when nobody knows: a video file does not say."""
    ended_at: datetime | None = None
    subject: str = ""
    """Whom it is about, as somebody typed it; empty names nobody."""
    pseudonym: str = ""
    """The person's random id in the store, the same in all of their exports."""
    running: bool = False
    """Whether it was still being recorded."""
    scores: tuple[Score, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One session, to be written in any format."""

    record: SessionRecord
    exercise: Exercise | None
    """None where it is no longer on this computer."""
    poses: RecordedPoses | None = None
    """None where no landmarks are known: they are never kept."""
    about: About = About()
