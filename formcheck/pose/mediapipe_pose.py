"""The pose from MediaPipe's pose landmarker: the only place that imports mediapipe.

Its normalised coordinates become pixels here and are seen nowhere else.
"""

import gc
import hashlib
import importlib
import math
from contextlib import nullcontext
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Self

import numpy as np

from formcheck.capture.frame import Frame
from formcheck.capture.opencv import cv2
from formcheck.errors import ModelError
from formcheck.language import _
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.follow import COMPANY_EVERY_S, Follower, Memory
from formcheck.pose.heap import give_back, keep_heap_small, share_one_heap
from formcheck.pose.lent import Lent
from formcheck.pose.looks import PLAIN, Body, Picture
from formcheck.pose.maskless import without_mask
from formcheck.pose.model_file import ModelFile, check, default_model
from formcheck.pose.outline import Seen, outline_of
from formcheck.pose.pose import Floats, Pose, no_doubt
from formcheck.pose.quiet import no_chatter

_VISION: Final = "mediapipe.tasks.python.vision"
_MS_PER_S: Final = 1000
_MOST_PEOPLE: Final = 3
_COLLECT_EVERY_S: Final = 600.0
"""Two small blocks a look stay behind in circles (counted), which Python collects by itself after
many hours only, for so few looks. Collecting takes a twentieth of a second."""
_SURE: Final = 0.9
"""Presence of a body in a single picture: of finds in pictures without a person a third passes, of
true ones 98.6 % (measured)."""


@dataclass(frozen=True, slots=True)
class _Running:
    """What is there while the estimator is open."""

    follower: Follower
    model: ModelInfo
    loader: "_Loader"
    """Closes every landmarker."""
    plain: "_VideoTracker"
    aside: "Lent[_VideoTracker]"
    people: "Lent[_Everybody]"
    """Made when they are needed first, and freed when they were not for long."""
    seen: dict[int, Seen]
    """What each tracker saw last, when the outline of the back is wanted; else empty."""

    def free_trackers(self) -> None:
        """Free what remembers earlier pictures."""
        self.plain.close()
        self.aside.close()

    def outline(self, body: Body) -> Floats | None:
        """Return the contour of the back of the one who was found."""
        for seen in self.seen.values():
            for look in (PLAIN, self.follower.look):
                outline = outline_of(body, seen, look)
                if outline is not None:
                    return outline
        return None


class MediapipePose:
    """Finds one person in the frames of one source, following them from frame to frame.

    When the person is lost, other looks at the picture are tried; among several people the same
    one is kept. A new source needs a new estimator, as it remembers where the person was.

    Parameters
    ----------
    model
        The bundle to use; the built-in one when left out.
    outline
        Whether poses carry the contour of the back too. Experimental; the landmarks are the same.
    company_every_s
        How often other people are looked for. Where few pictures come it is most of the work.
    free_after_s
        Further landmarkers that were not used for so long are freed, to be loaded anew in a tenth
        of a second when they are needed: each takes 60 MB. For ever, unless said.
    """

    _met_somebody: bool = False
    """Whether any estimator of this program has found a person: the library's one note about
    that is behind us."""

    def __init__(
        self,
        model: ModelFile | None = None,
        *,
        outline: bool = False,
        company_every_s: float = COMPANY_EVERY_S,
        free_after_s: float = math.inf,
    ) -> None:
        self._wanted, self._company_every_s = model, company_every_s
        self._free_after_s = free_after_s
        self._outline = outline
        self._running: _Running | None = None
        self._last_s = self._collected_s = -math.inf

    @property
    def model(self) -> ModelInfo:
        """Name and hash of the bundle."""
        return self._open().model

    def __enter__(self) -> Self:
        """Check and load the bundle; raise ModelError when it is missing or wrong."""
        wanted = default_model() if self._wanted is None else self._wanted
        check(wanted.path, wanted.sha256, mend=wanted.mend)
        if math.isfinite(self._free_after_s):
            share_one_heap()
        loader = _Loader(wanted)
        people = Lent(lambda: _Everybody(loader), self._free_after_s)
        model = ModelInfo(wanted.path.name, wanted.sha256)
        try:
            self._running = self._start(loader, people, model, None)
        except BaseException:
            loader.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Free the models. Without this the library complains when the program ends."""
        running, self._running = self._running, None
        if running is not None:
            running.loader.close()

    @property
    def memory(self) -> Memory:
        """Who is followed now."""
        return self._open().follower.memory

    def begin(self, memory: Memory | None) -> None:
        """Start anew, as if it was opened just now, with who is to be followed."""
        running = self._open()
        if memory is not None or math.isfinite(self._last_s):
            running.free_trackers()
            give_back()  # else each landmarker leaves ten megabytes in the heap (measured)
            self._running = self._start(running.loader, running.people, running.model, memory)
            self._last_s = -math.inf

    def estimate(self, frame: Frame) -> Pose | None:
        """Return the pose in ``frame`` with every landmark trusted, or ``None`` for nobody.

        Raise ValueError when the frame is not later than the one before it.
        """
        running = self._open()
        follower = running.follower
        if frame.time_s <= self._last_s:
            raise ValueError(f"expected a frame later than {self._last_s} s, got {frame.time_s} s")
        self._last_s = frame.time_s
        with nullcontext() if MediapipePose._met_somebody else no_chatter():
            body = follower.find(_rgb(frame.image), frame.time_s)
        self._tidy(running, frame.time_s)
        if body is None:
            return None
        MediapipePose._met_somebody = True
        return Pose(
            time_s=frame.time_s,
            image_px=body.image_px,
            world_m=body.world_m,
            visibility=body.visibility,
            image_size=frame.size_px,
            doubt=no_doubt(),
            others=follower.others,
            outline_px=running.outline(body),
        )

    def _start(
        self, loader: "_Loader", people: "Lent[_Everybody]", model: ModelInfo, memory: Memory | None
    ) -> _Running:
        seen: dict[int, Seen] = {}
        # What is left there is of the outline alone.
        left = seen if self._outline else None
        plain = _VideoTracker(loader, left)
        aside = Lent(lambda: _VideoTracker(loader, left), self._free_after_s)
        follower = Follower(
            plain,
            aside.get,
            lambda picture: people.get().find(picture),
            company_every_s=self._company_every_s,
            memory=memory,
        )
        return _Running(follower, model, loader, plain, aside, people, seen)

    def _tidy(self, running: _Running, now_s: float) -> None:
        """Free what is not used any more."""
        running.aside.tidy(now_s)
        running.people.tidy(now_s)
        if math.isfinite(self._free_after_s) and now_s - self._collected_s >= _COLLECT_EVERY_S:
            self._collected_s = now_s
            gc.collect()

    def _open(self) -> _Running:
        if self._running is None:
            raise RuntimeError("the pose estimator is not open: use it inside its with block")
        return self._running


class _Loader:
    """Makes landmarkers of one bundle, and sees to it that all are closed."""

    def __init__(self, model: ModelFile) -> None:
        self._model = model
        self._file = model.path.open("rb")
        self._loaded: list[Any] = []
        keep_heap_small()
        # Imported here because it takes a fifth of a second, which --help need not wait for.
        self._vision = importlib.import_module(f"{_VISION}.pose_landmarker")
        self._picture = importlib.import_module(f"{_VISION}.core.image")
        self._mode = importlib.import_module(f"{_VISION}.core.vision_task_running_mode")
        self._base = importlib.import_module("mediapipe.tasks.python.core.base_options")

    def image(self, rgb: Picture) -> Any:
        """Return a picture as the library wants it."""
        return self._picture.Image(self._picture.ImageFormat.SRGB, rgb)

    def landmarker(self, *, mode: str, masks: bool = False, **options: Any) -> Any:
        """Return a landmarker in VIDEO or IMAGE mode; raise ModelError when the file is wrong."""
        # Bytes, not a path: the library cannot open a path with letters outside ASCII on Windows.
        bundle = self._bundle()
        wanted = self._vision.PoseLandmarkerOptions(
            base_options=self._base.BaseOptions(
                model_asset_buffer=bundle if masks else without_mask(bundle)
            ),
            running_mode=self._mode.VisionTaskRunningMode[mode],
            output_segmentation_masks=masks,
            **options,
        )
        try:
            with no_chatter():
                landmarker = self._vision.PoseLandmarker.create_from_options(wanted)
        except (RuntimeError, ValueError, OSError) as error:
            problem = str(error)
        else:
            self._loaded.append(landmarker)
            return landmarker
        # What the library leaves when it fails holds a worker thread, until it is collected: so
        # the error is not chained, as its traceback would keep it.
        gc.collect()
        raise ModelError(
            _("The pose model {path} cannot be loaded ({problem}). To mend it, {mend}.").format(
                path=self._model.path, problem=problem, mend=self._model.mend
            )
        )

    def _bundle(self) -> bytes:
        """Return what was checked at first: further ones are loaded long after, or never.

        The file stays open, so that it may be taken away meanwhile, as by an update.
        """
        self._file.seek(0)
        bundle = self._file.read()
        if hashlib.sha256(bundle).hexdigest() != self._model.sha256:
            check(self._model.path, self._model.sha256, mend=self._model.mend)
            bundle = self._model.path.read_bytes()
        return bundle

    def free(self, landmarker: Any) -> None:
        """Close a landmarker; the others stay."""
        self._loaded.remove(landmarker)
        landmarker.close()

    def close(self) -> None:
        """Close all of them, and the file."""
        while self._loaded:
            self.free(self._loaded[-1])
        self._file.close()


class _VideoTracker:
    """A landmarker in VIDEO mode: follows one person, in a time of its own.

    Parameters
    ----------
    loader
        Makes the landmarker.
    seen
        Where to leave the last person with their mask, under a number of its own; None makes no
        masks.
    """

    def __init__(self, loader: _Loader, seen: dict[int, Seen] | None) -> None:
        self._loader, self._image = loader, loader.image
        self._landmarker = loader.landmarker(mode="VIDEO", num_poses=1, masks=seen is not None)
        self._last_ms = -1
        self._blank = np.zeros((64, 64, 3), np.uint8)
        self._seen = seen

    def track(self, picture: Picture, time_s: float) -> Body | None:
        """Return the person in the picture."""
        # Whole milliseconds, strictly increasing: the library demands it.
        self._last_ms = max(round(time_s * _MS_PER_S), self._last_ms + 1)
        found = self._landmarker.detect_for_video(self._image(picture), self._last_ms)
        body = next(iter(_bodies(found, picture)), None)
        if self._seen is not None:
            self._seen.pop(id(self), None)
            if body is not None:
                size_px = (picture.shape[1], picture.shape[0])
                self._seen[id(self)] = Seen(body, found.segmentation_masks[0], size_px)
        return body

    def forget(self) -> None:
        """Let go of the person: there is nobody in an empty picture."""
        if self._last_ms >= 0:
            self.track(self._blank, 0.0)

    def close(self) -> None:
        """Free it; nobody is followed any more."""
        self._loader.free(self._landmarker)
        if self._seen is not None:
            self._seen.pop(id(self), None)


class _Everybody:
    """Finds everybody in a single picture."""

    def __init__(self, loader: _Loader) -> None:
        self._loader = loader
        self._landmarker = loader.landmarker(
            mode="IMAGE", num_poses=_MOST_PEOPLE, min_pose_presence_confidence=_SURE
        )

    def find(self, picture: Picture) -> list[Body]:
        """Return everybody, independent of all other pictures."""
        return _bodies(self._landmarker.detect(self._loader.image(picture)), picture)

    def close(self) -> None:
        """Free it; nothing is found any more."""
        self._loader.free(self._landmarker)


def _rgb(bgr: Picture) -> Picture:
    """Return the picture as red-green-blue."""
    # Twelve times quicker than plane by plane: 0.06 ms of 720p.
    return np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)


def _bodies(found: Any, picture: Picture) -> list[Body]:
    """Return everybody found, in pixels of the picture."""
    size = (picture.shape[1], picture.shape[0])
    return [
        Body(
            image_px=np.array([(point.x, point.y) for point in normalised]) * size,
            world_m=np.array([(point.x, point.y, point.z) for point in world]),
            visibility=np.array([point.visibility for point in normalised]),
        )
        for normalised, world in zip(found.pose_landmarks, found.pose_world_landmarks, strict=True)
    ]
