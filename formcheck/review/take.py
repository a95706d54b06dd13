"""A recording with what was found in it: what the review window, reports and exports look at.

::

    take = measure(load_poses(path), load_exercise("bridge"), name=path.name)
    take.scene(take.at(12.5))
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from formcheck.exercises.spec import Exercise
from formcheck.overlay.scene import Scene
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import RecordedPoses
from formcheck.review.seen import Seen, SeenLog, last_at
from formcheck.review.sights import Sights
from formcheck.session.offline import Progress, summary
from formcheck.session.record import SessionRecord
from formcheck.session.session import Session
from formcheck.session.sight import Eyes
from formcheck.session.update import Update

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Take:
    """A recording as it was measured, or as it is after corrections."""

    exercise: Exercise
    """With the limits that hold for this person."""
    poses: RecordedPoses
    """What the estimator said, before anything was smoothed, doubted or corrected."""
    seen: Seen
    """What was judged and drawn, frame by frame; as many frames as the poses."""
    record: SessionRecord
    whole: bool = True
    """False while the rest is still being looked at."""
    measurable: bool = True
    """False where only the numbers were kept: nothing can be measured anew."""

    def at(self, time_s: float) -> int:
        """Return the last frame that is not after a time."""
        return last_at(self.poses.time_s, time_s)

    def pose(self, index: int) -> Pose | None:
        """Return the body in one frame, smoothed and corrected; None when there was nobody."""
        return self.seen.pose(index, self.poses)

    def scene(self, index: int) -> Scene | None:
        """Return what is drawn over one frame; None when there was nobody."""
        return self.seen.scene(index, self.poses, self.record.series)


@dataclass(frozen=True, slots=True)
class Correction:
    """Landmarks that were put where somebody says they are."""

    correct: Callable[[Pose], Pose]
    """Of a smoothed pose; the same pose where nothing was corrected."""
    by_hand: Callable[[float], Flags | None]
    """Which landmarks of the frame at a time were moved, (33,); None for none."""


class TakeLog:
    """Collects a take while a session goes on; ``correction`` is the one its eyes use."""

    def __init__(self, session: Session, correction: Correction | None = None) -> None:
        self._session, self._correction = session, correction
        self._log = SeenLog(session.readings)

    def add(self, update: Update) -> None:
        """Take in a frame, after the session did."""
        moved = None if self._correction is None else self._correction.by_hand(update.time_s)
        self._log.add(update, moved)

    def take(self, poses: RecordedPoses, name: str, ended: str = "", *, whole: bool = True) -> Take:
        """Return everything so far; ``poses`` are those that the session was given."""
        source = summary(name, len(poses), float(poses.time_s[-1]))
        return Take(
            exercise=self._session.exercise,
            poses=poses,
            seen=self._log.seen(),
            record=self._session.finish(source, poses.model, ended),
            whole=whole,
        )


def measure(
    poses: RecordedPoses,
    exercise: Exercise,
    *,
    name: str,
    zero_shift_deg: float = 0.0,
    ended: str = "",
    correction: Correction | None = None,
    sights: Sights | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Take | None:
    """Judge recorded poses.

    Parameters
    ----------
    poses, name
        What is judged, and what the record calls it.
    exercise, zero_shift_deg
        By what it is judged, with the person's own zero.
    ended
        Why the recording ended early, in plain words.
    correction
        Landmarks that were moved by hand.
    sights
        Of these poses, kept from one judging to the next, which takes half the time then.
    on_progress
        Called after each frame.
    stop
        Asked after each frame: whether nobody waits for it any more.

    Returns
    -------
    take
        None when it was stopped.

    Raises
    ------
    CalibrationError
        When the errors were measured with another model.
    """
    correct = None if correction is None else correction.correct
    eyes = Eyes(correct) if sights is None else sights.eyes(correct)
    session = Session(exercise, zero_shift_deg=zero_shift_deg, eyes=eyes)
    session.error_model.require_model(poses.model.sha256)
    log, total, end_s = TakeLog(session, correction), len(poses), float(poses.time_s[-1])
    for done, (time_s, pose) in enumerate(poses, start=1):
        if stop():
            return None
        log.add(session.update(time_s, pose))
        if on_progress is not None:
            on_progress(Progress(done, total, time_s, end_s))
    return log.take(poses, name, ended)
