import json
import shutil
from pathlib import Path

import av
import numpy as np
import pytest

from formcheck import paths
from formcheck.exercises.loader import load_exercise
from formcheck.pose.recorded import load_poses
from formcheck.report.json_report import read_record, to_json
from formcheck.session.offline import analyse_poses
from formcheck.session.session import Session
from tests.capture.pictures import every_ms, write_clip
from tests.cli.conftest import Command


def test_poses_give_the_session_of_the_library(formcheck: Command, poses: Path) -> None:
    result = formcheck("analyse", poses, "--exercise", "bridge", "--json", "-")
    expected = analyse_poses(load_poses(poses), Session(load_exercise("bridge")), name=str(poses))
    assert (result.status, result.stderr) == (0, "")
    assert json.loads(result.stdout) == to_json(expected)


def test_name_of_the_source_is_as_it_was_typed(
    formcheck: Command, poses: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(poses.parent)
    result = formcheck("analyse", "./poses.npz", "--exercise", "bridge", "--json", "-")
    assert json.loads(result.stdout)["source"]["path"] == "./poses.npz"


def test_table_for_people(formcheck: Command, poses: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    result = formcheck("analyse", poses, "--exercise", "bridge", "--report", report)
    assert (result.status, result.stderr) == (0, "")
    assert "Glute bridge" in result.stdout
    assert "Not judged" in result.stdout
    assert "Went well:" in result.stdout
    assert "Wrote" in result.stdout
    assert "Glute bridge" in report.read_text("utf-8")


@pytest.mark.model
def test_video_to_every_kind_of_result(program: Command, clip: Path, tmp_path: Path) -> None:
    out = {name: tmp_path / name for name in ("a.json", "a.html", "a.mp4", "a.npz")}
    result = program(
        "analyse", clip, "--exercise", "plank",
        "--json", out["a.json"], "--report", out["a.html"],
        "--annotated", out["a.mp4"], "--blur-face", "--save-poses", out["a.npz"],
    )  # fmt: skip
    assert (result.status, result.stderr) == (0, "")
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(out)
    record = read_record(out["a.json"])
    assert record.source.frames == 30
    assert record.source.duration_s == pytest.approx(1.0, abs=0.01)
    assert len(record.model.sha256) == 64
    assert np.isnan(load_poses(out["a.npz"]).image_px).all()
    with av.open(str(out["a.mp4"])) as container:
        assert container.streams.video[0].frames == 30
        # Nobody was found: so there might be a face anywhere.
        last = list(container.decode(video=0))[-1].to_ndarray(format="gray")
    assert 30 < last[64, 24] < 120  # a black stripe that shares a cell with a white one


@pytest.mark.model
def test_stdout_is_pure_json(program: Command, clip: Path) -> None:
    result = program("analyse", clip, "--exercise", "sitting", "--json", "-")
    assert (result.status, result.stderr) == (0, "")
    assert json.loads(result.stdout)["exercise"] == "sitting"


@pytest.mark.model
def test_saved_poses_give_the_same_session(formcheck: Command, clip: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.npz"
    first = formcheck("analyse", clip, "--exercise", "plank", "--json", "-", "--save-poses", saved)
    second = formcheck("analyse", saved, "--exercise", "plank", "--json", "-")
    from_video, from_poses = (json.loads(result.stdout) for result in (first, second))
    assert from_video["source"].pop("path") == str(clip)
    assert from_poses["source"].pop("path") == str(saved)
    assert from_video == from_poses


@pytest.mark.model
def test_video_that_breaks_off_keeps_the_session_so_far(formcheck: Command, tmp_path: Path) -> None:
    whole = write_clip(
        tmp_path / "whole.mp4", every_ms(1000 / 30, 120), options={"movflags": "+faststart"}
    )
    data = whole.read_bytes()
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(data[: len(data) * 6 // 10])
    result = formcheck("analyse", broken, "--exercise", "plank", "--json", "-")
    tables = json.loads(result.stdout)
    assert result.status == 0
    assert 0 < tables["source"]["frames"] < 120
    assert "breaks off" in tables["ended"]
    assert result.stderr == f"formcheck: {tables['ended']}\n"


def _bad_inputs(folder: Path, clip: Path, poses: Path) -> dict[str, tuple[list[str], str]]:
    """Name, arguments after ``analyse``, and what the one line must say."""
    (folder / "text.mp4").write_text("These are words, not pictures.\n" * 50)
    (folder / "empty.mp4").touch()
    (folder / "none").mkdir()
    (folder / "short.mp4").write_bytes(clip.read_bytes()[:600])
    (folder / "text.npz").write_text("These are words, not poses.")
    np.savez(folder / "other.npz", a=np.zeros(3))
    (folder / "bad.toml").write_text('slug = "x"\n')
    plank = ["--exercise", "plank"]
    return {
        "unknown exercise": ([str(clip), "--exercise", "plonk"], "Choose one of: bird-dog, bridge"),
        "no exercise": ([str(clip)], "--exercise and one of: bird-dog, bridge"),
        "bad exercise file": ([str(clip), "--exercise", str(folder / "bad.toml")], "bad.toml"),
        "missing": ([str(folder / "no.mp4"), *plank], "there is none at"),
        "folder": ([str(folder / "none"), *plank], "found no video, picture or file of poses"),
        "empty": ([str(folder / "empty.mp4"), *plank], "is empty (0 bytes)"),
        "text": ([str(folder / "text.mp4"), *plank], "is not one"),
        "cut short": ([str(folder / "short.mp4"), *plank], "cut short"),
        "missing poses": ([str(folder / "no.npz"), *plank], "no.npz"),
        "text as poses": ([str(folder / "text.npz"), *plank], "found something else"),
        "other arrays": ([str(folder / "other.npz"), *plank], "time_s"),
        "unknown model": ([str(clip), *plank, "--model", "giant"], "no pose model called giant"),
        "no folder": ([str(clip), *plank, "--json", str(folder / "no" / "a.json")], "no folder"),
        "folder as file": ([str(clip), *plank, "--report", str(folder)], "is a folder"),
        "over itself": ([str(clip), *plank, "--annotated", str(clip)], "are the same"),
        "two in one": (
            [
                str(clip),
                *plank,
                "--json",
                str(folder / "a.html"),
                "--report",
                str(folder / "a.html"),
            ],
            "are the same",
        ),
        "blur of nothing": ([str(clip), *plank, "--blur-face"], "name one with --annotated"),
        "poses annotated": (
            [str(poses), *plank, "--annotated", str(folder / "a.mp4")],
            "--annotated needs the pictures",
        ),
        "poses saved again": (
            [str(poses), *plank, "--save-poses", str(folder / "a.npz")],
            "--save-poses needs the pictures",
        ),
    }


CASES = (
    "unknown exercise",
    "no exercise",
    "bad exercise file",
    "missing",
    "folder",
    "empty",
    "text",
    "cut short",
    "missing poses",
    "text as poses",
    "other arrays",
    "unknown model",
    "no folder",
    "folder as file",
    "over itself",
    "two in one",
    "blur of nothing",
    "poses annotated",
    "poses saved again",
)


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_one_line_and_leaves_nothing(
    formcheck: Command, tmp_path: Path, clip: Path, poses: Path, case: str
) -> None:
    arguments, sentence = _bad_inputs(tmp_path, clip, poses)[case]
    before = sorted(tmp_path.iterdir())
    result = formcheck("analyse", *arguments)
    assert (result.status, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("formcheck: ")
    assert sentence in result.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_every_case_is_tried(tmp_path: Path, clip: Path, poses: Path) -> None:
    assert set(_bad_inputs(tmp_path, clip, poses)) == set(CASES)


@pytest.mark.parametrize("damage", ["missing", "another"])
def test_wrong_model_is_one_line(
    formcheck: Command,
    clip: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    damage: str,
) -> None:
    models = tmp_path / "models"
    shutil.copytree(paths.models_dir(), models, ignore=shutil.ignore_patterns("*.task"))
    if damage == "another":
        (models / "pose_landmarker_full.task").write_bytes(b"not a model")
    monkeypatch.setattr(paths, "models_dir", lambda: models)
    annotated = tmp_path / "a.mp4"
    result = formcheck("analyse", clip, "--exercise", "plank", "--annotated", annotated)
    assert (result.status, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert "model" in result.stderr
    assert not annotated.exists()


def test_results_that_exist_are_replaced_only_by_whole_ones(
    formcheck: Command, poses: Path, tmp_path: Path
) -> None:
    json_file = tmp_path / "a.json"
    json_file.write_text("before")
    bad = formcheck("analyse", tmp_path / "no.npz", "--exercise", "plank", "--json", json_file)
    assert bad.status == 2
    assert json_file.read_text() == "before"
    good = formcheck("analyse", poses, "--exercise", "plank", "--json", json_file)
    assert good.status == 0
    assert read_record(json_file).exercise == "plank"


def test_zero_is_used_and_told(formcheck: Command, poses: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    result = formcheck(
        "analyse", poses, "--exercise", "plank", "--zero", "-2.5", "--json", "-", "--report", report
    )
    assert (result.status, result.stderr) == (0, "")
    assert json.loads(result.stdout)["zero_shift_deg"] == -2.5
    assert "-2.5°" in report.read_text("utf-8")


@pytest.mark.parametrize(
    ("exercise", "zero", "reason"),
    [
        ("plank", "6", "personal zero from -5 to 5 degrees, found 6"),
        ("plank", "nan", "personal zero from -5 to 5 degrees, found nan"),
        ("bridge", "2", "Glute bridge has no personal zero, found 2"),
    ],
)
def test_zero_that_cannot_be_used_is_refused(
    formcheck: Command, poses: Path, exercise: str, zero: str, reason: str
) -> None:
    result = formcheck("analyse", poses, "--exercise", exercise, "--zero", zero)
    assert result.status == 2
    assert reason in result.stderr
    assert len(result.stderr.splitlines()) == 1
