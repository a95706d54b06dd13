"""A poor camera and a full room change the picture, never the truth."""

import json
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

pytest.importorskip("pyvista", reason="the figure needs pyvista (a development extra)")

from samples.mannequin.__main__ import main
from samples.mannequin.clip import pictures, seen, write_clip
from samples.mannequin.lens import CLEAR, Lens
from samples.mannequin.motion import Timeline
from samples.mannequin.patient import plan_for
from samples.mannequin.plan import Plan
from samples.mannequin.scene import Renderer
from samples.mannequin.skeleton import solve_joints
from samples.mannequin.truth import truth_of
from samples.mannequin.variation import CONDITIONS, Variation

GREY = np.full((90, 160, 3), 120, dtype=np.uint8)


def plan_with(
    *conditions: str, seed: int = 3, exercise: str = "bridge", pitch_deg: float = 0.0
) -> Plan:
    asked = Variation(
        seed=seed, exercise=exercise, reps=1, conditions=conditions, pitch_deg=pitch_deg
    )
    return plan_for(asked)


def drawn(plan: Plan, time_s: float) -> np.ndarray:
    with Renderer(plan.body, plan.camera, plan.prop, plan.room) as renderer:
        return renderer.picture(plan.posture_at(time_s), time_s).astype(int)


@pytest.mark.parametrize("name", [*CONDITIONS, "random"])
def test_conditions_leave_motion_and_truth_alone(name: str) -> None:
    plain, hard = plan_with(), plan_with(name)
    assert (hard.reps, hard.camera, hard.body) == (plain.reps, plain.camera, plain.body)
    assert hard.posture_at(3.0) == plain.posture_at(3.0)
    changed = (hard.lens, hard.dropped, hard.room) != (plain.lens, plain.dropped, plain.room)
    assert changed
    again = plan_with(name)
    assert (again.lens, again.dropped, again.room) == (hard.lens, hard.dropped, hard.room)


def test_a_clear_lens_changes_nothing() -> None:
    assert CLEAR.picture(GREY, 4) is GREY


def test_noise_has_its_size_and_comes_from_seed_and_frame() -> None:
    lens = Lens(seed=2, noise_sd=10.0)
    seen = lens.picture(GREY, 7)
    assert (seen.astype(float) - 120.0).std() == pytest.approx(10.0, rel=0.1)
    assert np.array_equal(seen, lens.picture(GREY, 7))
    assert not np.array_equal(seen, lens.picture(GREY, 8))


def test_exposure_blur_backlight_and_compression() -> None:
    assert Lens(exposure=0.5).picture(GREY, 0).mean() == pytest.approx(60.0)
    assert Lens(exposure=9.0).picture(GREY, 0).min() == 255
    edge = GREY.copy()
    edge[:, 80:] = 220
    assert np.ptp(Lens(blur_px=6.0).picture(edge, 0)[45, 79:81, 0].astype(int)) < 100
    dark = Lens(backlight=0.9).picture(GREY, 0)
    assert dark[80, 150].mean() < 90
    assert dark[13, 48].mean() > 150
    rng = np.random.default_rng(0)
    busy = rng.integers(0, 255, GREY.shape).astype(np.uint8)
    rough = Lens(quality=15).picture(busy, 0).astype(int)
    assert np.abs(rough - busy).mean() > 10
    assert np.abs(rough.mean(axis=(0, 1)) - busy.mean(axis=(0, 1))).max() < 6  # colours in order


def test_furniture_hides_a_part_of_the_picture() -> None:
    plain, hard = plan_with(), plan_with("furniture")
    share = (np.abs(drawn(hard, 3.0) - drawn(plain, 3.0)).sum(axis=2) > 20).mean()
    assert 0.004 < share < 0.25


def test_a_passer_by_walks_across_the_picture() -> None:
    plan = plan_with("passer_by", exercise="sitting-side")
    other = plan.room.bystander
    assert other is not None
    assert other.sets_off_s is not None
    columns = []
    for time_s in (other.sets_off_s, other.sets_off_s + 2.0, other.sets_off_s + 4.0):
        joints = solve_joints(other.body, other.posture_at(time_s))
        assert min(point[2] for point in joints.values()) > 0.0
        ((x, _),) = plan.camera.project(joints["hips"][None])
        columns.append(x)
    assert columns == sorted(columns) or columns == sorted(columns, reverse=True)
    changed = np.abs(
        drawn(plan, other.sets_off_s + 2.6)
        - drawn(plan_with(exercise="sitting-side"), other.sets_off_s + 2.6)
    )
    assert (changed.sum(axis=2) > 30).mean() > 0.004


def test_a_rolled_camera_turns_the_picture_as_it_turns_the_joints() -> None:
    plan = plan_with(exercise="plank", seed=9)
    rolled = plan.seen_by(replace(plan.camera, roll_deg=12.0))
    across = rolled.camera.project(np.array([[-1.0, 0.0, 0.4], [1.0, 0.0, 0.4]]))
    level = plan.camera.project(np.array([[-1.0, 0.0, 0.4], [1.0, 0.0, 0.4]]))
    slope = [np.degrees(np.arctan2(*(b - a)[::-1])) for a, b in (across, level)]
    assert slope[0] - slope[1] == pytest.approx(-12.0)
    assert np.abs(drawn(rolled, 3.0) - drawn(plan, 3.0)).mean() > 3.0


@pytest.mark.parametrize("exercise", ["plank", "standing", "sitting-front"])
@pytest.mark.parametrize("pitch_deg", [-12.0, 9.0])
def test_a_pitched_camera_still_sees_the_whole_body(exercise: str, pitch_deg: float) -> None:
    level = plan_with(exercise=exercise)
    pitched = plan_with(exercise=exercise, pitch_deg=pitch_deg)
    assert pitched.camera.pitch_deg == pitch_deg
    middles_px = []
    for plan in (level, pitched):
        joints = solve_joints(plan.body, plan.posture_at(4.0))
        seen_px = plan.camera.project(np.array([joints["nose"], joints["left_shoulder"]]))
        assert (seen_px > 0).all()
        assert (seen_px < np.array(plan.camera.size)).all()
        middles_px.append(float(seen_px[:, 1].mean()))
    assert (middles_px[1] > middles_px[0]) == (pitch_deg > 0.0)
    assert truth_of(pitched)["camera"]["pitch_deg"] == pitch_deg


def test_a_pitched_camera_draws_joints_where_it_says_that_they_are() -> None:
    plan = plan_with(exercise="standing", pitch_deg=9.0)
    plan = plan.seen_by(replace(plan.camera, roll_deg=6.0))
    outfit = replace(plan.body.outfit, shoes=(255, 0, 255), soles=(255, 0, 255))
    plan = replace(plan, body=replace(plan.body, outfit=outfit))
    picture = drawn(plan, 6.0)
    joints = solve_joints(plan.body, plan.posture_at(6.0))
    feet = [joints[f"{side}_{end}"] for side in ("left", "right") for end in ("heel", "foot_index")]
    red, green, blue = (picture[..., channel] for channel in range(3))
    rows, columns = np.nonzero((red > green + 90) & (blue > green + 90))
    found = np.array([columns.mean(), rows.mean()])
    assert found == pytest.approx(plan.camera.project(np.array(feet)).mean(axis=0), abs=12.0)


def test_dropped_frames_leave_gaps_in_the_clip(tmp_path: Path) -> None:
    plan = plan_with("dropped")
    line = Timeline(plan.timeline.at(4.0))
    line.stay("start", 1.2)
    plan = replace(plan, timeline=line, reps=[], fps=10, dropped=frozenset({3, 4, 7}))
    path = write_clip(plan, tmp_path, jobs=1)
    with av.open(str(path)) as container:
        times = [float(frame.time) for frame in container.decode(video=0)]
    assert times == pytest.approx([i / 10 for i in range(12) if i not in {3, 4, 7}])
    truth = json.loads(path.with_suffix(".truth.json").read_text("utf-8"))
    assert truth["time_s"] == pytest.approx(times)
    assert len(truth["joints_m"]["left_knee"]) == len(times)


def test_frames_are_the_same_in_this_process_and_in_workers() -> None:
    plan = plan_with("noise", "passer_by")
    line = Timeline(plan.timeline.at(4.0))
    line.stay("start", 0.3)
    plan = replace(plan, timeline=line, reps=[], fps=10, dropped=frozenset({1}))
    here = list(seen(plan))
    assert [time_s for time_s, _ in here] == [0.0, 0.2]
    for (_, picture), other in zip(here, pictures(plan, jobs=1), strict=True):
        assert np.array_equal(picture, other)


def test_the_command_makes_a_patient(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "feet.mp4"
    line = "patient --exercise bridge --seed 7 --fault feet_far --yaw 15 --truth-only --out"
    assert main([*line.split(), str(out)]) == 0
    truth = json.loads(out.with_suffix(".truth.json").read_text("utf-8"))
    assert (truth["exercise"], truth["seed"], truth["clip"]) == ("bridge", 7, "feet")
    assert {fault["check"] for fault in truth["faults"]} == {"feet_far"}
    with pytest.raises(SystemExit):
        main(["patient", "--exercise", "bridge", "--fault", "sag", "--out", str(out)])
    assert "feet_close" in capsys.readouterr().err


def test_the_command_takes_person_camera_and_pace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "one.mp4"
    line = (
        "patient --exercise squat --truth-only --pitch -6 --fov 62 --picture 640x360 --tempo 0.8 "
        "--amplitude 1.0 --tremor 0 --body height_m=1.9 girth=1.3 trunk_share=1.05 hair_cut=bald "
        "skin=90,60,40 --out"
    )
    assert main([*line.split(), str(out)]) == 0
    truth = json.loads(out.with_suffix(".truth.json").read_text("utf-8"))
    assert truth["camera"]["pitch_deg"] == -6.0
    assert truth["camera"]["fov_deg"] >= 62.0
    assert truth["size"] == [640, 360]
    body = truth["body"]
    assert (body["height_m"], body["girth"], body["trunk_share"]) == (1.9, 1.3, 1.05)
    assert (body["outfit"]["hair_cut"], body["outfit"]["skin"]) == ("bald", [90, 60, 40])
    for wrong in ("shoe_size=44", "height_m=3", "hair_cut=mohawk", "girth"):
        with pytest.raises(SystemExit):
            main(["patient", "--exercise", "squat", "--body", wrong, "--out", str(out)])
        assert wrong.partition("=")[0] in capsys.readouterr().err
