"""The command as it is typed."""

from pathlib import Path

import pytest
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import QApplication

from formcheck.cli.main import run
from tests.capture.pictures import every_ms, write_clip

pytestmark = pytest.mark.gui


@pytest.mark.model
def test_a_clip_is_shown_and_pictured(qapp: QApplication, tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", every_ms(33, 10))
    picture = tmp_path / "window.png"
    with pytest.raises(SystemExit) as end:
        run(
            ["live", "--exercise", "plank", "--source", str(clip), "--screenshot", str(picture)],
        )
    assert end.value.code == 0
    assert not QImage(str(picture)).isNull()


def test_unknown_exercise_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        run(["live", "--exercise", "handstand"])
    assert end.value.code == 2
    error = capsys.readouterr().err
    assert "handstand" in error
    assert error.count("\n") == 1
