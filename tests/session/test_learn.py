"""What moves in a demonstration is found, from where to where, and how often."""

import math
from dataclasses import replace

import pytest

from formcheck.errors import ExerciseError
from formcheck.exercises.spec import View
from formcheck.landmarks import Joint
from formcheck.pose.pose import Pose
from formcheck.session.learn import learn
from tests import bodies
from tests.session.lessons import curling, leaning, lesson, often, raising, shown, without
from tests.session.motion import Motion, bridge
from tests.signals import hump


def test_what_moves_is_found() -> None:
    demonstration = lesson(raising)
    assert demonstration.view is View.SIDE
    main = demonstration.moves[0]
    assert main.feature.name == "knee_angle"
    assert len(main.turns) == 4
    assert main.way == pytest.approx(60.0, abs=4.0)
    assert main.spread < 1.0
    assert [one.start_s for one in main.turns] == pytest.approx([2.3, 7.3, 12.3, 17.3], abs=0.4)
    assert [one.name for one in demonstration.posture] == [
        "trunk_lean", "thigh_raise", "knee_angle",
    ]  # fmt: skip
    low, high = demonstration.rests["knee_angle"]
    assert high - low < 0.3 * main.way
    low, high = demonstration.ranges["knee_angle"]
    assert high - low > 0.9 * main.way


def test_from_the_front() -> None:
    demonstration = lesson(leaning)
    assert demonstration.view is View.FRONT
    assert demonstration.moves[0].feature.name == "shoulder_tilt"
    assert [one.name for one in demonstration.posture] == ["thigh_drop", "side_lean"]


def test_a_movement_is_not_taken_from_its_other_end() -> None:
    """Hips that rise open: what closes meanwhile has a turn less, between two repetitions."""
    names = [one.feature.name for one in lesson(bridge).moves]
    assert "hip_extension" in names
    assert "hip_flexion" not in names


def test_an_angle_that_people_know_comes_before_a_clearer_slope() -> None:
    moves = lesson(raising).moves
    assert moves[0].feature.arc is not None
    assert max(one.clarity for one in moves[1:]) > moves[0].clarity


def test_getting_ready_and_getting_up_are_no_repetitions() -> None:
    """Standing with long knees, sitting down, three repetitions, and up again."""

    def visit(t: float) -> Pose:
        stands = 1.0 - hump(t, start=1.5, up=1.5, hold=19.0, down=1.5, height=1.0)
        kick = often(t - 3.0, 3)
        return bodies.sitting(
            trunk_lean=3.0,
            thigh_slope=-88.0 * stands,
            knee_angle=95.0 + 80.0 * stands + 60.0 * kick,
        )

    main = learn(shown(visit, 25.0)).moves[0]
    assert main.feature.name == "knee_angle"
    assert [one.start_s for one in main.turns] == pytest.approx([5.3, 10.3, 15.3], abs=0.5)
    assert main.rest == pytest.approx(101.0, abs=6.0)


def test_rest_is_where_the_body_is_between_the_repetitions() -> None:
    """Before them the feet are drawn in for a while."""

    def drawn_in(t: float) -> Pose:
        closer = 14.0 if t < 4.0 else 0.0
        return bodies.sitting(trunk_lean=3.0, knee_angle=95.0 - closer + 60.0 * often(t - 4.0, 3))

    main = learn(shown(drawn_in, 22.0)).moves[0]
    assert main.rest == pytest.approx(lesson(raising).moves[0].rest, abs=2.0)


def test_a_quick_jerk_before_it_is_no_repetition() -> None:
    def jerked(t: float) -> Pose:
        jerk = hump(t, start=0.3, up=0.3, hold=0.0, down=0.3, height=60.0)
        return bodies.sitting(knee_angle=95.0 + 60.0 * often(t, 3) + jerk)

    turns = learn(shown(jerked, 18.0)).moves[0].turns
    assert [one.start_s for one in turns] == pytest.approx([2.3, 7.3, 12.3], abs=0.4)


def test_turns_from_another_pose_are_left_out() -> None:
    """The knee also straightens twice while the trunk is bent far forward: something else."""

    def mixed(t: float) -> Pose:
        bent = hump(t, start=16.5, up=1.0, hold=10.0, down=1.0, height=1.0)
        return bodies.sitting(trunk_lean=3.0 + 50.0 * bent, knee_angle=95.0 + 60.0 * often(t, 5))

    turns = learn(shown(mixed, 30.0)).moves[0].turns
    assert [one.start_s for one in turns] == pytest.approx([2.3, 7.3, 12.3], abs=0.4)


@pytest.mark.parametrize(
    ("motion", "says"),
    [
        (lambda _t: bodies.sitting(), "goes to and fro clearly"),
        (lambda t: raising(t, high=4.0), "goes to and fro clearly"),
        (lambda t: bodies.sitting(knee_angle=95.0 + 4.0 * t), "goes to and fro clearly"),
        (lambda t: raising(t, reps=1), "3 to 10 repetitions, found 1"),
        (lambda t: raising(t, reps=2), "3 to 10 repetitions, found 2"),
    ],
    ids=["still", "too small", "one way", "once", "twice"],
)
def test_what_shows_no_demonstration_is_said(motion: Motion, says: str) -> None:
    with pytest.raises(ExerciseError, match=says):
        learn(shown(motion, 15.0))


def test_more_than_ten_are_no_demonstration() -> None:
    with pytest.raises(ExerciseError, match="3 to 10 repetitions, found 11"):
        learn(shown(lambda t: raising(t, reps=11), 58.0))


def test_a_limb_on_the_far_side_is_told() -> None:
    def kicking(t: float) -> Pose:
        still = bodies.Limbs(arm=280.0, forearm=0.0, thigh=0.0, shank=270.0, foot=0.0)
        kicks = replace(still, shank=270.0 + 70.0 * often(t, 4))
        return bodies.from_side(trunk=87.0, neck=70.0, face=0.0, near=still, far=kicks)

    with pytest.raises(ExerciseError, match=r"on the other one: (knee|leg).* Turn round"):
        learn(shown(kicking, 23.0))


def test_a_measurement_that_is_hidden_half_of_the_time_is_left_out() -> None:
    def hidden_at_times(t: float) -> Pose:
        return raising(t) if t % 2.0 < 1.0 else without(raising(t), Joint.ANKLE)

    with pytest.raises(ExerciseError, match="goes to and fro clearly"):
        learn(shown(hidden_at_times, 23.0))


def test_what_is_never_seen_at_rest_has_no_rest_and_tells_no_posture() -> None:
    """The feet are hidden for the short rests only: still seen for most of the time."""

    def feet_hidden_at_rest(t: float) -> Pose:
        reach = hump(t % 3.6, start=0.3, up=1.0, hold=1.0, down=1.0, height=100.0)
        limbs = bodies.Limbs(
            arm=270.0 + reach, forearm=270.0 + reach, thigh=270.0, shank=270.0, foot=0.0
        )
        pose = bodies.from_side(trunk=90.0, neck=80.0, face=0.0, near=limbs)
        return pose if 0.6 < t % 3.6 < 3.0 else without(pose, Joint.ANKLE)

    demonstration = learn(shown(feet_hidden_at_rest, 18.0))
    assert demonstration.moves[0].feature.name in {"shoulder_angle", "reach_angle"}
    assert math.isfinite(demonstration.rests["trunk_lean"][0])
    assert "knee_angle" not in demonstration.rests
    assert "knee_angle" not in {one.name for one in demonstration.posture}


def test_an_arm_alone_tells_no_posture() -> None:
    demonstration = lesson(curling)
    assert demonstration.moves[0].feature.name == "elbow_angle"
    assert demonstration.posture == ()


def test_unseen_frames_are_bridged() -> None:
    def blinking(t: float) -> Pose | None:
        return None if t % 5.0 < 0.3 else raising(t)

    assert len(learn(shown(blinking, 23.0)).moves[0].turns) == 4


def test_somebody_who_walks_past_is_ignored() -> None:
    def passed(t: float) -> Pose:
        return replace(raising(t), others=int(4.0 < t < 6.0))

    assert len(learn(shown(passed, 23.0)).moves[0].turns) == 4
