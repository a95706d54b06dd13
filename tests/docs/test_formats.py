"""The pages on file formats: every key is in them, and their examples work."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formcheck.care.programme_file import check_programme, read_programme
from formcheck.exercises.loader import load_exercise
from formcheck.pose.recorded import load_poses
from formcheck.report import json_report
from formcheck.report.json_report import to_json
from formcheck.review import review_file
from formcheck.session.moves import known_moves
from formcheck.session.offline import analyse_poses
from formcheck.session.session import Session
from tools.format_pages import FOLDER, TABLES, with_tables

PAGES = sorted(FOLDER.glob("*.md"))


def block(page: str, kind: str, number: int = 0) -> str:
    """Return one of the examples of a page."""
    text = (FOLDER / page).read_text("utf-8")
    found: list[str] = re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)
    return found[number]


def keys(value: object) -> set[str]:
    """Return every key in a table, and in the tables within."""
    if isinstance(value, list):
        return {key for one in value for key in keys(one)}
    if isinstance(value, dict):
        return {*value, *(key for one in value.values() for key in keys(one))}
    return set()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_table_is_that_of_the_types(path: Path) -> None:
    text = path.read_text("utf-8")
    assert with_tables(text) == text, "make docs brings it up to date"


def test_no_type_is_without_its_table() -> None:
    marked = re.findall(r"<!-- table: (\w+) -->", "".join(one.read_text("utf-8") for one in PAGES))
    lists = {"FEATURES", "JOINTS", "SETTINGS", "DESK_SETTINGS"}
    assert set(marked) == {*TABLES, *lists} - {"Keeps"}
    assert TABLES["Keeps"].model_fields.keys() == TABLES["Start"].model_fields.keys()


def test_the_exercise_counts_a_recording(tmp_path: Path, repo_root: Path) -> None:
    path = tmp_path / "half-squat.toml"
    path.write_text(block("exercise.md", "toml"), "utf-8")
    exercise = load_exercise(path)
    poses = load_poses(repo_root / "tests" / "clips" / "poses" / "squat_trunk_forward.npz")
    record = analyse_poses(poses, Session(exercise), name="squat")
    assert (record.counts.full, record.counts.partial) == (2, 0)
    assert {fault.check for fault in record.faults} == {"trunk_forward"}


def test_the_programme_is_right(tmp_path: Path) -> None:
    path = tmp_path / "monday-plan.toml"
    path.write_text(block("programme.md", "toml"), "utf-8")
    assert check_programme(path, known_moves()) == ()
    assert [one.exercise for one in read_programme(path).exercises] == [
        "knee-plank",
        "bridge",
        "hip-flexor",
    ]


def test_the_session_is_read_as_it_stands() -> None:
    told = json.loads(block("files.md", "json"))
    assert to_json(json_report.from_json(told, "files.md")) == told
    assert_explained(told)


def test_the_corrections_are_read_as_they_stand() -> None:
    text = block("files.md", "json", 1)
    review = review_file.from_json(text.encode(), "files.md")
    assert json.loads(review_file.to_json(review)) == json.loads(text)
    shown = {key for step in json.loads(text)["steps"] for key in step}
    assert shown == set(review_file._Step.model_fields)
    assert_explained(dict.fromkeys(shown))


def test_every_array_of_landmarks_is_explained(repo_root: Path) -> None:
    clips = repo_root / "tests" / "clips"
    for file in (next((clips / "poses_outline").glob("*.npz")), clips / "poses" / "squat_good.npz"):
        with np.load(file) as arrays:
            assert_explained(dict.fromkeys(arrays.files))


def assert_explained(told: dict[str, Any]) -> None:
    """Every key stands in a table of the page."""
    rows = [
        line for line in (FOLDER / "files.md").read_text("utf-8").splitlines() if line[:1] == "|"
    ]
    said = set(re.findall(r"`(\w+)`", "\n".join(rows)))
    assert keys(told) <= said
