"""The personal zero: a straight pose, held still, moves the zero of one angle a little.

The error model takes out what a feature reads wrong on people in general; what remains is this
person's clothes and build, seen by this camera. It moves by at most a few degrees, so that a real
fault can never be declared straight.
"""

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import median
from typing import Final, Protocol

from formcheck.checking.results import ViewEstimate
from formcheck.checking.start import applies, met
from formcheck.checking.view import allows
from formcheck.errors import ExerciseError, FormcheckError
from formcheck.exercises.spec import Exercise, Zero
from formcheck.features.reading import Reading
from formcheck.language import _, number
from formcheck.session.measure import GAP_S
from formcheck.session.update import ZeroState

STILL_DEG: Final = 4.0
"""Readings of a still body lie no farther apart (judgement: a trembling plank, and noise)."""
GIVE_UP_S: Final = 60.0
"""Time to get into position and be straight; then the exercise goes on as before (judgement)."""
TOLD_S: Final = 3.0
"""How long the outcome is shown."""


@dataclass(frozen=True, slots=True)
class KnownZero:
    """What is known of the person's zero when a session begins."""

    shift_deg: float = 0.0
    """In use; 0 when there is none."""
    stale: bool = False
    """Whether one was kept that is too old, or was made with other rules: it is not used."""
    problem: str = ""
    """Why it could not be read or kept, in a sentence; empty when all is well."""


NO_ZERO: Final = KnownZero()


class ZeroKeeper(Protocol):
    """Keeps personal zeros from one session to the next; raises a FormcheckError in trouble."""

    def load(self, exercise: Exercise, camera: str, error_model: str) -> KnownZero:
        """Return the zero for this exercise and camera; called before the first frame.

        ``error_model`` is the version of the error model in use.
        """

    def keep(self, exercise: Exercise, camera: str, error_model: str, shift_deg: float) -> None:
        """Keep a zero that was just found, in place of an older one."""


def check_shift(exercise: Exercise, shift_deg: float) -> None:
    """Raise ExerciseError when the exercise has no such personal zero."""
    zero = exercise.zero
    if zero is None:
        if shift_deg:
            raise ExerciseError(
                _("{title} has no personal zero, found {found}: leave it out.").format(
                    title=exercise.title, found=number(shift_deg)
                )
            )
    elif not abs(shift_deg) <= zero.limit:  # so that NaN is refused too
        raise ExerciseError(
            _(
                "Expected a personal zero from {low} to {high} degrees, found {found}: more would "
                "hide faults; set the camera up anew instead."
            ).format(low=number(-zero.limit), high=number(zero.limit), found=number(shift_deg))
        )


class ZeroFinder:
    """Waits until one angle was still, and near its target, for long enough."""

    def __init__(self, zero: Zero) -> None:
        self._zero = zero
        self._recent: deque[tuple[float, float]] = deque()

    @property
    def progress(self) -> float:
        """Share of the still seconds that were seen, 0 to 1."""
        if not self._recent:
            return 0.0
        seen_s = self._recent[-1][0] - self._recent[0][0]
        return min(1.0, seen_s / self._zero.seconds)

    def update(self, time_s: float, value_deg: float) -> float | None:
        """Take in one reading, NaN when there is none; return the shift once it is known."""
        if not abs(value_deg - self._zero.target) <= self._zero.within:
            self._recent.clear()
            return None
        if self._recent and time_s - self._recent[-1][0] > GAP_S:
            self._recent.clear()
        self._recent.append((time_s, value_deg))
        while self._spread() > STILL_DEG:
            self._recent.popleft()
        return self._shift() if self.progress >= 1.0 else None

    def _spread(self) -> float:
        values = [value for _, value in self._recent]
        return max(values) - min(values)

    def _shift(self) -> float:
        off = median(value for _, value in self._recent) - self._zero.target
        return max(-self._zero.limit, min(self._zero.limit, off))


class PersonalZero:
    """The zero of one session: in use, and looked for when asked to."""

    def __init__(self, exercise: Exercise, shift_deg: float = 0.0) -> None:
        self._exercise, self._zero = exercise, exercise.zero
        self.shift_deg = 0.0
        """Taken off every reading of the zero's feature."""
        self.state: ZeroState | None = None
        self._finder: ZeroFinder | None = None
        self._until_s = math.nan
        """While looking: when to give up; afterwards: how long to tell. NaN: not set yet."""
        self.use(shift_deg)

    def use(self, shift_deg: float) -> None:
        """Use a known zero from now on; raise ExerciseError when it is not one."""
        check_shift(self._exercise, shift_deg)
        self.shift_deg = shift_deg

    def find(self) -> None:
        """Look for the zero from the next frame on; nothing happens where there is none."""
        if self._zero is not None:
            self._finder = ZeroFinder(self._zero)
            self._until_s = math.nan
            self.state = ZeroState(0.0)

    def update(
        self,
        time_s: float,
        measured: Mapping[str, Reading],
        view: ViewEstimate,
        *,
        ready: bool,
    ) -> Mapping[str, Reading]:
        """Take in the readings of a frame, bias removed, and return them from the own zero.

        ``ready`` says whether the body is seen well enough to be judged.
        """
        if self._zero is None:
            return measured
        if self._finder is not None:
            # On the readings before any shift: finding it again and again must not add up.
            value = self._straight(self._zero, measured, view) if ready else math.nan
            self._look(self._finder, time_s, value)
        elif self.state is not None and time_s > self._until_s:
            self.state = None
        if not self.shift_deg:
            return measured
        own = measured[self._zero.feature]
        return {**measured, self._zero.feature: replace(own, value=own.value - self.shift_deg)}

    def _straight(self, zero: Zero, measured: Mapping[str, Reading], view: ViewEstimate) -> float:
        """Return the angle in the start pose and the right view; NaN elsewhere.

        A person who stands is straight too, but that says nothing of a plank.
        """
        asked = (one for one in self._exercise.start.conditions if applies(one, view))
        if not allows(view, zero.views) or not all(met(one, measured) for one in asked):
            return math.nan
        reading = measured[zero.feature]
        return reading.value if reading.judged else math.nan

    def _look(self, finder: ZeroFinder, time_s: float, value_deg: float) -> None:
        if math.isnan(self._until_s):
            self._until_s = time_s + GIVE_UP_S
        found = finder.update(time_s, value_deg)
        if found is not None:
            self.shift_deg = found
            self._end(time_s, ZeroState(1.0, found))
        elif time_s > self._until_s:
            self._end(time_s, ZeroState(0.0, gave_up=True))
        else:
            self.state = ZeroState(finder.progress)

    def _end(self, time_s: float, state: ZeroState) -> None:
        self.state, self._finder = state, None
        self._until_s = time_s + TOLD_S


class ZeroMemory:
    """Brings a kept zero into a session, and keeps a new one; trouble becomes a sentence."""

    def __init__(self, exercise: Exercise, zero: PersonalZero, error_model: str) -> None:
        self.known = NO_ZERO
        """What is in use, and what is wrong with what was kept."""
        self._exercise, self._zero, self._error_model = exercise, zero, error_model
        self._keeper: ZeroKeeper | None = None
        self._camera = ""
        self._noted = False

    def load(self, keeper: ZeroKeeper | None, camera: str) -> None:
        """Use the zero kept for this camera; also keep a new one there."""
        if keeper is None or self._exercise.zero is None:
            return
        self._keeper, self._camera = keeper, camera
        try:
            self.known = keeper.load(self._exercise, camera, self._error_model)
            self._zero.use(self.known.shift_deg)
        except FormcheckError as error:
            self.known = KnownZero(problem=str(error))

    def note(self) -> None:
        """Keep the zero when it was just found; called after every frame."""
        state = self._zero.state
        found = None if state is None else state.shift_deg
        if found is not None and not self._noted:
            self._keep(found)
        self._noted = found is not None

    def _keep(self, shift_deg: float) -> None:
        self.known = KnownZero(shift_deg)
        if self._keeper is None:
            return
        try:
            self._keeper.keep(self._exercise, self._camera, self._error_model, shift_deg)
        except FormcheckError as error:
            self.known = KnownZero(shift_deg, problem=str(error))
