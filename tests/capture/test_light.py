"""How well lit pictures are: numbers from formulas, and clips made darker, brighter and misty."""

import numpy as np
import pytest

from formcheck.capture.frame import Frame
from formcheck.capture.light import EVERY_S, Light, Lighting, LightWatch, light_of
from formcheck.capture.video import VideoFile
from formcheck.paths import samples_dir
from samples.mannequin.lens import Lens


def frame_of(image: np.ndarray, time_s: float = 0.0) -> Frame:
    return Frame(0, time_s, np.ascontiguousarray(image, np.uint8))


def plain(blue: int, green: int, red: int) -> np.ndarray:
    return np.full((720, 1280, 3), (blue, green, red), np.uint8)


@pytest.fixture(scope="module")
def room() -> np.ndarray:
    """A rendered room with somebody in it."""
    with VideoFile(samples_dir() / "sitting_good.mp4") as clip:
        frame = clip.read()
    assert frame is not None
    return frame.image


def test_luma_weighs_green_most() -> None:
    assert light_of(frame_of(plain(100, 0, 0))).mean == pytest.approx(11.4, abs=0.01)
    assert light_of(frame_of(plain(0, 100, 0))).mean == pytest.approx(58.7, abs=0.01)
    assert light_of(frame_of(plain(0, 0, 100))).mean == pytest.approx(29.9, abs=0.01)


def test_share_of_white_and_contrast() -> None:
    picture = plain(60, 60, 60)
    picture[:360] = 255
    found = light_of(frame_of(picture))
    assert found.saturated == pytest.approx(0.5)
    assert found.mean == pytest.approx(0.5 * 255 + 0.5 * 60, abs=0.01)
    assert found.contrast == pytest.approx(195.0)


def test_a_small_lamp_is_no_contrast() -> None:
    picture = plain(60, 60, 60)
    picture[:120, :120] = 255
    assert light_of(frame_of(picture)).contrast == pytest.approx(0.0)


@pytest.mark.parametrize("size", [(1, 1), (48, 64), (270, 480), (1080, 1920)])
def test_any_size_will_do(size: tuple[int, int]) -> None:
    picture = np.full((*size, 3), 90, np.uint8)
    assert light_of(frame_of(picture)).mean == pytest.approx(90.0, abs=0.01)


@pytest.mark.parametrize(
    ("mean", "saturated", "contrast", "expected"),
    [
        (120.0, 0.0, 25.0, Lighting.FINE),
        (5.0, 0.0, 25.0, Lighting.FINE),
        (59.9, 0.0, 24.9, Lighting.DARK),
        (0.0, 0.0, 0.0, Lighting.DARK),
        (60.0, 0.0, 24.9, Lighting.MISTY),
        (200.0, 0.71, 100.0, Lighting.GLARE),
        (200.0, 0.70, 100.0, Lighting.FINE),
        (250.0, 0.95, 0.0, Lighting.GLARE),
    ],
)
def test_one_thing_is_wrong_at_most(
    mean: float, saturated: float, contrast: float, expected: Lighting
) -> None:
    assert Light(mean, saturated, contrast).lighting is expected


@pytest.mark.parametrize(
    ("lens", "expected"),
    [
        (Lens(), Lighting.FINE),
        (Lens(exposure=0.5, noise_sd=4.0), Lighting.FINE),
        (Lens(exposure=0.1, noise_sd=4.0), Lighting.DARK),
        (Lens(exposure=0.0), Lighting.DARK),
        (Lens(exposure=1.3), Lighting.FINE),
        (Lens(exposure=2.2), Lighting.GLARE),
        (Lens(backlight=0.8), Lighting.FINE),
    ],
)
def test_a_room_with_the_lights_turned_down_and_up(
    room: np.ndarray, lens: Lens, expected: Lighting
) -> None:
    picture = lens.picture(np.ascontiguousarray(room[..., ::-1]), 0)[..., ::-1]
    assert light_of(frame_of(picture)).lighting is expected


def test_a_greasy_lens_is_misty(room: np.ndarray) -> None:
    assert light_of(frame_of(room * 0.1 + 115.0)).lighting is Lighting.MISTY


def test_it_looks_now_and_then() -> None:
    watch = LightWatch()
    first = watch.look(frame_of(plain(90, 90, 90), 5.0))
    assert watch.look(frame_of(plain(10, 10, 10), 5.0 + 0.9 * EVERY_S)) is first
    assert watch.look(frame_of(plain(10, 10, 10), 5.0 + EVERY_S)).mean == pytest.approx(10.0)
