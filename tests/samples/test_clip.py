"""Frames render, the clip opens again, and every shipped truth file fits its clip."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

pytest.importorskip("pyvista", reason="the figure needs pyvista (a development extra)")

from samples.mannequin.__main__ import main
from samples.mannequin.catalog import PLANS
from samples.mannequin.clip import encode, pictures, write_clip
from samples.mannequin.motion import Timeline
from samples.mannequin.plan import Plan
from samples.mannequin.scene import Renderer
from samples.mannequin.skeleton import solve_joints
from samples.mannequin.truth import truth_of

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def shortened(plan: Plan, seconds: float) -> Plan:
    line = Timeline(plan.timeline.at(4.0))
    line.stay("start", seconds)
    return replace(plan, timeline=line, reps=[], holds=[], faults=[])


@pytest.mark.parametrize(("name", "share"), [("bridge_good", 0.6), ("sitting_good", 0.85)])
def test_a_frame_shows_a_person_where_the_joints_are(name: str, share: float) -> None:
    plan = PLANS[name]()
    posture = plan.posture_at(4.0)
    with Renderer(plan.body, plan.camera, plan.prop) as renderer:
        first, second = renderer.picture(posture), renderer.picture(posture)
    assert first.shape == (540, 960, 3)
    assert np.array_equal(first, second)
    red, green, blue = (first[..., channel].astype(int) for channel in range(3))
    shirt = (red > 110) & (red > 2 * green) & (red > 2 * blue)
    assert shirt.sum() > 4000
    rows, columns = np.nonzero(shirt)
    joints = solve_joints(plan.body, posture)
    chest = share * joints["shoulders"] + (1 - share) * joints["hips"]
    ((x, y),) = plan.camera.project(chest[None])
    assert abs(np.median(columns) - x) < 70
    assert abs(np.median(rows) - y) < 70


def test_a_clip_opens_with_its_frames_and_size(tmp_path: Path) -> None:
    plan = shortened(PLANS["plank_good"](), 0.2)
    path = write_clip(plan, tmp_path, jobs=1)
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(stream)]
    assert len(frames) == 6
    assert frames[0].shape == (540, 960, 3)
    truth = json.loads((tmp_path / "plank_good.truth.json").read_text("utf-8"))
    assert len(truth["time_s"]) == 6
    assert np.abs(frames[0].astype(int) - next(pictures(plan, jobs=1)).astype(int)).mean() < 4.0


def test_frames_are_encoded_in_order_at_even_times(tmp_path: Path) -> None:
    path, shades = tmp_path / "steps.mp4", [20, 90, 160, 230]
    frames = [np.full((36, 64, 3), shade, dtype=np.uint8) for shade in shades]
    encode(path, frames, fps=25, size=(64, 36))
    with av.open(str(path)) as container:
        decoded = list(container.decode(video=0))
    assert [frame.time for frame in decoded] == pytest.approx([0.0, 0.04, 0.08, 0.12])
    means = [frame.to_ndarray(format="rgb24").mean() for frame in decoded]
    assert means == pytest.approx(shades, abs=6)


def test_the_command_names_the_clips_that_it_knows(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["handstand"])
    assert stop.value.code == 2
    assert "bridge_good" in capsys.readouterr().err


def test_the_command_writes_truth(tmp_path: Path) -> None:
    assert main(["sitting_good", "--truth-only", "--out", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["sitting_good.truth.json"]


def shipped(name: str) -> dict[str, Any]:
    text = (SAMPLES / f"{name}.truth.json").read_text("utf-8")
    truth: dict[str, Any] = json.loads(text)
    return truth


@pytest.mark.parametrize("name", PLANS)
def test_shipped_truth_comes_from_the_plan(name: str) -> None:
    fresh = json.loads(json.dumps(truth_of(PLANS[name]())))
    found = shipped(name)
    angles, fresh_angles = found.pop("angles_deg"), fresh.pop("angles_deg")
    assert found == fresh
    for key, values in fresh_angles.items():
        assert angles[key] == pytest.approx(values, abs=0.02)


@pytest.mark.parametrize("name", PLANS)
def test_shipped_truth_fits_its_clip(name: str) -> None:
    truth, path = shipped(name), SAMPLES / f"{name}.mp4"
    assert path.stat().st_size < 1_500_000
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert [stream.width, stream.height] == truth["size"]
        assert stream.average_rate == truth["fps"]
        count = sum(1 for packet in container.demux(stream) if packet.size)
    assert count == len(truth["time_s"])
    assert all(len(values) == count for values in truth["angles_deg"].values())
    duration_s = count / truth["fps"]
    assert truth["schema"] == "formcheck-truth/1"
    assert truth["counts"]["full"] == len(truth["reps"])
    for side in ("left", "right"):
        assert truth["counts"][side] == sum(rep["side"] == side for rep in truth["reps"])
    ends = [0.0]
    for rep in truth["reps"]:
        assert ends[-1] <= rep["start_s"] < rep["turn_s"] < rep["end_s"] <= duration_s
        ends.append(rep["end_s"])
    for span in (*truth["faults"], *truth["holds"], *truth["phases"]):
        assert 0.0 <= span["start_s"] < span["end_s"] <= duration_s + 0.05
    for hold in truth["holds"]:
        assert 0.0 < hold["good_s"] <= hold["end_s"] - hold["start_s"] + 1e-6
    assert bool(truth["faults"]) == (not name.endswith("_good"))
