"""The icon that leans: which face when, and that faces differ in shape at every size."""

import itertools

import numpy as np
import pytest
from PyQt6.QtCore import QSize
from PyQt6.QtGui import QImage, QPixmap
from pytestqt.qtbot import QtBot

from formcheck.desk.pace import Release
from formcheck.desk.view import DeskState
from formcheck.ui.desk.icons import SIZES_PX, Face, face_of, icon, picture
from tests.ui.desk.desk_views import AFTERNOON, released, view, watching

pytestmark = pytest.mark.gui


def pixels(drawn: QPixmap) -> np.ndarray:
    """Return red, green, blue and opacity: (h, w, 4)."""
    image = drawn.toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    bits = image.constBits()
    assert bits is not None
    bits.setsize(image.sizeInBytes())
    return np.frombuffer(bits, np.uint8).reshape(image.height(), image.width(), 4).astype(int)


def ink(face: Face, size_px: int) -> np.ndarray:
    """Where the figure is, whatever its colour: far from the plate's own."""
    seen = pixels(picture(face, size_px))
    # The upper edge's middle is plate, in every face.
    plate = seen[0, size_px // 2, :3]
    return np.abs(seen[..., :3] - plate).sum(axis=2) * (seen[..., 3] > 128) > 200


@pytest.mark.parametrize("size_px", [16, 22, 24, 32, 48, 64])
def test_two_states_never_differ_by_colour_alone(qtbot: QtBot, size_px: int) -> None:
    for one, other in itertools.combinations(Face, 2):
        apart = ink(one, size_px) ^ ink(other, size_px)
        # A tenth of the figure and more: seen at a glance (judgement).
        assert apart.sum() >= 0.1 * ink(Face.UPRIGHT, size_px).sum(), (one, other)


@pytest.mark.parametrize("size_px", [16, 22, 24, 32, 48, 64])
def test_the_head_goes_forward_and_down(qtbot: QtBot, size_px: int) -> None:
    upright, leaning = ink(Face.UPRIGHT, size_px), ink(Face.LEANING, size_px)
    tops = [int(np.argmax(one.any(axis=1))) for one in (upright, leaning)]
    assert tops[1] - tops[0] >= size_px // 8
    fronts = [np.flatnonzero(one[: size_px // 2].any(axis=0)).max() for one in (upright, leaning)]
    assert fronts[1] - fronts[0] >= size_px // 4


@pytest.mark.parametrize("face", list(Face))
def test_it_is_seen_on_any_panel(qtbot: QtBot, face: Face) -> None:
    # GIVEN the icon on a plate of its own
    seen = pixels(picture(face, 22))
    # THEN the panel shows at the corners alone, and the figure is apart from its plate
    assert seen[0, 0, 3] < 64
    assert (seen[..., 3] == 255).mean() > 0.9
    brightness = seen[..., :3].mean(axis=2)[seen[..., 3] == 255]
    assert brightness.max() - brightness.min() > 120


def test_every_size_is_drawn_by_itself(qtbot: QtBot) -> None:
    made = icon(Face.UPRIGHT)
    assert {one.width() for one in made.availableSizes()} == set(SIZES_PX)
    asked = made.pixmap(QSize(22, 22), 1.0).toImage()
    assert asked == picture(Face.UPRIGHT, 22).toImage().convertToFormat(asked.format())
    # A screen with twice the pixels gets them.
    assert made.pixmap(QSize(22, 22), 2.0).size() == QSize(44, 44)
    assert icon(Face.UPRIGHT) is made


def test_strokes_lie_on_whole_pixels(qtbot: QtBot) -> None:
    # GIVEN the straight back at the usual sizes
    for size_px in (16, 22, 24, 32):
        seen = pixels(picture(Face.UPRIGHT, size_px))[..., :3].sum(axis=2)
        row = seen[round(9 * size_px / 16)]
        # THEN a row through it knows two colours and no third
        assert len(set(row[1:-1].tolist())) == 2, size_px


@pytest.mark.parametrize(
    ("shown", "face"),
    [
        (view(DeskState.OPENING), Face.UNKNOWN),
        (view(DeskState.LEARNING), Face.UNKNOWN),
        (view(DeskState.UNKNOWN), Face.UNKNOWN),
        (view(DeskState.WATCHING), Face.UPRIGHT),
        (watching(), Face.UPRIGHT),
        (watching(lean=True), Face.LEANING),
        (watching(lean=True, snoozed_until=AFTERNOON), Face.SNOOZED),
        (released(Release.PAUSED), Face.PAUSED),
        (released(Release.LOCKED), Face.CLOSED),
        (released(Release.WANTED), Face.CLOSED),
        (view(DeskState.LOST), Face.CLOSED),
        (view(DeskState.FAILED), Face.CLOSED),
        (view(DeskState.ENDED), Face.CLOSED),
    ],
)
def test_the_face_says_how_things_stand(shown, face: Face) -> None:
    assert face_of(shown) is face
