"""Where the picture is taken from, and where a point in the room appears in it."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """A pinhole camera that looks at a target."""

    yaw_deg: float
    """0 looks at the person's right side, 90 at the front of somebody who looks along +x."""
    distance_m: float
    """Along the floor from the target."""
    height_m: float
    """Lens above the floor."""
    fov_deg: float
    """Width of the picture as an angle."""
    target_m: tuple[float, float, float]
    """Middle of the picture of a camera that is not pitched."""
    size: tuple[int, int] = (960, 540)
    """Width and height, pixels."""
    roll_deg: float = 0.0
    """Camera turned clockwise about its line of sight: the picture turns the other way."""
    pitch_deg: float = 0.0
    """Camera turned up (+) or down from the target: what it looks at moves down, or up."""

    @property
    def position_m(self) -> tuple[float, float, float]:
        """Place of the lens."""
        a = math.radians(self.yaw_deg)
        x, y, _ = self.target_m
        return x + self.distance_m * math.sin(a), y - self.distance_m * math.cos(a), self.height_m

    @property
    def vertical_fov_deg(self) -> float:
        """Height of the picture as an angle."""
        width, height = self.size
        half = math.tan(math.radians(self.fov_deg) / 2) * height / width
        return 2 * math.degrees(math.atan(half))

    @property
    def focal_px(self) -> float:
        """Distance of the picture plane."""
        return self.size[0] / 2 / math.tan(math.radians(self.fov_deg) / 2)

    def axes(self) -> tuple[Vector, Vector, Vector]:
        """Return the unit vectors ahead, right and down of the picture, in the room."""
        ahead = np.array(self.target_m) - np.array(self.position_m)
        ahead /= np.linalg.norm(ahead)
        right = np.cross(ahead, [0.0, 0.0, 1.0])
        right /= np.linalg.norm(right)
        down = np.cross(ahead, right)
        if self.pitch_deg:
            pitch = math.radians(self.pitch_deg)
            ahead, down = (
                math.cos(pitch) * ahead - math.sin(pitch) * down,
                math.cos(pitch) * down + math.sin(pitch) * ahead,
            )
        if self.roll_deg:
            roll = math.radians(self.roll_deg)
            right, down = (
                math.cos(roll) * right + math.sin(roll) * down,
                math.cos(roll) * down - math.sin(roll) * right,
            )
        return ahead, right, down

    def project(self, points_m: Vector) -> Vector:
        """Return ``(n, 2)`` pixels, y down, of ``(n, 3)`` metres."""
        width, height = self.size
        ahead, right, down = self.axes()
        rays = points_m - np.array(self.position_m)
        scale = self.focal_px / (rays @ ahead)
        return np.stack(
            [width / 2 + scale * (rays @ right), height / 2 + scale * (rays @ down)], axis=1
        )
