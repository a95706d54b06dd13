"""Meshes of single parts in their own axes: coloured, closed, built once."""

from collections.abc import Sequence

import numpy as np
import pyvista as pv
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.spatial import ConvexHull

from samples.mannequin.body import Colour

Station = tuple[float, float, float, float]
"""One cross-section: place along z, half depth (x), half width (y), shift to the front; metres."""

Ball = tuple[float, float, float, float]
"""A sphere: x, y, z and radius in metres."""


def coloured(mesh: pv.PolyData, colour: Colour) -> pv.PolyData:
    """Give every point of a mesh one colour."""
    mesh.point_data["rgb"] = np.tile(np.array(colour, dtype=np.uint8), (mesh.n_points, 1))
    return mesh


def merged(meshes: Sequence[pv.PolyData]) -> pv.PolyData:
    """Join coloured meshes into one, with normals for smooth shading."""
    whole = meshes[0].append_polydata(*meshes[1:]) if len(meshes) > 1 else meshes[0]
    smooth: pv.PolyData = whole.compute_normals(cell_normals=False, split_vertices=False)
    return smooth


def loft(
    stations: Sequence[Station],
    colour: Colour,
    *,
    cap_m: float = 0.02,
    start_cap_m: float | None = None,
) -> pv.PolyData:
    """Return a smooth tube through elliptic cross-sections, with round ends.

    Parameters
    ----------
    stations
        At least two, with rising z.
    colour
        Of the whole part.
    cap_m
        How far the round ends stick out.
    start_cap_m
        The same for the first end, where it differs.
    """
    table = np.array(stations, dtype=float)
    z = np.linspace(table[0, 0], table[-1, 0], 20)
    shape = PchipInterpolator(table[:, 0], table[:, 1:])(z)
    angle = np.linspace(0.0, np.pi / 2, 7)[1:]
    start_m = cap_m if start_cap_m is None else start_cap_m
    low = [(z[0] - start_m * np.sin(a), *_shrunk(shape[0], np.cos(a))) for a in angle]
    high = [(z[-1] + cap_m * np.sin(a), *_shrunk(shape[-1], np.cos(a))) for a in angle]
    body = [(height, *section) for height, section in zip(z, shape, strict=True)]
    return coloured(_skin(np.array([*low[::-1], *body, *high], dtype=float)), colour)


def _shrunk(section: NDArray[np.float64], share: float) -> tuple[float, float, float]:
    small = max(float(share), 1e-3)
    return float(section[0]) * small, float(section[1]) * small, float(section[2])


def _skin(rings: NDArray[np.float64], around: int = 26) -> pv.PolyData:
    angle = np.linspace(0.0, 2 * np.pi, around, endpoint=False)
    x = rings[:, 1, None] * np.cos(angle) + rings[:, 3, None]
    y = rings[:, 2, None] * np.sin(angle)
    z = np.repeat(rings[:, 0, None], around, axis=1)
    points = np.stack([x, y, z], axis=-1).reshape(-1, 3)
    ring, spoke = np.meshgrid(np.arange(len(rings) - 1), np.arange(around), indexing="ij")
    after = (spoke + 1) % around
    corners = [ring * around + spoke, ring * around + after]
    corners += [(ring + 1) * around + after, (ring + 1) * around + spoke]
    quads = np.stack([np.full(ring.size, 4), *(c.ravel() for c in corners)], axis=1)
    return pv.PolyData(points, faces=quads.ravel())


def hull(balls: Sequence[Ball], colour: Colour) -> pv.PolyData:
    """Return the convex hull of spheres."""
    unit = pv.Sphere(radius=1.0, theta_resolution=18, phi_resolution=13).points
    points = np.concatenate([np.array(ball[:3]) + ball[3] * unit for ball in balls])
    found = ConvexHull(points)
    used = np.unique(found.simplices)
    place = np.full(len(points), -1)
    place[used] = np.arange(len(used))
    triangles = place[found.simplices]
    inside = points[used].mean(axis=0)
    corner = points[found.simplices]
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    flipped = np.einsum("ij,ij->i", normal, corner[:, 0] - inside) < 0
    triangles[flipped] = triangles[flipped][:, ::-1]
    faces = np.hstack([np.full((len(triangles), 1), 3), triangles]).ravel()
    return coloured(pv.PolyData(points[used], faces=faces), colour)


def ellipsoid(
    centre: tuple[float, float, float], radii: tuple[float, float, float], colour: Colour
) -> pv.PolyData:
    """Return an ellipsoid along the axes."""
    ball = pv.Sphere(radius=1.0, theta_resolution=20, phi_resolution=16)
    ball.points = np.array(centre) + ball.points * np.array(radii)
    return coloured(ball, colour)
