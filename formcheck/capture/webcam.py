"""Frames of a camera that is plugged into the computer or built into it."""

import os
import sys
from collections.abc import Callable
from time import perf_counter, sleep
from types import TracebackType
from typing import Final, Self

import numpy as np

from formcheck.capture.arrival import ArrivalClock
from formcheck.capture.cameras import DEVICES, CameraName, list_cameras
from formcheck.capture.frame import Frame
from formcheck.capture.opencv import cv2
from formcheck.capture.repeats import Repeats
from formcheck.capture.source import SourceInfo
from formcheck.capture.whereabouts import Whereabouts, not_there
from formcheck.errors import SourceError, SourceLostError
from formcheck.language import _

__all__ = ["CameraName", "Webcam", "list_cameras", "open_device"]

_FIRST_FRAME_S: Final = 5.0
"""Slow cameras need two to three seconds for their first picture."""
_LOST_S: Final = 2.0
"""A camera that gives nothing for this long was unplugged."""
_RETRY_S: Final = 0.05
_BACKENDS: Final = {
    "linux": cv2.CAP_V4L2,
    "win32": cv2.CAP_DSHOW,  # the other one takes ten seconds to open
    "darwin": cv2.CAP_AVFOUNDATION,
}


def open_device(number: int) -> cv2.VideoCapture:
    """Open a camera of this computer; the result says whether it did."""
    return cv2.VideoCapture(number, _BACKENDS.get(sys.platform, cv2.CAP_ANY))


class Webcam:
    """A webcam, chosen by its number or by a part of its name.

    Resolution and rate are wishes: the camera gives the nearest that it has, and ``info`` tells.
    The buffer is kept to one frame, so that a slow reader sees the present. Who reads far more
    rarely than the camera gives has ``rarely``: the frame that has waited since the last read is
    thrown away, unseen.
    """

    def __init__(
        self,
        camera: int | str = 0,
        *,
        width: int = 1280,
        height: int = 720,
        fps: float = 30.0,
        rarely: bool = False,
        opener: Callable[[int], cv2.VideoCapture] = open_device,
    ) -> None:
        self.camera = camera
        self.wish = (width, height, fps)
        self.whereabouts = Whereabouts()
        """Which camera it is; shared with those before it where it is opened several times."""
        self._rarely = rarely
        self._opener = opener
        self._index = 0
        self._clock, self._repeats = ArrivalClock(), Repeats()
        self._info: SourceInfo | None = None
        self._waiting: Frame | None = None

    @property
    def info(self) -> SourceInfo:
        """Called after the source was entered."""
        if self._info is None:
            raise RuntimeError("expected an open camera: enter it with `with` first")
        return self._info

    def __enter__(self) -> Self:
        """Open the camera and wait for its first frame; raise SourceError with what to do."""
        found = self.whereabouts.find(self.camera)
        self._capture = self._opener(found.number)
        try:
            self._start(found)
        except BaseException:
            self._capture.release()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Switch the camera off."""
        self._waiting = None
        self._capture.release()

    def read(self) -> Frame:
        """Wait for the next new picture; a camera never ends.

        Raise SourceLostError when it was unplugged or taken away, or its picture stands still.
        """
        info = self.info
        frame, self._waiting = self._waiting, None
        if frame is None and self._rarely:
            self._capture.grab()
        while True:
            frame = frame or self._next(_LOST_S)
            if frame is None:
                raise SourceLostError(
                    _(
                        "{camera} gives no more pictures; what came before is kept. Check its "
                        "cable and its lens cover."
                    ).format(camera=info.name)
                )
            if self._repeats.is_news(frame, info.name):
                return frame
            frame = None

    def _start(self, found: CameraName) -> None:
        camera = self.whereabouts.known_as or found
        if not self._capture.isOpened():
            raise _cannot_open(camera, found.number)
        _ask_for(self._capture, *self.wish)
        self._waiting = self._next(_FIRST_FRAME_S)
        if self._waiting is None:
            raise _busy(camera)
        fps = self._capture.get(cv2.CAP_PROP_FPS)
        self._info = SourceInfo(
            name=str(self.whereabouts.note_open(found)),
            live=True,
            size_px=self._waiting.size_px,
            fps=fps if fps > 0 else None,
            duration_s=None,
            frame_count=None,
            returns=True,
        )

    def _next(self, patience_s: float) -> Frame | None:
        """Return the next frame; ``None`` when there is none for so long."""
        began_s = perf_counter()
        while True:
            if self._capture.grab():
                time_s = self._clock.stamp()
                good, image = self._capture.retrieve()
                if good:
                    self._index += 1
                    return Frame(self._index - 1, time_s, np.ascontiguousarray(image, np.uint8))
            if perf_counter() - began_s > patience_s:
                return None
            sleep(_RETRY_S)


def _ask_for(capture: cv2.VideoCapture, width: int, height: int, fps: float) -> None:
    # In this order: many cameras offer large pictures at full rate as MJPG only, and a change of
    # size sets the rate back.
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
    capture.set(cv2.CAP_PROP_FPS, fps)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)


def _cannot_open(camera: CameraName, number: int) -> SourceError:
    device = DEVICES / f"video{number}"
    if not sys.platform.startswith("linux"):
        return SourceError(
            _(
                "Expected {camera}, but it cannot be opened: check that it is plugged in, that "
                "no other app is using it and that the system's privacy settings allow the "
                "camera."
            ).format(camera=camera)
        )
    if not device.exists():
        return not_there(camera, list_cameras())
    if not os.access(device, os.R_OK | os.W_OK):
        return SourceError(
            _(
                "Expected to use {camera}, but you are not allowed to: add yourself to the "
                'group "video" (sudo usermod -aG video $USER) and log in again.'
            ).format(camera=camera)
        )
    return _busy(camera)


def _busy(camera: CameraName) -> SourceError:
    return SourceError(
        _(
            "Expected pictures from {camera}, but it gives none: close other apps that use "
            "it (a video call, a browser tab), check that the camera is allowed, and try "
            "again."
        ).format(camera=camera)
    )
