"""``formcheck exercises learn``: from a recording to a file that counts what it shows."""

import json
from pathlib import Path

import pytest

from formcheck.paths import samples_dir
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


def test_a_file_that_is_there_is_left_as_it_is_unless_forced(
    formcheck: Command, recording: Path, tmp_path: Path
) -> None:
    file = tmp_path / "knee-kick.toml"
    file.write_text("mine", "utf-8")
    asked = ["exercises", "learn", recording, "--name", "knee-kick", "--out", file]
    refused = formcheck(*asked)
    assert refused.status == 2
    assert "it is left as it is. Choose another name, or --force" in refused.stderr
    assert file.read_text("utf-8") == "mine"
    assert formcheck(*asked, "--force").status == 0
    assert 'slug = "knee-kick"' in file.read_text("utf-8")
    assert [path.name for path in tmp_path.glob("*knee*")] == ["knee-kick.toml"]


def test_a_name_of_an_own_exercise_elsewhere_is_refused_before_the_work(
    formcheck: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formcheck.cli.exercises.user_exercises_dir", lambda: tmp_path)
    (tmp_path / "kick.toml").write_text("mine", "utf-8")
    (tmp_path / "other").mkdir()
    out = tmp_path / "other" / "kick.toml"
    refused = formcheck("exercises", "learn", "no.mp4", "--name", "kick", "--out", out)
    assert refused.status == 2
    assert f"found {tmp_path / 'kick.toml'}" in refused.stderr


def test_a_folder_that_cannot_be_made_is_told(
    formcheck: Command, recording: Path, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    out = tmp_path / "taken" / "sub" / "kick.toml"
    for force in ([], ["--force"]):
        asked = ["exercises", "learn", recording, "--name", "kick", "--out", out, *force]
        result = formcheck(*asked)
        assert result.status == 2
        assert "cannot be written" in result.stderr


def test_a_recording_that_shows_nothing_is_told(formcheck: Command, clip: Path) -> None:
    result = formcheck("exercises", "learn", clip, "--name", "nothing-at-all")
    assert result.status == 2
    assert "found nobody in 30 of 30" in result.stderr


def test_a_recording_that_cannot_be_read_is_told(formcheck: Command, tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no video")
    for path in (broken, tmp_path / "missing.mp4", tmp_path / "missing.npz"):
        result = formcheck("exercises", "learn", path, "--name", "nothing-at-all")
        assert result.status == 2
        assert path.name in result.stderr


@pytest.mark.no_cover
def test_a_rendered_video_is_learnt_from(formcheck: Command, tmp_path: Path) -> None:
    """From the pictures themselves: four bridges become an exercise that counts them."""
    file = tmp_path / "my-bridge.toml"
    asked = ["exercises", "learn", samples_dir() / "bridge_good.mp4", "--name", "my-bridge"]
    learnt = formcheck(*asked, "--out", file)
    assert learnt.status == 0
    assert "Seen from the side: 4 repetitions of" in learnt.stdout
    assert formcheck("exercises", "check", file).status == 0
