"""Fits a key pose to a body: what should rest on the floor does, whatever the proportions."""

import math
from typing import Final

from formcheck.exercises.figure import Anchor
from samples.mannequin.body import Body
from samples.mannequin.motion import Values
from samples.mannequin.moves.contact import (
    ENDS,
    core_m,
    elbow_m,
    end_m,
    ends_m,
    knee_m,
    kneels,
    level_deg,
    turn_deg,
)
from samples.mannequin.moves.keyed import Keyed, anchor_x, directed
from samples.mannequin.planar import root_of
from samples.mannequin.skeleton import SIDES, Joints, Posture, local_joints

_CORE: Final = {Anchor.HIP, Anchor.KNEE, Anchor.ELBOW}
_STANDS_M: Final = 0.3
"""Whoever has the feet farther below the knees than this stands, whatever stays in its place."""
_CARRIED_M: Final = 0.17
"""Trunk or knees carry the body when they are no higher than this above hands and feet."""
_NEAR_M: Final = {"hand": 0.15, "foot": 0.10}
"""Ends that are no higher than this rest on the floor."""
_UNDER_SEAT_M: Final = 0.25
_PLANTED_M: Final = 0.25
"""A hand or foot that moves less from one pose to the next stays where it is."""
_FLAT: Final = 0.8
_TILT_DEG: Final = 25.0
_LEVEL_DEG: Final = 75.0
_IN_LINE_DEG: Final = 50.0
_SEATED_DEG: Final = 35.0


def fitted(solver: Keyed, body: Body, raw: Values, first: Values | None = None) -> Values:
    """Return the values of a key pose with its contacts.

    Parameters
    ----------
    raw
        Directions and bends (`keyed`), no contacts.
    first
        The fitted first pose: hands and feet stay where they are in it.
    """
    values = raw if solver.prop == "chair" else _levelled(body, solver.anchor, raw)
    posture = directed(values)
    joints = local_joints(body, posture)
    low = core_m(body, posture, joints) - ends_m(body, posture, joints) < _CARRIED_M
    stands = (
        core_m(body, posture, joints) - ends_m(body, posture, joints, ("foot",))
        > _STANDS_M * body.scale
    )
    carried = low or (solver.anchor in _CORE and not stands)
    if solver.prop == "chair":
        carried = any(level_deg(values[f"{side}_thigh"]) < _SEATED_DEG for side in SIDES)
    place = anchor_x(solver.anchor, joints) if first is None else first["anchor_x"]
    values = values | {"core": float(carried), "anchor_x": place} | _nowhere()
    loose = solver(body, values)
    # A body between hands and feet needs its length: there they move; others keep them in place.
    planted = first if carried else None
    near_m = _NEAR_M | ({"foot": _UNDER_SEAT_M} if solver.prop == "chair" else {})
    return values | _contacts(body, loose, near_m, planted)


def _nowhere() -> Values:
    return {f"{s}_{end}_{what}": 0.0 for s in SIDES for end in ENDS for what in ("on", "x")}


def _contacts(
    body: Body, posture: Posture, near_m: dict[str, float], planted: Values | None
) -> Values:
    found: Values = {}
    joints = local_joints(body, posture)
    for side in SIDES:
        leg = posture.limb(f"{side}_leg")
        for end, joint in ENDS.items():
            name, at = f"{side}_{end}", joints[f"{side}_{joint}"]
            high_m = float(at[2]) - end_m(body, posture, end, side)
            on = high_m < near_m[end] and not (end == "foot" and kneels(body, joints, side))
            x = float(at[0])
            if planted is not None and planted[f"{name}_on"]:
                # Legs that lie slide along; soles and hands do not.
                lies = end == "foot" and math.cos(math.radians(leg.end_deg)) < _FLAT
                stays = not on or (not lies and abs(planted[f"{name}_x"] - x) < _PLANTED_M)
                x = planted[f"{name}_x"] if stays else x
            found |= {f"{name}_on": float(on), f"{name}_x": x}
    return found


def _levelled(body: Body, anchor: Anchor, raw: Values) -> Values:
    """Return the pose tilted so that hands or elbows and knees or feet touch the floor together."""
    if anchor is Anchor.HIP or level_deg(raw["trunk"]) > _LEVEL_DEG:
        return raw
    posture = directed(raw)
    joints = local_joints(body, posture)
    knee = min(float(joints[f"{side}_knee"][2]) for side in SIDES) - knee_m(body)
    kneeling = knee - ends_m(body, posture, joints) < _CARRIED_M
    names = ["trunk"]
    for side in SIDES:
        in_line = abs(turn_deg(raw["trunk"] + 180.0, raw[f"{side}_thigh"])) < _IN_LINE_DEG
        names += [f"{side}_thigh"] * (in_line or not kneeling)
        names += [f"{side}_shank"] * (not kneeling)

    def tilted(deg: float) -> Values:
        return raw | {name: raw[name] + deg for name in names}

    rear_m = _knees_m if kneeling else _rear_m

    def gap(deg: float) -> float:
        pose = directed(tilted(deg))
        found = local_joints(body, pose)
        return _front_m(body, pose, found) - rear_m(body, pose, found)

    lowest = min(_front_m(body, posture, joints), rear_m(body, posture, joints))
    lies = float(joints["shoulders"][2]) < lowest + 0.2 * body.scale
    if lies or abs(gap(0.0)) > _CARRIED_M * 2 or gap(-_TILT_DEG) * gap(_TILT_DEG) > 0:
        return raw
    return tilted(root_of(gap, -_TILT_DEG, _TILT_DEG))


def _front_m(body: Body, posture: Posture, joints: Joints) -> float:
    """Return the height of the lowest hand or elbow."""
    hands = [joints[f"{s}_wrist"][2] - end_m(body, posture, "hand", s) for s in SIDES]
    return float(min(*hands, *(joints[f"{s}_elbow"][2] - elbow_m(body) for s in SIDES)))


def _rear_m(body: Body, posture: Posture, joints: Joints) -> float:
    """Return the height of the lowest knee or foot."""
    feet = [joints[f"{s}_ankle"][2] - end_m(body, posture, "foot", s) for s in SIDES]
    return float(min(*feet, _knees_m(body, posture, joints)))


def _knees_m(body: Body, _posture: Posture, joints: Joints) -> float:
    return float(min(joints[f"{s}_knee"][2] for s in SIDES)) - knee_m(body)
