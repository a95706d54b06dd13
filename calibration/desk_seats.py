"""Who works at which desk, and where the camera stands: drawn from a seed."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.exercises.spec import View
from samples.mannequin.body import Body, Colour
from samples.mannequin.camera import Camera
from samples.mannequin.framing import framed
from samples.mannequin.lens import Lens
from samples.mannequin.motion import Values
from samples.mannequin.moves import desk
from samples.mannequin.moves.lively import EXTRAS, Lively
from samples.mannequin.people import draw_body
from samples.mannequin.room import Box, Room
from samples.mannequin.routines.sitting import HEAD, UPPER
from samples.mannequin.skeleton import solve_joints

SIZE: Final = (640, 360)
FIRST_SEED: Final = 500_000
"""People that neither the error model, the benchmark nor the tests know."""
_PERSON, _CAMERA, _ROOM = 1, 2, 3
_WALLS: Final[tuple[Colour, ...]] = (
    (214, 212, 202), (186, 198, 206), (150, 140, 128), (236, 236, 230), (120, 132, 118),
)  # fmt: skip
_WOODS: Final[tuple[Colour, ...]] = ((186, 150, 110), (92, 72, 58), (226, 224, 218), (60, 60, 64))
_TOP_M: Final = 0.03
_WALL_M: Final = 1.2
"""A camera farther to the person's left would be inside the wall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One person at one desk, seen by one camera."""

    seed: int
    view: View
    body: Body
    start: Values
    """How they sit tall: parameters of `moves.desk` and `moves.lively`."""
    camera: Camera
    room: Room
    lens: Lens

    @property
    def name(self) -> str:
        """Of what is kept of it."""
        return f"{self.view.value}_{self.seed}"


def seat_of(seed: int, view: View) -> Seat:
    """Return the person, desk and camera of a seed."""
    body = draw_body(np.random.default_rng([seed, _PERSON]))
    rng = np.random.default_rng([seed, _CAMERA])
    start = desk.START | EXTRAS | {"along": 0.0, "aside": 0.0, "slide": 0.0}
    start |= {
        "lean": float(rng.uniform(-5.0, 5.0)),
        "neck": float(rng.uniform(11.0, 22.0)),
        "nod": float(rng.uniform(0.0, 10.0)),
        "side": float(rng.uniform(-2.0, 2.0)),
        "tilt": float(rng.uniform(-2.5, 2.5)),
        "twist": float(rng.uniform(-4.0, 4.0)),
        "right_mouse": float(rng.integers(2)),
    }
    camera = _camera(view, body, start, rng)
    rng = np.random.default_rng([seed, _ROOM])
    room = Room(
        turned=camera.position_m[1] > _WALL_M,
        wall=_WALLS[int(rng.integers(len(_WALLS)))],
        furniture=((_desk(), _WOODS[int(rng.integers(len(_WOODS)))]),),
    )
    lens = Lens(
        seed=seed,
        noise_sd=float(rng.uniform(2.0, 9.0)),
        blur_px=float(rng.choice([0.0, rng.uniform(0.5, 1.6)])),
        exposure=float(rng.uniform(0.7, 1.2)),
        backlight=float(rng.choice([0.0, 0.0, 0.5])),
        quality=int(rng.integers(35, 80)),
    )
    return Seat(
        seed=seed, view=view, body=body, start=start, camera=camera, room=room, lens=lens
    )  # fmt: skip


def _camera(view: View, body: Body, start: Values, rng: np.random.Generator) -> Camera:
    """Return a laptop's or a screen's camera, or one beside the desk, aimed at who sits tall."""
    front = view is View.FRONT
    yaw_deg = float(rng.uniform(-12.0, 12.0))
    if front:
        distance_m, height_m = float(rng.uniform(0.5, 0.9)), float(rng.uniform(0.98, 1.3))
        yaw_deg += 90.0
    else:
        distance_m, height_m = float(rng.uniform(1.4, 2.4)), float(rng.uniform(0.7, 1.1))
        yaw_deg += 180.0 * int(rng.integers(2))
    camera = Camera(
        yaw_deg=yaw_deg, distance_m=distance_m, height_m=height_m,
        fov_deg=float(rng.uniform(60.0, 76.0)), target_m=(0.1, 0.0, 1.0), size=SIZE,
        roll_deg=float(rng.uniform(-2.0, 2.0)), pitch_deg=float(rng.uniform(-3.0, 3.0)),
    )  # fmt: skip
    return framed(camera, _points(body, start, HEAD if front else UPPER))


def _points(body: Body, start: Values, names: frozenset[str]) -> NDArray[np.float64]:
    joints = solve_joints(body, Lively(desk.solve)(body, start))
    top = joints["ears"] + [0.0, 0.0, 0.15 * body.scale]
    return np.array([*(joints[name] for name in sorted(names)), top])


def _desk() -> Box:
    return (0.30, 1.15, -0.75, 0.75, desk.DESK_M - _TOP_M, desk.DESK_M)
