"""One run of the live engine: two threads that end together, and what they are told to do."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from queue import SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import Final

from formcheck.capture.frame import Frame
from formcheck.capture.light import Light, LightWatch
from formcheck.capture.source import FrameSource
from formcheck.errors import SourceError
from formcheck.exercises.spec import Exercise
from formcheck.features.error_model import load_error_model
from formcheck.language import _
from formcheck.latest import Latest
from formcheck.pose.estimator import PoseEstimator
from formcheck.session.attempt import attempt
from formcheck.session.guess import Guess, Guesser
from formcheck.session.live_camera import LiveCamera
from formcheck.session.live_judge import Clock, Judge, SessionKeeper
from formcheck.session.live_state import LiveFrame, LiveState
from formcheck.session.live_zero import ZeroWriter
from formcheck.session.session import Session
from formcheck.session.update import Phase, Update

_LOOK_S: Final = 0.1
"""How often the analysis looks for commands while no frame comes."""
_HANDOVER_S: Final = 5.0
"""How long a new session waits until the one before it has let go of the camera."""
_WAITING: Final = frozenset({Phase.SETUP, Phase.UNSEEN})


@dataclass(frozen=True, slots=True)
class Watch:
    """An exercise to watch from now on."""

    exercise: Exercise
    keeper: SessionKeeper | None = None
    number: int = 1
    """As `LiveFrame.number` tells it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is for."""

    first: Exercise
    """What is watched; meaningless while it is being guessed."""
    among: tuple[Exercise, ...] = ()
    """Find out which of these it is, and offer it."""
    course: bool = False
    """Watch one exercise after another, as told; at first none."""
    keeper: SessionKeeper | None = None


class Commands:
    """What the window wants; the analysis thread looks at it before every frame."""

    def __init__(self) -> None:
        self.started = Event()
        self.paused = Event()
        self.stopped = Event()
        self.zero_wanted = Event()
        self.taps: SimpleQueue[None] = SimpleQueue()
        """One entry for each repetition that was reported and not yet counted."""
        self.watches: SimpleQueue[Watch | None] = SimpleQueue()
        """What to watch next, in order; None: nothing for now."""

    def obey(self, session: Session, *, paused: bool) -> None:
        """Do what is wanted before the next frame; in a pause nobody reports anything."""
        if self.zero_wanted.is_set():
            self.zero_wanted.clear()
            session.find_zero()
        while not self.taps.empty():
            self.taps.get()
            if not paused:
                session.tap()


class Run:
    """One source that is watched: two threads that end together."""

    def __init__(
        self,
        plan: Plan,
        open_source: Callable[[], FrameSource],
        open_estimator: Callable[[], PoseEstimator],
        on_change: Callable[[], None],
        zeros: ZeroWriter | None,
    ) -> None:
        self.commands = Commands()
        self.shown: Latest[LiveFrame] = Latest()
        self._plan, self._zeros = plan, zeros
        self._open_estimator = open_estimator
        self._camera = LiveCamera(open_source, self.commands.stopped)
        self._on_change = on_change
        self._frames: Latest[Frame] = Latest()
        self._ready = Event()
        self._capture_failure = ""
        self._now = LiveFrame(
            state=LiveState.OPENING, exercise=plan.first, guess=Guess() if plan.among else None
        )
        self._judge: Judge | None = None
        self._lights = LightWatch()
        self._seen_frames = 0

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
        self._capture_failure = attempt(lambda: self._read_frames(after))
        self._frames.close()

    def _read_frames(self, after: tuple[Thread, ...]) -> None:
        until_s = monotonic() + _HANDOVER_S
        while any(thread.is_alive() for thread in after) and monotonic() < until_s:
            if self.commands.stopped.wait(_LOOK_S / 2):
                return
        # A clip begins to play with the first read: not before somebody can watch it.
        for frame in self._camera.frames(self._ready):
            self._frames.put(frame)

    # --- analysis thread

    def _analyse(self) -> None:
        failure = attempt(self._watch_frames) or self._capture_failure
        broken = attempt(lambda: self._end(failure))
        if broken:
            self._show(replace(self._now, state=LiveState.FAILED, message=broken))
        self.stop()

    def _watch_frames(self) -> None:
        with self._open_estimator() as estimator:
            if self._plan.among:
                self._guess_frames(estimator)
            else:
                self._judge_frames(estimator)

    def _guess_frames(self, estimator: PoseEstimator) -> None:
        guesser, clock = Guesser(self._plan.among), Clock()
        self._ready.set()
        while (frame := self._next_frame()) is not None:
            time_s = clock.at(frame.time_s, paused=False)
            pose = estimator.estimate(frame)
            own = None if pose is None else replace(pose, time_s=time_s)
            guess = guesser.update(time_s, own)
            light = self._lights.look(frame) if pose is None else None
            seen = replace(self._seen(frame), guess=guess, light=light)
            self._show(replace(seen, state=LiveState.SETUP))

    def _judge_frames(self, estimator: PoseEstimator) -> None:
        load_error_model().require_model(estimator.model.sha256)
        course = self._plan.course
        if not course:
            self.commands.watches.put(Watch(self._plan.first, self._plan.keeper))
        self._ready.set()
        while (frame := self._next_frame()) is not None:
            self._change_watch(estimator)
            judge, paused = self._judge, self.commands.paused.is_set()
            time_s = None if judge is None else judge.wants(frame, paused=paused)
            if judge is not None:
                self.commands.obey(judge.session, paused=paused)
            seen = self._seen(frame)
            if course or time_s is not None:
                pose = estimator.estimate(frame)
                if course:
                    seen = replace(seen, pose=pose)
                if judge is not None and time_s is not None:
                    light = self._light_for(frame)
                    update = judge.judge(time_s, pose, light)
                    seen = replace(seen, update=update, zero=judge.zero, light=light)
            self._show(replace(seen, state=self._state(seen.update)))

    def _seen(self, frame: Frame) -> LiveFrame:
        """Return what is shown of a new picture, whatever is found in it."""
        camera = self._camera
        return replace(
            self._now, source=camera.info, frame=frame, trouble=camera.trouble, hint=camera.hint
        )

    def _light_for(self, frame: Frame) -> Light | None:
        """Measure the light while somebody is awaited or looked for: then it can be mended."""
        update = self._now.update
        awaited = update is None or update.phase in _WAITING
        return self._lights.look(frame) if awaited else None

    def _change_watch(self, estimator: PoseEstimator) -> None:
        """Watch what was asked for last; everything that was asked for before has its record."""
        while not self.commands.watches.empty():
            watch = self.commands.watches.get()
            self._finish()
            source = self._camera.info
            if watch is not None and source is not None:
                self._judge = Judge(
                    watch.exercise, source, estimator.model, self._zeros, watch.keeper
                )
                self._now = replace(self._now, exercise=watch.exercise, number=watch.number)

    def _finish(self, ended: str = "") -> None:
        """End what is watched, and keep its record."""
        if self._judge is None:
            return
        record, self._judge = self._judge.finish(ended), None
        self.commands.started.clear()
        done = self._now.done if record is None else (*self._now.done, record)
        self._now = replace(self._now, update=None, done=done, record=record)

    def _next_frame(self) -> Frame | None:
        """Wait for a frame; ``None`` when stopped or at the end of the source."""
        while not self.commands.stopped.is_set():
            frame = self._frames.take(_LOOK_S)
            if frame is not None:
                self._seen_frames += 1
                return frame
            if self._frames.closed:
                return self._frames.take(0.0)
            trouble = self._camera.trouble
            if trouble != self._now.trouble:
                self._show(replace(self._now, trouble=trouble, pose=None))
            if self._now.update is not None and self._now.state != self._state(self._now.update):
                self._show(replace(self._now, state=self._state(self._now.update)))
        return None

    def _state(self, update: Update | None) -> LiveState:
        if self.commands.paused.is_set():
            return LiveState.PAUSED
        if update is None:
            return LiveState.RESTING
        if update.phase not in _WAITING:
            self.commands.started.set()
        return LiveState.RUNNING if self.commands.started.is_set() else LiveState.SETUP

    def _end(self, failure: str) -> None:
        if not failure and not self._seen_frames and not self.commands.stopped.is_set():
            raise SourceError(
                _(
                    "Expected pictures, but the source ended before the first one: check the "
                    "camera or the file, and try again."
                )
            )
        last = self._now.update
        self._now = replace(self._now, record=None)
        self._finish(failure)
        state = LiveState.ENDED
        if failure:
            lost = self._now.record is not None or bool(self._now.done)
            state = LiveState.LOST if lost else LiveState.FAILED
        end = replace(self._now, state=state, message=failure, update=last, trouble="")
        self._show(replace(end, source=self._camera.info))

    def _show(self, snapshot: LiveFrame) -> None:
        self._now = snapshot
        self.shown.put(snapshot)
        self._on_change()
