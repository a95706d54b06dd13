"""The recording with everything drawn in: H.264 that plays everywhere, with its own sound."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import av
import numpy as np
from av.container import OutputContainer
from av.error import FFmpegError
from av.video.reformatter import Colorspace, VideoReformatter
from av.video.stream import VideoStream

from formcheck.capture.apart import open_video
from formcheck.capture.frame import Frame
from formcheck.capture.source import FrameSource
from formcheck.errors import OutputError, SourceLostError
from formcheck.language import _
from formcheck.overlay.compose import compose
from formcheck.overlay.scene import Scene
from formcheck.pose.pose import Pose
from formcheck.report.face_blur import FaceCover
from formcheck.report.files import replacing, unwritable
from formcheck.report.hud import Hud, draw_hud, hud_of
from formcheck.report.lettering import Image8
from formcheck.report.paint import paint
from formcheck.report.sound import Silence, Sound
from formcheck.report.sound_apart import sound_of
from formcheck.session.offline import Progress
from formcheck.session.update import Update

_TICKS: Final = 90_000
"""Of a second: fine enough for any phone's uneven time stamps."""
_OPTIONS: Final = {"preset": "veryfast", "crf": "22", "bf": "0"}
"""Without frames that look ahead: with uneven times these make an mp4 state a wrong length."""
_FASTSTART: Final = {"movflags": "+faststart"}
"""The index goes to the front, so that a browser can start at once."""
_USUAL_RATE: Final = 30
_USUAL_STEP_S: Final = 1 / _USUAL_RATE
_BT709: Final = 1
"""What browsers take for granted of videos that are larger than television was; said aloud for all,
as each has its own idea of small ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What belongs to one frame."""

    scene: Scene | None
    """What is drawn over the body; None where there is nobody."""
    hud: Hud
    pose: Pose | None
    """Whose face is covered, where faces are."""


def marked(update: Update) -> Marked:
    """Return what a session says about a frame."""
    return Marked(scene=compose(update), hud=hud_of(update), pose=update.pose)


def write_annotated(
    path: Path,
    source: Path,
    marks: Callable[[float], Marked],
    *,
    blur: bool = False,
    until_s: float = inf,
    on_progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> bool:
    """Write an annotated copy of a recording that was analysed before.

    Parameters
    ----------
    path
        The new file, an .mp4. It is there only when it is whole.
    source
        The recording. Where it breaks off, so does the copy.
    marks
        What to draw over the frame at a time.
    blur
        Whether the face is made unrecognisable.
    until_s
        Time of the last frame that is copied.
    on_progress
        Called after each frame.
    stop
        Asked after each frame: whether nobody waits for it any more.

    Returns
    -------
    whole
        False when it was stopped; then nothing is left.

    Raises
    ------
    SourceError
        When the recording cannot be opened.
    OutputError
        When the copy cannot be written.
    """
    try:
        with AnnotatedVideo(path, source, blur=blur) as video, open_video(source) as film:
            for number, frame in enumerate(_frames(film, until_s), start=1):
                video.add(frame, marks(frame.time_s))
                if on_progress is not None:
                    info = film.info
                    at = Progress(number, info.frame_count, frame.time_s, info.duration_s)
                    on_progress(at)
                _go_on(stop)
    except _StoppedError:
        return False
    return True


class _StoppedError(Exception):
    """Nobody waits for it any more."""


def _go_on(stop: Callable[[], bool]) -> None:
    if stop():
        raise _StoppedError


class AnnotatedVideo:
    """Writes an annotated copy of a recording, frame by frame, with the recording's own times.

    The file takes its place only when everything was written; after an error nothing is left.

    Parameters
    ----------
    path
        The new file, an .mp4.
    source
        The recording that the frames and the sound are from.
    blur
        Whether the face is made unrecognisable.

    Raises
    ------
    OutputError
        When the file cannot be written.
    """

    def __init__(self, path: Path, source: Path, *, blur: bool = False) -> None:
        self._path, self._source = path, source
        self._cover = FaceCover() if blur else None
        self._stack = ExitStack()
        self._container: OutputContainer | None = None
        self._stream: VideoStream | None = None
        self._sound: Sound = Silence()
        self._colours = VideoReformatter()
        self._last: tuple[float, Image8] | None = None
        self._step_s = _USUAL_STEP_S

    def __enter__(self) -> Self:
        """Make the file."""
        there = self._path.exists() and self._source.exists()
        if there and self._path.samefile(self._source):
            raise OutputError(
                _("{path} is the recording itself: give the new video another name.").format(
                    path=self._path
                )
            )
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

    def add(self, frame: Frame, marks: Marked) -> None:
        """Draw one frame's marks and add it. Called once a frame, in order."""
        image = frame.image
        if self._cover is not None:
            image = self._cover.cover(image, marks.pose, frame.time_s)
        drawn = annotate(image, marks)
        if self._last is not None:
            self._step_s = frame.time_s - self._last[0]
            self._write(*self._last)
        self._last = (frame.time_s, drawn)

    def _finish(self) -> None:
        """Write the last frame, shown as long as the one before, and what the encoder holds."""
        if self._last is not None:
            self._write(*self._last)
        if self._container is not None and self._stream is not None:
            packets = self._stream.encode(None)
            if packets:  # The encoder forgets lengths; only that of the last frame is needed.
                packets[-1].duration = round(self._step_s / packets[-1].time_base)
            self._container.mux(packets)
        self._sound.finish()

    def _write(self, time_s: float, image: Image8) -> None:
        if self._container is None:
            raise RuntimeError("expected an open video: enter it with `with` first")
        try:
            if self._stream is None:
                self._stream = _h264(self._container, image)
                self._sound = sound_of(self._source, self._container, self._path, self._stack)
            self._container.mux(self._stream.encode(self._picture(time_s, image)))
            self._sound.until(time_s)
        except FFmpegError as failed:
            raise unwritable(self._path, failed) from failed

    def _picture(self, time_s: float, image: Image8) -> av.VideoFrame:
        picture = self._colours.reformat(
            av.VideoFrame.from_ndarray(image, format="bgr24"),
            format="yuv420p",
            dst_colorspace=Colorspace.ITU709,
        )
        picture.pts = round(time_s * _TICKS)
        picture.time_base = Fraction(1, _TICKS)
        return picture


def annotate(image: Image8, marks: Marked) -> Image8:
    """Return a copy of a frame with marks, count and cue; its size made even, as H.264 asks."""
    height, width = (size // 2 * 2 for size in image.shape[:2])
    drawn = np.array(image[:height, :width], order="C")
    if marks.scene is not None:
        paint(drawn, marks.scene)
    draw_hud(drawn, marks.hud)
    return drawn


def _frames(film: FrameSource, until_s: float) -> Iterator[Frame]:
    """Give every frame up to a time, or to where the recording breaks off."""
    with suppress(SourceLostError):
        while (frame := film.read()) is not None:
            yield frame
            if frame.time_s >= until_s:
                return  # nobody saw what comes then: not even whether it can be decoded


def _h264(container: OutputContainer, image: Image8) -> VideoStream:
    stream = container.add_stream("libx264", rate=_USUAL_RATE, options=_OPTIONS)
    stream.height, stream.width = image.shape[:2]
    stream.pix_fmt = "yuv420p"
    context = stream.codec_context
    context.time_base = Fraction(1, _TICKS)
    context.colorspace = context.color_primaries = context.color_trc = _BT709
    return stream
