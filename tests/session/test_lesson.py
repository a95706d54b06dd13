"""What is proposed counts what it was learnt from, or is not proposed."""

from pathlib import Path

import pytest

from formcheck.errors import ExerciseError
from formcheck.landmarks import Joint
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import load_poses
from formcheck.session.learn import learn
from formcheck.session.lesson import lesson
from tests import bodies
from tests.session.lessons import raising, shown, without
from tests.session.motion import Motion
from tests.signals import hump

FOLDER = Path(__file__).parent / "learn"


def taught(motion: Motion, until_s: float = 23.0) -> str:
    poses = shown(motion, until_s)
    found = lesson(poses, slug="mine", title="Mine", source="clip.mp4")
    assert f'signal = "{found.shown.moves[0].feature.name}"' in found.text
    return found.shown.moves[0].feature.name


def test_the_clearest_measurement_counts() -> None:
    assert taught(raising) == "knee_angle"


@pytest.mark.parametrize("movement", ["arm-raise", "heel-curl", "side-lean"])
def test_rendered_demonstrations_count_themselves(movement: str) -> None:
    poses = load_poses(FOLDER / f"{movement}_shown.npz")
    found = lesson(poses, slug="mine", title="Mine", source="clip.mp4")
    assert found.shown.moves == learn(poses).moves


def moving(t: float, *hidden: Joint, arm: float = 0.0, knee: float = 0.0) -> Pose:
    """Raise an arm or straighten a knee; some joints are out of sight in the second repetition."""
    up = sum(hump(t, start=2 + 7 * k, up=1, hold=3, down=1, height=1) for k in range(4))
    limbs = bodies.Limbs(
        arm=280.0 + arm * up, forearm=280.0 + 1.2 * arm * up, thigh=0.0, shank=275.0 + knee * up,
        foot=0.0,
    )  # fmt: skip
    pose = bodies.from_side(trunk=87.0, neck=70.0, face=0.0, near=limbs)
    return without(pose, *hidden) if 9.95 < t < 12.9 else pose


def test_another_measurement_is_taken_where_the_clearest_does_not_count() -> None:
    def without_hand(t: float) -> Pose:
        return moving(t, Joint.WRIST, arm=90.0)

    assert learn(shown(without_hand, 31.0)).moves[0].feature.name == "reach_angle"
    assert taught(without_hand, 31.0) == "shoulder_angle"


def test_what_does_not_count_itself_is_not_proposed() -> None:
    with pytest.raises(ExerciseError, match="found 4 repetitions of which 3 can be counted"):
        taught(lambda t: moving(t, Joint.ANKLE, knee=75.0), 31.0)
