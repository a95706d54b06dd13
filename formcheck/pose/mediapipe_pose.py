"""The pose from MediaPipe's pose landmarker: the only place that imports mediapipe.

Its normalised coordinates become pixels here and are seen nowhere else.
"""

import gc
import importlib
from contextlib import nullcontext
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from formcheck.capture.frame import Frame
from formcheck.errors import ModelError
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.model_file import ModelFile, check, default_model
from formcheck.pose.pose import Pose, no_doubt
from formcheck.pose.quiet import no_chatter

_VISION: Final = "mediapipe.tasks.python.vision"
_MS_PER_S: Final = 1000


@dataclass(frozen=True, slots=True)
class _Running:
    """What is there while the estimator is open."""

    landmarker: Any
    make_image: Any
    model: ModelInfo


class MediapipePose:
    """Finds one person in the frames of one source, following them from frame to frame.

    A new source needs a new estimator, as it remembers where the person was.

    Parameters
    ----------
    model
        The bundle to use; the built-in one when left out.
    """

    _met_somebody: bool = False
    """Whether any estimator of this program has found a person: the library's one note about
    that is behind us."""

    def __init__(self, model: ModelFile | None = None) -> None:
        self._wanted = model
        self._running: _Running | None = None
        self._last_ms = -1
        self._last_s = -np.inf

    @property
    def model(self) -> ModelInfo:
        """Name and hash of the bundle."""
        return self._open().model

    def __enter__(self) -> Self:
        """Check and load the bundle; raise ModelError when it is missing or wrong."""
        wanted = default_model() if self._wanted is None else self._wanted
        check(wanted.path, wanted.sha256, mend=wanted.mend)
        with no_chatter():
            self._running = _load(wanted)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Free the model. Without this the library complains when the program ends."""
        running, self._running = self._running, None
        if running is not None:
            running.landmarker.close()

    def estimate(self, frame: Frame) -> Pose | None:
        """Return the pose in ``frame`` with every landmark trusted, or ``None`` for nobody.

        Raise ValueError when the frame is not later than the one before it.
        """
        running = self._open()
        picture = running.make_image(_rgb(frame.image))
        time_ms = self._next_ms(frame.time_s)
        with nullcontext() if MediapipePose._met_somebody else no_chatter():
            found = running.landmarker.detect_for_video(picture, time_ms)
        if not found.pose_landmarks:
            return None
        MediapipePose._met_somebody = True
        return _pose(frame, found.pose_landmarks[0], found.pose_world_landmarks[0])

    def _open(self) -> _Running:
        if self._running is None:
            raise RuntimeError("the pose estimator is not open: use it inside its with block")
        return self._running

    def _next_ms(self, time_s: float) -> int:
        """Return whole milliseconds, strictly increasing as the library demands."""
        if time_s <= self._last_s:
            raise ValueError(f"expected a frame later than {self._last_s} s, got {time_s} s")
        self._last_s = time_s
        self._last_ms = max(round(time_s * _MS_PER_S), self._last_ms + 1)
        return self._last_ms


def _load(model: ModelFile) -> _Running:
    """Return the landmarker in VIDEO mode for one person. Called with the file already checked."""
    # Imported here because it takes a fifth of a second, which --help need not wait for.
    vision = importlib.import_module(f"{_VISION}.pose_landmarker")
    picture = importlib.import_module(f"{_VISION}.core.image")
    mode = importlib.import_module(f"{_VISION}.core.vision_task_running_mode")
    base = importlib.import_module("mediapipe.tasks.python.core.base_options")
    options = vision.PoseLandmarkerOptions(
        # Bytes, not a path: the library cannot open a path with letters outside ASCII on Windows.
        base_options=base.BaseOptions(model_asset_buffer=model.path.read_bytes()),
        running_mode=mode.VisionTaskRunningMode.VIDEO,
        num_poses=1,
    )
    try:
        landmarker = vision.PoseLandmarker.create_from_options(options)
    except (RuntimeError, ValueError, OSError) as error:
        problem = str(error)
    else:
        return _Running(
            landmarker,
            lambda rgb: picture.Image(picture.ImageFormat.SRGB, rgb),
            ModelInfo(model.path.name, model.sha256),
        )
    # What the library leaves when it fails holds a worker thread, until it is collected: so the
    # error is not chained, as its traceback would keep it.
    gc.collect()
    raise ModelError(
        f"The pose model {model.path} cannot be loaded ({problem}). To mend it, {model.mend}."
    )


def _rgb(bgr: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Return the picture as red-green-blue."""
    # Plane by plane is five times quicker than [..., ::-1]; OpenCV would change Qt's environment.
    rgb = np.empty_like(bgr, order="C")
    for channel in range(3):
        rgb[..., channel] = bgr[..., 2 - channel]
    return rgb


def _pose(frame: Frame, normalised: list[Any], world: list[Any]) -> Pose:
    return Pose(
        time_s=frame.time_s,
        image_px=np.array([(point.x, point.y) for point in normalised]) * frame.size_px,
        world_m=np.array([(point.x, point.y, point.z) for point in world]),
        visibility=np.array([point.visibility for point in normalised]),
        image_size=frame.size_px,
        doubt=no_doubt(),
    )
