"""What comes next in a guided training, without anybody touching the keyboard.

Pure: the window tells it the time and what the camera shows, and shows what it says. See `Stage`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from formcheck.care.traffic_light import LESS, Light, Verdict
from formcheck.session.update import Phase, Update
from formcheck.training.stages import Now, Pause, SetPlan, Stage
from formcheck.training.tally import Tally

AWAY_S: Final = 5.0
"""Nobody in the picture for so long pauses the training (judgement)."""
BACK_S: Final = 1.0
"""Somebody in the picture again for so long lets it go on (judgement)."""
_SHARE: Final = 1.0 - sum(LESS) / len(LESS)
"""What is left of the repetitions when the traffic light says to do less."""
_WAITING: Final = frozenset({Phase.SETUP, Phase.UNSEEN})
_PAUSING: Final = frozenset({Stage.SHOW, Stage.SETUP, Stage.COUNTDOWN, Stage.WORK, Stage.REST})
_AWAY: Final = frozenset({Stage.COUNTDOWN, Stage.WORK})
_WATCHED: Final = frozenset({Stage.SETUP, Stage.COUNTDOWN, Stage.WORK})
_ASKING: Final = frozenset({Stage.BEFORE, Stage.ASK, Stage.AFTER})


@dataclass(frozen=True, slots=True)
class Manner:
    """How long things take by themselves, in seconds."""

    show_s: float = 15.0
    """To look at the movement and get into place (judgement)."""
    countdown_s: float = 3.0
    change_s: float = 8.0
    """Least rest when the other side is next: to turn round (judgement)."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the camera shows at one moment."""

    person: bool
    """Whether anybody is in the picture."""
    hand: bool = False
    """Whether a hand was held up just now."""
    update: Update | None = None
    """Of the set under way; None while none is watched."""


class Coach:
    """Leads through the sets of a day.

    Parameters
    ----------
    plans
        The sets, in order: at least one.
    manner
        How long things take.
    """

    def __init__(self, plans: Sequence[SetPlan], manner: Manner = Manner()) -> None:
        self._plans, self._manner = tuple(plans), manner
        self._at = 0
        self._stage = Stage.BEFORE
        self._left_s: float | None = None
        self._paused: Pause | None = None
        self._verdict: Verdict | None = None
        self._last_s: float | None = None
        self._away_s = self._back_s = 0.0
        self._tally = self._new_tally()
        self._any_work = False

    @property
    def now(self) -> Now:
        """Where it is."""
        return Now(
            stage=self._stage,
            plan=self._plan,
            done=self._tally.done,
            left_s=self._left_s,
            paused=self._paused,
            verdict=self._verdict,
        )

    @property
    def watched(self) -> int | None:
        """Place of the set that the camera has to watch now; None while it watches none."""
        return self._at if self._stage in _WATCHED else None

    @property
    def plans(self) -> tuple[SetPlan, ...]:
        """The sets as they are now: fewer repetitions when the traffic light said so."""
        return self._plans

    def tick(self, now_s: float, seen: Seen) -> Now:
        """Let time pass; called a few times a second, or for every frame."""
        step_s = 0.0 if self._last_s is None else max(0.0, now_s - self._last_s)
        self._last_s = now_s
        if seen.hand:
            self.toggle_pause(Pause.HAND)
        self._look_away(step_s, present=seen.person)
        if self._paused is None:
            self._pass(step_s, seen.update)
        return self.now

    def told(self, verdict: Verdict | None) -> None:
        """Go on from questions that were answered; ``verdict`` is what the traffic light says."""
        if self._stage not in _ASKING:
            return
        asked, self._verdict = self._stage, verdict
        light = Light.GREEN if verdict is None else verdict.light
        if light is Light.RED or asked is Stage.AFTER:
            self._enter(Stage.OVER)
            return
        if light is Light.AMBER:
            self._do_less(self._at if asked is Stage.BEFORE else self._at + 1)
        if asked is Stage.BEFORE:
            self._enter(Stage.SHOW, self._manner.show_s)
        else:
            self._next_exercise()

    def go_on(self) -> None:
        """Do not wait any longer: for the end of the picture, of the set-up, of the rest, of a set.

        A training that pauses goes on, and nothing else happens.
        """
        if self._paused is not None:
            self._paused = None
        elif self._stage is Stage.SHOW:
            self._enter(Stage.SETUP)
        elif self._stage is Stage.SETUP:
            self._enter(Stage.WORK)
        elif self._stage is Stage.REST:
            self._rested()
        elif self._stage in {Stage.COUNTDOWN, Stage.WORK}:
            self._end_set()

    def skip(self) -> tuple[SetPlan, ...]:
        """Leave out the set, or all that is left of the exercise between two; return what it is."""
        left_out: tuple[SetPlan, ...] = ()
        if self._stage in _WATCHED:
            left_out = (self._plans[self._at],)
            self._end_set()
        elif self._stage is Stage.SHOW:
            left_out = self._of_exercise(self._at)
            self._at += len(left_out) - 1
            self._next_exercise()
        elif self._stage is Stage.REST:
            left_out = self._of_exercise(self._at + 1)
            self._at += len(left_out)
            self._end_set()
        self._paused = None
        return left_out

    def correct(self, change: int) -> bool:
        """Count one more or one less by hand; return whether there was a set to do so."""
        if self._stage not in {Stage.COUNTDOWN, Stage.WORK} or self._tally.timed:
            return False
        if self._tally.done + change < 0:
            return False
        self._tally.by_hand += change
        return True

    def toggle_pause(self, why: Pause) -> None:
        """Pause, or go on."""
        if self._paused is not None:
            self._paused = None
        elif self._stage in _PAUSING:
            self._paused = why
        self._away_s = self._back_s = 0.0

    def retry(self) -> None:
        """Begin the set under way anew: the camera was lost, and is back."""
        if self._stage in _WATCHED:
            self._enter(Stage.SETUP)

    def stop(self) -> None:
        """End the training: with the last questions, where anything was done."""
        self._paused = None
        last = self._stage in _ASKING and self._stage is not Stage.ASK
        self._enter(Stage.OVER if last or not self._any_work else Stage.AFTER)

    # What time does

    def _pass(self, step_s: float, update: Update | None) -> None:
        if update is not None and self._stage in _WATCHED:
            self._tally.take(update)
        if self._stage is Stage.SETUP and update is not None and update.phase not in _WAITING:
            self._enter(Stage.COUNTDOWN, self._manner.countdown_s)
        elif self._stage in {Stage.COUNTDOWN, Stage.WORK} and self._tally.enough:
            self._end_set()
        elif self._left_s is not None:
            self._left_s -= step_s
            if self._left_s <= 0.0:
                self._time_is_up()

    def _time_is_up(self) -> None:
        if self._stage is Stage.COUNTDOWN:
            self._enter(Stage.WORK)
        else:
            self.go_on()

    def _look_away(self, step_s: float, *, present: bool) -> None:
        """Pause when the person left, and go on when somebody is there again."""
        self._away_s = 0.0 if present else self._away_s + step_s
        self._back_s = self._back_s + step_s if present else 0.0
        if self._paused is None and self._stage in _AWAY and self._away_s >= AWAY_S:
            self._paused = Pause.AWAY
        elif self._paused is Pause.AWAY and self._back_s >= BACK_S:
            self._paused = None

    # From stage to stage

    def _enter(self, stage: Stage, left_s: float | None = None) -> None:
        self._stage, self._left_s = stage, left_s
        if stage is Stage.SETUP:
            self._tally = self._new_tally()
        self._any_work = self._any_work or stage is Stage.WORK

    def _end_set(self) -> None:
        """Go on after a set: the rest, the questions, or the next exercise."""
        self._any_work = self._any_work or self._tally.done > 0
        following = self._of_exercise(self._at + 1)
        plan = self._plans[self._at]
        if following:
            turn = following[0].side is not plan.side
            rest_s = max(plan.rest_s, self._manner.change_s) if turn else plan.rest_s
            self._enter(Stage.REST, rest_s)
        elif plan.task.asks_pain:
            self._enter(Stage.ASK)
        else:
            self._next_exercise()

    def _rested(self) -> None:
        self._at += 1
        self._enter(Stage.SETUP)

    def _next_exercise(self) -> None:
        if self._at + 1 >= len(self._plans):
            self._enter(Stage.AFTER if self._any_work else Stage.OVER)
            return
        before = self._plans[self._at]
        self._at += 1
        self._tally = self._new_tally()
        self._enter(Stage.SHOW, max(self._manner.show_s, before.task.item.rest_s))

    def _of_exercise(self, first: int) -> tuple[SetPlan, ...]:
        """Return the sets from this one on that belong to the exercise that is under way."""
        slug = self._plans[self._at].exercise.slug
        following = []
        for plan in self._plans[first:]:
            if plan.exercise.slug != slug:
                break
            following.append(plan)
        return tuple(following)

    def _do_less(self, first: int) -> None:
        less = [
            replace(one, amount=max(1, round(_SHARE * one.amount))) for one in self._plans[first:]
        ]
        self._plans = (*self._plans[:first], *less)

    @property
    def _plan(self) -> SetPlan | None:
        return None if self._stage in {Stage.BEFORE, Stage.OVER} else self._plans[self._at]

    def _new_tally(self) -> Tally:
        plan = self._plans[self._at]
        return Tally(plan.amount, timed=plan.task.item.timed)
