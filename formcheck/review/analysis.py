"""A recording is looked at from its beginning; what was found so far can be seen all the time.

::

    video --model--> poses so far --+--> the exercise is known: judged as it comes
    kept poses ---------------------+--> else recognised, then judged from the beginning

Runs in the caller's thread and says about twice a second how far it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final

from formcheck.errors import SourceLostError
from formcheck.exercises.spec import Exercise
from formcheck.language import language
from formcheck.pose.hands import Job, OpenEstimator, StoppedError
from formcheck.pose.looking import Looking
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import PoseRecorder, RecordedPoses
from formcheck.pose.segments import Lengths
from formcheck.review.take import Take, TakeLog
from formcheck.session.offline import Progress
from formcheck.session.recognise import Recogniser
from formcheck.session.session import Session

_TELL_S: Final = 0.5
"""Between two views of what was found so far;"""
_TELL_SHARE: Final = 10.0
"""more where making one takes long: at most a tenth of the time goes into it."""
_FIRST_S: Final = 10.0
"""Of a recording must be seen before it is said which exercise it is,"""
_AGAIN_S: Final = 10.0
"""and it is asked again after so long (judgement)."""


class Stage(StrEnum):
    """How far it is."""

    LOOKING = "looking"
    """Pictures go through the model."""
    MEASURING = "measuring"
    """Poses that are known already are judged."""
    DONE = "done"


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """What was found so far."""

    stage: Stage
    progress: Progress
    poses: RecordedPoses
    take: Take | None = None
    """None while the exercise is not known."""
    recognised: bool = False
    """Whether nobody said the exercise: it was recognised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be looked at, and by what it is judged."""

    name: str
    """What the record calls it."""
    exercise: Exercise | None = None
    """None: to be recognised."""
    among: Sequence[Exercise] = ()
    """What it may be when it is to be recognised."""
    zero_shift_deg: float = 0.0


@dataclass(frozen=True, slots=True)
class Hooks:
    """What an analysis tells, and what it asks."""

    tell: Callable[[Looked], None]
    """What was found so far."""
    stop: Callable[[], bool]
    """Whether nobody waits any more."""


def look_at(
    path: Path,
    wanted: Wanted,
    hooks: Hooks,
    opens: Callable[[Exercise | None], OpenEstimator],
) -> Looked | None:
    """Look at a video.

    Parameters
    ----------
    path, wanted
        What, and by which exercise.
    hooks
        Asked and told after each frame.
    opens
        Returns what makes an estimator for an exercise, which may need the outline of the back;
        None: not known yet.

    Returns
    -------
    looked
        Everything; None when it was stopped.

    Raises
    ------
    SourceError
        When it is no video, or holds no picture.
    ModelError, CalibrationError
        When the model cannot be loaded, or is not the one whose errors were measured.
    """
    found = _look(path, wanted, hooks, opens(wanted.exercise))
    if found is None or found.take is None or wanted.exercise or not found.take.exercise.outline:
        return found
    # Only now it is known that the outline is needed: look once more.
    known = replace(wanted, exercise=found.take.exercise)
    again = _look(path, known, hooks, opens(known.exercise))
    return None if again is None else replace(again, recognised=True)


def judge_again(
    poses: RecordedPoses, wanted: Wanted, hooks: Hooks, ended: str = ""
) -> Looked | None:
    """Judge poses that are known already; None when it was stopped.

    Raises
    ------
    CalibrationError
        When the errors were measured with another model.
    """
    judge = _Judge(wanted, poses.model.sha256)
    total, duration_s = len(poses), float(poses.time_s[-1])
    teller = _Teller(judge, hooks, Stage.MEASURING)
    for done, (time_s, pose) in enumerate(poses, start=1):
        if hooks.stop():
            return None
        judge.add(time_s, pose, partial(_first, poses, done))
        teller.tell(Progress(done, total, time_s, duration_s), partial(_first, poses, done))
    return judge.end(poses, Progress(total, total, duration_s, duration_s), ended)


def _look(path: Path, wanted: Wanted, hooks: Hooks, opens: OpenEstimator) -> Looked | None:
    try:
        with Looking(Job(path, opens, Lengths(), language(), polite=True), stop=hooks.stop) as one:
            return _seen(one, wanted, hooks)
    except StoppedError:
        return None


def _seen(looking: Looking, wanted: Wanted, hooks: Hooks) -> Looked | None:
    ended, info = "", looking.info
    judge = _Judge(wanted, looking.model.sha256)
    teller = _Teller(judge, hooks, Stage.LOOKING)
    recorder = PoseRecorder(info.size_px, looking.model)
    progress = Progress(0, info.frame_count, 0.0, info.duration_s)
    try:
        for done, (time_s, pose) in enumerate(looking, start=1):
            if hooks.stop():
                return None
            recorder.add(time_s, pose)
            judge.add(time_s, pose, recorder.poses)
            progress = Progress(done, info.frame_count, time_s, info.duration_s)
            teller.tell(progress, recorder.poses)
    except SourceLostError as error:
        ended = str(error)
    return judge.end(recorder.poses(), replace(progress, total=progress.frames), ended)


def _first(poses: RecordedPoses, count: int) -> RecordedPoses:
    """Return the first frames, not copied."""
    return replace(
        poses,
        **{
            name: table[:count]
            for name in ("time_s", "image_px", "world_m", "visibility", "others", "outline_px")
            if (table := getattr(poses, name)) is not None
        },
    )


class _Judging:
    """A session with the log of what it drew."""

    def __init__(self, exercise: Exercise, wanted: Wanted, model_sha256: str) -> None:
        self._session = Session(exercise, zero_shift_deg=wanted.zero_shift_deg)
        self._session.error_model.require_model(model_sha256)
        self.log = TakeLog(self._session)

    def add(self, time_s: float, pose: Pose | None) -> None:
        """Judge a frame."""
        self.log.add(self._session.update(time_s, pose))


class _Judge:
    """Judges frame by frame, as soon as it is known by what."""

    def __init__(self, wanted: Wanted, model_sha256: str) -> None:
        self._wanted, self._sha256 = wanted, model_sha256
        self._recogniser = Recogniser(wanted.among)
        self._ask_s = _FIRST_S
        self._judging: _Judging | None = None
        if wanted.exercise is not None:
            self._judging = _Judging(wanted.exercise, wanted, model_sha256)

    @property
    def recognises(self) -> bool:
        """Whether nobody said the exercise."""
        return self._wanted.exercise is None

    def add(self, time_s: float, pose: Pose | None, so_far: Callable[[], RecordedPoses]) -> None:
        """Take in a frame; ``so_far`` gives everything up to it."""
        if self._judging is not None:
            self._judging.add(time_s, pose)
            return
        self._recogniser.update(time_s, pose)
        if time_s >= self._ask_s:
            self._ask_s = time_s + _AGAIN_S
            found = self._recogniser.result()
            if found.sure:
                self._begin(found.best, so_far())

    def take(self, poses: RecordedPoses, ended: str = "", *, whole: bool = False) -> Take | None:
        """Return what was judged so far; None while the exercise is not known."""
        if self._judging is None:
            return None
        return self._judging.log.take(poses, self._wanted.name, ended, whole=whole)

    def end(self, poses: RecordedPoses, progress: Progress, ended: str) -> Looked:
        """Return everything."""
        if self._judging is None:
            self._begin(self._recogniser.result().best, poses)
        take = self.take(poses, ended, whole=True)
        return Looked(Stage.DONE, progress, poses, take, self.recognises)

    def _begin(self, exercise: Exercise | None, poses: RecordedPoses) -> None:
        """Judge what was seen so far by what it is, if that is known."""
        if exercise is not None:
            self._judging = _Judging(exercise, self._wanted, self._sha256)
            for time_s, pose in poses:
                self._judging.add(time_s, pose)


class _Teller:
    """Tells what was found so far, now and then."""

    def __init__(self, judge: _Judge, hooks: Hooks, stage: Stage) -> None:
        self._judge, self._hooks, self._stage = judge, hooks, stage
        self._next_s = monotonic()

    def tell(self, progress: Progress, so_far: Callable[[], RecordedPoses]) -> None:
        """Tell it if it is time to."""
        now_s = monotonic()
        if now_s < self._next_s:
            return
        poses = so_far()
        take, recognised = self._judge.take(poses), self._judge.recognises
        self._hooks.tell(Looked(self._stage, progress, poses, take, recognised))
        took_s = monotonic() - now_s
        self._next_s = now_s + max(_TELL_S, _TELL_SHARE * took_s)
