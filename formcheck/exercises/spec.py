"""What an exercise is. Each class is one table of an exercise's TOML file."""

from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    FiniteFloat,
    model_validator,
)

from formcheck.exercises.figure import Figure
from formcheck.features.body import FEATURES
from formcheck.features.reading import Unit
from formcheck.landmarks import Joint


def _known(name: str) -> str:
    if name not in FEATURES:
        raise ValueError(f"expected one of {', '.join(sorted(FEATURES))}")
    return name


FeatureName = Annotated[str, AfterValidator(_known)]
"""The name of a measurement in `formcheck.features.body`."""


def _short(text: str) -> str:
    if not 1 <= len(text.split()) <= MOST_WORDS:
        raise ValueError(f"expected 1 to {MOST_WORDS} words")
    return text


MOST_WORDS: Final = 8
"""A cue is heard and understood in the middle of a movement (clinical notes, section 7)."""
Short = Annotated[str, AfterValidator(_short)]
MOST_SHIFT_DEG: Final = 5.0
"""A personal zero that moved farther would hide faults (clinical notes, sections 2 and 4.3)."""


class Spec(BaseModel):
    """A table: unknown keys are errors, and nothing can be changed after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class View(StrEnum):
    """Where the camera stands, seen from the person."""

    SIDE = "side"
    FRONT = "front"


class Direction(StrEnum):
    """On which side of its limits a value is wrong."""

    ABOVE = "above"
    BELOW = "below"
    AWAY = "away"
    """Farther from zero than the limit, on either side."""


class Against(StrEnum):
    """What the limits of a check are compared with."""

    ZERO = "zero"
    """The value itself."""
    DIFFERENCE = "difference"
    """The value minus the person's own baseline, in the feature's unit."""
    PERCENT = "percent"
    """The change from the person's own baseline, in percent of it."""


class Moment(StrEnum):
    """When a check is looked at."""

    ALWAYS = "always"
    """All the time, once the session has started."""
    TURN = "turn"
    """From reaching the turn of a repetition until leaving it."""
    HOLD = "hold"
    """While the hold clock is on."""


class Where(StrEnum):
    """On which limb a feature is measured."""

    NEAR = "near"
    """The side of the body nearer to the camera."""
    ARM = "arm"
    """The arm that moves."""
    LEG = "leg"
    """The leg that moves."""


class Check(Spec):
    """One thing that can be wrong, on one side of one feature."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    feature: FeatureName
    where: Where = Where.NEAR
    direction: Direction
    warn: FiniteFloat
    """Limit between good and warn, in the feature's unit."""
    fault: FiniteFloat | None = None
    """Limit between warn and fault; missing: this check only ever warns."""
    against: Against = Against.ZERO
    moment: Moment
    lasts_s: float = Field(default=0.7, gt=0)
    """How long the value must stay beyond the limit before it counts."""
    views: tuple[View, ...] = Field(min_length=1)
    """Views from which it can be judged."""
    priority: int = 1
    """Higher is told first among checks of equal severity."""
    cue: Short
    """At most eight words, kind and exact."""
    praise: str
    """Said once when it was corrected."""
    source: str

    @model_validator(mode="after")
    def _limits_in_order(self) -> Self:
        if self.direction is Direction.AWAY and self.warn < 0:
            raise ValueError("expected limits of 0 or more for direction 'away'")
        if self.fault is not None:
            below = self.direction is Direction.BELOW
            wrong = self.fault > self.warn if below else self.fault < self.warn
            if wrong:
                raise ValueError(
                    f"fault ({self.fault}) must lie beyond warn ({self.warn}) in direction "
                    f"{self.direction.value!r}"
                )
        return self


class Condition(Spec):
    """A feature that must lie within limits."""

    feature: FeatureName
    min: float = float("-inf")
    max: float = float("inf")
    views: tuple[View, ...] = (View.SIDE, View.FRONT)
    """Views in which it is asked for."""
    text: str
    """What to do, in plain words."""

    @model_validator(mode="after")
    def _range(self) -> Self:
        if not self.min < self.max:
            raise ValueError(f"expected min < max, found min {self.min}, max {self.max}")
        return self


class Start(Spec):
    """The pose before the first repetition or hold: nothing counts before it was held."""

    seconds: float = Field(gt=0)
    conditions: tuple[Condition, ...]
    source: str


class Keeps(Spec):
    """What must stay so during the exercise: broken for long enough, the person has left it."""

    seconds: float = Field(gt=0)
    conditions: tuple[Condition, ...]
    source: str


class Zero(Spec):
    """The personal zero: what this camera reads when this person is straight."""

    feature: FeatureName
    """An angle."""
    target: FiniteFloat
    """What it would read without any error, in degrees."""
    within: float = Field(gt=0)
    """A reading farther than this from the target is not the straight pose, in degrees."""
    limit: float = Field(gt=0, le=MOST_SHIFT_DEG)
    """Most degrees by which the zero moves, beyond the measured bias."""
    seconds: float = Field(gt=0)
    """How long the pose is held still."""
    views: tuple[View, ...] = Field(min_length=1)
    """Views from which it can be taken."""
    text: str
    """What to do, in plain words."""
    source: str

    @model_validator(mode="after")
    def _angle(self) -> Self:
        if FEATURES[self.feature].unit is not Unit.DEG:
            raise ValueError(f"expected a feature in degrees, found {self.feature}")
        return self


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
    hold_at: float
    """The hold clock of the turn runs above this; below ``top``: hysteresis."""
    hold_s: float
    """Seconds of hold that a full repetition needs."""
    partial: float
    """Value from which a repetition is partial."""
    min_range: float
    """Smaller movements are no attempt at all."""
    min_s: float
    max_s: float
    partial_cue: str
    """Said after a partial repetition."""
    source: str

    @model_validator(mode="after")
    def _hysteresis(self) -> Self:
        if not self.back_above_rest < self.leave_above_rest <= self.min_range:
            raise ValueError("expected back_above_rest < leave_above_rest <= min_range")
        if not self.partial < self.hold_at < self.top:
            raise ValueError("expected partial < hold_at < top")
        return self


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
    target_s: float
    min_s: float
    """Shorter holds are not recorded."""
    source: str


class PostureRule(Spec):
    """A posture that is watched against the person's own baseline, without an end."""

    kind: Literal["posture"]
    baseline_s: float = Field(gt=0)
    """Still seconds in the start pose whose median is the own baseline. Until then only the checks
    against zero are judged."""
    target_s: float
    """Good seconds that make a full ring on the screen."""
    source: str


Rule = Annotated[RepRule | LimbRule | HoldRule | PostureRule, Field(discriminator="kind")]


class Dose(Spec):
    """What is usually asked for."""

    text: str
    reps: int | None = None
    sets: int = 1
    hold_s: float | None = None
    rest_s: float | None = None
    source: str


class Camera(Spec):
    """Where to put the camera."""

    text: str
    views: tuple[View, ...]
    """Views that the exercise accepts; the first is the best."""
    needs: dict[View, tuple[Joint, ...]]
    """Joints that must be seen: in a side view of the near side, in a front view of both."""
    floor: tuple[Joint, Joint] | None = None
    """Two joints of the near side that rest on the floor in the start pose: they show whether the
    camera is level."""
    source: str


class Exercise(Spec):
    """One exercise: one TOML file."""

    slug: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    version: int = Field(ge=1)
    title: str
    summary: str
    focus: dict[View, FeatureName]
    """For each view the feature that matters most: drawn large, plotted first."""
    camera: Camera
    setup: tuple[str, ...]
    start: Start
    keeps: Keeps
    rule: Rule
    zero: Zero | None = None
    """How the own straight line is taken; None where there is none."""
    checks: tuple[Check, ...]
    dose: Dose
    easier: tuple[str, ...] = ()
    harder: tuple[str, ...] = ()
    feel: str
    """What one should feel."""
    stop: str
    """When to stop."""
    not_visible: tuple[str, ...]
    """What one camera cannot see of it."""
    regressions: tuple[str, ...] = ()
    """Slugs of easier exercises."""
    progressions: tuple[str, ...] = ()
    """Slugs of harder exercises."""
    figure: Figure | None = None
    """Its key poses."""
    sources: tuple[str, ...]

    @model_validator(mode="after")
    def _ids_once(self) -> Self:
        ids = [check.id for check in self.checks]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise ValueError(f"check ids must be unique, found twice: {', '.join(twice)}")
        return self

    @model_validator(mode="after")
    def _zero_alone(self) -> Self:
        # A zero found later than the own baseline would look like a change of posture.
        compared = {one.feature for one in self.checks if one.against is not Against.ZERO}
        if self.zero is not None and self.zero.feature in compared:
            raise ValueError(
                f"{self.zero.feature} has a personal zero: expected its checks against zero, "
                "not against the own baseline"
            )
        return self

    @property
    def needs(self) -> dict[View, tuple[Joint, ...]]:
        """Joints that must be seen, for each view."""
        return self.camera.needs

    def check(self, check_id: str) -> Check:
        """Return the check with this id; KeyError if there is none."""
        for check in self.checks:
            if check.id == check_id:
                return check
        raise KeyError(check_id)
