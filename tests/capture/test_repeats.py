"""Pictures that are no news, and a real reader that meets them."""

from pathlib import Path

import numpy as np
import pytest

from formcheck.capture.frame import Frame
from formcheck.capture.opencv import cv2
from formcheck.capture.repeats import HANGS_S, Repeats
from formcheck.capture.webcam import Webcam
from formcheck.errors import SourceLostError
from tests.capture.pictures import number_of, picture


class Watch:
    """A clock that is set by hand."""

    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def frame(level: int, size: tuple[int, int] = (48, 64)) -> Frame:
    return Frame(0, 0.0, np.full((*size, 3), level, np.uint8))


def test_another_picture_is_news_and_the_same_is_not() -> None:
    repeats = Repeats(Watch())
    shown = [frame(100), frame(100), frame(101), frame(100), frame(100, (40, 64))]
    assert [repeats.is_news(one, "Camera 0") for one in shown] == [True, False, True, True, True]


@pytest.mark.parametrize(("level", "said"), [(100, "stands still"), (5, "is black")])
def test_what_stays_for_long_hangs(level: int, said: str) -> None:
    watch = Watch()
    repeats = Repeats(watch)
    repeats.is_news(frame(level), "Camera 0")
    watch.now_s = HANGS_S - 0.1
    assert not repeats.is_news(frame(level), "Camera 0")
    watch.now_s = HANGS_S
    with pytest.raises(SourceLostError, match=f"Camera 0 {said}"):
        repeats.is_news(frame(level), "Camera 0")


@pytest.fixture
def camera(tmp_path: Path) -> Webcam:
    """A camera that sends each of two pictures twice, then hangs with the third."""
    for index, number in enumerate([1, 1, 2, 2, *[3] * 40]):
        cv2.imwrite(str(tmp_path / f"{index:02}.png"), picture(number))
    path = str(tmp_path / "%02d.png")
    return Webcam(0, opener=lambda _number: cv2.VideoCapture(path, cv2.CAP_IMAGES))


def test_a_webcam_gives_each_picture_once_and_tells_when_it_hangs(
    camera: Webcam, monkeypatch: pytest.MonkeyPatch
) -> None:
    with camera:
        assert camera.info.returns
        assert [number_of(camera.read().image) for _each in range(3)] == [1, 2, 3]
        monkeypatch.setattr("formcheck.capture.repeats.HANGS_S", 0.0)
        with pytest.raises(SourceLostError, match="stands still"):
            camera.read()
