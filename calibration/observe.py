"""Shows a setting's postures to the real estimator: pictures in, landmarks out."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from calibration.grid import Setting
from formcheck.capture.frame import Frame
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.pose import Floats, Pose
from samples.mannequin.scene import Renderer

FRAMES: Final = 4
"""Times that each still is shown. Measured: shown on and on, the landmarks of a still go round
within 1 to 8 pixels and do not settle; from the second frame on they are no better or worse."""
USED: Final = 3
"""The last frames are averaged, as the session's smoothing does."""
_STILL_S: Final = 10.0
_FRAME_S: Final = 1 / 30
_GREY: Final = 200


def observe(setting: Setting) -> list[Pose | None]:
    """Return for each posture what the estimator makes of it; the same for the same setting.

    The estimator starts anew for each setting, and an empty picture before each still makes it
    forget the one before (measured: as with a new estimator, to 0.1 pixel).
    """
    series, body = setting.series, setting.person.body
    found: list[Pose | None] = []
    with (
        MediapipePose() as estimator,
        Renderer(body, setting.camera, series.prop, setting.room) as renderer,
    ):
        for number, values in enumerate(setting.values):
            rgb = renderer.picture(series.solver(body, values))
            frames = _frames(np.ascontiguousarray(rgb[..., ::-1]), number * _STILL_S)
            seen = [estimator.estimate(frame) for frame in frames]
            found.append(_mean([pose for pose in seen[-USED:] if pose is not None]))
    return found


def _frames(bgr: npt.NDArray[np.uint8], start_s: float) -> Iterator[Frame]:
    yield Frame(0, start_s, np.full_like(bgr, _GREY))
    for number in range(1, FRAMES + 1):
        yield Frame(number, start_s + number * _FRAME_S, bgr.copy())


def _mean(poses: list[Pose]) -> Pose | None:
    if not poses:
        return None

    def mean(name: str) -> Floats:
        stack: Floats = np.stack([getattr(pose, name) for pose in poses])
        middle: Floats = stack.mean(axis=0)
        return middle

    last = poses[-1]
    return Pose(
        time_s=last.time_s,
        image_px=mean("image_px"),
        world_m=mean("world_m"),
        visibility=mean("visibility"),
        image_size=last.image_size,
        doubt=last.doubt,
    )
