"""A frame of a video, painted."""

import numpy as np
import pytest
from PyQt6.QtCore import QRectF
from PyQt6.QtGui import QImage, QPainter

from formcheck.ui.picture import Picture

RED, GREEN, BLUE = (0, 0, 255), (0, 255, 0), (255, 0, 0)


def halves(width: int = 40, height: int = 20) -> np.ndarray:
    """Return a picture whose left half is red and whose right half is blue."""
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[:, : width // 2], pixels[:, width // 2 :] = RED, BLUE
    return pixels


def painted(picture: Picture, place: QRectF, **how: bool) -> QImage:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    picture.paint(painter, place, **how)
    painter.end()
    return image


@pytest.mark.parametrize("how", [{}, {"sharp": True}, {"kept": True}])
@pytest.mark.parametrize("width", [40, 160, 1000])
def test_it_is_stretched_to_its_place(how: dict[str, bool], width: int) -> None:
    image = painted(Picture(halves(width)), QRectF(20, 10, 160, 80), **how)
    assert image.pixelColor(60, 50).getRgb()[:3] == RED[::-1]
    assert image.pixelColor(140, 50).getRgb()[:3] == BLUE[::-1]
    assert image.pixelColor(10, 50).getRgb()[:3] == (0, 0, 0)
    assert image.pixelColor(60, 95).getRgb()[:3] == (0, 0, 0)


@pytest.mark.parametrize("how", [{}, {"kept": True}])
def test_as_in_a_mirror_its_sides_are_exchanged(how: dict[str, bool]) -> None:
    picture, place = Picture(halves()), QRectF(20, 10, 160, 80)
    for mirrored, left in ((True, BLUE), (False, RED), (True, BLUE)):
        image = painted(picture, place, mirrored=mirrored, **how)
        assert image.pixelColor(60, 50).getRgb()[:3] == left[::-1]


def test_pixels_are_seen_one_by_one_where_it_is_sharp() -> None:
    place = QRectF(0, 0, 200, 100)
    edges = [painted(Picture(halves(4, 2)), place, sharp=one) for one in (True, False)]
    assert edges[0].pixelColor(98, 50).getRgb()[:3] == RED[::-1]
    assert edges[1].pixelColor(98, 50).getRgb()[:3] not in (RED[::-1], BLUE[::-1])


def test_what_is_kept_is_scaled_again_for_another_size() -> None:
    picture = Picture(halves())
    for size in (160, 80, 160):
        image = painted(picture, QRectF(0, 0, size, size / 2), kept=True)
        assert image.pixelColor(size // 4, 10).getRgb()[:3] == RED[::-1]
        assert image.pixelColor(size - 4, 10).getRgb()[:3] == BLUE[::-1]


def test_of_a_much_larger_picture_every_pixel_counts() -> None:
    pixels = np.zeros((400, 800, 3), np.uint8)
    pixels[:, 3::8] = 255
    image = painted(Picture(pixels), QRectF(0, 0, 100, 50), kept=True)
    assert all(20 < image.pixelColor(x, 25).lightness() < 45 for x in range(100))


def test_its_pixels_are_its_own() -> None:
    pixels = halves()
    picture = Picture(pixels)
    pixels[:] = GREEN
    for how in ({}, {"kept": True}):
        image = painted(picture, QRectF(0, 0, 200, 100), **how)
        assert image.pixelColor(40, 50).getRgb()[:3] == RED[::-1]
    assert picture.size.width() == 40
