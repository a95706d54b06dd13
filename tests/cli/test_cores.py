"""On how many cores a recording is looked at, as it is asked for."""

import os
from pathlib import Path
from typing import Final

import pytest

from formcheck.pose.segments import Lengths
from tests.capture.pictures import every_ms, write_clip
from tests.cli.conftest import Command
from tests.conftest import ROOT

_STEP_MS: Final = 1500.0
_NOTES_ITSELF: Final = """
import os, sys
with open(os.environ["STARTED"], "a") as file:
    file.write(" ".join(sys.orig_argv) + "\\n")
"""


@pytest.fixture(scope="module")
def long_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More than two segments, with few pictures in them."""
    count = round(2.2 * 1000 * Lengths().segment_s / _STEP_MS)
    return write_clip(tmp_path_factory.mktemp("long") / "clip.mp4", every_ms(_STEP_MS, count))


@pytest.mark.model
@pytest.mark.parametrize("cores", [1, 2])
def test_so_many_processes_look_as_are_asked_for(
    cores: int, long_clip: Path, program: Command, tmp_path: Path
) -> None:
    # GIVEN every Python that starts makes a note of it
    (tmp_path / "sitecustomize.py").write_text(_NOTES_ITSELF, "utf-8")
    started = tmp_path / "started.txt"
    # WHEN a recording of three segments is looked at
    result = program(
        "analyse", long_clip, "--exercise", "bridge", "--cores", str(cores), "--json", "-",
        PYTHONPATH=os.pathsep.join([str(tmp_path), str(ROOT)]), STARTED=str(started),
    )  # fmt: skip
    # THEN it is by as many processes as were asked for
    assert (result.status, result.stderr) == (0, "")
    lookers = [line for line in started.read_text("utf-8").splitlines() if "look_worker" in line]
    assert len(lookers) == cores


def test_no_core_is_none_to_look_with(formcheck: Command, long_clip: Path) -> None:
    result = formcheck("analyse", long_clip, "--exercise", "bridge", "--cores", "0")
    assert result.status == 2
    assert "--cores" in result.stderr
