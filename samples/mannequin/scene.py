"""The room, the light and the renderer: postures in, pictures out."""

from types import TracebackType
from typing import Self

import cv2
import numpy as np
import pyvista as pv
from numpy.typing import NDArray

from samples.mannequin.body import Body, Colour
from samples.mannequin.camera import Camera
from samples.mannequin.figure import Figure, Matrix, build
from samples.mannequin.moves.sitting import SEAT_M
from samples.mannequin.room import PLAIN, Room
from samples.mannequin.skeleton import Posture, local_joints

_WOOD: Colour = (150, 112, 76)


class Renderer:
    """Draws one body in one room; actors are made once and only moved between frames."""

    def __init__(self, body: Body, camera: Camera, prop: str, room: Room = PLAIN) -> None:
        self._figure = build(body)
        self._plotter = pv.Plotter(
            off_screen=True, window_size=_larger(camera.size), lighting="none"
        )
        self._plotter.disable_anti_aliasing()
        self._size = camera.size
        self._side = _side(room)
        self._bent = False
        _furnish(self._plotter, prop, room)
        _light(self._plotter, _side(room))
        self._actors = _cast(self._plotter, self._figure, "")
        self._other = room.bystander
        if self._other is not None:
            self._other_figure = build(self._other.body)
            self._other_actors = _cast(self._plotter, self._other_figure, "other ")
        self._shadows = {}
        if prop != "chair":
            self._shadows = {
                name: self._plotter.add_mesh(
                    mesh, color=_shade(room.mat), lighting=False, name=f"shadow {name}",
                    copy_mesh=False, reset_camera=False,
                )
                for name, mesh in self._figure.meshes.items()
            }  # fmt: skip
        _aim(self._plotter, camera)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._plotter.close()

    def picture(self, posture: Posture, time_s: float = 0.0) -> NDArray[np.uint8]:
        """Return ``(h, w, 3)`` RGB of one posture; the time moves a second person."""
        if posture.lumbar_deg or posture.thoracic_deg or self._bent:
            self._figure.bend(posture)
            self._bent = True
        joints = local_joints(self._figure.body, posture)
        for name, matrix in self._figure.placed(joints, posture).items():
            self._actors[name].user_matrix = matrix
            if name in self._shadows:
                self._shadows[name].user_matrix = _flat(matrix, self._side)
        if self._other is not None:
            other = self._other.posture_at(time_s)
            joints = local_joints(self._other.body, other)
            for name, matrix in self._other_figure.placed(joints, other).items():
                self._other_actors[name].user_matrix = matrix
        self._plotter.render()
        large = np.asarray(self._plotter.screenshot(return_img=True), dtype=np.uint8)
        return np.asarray(cv2.resize(large, self._size, interpolation=cv2.INTER_AREA), np.uint8)


def _cast(plotter: pv.Plotter, figure: Figure, prefix: str) -> dict[str, pv.Actor]:
    """Add the parts of a figure and return them by name."""
    return {
        name: plotter.add_mesh(
            mesh, scalars="rgb", rgb=True, smooth_shading=True, ambient=0.30, diffuse=0.76,
            specular=0.06, specular_power=12, name=f"{prefix}{name}", show_scalar_bar=False,
            copy_mesh=False, reset_camera=False,
        )
        for name, mesh in figure.meshes.items()
    }  # fmt: skip


def _larger(size: tuple[int, int]) -> list[int]:
    """Return 1.5 times the size: shrinking smooths the edges at 0.6 of multisampling's cost."""
    return [3 * size[0] // 2, 3 * size[1] // 2]


def _side(room: Room) -> float:
    """Return 1, or -1 for a room that stands the other way round."""
    return -1.0 if room.turned else 1.0


def _shade(mat: Colour) -> Colour:
    return mat[0] * 3 // 4, mat[1] * 79 // 100, mat[2] * 79 // 100


def _flat(matrix: Matrix, side: float) -> Matrix:
    """Return where a part's shadow lies on the mat, with the light from above and behind."""
    fall = np.eye(4)
    fall[0, 2], fall[1, 2] = 0.06, -0.16 * side
    fall[2] = [0.0, 0.0, 0.0, 0.0015]
    return fall @ matrix


def _box(bounds: tuple[float, float, float, float, float, float]) -> pv.PolyData:
    return pv.Box(bounds=bounds)


def _furnish(plotter: pv.Plotter, prop: str, room: Room) -> None:
    side = _side(room)

    def put(mesh: pv.PolyData, colour: Colour, *, fixed: bool = False) -> None:
        mesh.points *= [1.0, 1.0, 1.0] if fixed else [side, side, 1.0]
        plotter.add_mesh(mesh, color=colour, ambient=0.35, diffuse=0.7, specular=0.0)

    for bounds, colour in room.furniture:
        put(_box(bounds), colour, fixed=True)
    for bounds in _WALLS:
        put(_box(bounds), room.wall)
    put(_box((-4.3, 4.3, -4.7, 1.6, -0.04, -0.015)), room.floor)
    put(_box((-4.0, 4.0, 1.47, 1.5, -0.015, 0.09)), (232, 230, 224))
    if prop == "mat":
        put(_box((-1.75, 1.75, -0.48, 0.48, -0.015, 0.0)), room.mat)
        put(_box((-0.9, -0.3, 1.46, 1.5, 0.85, 1.45)), (196, 178, 148))
        return
    if prop == "mat_across":
        put(_box((-0.48, 0.48, -1.4, 1.4, -0.015, 0.0)), room.mat)
        return
    # The chair belongs to the person: it does not turn with the room.
    put(_box((-0.24, 0.24, -0.23, 0.23, SEAT_M - 0.06, SEAT_M - 0.01)), _WOOD, fixed=True)
    put(_box((-0.27, -0.22, -0.22, 0.22, SEAT_M + 0.12, SEAT_M + 0.47)), _WOOD, fixed=True)
    for x in (-0.245, 0.2):
        for y in (-0.2, 0.17):
            top = SEAT_M + 0.3 if x < 0 else SEAT_M - 0.03
            put(_box((x, x + 0.03, y, y + 0.03, -0.015, top)), (112, 84, 58), fixed=True)


_WALLS = (
    (-4.3, 4.3, 1.5, 1.6, -0.02, 3.0),
    (-3.3, -3.2, -4.7, 1.6, -0.02, 3.0),
    (4.2, 4.3, -4.7, 1.6, -0.02, 3.0),
    (-4.3, 4.3, -4.7, -4.6, -0.02, 3.0),
    (-4.3, 4.3, -4.7, 1.6, 2.95, 3.0),
)
"""Back, left, right, behind the camera, ceiling."""

_LIGHTS = (
    ((1.8, -3.0, 2.4), 0.50),
    ((-2.4, -2.2, 2.0), 0.28),
    ((3.2, 0.6, 1.9), 0.34),
    ((0.3, 0.6, 2.9), 0.24),
)
"""Place in metres and strength: key, fill, front of a seated person, ceiling."""


def _light(plotter: pv.Plotter, side: float) -> None:
    for (x, y, z), strength in _LIGHTS:
        place = (side * x, side * y, z)
        plotter.add_light(pv.Light(position=place, focal_point=(0.1, 0.0, 0.4), intensity=strength))


def _aim(plotter: pv.Plotter, camera: Camera) -> None:
    plotter.camera.position = camera.position_m
    plotter.camera.focal_point = camera.target_m
    ahead, _, down = camera.axes()
    plotter.camera.up = (0.0, 0.0, 1.0)
    if camera.roll_deg or camera.pitch_deg:
        plotter.camera.up = tuple(-down)
    if camera.pitch_deg:
        plotter.camera.focal_point = tuple(np.array(camera.position_m) + ahead)
    plotter.camera.view_angle = camera.vertical_fov_deg
    plotter.camera.clipping_range = (0.05, 12.0)
