"""Puts the drawn figure on the floor: what should rest there does, and nothing sinks into it.

The directions of a key pose are those of a body of usual proportions, written by hand: gaps of a
few centimetres close here. What carries the body comes first (trunk, knees and elbows on the floor,
or else hands and feet); arms and legs then reach for the place where their ends rest.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from formcheck.exercises.figure import Anchor
from formcheck.features.geometry import turn_deg
from formcheck.overlay import figure_body as body
from formcheck.overlay.figure_body import SIDES, Angles, Joints, Vector, cosine, joints_of, sine
from formcheck.overlay.figure_on_side import on_the_side
from formcheck.overlay.figure_reach import Place, laid, reached

ENDS: Final = {
    f"{side}_{end}": f"{side}_{joint}"
    for side in SIDES
    for end, joint in (("hand", "wrist"), ("foot", "ankle"))
}
"""Name of a limb's end to the joint whose place counts."""
_ANCHORS: Final = {
    Anchor.FOOT: "ankle", Anchor.KNEE: "knee", Anchor.HAND: "wrist", Anchor.ELBOW: "elbow",
}  # fmt: skip
_CARRIED: Final = 0.10
"""Trunk or knees carry the body when they are no higher than this above hands and feet."""
_STANDS: Final = 0.17
"""Whoever has the feet farther below than this stands, whatever stays in its place."""
_NEAR: Final = {"hand": 0.087, "foot": 0.058}
"""Ends that are no higher than this rest on the floor."""
_PLANTED: Final = 0.145
"""A hand or foot that moves less than this from pose to pose stays where it is."""
_FLAT: Final = 0.8
_LEVEL_DEG: Final = 35.0
_BENT_DEG: Final = 40.0
_RELEASED: Final = 0.3
"""Hands and feet leave the floor in the first part of the way."""
_LIFTED: Final = 0.012
"""An anchor this much higher than its other side holds nothing."""
_TILT_DEG: Final = 25.0
_STEEP_DEG: Final = 75.0
_IN_LINE_DEG: Final = 50.0
_KNEES, _ELBOWS = 1.0, -1.0


@dataclass(frozen=True, slots=True)
class Contacts:
    """What rests on the floor in a pose."""

    core: float
    """1 where trunk, knees or elbows carry the body, 0 where hands and feet do."""
    anchor_x: float
    held: dict[str, float]
    """Side to 1 where its anchor holds the body, 0 where it is in the air."""
    on: dict[str, float]
    """End to 1 where it rests on the floor, 0 where it is in the air."""
    x: dict[str, float]
    """End to where it rests."""
    step: Place | None = None
    """Where the near ankle is over a step; None where there is none."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A body on the floor."""

    angles: Angles
    joints: Joints


def contacts_of(
    anchor: Anchor, angles: Angles, first: Contacts | None = None, *, stepped: bool = False
) -> Contacts:
    """Return what rests on the floor in a key pose; what rests in the first pose stays there.

    Parameters
    ----------
    first
        The contacts of the first pose; None for that pose itself.
    stepped
        Whether the near foot is on a step; for the first pose alone.
    """
    joints = joints_of(angles)
    core, ends = _core_gap(angles, joints), _ends_gap(angles, joints)
    feet = min(_gap(angles, joints, end) for end in ENDS if end.endswith("foot"))
    stands = core - feet > _STANDS
    holds = anchor not in (Anchor.FOOT, Anchor.HAND) and not stands
    carried = core - ends < _CARRIED or (holds and _trunk_gap(joints) - ends < _CARRIED)
    held = _held(anchor, joints)
    anchor_x = _anchor_x(anchor, joints, held) if first is None else first.anchor_x
    nothing = dict.fromkeys(ENDS, 0.0)
    loose = placed(anchor, angles, Contacts(float(carried), anchor_x, held, nothing, nothing))
    on = {end: float(_rests(loose, end)) for end in ENDS}
    x = {end: float(loose.joints[joint][0]) for end, joint in ENDS.items()}
    # A body between hands and feet needs its length: there they move; others keep them in place.
    if carried and first is not None:
        stays = [end for end in ENDS if on[end] and _stays(angles, first, end, x[end])]
        x |= {end: first.x[end] for end in stays}
    over = _place(loose.joints, "near_ankle") if stepped else None
    return Contacts(float(carried), anchor_x, held, on, x, first.step if first else over)


def mixed(here: Contacts, there: Contacts, share: float) -> Contacts:
    """Return the contacts on the way from one pose to the next."""
    x = {}
    for end in ENDS:
        one, other = (here.x[end], there.x[end])
        if not (here.on[end] and there.on[end]):
            one = other = one if here.on[end] else other
        x[end] = one + share * (other - one)
    both = {side: here.held[side] * there.held[side] for side in SIDES}
    return Contacts(
        here.core + share * (there.core - here.core),
        here.anchor_x,
        both if any(both.values()) else here.held,
        {end: here.on[end] + share * (there.on[end] - here.on[end]) for end in ENDS},
        x,
        here.step,
    )


def placed(anchor: Anchor, angles: Angles, contacts: Contacts) -> Placed:
    """Return the body on the floor, its anchor where it belongs."""
    if angles["lay"]:
        return Placed(angles, on_the_side(angles))
    moved = _moved(anchor, angles, contacts)
    joints = _at(angles, moved)
    for side in SIDES:
        angles = angles | _reached(angles, joints, contacts, f"{side}_hand")
        angles = angles | _lying_shank(angles, joints, side)
        joints = _at(angles, moved)
        angles = angles | _stepped(angles, joints, contacts, side)
    return _tipped(angles, _at(angles, moved))


def _at(angles: Angles, moved: Vector) -> Joints:
    return {name: at + moved for name, at in joints_of(angles).items()}


def _moved(anchor: Anchor, angles: Angles, contacts: Contacts) -> Vector:
    """Return by how much the body goes along and up, so that what carries it is on the floor."""
    joints = joints_of(angles)
    core = _core_gap(angles, joints)
    lowest = min(core, _ends_gap(angles, joints))
    up = -(contacts.core * core + (1.0 - contacts.core) * lowest)
    along = contacts.anchor_x - _anchor_x(anchor, joints, contacts.held)
    return np.array([along, 0.0, up])


def _trunk_gap(joints: Joints) -> float:
    hips = float(joints["hips"][2]) - body.HIP_R
    return min(hips, float(joints["shoulders"][2]) - body.CHEST_R)


def _core_gap(angles: Angles, joints: Joints) -> float:
    """Return how high trunk, knees and leaned-on elbows are above the floor; - is under it."""
    gaps = [_trunk_gap(joints)]
    for side in SIDES:
        gaps.append(float(joints[f"{side}_knee"][2]) - body.KNEE_R)
        if level_deg(angles[f"{side}_forearm"]) < _LEVEL_DEG:
            gaps.append(float(joints[f"{side}_elbow"][2]) - body.ELBOW_R)
    return min(gaps)


def _ends_gap(angles: Angles, joints: Joints) -> float:
    return min(_gap(angles, joints, end) for end in ENDS)


def _gap(angles: Angles, joints: Joints, end: str) -> float:
    return float(joints[ENDS[end]][2]) - _least(angles, end)


def _least(angles: Angles, end: str) -> float:
    """Return how high the joint at a limb's end must at least be."""
    side, _, kind = end.partition("_")
    if kind == "hand":
        return body.WRIST_R + 0.01 * abs(sine(angles[f"{side}_forearm"]))
    foot = angles[f"{side}_foot"]
    under = body.ANKLE_HIGH * cosine(foot)
    heel = body.HEEL_BACK * sine(foot) + under + body.HEEL_R
    ball = -body.BALL_AHEAD * sine(foot) + under + body.BALL_R
    return max(heel, ball, body.ANKLE_R)


def _held(anchor: Anchor, joints: Joints) -> dict[str, float]:
    """Return which sides hold the body: of two anchors, those on the floor."""
    joint = _ANCHORS.get(anchor, "hip")
    heights = {side: float(joints[f"{side}_{joint}"][2]) for side in SIDES}
    lowest = min(heights.values())
    return {side: float(height - lowest < _LIFTED) for side, height in heights.items()}


def _anchor_x(anchor: Anchor, joints: Joints, held: dict[str, float]) -> float:
    """Return where the anchor is along the floor."""
    joint = _ANCHORS.get(anchor)
    if joint is None:
        return float(joints["hips"][0])
    sums = sum(weight * float(joints[f"{side}_{joint}"][0]) for side, weight in held.items())
    return sums / sum(held.values())


def level_deg(deg: float) -> float:
    """Return how far a direction is from the horizontal, 0 to 90."""
    return abs(math.degrees(math.asin(sine(deg))))


def _kneels(angles: Angles, joints: Joints, side: str) -> bool:
    """Return whether a bent knee is on the floor: then the shank lies, and no foot is placed."""
    low = float(joints[f"{side}_knee"][2]) < body.KNEE_R + 0.02
    return low and abs(turn_deg(angles[f"{side}_thigh"], angles[f"{side}_shank"])) > _BENT_DEG


def _rests(loose: Placed, end: str) -> bool:
    side, _, kind = end.partition("_")
    if kind == "foot" and _kneels(loose.angles, loose.joints, side):
        return False
    return _gap(loose.angles, loose.joints, end) < _NEAR[kind]


def _stays(angles: Angles, first: Contacts, end: str, x: float) -> bool:
    side, _, kind = end.partition("_")
    # Legs that lie slide along; soles and hands do not.
    lies = kind == "foot" and cosine(angles[f"{side}_foot"]) < _FLAT
    return bool(first.on[end]) and not lies and abs(first.x[end] - x) < _PLANTED


def _reached(angles: Angles, joints: Joints, contacts: Contacts, end: str) -> Angles:
    side = end.partition("_")[0]
    aim = _aim(angles, joints, contacts, (end, f"{side}_shoulder"))
    if aim is None:
        return {}
    out = body.arm_out_deg(angles, side)
    lengths = (body.UPPER_ARM * cosine(out), body.FOREARM * cosine(0.4 * out))
    start = _place(joints, f"{side}_shoulder")
    upper, lower = reached(start, aim, lengths, _ELBOWS, (body.ELBOW_R, _least(angles, end)))
    return {f"{side}_arm": upper, f"{side}_forearm": lower}


def _lying_shank(angles: Angles, joints: Joints, side: str) -> Angles:
    drop = float(joints[f"{side}_knee"][2]) - _least(angles, f"{side}_foot")
    return {f"{side}_shank": laid(angles[f"{side}_shank"], drop, body.SHANK, most_deg=0.0)}


def _stepped(angles: Angles, joints: Joints, contacts: Contacts, side: str) -> Angles:
    end = f"{side}_foot"
    if _kneels(angles, joints, side):
        return {}
    aim = _aim(angles, joints, contacts, (end, f"{side}_hip"))
    if contacts.step and side == "near":
        aim = contacts.step
    if aim is None:
        return {}
    thigh, shank = body.leg_out_deg(angles, side)
    lengths = (body.THIGH * cosine(thigh), body.SHANK * cosine(shank))
    start = _place(joints, f"{side}_hip")
    upper, lower = reached(start, aim, lengths, _KNEES, (body.KNEE_R, _least(angles, end)))
    return {f"{side}_thigh": upper, f"{side}_shank": lower}


def _place(joints: Joints, name: str) -> Place:
    return float(joints[name][0]), float(joints[name][2])


def _aim(angles: Angles, joints: Joints, contacts: Contacts, ends: tuple[str, str]) -> Place | None:
    """Return where a limb's end goes; None leaves it where its directions take it.

    A limb that is lifted keeps its length: a straight leg stays straight.
    """
    end, origin = ends
    (x, z), least = _place(joints, ENDS[end]), _least(angles, end)
    on = max(0.0, 1.0 - (1.0 - contacts.on[end]) / _RELEASED)
    if not on:
        return None if z >= least else (x, least)
    aim = x + on * (contacts.x[end] - x), max(least, z + on * (least - z))
    start = _place(joints, origin)
    near, far = math.dist(aim, start), math.dist((x, z), start)
    scale = on + (1.0 - on) * far / near
    return start[0] + scale * (aim[0] - start[0]), start[1] + scale * (aim[1] - start[1])


def _tipped(angles: Angles, joints: Joints) -> Placed:
    """Return the body with hands, toes and head bent where the floor is in their way."""
    joints = dict(joints)
    for side in SIDES:
        wrist, ball = joints[f"{side}_wrist"], joints[f"{side}_ball"]
        lower = angles[f"{side}_forearm"]
        hand = laid(lower, float(wrist[2]) - body.WRIST_R, body.HAND)
        if hand != lower:
            joints[f"{side}_hand"] = wrist + body.HAND * body.heading(hand)
        toes = laid(angles[f"{side}_foot"], float(ball[2]) - body.TOE_R, body.TOES)
        joints[f"{side}_toe"] = ball + body.TOES * body.heading(toes)
    neck = laid(angles["neck"], float(joints["shoulders"][2]) - body.HEAD_R, body.EAR)
    if neck != angles["neck"]:
        moved = body.EAR * (body.heading(neck) - body.heading(angles["neck"]))
        joints["head"], joints["nose"] = joints["head"] + moved, joints["nose"] + moved
    return Placed(angles, joints)


def levelled(anchor: Anchor, angles: Angles) -> Angles:
    """Return a pose tilted so that hands or elbows and knees or feet touch the floor together."""
    if anchor is Anchor.HIP or angles["lay"] or level_deg(angles["trunk"]) > _STEEP_DEG:
        return angles
    joints = joints_of(angles)
    kneeling = _knees(joints) - _ends_gap(angles, joints) < _CARRIED
    names = ["trunk"]
    for side in SIDES:
        in_line = abs(turn_deg(angles["trunk"] + 180.0, angles[f"{side}_thigh"])) < _IN_LINE_DEG
        names += [f"{side}_thigh"] * (in_line or not kneeling)
        names += [f"{side}_shank"] * (not kneeling)

    def tilted(deg: float) -> Angles:
        return angles | {name: angles[name] + deg for name in names}

    def gap(deg: float) -> float:
        found = tilted(deg)
        at = joints_of(found)
        return _front(found, at) - (_knees(at) if kneeling else _rear(found, at))

    lowest = min(_front(angles, joints), _rear(angles, joints))
    lies = float(joints["shoulders"][2]) < lowest + 0.115
    if lies or abs(gap(0.0)) > 2 * _CARRIED or gap(-_TILT_DEG) * gap(_TILT_DEG) > 0:
        return angles
    return tilted(_root(gap, -_TILT_DEG, _TILT_DEG))


def _root(function: Callable[[float], float], low: float, high: float) -> float:
    at_low = function(low)
    for _ in range(40):
        middle = (low + high) / 2.0
        if function(middle) * at_low > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def _front(angles: Angles, joints: Joints) -> float:
    """Return the height of the lowest hand or elbow."""
    hands = [_gap(angles, joints, f"{side}_hand") for side in SIDES]
    return min(*hands, *(float(joints[f"{side}_elbow"][2]) - body.ELBOW_R for side in SIDES))


def _rear(angles: Angles, joints: Joints) -> float:
    """Return the height of the lowest knee or foot."""
    return min(_knees(joints), *(_gap(angles, joints, f"{side}_foot") for side in SIDES))


def _knees(joints: Joints) -> float:
    return min(float(joints[f"{side}_knee"][2]) for side in SIDES) - body.KNEE_R
