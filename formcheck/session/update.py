"""What one frame changes: the only thing that window, report and tests read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from formcheck.checking.counter import HoldClock, Phase
from formcheck.checking.guided import Beat
from formcheck.checking.results import Counts, Severity, ViewEstimate
from formcheck.features.reading import Reading
from formcheck.landmarks import Landmark, Side
from formcheck.pose.pose import Pose

__all__ = [
    "Beat",
    "Cue",
    "CueKind",
    "Focus",
    "HoldClock",
    "NotJudged",
    "Phase",
    "SetupStep",
    "Update",
    "ZeroState",
]


class CueKind(StrEnum):
    """What a cue is for."""

    CORRECT = "correct"
    """A fault or warning: what to do about it."""
    PRAISE = "praise"
    """A fault was corrected."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One short sentence for the person."""

    text: str
    kind: CueKind
    severity: Severity
    check: str
    """Id of the check that it comes from."""
    since_s: float
    """When it was first given."""


@dataclass(frozen=True, slots=True)
class NotJudged:
    """Something that cannot be judged now, and what would mend it."""

    reason: str
    """"I can't see your feet."."""
    mend: str
    """"Move the camera back a step."; may be empty."""
    check: str = ""
    """Id of the one check that is concerned; empty when it is everything."""


@dataclass(frozen=True, slots=True)
class SetupStep:
    """One thing that must be right before the start."""

    id: str
    """"seen", "view", or the feature of a start condition."""
    text: str
    """What to do, in plain words: "Turn side-on to the camera"."""
    done: bool


@dataclass(frozen=True, slots=True)
class Focus:
    """The one angle that is drawn at its joint."""

    title: str
    """"Hip line"."""
    reading: Reading
    arc: tuple[Landmark, Landmark, Landmark] | None
    """Angle at the middle one; None when the feature is no joint angle."""
    tone: Severity
    feature: str = ""
    """Name of the reading, as in the update's."""
    outline: bool = False
    """Whether it is the shape of the outline: that is drawn, as its number says nothing alone."""


@dataclass(frozen=True, slots=True)
class ZeroState:
    """How far the search for the personal zero is; also for a moment after its end."""

    progress: float
    """Share of the still seconds that were seen, 0 to 1."""
    shift_deg: float | None = None
    """The zero that was found and is in use from now on; None when there is none yet."""
    gave_up: bool = False
    """Whether the straight pose was never held for long enough; nothing has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """The state of the session after one frame."""

    time_s: float
    pose: Pose | None
    """Smoothed pose with its doubts; None when nobody is seen."""
    side: Side | None
    """The side of the body that is nearer to the camera."""
    view: ViewEstimate
    phase: Phase
    readings: Mapping[str, Reading]
    """By feature name; limbs as "leg_lift_left"."""
    focus: Focus | None
    counts: Counts
    dots: tuple[str, ...]
    """Kind of every repetition so far ("full", "partial", "attempt"), in order."""
    progress: float
    """0 at the start pose, 1 at the full range."""
    hold: HoldClock | None
    """None for exercises without a hold."""
    severity: Severity
    """The worst of all active checks: tone of the skeleton."""
    active: Mapping[str, Severity]
    """Checks now beyond a limit, by id."""
    cue: Cue | None
    not_judged: tuple[NotJudged, ...]
    setup: Sequence[SetupStep]
    """What must be right before the start; all done once the session is armed."""
    zero: ZeroState | None = None
    """None when no personal zero is being looked for."""
    beat: Beat | None = None
    """The beat of a guided movement under way; None otherwise."""
    averages: Mapping[str, Reading] = field(default_factory=dict)
    """By feature name: what a snapshot found; empty until it is done."""
