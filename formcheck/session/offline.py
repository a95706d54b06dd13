"""A whole file at once: a for-loop, so that the result depends on the file alone.

Its poses come in the order of time, wherever they are found, and nothing is ever skipped.
"""

from collections.abc import Callable
from dataclasses import dataclass

from formcheck.errors import SourceLostError
from formcheck.pose.looking import Looking
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import RecordedPoses
from formcheck.session.record import SessionRecord, SourceSummary
from formcheck.session.session import Session


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
    looking: Looking,
    session: Session,
    *,
    name: str = "",
    on_pose: Callable[[float, Pose | None], None] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> SessionRecord:
    """Analyse every frame of a video and return the session.

    Parameters
    ----------
    looking
        Entered, and not asked for poses yet.
    session
        A fresh session.
    name
        What the record calls the source; the source's own name when empty.
    on_pose
        Called for each frame with its time and the raw pose, before it is judged.
    on_progress
        Called after each frame.

    Raises
    ------
    SourceError
        When it holds no picture. A video that breaks off after its first frame raises nothing: the
        session so far is kept, and ``ended`` says why.
    CalibrationError
        When the errors were measured with another model.
    """
    frames, last_s, ended = 0, 0.0, ""
    info, model = looking.info, looking.model
    session.error_model.require_model(model.sha256)
    try:
        for frames, (last_s, pose) in enumerate(looking, start=1):
            if on_pose is not None:
                on_pose(last_s, pose)
            session.update(last_s, pose)
            if on_progress is not None:
                on_progress(Progress(frames, info.frame_count, last_s, info.duration_s))
    except SourceLostError as error:
        ended = str(error)
    return session.finish(summary(name or info.name, frames, last_s), model, ended)


def analyse_poses(
    poses: RecordedPoses,
    session: Session,
    *,
    name: str,
    ended: str = "",
    on_progress: Callable[[Progress], None] | None = None,
) -> SessionRecord:
    """Analyse recorded poses; the same session as from the video that they came from.

    ``ended`` says why they end before their time.
    """
    session.error_model.require_model(poses.model.sha256)
    total = len(poses)
    duration_s = float(poses.time_s[-1])
    for done, (time_s, pose) in enumerate(poses, start=1):
        session.update(time_s, pose)
        if on_progress is not None:
            on_progress(Progress(done, total, time_s, duration_s))
    return session.finish(summary(name, total, duration_s), poses.model, ended)


def summary(name: str, frames: int, last_s: float) -> SourceSummary:
    """Return what a recording is called and how long it is.

    The last frame counts as long as the average one: 450 frames at 30 fps are 15.0 s.
    """
    step_s = last_s / (frames - 1) if frames > 1 else 0.0
    return SourceSummary(path=name, duration_s=last_s + step_s, frames=frames)
