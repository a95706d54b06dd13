"""The picture of a movement: it moves while it is seen, or stands still for whoever wants that."""

import numpy as np
import pytest
from PyQt6.QtCore import QPointF, QRectF
from PyQt6.QtGui import QColor, QImage
from PyQt6.QtWidgets import QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from formcheck.care.programme import Side
from formcheck.exercises.loader import list_exercises, load_exercise
from formcheck.overlay.figure_scene import Box
from formcheck.overlay.figure_shapes import Shade
from formcheck.ui.figure_painter import ink, placed, sides
from formcheck.ui.figure_view import FigureView, cells, described
from formcheck.ui.look import DARK, LIGHT, Colours, Look, Palette

pytestmark = pytest.mark.gui
SIZES = ((420, 300), (900, 500), (300, 620))


def view_on(
    qtbot: QtBot,
    slug: str = "bridge",
    *,
    still: bool = False,
    colours: Colours = Colours.DARK,
    size: tuple[int, int] = SIZES[0],
) -> FigureView:
    view = FigureView(Look.of_window(720, colours, 100), reduced_motion=still)
    qtbot.addWidget(view)
    view.resize(*size)
    view.show_exercise(load_exercise(slug))
    return view


def pixels(view: QWidget) -> np.ndarray:
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    bits = image.constBits()
    assert bits is not None
    # The picture's memory goes with it.
    flat = np.frombuffer(bits.asarray(image.sizeInBytes()), np.uint8).copy()
    return flat.reshape(image.height(), image.bytesPerLine() // 4, 4)[:, : image.width(), 2::-1]


def drawn(view: FigureView, palette: Palette) -> np.ndarray:
    """Return where something else than the ground is, corners left out."""
    ground = np.array(QColor(palette.surface).getRgb()[:3])
    other = (pixels(view) != ground).any(axis=2)
    other[:9, :9] = other[:9, -9:] = other[-9:, :9] = other[-9:, -9:] = False
    return other


def test_it_moves_while_it_is_seen_and_only_then(qtbot: QtBot) -> None:
    # GIVEN a picture that is not on the screen yet
    view = view_on(qtbot)
    assert not view.moves
    # WHEN it is shown
    view.show()
    qtbot.waitExposed(view)
    # THEN it moves by itself
    assert view.moves
    before = pixels(view)
    qtbot.waitUntil(lambda: bool((pixels(view) != before).any()), timeout=5000)
    # WHEN it is hidden THEN it stops
    view.hide()
    assert not view.moves


def test_whoever_wants_no_motion_sees_the_poses_side_by_side(qtbot: QtBot) -> None:
    # GIVEN somebody who wants no motion
    view = view_on(qtbot, "bird-dog", still=True, size=SIZES[1])
    # WHEN the picture is shown
    view.show()
    qtbot.waitExposed(view)
    # THEN it stands still
    assert view.still
    assert not view.moves
    before = pixels(view)
    qtbot.wait(120)
    assert (pixels(view) == before).all()
    # AND three poses are apart from each other
    columns = drawn(view, DARK).any(axis=0)
    rows = drawn(view, DARK).any(axis=1)
    gaps = np.diff(np.flatnonzero(columns)).max(), np.diff(np.flatnonzero(rows)).max()
    assert max(gaps) > 5
    # WHEN motion is wanted again THEN it moves
    view.set_reduced_motion(reduced=False)
    assert view.moves


class StillStyle(QProxyStyle):
    """The style of a desktop that moves nothing."""

    @override
    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint is QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, returnData)


def test_a_desktop_without_motion_is_heeded(qtbot: QtBot) -> None:
    # GIVEN a desktop whose style moves nothing
    view = view_on(qtbot)
    style = StillStyle()
    view.setStyle(style)
    # WHEN the picture is shown
    view.show()
    qtbot.waitExposed(view)
    # THEN it stands still
    assert view.still
    assert not view.moves


def test_a_posture_of_one_pose_has_nothing_to_move(qtbot: QtBot) -> None:
    for still in (False, True):
        # GIVEN an exercise with one key pose
        view = view_on(qtbot, "standing", still=still)
        # WHEN it is shown
        view.show()
        qtbot.waitExposed(view)
        # THEN its pose is there, and no time is spent on it
        assert not view.moves
        assert drawn(view, DARK).any()


@pytest.mark.parametrize("still", [False, True])
@pytest.mark.parametrize("colours", [Colours.DARK, Colours.LIGHT])
def test_every_movement_has_a_picture_in_every_size_and_colour(
    qtbot: QtBot, colours: Colours, *, still: bool
) -> None:
    palette = DARK if colours is Colours.DARK else LIGHT
    # GIVEN a place for pictures
    view = view_on(qtbot, colours=colours, still=still)
    for number, exercise in enumerate(list_exercises()):
        # WHEN an exercise is shown in it
        view.resize(*SIZES[number % len(SIZES)])
        view.show_exercise(exercise)
        found = drawn(view, palette)
        # THEN there is a picture, it fills its place in one direction, and it is not cut off
        assert found.mean() > 0.02, exercise.slug
        assert not found[0].any()
        assert not found[-1].any()
        assert not found[:, 0].any()
        assert not found[:, -1].any()
        spans = found.any(axis=0).mean(), found.any(axis=1).mean()
        assert max(spans) > (0.45 if still else 0.85), exercise.slug


def test_an_exercise_without_key_poses_shows_its_words(qtbot: QtBot) -> None:
    # GIVEN an exercise of ones own, which has none
    view = view_on(qtbot)
    exercise = load_exercise("bridge").model_copy(update={"figure": None})
    # WHEN it is shown
    view.show_exercise(exercise)
    view.show()
    qtbot.waitExposed(view)
    # THEN its words are there, and nothing moves
    assert drawn(view, DARK).any()
    assert not view.moves


def test_before_any_exercise_there_is_an_empty_place(qtbot: QtBot) -> None:
    view = FigureView(Look.of_window(720, Colours.DARK, 100))
    qtbot.addWidget(view)
    view.resize(*SIZES[0])
    view.show()
    qtbot.waitExposed(view)
    assert view.exercise is None
    assert not view.moves
    assert not drawn(view, DARK).any()


def test_a_screen_reader_hears_the_title_and_the_movement_in_words(qtbot: QtBot) -> None:
    # GIVEN two exercises, one after the other
    view = view_on(qtbot)
    bridge, squat = load_exercise("bridge"), load_exercise("squat")
    assert view.accessibleName() == bridge.title
    # WHEN the second is shown
    view.show_exercise(squat)
    # THEN name and description are those of the second
    assert view.exercise is squat
    assert view.accessibleName() == squat.title
    assert view.accessibleDescription() == described(squat)
    assert squat.summary in described(squat)
    assert squat.setup[0] in described(squat)


def test_the_right_side_is_shown_as_the_left_one_in_a_mirror(qtbot: QtBot) -> None:
    # GIVEN the stills of a movement of one side
    view = view_on(qtbot, "side-plank", still=True, size=SIZES[2])
    exercise = load_exercise("side-plank")
    view.show_exercise(exercise, Side.LEFT)
    left = drawn(view, DARK)[-250:]
    # WHEN it is done with the other side
    view.show_exercise(exercise, Side.RIGHT)
    right = drawn(view, DARK)[-250:]
    # THEN its picture is mirrored in its place
    assert (left != right).any()
    assert (left[:, ::-1] != right).mean() < 0.01
    view.show_exercise(exercise)
    assert (drawn(view, DARK)[-250:] == left).all()


def test_another_exercise_begins_with_its_first_pose(qtbot: QtBot) -> None:
    view = view_on(qtbot)
    qtbot.waitUntil(lambda: view.at_s > 0.05, timeout=5000)
    before_s = view.at_s
    view.show_exercise(load_exercise("squat"))
    assert view.at_s < before_s


def test_it_can_be_dressed_again(qtbot: QtBot) -> None:
    view = view_on(qtbot, "standing")
    dark = pixels(view)
    view.dress(Look.of_window(720, Colours.LIGHT, 100))
    assert tuple(pixels(view)[150, 20]) == QColor(LIGHT.surface).getRgb()[:3]
    assert tuple(dark[150, 20]) == QColor(DARK.surface).getRgb()[:3]


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_far_limbs_are_paler_and_all_shades_can_be_told_from_the_ground(palette: Palette) -> None:
    ground = QColor(palette.surface).lightnessF()
    apart = {shade: abs(ink(shade, palette).lightnessF() - ground) for shade in Shade}
    assert apart[Shade.NEAR] > apart[Shade.TRUNK] > apart[Shade.FAR] + 0.15
    assert apart[Shade.FAR] > apart[Shade.THING] > apart[Shade.FLOOR] > 0.05


@pytest.mark.parametrize("box", [(-1.0, -2.0, 4.0, 2.0), (0.5, -0.2, 0.3, 1.9)])
def test_a_box_is_put_in_the_middle_of_its_place_and_fills_it(box: Box) -> None:
    place = QRectF(10.0, 20.0, 300.0, 200.0)
    scale, origin = placed(box, place)
    left, top, width, height = box
    shown = QRectF(origin + QPointF(left, top) * scale, origin)
    shown.setSize(QRectF(0.0, 0.0, width * scale, height * scale).size())
    assert shown.center() == place.center()
    assert place.adjusted(-0.01, -0.01, 0.01, 0.01).contains(shown)
    assert shown.width() == pytest.approx(300.0) or shown.height() == pytest.approx(200.0)


def test_stills_share_their_place_so_that_they_are_as_large_as_they_can_be() -> None:
    place = QRectF(0.0, 0.0, 600.0, 300.0)
    tall = cells(place, 3, shape=0.5, head_px=20.0)
    assert [cell.top() for cell in tall] == [0.0] * 3
    assert [cell.left() for cell in tall] == [0.0, 200.0, 400.0]
    wide = cells(place, 3, shape=3.0, head_px=20.0)
    assert [(cell.left(), cell.top()) for cell in wide] == [(0.0, 0.0), (300.0, 0.0), (0.0, 150.0)]
    assert all(place.contains(cell) for cell in (*tall, *wide))


def test_the_sides_between_two_circles_touch_both() -> None:
    found = sides(QPointF(0.0, 0.0), 10.0, QPointF(100.0, 0.0), 10.0)
    corners = sorted((round(at.x(), 6), round(at.y(), 6)) for at in found)
    assert corners == [(0.0, -10.0), (0.0, 10.0), (100.0, -10.0), (100.0, 10.0)]
    narrow = sides(QPointF(0.0, 0.0), 30.0, QPointF(100.0, 0.0), 10.0)
    assert {round(abs(at.x())) for at in narrow} == {6, 102}
    assert sides(QPointF(0.0, 0.0), 10.0, QPointF(3.0, 0.0), 4.0).isEmpty()
