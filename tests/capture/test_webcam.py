from pathlib import Path

import numpy as np
import pytest

from formcheck.capture.opencv import cv2
from formcheck.capture.webcam import Webcam, open_device
from formcheck.errors import SourceError, SourceLostError
from tests.capture.pictures import HEIGHT, UPRIGHT, WIDTH, corners, every_ms, number_of, write_clip

NO_SUCH_CAMERA = 63


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Stand in for a camera that is unplugged after eight pictures: the same reader of OpenCV."""
    return write_clip(tmp_path / "camera.mp4", every_ms(100 / 3, 8))


class Device:
    """Opens a clip instead of a camera, and remembers it to see whether it was released."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.number = -1
        self.capture = cv2.VideoCapture()

    def __call__(self, number: int) -> cv2.VideoCapture:
        self.number = number
        self.capture = cv2.VideoCapture(str(self.path), cv2.CAP_FFMPEG)
        return self.capture


def test_gives_the_pictures_of_the_camera(clip: Path) -> None:
    device = Device(clip)
    with Webcam(3, opener=device) as camera:
        assert camera.info.live
        assert camera.info.name == "Camera 3"
        assert camera.info.size_px == (WIDTH, HEIGHT)
        assert camera.info.duration_s is None
        frames = [camera.read() for _ in range(8)]
    assert device.number == 3
    assert [number_of(frame.image) for frame in frames] == list(range(8))
    assert [frame.index for frame in frames] == list(range(8))
    assert all(corners(frame.image) == UPRIGHT for frame in frames)


def test_times_start_at_zero_and_increase(clip: Path) -> None:
    with Webcam(0, opener=Device(clip)) as camera:
        times_s = [camera.read().time_s for _ in range(8)]
    assert times_s[0] == 0
    assert np.all(np.diff(times_s) > 0)


def test_who_looks_rarely_sees_the_present(clip: Path) -> None:
    # GIVEN a camera that keeps one picture until somebody reads
    with Webcam(0, rarely=True, opener=Device(clip)) as camera:
        frames = [camera.read() for _ in range(4)]
    # THEN the first is as it is, and each that had waited is thrown away
    assert [number_of(frame.image) for frame in frames] == [0, 2, 4, 6]


@pytest.mark.slow
def test_an_unplugged_camera_is_lost_and_released(clip: Path) -> None:
    device = Device(clip)
    with Webcam(0, opener=device) as camera:
        frames = [camera.read() for _ in range(8)]
        with pytest.raises(SourceLostError) as caught:
            camera.read()
    assert len(frames) == 8
    assert "Camera 0 gives no more pictures" in str(caught.value)
    assert "is kept" in str(caught.value)
    assert not device.capture.isOpened()


def test_a_camera_that_gives_nothing_is_busy(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a device that opens but has no picture left to give
    def exhausted(number: int) -> cv2.VideoCapture:
        capture = Device(clip)(number)
        while capture.grab():
            pass
        return capture

    monkeypatch.setattr("formcheck.capture.webcam._FIRST_FRAME_S", 0.2)
    # THEN opening it says so
    with pytest.raises(SourceError, match="close other apps"):
        Webcam(0, opener=exhausted).__enter__()


def test_says_what_to_do_when_the_camera_is_missing() -> None:
    with pytest.raises(SourceError) as caught:
        Webcam(NO_SUCH_CAMERA).__enter__()
    assert f"Expected Camera {NO_SUCH_CAMERA}, but " in str(caught.value)
    assert not isinstance(caught.value, SourceLostError)


def test_says_what_to_do_when_no_camera_has_the_name() -> None:
    with pytest.raises(SourceError, match='called "No such make"'):
        Webcam("No such make").__enter__()


def test_a_missing_device_is_not_open() -> None:
    capture = open_device(NO_SUCH_CAMERA)
    assert not capture.isOpened()


@pytest.mark.camera
def test_a_real_camera_gives_pictures() -> None:
    if not open_device(0).isOpened():
        pytest.skip("there is no camera on this computer")
    with Webcam(0) as camera:
        frames = [camera.read() for _ in range(10)]
    assert np.all(np.diff([frame.time_s for frame in frames]) > 0)
