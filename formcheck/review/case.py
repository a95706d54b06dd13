"""A recording under review: it is looked at, and corrected, in a thread of its own.

::

    open -> looked at (views all the while) -> measured --edits--> corrected view, and again
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Final

from formcheck.errors import ExerciseError, FormcheckError
from formcheck.exercises.loader import list_exercises, load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.language import _
from formcheck.latest import Latest
from formcheck.pose.hands import OpenEstimator
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.model_file import default_model
from formcheck.pose.recorded import RecordedPoses, load_poses
from formcheck.review.analysis import Hooks, Looked, Stage, Wanted, judge_again, look_at
from formcheck.review.apply import Corrector, Skipped
from formcheck.review.edits import Edit
from formcheck.review.item import Item, take_of_record
from formcheck.review.kept_poses import KeptPoses
from formcheck.review.take import Take
from formcheck.session.offline import Progress

_CLOSE_S: Final = 5.0


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class CaseView:
    """How far a case is: what the window shows."""

    stage: Stage = Stage.LOOKING
    progress: Progress | None = None
    poses: RecordedPoses | None = None
    """What the model said so far."""
    measured: Take | None = None
    """As it was measured; None while the exercise is not known."""
    take: Take | None = None
    """With corrections."""
    edits: tuple[Edit, ...] = ()
    """Those that are in the take."""
    skipped: tuple[Skipped, ...] = ()
    """Those of them that fit nothing any more."""
    recognised: bool = False
    """Whether nobody said the exercise."""
    busy: bool = False
    """Whether corrections are being worked in."""
    error: str = ""
    """Why it cannot be looked at; empty when all is well."""


class Case:
    """Looks at a recording, and works corrections in. No method blocks, but for `close`.

    Parameters
    ----------
    item
        The recording.
    wake
        Called from a thread whenever `take` has something new; it must return at once.
    edits
        What was corrected earlier.
    kept
        Where the poses of videos are kept; None: nowhere.
    """

    def __init__(
        self,
        item: Item,
        wake: Callable[[], None],
        *,
        edits: Sequence[Edit] = (),
        kept: KeptPoses | None = None,
    ) -> None:
        self.item = item
        self._wake, self._kept = wake, kept
        self._stopped = Event()
        self._views: Latest[CaseView] = Latest()
        self._wanted: Latest[tuple[Edit, ...]] = Latest()
        self._newer = Event()
        """Set while there are edits that were not taken yet."""
        self._view = CaseView(busy=True)
        self._thread = Thread(target=self._work, name="formcheck-review", daemon=True)
        self.correct(edits)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def correct(self, edits: Sequence[Edit]) -> None:
        """From now on show it with these corrections; only the newest wish counts."""
        self._newer.set()
        self._wanted.put(tuple(edits))

    def take(self) -> CaseView | None:
        """Return the newest view; None when there is none since the last call."""
        return self._views.take(0.0)

    def close(self) -> bool:
        """Stop, and wait for the thread; return whether it has ended in time."""
        self._stopped.set()
        self._wanted.close()
        if self._thread.ident is not None:
            self._thread.join(_CLOSE_S)
        return not self._thread.is_alive()

    # In the thread

    def _work(self) -> None:
        try:
            measured = self._measure()
        except FormcheckError as error:
            self._show(replace(self._view, stage=Stage.DONE, busy=False, error=str(error)))
            return
        corrector = None if measured is None else Corrector(measured, load_exercise)
        while corrector is not None and not self._stopped.is_set():
            edits = self._wanted.take()
            self._newer.clear()
            if edits is not None and not self._stopped.is_set():
                self._correct(corrector, edits)

    def _show(self, view: CaseView) -> None:
        self._view = view
        self._views.put(view)
        self._wake()

    def _measure(self) -> Take | None:
        """Look at the recording; None when it was stopped, or nobody knows the exercise."""
        found = self._found()
        if found is None:
            return None
        self._show(_view_of(found))
        return found.take

    def _found(self) -> Looked | None:
        item, exercise = self.item, _exercise(self.item)
        poses = load_poses(item.poses) if isinstance(item.poses, Path) else item.poses
        hooks = Hooks(lambda looked: self._show(_view_of(looked)), self._stopped.is_set)
        wanted = self._wants(exercise)
        if poses is None and item.video is not None and self._kept is not None:
            outline = exercise is not None and exercise.outline
            poses = self._kept.find(item.video, default_model().sha256, outline=outline)
        if poses is not None:
            return judge_again(poses, wanted, hooks)
        if item.video is None:
            return self._numbers(exercise)
        found = look_at(item.video, wanted, hooks, _opens)
        if found is not None and self._kept is not None:
            self._kept.keep(item.video, found.poses)
        return found

    def _wants(self, exercise: Exercise | None) -> Wanted:
        return Wanted(
            name=self.item.title,
            exercise=exercise,
            among=() if exercise else list_exercises(),
            zero_shift_deg=self.item.zero_shift_deg,
        )

    def _numbers(self, exercise: Exercise | None) -> Looked:
        """Return what was kept of a session: numbers alone."""
        record = self.item.record
        if record is None or exercise is None:
            raise ExerciseError(
                _(
                    "The exercise {name} is not on this computer: the session cannot be shown."
                ).format(name=self.item.exercise)
            )
        take = take_of_record(record, exercise)
        total, end_s = len(take.poses), record.source.duration_s
        return Looked(Stage.DONE, Progress(total, total, end_s, end_s), take.poses, take)

    def _correct(self, corrector: Corrector, edits: tuple[Edit, ...]) -> None:
        """Show it with corrections."""
        before = self._view
        self._show(replace(before, busy=True))
        found = corrector.apply(edits, stop=self._overtaken)
        if found is not None:
            self._show(
                replace(
                    before,
                    take=found.take,
                    edits=edits,
                    skipped=found.skipped,
                    busy=False,
                )
            )

    def _overtaken(self) -> bool:
        """Whether there is a newer wish."""
        return self._newer.is_set() or self._stopped.is_set()


def _view_of(looked: Looked) -> CaseView:
    return CaseView(
        stage=looked.stage,
        progress=looked.progress,
        poses=looked.poses,
        measured=looked.take,
        take=looked.take,
        recognised=looked.recognised,
        busy=looked.stage is not Stage.DONE,
    )


def _exercise(item: Item) -> Exercise | None:
    """Return what it is judged by; None where that is to be recognised."""
    return load_exercise(item.exercise) if item.exercise else None


def _opens(exercise: Exercise | None) -> OpenEstimator:
    return partial(MediapipePose, outline=exercise is not None and exercise.outline)
