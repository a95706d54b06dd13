"""Movements by key poses: every body does them on the floor, and what is planted is there."""

import numpy as np
import pytest

from formcheck.exercises.figure import KeyPose
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Direction
from formcheck.paths import catalog_dir
from samples.mannequin.faults import KEYED, RARER, KeyedFault
from samples.mannequin.measured import true_feature
from samples.mannequin.movements import FOLDER, movements
from samples.mannequin.patient import plan_for
from samples.mannequin.plan import Plan
from samples.mannequin.routines.performer import raw_pose
from samples.mannequin.skeleton import solve_joints
from samples.mannequin.variation import FAULTS, Variation

SLUGS = [slug for slug in movements() if slug not in {*FAULTS, *RARER, "sitting"}]
COUNTED = [slug for slug in SLUGS if movements()[slug].kind in {"reps", "limbs", "cycle"}]
HELD = [slug for slug in SLUGS if movements()[slug].kind in {"hold", "stretch"}]
PLANTED = [(slug, check) for slug, checks in KEYED.items() if slug in SLUGS for check in checks]
FLOOR_M = -0.005
"""A sole is as thick as this."""


def joints_at(plan: Plan, time_s: float) -> dict[str, np.ndarray]:
    return solve_joints(plan.body, plan.posture_at(time_s))


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_under_the_floor_or_out_of_the_picture(slug: str, seed: int) -> None:
    plan = plan_for(Variation(seed=seed, exercise=slug, yaw_deg=8.0))
    for time_s in np.arange(0.0, plan.timeline.now_s, 0.31):
        joints = joints_at(plan, float(time_s))
        low = {name: round(float(p[2]), 3) for name, p in joints.items() if p[2] < FLOOR_M}
        assert not low, f"at {time_s:.2f} s"
        pixels = plan.camera.project(np.array(list(joints.values())))
        assert (pixels > 0).all()
        assert (pixels < np.array(plan.camera.size)).all()


@pytest.mark.parametrize("slug", SLUGS)
def test_the_body_moves_without_a_jump(slug: str) -> None:
    plan = plan_for(Variation(seed=3, exercise=slug))
    before = joints_at(plan, 0.0)
    for time_s in np.arange(0.04, min(10.0, plan.timeline.now_s), 0.04):
        now = joints_at(plan, float(time_s))
        step_m, name = max((float(np.linalg.norm(now[n] - before[n])), n) for n in now)
        assert step_m < 0.16, f"{name} at {time_s:.2f} s"
        before = now


@pytest.mark.parametrize("slug", SLUGS)
def test_something_touches_the_floor_or_the_seat_in_the_start_pose(slug: str) -> None:
    plan = plan_for(Variation(seed=4, exercise=slug))
    start = next(phase for phase in plan.phases if phase.name == "start")
    joints = joints_at(plan, start.end_s - 0.1)
    assert min(point[2] for point in joints.values()) < 0.11 * plan.body.girth


def near_side(plan: Plan) -> str:
    return "left" if plan.camera.position_m[1] > 0 else "right"


def value(plan: Plan, kind: KeyedFault, time_s: float) -> float:
    near = near_side(plan)
    side = near if kind.limb == "near" else {"left": "right", "right": "left"}[near]
    view = kind.view or movements()[plan.exercise].view
    return true_feature(plan.body, plan.posture_at(time_s), kind.feature, side=side, view=view)


@pytest.mark.parametrize(("slug", "check"), PLANTED)
def test_a_fault_of_the_chosen_size_is_there(slug: str, check: str) -> None:
    kind = KEYED[slug][check]
    size = sum(kind.sizes_deg) / 2
    plan = plan_for(Variation(seed=5, exercise=slug, fault=check, fault_size_deg=size, reps=1))
    (fault,) = plan.faults
    assert fault.check == check
    found = value(plan, kind, (fault.start_s + fault.end_s) / 2)
    if kind.from_start:
        start = next(phase for phase in plan.phases if phase.name == "start")
        found -= value(plan, kind, start.end_s - 0.1)
    assert found == pytest.approx(kind.value_deg(size), rel=0.1, abs=0.02)


@pytest.mark.parametrize("check", KEYED["standing"])
def test_a_fault_of_a_snapshot_lasts_as_long_as_what_is_averaged(check: str) -> None:
    plan = plan_for(Variation(seed=5, exercise="standing", fault=check))
    (fault,) = plan.faults
    start = next(phase for phase in plan.phases if phase.name == "start")
    assert (fault.start_s, fault.end_s) == (start.start_s, plan.timeline.now_s)
    assert fault.end_s - start.end_s >= 20.0


BUILT_IN = [slug for slug in KEYED if (catalog_dir() / f"{slug}.toml").is_file()]


@pytest.mark.parametrize("slug", BUILT_IN)
def test_what_is_planted_is_beyond_the_limit_of_a_check_of_the_exercise(slug: str) -> None:
    checks = {check.id: check for check in load_exercise(slug).checks}
    for name, kind in KEYED[slug].items():
        check = checks[name]
        limit = check.warn if check.fault is None else check.fault
        for size in kind.sizes_deg:
            shown = kind.value_deg(size)
            away = check.direction is Direction.AWAY
            beyond = abs(shown) - limit if away else kind.sign * (shown - limit)
            # Where another feature tells more surely how large a fault is, limits do not compare.
            assert check.feature != kind.feature or beyond > 0.0, name


def test_no_own_figure_stands_in_for_an_exercise() -> None:
    own = {path.stem for path in FOLDER.glob("*.toml")}
    assert own
    assert not own & {path.stem for path in catalog_dir().glob("*.toml")}


@pytest.mark.parametrize("slug", COUNTED)
def test_repetitions_go_out_and_come_back(slug: str) -> None:
    plan = plan_for(Variation(seed=6, exercise=slug, reps=3))
    assert [rep.number for rep in plan.reps] == [1, 2, 3]
    assert {rep.kind for rep in plan.reps} == {"full"}
    ends = [0.0]
    for rep in plan.reps:
        assert ends[-1] <= rep.start_s < rep.turn_s < rep.end_s <= plan.timeline.now_s
        ends.append(rep.end_s)
        rest, turn = joints_at(plan, rep.start_s), joints_at(plan, rep.turn_s)
        assert max(float(np.linalg.norm(turn[name] - rest[name])) for name in rest) > 0.08


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if movements()[slug].kind == "limbs"])
def test_limbs_change_sides(slug: str) -> None:
    plan = plan_for(Variation(seed=7, exercise=slug, reps=4))
    sides = [rep.side for rep in plan.reps]
    assert sides[0] != sides[1]
    assert sides[:2] == sides[2:]
    for rep in plan.reps:
        rest, turn = joints_at(plan, rep.start_s), joints_at(plan, rep.turn_s)
        moved = {
            s: np.linalg.norm(turn[f"{s}_wrist"] - rest[f"{s}_wrist"]) for s in ("left", "right")
        }
        assert max(moved, key=lambda s: moved[s]) == rep.side


def test_of_a_dead_bug_with_the_same_side_arm_and_leg_go_together() -> None:
    plan = plan_for(Variation(seed=7, exercise="dead-bug", fault="same_side", reps=2))
    assert [rep.kind for rep in plan.reps] == ["partial", "partial"]
    for rep in plan.reps:
        rest, turn = joints_at(plan, rep.start_s), joints_at(plan, rep.turn_s)
        for name in ("wrist", "ankle"):
            moved = {
                s: float(np.linalg.norm(turn[f"{s}_{name}"] - rest[f"{s}_{name}"]))
                for s in ("left", "right")
            }
            assert max(moved, key=lambda s: moved[s]) == rep.side


def test_knees_roll_to_both_sides_and_the_feet_stay() -> None:
    plan = plan_for(Variation(seed=3, exercise="knee-rolls", reps=2))
    start = next(phase for phase in plan.phases if phase.name == "start")
    before = joints_at(plan, start.end_s)
    for name, towards in (("to_the_left", 1.0), ("to_the_right", -1.0)):
        end_s = max(phase.end_s for phase in plan.phases if phase.name == name)
        now = joints_at(plan, end_s - 0.1)
        for side in ("left", "right"):
            knee = now[f"{side}_knee"] - before[f"{side}_knee"]
            assert towards * knee[1] > 0.12
            assert knee[2] < -0.05
            assert np.linalg.norm(now[f"{side}_ankle"] - before[f"{side}_ankle"]) < 0.06
            for upper, lower in (("hip", "knee"), ("knee", "ankle")):
                lengths = [
                    float(np.linalg.norm(one[f"{side}_{upper}"] - one[f"{side}_{lower}"]))
                    for one in (before, now)
                ]
                assert lengths[0] == pytest.approx(lengths[1])


def test_steps_of_somebody_who_marches_are_told_by_the_knee() -> None:
    plan = plan_for(Variation(seed=8, exercise="marching", reps=4))
    sides = [rep.side for rep in plan.reps]
    assert set(sides) == {"left", "right"}
    for rep in plan.reps:
        joints = joints_at(plan, rep.turn_s)
        high = max(("left", "right"), key=lambda side: joints[f"{side}_knee"][2])
        assert rep.side == high


def test_a_squat_with_the_trunk_far_forward_is_none_with_the_hips_first() -> None:
    kind = KEYED["squat"]["hips_first"]
    limit = load_exercise("squat").check("hips_first").fault
    assert limit is not None
    for seed in range(4):
        plan = plan_for(Variation(seed=seed, exercise="squat", fault="trunk_forward", reps=1))
        (fault,) = plan.faults
        assert value(plan, kind, (fault.start_s + fault.end_s) / 2) < limit + 1.0


def test_half_the_way_is_partial() -> None:
    whole = plan_for(Variation(seed=8, exercise="side-lean", reps=1))
    half = plan_for(Variation(seed=8, exercise="side-lean", reps=1, fault="partial"))
    (rep,) = half.reps
    assert rep.kind == "partial"
    lean = -half.posture_at(rep.turn_s).side_lean_deg
    assert lean == pytest.approx(0.6 * 24.0, abs=1.0)
    assert -whole.posture_at(whole.reps[0].turn_s).side_lean_deg > 0.88 * 24.0


def test_a_cycle_goes_part_of_the_own_way_after_two_whole_swings() -> None:
    plan = plan_for(Variation(seed=8, exercise="cat-cow", reps=2, fault="partial"))
    assert [rep.kind for rep in plan.reps] == ["full", "full", "partial", "partial"]
    start = plan.posture_at(plan.reps[0].start_s).neck_deg
    swings = [abs(plan.posture_at(rep.turn_s).neck_deg - start) for rep in plan.reps]
    assert max(swings[2:]) < 0.5 * min(swings[:2])


def test_of_a_partial_dead_bug_the_arm_alone_moves() -> None:
    plan = plan_for(Variation(seed=8, exercise="dead-bug", reps=2, fault="partial"))
    for rep in plan.reps:
        assert rep.kind == "partial"
        rest, turn = joints_at(plan, rep.start_s), joints_at(plan, rep.turn_s)
        moved = {
            name: np.linalg.norm(turn[name] - rest[name])
            for name in ("left_wrist", "right_wrist", "left_ankle", "right_ankle")
        }
        assert [name for name in moved if moved[name] > 0.2] == [f"{rep.side}_wrist"]


@pytest.mark.parametrize(("check", "spoils"), [("arms_short", True), ("flat", False)])
def test_a_check_that_only_warns_leaves_the_seconds_of_a_hold_good(
    check: str, *, spoils: bool
) -> None:
    plan = plan_for(Variation(seed=8, exercise="downward-dog", fault=check))
    (hold,), (fault,) = plan.holds, plan.faults
    bad_s = hold.end_s - hold.start_s - hold.good_s
    assert bad_s == pytest.approx(fault.end_s - fault.start_s if spoils else 0.0)


@pytest.mark.parametrize("slug", HELD)
def test_a_hold_is_as_long_as_its_truth_says(slug: str) -> None:
    plan = plan_for(Variation(seed=9, exercise=slug))
    (hold,) = plan.holds
    assert hold.good_s == pytest.approx(hold.end_s - hold.start_s)
    assert hold.good_s > 7.0
    first, last = joints_at(plan, hold.start_s + 0.1), joints_at(plan, hold.end_s - 0.1)
    assert max(float(np.linalg.norm(first[name] - last[name])) for name in first) < 0.06


def test_sizes_that_nobody_can_show_are_refused() -> None:
    with pytest.raises(ValueError, match=r"side-lean, shoulder_tilt: expected to reach"):
        plan_for(
            Variation(
                seed=1, exercise="side-lean", fault="shoulder_tilt", fault_size_deg=170.0, reps=1
            )
        )


def test_unknown_exercises_are_answered_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"expected one of .*side-lean.* got handstand"):
        Variation(seed=1, exercise="handstand")
    with pytest.raises(ValueError, match=r"expected for side-lean one of shoulder_tilt, partial"):
        Variation(seed=1, exercise="side-lean", fault="sag")


@pytest.mark.parametrize("slug", SLUGS)
def test_people_stand_and_lie_in_front_of_a_camera_of_the_right_view(slug: str) -> None:
    plan = plan_for(Variation(seed=11, exercise=slug, yaw_deg=5.0))
    front = movements()[slug].view == "front"
    assert plan.camera.yaw_deg in ({95.0} if front else {5.0, 175.0})
    if movements()[slug].kind == "snapshot":
        assert 0.7 <= plan.camera.height_m <= 1.1


def test_a_figure_that_looks_the_other_way_is_turned_round() -> None:
    pose = KeyPose(
        name="lying", trunk=0.0, neck=0.0, face=90.0, arm=180.0, forearm=180.0, thigh=150.0,
        shank=210.0, foot=180.0,
    )  # fmt: skip
    raw = raw_pose(pose)
    assert (raw["trunk"], raw["face"], raw["near_thigh"]) == (180.0, 90.0, 30.0)
