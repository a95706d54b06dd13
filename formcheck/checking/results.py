"""What is found in a session: repetitions, holds, faults, and what could not be judged."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from formcheck.landmarks import Side


class RepKind(StrEnum):
    """How much of a repetition was done."""

    FULL = "full"
    """Range of motion and hold both reached."""
    PARTIAL = "partial"
    """At least 60 % of the range, or the hold was too short."""
    ATTEMPT = "attempt"
    """A movement that set out and turned back before 60 % of the range."""
    GUIDED = "guided"
    """Paced by the app or told by the person: nobody has looked how it was done."""


class Severity(IntEnum):
    """How far a value lies beyond its limits, always by more than its error."""

    GOOD = 0
    WARN = 1
    FAULT = 2

    @property
    def word(self) -> str:
        """Lower-case name, as in the JSON."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Rep:
    """One repetition."""

    number: int
    """From 1, over all kinds and sides of the session."""
    side: Side | None
    """Side of the moving limb (of the arm, where arm and leg move); None for both-sided moves."""
    start_s: float
    """When the body left the start pose."""
    turn_s: float
    """When the extreme was reached."""
    end_s: float
    """When the body was back."""
    extreme: float
    """The signal's value at the turn, bias removed."""
    sd: float
    """Its standard deviation."""
    kind: RepKind
    faults: tuple[str, ...] = ()
    """Ids of the checks that were at fault (or warned) in this repetition."""
    note: str = ""
    """Why it is not full, for people: "hold 0.6 s of 1.0 s"."""


@dataclass(frozen=True, slots=True)
class Hold:
    """One hold."""

    side: Side | None
    start_s: float
    end_s: float
    good_s: float
    """Seconds in it with no check at fault."""


@dataclass(frozen=True, slots=True)
class FaultSpan:
    """One episode of one check beyond its limits."""

    check: str
    severity: Severity
    """The worst it reached."""
    start_s: float
    end_s: float
    worst: float
    """The value farthest beyond the limit, bias removed."""
    sd: float


@dataclass(frozen=True, slots=True)
class NotJudgedSpan:
    """A stretch of time in which nothing, or one check, could not be judged."""

    reason: str
    """In plain words, with the mend."""
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Counts:
    """Repetitions so far."""

    full: int = 0
    partial: int = 0
    attempt: int = 0
    left: int = 0
    """Full repetitions of the left side; 0 for both-sided moves."""
    right: int = 0
    guided: int = 0
    """Paced or told, not scored: in none of the others."""


@dataclass(frozen=True, slots=True)
class ViewEstimate:
    """How the camera sees the person."""

    name: str
    """"side", "oblique", "front" or "unknown"."""
    yaw_deg: float
    """Degrees away from a true side view: 0 is exactly side-on, 90 exactly front or back."""
    ahead: float = 1.0
    """In a side view +1 when the camera is turned towards the head end or the face, else -1."""

    @property
    def turn_deg(self) -> float:
        """The yaw with its sign: measurement errors differ from ahead and from behind."""
        return self.yaw_deg * self.ahead
