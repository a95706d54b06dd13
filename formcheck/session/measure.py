"""All readings of an exercise for one pose, with short gaps bridged."""

import math
from typing import Final

from formcheck.checking.limbs import sided
from formcheck.checking.results import ViewEstimate
from formcheck.checking.view import UNKNOWN
from formcheck.exercises.rules import limb_signals, near_signals
from formcheck.exercises.spec import Exercise, Where
from formcheck.features.body import FEATURES
from formcheck.features.error_model import Correction, ErrorModel
from formcheck.features.feature import Feature
from formcheck.features.reading import Reading
from formcheck.landmarks import Side
from formcheck.session.noise import Noise
from formcheck.session.sight import Sight

GAP_S: Final = 0.4
"""A landmark that is lost for no longer keeps its last value (clinical notes, section 2)."""


class _Channel:
    """One reading from frame to frame."""

    def __init__(self, feature: Feature, side: Side | None, correction: Correction) -> None:
        self._feature, self._side, self._correction = feature, side, correction
        self._view: tuple[ViewEstimate, bool] = UNKNOWN, False
        self._error = correction.error(UNKNOWN.name, UNKNOWN.turn_deg, "near")
        self._noise = Noise()
        self._seen_s = -math.inf
        self._last = correction.not_seen

    def read(self, time_s: float, sight: Sight, view: ViewEstimate) -> Reading:
        """Measure one frame; a short gap keeps its last value."""
        side = self._side
        raw = sight.raw(self._feature, side or sight.side)
        if not math.isfinite(raw):
            return self._bridge(time_s, self._correction.not_seen)
        far = side is not None and side is not sight.side
        if view is not self._view[0] or far is not self._view[1]:
            self._view = view, far
            limb = "far" if far else "near"
            self._error = self._correction.error(view.name, view.turn_deg, limb)
        error = self._error
        if error is None:
            return self._bridge(time_s, self._correction.too_unsure)
        value = (raw - error.bias) / error.gain
        # The noise seen in the last second adds to the error that was measured beforehand.
        sd = math.hypot(error.sd, self._noise.update(time_s, value))
        self._seen_s, self._last = time_s, Reading(value, sd, self._feature.unit)
        return self._last

    def _bridge(self, time_s: float, reading: Reading) -> Reading:
        return self._last if time_s - self._seen_s <= GAP_S else reading


class Measurer:
    """Measures the features that an exercise refers to."""

    def __init__(self, exercise: Exercise, error_model: ErrorModel) -> None:
        self.features = measured_in(exercise)
        slug = exercise.measured_as or exercise.slug
        self._channels = {
            key: _Channel(feature, side, error_model.correction(slug, feature))
            for key, (feature, side) in self.features.items()
        }

    def measure(self, time_s: float, sight: Sight, view: ViewEstimate) -> dict[str, Reading]:
        """Return one reading for every key, unjudged where the body cannot be seen.

        ``view`` is the one in use: while a session is under way it is held on to.
        """
        return {key: channel.read(time_s, sight, view) for key, channel in self._channels.items()}


def measured_in(exercise: Exercise) -> dict[str, tuple[Feature, Side | None]]:
    """Return what is measured by the key of its reading, and on which side if it is fixed."""
    near, sides = _features_of(exercise)
    return {
        **{name: (FEATURES[name], None) for name in near},
        **{sided(name, side): (FEATURES[name], side) for name in sides for side in Side},
    }


def _features_of(exercise: Exercise) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names measured on the near side, and those measured on both limbs."""
    near = {one.feature for one in (*exercise.start.conditions, *exercise.keeps.conditions)}
    near |= {check.feature for check in exercise.checks if check.where is Where.NEAR}
    limbs = {check.feature for check in exercise.checks if check.where is not Where.NEAR}
    limbs.update(limb_signals(exercise.rule))
    near.update(near_signals(exercise.rule), exercise.focus.values())
    if exercise.zero is not None:
        near.add(exercise.zero.feature)
    if exercise.telltale is not None:
        near.add(exercise.telltale.feature)
    return tuple(sorted(near)), tuple(sorted(limbs))
