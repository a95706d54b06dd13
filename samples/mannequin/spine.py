"""A spine that bends: low back and upper back curve between hips and shoulders that stay in place.

The bends are measured from the neutral back that the trunk's mesh shows: + is rounded (flexed),
- is arched (extended). The chord from hips to shoulders keeps its length and direction, so that
the same chord can be neutral, sagging or rounded: what a camera's landmarks cannot tell apart.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from samples.mannequin.body import Body
from samples.mannequin.skeleton import Posture, heading, room_matrix

Array = NDArray[np.float64]

LEVELS: Final = {"hips": 0.0, "lumbar": 0.27, "thoracic": 0.68, "shoulders": 1.0}
"""Name of a point of the spine to its share of the way from hips to shoulders."""

_REACH: Final = {"lumbar": 0.27, "thoracic": 0.30}
"""Half length of each bend, as a share of the trunk."""

_SHARES: Final[Array] = np.linspace(0.0, 1.0, 201)


@dataclass(frozen=True, slots=True)
class Curve:
    """The mid line of a trunk of length 1 along z; x is the front."""

    forward: Array
    """``(201,)`` shares of the trunk to the front of the chord."""
    tilt: Array
    """``(201,)`` radians that the mid line leans to the front of the chord."""

    def at(self, shares: Array) -> tuple[Array, Array]:
        """Return place and tilt at shares of the chord; beyond the ends it goes on straight."""
        inside = np.clip(shares, 0.0, 1.0)
        tilt = np.interp(inside, _SHARES, self.tilt)
        forward = np.interp(inside, _SHARES, self.forward)
        return forward + (shares - inside) * np.tan(tilt), tilt


def curve_of(lumbar_deg: float, thoracic_deg: float) -> Curve:
    """Return the curve of two bends; each turns the mid line by its angle within its reach."""
    turned = sum(
        np.radians(bend) * _rise((_SHARES - LEVELS[name]) / _REACH[name])
        for name, bend in (("lumbar", lumbar_deg), ("thoracic", thoracic_deg))
    )
    steps = np.diff(_SHARES) * (np.tan(turned[1:]) + np.tan(turned[:-1])) / 2
    forward = np.concatenate([[0.0], np.cumsum(steps)])
    chord = forward[-1]
    return Curve(forward - chord * _SHARES, turned - np.arctan(chord))


def _rise(place: Array) -> Array:
    """Return 0 before -1, 1 after +1 and a smooth way between."""
    s = np.clip((place + 1.0) / 2.0, 0.0, 1.0)
    rise: Array = s * s * (3.0 - 2.0 * s)
    return rise


def bent(points: Array, normals: Array, curve: Curve, trunk: float) -> tuple[Array, Array]:
    """Return the ``(n, 3)`` points and normals of a mesh along z, curved with the spine."""
    forward, tilt = curve.at(points[:, 2] / trunk)
    c, s = np.cos(tilt), np.sin(tilt)
    placed = np.stack(
        [forward * trunk + points[:, 0] * c, points[:, 1], points[:, 2] - points[:, 0] * s], axis=1
    )
    turned = np.stack(
        [
            normals[:, 0] * c + normals[:, 2] * s,
            normals[:, 1],
            normals[:, 2] * c - normals[:, 0] * s,
        ],
        axis=1,
    )
    return placed, turned


def spine_points(body: Body, posture: Posture) -> Array:
    """Return ``(4, 3)`` metres in the room: the points of `LEVELS`."""
    curve = curve_of(posture.lumbar_deg, posture.thoracic_deg)
    shares = np.array(list(LEVELS.values()))
    forward, _ = curve.at(shares)
    hip = np.array([posture.hip_m[0], 0.0, posture.hip_m[1]])
    up = heading(posture.trunk_deg, posture.side_lean_deg)
    front = heading(posture.trunk_deg - 90.0)
    points: Array = hip + body.trunk_m * (shares[:, None] * up + forward[:, None] * front)
    matrix = room_matrix(posture)
    if matrix is None:
        return points
    placed: Array = points @ matrix[:3, :3].T + matrix[:3, 3]
    return placed
