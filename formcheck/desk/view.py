"""What the engine at the desk shows: one frozen snapshot after another, and what is to be told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from formcheck.capture.frame import Frame
from formcheck.desk.baseline import Calibrating, Profile
from formcheck.desk.day import Day
from formcheck.desk.desk import DeskNow
from formcheck.desk.pace import Release
from formcheck.pose.pose import Pose


class DeskState(StrEnum):
    """Where the reminder is.

    ::

        OPENING --first look--> LEARNING --five seconds tall--> WATCHING <--> RELEASED
           |  a profile fits ------------------------------------^  ^
           +--> LOST (tried again by itself) -----------------------+         FAILED, ENDED: over
    """

    OPENING = "opening"
    """Camera and model are being opened."""
    LEARNING = "learning"
    """It looks for how somebody sits tall; `DeskView.learning` says how far it is."""
    UNKNOWN = "unknown"
    """Nobody sat tall for five seconds: nothing is judged until somebody asks to learn."""
    WATCHING = "watching"
    RELEASED = "released"
    """The camera is closed; `DeskView.release` says why."""
    LOST = "lost"
    """The camera gives no picture; it is tried again by itself, `DeskView.message` says why."""
    FAILED = "failed"
    """Something broke inside: nothing more follows."""
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DeskView:
    """How things stand."""

    state: DeskState
    message: str = ""
    """One sentence about what is wrong and what to do; LOST and FAILED have one."""
    release: Release | None = None
    """Why the camera is closed; None while it is open."""
    learning: Calibrating | None = None
    """How far LEARNING is, and in UNKNOWN what was in the way."""
    frame: Frame | None = None
    """The picture, while LEARNING only: else nobody needs it."""
    pose: Pose | None = None
    """Whom the picture shows."""
    profile: Profile | None = None
    """The baseline in use."""
    now: DeskNow | None = None
    """The last look, in WATCHING and RELEASED."""
    days: tuple[Day, ...] = ()
    """The days of this run, the last one today's: what is to be kept."""
    snoozed_until: datetime | None = None


class Topic(StrEnum):
    """What something told is about."""

    SITTING = "sitting"
    BREAK = "break"
    BASELINE = "baseline"
    """The baseline does not fit any more."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something to be told now, once."""

    topic: Topic
    title: str
    """A few words."""
    text: str
    """One sentence."""
