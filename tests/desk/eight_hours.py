"""Eight hours of a rendered person: recorded poses, and the clock by a formula."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np

from formcheck.capture.light import Light
from formcheck.landmarks import Landmark
from formcheck.pose.pose import Pose
from tests import bodies
from tests.desk.desks import clip, with_others

CLIP: Final = "sitting-front_slump"
UPRIGHT_S: Final = (2.5, 7.0)
SLUMPED_S: Final = (9.5, 16.5)
DAY_S: Final = 8 * 3600.0
STOOD_UP: Final = 0.36
"""In widths of the picture: a little more than the shoulders are wide."""
DARK: Final = Light(mean=12.0, saturated=0.0, contrast=9.0)

FIDGETS: Final = ((45.0, "slump"), (75.0, "upright")) * 5
PLAN: Final = (
    (120.0, "away"),
    (1500.0, "upright"),
    (150.0, "slump"),
    (600.0, "upright"),
    (20.0, "away"),
    (300.0, "upright"),
    (400.0, "phone"),
    (200.0, "upright"),
    (300.0, "away"),
    (900.0, "upright"),
    *FIDGETS,
    (300.0, "upright"),
    (400.0, "sink"),
    (300.0, "slump"),
    (120.0, "upright"),
    (300.0, "company"),
    (400.0, "colleague"),
    (400.0, "upright"),
    (180.0, "stand"),
    (1200.0, "upright"),
    (240.0, "dark"),
    (600.0, "upright"),
    (1500.0, "slump"),
    (60.0, "upright"),
    (2700.0, "away"),
    (1700.0, "upright"),
    (30.0, "away"),
    (600.0, "upright"),
    (500.0, "sink"),
    (130.0, "slump"),
    (900.0, "upright"),
    (15.0, "aside"),
    (600.0, "upright"),
    (600.0, "away"),
    (1200.0, "upright"),
    (600.0, "phone"),
    (300.0, "colleague"),
    (80.0, "slump"),
)
"""What goes on, one after another; upright to the end of the day."""
BREAKS: Final = 4
"""Of the times away or standing, those of a minute and longer after somebody sat."""


@dataclass(frozen=True, slots=True)
class Part:
    start_s: float
    end_s: float
    kind: str


def parts() -> Iterator[Part]:
    start_s = 0.0
    for seconds, kind in PLAN:
        yield Part(start_s, start_s + seconds, kind)
        start_s += seconds
    yield Part(start_s, DAY_S, "upright")


@cache
def _poses(first_s: float, last_s: float) -> list[Pose]:
    return [pose for time_s, pose in clip(CLIP) if pose and first_s <= time_s <= last_s]


def pose_at(time_s: float, part: Part) -> Pose | None:
    """The person, trembling as they did when they were recorded."""
    if part.kind in {"away", "dark"}:
        return None
    index = int(time_s * 10)
    upright, slumped = _poses(*UPRIGHT_S), _poses(*SLUMPED_S)
    one, other = upright[index % len(upright)], slumped[index % len(slumped)]
    if part.kind == "sink":
        share = (time_s - part.start_s) / (part.end_s - part.start_s)
        return bodies.at_time(_between(one, other, share), time_s)
    # What explains a slouch is tried on somebody who slouches: nothing may be said of it.
    poses: dict[str, Callable[[], Pose]] = {
        "slump": lambda: other,
        "phone": lambda: _phoning(other),
        "aside": lambda: _looking_aside(other),
        "colleague": lambda: _turned(other),
        "company": lambda: with_others(other),
        "stand": lambda: bodies.shifted(one, 0.0, -STOOD_UP * one.image_size[0]),
    }
    return bodies.at_time(poses.get(part.kind, lambda: one)(), time_s)


def _phoning(pose: Pose) -> Pose:
    """A hand at the ear, and seen there."""
    visibility = pose.visibility.copy()
    visibility[Landmark.RIGHT_INDEX] = 0.9
    ear = {Landmark.RIGHT_INDEX: _at(pose, Landmark.RIGHT_EAR)}
    return replace(bodies.moved(pose, ear), visibility=visibility)


def _looking_aside(pose: Pose) -> Pose:
    left, right = _at(pose, Landmark.LEFT_EAR), _at(pose, Landmark.RIGHT_EAR)
    beyond = tuple(one + 0.3 * (one - other) for one, other in zip(left, right, strict=True))
    return bodies.moved(pose, {Landmark.NOSE: (beyond[0], beyond[1])})


def _at(pose: Pose, landmark: Landmark) -> tuple[float, float]:
    across, down = pose.image_px[landmark]
    return float(across), float(down)


def _between(one: Pose, other: Pose, share: float) -> Pose:
    return replace(
        one,
        image_px=one.image_px + share * (other.image_px - one.image_px),
        world_m=one.world_m + share * (other.world_m - one.world_m),
    )


def _turned(pose: Pose) -> Pose:
    """The body turned by 60 degrees about its own long axis."""
    angle, world_m = math.radians(60.0), pose.world_m.copy()
    across, depth = pose.world_m[:, 0], pose.world_m[:, 2]
    world_m[:, 0] = math.cos(angle) * across + math.sin(angle) * depth
    world_m[:, 2] = math.cos(angle) * depth - math.sin(angle) * across
    middle = pose.image_px[:, 0].mean()
    image_px = np.column_stack([middle + 0.5 * (pose.image_px[:, 0] - middle), pose.image_px[:, 1]])
    return replace(pose, image_px=image_px, world_m=world_m)
