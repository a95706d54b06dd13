"""How an exercise is counted or timed: the ``[rule]`` table, one class for each kind."""

from typing import Annotated, Literal, Self

from pydantic import Field, FiniteFloat, model_validator

from formcheck.exercises.base import FeatureName, NotNegative, Positive, Short, Spec
from formcheck.features.body import FEATURES


class RepRule(Spec):
    """Repetitions of one signal that rises from rest to a turn."""

    kind: Literal["reps"]
    signal: FeatureName
    leave_above_rest: float
    """Rise above the rest value that starts a repetition."""
    back_above_rest: float
    """Fall to within this of the rest value ends it."""
    top: float
    """Value from which the range of motion is complete."""
    hold_at: float | None = None
    """The hold clock of the turn runs above this; below ``top``: hysteresis. May be missing where
    no hold is asked for."""
    hold_s: NotNegative
    """Seconds of hold that a full repetition needs; 0: reaching ``top`` is enough."""
    partial: float
    """Value from which a repetition is partial."""
    min_range: float
    """Smaller movements are no attempt at all."""
    min_s: float
    max_s: float
    sided: bool = False
    """Whether a repetition is counted for the near side: one leg at a time."""
    rest: FiniteFloat | None = None
    """Rest value that ``top``, ``hold_at`` and ``partial`` are written for, in the signal's unit.
    They move along with the person's own, where that reads differently for every body and camera;
    without it they stay."""
    rest_within: Positive | None = None
    """How far off the own rest value may be, in the signal's unit. Whoever rests farther off does
    something else, and the limits stay as they are written."""
    partial_cue: str
    """Said after a partial repetition."""
    source: str

    @model_validator(mode="after")
    def _hysteresis(self) -> Self:
        if not self.back_above_rest < self.leave_above_rest <= self.min_range:
            raise ValueError("expected back_above_rest < leave_above_rest <= min_range")
        if self.hold_at is None and self.hold_s:
            raise ValueError("expected hold_at, from where the hold clock runs, with a hold_s")
        if not self.partial < self.hold_from < self.top:
            raise ValueError("expected partial < hold_at < top")
        return self

    @model_validator(mode="after")
    def _rest_whole(self) -> Self:
        if (self.rest is None) != (self.rest_within is None):
            raise ValueError("expected rest and rest_within together, or neither")
        return self

    @property
    def hold_from(self) -> float:
        """Value above which the body is at its turn, once ``top`` was reached."""
        return (self.partial + self.top) / 2.0 if self.hold_at is None else self.hold_at

    def begun_at(self, rest: float) -> Self:
        """Return the rule for somebody whose signal rests at this value."""
        if self.rest is None or self.rest_within is None:
            return self
        by = rest - self.rest
        if not abs(by) <= self.rest_within:
            return self
        moved = {"top": self.top + by, "hold_at": self.hold_from + by, "partial": self.partial + by}
        return self.model_copy(update=moved)


class LimbRule(Spec):
    """Repetitions of an arm and the opposite leg together, counted by the side of the arm."""

    kind: Literal["limbs"]
    arm_signal: FeatureName
    leg_signal: FeatureName
    arm_up: float
    leg_up: float
    """Both from here on: the limbs are raised."""
    arm_max: float
    """An arm beyond this points to the ceiling: no reach."""
    arm_down: float
    leg_down: float
    """Both at or below: back; the gap to ``_up`` is the hysteresis."""
    hold_s: float
    """Seconds raised that a repetition needs to be counted."""
    dose_hold_s: float
    """Seconds that were prescribed; a shorter hold is said, not punished."""
    min_s: float
    max_s: float
    partial_cue: str
    """Said after a partial repetition."""
    source: str

    @model_validator(mode="after")
    def _hysteresis(self) -> Self:
        if not (self.arm_down < self.arm_up < self.arm_max and self.leg_down < self.leg_up):
            raise ValueError("expected arm_down < arm_up < arm_max and leg_down < leg_up")
        return self


class HoldRule(Spec):
    """A position to be kept: it begins when the session is armed and ends when it is disarmed."""

    kind: Literal["hold"]
    target_s: Positive
    min_s: NotNegative
    """Shorter holds are not recorded."""
    sided: bool = False
    """Whether it is done on one side, then on the other."""
    source: str


class PostureRule(Spec):
    """A posture that is watched against the person's own baseline, without an end."""

    kind: Literal["posture"]
    baseline_s: float = Field(gt=0)
    """Still seconds in the start pose whose median is the own baseline. Until then only the checks
    against zero are judged."""
    target_s: Positive
    """Good seconds that make a full ring on the screen."""
    source: str


class OutlineSignal(Spec):
    """Counting by the shape of the back where its outline is seen. Experimental.

    Looking for the outline takes time in every picture.
    """

    signal: FeatureName
    """A feature of the outline by which it is counted in place of the rule's own signal."""
    least: Positive
    """Smallest swing that counts at all, in the signal's unit."""
    source: str

    @model_validator(mode="after")
    def _of_the_outline(self) -> Self:
        if not FEATURES[self.signal].outline:
            known = ", ".join(sorted(one.name for one in FEATURES.values() if one.outline))
            raise ValueError(f"expected as signal one of {known}")
        return self


class CycleRule(Spec):
    """A movement to and fro without a fixed range: everybody is compared with themselves."""

    kind: Literal["cycle"]
    signal: FeatureName
    least: Positive
    """Smallest swing that counts at all, in the signal's unit: from peak to valley, or with
    ``sides`` from rest to the turn."""
    own_share: float = Field(default=0.6, gt=0, le=1)
    """Share of the own range, the median of the first two swings, that a full swing needs; one
    that is smaller is partial."""
    half_s: NotNegative
    """A half that takes less is rushing: it is noted, and counts."""
    max_s: Positive
    """Longest repetition, there and back."""
    sides: bool = False
    """Whether it swings around the rest value: to + is a repetition of the left side, to - one of
    the right."""
    hurry_cue: Short
    """Said after a rushed repetition."""
    source: str
    outline: OutlineSignal | None = None
    """What it is counted by where the outline of the back is seen in the start pose. Experimental;
    may be left out."""

    @model_validator(mode="after")
    def _halves_fit(self) -> Self:
        if not 2.0 * self.half_s < self.max_s:
            raise ValueError("expected two halves of half_s to be shorter than max_s")
        return self

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.sides and self.outline is not None:
            raise ValueError("expected no outline with sides, as a back has but one")
        return self

    def seen_by_outline(self) -> Self:
        """Return the rule as it counts where the outline is seen."""
        own = self.outline
        return self.model_copy(update={"signal": own.signal, "least": own.least} if own else {})


class StretchRule(Spec):
    """A timed stretch: seconds of stillness around the person's own plateau."""

    kind: Literal["stretch"]
    signal: FeatureName
    tolerance: Positive
    """Still is what stays within this of the plateau, in the signal's unit."""
    target_s: Positive
    """Seconds asked for."""
    partial_s: Positive
    """From here on it is a partial stretch."""
    min_s: Positive
    """Shorter ones are not recorded."""
    grace_s: NotNegative
    """Movement of no more than this does not end it; the clock stands meanwhile."""
    sided: bool
    """Whether it is counted for the near side."""
    source: str

    @model_validator(mode="after")
    def _seconds_in_order(self) -> Self:
        if not self.min_s <= self.partial_s <= self.target_s:
            raise ValueError("expected min_s <= partial_s <= target_s")
        return self


class GuidedRule(Spec):
    """A movement that one camera cannot judge: the app gives the beat, nothing is scored."""

    kind: Literal["guided"]
    reps: int = Field(ge=1)
    out_s: Positive
    """Seconds of each beat: out, held, back, rest."""
    hold_s: NotNegative
    back_s: Positive
    rest_s: NotNegative
    words: tuple[Short, Short, Short, Short]
    """What is shown on the four beats."""
    source: str


class SnapshotRule(Spec):
    """A posture as it is: every reading averaged, the checks judged on the averages."""

    kind: Literal["snapshot"]
    seconds: Positive = 20.0
    """Judged seconds that are averaged."""
    source: str


Rule = Annotated[
    RepRule
    | LimbRule
    | HoldRule
    | PostureRule
    | CycleRule
    | StretchRule
    | GuidedRule
    | SnapshotRule,
    Field(discriminator="kind"),
]


def near_signals(rule: Rule) -> tuple[str, ...]:
    """Return the names of the features that the rule counts by on the near side of the body."""
    match rule:
        case CycleRule(signal=signal, outline=OutlineSignal(signal=better)):
            return (signal, better)
        case RepRule(signal=signal) | CycleRule(signal=signal) | StretchRule(signal=signal):
            return (signal,)
        case _:
            return ()


def limb_signals(rule: Rule) -> tuple[str, ...]:
    """Return the names of the features that the rule counts by on the limbs of both sides."""
    match rule:
        case LimbRule(arm_signal=arm, leg_signal=leg):
            return (arm, leg)
        case _:
            return ()
