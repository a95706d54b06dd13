"""A whole file at once: a for-loop, so that the result depends on the file alone.

Decoding runs one thread ahead of the model, with a short queue between them. Nothing is ever
skipped and the order is the file's own, so the overlap changes the time taken and nothing else.
"""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Final

from formcheck.capture.frame import Frame
from formcheck.capture.source import FrameSource, SourceInfo
from formcheck.errors import SourceError, SourceLostError
from formcheck.language import _
from formcheck.pose.estimator import PoseEstimator
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import RecordedPoses
from formcheck.session.record import SessionRecord, SourceSummary
from formcheck.session.session import Session
from formcheck.session.update import Update

_AHEAD: Final = 4
"""Frames decoded ahead: enough to keep both cores busy, 25 MB for full-HD video."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the analysis is."""

    frames: int
    """Frames done."""
    total: int | None
    """Frames in the file, where it says so; an estimate for some files."""
    time_s: float
    """Time of the last frame done."""
    duration_s: float | None
    """Length of the file, where it says so."""


def analyse(
    source: FrameSource,
    estimator: PoseEstimator,
    session: Session,
    *,
    name: str = "",
    on_pose: Callable[[Frame, Pose | None], None] | None = None,
    on_update: Callable[[Frame, Update], None] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> SessionRecord:
    """Analyse every frame of ``source`` and return the session.

    Parameters
    ----------
    source
        A file that is not yet open; it is opened and closed here.
    estimator
        Opened and closed here.
    session
        A fresh session.
    name
        What the record calls the source; the source's own name when empty.
    on_pose
        Called for each frame with the raw pose, before it is judged.
    on_update, on_progress
        Called after each frame. All three are called in the caller's thread.

    Raises
    ------
    SourceError
        When the source cannot be opened or holds no picture. A source that breaks off after its
        first frame raises nothing: the session so far is kept, and ``ended`` says why.
    ModelError
        When the model cannot be loaded.
    CalibrationError
        When the errors were measured with another model.
    """
    frames, time_s, ended = 0, 0.0, ""
    with estimator, reading(source) as (info, pictures):
        session.error_model.require_model(estimator.model.sha256)
        try:
            for frame in pictures:
                pose = estimator.estimate(frame)
                if on_pose is not None:
                    on_pose(frame, pose)
                update = session.update(frame.time_s, pose)
                frames, time_s = frames + 1, frame.time_s
                if on_update is not None:
                    on_update(frame, update)
                if on_progress is not None:
                    on_progress(Progress(frames, info.frame_count, time_s, info.duration_s))
        except SourceLostError as error:
            ended = str(error)
        if not frames:
            raise SourceError(ended or _no_picture(name or info.name))
        model = estimator.model
    return session.finish(summary(name or info.name, frames, time_s), model, ended)


def analyse_poses(
    poses: RecordedPoses,
    session: Session,
    *,
    name: str,
    on_progress: Callable[[Progress], None] | None = None,
) -> SessionRecord:
    """Analyse recorded poses; the same session as from the video that they came from."""
    session.error_model.require_model(poses.model.sha256)
    total = len(poses)
    duration_s = float(poses.time_s[-1])
    for done, (time_s, pose) in enumerate(poses, start=1):
        session.update(time_s, pose)
        if on_progress is not None:
            on_progress(Progress(done, total, time_s, duration_s))
    return session.finish(summary(name, total, duration_s), poses.model)


def summary(name: str, frames: int, last_s: float) -> SourceSummary:
    """Return what a recording is called and how long it is.

    The last frame counts as long as the average one: 450 frames at 30 fps are 15.0 s.
    """
    step_s = last_s / (frames - 1) if frames > 1 else 0.0
    return SourceSummary(path=name, duration_s=last_s + step_s, frames=frames)


def _no_picture(name: str) -> str:
    return _(
        "{name} holds not a single picture. Copy it again from the camera, or choose another."
    ).format(name=name)


@contextmanager
def reading(source: FrameSource) -> Iterator[tuple[SourceInfo, Iterator[Frame]]]:
    """Open ``source`` in a thread of its own; yield what it is and its frames, read ahead.

    Whatever opening or reading raises is raised here, in the consumer's thread, after the frames
    that came before it.
    """
    stack = ExitStack()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="formcheck-reader") as thread:
        try:
            opened = thread.submit(stack.enter_context, source).result()
            yield opened.info, _ahead(thread, _until_end(opened))
        finally:
            thread.submit(stack.close).result()


def _until_end(source: FrameSource) -> Callable[[], Frame | None]:
    """Return a ``read`` that leaves the source alone once it has ended or failed."""
    over = False

    def read() -> Frame | None:
        nonlocal over
        if over:
            return None
        over = True
        frame = source.read()
        over = frame is None
        return frame

    return read


def _ahead(thread: ThreadPoolExecutor, read: Callable[[], Frame | None]) -> Iterator[Frame]:
    """Yield frames in order while ``thread`` reads the next ones."""
    coming = deque(thread.submit(read) for _ in range(_AHEAD))
    try:
        while (frame := coming.popleft().result()) is not None:
            coming.append(thread.submit(read))
            yield frame
    finally:
        for read_later in coming:
            read_later.cancel()
