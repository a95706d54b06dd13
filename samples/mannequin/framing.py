"""Puts the camera where the whole body stays in the picture."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from samples.mannequin.camera import Camera

MARGIN = 0.045
"""Free border of the picture, as a share of its width."""

_WIDEST_DEG = 78.0
_NEAREST_M = 0.22


def framed(camera: Camera, points_m: NDArray[np.float64]) -> Camera:
    """Return the camera turned, widened and at last moved back until all ``(n, 3)`` points fit."""
    for _ in range(60):
        if _depth_m(camera, points_m) < _NEAREST_M:
            camera = replace(camera, distance_m=camera.distance_m + 0.05)
            continue
        camera = _centred(camera, points_m)
        if _fits(camera, points_m):
            return camera
        if camera.fov_deg < _WIDEST_DEG:
            camera = replace(camera, fov_deg=min(_WIDEST_DEG, camera.fov_deg + 3.0))
        else:
            camera = replace(camera, distance_m=camera.distance_m + 0.1)
    return camera


def _centred(camera: Camera, points_m: NDArray[np.float64]) -> Camera:
    """Slide the camera sideways and tilt it: its yaw and height stay what was asked for.

    A pitch that was asked for stays on top: the body is then above or below the middle.
    """
    width, height, pitch_deg = *camera.size, camera.pitch_deg
    camera = replace(camera, pitch_deg=0.0)
    for _ in range(5):
        pixels = camera.project(points_m)
        off = (pixels.min(axis=0) + pixels.max(axis=0)) / 2 - [width / 2, height / 2]
        ahead, right, down = camera.axes()
        level = np.cross(ahead, [0.0, 0.0, 1.0])
        level /= np.linalg.norm(level)
        # Of a rolled camera, the sideways and the upright part of the way.
        aside, below = off[0] * right + off[1] * down, np.cross(ahead, level)
        step_m = np.array([aside @ level, aside @ below]) / camera.focal_px * camera.distance_m
        right = level
        x, y, z = camera.target_m
        target = (x + float(step_m[0] * right[0]), y + float(step_m[0] * right[1]))
        camera = replace(camera, target_m=(*target, z - float(step_m[1])))
    return replace(camera, pitch_deg=pitch_deg)


def _depth_m(camera: Camera, points_m: NDArray[np.float64]) -> float:
    """Return the least distance of any point ahead of the lens."""
    ahead, _, _ = camera.axes()
    return float(((points_m - np.array(camera.position_m)) @ ahead).min())


def _fits(camera: Camera, points_m: NDArray[np.float64]) -> bool:
    width, height = camera.size
    border = MARGIN * width
    pixels = camera.project(points_m)
    inside = (pixels > border) & (pixels < [width - border, height - border])
    return bool(inside.all())
