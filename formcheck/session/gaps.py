"""What a session looks at now and cannot judge."""

from collections.abc import Iterable, Mapping
from typing import Final

from formcheck.checking.limbs import sided
from formcheck.exercises.spec import Exercise, LimbRule
from formcheck.features.error_model import TOO_UNSURE
from formcheck.features.feature import Feature
from formcheck.features.reading import Reading
from formcheck.landmarks import Side
from formcheck.pose.pose import Pose
from formcheck.session import reasons
from formcheck.session.checks import Checks, Situation
from formcheck.session.update import NotJudged

_BOTH: Final = tuple(Side)
_Looked = tuple[str, Feature, tuple[Side, ...], str]
"""Key of a reading, what it measures, on which sides, and the name of the limb."""


class Gaps:
    """Finds the readings that a check or the counter wants and that are not there."""

    def __init__(
        self, exercise: Exercise, checks: Checks, features: Mapping[str, tuple[Feature, object]]
    ) -> None:
        self._rule, self._checks, self._features = exercise.rule, checks, features
        self._looked: dict[tuple[Situation, Side], tuple[_Looked, ...]] = {}

    def find(
        self,
        pose: Pose,
        readings: Mapping[str, Reading],
        situation: Situation,
        near: Side,
        known: Iterable[NotJudged],
    ) -> tuple[NotJudged, ...]:
        """Return what is missing in a frame, each reason once, after what is ``known`` to be."""
        found = {one.reason: one for one in known}
        for key, feature, sides, limb in self._looked_at(situation, near):
            reading = readings[key]
            if reading.judged:
                continue
            reason = reasons.unseen(pose, feature.needs, sides, limb=limb)
            if reason is None and reading.why_not == TOO_UNSURE:
                reason = reasons.unsure(limb)
            default = reasons.OUTLINE_LOST if feature.outline else reasons.HEAD_TURNED
            reason = reason or default
            found.setdefault(reason.reason, reason)
        return tuple(found.values())

    def _looked_at(self, situation: Situation, near: Side) -> tuple[_Looked, ...]:
        """Return every reading that a check or the counter looks at now."""
        asked = situation, near
        if asked not in self._looked:
            self._looked[asked] = tuple(self._list(situation, near))
        return self._looked[asked]

    def _list(self, situation: Situation, near: Side) -> Iterable[_Looked]:
        moving = situation.moving
        for watcher, key in self._checks.dues(situation):
            if key is not None:
                limb = watcher.check.where.value
                side = getattr(moving, limb, None)
                yield self._look(key, side or near, f"{side.value} {limb}" if side else "")
        if isinstance(self._rule, LimbRule) and moving.arm and moving.leg:
            for signal, side, limb in (
                (self._rule.arm_signal, moving.arm, "arm"),
                (self._rule.leg_signal, moving.leg, "leg"),
            ):
                yield self._look(sided(signal, side), side, f"{side} {limb}")

    def _look(self, key: str, side: Side, limb: str) -> _Looked:
        feature = self._features[key][0]
        return key, feature, _BOTH if feature.paired else (side,), limb
