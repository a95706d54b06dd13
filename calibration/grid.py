"""The grid: body x exercise x yaw, each with its own camera and a spread of postures."""

import hashlib
import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration import poses
from calibration.people import EVERYBODY, Person, person
from calibration.poses import Series
from formcheck.exercises.spec import View
from formcheck.landmarks import Side
from samples.mannequin.camera import Camera
from samples.mannequin.framing import framed
from samples.mannequin.motion import Values
from samples.mannequin.room import Room
from samples.mannequin.skeleton import solve_joints

YAWS: Final[dict[View, tuple[float, ...]]] = {
    View.SIDE: (-50.0, -28.0, -15.0, -5.0, 5.0, 15.0, 28.0, 50.0),
    View.FRONT: (-22.0, -8.0, 8.0, 22.0),
}
"""Degrees off the best view, + from ahead of the person in a side view; each is jittered."""
_JITTER_DEG: Final = 5.0
STILLS: Final = 6
"""Postures of each camera."""
_REACH: Final = {
    ("mat", View.SIDE): ((1.8, 3.2), (0.3, 0.9)),
    ("chair", View.SIDE): ((1.5, 2.8), (0.5, 1.2)),
    ("chair", View.FRONT): ((0.5, 0.95), (0.95, 1.25)),
}
"""Distance and height of the camera, metres."""
_UPPER: Final = frozenset({"left_shoulder", "right_shoulder", "left_ear", "right_ear", "nose"})
_ROOM_M: Final = 3.0
"""The nearest wall in front of or behind a person stands beyond this."""
_SIZES: Final = ((640, 360), (640, 360), (640, 360), (960, 540))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One camera on one person, and the postures it sees: the unit that is rendered and kept."""

    series: Series
    person: Person
    camera: Camera
    off_deg: float
    """Degrees off the best view, with its sign."""
    values: tuple[Values, ...]

    @property
    def room(self) -> Room:
        """The room, turned so that the camera is not behind its back wall."""
        return Room(turned=self.side is Side.LEFT)

    @property
    def side(self) -> Side:
        """The person's side on which the camera is."""
        return Side.LEFT if self.camera.position_m[1] > 0.0 else Side.RIGHT

    @property
    def yaw_deg(self) -> float:
        """Degrees away from a true side view, 0 to 90."""
        off = abs(self.off_deg)
        return off if self.series.view is View.SIDE else 90.0 - off

    @property
    def key(self) -> str:
        """Name that changes with everything that is seen."""
        what = repr((self.person.body, self.camera, self.values)).encode()
        who = f"{self.series.exercise} {self.series.view.value} {self.person.seed}"
        return f"{who} {self.off_deg:+.1f} {hashlib.sha256(what).hexdigest()[:12]}"


def grid(exercises: Collection[str] = (), *, stills: int = STILLS) -> list[Setting]:
    """Return the whole grid, or that of some exercises, always in the same order."""
    wanted = [one for one in poses.ALL if not exercises or one.exercise in exercises]
    return [
        _setting(series, person(seed), number, stills=stills)
        for seed in EVERYBODY
        for series in wanted
        for number in range(len(YAWS[series.view]))
    ]


def _setting(series: Series, who: Person, number: int, *, stills: int) -> Setting:
    rng = np.random.default_rng([who.seed, poses.ALL.index(series), number])
    nominal = YAWS[series.view][number]
    off = nominal + float(rng.uniform(-_JITTER_DEG, _JITTER_DEG))
    values = tuple(poses.spread(series, who.body, rng, stills))
    left = (number + who.seed) % 2 == 0
    return Setting(
        series=series,
        person=who,
        camera=_camera(series, who, values, rng, _turned(series.view, off, left=left)),
        off_deg=off,
        values=values,
    )


def _turned(view: View, off_deg: float, *, left: bool) -> float:
    """Return the camera's yaw: 0 looks at the right side, 90 at the front, 180 at the left."""
    if view is View.FRONT:
        return 90.0 + off_deg
    return 180.0 - off_deg if left else off_deg


def _camera(
    series: Series,
    who: Person,
    values: tuple[Values, ...],
    rng: np.random.Generator,
    yaw_deg: float,
) -> Camera:
    """Return a camera as people place it, aimed so that the body is in the picture."""
    points = _points(series, who, values)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    distances, heights = _REACH[series.prop, series.view]
    distance_m, height_m = float(rng.uniform(*distances)), float(rng.uniform(*heights))
    aside = abs(math.sin(math.radians(yaw_deg)))
    if series.view is View.SIDE and aside > 0.0:
        distance_m = min(distance_m, (_ROOM_M - abs(float(middle[0]))) / aside)
    camera = Camera(
        yaw_deg=yaw_deg,
        distance_m=distance_m,
        height_m=height_m,
        fov_deg=float(rng.uniform(58.0, 72.0)),
        target_m=(float(middle[0]), 0.0, float(middle[2])),
        size=_SIZES[int(rng.integers(len(_SIZES)))],
    )
    return framed(camera, points)


def _points(series: Series, who: Person, values: tuple[Values, ...]) -> NDArray[np.float64]:
    """Return the joints that should be in the picture: from the front those of a laptop's view."""
    names = _UPPER if series.view is View.FRONT else None
    return np.array(
        [
            place
            for one in values
            for name, place in solve_joints(who.body, series.solver(who.body, one)).items()
            if names is None or name in names
        ]
    )
