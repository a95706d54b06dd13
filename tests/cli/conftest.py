"""Small real files, and the command line run in this process or in one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from formcheck.cli.main import run
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.recorded import RecordedPoses, save_poses
from tests.capture.pictures import every_ms, write_clip
from tests.conftest import ROOT


@dataclass(frozen=True)
class Result:
    status: int
    stdout: str
    stderr: str


Command = Callable[..., Result]


@pytest.fixture
def formcheck(capfd: pytest.CaptureFixture[str]) -> Command:
    """Run the command line in this process."""

    def call(*arguments: str | Path) -> Result:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            run([str(argument) for argument in arguments])
        assert isinstance(ended.value.code, int)
        return Result(ended.value.code, *capfd.readouterr())

    return call


@pytest.fixture
def program() -> Command:
    """Run the program in a process of its own, as a user does."""

    def call(*arguments: str | Path, **variables: str) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "formcheck", *map(str, arguments)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
            timeout=300,
            check=False,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    return call


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second of coloured fields with nobody in them."""
    return write_clip(tmp_path_factory.mktemp("clip") / "clip.mp4", every_ms(1000 / 30, 30))


@pytest.fixture(scope="session")
def poses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of somebody who does nothing of use."""
    count = 60
    grid = np.stack([100 + 10 * np.arange(33.0), 60 + 5 * np.arange(33.0)], axis=1)
    path = tmp_path_factory.mktemp("poses") / "poses.npz"
    save_poses(
        path,
        RecordedPoses(
            time_s=np.arange(count) / 30,
            image_px=np.repeat(grid[None], count, axis=0),
            world_m=np.zeros((count, 33, 3)),
            visibility=np.full((count, 33), 0.9),
            image_size=(640, 360),
            model=ModelInfo("recorded", ""),
        ),
    )
    return path
