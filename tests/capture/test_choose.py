from pathlib import Path

import pytest

from formcheck.capture.choose import SMALL_FPS, SMALL_PX, open_small, open_source
from formcheck.capture.network import NetworkCamera
from formcheck.capture.paced import PacedSource
from formcheck.capture.video import VideoFile
from formcheck.capture.webcam import Webcam
from formcheck.errors import SourceError
from tests.capture.pictures import write_clip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (0, Webcam),
        ("0", Webcam),
        (" 12 ", Webcam),
        ("Integrated Webcam", Webcam),
        ("Logitech C920 v2.0", Webcam),
        ("http://192.168.0.7:8080/video", NetworkCamera),
        ("https://phone.local/video", NetworkCamera),
        ("RTSP://me:secret@192.168.0.7/live", NetworkCamera),
        ("bridge.mp4", VideoFile),
        ("my clips/bridge", VideoFile),
        ("C:\\clips\\bridge", VideoFile),
        ("~/bridge.mov", VideoFile),
        (Path("12"), VideoFile),
    ],
)
def test_understands_what_was_written(text: str | int | Path, kind: type) -> None:
    assert type(open_source(text)) is kind


@pytest.mark.parametrize("text", [63, "63"])
def test_a_number_is_that_camera(text: str | int) -> None:
    with pytest.raises(SourceError, match="Expected Camera 63,"), open_source(text):
        pass


def test_a_file_that_exists_is_a_file_whatever_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_clip(tmp_path / "a.mp4", [0, 40]).rename(tmp_path / "webcam")
    monkeypatch.chdir(tmp_path)
    with open_source("webcam") as source:
        assert source.info.name == "webcam"
        assert source.read() is not None


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_written_is_told(text: str) -> None:
    with pytest.raises(SourceError, match="nothing is written"):
        open_source(text)


@pytest.mark.parametrize("text", ["ftp://host/video", "file:///clips/bridge.mp4", "udp://@:1234"])
def test_an_unknown_kind_of_address_is_told(text: str) -> None:
    with pytest.raises(SourceError, match="begins with http://, https:// or rtsp://"):
        open_source(text)


def test_at_a_desk_a_webcam_is_opened_small() -> None:
    small = open_small("2")
    assert isinstance(small, Webcam)
    assert (small.camera, small.wish) == (2, (*SMALL_PX, SMALL_FPS))
    video = open_small("a/clip.mp4")
    assert isinstance(video, PacedSource)
    assert isinstance(open_small("http://192.168.0.7:8080/video"), NetworkCamera)
