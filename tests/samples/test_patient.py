"""The virtual patient: the same seed gives the same clip, and what is planted is there."""

from dataclasses import replace

import numpy as np
import pytest

from samples.mannequin.faults import OF_THE_RULE, RARER
from samples.mannequin.measured import true_feature
from samples.mannequin.patient import plan_for
from samples.mannequin.plan import Plan
from samples.mannequin.skeleton import Joints, solve_joints, true_angles, true_extension_deg
from samples.mannequin.truth import truth_of
from samples.mannequin.variation import FAULTS, NOTHING, Variation

PLANTED = [(place, fault) for place, faults in FAULTS.items() for fault in faults]
RARE = [(place, fault) for place, faults in RARER.items() for fault in faults]
IDLE = [(place, f"none:{name}") for place in (*FAULTS, "side-plank") for name in NOTHING]
SEEN = {
    "sitting-front": {"nose", "left_ear", "right_ear", "left_shoulder", "right_shoulder"},
    "sitting-side": {"left_ear", "right_ear", "shoulders", "hips", "left_knee", "right_knee"},
}


def joints_at(plan: Plan, time_s: float) -> Joints:
    return solve_joints(plan.body, plan.posture_at(time_s))


def feature_deg(plan: Plan, feature: str, time_s: float, side: str) -> float:
    """Return the true value of a feature, by its own formula from the joints."""
    joints = joints_at(plan, time_s)
    angles = true_angles(joints)
    if feature == "hip_extension":
        return true_extension_deg(joints)
    if feature == "thigh_slope":
        leg = joints[f"{side}_knee"] - joints[f"{side}_hip"]
        return float(np.degrees(np.arctan2(leg[2], np.hypot(leg[0], leg[1]))))
    if feature == "shoulder_tilt":
        line = joints["left_shoulder"] - joints["right_shoulder"]
        return float(np.degrees(np.arctan2(abs(line[2]), abs(line[1]))))
    names = {
        "hip_deviation": "right_hip_deviation", "knee_angle": "right_knee",
        "arm_line": f"{side}_arm_line", "neck_lean": "neck_incl", "trunk_lean": "trunk_lean",
    }  # fmt: skip
    return angles[names[feature]]


@pytest.mark.parametrize(("place", "fault"), PLANTED)
@pytest.mark.parametrize("seed", [1, 8, 23])
def test_a_fault_of_the_chosen_size_is_there(place: str, fault: str, seed: int) -> None:
    kind = FAULTS[place][fault]
    size_deg = sum(kind.sizes_deg) / 2
    plan = plan_for(
        Variation(seed=seed, exercise=place, fault=fault, fault_size_deg=size_deg, yaw_deg=10.0)
    )
    own_start = kind.feature == "neck_lean"
    start = next(phase for phase in plan.phases if phase.name == "start")
    if fault == "partial":
        assert {rep.kind for rep in plan.reps} == {"partial"}
        assert not plan.faults
        spans = [(rep.turn_s, rep.side) for rep in plan.reps]
    else:
        assert {f.check for f in plan.faults} == {fault}
        spans = [((f.start_s + f.end_s) / 2, None) for f in plan.faults]
    arms = {rep.turn_s: rep.side for rep in plan.reps}
    for time_s, _ in spans:
        arm = arms.get(min(arms, key=lambda t: abs(t - time_s))) if arms else None
        side = (
            arm if kind.feature == "arm_line" else {"left": "right", "right": "left"}.get(arm or "")
        )
        value = feature_deg(plan, kind.feature, time_s, side or "right")
        form = (
            feature_deg(plan, kind.feature, start.end_s - 0.2, "right") if own_start else kind.form
        )
        assert value - form == pytest.approx(kind.sign * size_deg, abs=3.5)


@pytest.mark.parametrize(("place", "fault"), RARE)
@pytest.mark.parametrize("seed", [1, 8])
def test_a_rarer_fault_of_the_chosen_size_is_there(place: str, fault: str, seed: int) -> None:
    kind = RARER[place][fault]
    size = sum(kind.sizes_deg) / 2
    plan = plan_for(Variation(seed=seed, exercise=place, fault=fault, fault_size_deg=size))
    assert {found.check for found in plan.faults} == {fault}
    view = "front" if place in {"side-plank", "sitting-front"} else "side"
    legs = [rep.side for rep in plan.reps] or ["left"] * len(plan.faults)
    start = next(phase for phase in plan.phases if phase.name == "start")
    for span, arm in zip(plan.faults, legs, strict=True):
        side = {"left": "right", "right": "left"}[arm or "left"]
        value, usual = (
            true_feature(plan.body, plan.posture_at(time_s), kind.feature, side=side, view=view)
            for time_s in ((span.start_s + span.end_s) / 2, start.end_s - 0.2)
        )
        form = usual if fault == "trunk_moves" else kind.form
        # A head may tilt to either side.
        found = abs(value) if fault == "head_tilt" else value
        assert found - form == pytest.approx(kind.sign * size, abs=0.08 if size < 1.0 else 3.5)


@pytest.mark.parametrize("fault", OF_THE_RULE["bird-dog"])
def test_a_wrong_pair_of_limbs_is_no_full_repetition(fault: str) -> None:
    plan = plan_for(Variation(seed=2, exercise="bird-dog", fault=fault, reps=2))
    assert not plan.faults
    for rep in plan.reps:
        assert rep.kind == "partial"
        rest, turn = joints_at(plan, rep.start_s), joints_at(plan, rep.turn_s)
        moved = {
            (name, side)
            for name in ("wrist", "ankle")
            for side in ("left", "right")
            if np.linalg.norm(turn[f"{side}_{name}"] - rest[f"{side}_{name}"]) > 0.3
        }
        assert moved == {
            "same_side": {("wrist", rep.side), ("ankle", rep.side)},
            "partial": {("wrist", rep.side)},
        }[fault]  # fmt: skip


@pytest.mark.parametrize("left", [True, False])
def test_somebody_in_a_side_plank_lies_on_one_elbow_with_the_front_to_the_camera(
    *, left: bool
) -> None:
    plan = plan_for(Variation(seed=4, exercise="side-plank", mirrored_side=left, reps=1))
    (hold,) = plan.holds
    joints = joints_at(plan, (hold.start_s + hold.end_s) / 2)
    low, high = ("left", "right") if left else ("right", "left")
    assert float(joints[f"{low}_elbow"][2]) < 0.07
    assert float(joints[f"{low}_ankle"][2]) < 0.08
    for name in ("shoulder", "hip", "ankle"):
        assert joints[f"{low}_{name}"][2] < joints[f"{high}_{name}"][2] - 0.05
    # Nose and feet point to the camera, which stands at +x.
    assert joints["nose"][0] > joints["ears"][0] + 0.08
    assert joints[f"{low}_foot_index"][0] > joints[f"{low}_heel"][0] + 0.1
    assert plan.camera.position_m[0] > 1.5


@pytest.mark.parametrize("place", FAULTS)
@pytest.mark.parametrize("seed", range(6))
def test_good_form_stays_clear_of_every_fault(place: str, seed: int) -> None:
    plan = plan_for(Variation(seed=seed, exercise=place))
    assert not plan.faults
    if place == "bridge":
        for rep in plan.reps:
            assert 167.0 <= feature_deg(plan, "hip_extension", rep.turn_s, "right") <= 185.0
            assert 78.0 <= feature_deg(plan, "knee_angle", rep.turn_s, "right") <= 102.0
    if place == "plank":
        (hold,) = plan.holds
        for time_s in np.linspace(hold.start_s, hold.end_s, 9):
            assert -9.0 <= feature_deg(plan, "hip_deviation", float(time_s), "right") <= 12.0
    if place == "bird-dog":
        for rep in plan.reps:
            leg = "left" if rep.side == "right" else "right"
            assert -17.0 <= feature_deg(plan, "thigh_slope", rep.turn_s, leg) <= 4.0
            assert feature_deg(plan, "arm_line", rep.turn_s, rep.side or "") >= 158.0


@pytest.mark.parametrize("fault", ["", *FAULTS["bridge"]])
def test_every_bridge_goes_far_enough_to_be_a_lift(fault: str) -> None:
    for seed in range(20):
        plan = plan_for(Variation(seed=seed, exercise="bridge", fault=fault, reps=1))
        (rep,) = plan.reps
        rest = feature_deg(plan, "hip_extension", rep.start_s, "right")
        assert feature_deg(plan, "hip_extension", rep.turn_s, "right") - rest > 20.0


@pytest.mark.parametrize(("place", "fault"), PLANTED + RARE + IDLE)
def test_the_truth_fits_the_clip(place: str, fault: str) -> None:
    plan = plan_for(Variation(seed=5, exercise=place, fault=fault))
    end_s = plan.timeline.now_s
    ends = [0.0]
    for rep in plan.reps:
        assert ends[-1] <= rep.start_s < rep.turn_s < rep.end_s <= end_s
        assert rep.end_s - rep.start_s >= 1.5
        ends.append(rep.end_s)
    for span in (*plan.faults, *plan.holds):
        assert 0.0 < span.start_s < span.end_s <= end_s
    for hold in plan.holds:
        bad_s = sum(f.end_s - f.start_s for f in plan.faults)
        if fault in {"knees_bent", "elbows_forward"} or place == "side-plank":
            bad_s = 0.0  # Checks that only warn.
        assert hold.good_s == pytest.approx(hold.end_s - hold.start_s - bad_s)
    if fault.startswith("none:"):
        assert [*plan.reps, *plan.holds, *plan.faults] == []


def bytes_of(plan: Plan, time_s: float) -> bytes:
    joints = joints_at(plan, time_s)
    return b"".join(joints[name].tobytes() for name in sorted(joints))


@pytest.mark.parametrize("place", FAULTS)
def test_the_same_variation_gives_the_same_clip(place: str) -> None:
    variation = Variation(seed=77, exercise=place, yaw_deg=12.0)
    first, second = plan_for(variation), plan_for(variation)
    other = plan_for(replace(variation, seed=78))
    assert (first.body, first.camera, first.reps) == (second.body, second.camera, second.reps)
    assert (first.body, first.camera) != (other.body, other.camera)
    for time_s in (0.4, 3.3, 8.1):
        assert bytes_of(first, time_s) == bytes_of(second, time_s)


@pytest.mark.parametrize("seed", range(40))
def test_the_body_stays_in_the_picture_and_above_the_floor(seed: int) -> None:
    place = list(FAULTS)[seed % len(FAULTS)]
    faults = ["", *FAULTS[place]]
    fault = faults[seed // len(FAULTS) % len(faults)]
    plan = plan_for(
        Variation(seed=1000 + seed, exercise=place, fault=fault, yaw_deg=(seed * 11) % 46 - 15.0)
    )
    assert plan.camera.fov_deg <= 78.0
    for time_s in np.arange(0.0, plan.timeline.now_s, 0.33):
        joints = joints_at(plan, float(time_s))
        assert min(point[2] for point in joints.values()) > 0.0
        keep = SEEN.get(place, set(joints))
        pixels = plan.camera.project(np.array([joints[name] for name in sorted(keep)]))
        assert (pixels > 10).all()
        assert (pixels < np.array(plan.camera.size) - 10).all()


@pytest.mark.parametrize(("near", "far"), [("left", "right"), ("right", "left")])
def test_the_camera_stands_where_it_is_asked_to(near: str, far: str) -> None:
    plan = plan_for(
        Variation(
            seed=4, exercise="bridge", yaw_deg=20.0, distance_m=2.8, height_m=0.5,
            mirrored_side=near == "left",
        )
    )  # fmt: skip
    x, y, z = np.array(plan.camera.position_m) - [*plan.camera.target_m[:2], 0.0]
    assert np.hypot(x, y) == pytest.approx(2.8)
    assert z == pytest.approx(0.5)
    assert x == pytest.approx(2.8 * np.sin(np.radians(20.0)))
    assert (y > 0) == (near == "left")
    joints = joints_at(plan, 4.0)
    eye = np.array(plan.camera.position_m)
    reach = {side: np.linalg.norm(joints[f"{side}_hip"] - eye) for side in (near, far)}
    assert reach[near] < reach[far]


def test_repetitions_and_start_are_as_long_as_asked() -> None:
    plan = plan_for(Variation(seed=3, exercise="bridge", reps=6, pre_roll_s=3.5))
    assert len(plan.reps) == 6
    start = next(phase for phase in plan.phases if phase.name == "start")
    assert start.end_s - start.start_s == pytest.approx(3.5)


def test_people_differ() -> None:
    bodies = [plan_for(Variation(seed=seed, exercise="plank", reps=1)).body for seed in range(30)]
    assert {body.outfit.hair_cut for body in bodies} == {"short", "long", "bun", "bald"}
    looks = {(b.outfit.top, b.outfit.legs, b.outfit.sleeves, b.outfit.trousers) for b in bodies}
    assert len(looks) >= 8
    heights = [body.height_m for body in bodies]
    assert min(heights) < 1.6
    assert max(heights) > 1.85


def test_the_truth_has_spine_and_joints_in_every_frame() -> None:
    plan = plan_for(Variation(seed=6, exercise="plank", fault="sag", fps=5))
    truth = truth_of(plan)
    count = len(truth["time_s"])
    spine = truth["spine"]
    assert {len(spine[key]) for key in ("points_m", "lumbar_deg", "thoracic_deg")} == {count}
    assert len(truth["joints_m"]["left_hip"]) == count
    (fault,) = plan.faults
    low = round((fault.start_s + fault.end_s) / 2 * 5)
    early = round((fault.start_s - 1.0) * 5)
    assert spine["lumbar_deg"][low] < spine["lumbar_deg"][early] - 12.0


@pytest.mark.parametrize(
    ("exercise", "fault", "words"),
    [
        ("handstand", "", "exercise: expected one of"),
        ("bridge", "sag", "fault: expected for bridge"),
    ],
)
def test_what_nobody_can_show_is_refused(exercise: str, fault: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Variation(seed=1, exercise=exercise, fault=fault)


@pytest.mark.parametrize(
    ("name", "value"),
    [("pitch_deg", 16.0), ("fov_deg", 10.0), ("tempo", 9.0), ("amplitude", 0.5), ("tremor", -1.0)],
)
def test_sizes_that_no_clip_has_are_refused(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=f"{name}: expected"):
        Variation(seed=1, exercise="bridge", **{name: value})


def test_pace_range_and_tremor_are_as_asked() -> None:
    plans = [
        plan_for(
            Variation(
                seed=3,
                exercise="hip-hinge",
                reps=1,
                tempo=tempo,
                amplitude=amplitude,
                tremor=tremor,
            )
        )
        for tempo, amplitude, tremor in ((0.7, 0.85, 0.0), (1.4, 1.1, 0.5))
    ]
    (slow,), (quick,) = (plan.reps for plan in plans)
    assert slow.end_s - slow.start_s > 1.5 * (quick.end_s - quick.start_s)
    leans = [
        plan.posture_at(rep.turn_s).trunk_deg
        for plan, rep in zip(plans, (slow, quick), strict=True)
    ]
    assert leans[0] > leans[1] + 5.0
    assert [plan.unrest.tremor_share for plan in plans] == [0.0, 0.5]
    assert plans[0].body == plans[1].body
