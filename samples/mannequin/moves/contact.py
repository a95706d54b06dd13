"""Where a body may touch the floor: how high each joint lies above it, and limbs that reach it."""

import math
from dataclasses import dataclass
from typing import Final

from samples.mannequin.body import Body
from samples.mannequin.moves.sitting import SEAT_M
from samples.mannequin.planar import Point, direction_deg, step, two_links
from samples.mannequin.skeleton import SIDES, Joints, Posture

ENDS: Final = {"hand": "wrist", "foot": "ankle"}
"""The limb's end to the joint whose place counts."""

_PREFERRED_DEG: Final = 100.0
_NEARLY: Final = 0.999
_KNEES_BENT_DEG: Final = 40.0
_LYING_DEG: Final = 35.0


def seat_m(body: Body) -> float:
    """Return the height of the hips on the chair."""
    return SEAT_M + 0.09 * body.girth * body.scale


def back_m(body: Body) -> float:
    """Return the height of hips and shoulders of somebody who lies."""
    return 0.105 * body.girth * body.scale


def knee_m(body: Body) -> float:
    """Return the height of a kneeling knee."""
    return 0.06 * body.scale


def elbow_m(body: Body) -> float:
    """Return the height of an elbow on the floor."""
    return 0.045 * body.scale


def wrist_m(body: Body, forearm_deg: float) -> float:
    """Return the height of the wrist over a hand on the floor: higher below an upright forearm."""
    return (0.03 + 0.025 * abs(math.sin(math.radians(forearm_deg)))) * body.scale


def ankle_m(body: Body, foot_deg: float) -> float:
    """Return the height of the ankle over a foot that touches the floor, in any direction."""
    sine, cosine = math.sin(math.radians(foot_deg)), math.cos(math.radians(foot_deg))
    sole, drop = 0.3 * body.ankle_height_m, 0.7 * body.ankle_height_m * cosine
    top = 0.02 * body.scale * max(0.0, -cosine)
    heel = sole + 0.045 * body.scale * sine + drop
    ball = sole + top - 0.125 * body.scale * sine + drop
    return max(heel, ball, 0.045 * body.scale)


def _hips_m(body: Body, trunk_deg: float) -> float:
    """Return the height of the hips of somebody who sits or lies on the floor."""
    lying = 0.015 * abs(math.cos(math.radians(trunk_deg)))
    return (0.09 + lying) * body.girth * body.scale


def core_m(body: Body, posture: Posture, joints: Joints) -> float:
    """Return how high trunk, knees and leaned-on elbows are above the floor; - is under it."""
    free = [joints["hips"][2] - _hips_m(body, posture.trunk_deg)]
    free.append(joints["shoulders"][2] - back_m(body))
    for side in SIDES:
        free.append(joints[f"{side}_knee"][2] - knee_m(body))
        if level_deg(posture.limb(f"{side}_arm").lower_deg) < _LYING_DEG:
            free.append(joints[f"{side}_elbow"][2] - elbow_m(body))
    return float(min(free))


def end_m(body: Body, posture: Posture, end: str, side: str) -> float:
    """Return how high the joint at a limb's end must at least be."""
    if end == "hand":
        return wrist_m(body, posture.limb(f"{side}_arm").lower_deg)
    return ankle_m(body, posture.limb(f"{side}_leg").end_deg)


def ends_m(
    body: Body, posture: Posture, joints: Joints, ends: tuple[str, ...] = ("hand", "foot")
) -> float:
    """Return how high the lowest hand or foot is above the floor."""
    return float(
        min(
            joints[f"{side}_{ENDS[end]}"][2] - end_m(body, posture, end, side)
            for end in ends
            for side in SIDES
        )
    )


def kneels(body: Body, joints: Joints, side: str) -> bool:
    """Return whether a bent knee is on the floor: then the shank lies, and no foot is placed."""
    hip, knee, ankle = (joints[f"{side}_{name}"] for name in ("hip", "knee", "ankle"))
    low = float(knee[2]) < knee_m(body) + 0.03 * body.scale
    first = direction_deg((hip[0], hip[2]), (knee[0], knee[2]))
    second = direction_deg((knee[0], knee[2]), (ankle[0], ankle[2]))
    return low and abs(turn_deg(first, second)) > _KNEES_BENT_DEG


def level_deg(deg: float) -> float:
    """Return how far a direction is from the horizontal, 0 to 90."""
    return abs(math.degrees(math.asin(math.sin(math.radians(deg)))))


def turn_deg(start_deg: float, end_deg: float) -> float:
    """Return the short way from one direction to another, -180 to 180."""
    return (end_deg - start_deg + 180.0) % 360.0 - 180.0


def laid(direct_deg: float, drop_m: float, length_m: float) -> float:
    """Return a direction turned so that a segment ends at most ``drop_m`` below its start.

    It turns counter-clockwise (toes and palms bend that way) unless that is far.
    """
    sine = min(1.0, max(-1.0, -drop_m / length_m))
    if math.sin(math.radians(direct_deg)) >= sine:
        return direct_deg
    level = math.degrees(math.asin(sine))
    ways = [turn_deg(direct_deg, level), turn_deg(direct_deg, 180.0 - level)]
    left = [way for way in ways if 0.0 <= way <= _PREFERRED_DEG]
    return direct_deg + (left[0] if left else min(ways, key=abs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A limb of two links that should end somewhere."""

    start: Point
    end: Point
    lengths_m: tuple[float, float]
    bend: float
    """See `two_links`: knees bend with +1, elbows with -1."""
    middle_m: float
    """Least height of elbow or knee."""
    end_m: float
    """Least height of wrist or ankle."""

    def solve(self) -> tuple[float, float]:
        """Return both directions, degrees; what is too far is approached along the floor."""
        first_m, second_m = self.lengths_m
        longest, down = _NEARLY * (first_m + second_m), self.end[1] - self.start[1]
        along = math.sqrt(max(0.0, longest**2 - down**2))
        ahead = min(along, max(-along, self.end[0] - self.start[0]))
        end = (self.start[0] + ahead, self.end[1])
        first, second = two_links(self.start, end, first_m, second_m, bend=self.bend)
        lain = laid(first, self.start[1] - self.middle_m, first_m)
        if lain == first:
            return first, second
        middle = step(self.start, first_m, lain)
        second = direction_deg(middle, end)
        return lain, laid(second, middle[1] - self.end_m, second_m)
