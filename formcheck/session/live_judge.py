"""One session of the live engine: from the first frame that it may judge to its record."""

from dataclasses import replace
from typing import Final, Protocol

from formcheck.capture.frame import Frame
from formcheck.capture.light import Light
from formcheck.capture.source import SourceInfo
from formcheck.exercises.spec import Exercise
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.pose import Pose
from formcheck.session.live_zero import ZeroWriter
from formcheck.session.record import SessionRecord, SourceSummary
from formcheck.session.session import Session
from formcheck.session.update import Update
from formcheck.session.zero import KnownZero, ZeroMemory

UNWATCHED_S: Final = 1.5
"""In a longer gap between two pictures nobody was watched: a camera that was lost, a computer that
slept. A camera that gives 1 picture a second is just not meant (judgement)."""
_TINY_S: Final = 1e-6


class SessionKeeper(Protocol):
    """Keeps one session while it runs. Called in the analysis thread; each call returns at once."""

    def begin(self, session: Session, source: SourceInfo, model: ModelInfo) -> None:
        """Take note of what is watched; called once, before the first update."""
        ...

    def take(self, update: Update) -> None:
        """Keep an update; called for every frame that was judged."""
        ...

    def finish(self, record: SessionRecord | None) -> None:
        """End it; None when not a single frame was judged. Called once."""
        ...


class Clock:
    """Seconds of the session: 0 at its first frame, standing still in a pause."""

    def __init__(self) -> None:
        self._left_out_s = 0.0
        self._last_s: float | None = None

    def at(self, frame_s: float, *, paused: bool) -> float:
        """Return the session's time for a frame, given every frame in order."""
        if self._last_s is None:
            self._left_out_s = frame_s
        elif paused:
            self._left_out_s += frame_s - self._last_s
        self._last_s = frame_s
        return frame_s - self._left_out_s


class Judge:
    """Judges the frames of one exercise.

    Parameters
    ----------
    exercise
        What is watched.
    source, model
        Where frames and poses come from.
    zeros
        Keeps personal zeros; None: none is used.
    keeper
        Keeps the session while it runs; None: nobody does.
    """

    def __init__(
        self,
        exercise: Exercise,
        source: SourceInfo,
        model: ModelInfo,
        zeros: ZeroWriter | None,
        keeper: SessionKeeper | None,
    ) -> None:
        self.session = Session(exercise)
        self.update: Update | None = None
        """The newest one; None before the first frame."""
        self._source, self._model, self._keeper = source, model, keeper
        self._clock = Clock()
        self._frames = 0
        self._zero = ZeroMemory(exercise, self.session.zero, self.session.error_model.version)
        self._zero.load(zeros, source.name)
        self._zeros = zeros
        if keeper is not None:
            keeper.begin(self.session, source, model)

    @property
    def zero(self) -> KnownZero:
        """The personal zero in use, and why it could not be kept."""
        known, problem = self._zero.known, "" if self._zeros is None else self._zeros.problem
        return replace(known, problem=problem) if problem else known

    def wants(self, frame: Frame, *, paused: bool) -> float | None:
        """Return the session's time for a frame that is to be judged; None in a pause.

        The first frame is judged in any case, so that there is something to show.
        """
        time_s = self._clock.at(frame.time_s, paused=paused)
        return None if paused and self.update is not None else time_s

    def judge(self, time_s: float, pose: Pose | None, light: Light | None = None) -> Update:
        """Judge the pose in a frame, at the time that `wants` said."""
        if self.update is not None and time_s - self.update.time_s > UNWATCHED_S:
            # What happened in the gap nobody knows: all of it is time out of sight.
            for at_s in (self.update.time_s + _TINY_S, time_s - _TINY_S):
                self._take(self.session.update(at_s, None))
        own = None if pose is None else replace(pose, time_s=time_s)
        update = self._take(self.session.update(time_s, own, light))
        self._frames += 1
        self._zero.note()
        return update

    def _take(self, update: Update) -> Update:
        self.update = update
        if self._keeper is not None:
            self._keeper.take(update)
        return update

    def finish(self, ended: str = "") -> SessionRecord | None:
        """Return the record; None when no frame was judged. Called once."""
        record = self._record(ended)
        if self._keeper is not None:
            self._keeper.finish(record)
        return record

    def _record(self, ended: str) -> SessionRecord | None:
        if self.update is None:
            return None
        frames, last_s = self._frames, self.update.time_s
        step_s = last_s / (frames - 1) if frames > 1 else 0.0
        summary = SourceSummary(self._source.name, last_s + step_s, frames)
        return self.session.finish(summary, self._model, ended)
