"""The picture on the stage: where it is, how near one looks, what is over it."""

from dataclasses import replace

import numpy as np
import pytest
from PyQt6.QtCore import QEvent, QPoint, QPointF, Qt
from PyQt6.QtGui import QColor, QNativeGestureEvent, QPointingDevice
from PyQt6.QtWidgets import QApplication, QGestureEvent, QPinchGesture
from pytestqt.qtbot import QtBot

from formcheck.landmarks import Landmark
from formcheck.overlay.compose import skeleton
from formcheck.overlay.scene import Dot, Line, Scene, Tone
from formcheck.review.edits import Mark, Note
from formcheck.ui.look import DARK, LIGHT, Colours
from formcheck.ui.review.marks_painter import HAND
from formcheck.ui.review.stage import Stage
from formcheck.ui.review.tools import Tool
from formcheck.ui.theme import STYLES, TEXT
from tests.ui.review.pointer import turn
from tests.ui.review.stage_parts import (
    ANGLE,
    DRAWING,
    LINE,
    SIZE,
    TIME_S,
    count,
    look_of,
    picture_of,
    pose_of,
    stage_on,
)

pytestmark = pytest.mark.gui
NO_KEYS = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
GOOD = STYLES[Tone.GOOD].colour
CROSS = Scene(SIZE, lines=(Line((0.0, 180.0), (640.0, 180.0), Tone.GOOD),))


def dotted() -> np.ndarray:
    """Return a picture with one white pixel at (200, 100)."""
    pixels = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    pixels[100, 200] = 255
    return pixels


@pytest.mark.parametrize("size", [(1280, 720), (900, 300), (400, 700)])
def test_places_are_exact_both_ways(qtbot: QtBot, size: tuple[int, int]) -> None:
    # GIVEN a stage of any shape, seen as a whole and from near
    stage = stage_on(qtbot, size=size)
    for notches in (0, 6):
        turn(stage, QPointF(size[0] * 0.4, size[1] * 0.5), notches)
        # WHEN a place goes to the screen and back, THEN it is the same
        for at in ((0.0, 0.0), (123.4, 56.7), (640.0, 360.0)):
            assert stage.to_picture(stage.to_widget(at)) == pytest.approx(at, abs=1e-6)


@pytest.mark.parametrize("notches", [0, 12])
def test_pixels_are_where_their_places_are(qtbot: QtBot, notches: int) -> None:
    # GIVEN a picture with one white pixel, seen as a whole or from near
    stage = stage_on(qtbot)
    turn(stage, stage.to_widget((200.5, 100.5)), notches)
    # WHEN it is shown
    stage.show_frame(dotted(), None, time_s=TIME_S)
    # THEN it is where the stage says, and nowhere else
    image, scale = picture_of(stage), stage.lens.scale
    at = stage.to_widget((200.5, 100.5)).toPoint()
    assert image.pixelColor(at).lightness() > 100
    beside = stage.to_widget((200.5, 103.5)).toPoint()
    assert image.pixelColor(beside).lightness() < 30
    if notches:  # Its edges are sharp from near.
        edge = round(stage.to_widget((201.0, 100.5)).x())
        assert scale > 20
        assert image.pixelColor(edge - 2, at.y()).lightness() > 250
        assert image.pixelColor(edge + 2, at.y()).lightness() < 5


def test_the_wheel_goes_nearer_to_what_is_beneath_the_mouse(qtbot: QtBot) -> None:
    # GIVEN a stage and a place on it
    stage, at = stage_on(qtbot), QPointF(1000, 200)
    place = stage.to_picture(at)
    # WHEN the wheel is turned
    turn(stage, at, 5)
    # THEN it is larger, and the place is where it was; turned back, the whole is seen
    assert stage.lens.factor == pytest.approx(1.25**5)
    assert stage.to_picture(at) == pytest.approx(place)
    turn(stage, QPointF(10, 10), -9)
    assert not stage.lens.zoomed


def test_keys_go_nearer_too(qtbot: QtBot) -> None:
    stage = stage_on(qtbot)
    # WHEN Ctrl and plus are pressed, THEN it is larger, about the middle
    qtbot.keyClick(stage, Qt.Key.Key_Plus, CONTROL)
    qtbot.keyClick(stage, Qt.Key.Key_Equal, CONTROL)
    qtbot.keyClick(stage, Qt.Key.Key_Minus, CONTROL)
    assert stage.lens.factor == pytest.approx(1.25)
    qtbot.keyClick(stage, Qt.Key.Key_Equal, NO_KEYS)
    assert stage.lens.factor == pytest.approx(1.25)
    # WHEN Ctrl and 0 are pressed, THEN the whole is seen
    qtbot.keyClick(stage, Qt.Key.Key_0, CONTROL)
    assert not stage.lens.zoomed


def test_two_fingers_go_nearer(qtbot: QtBot) -> None:
    stage = stage_on(qtbot)
    # WHEN two fingers move apart on a screen
    pinch = QPinchGesture()
    pinch.setScaleFactor(2.0)
    pinch.setCenterPoint(QPointF(stage.mapToGlobal(QPoint(100, 100))))
    QApplication.sendEvent(stage, QGestureEvent([pinch]))
    # THEN it is larger
    assert stage.lens.factor == pytest.approx(2.0)
    # WHEN they do on a touchpad, THEN it is, too
    at, kind = QPointF(100, 100), Qt.NativeGestureType.ZoomNativeGesture
    device = QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(kind, device, 2, at, at, at, 0.5, QPointF())
    QApplication.sendEvent(stage, event)
    assert stage.lens.factor == pytest.approx(3.0)


@pytest.mark.parametrize("button", [Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton])
def test_from_near_the_picture_goes_with_the_mouse(qtbot: QtBot, button: Qt.MouseButton) -> None:
    # GIVEN a picture seen from near
    stage = stage_on(qtbot)
    turn(stage, QPointF(640, 360), 6)
    place = stage.to_picture(QPointF(600, 300))
    # WHEN it is dragged
    qtbot.mousePress(stage, button, pos=QPoint(600, 300))
    qtbot.mouseMove(stage, QPoint(650, 330))
    qtbot.mouseMove(stage, QPoint(700, 350))
    qtbot.mouseRelease(stage, button, pos=QPoint(700, 350))
    # THEN what was beneath the mouse still is, and stays when the mouse goes on
    qtbot.mouseMove(stage, QPoint(100, 100))
    assert stage.to_picture(QPointF(700, 350)) == pytest.approx(place)


def test_lines_stay_as_wide_from_near(qtbot: QtBot) -> None:
    stage = stage_on(qtbot)
    stage.show_frame(None, CROSS, time_s=TIME_S)

    def width() -> int:
        image = picture_of(stage)
        return sum(image.pixelColor(640, y) == QColor(GOOD) for y in range(300, 420))

    whole = width()
    turn(stage, QPointF(640, 360), 8)
    assert whole >= 2
    assert abs(width() - whole) <= 1


def test_the_ghost_is_faint_and_behind(qtbot: QtBot) -> None:
    # GIVEN a body and its ghost at the same place
    stage = stage_on(qtbot)
    stage.show_frame(np.zeros((360, 640, 3), np.uint8), CROSS, time_s=TIME_S)
    stage.clearFocus()
    bare = count(picture_of(stage), TEXT)
    higher = replace(CROSS, lines=(Line((0.0, 80.0), (640.0, 80.0), Tone.FAULT),))
    # WHEN it is shown
    stage.show_ghost(higher)
    # THEN it is seen, not as bright as words, and the body as before
    image = picture_of(stage)
    assert 60 < image.pixelColor(640, 160).lightness() < 220
    assert image.pixelColor(640, 360) == QColor(GOOD)
    # WHEN it is taken away, THEN it is gone
    stage.show_ghost(None)
    assert picture_of(stage).pixelColor(640, 160).lightness() == 0
    assert count(picture_of(stage), TEXT) == bare


def test_what_was_found_is_hidden_but_for_moving_landmarks(qtbot: QtBot) -> None:
    stage = stage_on(qtbot)
    stage.show_frame(None, CROSS, time_s=TIME_S, pose=pose_of())
    # WHEN the skeleton is switched off, THEN it is not seen
    stage.set_overlay(shown=False)
    assert not count(picture_of(stage), GOOD)
    # WHEN somebody takes the tool that moves landmarks, THEN it is: nobody moves what is not seen
    stage.set_tool(Tool.MOVE)
    assert count(picture_of(stage), GOOD)


def test_marks_of_this_frame_are_seen_with_their_values_and_others_faintly(qtbot: QtBot) -> None:
    # GIVEN marks of this frame
    asked: list[str] = []

    def text_of(mark: Mark) -> str:
        asked.append(mark.id)
        return f"value of {mark.id}"

    stage = stage_on(qtbot, text_of=text_of)
    bare = count(picture_of(stage), HAND)
    stage.set_marks((ANGLE, LINE, DRAWING, Note("n", TIME_S, "a few words")))
    # THEN they are seen
    own = count(picture_of(stage), HAND)
    assert own > bare + 500
    assert set(asked) == {"angle", "line"}
    # WHEN the next frame is shown, THEN they are seen faintly, for they were not measured here
    asked.clear()
    stage.show_frame(None, None, time_s=TIME_S + 0.04)
    assert count(picture_of(stage), HAND) == 0
    near = picture_of(stage)
    assert asked == []
    # WHEN it is long gone, THEN they are not seen
    stage.show_frame(None, None, time_s=TIME_S + 1.0)
    gone = picture_of(stage)
    assert near != gone
    stage.set_marks(())
    assert picture_of(stage) == gone


def test_a_landmark_under_the_mouse_is_named(qtbot: QtBot) -> None:
    # GIVEN a body
    stage = stage_on(qtbot)
    before = picture_of(stage)
    # WHEN the mouse comes near a landmark
    qtbot.mouseMove(stage, QPoint(5, 5))
    at = stage.to_widget(tuple(pose_of().image_px[Landmark.LEFT_KNEE])).toPoint()
    qtbot.mouseMove(stage, at + QPoint(4, 3))
    # THEN it is named, on the screen and to a screen reader
    assert stage.accessibleDescription() == "left knee"
    assert picture_of(stage) != before
    # WHEN it goes away, THEN no more
    qtbot.mouseMove(stage, QPoint(1200, 20))
    assert stage.accessibleDescription() == ""
    # and neither when it leaves the stage
    qtbot.mouseMove(stage, at)
    QApplication.sendEvent(stage, QEvent(QEvent.Type.Leave))
    assert stage.accessibleDescription() == ""


def test_without_a_picture_there_is_a_plain_ground_in_the_colours_of_the_look(
    qtbot: QtBot,
) -> None:
    # GIVEN a stage that nobody told the size of, in a flat room
    stage = Stage(look_of())
    qtbot.addWidget(stage)
    stage.resize(1000, 360)
    # WHEN it shows a body alone, THEN there is a ground as large as its picture
    stage.show_frame(None, skeleton(pose_of(), mirrored=False), time_s=0.0)
    assert stage.lens.picture_px == SIZE
    image = picture_of(stage)
    assert image.pixelColor(20, 20) == QColor(DARK.background)
    assert image.pixelColor(500, 350) == QColor(DARK.raised)
    # WHEN it is to be light, THEN it is
    stage.set_look(look_of(Colours.LIGHT))
    assert picture_of(stage).pixelColor(500, 350) == QColor(LIGHT.raised)


def test_pixels_of_another_size_are_shown_in_the_places_of_the_poses(qtbot: QtBot) -> None:
    # GIVEN a stage that was told how large the picture of the poses is
    stage = stage_on(qtbot)
    # WHEN a smaller copy of the picture is shown
    half = np.zeros((180, 320, 3), np.uint8)
    half[:, 160:] = 255
    stage.show_frame(half, None, time_s=TIME_S)
    # THEN places are told as before
    image = picture_of(stage)
    x = round(stage.to_widget((320.0, 0.0)).x())
    assert image.pixelColor(x - 10, 400).lightness() < 10
    assert image.pixelColor(x + 10, 400).lightness() > 245
    # WHEN nobody told it, THEN the pixels' own size counts
    other = Stage(look_of())
    qtbot.addWidget(other)
    other.show_frame(half, None, time_s=0.0)
    assert other.lens.picture_px == (320, 180)


def test_a_landmark_put_by_hand_looks_different(qtbot: QtBot) -> None:
    stage = stage_on(qtbot)
    dot = Dot((300.0, 100.0), Tone.GOOD)
    pictures = []
    for by_hand in (False, True):
        scene = Scene(SIZE, dots=(replace(dot, by_hand=by_hand),))
        stage.show_frame(None, scene, time_s=TIME_S)
        pictures.append(picture_of(stage))
    assert pictures[0] != pictures[1]
