"""The live session: the only place with threads of its own.

::

    capture thread --Latest[Frame]--> analysis thread --Latest[LiveFrame] + wake-up--> window

Drop, never queue: both mailboxes hold one item, and the wake-up carries nothing. A frame that comes
while the model is busy is replaced by the next one, so what is shown is never old.
"""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from threading import Event, Thread
from time import monotonic
from typing import Final

from formcheck.capture.same_camera import SameCamera
from formcheck.capture.source import FrameSource
from formcheck.capture.whereabouts import Whereabouts
from formcheck.exercises.spec import Exercise
from formcheck.pose.estimator import PoseEstimator
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.session.live_judge import SessionKeeper
from formcheck.session.live_run import Plan, Run, Watch
from formcheck.session.live_state import LiveFrame
from formcheck.session.live_zero import ZeroWriter
from formcheck.session.zero import ZeroKeeper

logger = logging.getLogger(__name__)

_CLOSE_S: Final = 3.0


class LiveEngine:
    """Watches one person through one source, until told to stop. No command ever blocks.

    Parameters
    ----------
    on_change
        Called from a thread of the engine whenever `take` has something new. It must return at
        once and must not raise; several calls may stand for one snapshot.
    open_estimator
        Makes the estimator, inside the thread that uses it; None for the built-in one, which looks
        for the person's outline where the exercise needs it.
    zeros
        Keeps personal zeros; called in a thread of the engine. Without it none is kept.
    """

    def __init__(
        self,
        on_change: Callable[[], None],
        *,
        open_estimator: Callable[[], PoseEstimator] | None = None,
        zeros: ZeroKeeper | None = None,
    ) -> None:
        self._on_change = on_change
        self._zeros = None if zeros is None else ZeroWriter(zeros)
        self._open_estimator = open_estimator
        self._known = Whereabouts()
        """Of the camera, from one session to the next: it was chosen when the window opened."""
        self._run: Run | None = None
        self._threads: list[Thread] = []
        self._watched = 0

    def open(
        self,
        exercise: Exercise,
        open_source: Callable[[], FrameSource],
        *,
        among: tuple[Exercise, ...] = (),
        keeper: SessionKeeper | None = None,
    ) -> None:
        """Begin a session; one that is under way is stopped and gives no further snapshot.

        Parameters
        ----------
        exercise
            What to watch.
        open_source
            Makes the source; called in the thread that reads it, so that its errors become
            sentences too.
        among
            Find out which of these it is, and offer it, in place of watching ``exercise``.
        keeper
            Keeps the session while it runs.
        """
        outline = exercise.outline and not among
        self._begin(Plan(exercise, among, keeper=keeper), open_source, outline=outline)

    def open_course(
        self, exercises: Sequence[Exercise], open_source: Callable[[], FrameSource]
    ) -> None:
        """Open the source for several exercises, one after the other; at first none is watched.

        Parameters
        ----------
        exercises
            What may come: at least one. `watch` says what is watched, and when.
        open_source
            As for `open`.
        """
        outline = any(one.outline for one in exercises)
        self._watched = 0
        self._begin(Plan(exercises[0], course=True), open_source, outline=outline)

    def watch(self, exercise: Exercise, keeper: SessionKeeper | None = None) -> int:
        """Begin a session of a course, and end the one before; return its number, from 1."""
        self._watched += 1
        if self._run is not None:
            self._run.commands.watches.put(Watch(exercise, keeper, self._watched))
        return self._watched

    def rest(self) -> None:
        """End the session of a course; the picture goes on, and nothing is watched."""
        if self._run is not None:
            self._run.commands.watches.put(None)

    def _begin(self, plan: Plan, open_source: Callable[[], FrameSource], *, outline: bool) -> None:
        self.stop()
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        make = self._open_estimator or partial(MediapipePose, outline=outline)
        same = SameCamera(open_source, self._known)
        self._run = Run(plan, same, make, self._on_change, self._zeros)
        self._threads += self._run.begin(after=tuple(self._threads))

    def start(self) -> None:
        """Leave the set-up screen; the exercise still waits for its start pose."""
        self._set("started")

    def pause(self) -> None:
        """Let the session's time stand still; the picture goes on."""
        self._set("paused")

    def resume(self) -> None:
        """Go on after a pause."""
        if self._run is not None:
            self._run.commands.paused.clear()

    def find_zero(self) -> None:
        """Look for the person's own zero; nothing happens in an exercise without one."""
        self._set("zero_wanted")

    def tap(self) -> None:
        """Count a repetition that the person reports; only guided movements are told."""
        if self._run is not None:
            self._run.commands.taps.put(None)

    def stop(self) -> None:
        """End the session; its last snapshot, with the record, follows soon."""
        if self._run is not None:
            self._run.stop()

    def take(self) -> LiveFrame | None:
        """Return the newest snapshot; ``None`` when there is none since the last call."""
        return None if self._run is None else self._run.shown.take(0.0)

    def close(self, timeout_s: float = _CLOSE_S) -> bool:
        """Stop, and wait for the threads; return whether all have ended in time."""
        self.stop()
        until_s = monotonic() + timeout_s
        for thread in self._threads:
            thread.join(max(0.0, until_s - monotonic()))
        left = [thread.name for thread in self._threads if thread.is_alive()]
        if self._zeros is not None and not self._zeros.wait(max(0.0, until_s - monotonic())):
            left.append(self._zeros.name)
        if left:
            logger.warning("still busy %.0f s after closing: %s", timeout_s, ", ".join(left))
        return not left

    def _set(self, name: str) -> None:
        if self._run is not None:
            event: Event = getattr(self._run.commands, name)
            event.set()
