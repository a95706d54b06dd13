"""What the live engine shows to its window: one frozen snapshot after another."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from formcheck.capture.frame import Frame
from formcheck.capture.light import Light
from formcheck.capture.source import SourceInfo
from formcheck.exercises.spec import Exercise
from formcheck.pose.pose import Pose
from formcheck.session.guess import Guess
from formcheck.session.record import SessionRecord
from formcheck.session.update import Update
from formcheck.session.zero import NO_ZERO, KnownZero


class LiveState(StrEnum):
    """Where a live session is.

    ::

        OPENING --first frame--> SETUP --start pose held, or start()--> RUNNING
           |                       |                                       ^
           |                       |                       pause() resume()|
           |                       v                                       v
           |                 stop(), end of clip, camera lost <--------- PAUSED
           v                       |
        FAILED                     +--> ENDED or LOST
    """

    OPENING = "opening"
    """Camera and model are being opened: no picture yet."""
    SETUP = "setup"
    """The picture is there; the person is not yet in the start pose. Nothing counts."""
    RUNNING = "running"
    PAUSED = "paused"
    """The picture goes on, the session's time stands still."""
    RESTING = "resting"
    """Between two sessions of a course: the picture goes on, nothing is watched."""
    LOST = "lost"
    """The camera was lost, or something broke, in mid-session: what came before is kept."""
    FAILED = "failed"
    """It broke before the first picture: there is nothing to keep."""
    ENDED = "ended"
    """Stopped, or the clip is over."""

    @property
    def over(self) -> bool:
        """Whether this is an end: no further snapshot follows."""
        return self in _ENDS


_ENDS: Final = frozenset({LiveState.LOST, LiveState.FAILED, LiveState.ENDED})


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class LiveFrame:
    """Everything a window needs at one moment; a newer one replaces it."""

    state: LiveState
    exercise: Exercise
    """What is watched; meaningless while it is being guessed."""
    guess: Guess | None = None
    """What it seems to be, when nobody said what to watch; there is no ``update`` then."""
    source: SourceInfo | None = None
    """None until the source is open."""
    frame: Frame | None = None
    """The newest picture; None before the first."""
    update: Update | None = None
    """What the session said last; while paused it belongs to an older picture than ``frame``."""
    zero: KnownZero = NO_ZERO
    """The personal zero for this exercise and camera."""
    pose: Pose | None = None
    """The raw pose in the frame, in a course, also while it pauses or rests; else None."""
    light: Light | None = None
    """How well lit the picture is, while somebody is awaited or looked for; else None."""
    number: int = 1
    """Which session of a course ``update`` belongs to, from 1."""
    done: tuple[SessionRecord, ...] = ()
    """Every session that has ended, in order: one, or those of a course."""
    trouble: str = ""
    """Why no pictures come just now, and what to do, in sentences; it goes on by itself."""
    hint: str = ""
    """What is to be said of the pictures that come, as too few of them; empty when all is well."""
    message: str = ""
    """For LOST and FAILED: what happened and what to do, in a sentence."""
    record: SessionRecord | None = None
    """The session that ended last; None when not a single frame of it was judged."""
