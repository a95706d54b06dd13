"""Every plan shows what its name says, from the joints themselves."""

import numpy as np
import pytest

from samples.mannequin.catalog import PLANS
from samples.mannequin.plan import Plan
from samples.mannequin.skeleton import Joints, solve_joints, true_angles


def joints_at(plan: Plan, time_s: float) -> Joints:
    return solve_joints(plan.body, plan.posture_at(time_s))


def angles_at(plan: Plan, time_s: float) -> dict[str, float]:
    return true_angles(joints_at(plan, time_s))


@pytest.mark.parametrize("name", PLANS)
def test_the_same_seed_gives_the_same_joints_bit_for_bit(name: str) -> None:
    first, second = PLANS[name](), PLANS[name]()
    assert first.name == name
    for time_s in (0.3, 5.7, 9.9):
        a, b = joints_at(first, time_s), joints_at(second, time_s)
        assert a.keys() == b.keys()
        assert all(a[key].tobytes() == b[key].tobytes() for key in a)


@pytest.mark.parametrize("name", PLANS)
def test_nobody_sinks_into_the_floor_or_leaves_the_picture(name: str) -> None:
    plan = PLANS[name]()
    width, height = plan.camera.size
    for time_s in np.arange(0.0, plan.timeline.now_s, 0.25):
        joints = joints_at(plan, float(time_s))
        assert min(point[2] for point in joints.values()) > 0.0
        keep = list(joints)
        if name == "sitting_good":
            keep = ["nose", "left_ear", "right_ear", "left_shoulder", "right_shoulder"]
        pixels = plan.camera.project(np.array([joints[key] for key in keep]))
        assert (pixels > 8).all()
        assert (pixels < [width - 8, height - 8]).all()


@pytest.mark.parametrize("name", PLANS)
def test_the_start_pose_is_still_for_long_enough(name: str) -> None:
    plan = PLANS[name]()
    start = next(phase for phase in plan.phases if phase.name == "start")
    assert start.end_s - start.start_s > 1.7
    assert 1.5 <= start.start_s <= 2.5
    a, b = angles_at(plan, start.start_s + 0.1), angles_at(plan, start.end_s - 0.1)
    assert max(abs(a[key] - b[key]) for key in a) < 6.0


@pytest.mark.parametrize("name", PLANS)
def test_a_clip_is_short_enough_to_watch(name: str) -> None:
    assert 10.0 <= PLANS[name]().times_s[-1] <= 25.0


@pytest.mark.parametrize("name", [n for n in PLANS if not n.startswith("sitting")])
def test_an_exercise_ends_in_its_start_pose(name: str) -> None:
    plan = PLANS[name]()
    start = next(phase for phase in plan.phases if phase.name == "start")
    assert plan.timeline.at(start.end_s) == plan.timeline.at(plan.timeline.now_s - 1.0)


def test_bridge_good() -> None:
    plan = PLANS["bridge_good"]()
    assert len(plan.reps) == 4
    assert angles_at(plan, 4.0)["right_hip"] == pytest.approx(130.0, abs=3.0)
    for rep in plan.reps:
        top = angles_at(plan, rep.turn_s)
        assert top["right_hip"] >= 176.0
        assert 80.0 <= top["right_knee"] <= 100.0
        assert angles_at(plan, rep.end_s)["right_hip"] < 133.0


def test_bridge_feet_far() -> None:
    plan = PLANS["bridge_feet_far"]()
    assert {fault.check for fault in plan.faults} == {"feet_far"}
    assert len(plan.reps) == len(plan.faults) == 3
    for rep in plan.reps:
        top = angles_at(plan, rep.turn_s)
        assert top["right_hip"] >= 175.0
        assert 133.0 <= top["right_knee"] <= 141.0


def test_bridge_feet_stay_where_they_are() -> None:
    plan = PLANS["bridge_good"]()
    rest, top = joints_at(plan, 4.0), joints_at(plan, plan.reps[0].turn_s)
    assert rest["left_ankle"] == pytest.approx(top["left_ankle"], abs=1e-9)


def test_plank_good_is_straight_all_along_the_hold() -> None:
    plan = PLANS["plank_good"]()
    hold = plan.holds[0]
    assert hold.good_s == pytest.approx(12.0)
    assert not plan.faults
    for time_s in np.arange(hold.start_s, hold.end_s, 0.5):
        found = angles_at(plan, float(time_s))
        assert abs(found["right_hip_deviation"]) <= 2.0
        joints = joints_at(plan, float(time_s))
        assert abs(joints["right_elbow"][0] - joints["right_shoulder"][0]) < 0.05


def test_plank_sag_sags_and_comes_back() -> None:
    plan = PLANS["plank_sag"]()
    (fault,) = plan.faults
    low = (fault.start_s + fault.end_s) / 2
    assert angles_at(plan, low)["right_hip_deviation"] == pytest.approx(-27.0, abs=2.0)
    assert joints_at(plan, low)["right_knee"][2] > 0.12  # the thighs stay off the floor
    assert angles_at(plan, fault.start_s - 1)["right_hip_deviation"] == pytest.approx(0, abs=2)
    assert angles_at(plan, fault.end_s + 1)["right_hip_deviation"] == pytest.approx(0, abs=2)


@pytest.mark.parametrize(
    ("name", "low", "high"), [("bird-dog_good", 189, 195), ("bird-dog_leg_high", 225, 231)]
)
def test_bird_dog_reaches(name: str, low: float, high: float) -> None:
    plan = PLANS[name]()
    assert [rep.side for rep in plan.reps] == ["left", "right", "left", "right"]
    rest = angles_at(plan, 3.5)
    for rep in plan.reps:
        arm, leg = rep.side, "right" if rep.side == "left" else "left"
        found = angles_at(plan, rep.turn_s)
        assert low <= found[f"{leg}_leg_lift"] <= high
        assert 170.0 <= found[f"{arm}_arm_line"] <= 178.0
        assert found[f"{leg}_knee"] == pytest.approx(175.0)
        assert found[f"{leg}_arm_line"] < 80.0
        assert found[f"{arm}_leg_lift"] < 115.0
        assert found["trunk_incl"] == pytest.approx(rest["trunk_incl"], abs=1.0)


def test_sitting_head_forward_moves_the_head_alone() -> None:
    plan = PLANS["sitting_head_forward"]()
    (fault,) = plan.faults
    before, after = angles_at(plan, fault.start_s - 0.5), angles_at(plan, fault.end_s - 0.5)
    assert 14.0 <= before["neck_incl"] <= 20.0
    assert after["neck_incl"] - before["neck_incl"] == pytest.approx(28.0, abs=3.0)
    assert after["trunk_lean"] == pytest.approx(before["trunk_lean"], abs=2.0)
    assert 0.0 <= before["trunk_lean"] <= 5.0


def test_sitting_good_keeps_the_head_within_fifteen_degrees() -> None:
    plan = PLANS["sitting_good"]()
    times = np.arange(2.1, plan.timeline.now_s, 0.1)
    assert max(abs(plan.posture_at(float(t)).head_turn_deg) for t in times) < 15.0
    assert not plan.faults
