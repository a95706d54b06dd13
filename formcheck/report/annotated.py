"""The recording with everything drawn in: H.264 that plays everywhere."""

from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import av
import numpy as np
from av.container import OutputContainer
from av.error import FFmpegError
from av.video.stream import VideoStream

from formcheck.capture.frame import Frame
from formcheck.overlay.compose import compose
from formcheck.report.files import replacing, unwritable
from formcheck.report.hud import draw_hud
from formcheck.report.lettering import Image8
from formcheck.report.paint import paint
from formcheck.session.update import Update

_TICKS: Final = 90_000
"""Of a second: fine enough for any phone's uneven time stamps."""
_OPTIONS: Final = {"preset": "veryfast", "crf": "22", "bf": "0"}
"""Without frames that look ahead: with uneven times these make an mp4 state a wrong length."""
_FASTSTART: Final = {"movflags": "+faststart"}
"""The index goes to the front, so that a browser can start at once."""
_USUAL_RATE: Final = 30
_USUAL_STEP_S: Final = 1 / _USUAL_RATE


class AnnotatedVideo:
    """Writes an annotated copy of a recording, frame by frame, with the recording's own times.

    The file takes its place only when everything was written; after an error nothing is left.

    Raises
    ------
    OutputError
        When the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stack = ExitStack()
        self._container: OutputContainer | None = None
        self._stream: VideoStream | None = None
        self._last: tuple[float, Image8] | None = None
        self._step_s = _USUAL_STEP_S

    def __enter__(self) -> Self:
        """Make the file."""
        with ExitStack() as stack:
            written = stack.enter_context(replacing(self._path))
            self._container = stack.enter_context(
                av.open(str(written), "w", format="mp4", options=_FASTSTART)
            )
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finish the file, or remove it after an error."""
        if error is not None:
            self._stack.__exit__(kind, error, trace)
            return
        with self._stack:
            try:
                self._finish()
            except FFmpegError as failed:
                raise unwritable(self._path, failed) from failed

    def add(self, frame: Frame, update: Update) -> None:
        """Draw one frame's marks and add it. Called once a frame, in order."""
        image = annotate(frame.image, update)
        if self._last is not None:
            self._step_s = frame.time_s - self._last[0]
            self._write(*self._last)
        self._last = (frame.time_s, image)

    def _finish(self) -> None:
        """Write the last frame, shown as long as the one before, and what the encoder holds."""
        if self._last is not None:
            self._write(*self._last)
        if self._container is not None and self._stream is not None:
            packets = self._stream.encode(None)
            if packets:  # The encoder forgets lengths; only that of the last frame is needed.
                packets[-1].duration = round(self._step_s / packets[-1].time_base)
            self._container.mux(packets)

    def _write(self, time_s: float, image: Image8) -> None:
        if self._container is None:
            raise RuntimeError("expected an open video: enter it with `with` first")
        if self._stream is None:
            self._stream = _h264(self._container, image)
        picture = av.VideoFrame.from_ndarray(image, format="bgr24")
        picture.pts = round(time_s * _TICKS)
        picture.time_base = Fraction(1, _TICKS)
        try:
            self._container.mux(self._stream.encode(picture))
        except FFmpegError as failed:
            raise unwritable(self._path, failed) from failed


def annotate(image: Image8, update: Update) -> Image8:
    """Return a copy of a frame with marks, count and cue; its size made even, as H.264 asks."""
    height, width = (size // 2 * 2 for size in image.shape[:2])
    drawn = np.array(image[:height, :width], order="C")
    paint(drawn, compose(update))
    draw_hud(drawn, update)
    return drawn


def _h264(container: OutputContainer, image: Image8) -> VideoStream:
    stream = container.add_stream("libx264", rate=_USUAL_RATE, options=_OPTIONS)
    stream.height, stream.width = image.shape[:2]
    stream.pix_fmt = "yuv420p"
    stream.codec_context.time_base = Fraction(1, _TICKS)
    return stream
