"""``formcheck exercises learn``: from a recording to a file that counts what it shows."""

import json
from pathlib import Path

import pytest

from formcheck.pose.estimator import ModelInfo
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import PoseRecorder
from tests import bodies
from tests.cli.conftest import Command
from tests.session.motion import at
from tests.signals import hump, times


def kicking(t: float) -> Pose:
    """Sitting, and straightening one knee four times."""
    up = sum(hump(t, start=2.0 + 5.0 * k, up=1.0, hold=1.0, down=1.0, height=1.0) for k in range(4))
    return bodies.sitting(trunk_lean=3.0, knee_angle=95.0 + 60.0 * up)


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    recorder = PoseRecorder((1280, 720), ModelInfo("formula", ""))
    for t in times(23.0, 15):
        recorder.add(t, at(kicking, t))
    path = tmp_path / "kicks.npz"
    recorder.save(path)
    return path


def test_what_is_learnt_is_right_and_counts_the_recording(
    formcheck: Command, recording: Path, tmp_path: Path
) -> None:
    file = tmp_path / "knee-kick.toml"
    asked = ["--name", "knee-kick", "--title", "Knee kick", "--out", str(file)]
    learnt = formcheck("exercises", "learn", recording, *asked)
    assert learnt.status == 0
    assert "4 repetitions of knee (knee_angle) from 10" in learnt.stdout
    assert "They differ by" in learnt.stdout
    assert "kicks.npz, 4 repetitions" in file.read_text("utf-8")
    checked = formcheck("exercises", "check", file)
    assert (checked.status, checked.stdout.strip()) == (0, f"{file}: right.")
    judged = formcheck("analyse", recording, "--exercise", file, "--json", "-")
    assert json.loads(judged.stdout)["counts"]["full"] == 4
    again = formcheck("exercises", "learn", recording, "--name", "knee-kick", "--out", file)
    assert again.status == 2
    assert "it is left as it is" in again.stderr


def test_without_a_title_the_name_is_used_and_the_file_is_your_own(
    formcheck: Command, recording: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formcheck.cli.exercises.user_exercises_dir", lambda: tmp_path / "own")
    assert formcheck("exercises", "learn", recording, "--name", "knee-kick").status == 0
    text = (tmp_path / "own" / "knee-kick.toml").read_text("utf-8")
    assert 'title = "Knee kick"' in text


@pytest.mark.parametrize(
    ("name", "says"), [("plank", "no built-in exercise has"), ("../x", "small letters")]
)
def test_a_name_that_cannot_be_is_refused_before_the_work(
    formcheck: Command, recording: Path, name: str, says: str
) -> None:
    result = formcheck("exercises", "learn", recording, "--name", name)
    assert result.status == 2
    assert says in result.stderr


def test_a_recording_that_shows_nothing_is_told(formcheck: Command, clip: Path) -> None:
    result = formcheck("exercises", "learn", clip, "--name", "nothing-at-all")
    assert result.status == 2
    assert "too little of the body" in result.stderr
