"""Whose backs bend before which cameras: bodies, clothes, postures, bends of the spine."""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from calibration.people import FITTED, person
from formcheck.pose.outline import PLACES
from samples.mannequin.body import Body
from samples.mannequin.camera import Camera
from samples.mannequin.framing import framed
from samples.mannequin.moves import bird_dog, plank
from samples.mannequin.planar import step
from samples.mannequin.room import Room
from samples.mannequin.skeleton import Limb, Posture, solve_joints
from samples.mannequin.spine import curve_of

YAWS_DEG: Final = (0.0, -12.0, 12.0, -20.0, 20.0)
"""Camera off the exact side, + from ahead of the person."""
BENDS: Final = 7
"""Bent backs before each camera, besides the neutral one."""
LOOSE_M: Final = 0.018
LEAST_DEG, MOST_DEG = -30.0, 40.0
"""Of low and upper back, each drawn by itself."""
_PEOPLE: Final = FITTED[:6]
"""Chosen to be short and tall, slim and heavy, dark and fair."""
_SIZES: Final = ((640, 360), (640, 360), (960, 540))
_LEAN_DEG: Final = (20.0, 50.0)
_STANDING: Final = frozenset({"hinge"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One person before one camera; the first back is neutral."""

    posture: str
    """A key of `POSTURES`."""
    seed: int
    body: Body
    camera: Camera
    off_deg: float
    """Camera off the exact side, + from ahead of the person."""
    backs: tuple[Posture, ...]

    @property
    def loose(self) -> bool:
        """Whether the clothes are wide."""
        return self.body.outfit.loose_m > 0.0

    @property
    def room(self) -> Room:
        """The room, turned so that the camera is not behind its back wall."""
        return Room(turned=self.camera.position_m[1] > 0.0)

    @property
    def key(self) -> str:
        """Name that changes with everything that is seen."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def on_hands_and_knees(body: Body, rng: np.random.Generator) -> Posture:
    """Return hands under the shoulders, knees under the hips."""
    values = {"neck": float(rng.uniform(0.0, 30.0)), "rock": float(rng.uniform(-3.0, 3.0))}
    return bird_dog.solve(body, bird_dog.START | values)


def in_a_plank(body: Body, rng: np.random.Generator) -> Posture:
    """Return a forearm plank, about straight."""
    values = {"neck": float(rng.uniform(0.0, 30.0)), "dev": float(rng.uniform(-4.0, 8.0))}
    return plank.solve(body, {"back": 26.0, "lift": 1.0} | values)


def bent_forward(body: Body, rng: np.random.Generator) -> Posture:
    """Return a hip hinge: legs almost straight, arms hanging."""
    trunk = float(rng.uniform(*_LEAN_DEG))
    ankle = (0.0, body.ankle_height_m)
    knee = step(ankle, body.shank_m, 86.0)
    hip = step(knee, body.thigh_m, 102.0)
    leg = Limb(upper_deg=282.0, lower_deg=266.0, end_deg=0.0, tip_deg=0.0)
    arm = Limb(upper_deg=272.0, lower_deg=276.0, end_deg=276.0, tip_deg=276.0)
    neck = trunk - float(rng.uniform(0.0, 25.0))
    return Posture(
        hip_m=hip, trunk_deg=trunk, neck_deg=neck, face_deg=neck - 80.0,
        left_arm=arm, right_arm=arm, left_leg=leg, right_leg=leg,
    )  # fmt: skip


POSTURES: Final[dict[str, Callable[[Body, np.random.Generator], Posture]]] = {
    "hands and knees": on_hands_and_knees,
    "plank": in_a_plank,
    "hinge": bent_forward,
}


def grid(postures: Collection[str] = (), *, bends: int = BENDS) -> list[Setting]:
    """Return all settings, those of some postures, always in the same order.

    Everybody is seen from everywhere, in tight and in loose clothes by turns.
    """
    return [
        _setting(posture, seed, number, loose=(place + number) % 2 == 1, bends=bends)
        for number in range(len(YAWS_DEG))
        for place, seed in enumerate(_PEOPLE)
        for posture in POSTURES
        if not postures or posture in postures
    ]


def _setting(posture: str, seed: int, number: int, *, loose: bool, bends: int) -> Setting:
    plain = person(seed).body
    body = replace(plain, outfit=replace(plain.outfit, loose_m=LOOSE_M if loose else 0.0))
    rng = np.random.default_rng([seed, list(POSTURES).index(posture), number, int(loose)])
    neutral = POSTURES[posture](body, rng)
    drawn = rng.uniform(LEAST_DEG, MOST_DEG, size=(bends, 2))
    # The head moves a little with every breath: so it does here.
    nods = rng.uniform(-6.0, 6.0, size=bends)
    bent = (
        replace(
            neutral,
            lumbar_deg=float(lumbar),
            thoracic_deg=float(thoracic),
            neck_deg=neutral.neck_deg + float(nod),
            face_deg=neutral.face_deg + float(nod),
        )
        for (lumbar, thoracic), nod in zip(drawn, nods, strict=True)
    )
    backs = (neutral, *bent)
    return Setting(
        posture=posture,
        seed=seed,
        body=body,
        camera=_camera(posture, body, backs, rng, YAWS_DEG[number]),
        off_deg=YAWS_DEG[number],
        backs=backs,
    )


def _camera(
    posture: str, body: Body, backs: tuple[Posture, ...], rng: np.random.Generator, off_deg: float
) -> Camera:
    """Return a camera as people place it, aimed so that the body is in the picture."""
    points = np.array([place for one in backs for place in solve_joints(body, one).values()])
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    standing = posture in _STANDING
    camera = Camera(
        yaw_deg=180.0 - off_deg if rng.integers(2) else off_deg,
        distance_m=float(rng.uniform(2.0, 3.0)),
        height_m=float(rng.uniform(*((0.7, 1.1) if standing else (0.3, 0.9)))),
        fov_deg=float(rng.uniform(58.0, 72.0)),
        target_m=(float(middle[0]), 0.0, float(middle[2])),
        size=_SIZES[int(rng.integers(len(_SIZES)))],
    )
    return framed(camera, points)


def spine(posture: Posture) -> NDArray[np.float64]:
    """Return ``(15, 2)`` true points of the spine where the contour is looked for.

    Shares of the trunk along it and to the back, in the body's own middle plane.
    """
    forward, _ = curve_of(posture.lumbar_deg, posture.thoracic_deg).at(np.array(PLACES))
    return np.column_stack([PLACES, -forward])
