"""What is looked at and cannot be judged is said of the limb that it is about."""

import math
from collections.abc import Mapping

import pytest

from formcheck.checking.counter import Moving
from formcheck.exercises.loader import load_exercise
from formcheck.features.error_model import NOT_SEEN, TOO_UNSURE, load_error_model
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import Landmark, Side
from formcheck.pose.pose import Pose
from formcheck.session.checks import Checks, Situation
from formcheck.session.gaps import Gaps
from formcheck.session.measure import Measurer
from tests import bodies

EXERCISE = load_exercise("bird-dog")
FEATURES = Measurer(EXERCISE, load_error_model()).features
LIFTED = Situation(holding=True, moving=Moving(Side.RIGHT, Side.LEFT), view="side")
GOOD = dict.fromkeys(FEATURES, Reading(0.0, 1.0, Unit.DEG))


def gaps(pose: Pose, readings: Mapping[str, Reading], situation: Situation = LIFTED) -> list[str]:
    checks = Checks(EXERCISE)
    found = Gaps(EXERCISE, checks, FEATURES).find(pose, readings, situation, Side.LEFT, ())
    return [one.reason for one in found]


def without(why_not: str, *names: str) -> dict[str, Reading]:
    lost = Reading(math.nan, math.nan, Unit.DEG, why_not)
    return GOOD | {key: lost for key in FEATURES if key.startswith(names)}


def test_nothing_is_missing_where_all_is_read() -> None:
    assert gaps(bodies.hands_and_knees(), GOOD) == []


@pytest.mark.parametrize(
    ("name", "hidden", "limb"),
    [
        ("arm_", (Landmark.RIGHT_ELBOW, Landmark.RIGHT_WRIST), "right arm"),
        ("leg_", (Landmark.LEFT_KNEE,), "left leg"),
    ],
)
def test_the_limb_that_moves_is_named_once(
    name: str, hidden: tuple[Landmark, ...], limb: str
) -> None:
    pose = bodies.hidden(bodies.hands_and_knees(), *hidden)
    assert gaps(pose, without(NOT_SEEN, name)) == [f"I can't see your {limb}."]


def test_what_is_seen_and_not_sure_enough_is_said_so() -> None:
    found = gaps(bodies.hands_and_knees(), without(TOO_UNSURE, "leg_"))
    assert found == ["I can't judge your left leg well from here."]


def test_a_limb_that_does_not_move_is_not_looked_at() -> None:
    resting = Situation(holding=False, moving=Moving(), view="side")
    assert gaps(bodies.hands_and_knees(), without(NOT_SEEN, "arm_", "leg_"), resting) == []
