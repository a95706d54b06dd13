"""What a programme is: the exercises of a person, how much of each, and on which days.

Each class is one table of a programme's TOML file; the docstrings are its explanation.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, model_validator

from formcheck.features.body import FEATURES
from formcheck.language import N_

MOST_ITEMS: Final = 12
MOST_LIMITS: Final = 6
MOST_SETS: Final = 10
MOST_REPS: Final = 50
MOST_SECONDS: Final = 600

BETWEEN: Final = (
    N_("either reps or seconds, not both"),
    N_("reps or seconds: how much of it"),
    N_("min or max of a limit"),
    N_("min smaller than max"),
    N_("the name of a measurement, as formcheck exercises new lists them"),
    N_("a target of reps or of seconds, as the exercise itself"),
    N_("a target that is not below what is done now"),
    N_("each exercise once"),
    N_("1 to 12 exercises"),
    N_("at most 6 limits"),
)
"""What the checks between keys expect."""

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
"""A name for commands and files: nothing in it can lead out of a folder."""
Text = Annotated[str, Field(max_length=400)]
Sets = Annotated[int, Field(ge=1, le=MOST_SETS)]
Reps = Annotated[int, Field(ge=1, le=MOST_REPS)]
Seconds = Annotated[int, Field(ge=1, le=MOST_SECONDS)]
Pause = Annotated[FiniteFloat, Field(ge=0, le=MOST_SECONDS)]


class Day(StrEnum):
    """A day of the week."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


DAY_WORDS: Final = {
    Day.MON: N_("Mon"),
    Day.TUE: N_("Tue"),
    Day.WED: N_("Wed"),
    Day.THU: N_("Thu"),
    Day.FRI: N_("Fri"),
    Day.SAT: N_("Sat"),
    Day.SUN: N_("Sun"),
}


class Side(StrEnum):
    """With which side of the body."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Part(BaseModel):
    """A table: unknown keys are errors, and nothing can be changed after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Limit(Part):
    """A personal limit: so far and no farther."""

    text: Text
    """The limit in words: pain-free range to 120 degrees."""
    feature: str = ""
    """What is measured for it; may be left out where the words are enough."""
    min: FiniteFloat | None = None
    """Smallest value that is allowed, in the feature's unit."""
    max: FiniteFloat | None = None
    """Largest value that is allowed, in the feature's unit."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not self.feature:
            return self
        if self.feature not in FEATURES:
            raise ValueError(
                "expected the name of a measurement, as formcheck exercises new lists them, "
                f"found feature {self.feature[:60]!r}"
            )
        if self.min is None and self.max is None:
            raise ValueError("expected min or max of a limit, found none of them")
        if self.min is not None and self.max is not None and not self.min < self.max:
            raise ValueError(f"expected min smaller than max, found {self.min}, {self.max}")
        return self


class Targets(Part):
    """Where the programme wants to get: nothing beyond it is ever proposed."""

    sets: Sets | None = None
    """Sets, at most."""
    reps: Reps | None = None
    """Repetitions of a set, at most."""
    seconds: Seconds | None = None
    """Seconds of a set, at most."""
    harder: bool = True
    """Whether a harder exercise may be proposed once the targets are reached."""


class Item(Part):
    """One exercise of a programme."""

    exercise: Slug
    """Which exercise: its slug, as formcheck exercises lists it."""
    sets: Sets = 1
    """How many sets."""
    reps: Reps | None = None
    """Repetitions of a set, on each side; this or seconds."""
    seconds: Seconds | None = None
    """Seconds of a set, on each side; this or reps."""
    hold_s: Pause = 0.0
    """How long each repetition is held, in seconds."""
    tempo: tuple[Pause, Pause, Pause] | None = None
    """Seconds of a repetition: there, held, back. Left out: at ease."""
    rest_s: Pause = 30.0
    """Rest after a set, in seconds."""
    side: Side | None = None
    """With which side: left, right or both. Left out: as the exercise is."""
    days: tuple[Day, ...] = ()
    """On which days: mon, tue and so on. Left out: every day."""
    ask_pain: bool = False
    """Whether it asks for pain after this exercise."""
    locked: bool = False
    """Whether it stays as it is: no change is ever proposed."""
    targets: Targets = Targets()
    """Where it should get."""
    limits: tuple[Limit, ...] = ()
    """Personal limits."""
    note: Text = ""
    """A word to the person."""

    @model_validator(mode="after")
    def _one_amount(self) -> Self:
        if self.reps is not None and self.seconds is not None:
            raise ValueError(
                f"expected either reps or seconds, not both, found {self.reps}, {self.seconds}"
            )
        if self.reps is None and self.seconds is None:
            raise ValueError("expected reps or seconds: how much of it, found none of them")
        return self

    @model_validator(mode="after")
    def _few_limits(self) -> Self:
        if len(self.limits) > MOST_LIMITS:
            raise ValueError(f"expected at most {MOST_LIMITS} limits, found {len(self.limits)}")
        return self

    @model_validator(mode="after")
    def _targets_fit(self) -> Self:
        goal, timed = self.targets, self.seconds is not None
        if (goal.reps if timed else goal.seconds) is not None:
            raise ValueError("expected a target of reps or of seconds, as the exercise itself")
        pairs = ((self.sets, goal.sets), (self.reps, goal.reps), (self.seconds, goal.seconds))
        if any(now and most and most < now for now, most in pairs):
            raise ValueError("expected a target that is not below what is done now")
        return self

    @property
    def timed(self) -> bool:
        """Whether it is given in seconds."""
        return self.seconds is not None

    @property
    def amount(self) -> int:
        """Repetitions or seconds of a set."""
        return self.seconds or self.reps or 0

    def on(self, day: Day) -> bool:
        """Whether it is for this day."""
        return not self.days or day in self.days


class Programme(Part):
    """A programme: one TOML file."""

    name: Slug
    """Its name in commands; the file's name without .toml."""
    title: Annotated[str, Field(min_length=1, max_length=120)]
    """Its name for people."""
    written_by: Annotated[str, Field(max_length=120)] = ""
    """Who wrote it."""
    written_on: date
    """When it was written, as 2026-11-22."""
    locked: bool = False
    """Whether it stays as it is: no change is ever proposed."""
    goal: Text = ""
    """What it is for."""
    note: Text = ""
    """A word to the person."""
    exercises: tuple[Item, ...]
    """The exercises, in the order in which they are done."""

    @model_validator(mode="after")
    def _some(self) -> Self:
        if not 1 <= len(self.exercises) <= MOST_ITEMS:
            raise ValueError(f"expected 1 to {MOST_ITEMS} exercises, found {len(self.exercises)}")
        return self

    @model_validator(mode="after")
    def _once(self) -> Self:
        names = [one.exercise for one in self.exercises]
        twice = sorted({one for one in names if names.count(one) > 1})
        if twice:
            raise ValueError(f"expected each exercise once, found twice: {twice[0]}")
        return self
