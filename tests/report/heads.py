"""A head and shoulders of known size, wherever and however they lie."""

import math

import numpy as np

from formcheck.landmarks import COUNT, Landmark
from formcheck.pose.pose import Pose, no_doubt

WIDTH, HEIGHT = 400, 300
METRE_PX = 200.0
FINE_PX = 4
"""A sixteenth of a head of 0.32 m: what faces are recognised by."""
IN_FRONT = {
    "NOSE": (0.0, 0.02),
    "LEFT_EYE": (0.03, -0.02),
    "RIGHT_EYE": (-0.03, -0.02),
    "LEFT_EAR": (0.07, 0.0),
    "RIGHT_EAR": (-0.07, 0.0),
    "MOUTH_LEFT": (0.025, 0.06),
    "MOUTH_RIGHT": (-0.025, 0.06),
}
FROM_THE_SIDE = {
    "NOSE": (0.12, 0.01),
    "LEFT_EYE": (0.09, -0.03),
    "RIGHT_EYE": (0.09, -0.03),
    "LEFT_EAR": (0.0, 0.0),
    "RIGHT_EAR": (0.0, 0.0),
    "MOUTH_LEFT": (0.1, 0.06),
    "MOUTH_RIGHT": (0.1, 0.06),
}
CROWN, CHIN, BACK = (0.0, -0.135), (0.08, 0.11), (-0.1, -0.02)
"""Of a large head, metres from between its ears."""
BODY = {"SHOULDER": 0.18, "HIP": 0.12}
"""Half the distance of the two."""


def metres(face: dict[str, tuple[float, float]]) -> np.ndarray:
    """Return (33, 2) of an upright body, y down, 0 between the ears."""
    places = np.full((COUNT, 2), np.nan)
    for name, place in face.items():
        places[Landmark[name]] = place
    for joint, half in BODY.items():
        down = 0.25 if joint == "SHOULDER" else 0.75
        places[Landmark[f"LEFT_{joint}"]] = (half, down)
        places[Landmark[f"RIGHT_{joint}"]] = (-half, down)
    return places


def turned(places: np.ndarray, turn_deg: float, at: tuple[float, float]) -> np.ndarray:
    """Return pixels."""
    cos, sin = (f(math.radians(turn_deg)) for f in (math.cos, math.sin))
    return places @ np.array(((cos, sin), (-sin, cos))) * METRE_PX + at


def pose(
    face: dict[str, tuple[float, float]] = FROM_THE_SIDE,
    turn_deg: float = 0.0,
    at: tuple[float, float] = (WIDTH / 2, HEIGHT / 2),
    visibility: float = 1.0,
    image_size: tuple[int, int] = (WIDTH, HEIGHT),
) -> Pose:
    image_px = turned(metres(face), turn_deg, at)
    return Pose(
        time_s=0.0,
        image_px=image_px,
        world_m=np.column_stack((image_px / METRE_PX, np.zeros(COUNT))),
        visibility=np.full(COUNT, visibility),
        image_size=image_size,
        doubt=no_doubt(),
    )


def detailed(width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    """A picture full of details as fine as those of a face."""
    y, x = np.mgrid[:height, :width] // FINE_PX
    return np.repeat(((x + y) % 2 * 200 + 20)[..., None], 3, axis=2).astype(np.uint8)


def details(image: np.ndarray, at: tuple[float, float]) -> float:
    """Return the contrast that is left around a place: 0 to 1."""
    x, y = (round(value) for value in at)
    near = image[max(0, y - 4) : y + 5, max(0, x - 4) : x + 5].astype(float)
    return float(np.ptp(near)) / 200
