"""``formcheck review`` from the command line, in a window that nobody sees."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from formcheck.cli.main import run


def test_what_cannot_be_reviewed_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["review", str(tmp_path)])

    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith("formcheck: Expected a recording in")
    assert told.count("\n") == 1


def test_without_a_screen_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"")
    bare = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }

    done = subprocess.run(
        [sys.executable, "-m", "formcheck", "review", str(tmp_path / "a.mp4")],
        env=bare,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "Expected a screen to open the window on" in done.stderr
