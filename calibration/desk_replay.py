"""A day through the rules: recorded poses strung together, shown whenever the rules look."""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np

from calibration.desk_plan import Piece, plan
from calibration.desk_takes import RATE_HZ, Take
from formcheck.capture.light import Light
from formcheck.desk.baseline import Calibration, Profile
from formcheck.desk.breaks import Break
from formcheck.desk.day import Day
from formcheck.desk.desk import Desk, DeskNow
from formcheck.desk.measure import Sitting
from formcheck.desk.pace import USUAL_S, Pace
from formcheck.desk.seen import Seer
from formcheck.desk.slouch import Slouch
from formcheck.landmarks import COUNT
from formcheck.pose.pose import Floats, Pose
from formcheck.pose.trust import body_scale_px

MORNING: Final = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
_JITTER_PX: Final = 0.3
"""So that no look is the same as another to the last bit."""
_WANDER_S: Final = 3.0
"""Landmarks of real people wander off and come back in seconds (measured on photos)."""
_WAVER_S: Final = 2.0
"""While somebody sinks slowly, looks are taken from so far round where they are."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Something that was said."""

    time_s: float
    check: str
    piece: int


@dataclass(slots=True)
class Kept:
    """What is noted of one kind of piece."""

    seconds: float = 0.0
    judged_s: float = 0.0
    beyond_s: float = 0.0
    checks: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    why: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, seconds: float, now: DeskNow) -> None:
        """Take in one look and how long it holds."""
        sat = now.sat
        self.seconds += seconds
        self.judged_s += seconds * (sat.sitting is not Sitting.UNJUDGED)
        if sat.sitting is Sitting.BEYOND and sat.worst is not None:
            self.beyond_s += seconds
            self.checks[sat.worst.check] += seconds
        if sat.why_not is not None:
            self.why[sat.why_not.reason] += seconds


@dataclass(frozen=True, slots=True, eq=False)
class Lived:
    """What the rules made of one day."""

    name: str
    seed: int
    pieces: tuple[Piece, ...]
    slouches: tuple[Slouch, ...]
    breaks: tuple[Break, ...]
    day: Day
    cues: tuple[Cue, ...]
    held: frozenset[int]
    """Pieces in which something would have been said, but for the gaps between two."""
    stale: dict[int, float]
    """By piece: seconds from its beginning until a new baseline was asked for."""
    kinds: dict[str, Kept]
    looks: int


def profile_of(take: Take) -> Profile:
    """Return how the person sits tall, learnt as the program does."""
    seer = Seer()
    calibration, span = Calibration(seer.exercise), take.spans[0]
    for time_s, pose in take.poses:
        if span.start_s <= time_s <= span.end_s:
            told = calibration.update(seer.see(time_s, pose), MORNING)
            if told.profile is not None:
                return told.profile
    raise ValueError(f"{take.name}: no baseline was found")


def live(
    take: Take,
    seed: int,
    pieces: tuple[Piece, ...] = (),
    usual_s: float = USUAL_S,
    wander: float = 0.0,
) -> Lived:
    """Live one day, drawn from the seed where its pieces are not given.

    ``wander`` is how far each landmark wanders on top of what the model did, by the body's size:
    its standard deviation, for every landmark on its own.
    """
    pieces = pieces or plan(take, seed)
    starts = [one.start_s for one in pieces]
    desk = Desk(profile_of(take), MORNING, pace=Pace(usual_s))
    show = Show(take, np.random.default_rng([seed, 8]), np.random.default_rng([seed, 9]), wander)
    notes, time_s = _Notes(), 0.0
    while time_s < pieces[-1].end_s:
        place = bisect_right(starts, time_s) - 1
        pose, light = show.at(time_s, pieces[place])
        now = desk.update(time_s, _wall(time_s), pose, light)
        notes.add(place, pieces[place], now)
        time_s += now.look.every_s
    (day,) = desk.close(time_s, _wall(time_s))
    return Lived(
        take.name, seed, pieces, tuple(desk.slouches.events), tuple(desk.breaks.breaks), day,
        tuple(notes.cues), frozenset(notes.held), notes.stale, dict(notes.kinds), notes.looks,
    )  # fmt: skip


@dataclass(slots=True)
class _Notes:
    """What is noted look by look."""

    cues: list[Cue] = field(default_factory=list)
    held: set[int] = field(default_factory=set)
    stale: dict[int, float] = field(default_factory=dict)
    kinds: dict[str, Kept] = field(default_factory=lambda: defaultdict(Kept))
    looks: int = 0

    def add(self, place: int, piece: Piece, now: DeskNow) -> None:
        """Take in one look."""
        time_s, self.looks = now.sat.time_s, self.looks + 1
        self.kinds[piece.kind].add(now.look.every_s, now)
        if now.nudge.cue and now.slouch is not None:
            self.cues.append(Cue(time_s, now.slouch.check, place))
        if now.nudge.held:
            self.held.add(place)
        if now.sat.stale is not None:
            self.stale.setdefault(place, time_s - piece.start_s)


def _wall(time_s: float) -> datetime:
    return MORNING + timedelta(seconds=time_s)


@dataclass(slots=True)
class Show:
    """What the camera would have shown at any time of a day."""

    take: Take
    rng: np.random.Generator
    wanders: np.random.Generator
    wander: float = 0.0
    _off: Floats = field(default_factory=lambda: np.zeros((COUNT, 2)))
    _time_s: float = 0.0

    def at(self, time_s: float, piece: Piece) -> tuple[Pose | None, Light]:
        """Return pose and light of one look."""
        index = min(len(self.take) - 1, int(_recorded_s(time_s, piece) * RATE_HZ))
        pose = self.take.poses.pose(index)
        step_s, self._time_s = time_s - self._time_s, time_s
        stays = math.exp(-step_s / _WANDER_S)
        new = self.wanders.normal(0.0, 1.0, (COUNT, 2))
        self._off = stays * self._off + math.sqrt(1.0 - stays**2) * new
        if pose is not None:
            far_px = self.wander * body_scale_px(pose.image_px)
            off = self.rng.normal(0.0, _JITTER_PX, pose.image_px.shape) + far_px * self._off
            pose = replace(pose, time_s=time_s, image_px=pose.image_px + off)
        return pose, self.take.lights[index]


def _recorded_s(time_s: float, piece: Piece) -> float:
    """Return which moment of the take is shown."""
    span, since_s = piece.span, time_s - piece.start_s
    if since_s < piece.arrive_s:
        share, recorded_s = since_s / piece.arrive_s, span.stay_s - span.start_s
        at_s = span.start_s + share * recorded_s
        if not piece.slow:
            return at_s
        at_s += _to_and_fro(since_s, 2 * _WAVER_S) - _WAVER_S
        return min(max(at_s, span.start_s), span.stay_s)
    since_s -= piece.arrive_s
    if since_s < piece.stay_s:
        return span.stay_s + _to_and_fro(piece.first_s + since_s, span.back_s - span.stay_s)
    return span.back_s + since_s - piece.stay_s


def _to_and_fro(time_s: float, length_s: float) -> float:
    """Return a place that goes from 0 to the length and back again, as long as it takes."""
    return length_s - abs(time_s % (2 * length_s) - length_s)


def true_breaks(pieces: Sequence[Piece], least_s: float) -> list[Piece]:
    """Return the times away or standing that are breaks."""
    return [one for one in pieces if one.kind in {"away", "standing"} and one.seconds >= least_s]


def true_seated_s(pieces: Sequence[Piece], least_s: float) -> float:
    """Return the seconds seated that could be seen: not those of breaks, nor in the dark."""
    gone = sum(one.seconds for one in true_breaks(pieces, least_s))
    return pieces[-1].end_s - gone - sum(one.seconds for one in pieces if one.kind == "dark")
