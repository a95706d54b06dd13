"""The figure: a mesh for each rigid part, and where each part is in a posture.

Limb parts start at their upper joint with z to the lower joint and x to the front of the body.
"""

from dataclasses import dataclass

import numpy as np
import pyvista as pv
from numpy.typing import NDArray

from samples.mannequin.body import Body, Colour
from samples.mannequin.head import head
from samples.mannequin.shapes import Station, hull, loft, merged
from samples.mannequin.skeleton import SIDES, Joints, Posture, head_axes, room_matrix
from samples.mannequin.spine import bent, curve_of

Matrix = NDArray[np.float64]
"""``(4, 4)``: part to room."""


@dataclass(frozen=True, slots=True)
class Figure:
    """All parts of one body."""

    body: Body
    meshes: dict[str, pv.PolyData]
    neutral: dict[str, tuple[Matrix, Matrix]]
    """Points and normals of the trunk's parts with a neutral back."""

    def bend(self, posture: Posture) -> None:
        """Curve the trunk's meshes with the spine of a posture, in place."""
        curve = curve_of(posture.lumbar_deg, posture.thoracic_deg)
        for name, (points, normals) in self.neutral.items():
            mesh = self.meshes[name]
            placed, turned = bent(points, normals, curve, self.body.trunk_m / self.body.scale)
            mesh.points[:] = placed
            mesh.point_data["Normals"][:] = turned
            mesh.GetPoints().Modified()
            mesh.Modified()

    def placed(self, joints: Joints, posture: Posture) -> dict[str, Matrix]:
        """Return for each part the matrix that puts it into the room.

        ``joints`` are those of `local_joints`.
        """
        places = {"head": _frame(joints["ears"], head_axes(posture), self.body.scale)}
        places |= _trunk_places(self.body, joints)
        for side in SIDES:
            for part, start, end in _SEGMENTS:
                origin = joints[f"{side}_{start}"]
                axes = _limb_axes(origin, joints[f"{side}_{end}"])
                places[f"{side}_{part}"] = _frame(origin, axes, self.body.scale)
        matrix = room_matrix(posture)
        if matrix is None:
            return places
        return {name: matrix @ place for name, place in places.items()}


_SEGMENTS = (
    ("upper_arm", "shoulder", "elbow"),
    ("forearm", "elbow", "wrist"),
    ("palm", "wrist", "knuckle"),
    ("fingers", "knuckle", "index"),
    ("thigh", "hip", "knee"),
    ("shank", "knee", "ankle"),
    ("foot", "heel", "ball"),
    ("toes", "ball", "foot_index"),
)


def build(body: Body) -> Figure:
    """Return the figure of a body."""
    g, outfit = body.girth, body.outfit
    meshes = {"head": head(outfit), "neck": _neck(outfit.skin), **_trunk(body)}
    for side, sign in zip(SIDES, (1.0, -1.0), strict=True):
        meshes |= {f"{side}_{part}": mesh for part, mesh in _arm(body, g, sign).items()}
        meshes |= {f"{side}_{part}": mesh for part, mesh in _leg(body, g).items()}
    neutral = {
        name: (np.array(meshes[name].points, float), np.array(meshes[name].point_normals, float))
        for name in ("chest", "pelvis")
    }
    return Figure(body, meshes, neutral)


def _frame(origin: NDArray[np.float64], axes: NDArray[np.float64], scale: float) -> Matrix:
    matrix = np.eye(4)
    matrix[:3, :3] = axes * scale
    matrix[:3, 3] = origin
    return matrix


def _limb_axes(start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return columns front, side, along; the sole's parts have their upper side to the front."""
    along = (end - start) / np.linalg.norm(end - start)
    left = np.array([0.0, 1.0, 0.0])
    front = np.cross(left, -along)
    front /= np.linalg.norm(front)
    return np.stack([front, np.cross(along, front), along], axis=1)


def _trunk_places(body: Body, joints: Joints) -> dict[str, Matrix]:
    up = joints["shoulders"] - joints["hips"]
    up /= np.linalg.norm(up)
    left = joints["left_shoulder"] - joints["right_shoulder"]
    left /= np.linalg.norm(left)
    chest = np.stack([np.cross(left, up), left, up], axis=1)
    throat = joints["shoulders"] + body.scale * (0.02 * up - 0.012 * chest[:, 0])
    neck_up = joints["ears"] - throat
    neck_up /= np.linalg.norm(neck_up)
    front = np.cross(left, neck_up)
    front /= np.linalg.norm(front)
    neck = np.stack([front, np.cross(neck_up, front), neck_up], axis=1)
    hips = np.array([0.0, 1.0, 0.0])
    pelvis = np.stack([np.cross(hips, up) / np.linalg.norm(np.cross(hips, up)), hips, up], axis=1)
    return {
        "chest": _frame(joints["hips"], chest, body.scale),
        "pelvis": _frame(joints["hips"], pelvis, body.scale),
        "neck": _frame(throat, neck, body.scale),
    }


def _wide(stations: list[Station], girth: float) -> list[Station]:
    return [(z, girth * depth, girth * width, shift) for z, depth, width, shift in stations]


def _neck(skin: Colour) -> pv.PolyData:
    return merged(
        [loft([(0.0, 0.056, 0.060, 0.0), (0.08, 0.052, 0.052, 0.0), (0.16, 0.05, 0.05, 0.0)], skin)]
    )


def _trunk(body: Body) -> dict[str, pv.PolyData]:
    g, outfit = body.girth, body.outfit
    shirt = _wide(
        [
            (0.015, 0.108, 0.156, -0.006),
            (0.10, 0.103, 0.148, 0.000),
            (0.19, 0.099, 0.141, 0.004),
            (0.30, 0.108, 0.152, 0.006),
            (0.40, 0.112, 0.163, 0.004),
            (0.455, 0.104, 0.164, 0.000),
            (0.505, 0.084, 0.140, -0.006),
            (0.535, 0.066, 0.088, -0.010),
            (0.552, 0.056, 0.064, -0.010),
        ],
        g,
    )
    half = body.half_shoulders_m / body.scale
    yoke = hull(
        [
            (shift, side * out * half, height, thick * g)
            for side in (1.0, -1.0)
            for shift, out, height, thick in (
                (-0.006, 0.40, 0.508, 0.060),
                (0.0, 0.95, 0.476, 0.062),
                (0.0, 0.86, 0.420, 0.056),
                (0.0, 0.80, 0.340, 0.040),
            )
        ],
        outfit.top,
    )
    pelvis = _wide(
        [
            (-0.075, 0.085, 0.130, -0.012),
            (-0.03, 0.107, 0.160, -0.014),
            (0.03, 0.106, 0.157, -0.008),
            (0.09, 0.095, 0.142, 0.0),
        ],
        g,
    )
    return {
        "chest": merged([loft(shirt, outfit.top, cap_m=0.01), yoke]),
        "pelvis": merged([loft(pelvis, outfit.legs, cap_m=0.03)]),
    }


def _arm(body: Body, g: float, sign: float) -> dict[str, pv.PolyData]:
    outfit, upper, fore = body.outfit, body.upper_arm_m / body.scale, body.forearm_m / body.scale
    arm = _wide(
        [(0.0, 0.052, 0.048, 0.0), (0.35 * upper, 0.047, 0.043, 0.003), (upper, 0.039, 0.038, 0.0)],
        g,
    )
    sleeve = _wide(
        [
            (0.0, 0.064, 0.058, 0.0),
            (0.25 * upper, 0.061, 0.056, 0.0),
            (0.56 * upper, 0.058, 0.053, 0.0),
        ],
        g,
    )
    forearm = _wide(
        [(0.0, 0.040, 0.039, 0.0), (0.3 * fore, 0.041, 0.042, 0.0), (fore, 0.025, 0.029, 0.0)], g
    )
    palm, grip = 0.5 * body.hand_m / body.scale, 0.5 * body.hand_m / body.scale
    thumb = hull(
        [(0.0, sign * 0.028, 0.028, 0.014), (0.004, sign * 0.055, 0.075, 0.010)], outfit.skin
    )
    hand = hull(
        [(0.0, y, z, 0.016) for y, z in ((-0.018, 0.0), (0.018, 0.0), (-0.03, palm), (0.03, palm))],
        outfit.skin,
    )
    fingers = [
        hull([(0.0, y, -0.005, 0.0105), (0.0, 1.1 * y, reach * grip, 0.0085)], outfit.skin)
        for y, reach in ((-0.031, 0.75), (-0.0105, 1.0), (0.0105, 1.05), (0.031, 0.92))
    ]
    return {
        "upper_arm": merged(
            [loft(arm, outfit.skin), loft(sleeve, outfit.top, cap_m=0.012, start_cap_m=0.055)]
        ),
        "forearm": merged([loft(forearm, outfit.skin)]),
        "palm": merged([hand, thumb]),
        "fingers": merged(fingers),
    }  # fmt: skip


def _leg(body: Body, g: float) -> dict[str, pv.PolyData]:
    outfit, thigh, shank = body.outfit, body.thigh_m / body.scale, body.shank_m / body.scale
    upper = _wide(
        [
            (-0.01, 0.092, 0.086, -0.004),
            (0.2 * thigh, 0.090, 0.082, 0.002),
            (0.6 * thigh, 0.073, 0.068, 0.006),
            (thigh, 0.056, 0.054, 0.0),
        ],
        g,
    )
    lower = _wide(
        [
            (0.0, 0.056, 0.054, 0.0),
            (0.28 * shank, 0.058, 0.053, -0.012),
            (0.7 * shank, 0.041, 0.039, -0.006),
            (0.93 * shank, 0.035, 0.033, 0.0),
        ],
        g,
    )
    ankle = loft(
        [(0.9 * shank, 0.033, 0.031, 0.0), (shank, 0.036, 0.033, -0.002)], outfit.skin, cap_m=0.02
    )
    return {
        "thigh": merged([loft(upper, outfit.legs, cap_m=0.05)]),
        "shank": merged([loft(lower, outfit.legs, cap_m=0.03), ankle]),
        "foot": _foot(body),
        "toes": _toes(body),
    }


def _foot(body: Body) -> pv.PolyData:
    shoes, soles = body.outfit.shoes, body.outfit.soles
    upper = hull(
        [
            (0.016, 0.0, 0.010, 0.034),
            (0.066, 0.0, 0.036, 0.034),
            (0.012, 0.012, 0.155, 0.032),
            (0.012, -0.012, 0.155, 0.032),
        ],
        shoes,
    )
    sole = hull(
        [
            (-0.018, y, z, 0.011)
            for y, z in ((0.02, 0.0), (-0.02, 0.0), (0.03, 0.165), (-0.03, 0.165))
        ],
        soles,
    )
    return merged([upper, sole])


def _toes(body: Body) -> pv.PolyData:
    shoes, soles = body.outfit.shoes, body.outfit.soles
    upper = hull(
        [
            (0.010, 0.014, -0.01, 0.031),
            (0.010, -0.014, -0.01, 0.031),
            (0.0, 0.016, 0.06, 0.022),
            (0.0, -0.012, 0.062, 0.022),
        ],
        shoes,
    )
    sole = hull(
        [
            (-0.018, y, z, 0.011)
            for y, z in ((0.03, -0.01), (-0.03, -0.01), (0.02, 0.068), (-0.02, 0.066))
        ],
        soles,
    )
    return merged([upper, sole])
