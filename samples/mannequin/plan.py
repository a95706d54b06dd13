"""What one clip shows: who, where from, which motion, and what is true about it."""

from dataclasses import dataclass, field, replace

from samples.mannequin.body import Body
from samples.mannequin.camera import Camera
from samples.mannequin.lens import CLEAR, Lens
from samples.mannequin.motion import Phase, Timeline, Unrest
from samples.mannequin.room import PLAIN, Room
from samples.mannequin.skeleton import Posture, Solver


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueRep:
    """A repetition as it was planned: leaves rest, middle of the hold, back at rest."""

    number: int
    side: str | None
    start_s: float
    turn_s: float
    end_s: float
    kind: str = "full"
    """``full`` or ``partial``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFault:
    """A planted fault: from the moment its motion begins until the motion back is done."""

    check: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueHold:
    """A hold: from when the body reaches the position until it leaves it."""

    start_s: float
    end_s: float
    good_s: float
    """Without the seconds of a planted fault, but for one that only warns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that makes a clip; the same plan gives the same pictures."""

    name: str
    exercise: str
    seed: int
    body: Body
    camera: Camera
    timeline: Timeline
    solver: Solver
    unrest: Unrest
    prop: str
    """``mat``, ``mat_across`` (for somebody who lies across the line ahead) or ``chair``."""
    reps: list[TrueRep] = field(default_factory=list)
    holds: list[TrueHold] = field(default_factory=list)
    faults: list[TrueFault] = field(default_factory=list)
    fps: int = 30
    room: Room = PLAIN
    lens: Lens = CLEAR
    dropped: frozenset[int] = frozenset()
    """Frames that the camera did not deliver."""

    @property
    def phases(self) -> list[Phase]:
        """All parts of the clip in order."""
        return self.timeline.phases

    @property
    def times_s(self) -> list[float]:
        """Time of each frame."""
        return [index / self.fps for index in self.indexes]

    @property
    def indexes(self) -> list[int]:
        """Number of each frame, with gaps where the camera dropped some."""
        count = round(self.timeline.now_s * self.fps)
        return [index for index in range(count) if index not in self.dropped]

    def posture_at(self, time_s: float) -> Posture:
        """Return the body's posture at a time, with its small unrest."""
        values = self.timeline.at(time_s)
        unrest = self.unrest.at(time_s)
        return self.solver(self.body, {k: v + unrest.get(k, 0.0) for k, v in values.items()})

    def seen_by(self, camera: Camera) -> "Plan":
        """Return the same clip from another camera."""
        return replace(self, camera=camera)

    def postures(self) -> list[Posture]:
        """Return one posture a frame."""
        return [self.posture_at(time_s) for time_s in self.times_s]


def rep_of(
    up: Phase, hold: Phase, down: Phase, *, number: int, side: str | None = None, kind: str = "full"
) -> TrueRep:
    """Return the repetition that consists of the parts ``up``, ``hold`` and ``down``."""
    return TrueRep(
        number=number,
        side=side,
        start_s=up.start_s,
        turn_s=(hold.start_s + hold.end_s) / 2,
        end_s=down.end_s,
        kind=kind,
    )
