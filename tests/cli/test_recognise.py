"""Without --exercise the program says itself what a recording shows, or that it is none."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from formcheck.pose.estimator import ModelInfo
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import PoseRecorder
from tests import bodies
from tests.cli.conftest import Command
from tests.session.motion import Motion, at, bridge
from tests.signals import times

Write = Callable[[Motion, float], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(motion: Motion, until_s: float) -> Path:
        recorder = PoseRecorder((1280, 720), ModelInfo("formula", ""))
        for t in times(until_s, 15):
            recorder.add(t, at(motion, t))
        path = tmp_path / "moves.npz"
        recorder.save(path)
        return path

    return to_file


def test_a_bridge_is_recognised_and_counted(formcheck: Command, write: Write) -> None:
    result = formcheck("analyse", write(bridge, 21.0), "--json", "-")
    assert result.status == 0
    record = json.loads(result.stdout)
    assert (record["exercise"], record["counts"]["full"]) == ("bridge", 3)
    assert "looks like bridge" in result.stderr


def test_a_zero_that_the_recognised_exercise_cannot_have_is_said(
    formcheck: Command, write: Write
) -> None:
    result = formcheck("analyse", write(bridge, 21.0), "--zero", "3")
    assert result.status == 2
    assert "zero" in result.stderr


def test_what_is_none_of_them_is_said(formcheck: Command, write: Write) -> None:
    def waving(t: float) -> Pose:
        return bodies.hands_and_knees(arm_lift=170.0 if t % 2 < 1 else 90.0)

    result = formcheck("analyse", write(waving, 12.0))
    assert result.status == 2
    assert "found none of them" in result.stderr
    assert "--exercise and one of: bird-dog, bridge" in result.stderr


def test_a_video_with_nobody_in_it_is_none_of_them(formcheck: Command, clip: Path) -> None:
    result = formcheck("analyse", clip)
    assert result.status == 2
    assert "found none of them" in result.stderr
