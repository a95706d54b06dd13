"""What an exercise is. Each class is one table of an exercise's TOML file."""

from enum import StrEnum
from typing import Final, Self

from pydantic import Field, FiniteFloat, model_validator

from formcheck.exercises.base import MOST_WORDS, FeatureName, Short, Spec
from formcheck.exercises.figure import Figure
from formcheck.exercises.rules import (
    CycleRule,
    GuidedRule,
    HoldRule,
    LimbRule,
    PostureRule,
    RepRule,
    Rule,
    SnapshotRule,
    StretchRule,
    limb_signals,
    near_signals,
)
from formcheck.features.body import FEATURES
from formcheck.features.reading import Unit
from formcheck.landmarks import Joint

__all__ = [
    "MOST_SHIFT_DEG",
    "MOST_WORDS",
    "Against",
    "Camera",
    "Check",
    "Condition",
    "CycleRule",
    "Direction",
    "Dose",
    "Exercise",
    "FeatureName",
    "GuidedRule",
    "HoldRule",
    "Keeps",
    "LimbRule",
    "Moment",
    "PostureRule",
    "RepRule",
    "Rule",
    "Short",
    "SnapshotRule",
    "Spec",
    "Start",
    "StretchRule",
    "Telltale",
    "View",
    "Where",
    "Zero",
]

MOST_SHIFT_DEG: Final = 5.0
"""A personal zero that moved farther would hide faults (clinical notes, sections 2 and 4.3)."""


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


class Range(Spec):
    """A feature between limits."""

    feature: FeatureName
    min: float = float("-inf")
    max: float = float("inf")

    @model_validator(mode="after")
    def _range(self) -> Self:
        if not self.min < self.max:
            raise ValueError(f"expected min < max, found min {self.min}, max {self.max}")
        return self


class Condition(Range):
    """A feature that must lie within limits."""

    views: tuple[View, ...] = (View.SIDE, View.FRONT)
    """Views in which it is asked for."""
    text: str
    """What to do, in plain words."""
    if_seen: bool = False
    """Whether it is asked for only while it can be seen: a joint that the pose itself often hides,
    as the elbow of somebody who lies on the hands."""


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


class Telltale(Range):
    """What tells a movement from others that look the same, in the rests between repetitions.

    Whoever never shows it does something else; it counts and judges nothing.
    """

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
    telltale: Telltale | None = None
    """What tells it from movements that look the same; None where counting tells enough."""
    checks: tuple[Check, ...] = ()
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
    measured_as: str = ""
    """Slug of an exercise in the same posture, whose errors were measured and hold here too."""
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

    @property
    def outline(self) -> bool:
        """Whether it measures something on the person's outline, which then must be looked for."""
        names = [one.feature for one in (*self.start.conditions, *self.keeps.conditions)]
        names += [one.feature for one in self.checks]
        names += [self.telltale.feature] if self.telltale else []
        names += [*self.focus.values(), *near_signals(self.rule), *limb_signals(self.rule)]
        return any(FEATURES[name].outline for name in names)

    def check(self, check_id: str) -> Check:
        """Return the check with this id; KeyError if there is none."""
        for check in self.checks:
            if check.id == check_id:
                return check
        raise KeyError(check_id)
