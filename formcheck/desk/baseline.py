"""How somebody sits when they sit tall but relaxed: five seconds that everything is compared with.

One profile for each camera and arrangement of screens, for the same person looks different at
another desk.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import numpy as np

from formcheck.checking.start import Stillness
from formcheck.checking.view import allows
from formcheck.desk.seen import NOWHERE, Place, Seen
from formcheck.exercises.spec import Exercise, View
from formcheck.features.reading import ERROR_SDS, Reading, Unit
from formcheck.landmarks import Side
from formcheck.language import N_
from formcheck.session import reasons
from formcheck.session.update import NotJudged

SECONDS: Final = 5.0
"""Clinical notes, section 4.1a: a median of 5 s."""
LEAST_LOOKS: Final = 8
"""A median of fewer is none: 2 looks a second give 10 (judgement)."""
GIVE_UP_S: Final = 30.0
"""Whoever is not still in half a minute is told why, and asked again later (judgement)."""
GAP_S: Final = 1.5
"""Looks farther apart are not five seconds in a row (judgement: 2 a second, and one lost)."""
STILL: Final = Stillness(deg=10.0, ratio=0.1)
"""People who sit still tremble by up to 8 degrees in a side view (measured on rendered people at 2
looks a second), and a median of them is sure enough; looser than for a start pose of a second."""
FROZEN_PX: Final = 1e-9
"""The same landmarks to the last bit come from a picture that does not move."""
_TO_SD: Final = 1.4826
"""Median distance from the median to standard deviation, for normal noise."""

UNCLEAR_VIEW: Final = NotJudged(
    N_("I can't tell whether I see you from the front or from the side."),
    N_("Face the camera, or turn your side to it."),
)
RESTLESS: Final = NotJudged(
    N_("You moved a little."), N_("Sit tall but relaxed, and stay so for five seconds.")
)
FROZEN: Final = NotJudged(
    N_("The picture does not move."), N_("Look whether the camera is covered or hangs.")
)
HAND: Final = NotJudged(N_("Your hand is at your face."), N_("Rest your hands on the desk."))


@dataclass(frozen=True, slots=True)
class Normal:
    """One measurement of somebody sitting as they would like to."""

    value: float
    """In the feature's unit, bias removed."""
    sd: float
    """How much it varied over the five seconds: the error of a single look, not of the median."""
    unit: Unit

    @property
    def error(self) -> float:
        """What is stated as ±."""
        return ERROR_SDS * self.sd


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How one person sits before one camera."""

    camera: str
    displays: str
    """A key for the arrangement of screens; whoever plugs one in may look elsewhere."""
    view: View
    values: Mapping[str, Normal]
    """By feature name."""
    nod_deg: float
    nose_reach: float
    """NaN from the front."""
    place: Place
    side: Side
    """The side nearer to the camera."""
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Calibrating:
    """How far the search for the own baseline is."""

    progress: float
    """Share of the five seconds, 0 to 1."""
    trouble: NotJudged | None = None
    """What is in the way now."""
    gave_up: bool = False
    """Whether half a minute went by without five good seconds; ``trouble`` says why."""
    profile: Profile | None = None
    """Found; nothing more is looked for."""


@dataclass(slots=True)
class Calibration:
    """Finds the own baseline in what is seen. Begin a new one to try again."""

    exercise: Exercise
    camera: str = ""
    displays: str = ""
    seconds: float = SECONDS
    _kept: list[Seen] = field(default_factory=list)
    _began_s: float = math.nan
    _profile: Profile | None = None
    _troubles: list[NotJudged] = field(default_factory=list)

    def update(self, seen: Seen, wall: datetime) -> Calibrating:
        """Take in one look; ``wall`` is the time of day at it."""
        if self._profile is not None:
            return Calibrating(1.0, profile=self._profile)
        if not math.isfinite(self._began_s):
            self._began_s = seen.time_s
        trouble = self._trouble(seen)
        if trouble is None:
            self._keep(seen)
            trouble = self._restless()
        else:
            self._kept.clear()
        if trouble is not None:
            self._troubles.append(trouble)
        lasted_s = self._kept[-1].time_s - self._kept[0].time_s if self._kept else 0.0
        if lasted_s >= self.seconds and len(self._kept) >= LEAST_LOOKS:
            return self._settle(seen, wall)
        gave_up = seen.time_s - self._began_s >= GIVE_UP_S
        if gave_up:
            trouble = max(self._troubles or [RESTLESS], key=self._troubles.count)
        told = None if trouble is None else reasons.in_language(trouble)
        return Calibrating(min(1.0, lasted_s / self.seconds), told, gave_up)

    def _trouble(self, seen: Seen) -> NotJudged | None:
        """Say what of one look is in the way."""
        if seen.pose is None or seen.side is None:
            return reasons.NOBODY
        if not allows(seen.view, tuple(View)):
            return UNCLEAR_VIEW
        if seen.hand_at_head:
            return HAND
        view = View(seen.view.name)
        sides = tuple(Side) if view is View.FRONT else (seen.side,)
        hidden = reasons.unseen(seen.pose, self.exercise.needs[view], sides)
        return hidden or self._unmeasured(seen, view)

    def _unmeasured(self, seen: Seen, view: View) -> NotJudged | None:
        lost = [one for one in _compared(self.exercise, view) if not seen.readings[one].judged]
        return reasons.HEAD_TURNED if lost or not seen.place.known else None

    def _keep(self, seen: Seen) -> None:
        last = self._kept[-1] if self._kept else None
        if last is not None and (
            seen.time_s - last.time_s > GAP_S
            or (last.view.name, last.side) != (seen.view.name, seen.side)
        ):
            self._kept.clear()
        self._kept.append(seen)

    def _restless(self) -> NotJudged | None:
        """Forget the looks before the last movement, and say that there was one."""
        view = View(self._kept[-1].view.name)
        names = _compared(self.exercise, view)
        before = len(self._kept)
        while not all(STILL.holds([one.readings[name] for one in self._kept]) for name in names):
            del self._kept[0]
        return RESTLESS if len(self._kept) < before else None

    def _settle(self, seen: Seen, wall: datetime) -> Calibrating:
        kept, self._kept = self._kept, []
        if _moved_px(kept) < FROZEN_PX:
            self._troubles.append(FROZEN)
            return Calibrating(0.0, reasons.in_language(FROZEN))
        view = View(seen.view.name)
        self._profile = Profile(
            camera=self.camera,
            displays=self.displays,
            view=view,
            values={name: _normal(kept, name) for name in _compared(self.exercise, view)},
            nod_deg=_median(one.nod_deg for one in kept),
            nose_reach=_median(one.nose_reach for one in kept),
            place=_place(kept),
            side=seen.side or Side.LEFT,
            made_at=wall,
        )
        return Calibrating(1.0, profile=self._profile)


def _compared(exercise: Exercise, view: View) -> tuple[str, ...]:
    """Return the features that the checks of this view look at."""
    return tuple(dict.fromkeys(one.feature for one in exercise.checks if view in one.views))


def _moved_px(kept: Iterable[Seen]) -> float:
    points = np.array([one.pose.image_px for one in kept if one.pose is not None])
    return float(np.nanmax(np.ptp(points, axis=0)))


def _median(values: Iterable[float]) -> float:
    known = [one for one in values if math.isfinite(one)]
    return float(np.median(known)) if known else math.nan


def _normal(kept: Iterable[Seen], name: str) -> Normal:
    readings: list[Reading] = [one.readings[name] for one in kept]
    value = _median(one.value for one in readings)
    spread = _median(abs(one.value - value) for one in readings)
    return Normal(value, _TO_SD * spread, readings[0].unit)


def _place(kept: Iterable[Seen]) -> Place:
    places = [one.place for one in kept]
    return Place(*(_median(getattr(one, name) for one in places) for name in NOWHERE.__slots__))


def is_whole(profile: Profile, exercise: Exercise) -> bool:
    """Whether a profile has everything that is compared now: one of an older version may not."""
    return profile.values.keys() >= set(_compared(exercise, profile.view))


def choose(profiles: Iterable[Profile], camera: str, displays: str) -> Profile | None:
    """Return the newest profile of this camera and arrangement; None: a baseline is needed."""
    fitting = [one for one in profiles if (one.camera, one.displays) == (camera, displays)]
    return max(fitting, key=lambda one: one.made_at, default=None)
