"""The window as the command opens it: on a clip, to its end, with a picture of it."""

from pathlib import Path

import pytest
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import QApplication

from formcheck.capture.paced import PacedSource
from formcheck.capture.webcam import Webcam
from formcheck.cli.live import run_live
from formcheck.errors import ExerciseError, OutputError
from formcheck.ui.run import camera_choices, open_live_source
from tests.capture.pictures import every_ms, write_clip

pytestmark = pytest.mark.gui


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return write_clip(tmp_path / "clip.mp4", every_ms(33, 20))


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.ui.run.user_data_dir", lambda: tmp_path / "data")


@pytest.mark.model
def test_clip_is_played_to_its_end_and_pictured(
    qapp: QApplication, clip: Path, tmp_path: Path
) -> None:
    target = tmp_path / "window.png"
    status = run_live(exercise="bridge", source=str(clip), screenshot=target)
    picture = QImage(str(target))
    assert status == 0
    assert (picture.width(), picture.height()) == (1280, 720)


@pytest.mark.model
def test_picture_that_cannot_be_saved_is_told(
    qapp: QApplication, clip: Path, tmp_path: Path
) -> None:
    with pytest.raises(OutputError, match=r"could not be saved"):
        run_live(exercise="bridge", source=str(clip), screenshot=tmp_path / "no" / "window.png")


@pytest.mark.model
def test_window_remembers_its_place(qapp: QApplication, clip: Path, tmp_path: Path) -> None:
    run_live(exercise="bridge", source=str(clip), close_at_end=True)
    assert "geometry" in (tmp_path / "data" / "window.ini").read_text()
    run_live(exercise="bridge", source=str(clip), close_at_end=True)


def test_unknown_exercise_is_told_before_any_window(qapp: QApplication) -> None:
    with pytest.raises(ExerciseError):
        run_live(exercise="handstand")
    assert not [each for each in qapp.topLevelWidgets() if each.isVisible()]


def test_a_video_plays_like_a_camera_and_a_camera_is_one(clip: Path) -> None:
    assert isinstance(open_live_source(str(clip)), PacedSource)
    assert isinstance(open_live_source("0"), Webcam)


def test_there_is_always_a_camera_to_choose() -> None:
    assert camera_choices()
    assert all(choice.source.isdecimal() for choice in camera_choices())
