"""Pairs of a true and a measured value: what the error model is fitted to."""

import math
import statistics
from collections.abc import Iterable
from dataclasses import dataclass, replace

from calibration.grid import Setting
from calibration.swaps import is_swapped, seen_px
from calibration.truth import true_pose, true_value
from calibration.wanted import features_in, is_compared, window
from formcheck.checking.near_side import NearSide
from formcheck.checking.view import ahead_sign, yaw_deg
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise, View
from formcheck.features.feature import Feature
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Side
from formcheck.pose.pose import Pose
from formcheck.pose.trust import TrustFilter
from formcheck.session.measure import measured_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One feature in one still."""

    exercise: str
    feature: str
    view: str
    person: int
    held_aside: bool
    off_deg: float
    """Degrees of the camera off the best view, with its sign."""
    yaw_deg: float
    """Degrees away from a true side view, 0 to 90."""
    seen_turn_deg: float
    """The yaw as the program estimates it, in a side view with its sign; NaN when it cannot."""
    true: float
    measured: float
    """NaN when it could not be measured."""
    swapped: bool = False
    """Whether one limb was taken for the other. A session notices the change, or counts the other
    limb throughout: it is no error of the angle."""

    limb: str = "near"
    """``far`` for an arm or a leg on the far side."""
    compared: bool = False
    """Whether the exercise judges its change from the person's own baseline, never the value."""

    @property
    def usable(self) -> bool:
        """Whether it tells something about the error of the angle."""
        return math.isfinite(self.measured) and not self.swapped

    @property
    def turn_deg(self) -> float:
        """The yaw by which the program finds the error; the true one where it sees nobody."""
        return self.seen_turn_deg if math.isfinite(self.seen_turn_deg) else self.yaw_deg

    @property
    def error(self) -> float:
        """Measured minus true."""
        return self.measured - self.true


def samples_of(setting: Setting, poses: Iterable[Pose | None]) -> list[Sample]:
    """Return all samples of a setting, in the range in which the exercise looks at them."""
    found: list[Sample] = []
    exercise = load_exercise(setting.series.exercise)
    names = features_in(exercise, setting.series.view)
    for values, pose in zip(setting.values, poses, strict=True):
        body = setting.person.body
        posture = setting.series.solver(body, values)
        truth = true_pose(body, posture, setting.camera, setting.series.view)
        places = seen_px(body, posture, setting.camera)
        seen = None if pose is None else TrustFilter().assess(pose)
        near = setting.side if seen is None else NearSide().update(seen)
        for feature, fixed in measured_in(exercise).values():
            side = fixed or near
            true = true_value(feature, truth, side)
            if feature.name in names and _matters(exercise, feature, true):
                one = _sample(setting, feature, true, seen, side)
                swapped = seen is not None and is_swapped(feature, seen, places)
                compared = is_compared(exercise, feature.name)
                limb = "near" if fixed in {None, near} else "far"
                found.append(replace(one, swapped=swapped, compared=compared, limb=limb))
    return _with_one_turn(found)


def _with_one_turn(samples: list[Sample]) -> list[Sample]:
    """Give all samples of a setting the same turn: a session holds on to that of the start pose."""
    known = [one.seen_turn_deg for one in samples if math.isfinite(one.seen_turn_deg)]
    turn_deg = statistics.median(known) if known else math.nan
    return [replace(one, seen_turn_deg=turn_deg) for one in samples]


def _matters(exercise: Exercise, feature: Feature, true: float) -> bool:
    low, high = window(exercise, feature.name)
    return low <= true <= high


def _sample(
    setting: Setting, feature: Feature, true: float, seen: Pose | None, side: Side
) -> Sample:
    return Sample(
        exercise=setting.series.exercise,
        feature=feature.name,
        view=setting.series.view.value,
        person=setting.person.seed,
        held_aside=setting.person.held_aside,
        off_deg=setting.off_deg,
        yaw_deg=setting.yaw_deg,
        seen_turn_deg=math.nan if seen is None else _turn_deg(seen, setting.series.view),
        true=true,
        measured=math.nan if seen is None else feature.measure(SidedPose(seen, side)),
    )


def _turn_deg(pose: Pose, view: View) -> float:
    return yaw_deg(pose) * (ahead_sign(pose) if view is View.SIDE else 1.0)
