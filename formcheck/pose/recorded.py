"""Poses that were recorded earlier, as a second estimator and as a file.

The file is a numpy ``.npz`` of ``time_s (t,)``, ``image_px (t, 33, 2)``, ``world_m (t, 33, 3)``,
``visibility (t, 33)``, ``image_size (w, h)`` and, where known, ``others (t,)`` (the number of other
people seen), ``outline_px (t, n, 2)`` (the contour of the back), ``model_name`` and
``model_sha256``.
Frames with nobody in them are NaN. What is stored is what the estimator said, before anything was
smoothed or doubted.
"""

import math
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tokenize import TokenError
from types import TracebackType
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
from numpy.lib.npyio import NpzFile

from formcheck.capture.frame import Frame
from formcheck.errors import OutputError, PosesError
from formcheck.landmarks import COUNT
from formcheck.language import _
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.growing import Growing
from formcheck.pose.pose import Doubt, Floats, Pose

_AT_ONCE: Final = 256
"""Frames that are looked through together: each alone takes five times as long."""
_TIME: Final = "time_s"
_ARRAYS: Final[Mapping[str, tuple[int, ...]]] = {
    _TIME: (),
    "image_px": (COUNT, 2),
    "world_m": (COUNT, 3),
    "visibility": (COUNT,),
}
"""Name of each array with one entry a frame, and the shape of an entry."""
_IMAGE_SIZE: Final = "image_size"
_OTHERS: Final = "others"
_OUTLINE: Final = "outline_px"
_OPTIONAL: Final = (_OTHERS, _OUTLINE)
_UNREADABLE: Final = (
    ValueError,
    EOFError,
    KeyError,
    SyntaxError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    TypeError,
    MemoryError,
    TokenError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What numpy and zipfile raise for files that are not, or not wholly, an npz file of plain arrays:
the memory that a head of an array may ask for is more than any computer has."""
_LONGEST: Final = 200
"""Letters of a model's name."""
_LATEST_S: Final = 1e9
"""Thirty years: times beyond it are none, and could not be written as milliseconds."""
MOST_BYTES: Final = 2_000_000_000
"""Of all arrays unpacked: eleven hours at 30 frames a second (judgement). A few megabytes of zeros
would unpack to more."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class RecordedPoses:
    """One person in t frames. Iterating gives each frame's time and pose, ``None`` for nobody.

    Raises
    ------
    PosesError
        When shapes do not fit, times do not increase or the size of the picture makes no sense.
    """

    time_s: Floats
    """(t,) seconds, strictly increasing."""
    image_px: Floats
    """(t, 33, 2) pixels, y down; all NaN in a frame with nobody."""
    world_m: Floats
    """(t, 33, 3) metres, origin between the hips."""
    visibility: Floats
    """(t, 33), 0 to 1."""
    image_size: tuple[int, int]
    """Width and height of the picture in pixels."""
    model: ModelInfo
    """Model that made them; empty strings when the file does not say."""
    others: Floats | None = None
    """(t,) number of other people seen, NaN in a frame with nobody; None when not known."""
    outline_px: Floats | None = None
    """(t, n, 2) contour of the back, NaN where it was not found; None when not looked for."""

    def __post_init__(self) -> None:
        """Check shapes, times and size."""
        count = len(self.time_s)
        for name, entry in _ARRAYS.items():
            _check_shape(name, getattr(self, name).shape, (count, *entry))
        if self.others is not None:
            _check_shape(_OTHERS, self.others.shape, (count,))
        if self.outline_px is not None:
            places = self.outline_px.shape[1:2]
            _check_shape(_OUTLINE, self.outline_px.shape, (count, *places, 2))
        if not count:
            raise PosesError(_("expected at least one frame, found none"))
        if not (np.abs(self.time_s) <= _LATEST_S).all() or (np.diff(self.time_s) <= 0).any():
            raise PosesError(_("expected times that increase from frame to frame, found others"))
        if min(self.image_size) <= 0:
            raise PosesError(
                _("expected an image_size above 0, found {size}").format(size=self.image_size)
            )

    def __len__(self) -> int:
        """Return the number of frames."""
        return len(self.time_s)

    def __iter__(self) -> Iterator[tuple[float, Pose | None]]:
        """Give every frame's time and pose in order."""
        for start in range(0, len(self), _AT_ONCE):
            yield from self._frames(start, min(start + _AT_ONCE, len(self)))

    def pose(self, index: int) -> Pose | None:
        """Return the pose of one frame; landmarks that are NaN are marked as hidden."""
        ((_time_s, pose),) = self._frames(index, index + 1)
        return pose

    def _frames(self, start: int, end: int) -> Iterator[tuple[float, Pose | None]]:
        """Give times and poses from ``start`` on; what is NaN is looked up for all of them."""
        placed = np.isfinite(self.image_px[start:end])
        known = placed.all(axis=2) & np.isfinite(self.world_m[start:end]).all(axis=2)
        known &= np.isfinite(self.visibility[start:end])
        doubt = np.where(known, Doubt.NONE, Doubt.HIDDEN).astype(np.uint8)
        for place, somebody in enumerate(np.asarray(placed.any(axis=(1, 2))).tolist()):
            index = start + place
            time_s = float(self.time_s[index])
            yield time_s, self._pose(index, time_s, doubt[place]) if somebody else None

    def _pose(self, index: int, time_s: float, doubt: npt.NDArray[np.uint8]) -> Pose:
        return Pose(
            time_s=time_s,
            image_px=self.image_px[index],
            world_m=self.world_m[index],
            visibility=self.visibility[index],
            image_size=self.image_size,
            doubt=doubt,
            others=self._others(index),
            outline_px=self._outline(index),
        )

    def _others(self, index: int) -> int:
        others = math.nan if self.others is None else float(self.others[index])
        return int(others) if math.isfinite(others) else 0

    def _outline(self, index: int) -> Floats | None:
        outline = None if self.outline_px is None else self.outline_px[index]
        return outline if outline is not None and np.isfinite(outline).any() else None


class PoseRecorder:
    """Collects the poses of a session, frame by frame.

    Parameters
    ----------
    image_size
        Width and height of the picture in pixels.
    model
        Model that makes the poses.
    """

    def __init__(self, image_size: tuple[int, int], model: ModelInfo) -> None:
        self._image_size = image_size
        self._model = model
        self._tables = {name: Growing(entry) for name, entry in (*_ARRAYS.items(), (_OTHERS, ()))}
        self._outlines: Growing | None = None
        """None until an outline was seen: most recordings have none."""

    def add(self, time_s: float, pose: Pose | None) -> None:
        """Note what was seen in the frame at ``time_s``. Called once a frame, in order."""
        self._add_outline(None if pose is None else pose.outline_px)
        for name, table in self._tables.items():
            nothing = time_s if name == _TIME else math.nan
            table.add(nothing if pose is None else getattr(pose, name))

    def poses(self) -> RecordedPoses:
        """Return everything noted so far; raise PosesError when that is nothing."""
        return RecordedPoses(
            **{name: table.view() for name, table in self._tables.items()},
            outline_px=None if self._outlines is None else self._outlines.view(),
            image_size=self._image_size,
            model=self._model,
        )

    def _add_outline(self, outline_px: Floats | None) -> None:
        if self._outlines is None and outline_px is not None:
            self._outlines = Growing(outline_px.shape)
            for _frame in range(len(self._tables[_TIME])):
                self._outlines.add(math.nan)
        if self._outlines is not None:
            self._outlines.add(math.nan if outline_px is None else outline_px)

    def save(self, path: Path) -> None:
        """Write everything noted so far to a file."""
        save_poses(path, self.poses())


class RecordedEstimator:
    """Answers a frame with the pose that was recorded at its time, as an estimator would."""

    def __init__(self, poses: RecordedPoses) -> None:
        self._poses = poses
        steps_s = np.diff(poses.time_s)
        self._reach_s = float(np.median(steps_s)) / 2 if steps_s.size else np.inf

    @property
    def model(self) -> ModelInfo:
        """Model that the poses were recorded with."""
        return self._poses.model

    def __enter__(self) -> Self:
        """Nothing to open."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing to close."""

    @property
    def memory(self) -> None:
        """Nothing: what was recorded stays as it is."""

    def begin(self, memory: object) -> None:
        """Nothing to start anew."""

    def estimate(self, frame: Frame) -> Pose | None:
        """Return the pose nearest in time, ``None`` when none is within half a frame."""
        distance_s = np.abs(self._poses.time_s - frame.time_s)
        nearest = int(np.argmin(distance_s))
        return self._poses.pose(nearest) if distance_s[nearest] <= self._reach_s else None


def load_poses(path: Path) -> RecordedPoses:
    """Return the poses in a file.

    Raises
    ------
    PosesError
        When the file is missing, not an ``.npz`` file, or does not hold what it should.
    """
    try:
        return _from_arrays(_read(path))
    except PosesError as error:
        raise PosesError(
            _("{path}: {reason}. Record the poses again.").format(path=path, reason=error)
        ) from error


def save_poses(path: Path, poses: RecordedPoses) -> None:
    """Write poses to a file; raise OutputError when that is not possible."""
    arrays: dict[str, Any] = {name: getattr(poses, name) for name in _ARRAYS}
    arrays[_IMAGE_SIZE] = np.array(poses.image_size)
    for name in _OPTIONAL:
        if getattr(poses, name) is not None:
            arrays[name] = getattr(poses, name)
    arrays["model_name"] = np.array(poses.model.name)
    arrays["model_sha256"] = np.array(poses.model.sha256)
    try:
        with path.open("wb") as stream:
            np.savez_compressed(stream, allow_pickle=False, **arrays)
    except OSError as error:
        raise OutputError(
            _("The poses cannot be written to {path} ({reason}): choose another place.").format(
                path=path, reason=error.strerror
            )
        ) from error


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            loaded = np.load(stream, allow_pickle=False)
            if isinstance(loaded, np.ndarray):
                raise PosesError(_("expected an .npz file of several arrays, found a single array"))
            _check_size(loaded)
            return {name: np.asarray(loaded[name]) for name in loaded.files}
    except OSError as error:
        raise PosesError(
            _("expected a file that can be read, found: {reason}").format(reason=error.strerror)
        ) from error
    except _UNREADABLE as error:
        raise PosesError(
            _("expected an .npz file of recorded poses, found something else")
        ) from error


def _plain(text: object) -> str:
    """Return a text of the file, without letters that steer a terminal."""
    try:
        return "".join(one if one.isprintable() else "?" for one in str(text)[:_LONGEST])
    except (SystemError, ValueError):
        return "?"  # numpy makes texts of letters that there are not


def _check_size(loaded: NpzFile) -> None:
    members = loaded.zip.infolist() if loaded.zip is not None else ()
    if sum(one.file_size for one in members) > MOST_BYTES:
        raise PosesError(
            _("expected at most {most} MB of poses, found more").format(
                most=MOST_BYTES // 1_000_000
            )
        )


def _from_arrays(arrays: dict[str, Any]) -> RecordedPoses:
    missing = [name for name in (*_ARRAYS, _IMAGE_SIZE) if name not in arrays]
    if missing:
        found = ", ".join(sorted(arrays)) or _("nothing")
        raise PosesError(
            _("expected arrays {missing} too, found only: {found}").format(
                missing=", ".join(missing), found=found
            )
        )
    known = [name for name in _OPTIONAL if name in arrays]
    for name in (*_ARRAYS, _IMAGE_SIZE, *known):
        if arrays[name].dtype.kind not in "iuf":
            raise PosesError(
                _("{name}: expected numbers, found {dtype}").format(
                    name=name, dtype=arrays[name].dtype
                )
            )
    _check_shape(_IMAGE_SIZE, arrays[_IMAGE_SIZE].shape, (2,))
    _check_shape("time_s", arrays["time_s"].shape, (arrays["time_s"].size,))
    if not np.isfinite(arrays[_IMAGE_SIZE]).all():
        raise PosesError(_("expected an image_size of two numbers, found NaN"))
    width, height = (int(size) for size in arrays[_IMAGE_SIZE])
    return RecordedPoses(
        **{name: arrays[name].astype(np.float64) for name in (*_ARRAYS, *known)},
        image_size=(width, height),
        model=ModelInfo(
            _plain(arrays.get("model_name", "")), _plain(arrays.get("model_sha256", ""))
        ),
    )


def _check_shape(name: str, found: tuple[int, ...], expected: tuple[int, ...]) -> None:
    if found != expected:
        raise PosesError(
            _("{name}: expected shape {expected}, found {found}").format(
                name=name, expected=expected, found=found
            )
        )
