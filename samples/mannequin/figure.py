"""The figure: a mesh for each rigid part, and where each part is in a posture.

Limb parts start at their upper joint with z to the lower joint and x to the front of the body.
"""

from dataclasses import dataclass

import numpy as np
import pyvista as pv
from numpy.typing import NDArray

from samples.mannequin.body import Body
from samples.mannequin.head import head
from samples.mannequin.parts import arm, leg, neck, trunk
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
            mesh.points = placed
            mesh.point_data["Normals"] = turned

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
    meshes = {"head": head(outfit), "neck": neck(outfit.skin), **trunk(body)}
    for side, sign in zip(SIDES, (1.0, -1.0), strict=True):
        meshes |= {f"{side}_{part}": mesh for part, mesh in arm(body, g, sign).items()}
        meshes |= {f"{side}_{part}": mesh for part, mesh in leg(body, g).items()}
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
    hips = joints["left_hip"] - joints["right_hip"]
    hips /= np.linalg.norm(hips)
    pelvis = np.stack([np.cross(hips, up) / np.linalg.norm(np.cross(hips, up)), hips, up], axis=1)
    return {
        "chest": _frame(joints["hips"], chest, body.scale),
        "pelvis": _frame(joints["hips"], pelvis, body.scale),
        "neck": _frame(throat, neck, body.scale),
    }
