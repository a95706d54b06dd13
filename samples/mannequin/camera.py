"""Where the picture is taken from, and where a point in the room appears in it."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


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
    """Middle of the picture."""
    size: tuple[int, int] = (960, 540)
    """Width and height, pixels."""

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

    def project(self, points_m: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return ``(n, 2)`` pixels, y down, of ``(n, 3)`` metres."""
        width, height = self.size
        eye = np.array(self.position_m)
        ahead = np.array(self.target_m) - eye
        ahead /= np.linalg.norm(ahead)
        right = np.cross(ahead, [0.0, 0.0, 1.0])
        right /= np.linalg.norm(right)
        down = np.cross(ahead, right)
        focal_px = width / 2 / math.tan(math.radians(self.fov_deg) / 2)
        rays = points_m - eye
        scale = focal_px / (rays @ ahead)
        return np.stack(
            [width / 2 + scale * (rays @ right), height / 2 + scale * (rays @ down)], axis=1
        )
