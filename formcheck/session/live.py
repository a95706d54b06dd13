"""The live session: the only place with threads of its own.

::

    capture thread --Latest[Frame]--> analysis thread --Latest[LiveFrame] + wake-up--> window

Drop, never queue: both mailboxes hold one item, and the wake-up carries nothing. A frame that comes
while the model is busy is replaced by the next one, so what is shown is never old.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from queue import SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import Final

from formcheck.capture.frame import Frame
from formcheck.capture.source import FrameSource, SourceInfo
from formcheck.errors import FormcheckError, SourceError
from formcheck.exercises.spec import Exercise
from formcheck.language import N_, _
from formcheck.latest import Latest
from formcheck.pose.estimator import ModelInfo, PoseEstimator
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.session.guess import Guess, Guesser
from formcheck.session.live_state import LiveFrame, LiveState
from formcheck.session.record import SessionRecord, SourceSummary
from formcheck.session.session import Session
from formcheck.session.update import Phase, Update
from formcheck.session.zero import ZeroKeeper, ZeroMemory

logger = logging.getLogger(__name__)

_LOOK_S: Final = 0.1
"""How often the analysis looks for commands while no frame comes."""
_HANDOVER_S: Final = 5.0
"""How long a new session waits until the one before it has let go of the camera."""
_CLOSE_S: Final = 3.0
_BROKEN: Final = N_(
    "Something went wrong inside formcheck, and it stopped watching. What came before is kept; "
    "please try again."
)
_WAITING: Final = frozenset({Phase.SETUP, Phase.UNSEEN})


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
        self._zeros = zeros
        self._open_estimator = open_estimator
        self._run: _Run | None = None
        self._threads: list[Thread] = []

    def open(
        self,
        exercise: Exercise,
        open_source: Callable[[], FrameSource],
        *,
        among: tuple[Exercise, ...] = (),
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
        """
        self.stop()
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        outline = exercise.outline and not among
        make = self._open_estimator or partial(MediapipePose, outline=outline)
        self._run = _Run(exercise, open_source, make, self._on_change, self._zeros, among=among)
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
        if left:
            logger.warning("still busy %.0f s after closing: %s", timeout_s, ", ".join(left))
        return not left

    def _set(self, name: str) -> None:
        if self._run is not None:
            event: Event = getattr(self._run.commands, name)
            event.set()


class _Commands:
    """What the window wants; the analysis thread looks at it before every frame."""

    def __init__(self) -> None:
        self.started = Event()
        self.paused = Event()
        self.stopped = Event()
        self.zero_wanted = Event()
        self.taps: SimpleQueue[None] = SimpleQueue()
        """One entry for each repetition that was reported and not yet counted."""

    def obey(self, session: Session, *, paused: bool) -> None:
        """Do what is wanted before the next frame; in a pause nobody reports anything."""
        if self.zero_wanted.is_set():
            self.zero_wanted.clear()
            session.find_zero()
        while not self.taps.empty():
            self.taps.get()
            if not paused:
                session.tap()


class _Clock:
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


def _attempt(work: Callable[[], None]) -> str:
    """Do ``work``; the one place where what goes wrong in a thread becomes a sentence."""
    try:
        work()
    except FormcheckError as error:
        return str(error)
    except Exception:
        logger.exception("a live session broke")
        return _(_BROKEN)
    return ""


class _Run:
    """One session: two threads that end together."""

    def __init__(
        self,
        exercise: Exercise,
        open_source: Callable[[], FrameSource],
        open_estimator: Callable[[], PoseEstimator],
        on_change: Callable[[], None],
        zeros: ZeroKeeper | None,
        *,
        among: tuple[Exercise, ...] = (),
    ) -> None:
        self.commands = _Commands()
        self._among = among
        self._zeros = zeros
        self.shown: Latest[LiveFrame] = Latest()
        self._open_source = open_source
        self._open_estimator = open_estimator
        self._on_change = on_change
        self._frames: Latest[Frame] = Latest()
        self._ready = Event()
        self._info: SourceInfo | None = None
        self._capture_failure = ""
        self._now = LiveFrame(
            state=LiveState.OPENING, exercise=exercise, guess=Guess() if among else None
        )
        self._session: Session | None = None
        self._model = ModelInfo("", "")
        self._clock = _Clock()
        self._frames_judged = 0

    def begin(self, after: tuple[Thread, ...]) -> tuple[Thread, ...]:
        """Start and return both threads; the source is opened when ``after`` let go of theirs."""
        # Daemons: a camera driver that never answers must not keep the program from ending.
        threads = (
            Thread(target=self._capture, args=(after,), name="formcheck-capture", daemon=True),
            Thread(target=self._analyse, name="formcheck-analysis", daemon=True),
        )
        self._show(self._now)
        for thread in threads:
            thread.start()
        return threads

    def stop(self) -> None:
        """Ask both threads to end; the analysis does not wait for a source that is stuck."""
        self.commands.stopped.set()
        self._ready.set()
        self._frames.close()

    # --- capture thread

    def _capture(self, after: tuple[Thread, ...]) -> None:
        self._capture_failure = _attempt(lambda: self._read_frames(after))
        self._frames.close()

    def _read_frames(self, after: tuple[Thread, ...]) -> None:
        until_s = monotonic() + _HANDOVER_S
        while any(thread.is_alive() for thread in after) and monotonic() < until_s:
            if self.commands.stopped.wait(_LOOK_S / 2):
                return
        with self._open_source() as source:
            self._info = source.info
            # A clip begins to play with the first read: not before somebody can watch it.
            self._ready.wait()
            while not self.commands.stopped.is_set():
                frame = source.read()
                if frame is None:
                    return
                self._frames.put(frame)

    # --- analysis thread

    def _analyse(self) -> None:
        work = self._guess_frames if self._among else self._judge_frames
        failure = _attempt(work) or self._capture_failure
        broken = _attempt(lambda: self._end(failure))
        if broken:
            self._show(replace(self._now, state=LiveState.FAILED, message=broken))
        self.stop()

    def _guess_frames(self) -> None:
        guesser = Guesser(self._among)
        with self._open_estimator() as estimator:
            self._ready.set()
            while (frame := self._next_frame()) is not None:
                time_s = self._clock.at(frame.time_s, paused=False)
                pose = estimator.estimate(frame)
                own = None if pose is None else replace(pose, time_s=time_s)
                guess = guesser.update(time_s, own)
                self._frames_judged += 1
                seen = replace(self._now, source=self._info, frame=frame, guess=guess)
                self._show(replace(seen, state=LiveState.SETUP))

    def _judge_frames(self) -> None:
        self._session = session = Session(self._now.exercise)
        zero = ZeroMemory(session.exercise, session.zero, session.error_model.version)
        with self._open_estimator() as estimator:
            self._model = estimator.model
            session.error_model.require_model(estimator.model.sha256)
            self._ready.set()
            while (frame := self._next_frame()) is not None:
                paused = self.commands.paused.is_set()
                time_s = self._clock.at(frame.time_s, paused=paused)
                update = self._now.update
                if update is None:
                    zero.load(self._zeros, self._info.name if self._info else "")
                self.commands.obey(session, paused=paused)
                if not paused or update is None:
                    pose = estimator.estimate(frame)
                    own = None if pose is None else replace(pose, time_s=time_s)
                    update = session.update(time_s, own)
                    self._frames_judged += 1
                    zero.note()
                self._show(
                    replace(
                        self._now,
                        state=self._state(update),
                        source=self._info,
                        frame=frame,
                        update=update,
                        zero=zero.known,
                    )
                )

    def _next_frame(self) -> Frame | None:
        """Wait for a frame; ``None`` when stopped or at the end of the source."""
        while not self.commands.stopped.is_set():
            frame = self._frames.take(_LOOK_S)
            if frame is not None:
                return frame
            if self._frames.closed:
                return self._frames.take(0.0)
            if self._now.update is not None and self._now.state != self._state(self._now.update):
                self._show(replace(self._now, state=self._state(self._now.update)))
        return None

    def _state(self, update: Update) -> LiveState:
        if self.commands.paused.is_set():
            return LiveState.PAUSED
        if update.phase not in _WAITING:
            self.commands.started.set()
        return LiveState.RUNNING if self.commands.started.is_set() else LiveState.SETUP

    def _end(self, failure: str) -> None:
        if not failure and not self._frames_judged and not self.commands.stopped.is_set():
            raise SourceError(
                _(
                    "Expected pictures, but the source ended before the first one: check the "
                    "camera or the file, and try again."
                )
            )
        record = self._record(failure)
        state = LiveState.ENDED
        if failure:
            state = LiveState.FAILED if record is None else LiveState.LOST
        self._show(
            replace(self._now, state=state, source=self._info, message=failure, record=record)
        )

    def _record(self, ended: str) -> SessionRecord | None:
        last = self._now.update
        if self._session is None or self._info is None or last is None:
            return None
        frames = self._frames_judged
        step_s = last.time_s / (frames - 1) if frames > 1 else 0.0
        summary = SourceSummary(self._info.name, last.time_s + step_s, frames)
        return self._session.finish(summary, self._model, ended)

    def _show(self, snapshot: LiveFrame) -> None:
        self._now = snapshot
        self.shown.put(snapshot)
        self._on_change()
