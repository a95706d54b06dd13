"""``formcheck analyse`` on a single picture, and on a folder of recordings."""

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest
from PIL import Image

from formcheck.capture.video import VideoFile
from formcheck.paths import samples_dir
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.recorded import PoseRecorder
from tests import bodies
from tests.cli.conftest import Command
from tests.session.acting import act
from tests.session.motion import Motion, at, bridge
from tests.signals import times

Write = Callable[[str, Motion, float], Path]


@pytest.fixture(scope="session")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rendered person in a good plank."""
    path = tmp_path_factory.mktemp("photo") / "plank.png"
    with VideoFile(samples_dir() / "plank_good.mp4") as video:
        while (frame := video.read()) is not None and frame.time_s < 6.0:
            last = frame
    Image.fromarray(last.image[..., ::-1]).save(path)
    return path


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(name: str, motion: Motion, until_s: float) -> Path:
        recorder = PoseRecorder(bodies.SIZE, ModelInfo("formula", ""))
        for t in times(until_s, 5):
            recorder.add(t, at(motion, t))
        path = tmp_path / name
        recorder.save(path)
        return path

    return to_file


@pytest.mark.model
def test_a_photo_shows_posture_alone(formcheck: Command, photo: Path) -> None:
    result = formcheck("analyse", photo)
    assert result.status == 0
    assert "looks like plank" in result.stderr
    assert "posture alone" in result.stdout
    assert "Hip line" in result.stdout
    assert "Not judged" not in result.stdout
    assert "No check found anything to mend." in result.stdout
    assert "Held" not in result.stdout


@pytest.mark.model
def test_a_photo_judged_by_what_it_does_not_show(formcheck: Command, photo: Path) -> None:
    result = formcheck("analyse", photo, "--exercise", "bridge")
    assert result.status == 0
    assert "No check was judged" in result.stdout
    record = json.loads(formcheck("analyse", photo, "--exercise", "plank", "--json", "-").stdout)
    assert (record["reps"], record["holds"], record["source"]["frames"]) == ([], [], 1)


@pytest.mark.model
def test_a_photo_with_nobody_in_it_is_none_of_them(formcheck: Command, tmp_path: Path) -> None:
    Image.new("RGB", (320, 240), (90, 120, 90)).save(tmp_path / "empty.jpg")
    result = formcheck("analyse", tmp_path / "empty.jpg")
    assert result.status == 2
    assert "found none of them." in result.stderr


def test_a_photo_has_no_course_over_time(formcheck: Command, photo: Path, tmp_path: Path) -> None:
    result = formcheck("analyse", photo, "--exercise", "plank", "--report", tmp_path / "a.html")
    assert result.status == 2
    assert "leave out --report" in result.stderr


def test_each_recording_of_a_folder_is_recognised(
    formcheck: Command, write: Write, tmp_path: Path
) -> None:
    write("1_moves.npz", bridge, 21.0)
    write("2_waves.npz", lambda t: bodies.hands_and_knees(arm_lift=90.0 + 80.0 * (t % 2 < 1)), 8.0)
    write("3_tucks.npz", lambda t: act("chin-tuck", t), 16.0)
    write("4_once.npz", lambda t: bridge(t, reps=1), 60.0)
    (tmp_path / "5_torn.npz").write_text("no poses")
    (tmp_path / "notes.txt").write_text("not a recording")
    result = formcheck("analyse", tmp_path)
    assert (result.status, result.stderr) == (0, "")
    rows = {row[0]: row[1:] for row in _rows(result.stdout)}
    assert list(rows) == [f"{n}.npz" for n in ("1_moves", "2_waves", "3_tucks", "4_once", "5_torn")]
    assert rows["1_moves.npz"] == ["bridge", "sure", "3 full repetitions"]
    assert rows["2_waves.npz"][0] == "none of the known exercises"
    assert rows["3_tucks.npz"][:2] == ["sitting / chin-tuck", "probably"]
    assert rows["4_once.npz"][0] == "cannot tell (nearest: bridge)"
    assert "5_torn" in rows["5_torn.npz"][2]


def test_a_folder_may_be_judged_by_one_exercise(
    formcheck: Command, write: Write, tmp_path: Path
) -> None:
    write("a.npz", bridge, 21.0)
    result = formcheck("analyse", tmp_path, "--exercise", "bridge")
    assert _rows(result.stdout)[0][1:] == ["bridge", "as you say", "3 full repetitions"]


@pytest.mark.model
def test_photos_in_a_folder(formcheck: Command, photo: Path, tmp_path: Path) -> None:
    copy(photo, tmp_path)
    Image.new("RGB", (320, 240), (90, 120, 90)).save(tmp_path / "empty.jpg")
    rows = _rows(formcheck("analyse", tmp_path).stdout)
    assert rows == [
        ["empty.jpg", "cannot tell from a still picture", "", ""],
        ["plank.png", "plank", "sure", "still picture, posture alone"],
    ]


def test_a_folder_without_recordings_is_refused(formcheck: Command, tmp_path: Path) -> None:
    result = formcheck("analyse", tmp_path)
    assert result.status == 2
    assert "Expected recordings in" in result.stderr


@pytest.mark.parametrize("option", [("--zero", "2"), ("--json", "-"), ("--report", "a.html")])
def test_a_folder_has_no_results_of_its_own(
    formcheck: Command, tmp_path: Path, option: tuple[str, str]
) -> None:
    result = formcheck("analyse", tmp_path, *option)
    assert result.status == 2
    assert "for a folder" in result.stderr


def _rows(table: str) -> list[list[str]]:
    """Return the rows of a printed table, wide enough that each is one line."""
    lines = [line for line in table.splitlines() if line.startswith("│")]
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in lines]
