"""A guided training behind its window: camera, sets, gesture and voice follow the coach.

::

    engine --wake--> look --> coach --> watch, rest, pause --> engine
                                  +---> what is said, what is shown
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from formcheck.capture.source import FrameSource
from formcheck.care.traffic_light import Verdict
from formcheck.language import _
from formcheck.pose.estimator import ModelInfo
from formcheck.session.live import LiveEngine
from formcheck.session.live_state import LiveFrame, LiveState
from formcheck.session.update import Update
from formcheck.training.coach import Coach, Manner, Seen
from formcheck.training.gesture import HandRaise, gesture_fits
from formcheck.training.said import said
from formcheck.training.speech import Kind
from formcheck.training.stages import Now, Pause, SetPlan, Stage
from formcheck.ui.speaker import Speaker
from formcheck.ui.training_sets import Recorder, TrainingSets

_TICK_MS: Final = 200
"""Time passes also where no picture comes."""
_STALE_S: Final = 1.0
"""After so long without a picture nobody is seen."""
_ENDS: Final = frozenset({Stage.REST, Stage.ASK, Stage.AFTER, Stage.OVER})
_NO_MODEL: Final = ModelInfo("", "")


@dataclass(frozen=True, slots=True)
class TrainingParts:
    """What a training is made of."""

    plans: tuple[SetPlan, ...]
    open_source: Callable[[], FrameSource]
    """Opens the camera; called in the engine's thread."""
    make_recorder: Callable[[SetPlan], Recorder]
    """Makes what keeps a set."""
    manner: Manner = field(default_factory=Manner)
    make_engine: Callable[[Callable[[], None]], LiveEngine] = LiveEngine


class TrainingRun(QObject):
    """Everything of a training that is not a widget."""

    woke = pyqtSignal()
    """Carries nothing but "look": the picture itself stays in the mailbox."""
    changed = pyqtSignal()
    """After each look; `now` and `live` are the newest."""
    entered = pyqtSignal(object)
    """`Stage`, whenever another one begins."""

    def __init__(self, parts: TrainingParts, speaker: Speaker, parent: QObject) -> None:
        super().__init__(parent)
        self._parts, self._speaker = parts, speaker
        self.coach = Coach(parts.plans, parts.manner)
        self.sets = TrainingSets(parts.make_recorder)
        self.live: LiveFrame | None = None
        self.now = self.coach.now
        self._before: Now | None = None
        self._hand, self._hand_s = HandRaise(), -1.0
        self._watched: int | None = None
        self._number = 0
        self._seen_at_s = monotonic()
        self._engine = parts.make_engine(self.woke.emit)
        self.woke.connect(self.look)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        """Open the camera, and begin with the questions."""
        self._open()
        self._timer.start()
        self._follow()

    def look(self) -> None:
        """Take in the newest picture."""
        live = self._engine.take()
        if live is not None:
            before = "" if self.live is None else self.live.trouble
            self.live, self._seen_at_s = live, monotonic()
            if live.trouble and live.trouble != before:
                self._speaker.tell(live.trouble, Kind.ALERT)
            self._advance(hand=self._hand_up(live))

    def again(self) -> None:
        """Open the camera once more after it was lost; the set under way begins anew."""
        self._watched = None
        self.coach.retry()
        self._open()
        self._follow()

    @property
    def lost(self) -> str:
        """Why there are no more pictures; empty while there are."""
        if self.live is None or not self.live.state.over:
            return ""
        return self.live.message or _("The video is over.")

    @property
    def plan(self) -> SetPlan | None:
        """The set that is under way or comes next."""
        return self.now.plan

    @property
    def update(self) -> Update | None:
        """What the camera says of the set under way."""
        live = self.live
        fits = live is not None and live.number == self._number and self._watched is not None
        return live.update if live is not None and fits else None

    # What the person wants

    def go_on(self) -> None:
        """Do not wait any longer."""
        if self.now.stage is Stage.SETUP:
            self._engine.start()
        self.coach.go_on()
        self._follow()

    def toggle_pause(self) -> None:
        """Pause or go on, by key."""
        self.coach.toggle_pause(Pause.KEY)
        self._follow()

    def correct(self, change: int) -> None:
        """Count one more or one less by hand."""
        if self.coach.correct(change) and self.sets.current is not None:
            self.sets.current.correct(change)
        self._advance(hand=False)

    def skip(self) -> None:
        """Leave out a set or an exercise."""
        source = None if self.live is None else self.live.source
        for plan in self.coach.skip():
            self.sets.skip(plan, source, _NO_MODEL)
        self._follow()

    def tap(self) -> None:
        """Count a repetition of a guided movement."""
        self._engine.tap()

    def find_zero(self) -> None:
        """Take the next straight and still pose as the person's own zero."""
        self._engine.find_zero()

    def stop(self) -> None:
        """End the training."""
        self.coach.stop()
        self._follow()

    def told(self, verdict: Verdict | None) -> None:
        """Go on from questions that were answered."""
        self.coach.told(verdict)
        self._follow()

    def close(self) -> str:
        """Stop everything and keep it; return why something could not be kept, or nothing."""
        self._timer.stop()
        self._speaker.hush()
        self._engine.close()
        return self.sets.close()

    def _open(self) -> None:
        exercises = tuple(plan.exercise for plan in self._parts.plans)
        self._engine.open_course(exercises, self._parts.open_source)

    # What time and camera do

    def _tick(self) -> None:
        if self.lost or monotonic() - self._seen_at_s > _STALE_S:
            self._advance(hand=False)

    def _advance(self, *, hand: bool) -> None:
        live = self.live
        fresh = monotonic() - self._seen_at_s <= _STALE_S
        person = fresh and live is not None and live.pose is not None
        update = self.update
        self.coach.tick(monotonic(), Seen(person, hand, update))
        self._speak(update)
        self._follow()

    def _hand_up(self, live: LiveFrame) -> bool:
        frame, plan = live.frame, self.now.plan
        if frame is None or frame.time_s <= self._hand_s:
            return False
        self._hand_s = frame.time_s
        raised = self._hand.update(frame.time_s, live.pose)
        return raised and (plan is None or gesture_fits(plan.exercise))

    def _speak(self, update: Update | None) -> None:
        """Say what there is to say of the set that was under way until now."""
        before, done = self.now, self.coach.now.done
        if update is None or before.plan is None or before.paused is not None:
            return
        if before.stage in {Stage.SETUP, Stage.WORK}:
            timed = before.plan.task.item.timed
            goal_s = float(before.plan.amount) if timed else None
            self._speaker.hear(update, done=None if timed else done, goal_s=goal_s)

    def _follow(self) -> None:
        """Let engine and voice do what the coach says now."""
        self.now = now = self.coach.now
        self._watch(self.coach.watched)
        paused = self.live is not None and self.live.state is LiveState.PAUSED
        if now.paused is None:
            self._engine.resume()
        elif not paused:
            self._engine.pause()
        self._say(now)
        if self._before is None or self._before.stage is not now.stage:
            self.entered.emit(now.stage)
        self._before = now
        self.changed.emit()

    def _watch(self, wanted: int | None) -> None:
        if wanted == self._watched:
            return
        self._watched = wanted
        if wanted is None:
            self._engine.rest()
            return
        plan = self.coach.plans[wanted]
        self._number = self._engine.watch(plan.exercise, self.sets.begin(plan))

    def _say(self, now: Now) -> None:
        words: Sequence[str] = said(self._before, now)
        entering = self._before is None or self._before.stage is not now.stage
        paused = self._before is not None and self._before.paused is not now.paused
        if paused or (entering and now.stage in {Stage.SHOW, Stage.COUNTDOWN}):
            # What was said to get into place is over; what was said about a set is not.
            self._speaker.hush()
        for one in words:
            self._speaker.tell(one, _kind(now, paused=paused))


def _kind(now: Now, *, paused: bool) -> Kind:
    """Return how urgent it is what the training says now."""
    if paused or now.stage in _ENDS:
        return Kind.END
    return Kind.COUNT if now.stage is Stage.COUNTDOWN else Kind.GUIDE
