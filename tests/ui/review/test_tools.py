"""The tools of the stage, with a mouse."""

import math
from dataclasses import replace

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QDoubleSpinBox
from pytestqt.qtbot import QtBot

from formcheck.landmarks import Landmark
from formcheck.overlay.compose import skeleton
from formcheck.pose.pose import Doubt
from formcheck.review.edits import AngleMark, Drawing, LineMark
from formcheck.ui.review.stage import Stage
from formcheck.ui.review.tools import Tool
from tests.ui.review.pointer import turn
from tests.ui.review.stage_parts import (
    ANGLE,
    DRAWING,
    LEFT,
    LINE,
    TIME_S,
    Hand,
    Keeper,
    count,
    picture_of,
    place_of,
    pose_of,
    screen,
    stage_on,
)

pytestmark = pytest.mark.gui
KNEE = Landmark.LEFT_KNEE
AT = place_of(KNEE)
TO = (AT[0] + 30.0, AT[1] - 20.0)


def field_of(stage: Stage) -> QDoubleSpinBox:
    field = stage.findChild(QDoubleSpinBox)
    assert isinstance(field, QDoubleSpinBox)
    return field


def test_a_landmark_is_dragged_and_told_all_the_way(qtbot: QtBot) -> None:
    # GIVEN the tool that moves landmarks
    stage = stage_on(qtbot, Tool.MOVE)
    hand, dragged, moved, began = Hand(qtbot, stage), [], [], []
    stage.landmark_dragged.connect(lambda *told: dragged.append(told))
    stage.landmark_moved.connect(lambda *told: moved.append(told))
    stage.work_began.connect(lambda: began.append(1))
    # WHEN a knee is taken a little beside its middle, and dragged
    grasp = (AT[0] + 2.0, AT[1] + 1.0)
    hand.press(grasp)
    hand.move((grasp[0] + 15.0, grasp[1] - 10.0))
    hand.move((grasp[0] + 30.0, grasp[1] - 20.0))
    # THEN each place is told, without a jump to the mouse, and whoever plays should stop
    assert dragged == [(KNEE, AT[0] + 15.0, AT[1] - 10.0), (KNEE, *TO)]
    assert began == [1]
    assert moved == []
    # WHEN it is let go, THEN how far it was moved is told, once
    hand.release((grasp[0] + 30.0, grasp[1] - 20.0))
    assert moved == [(KNEE, 30.0, -20.0)]


def test_a_click_on_a_landmark_moves_nothing(qtbot: QtBot) -> None:
    stage = stage_on(qtbot, Tool.MOVE)
    told: list[object] = []
    stage.landmark_moved.connect(lambda *one: told.append(one))
    stage.landmark_dragged.connect(lambda *one: told.append(one))
    # WHEN the mouse slips by a pixel in a click, or is pressed where no landmark is
    Hand(qtbot, stage).drag(AT, (AT[0] + 1.0, AT[1]))
    Hand(qtbot, stage).drag((600.0, 20.0), (620.0, 40.0))
    # THEN nothing is told
    assert told == []


def test_a_landmark_put_back_was_not_moved(qtbot: QtBot) -> None:
    stage = stage_on(qtbot, Tool.MOVE)
    moved: list[object] = []
    stage.landmark_moved.connect(lambda *told: moved.append(told))
    Hand(qtbot, stage).drag(AT, TO, AT)
    assert moved == []
    assert stage.board.held is None


def test_a_landmark_stays_in_the_picture(qtbot: QtBot) -> None:
    stage = stage_on(qtbot, Tool.MOVE)
    moved = []
    stage.landmark_moved.connect(lambda *told: moved.append(told))
    Hand(qtbot, stage).drag(AT, (2000.0, -50.0))
    assert moved == [(KNEE, 640.0 - AT[0], -AT[1])]


def test_the_owner_shows_how_it_would_be(qtbot: QtBot) -> None:
    # GIVEN a landmark in the hand
    stage = stage_on(qtbot, Tool.MOVE)
    hand, pose = Hand(qtbot, stage), pose_of()
    hand.press(AT)
    hand.move(TO)
    before = picture_of(stage)
    # WHEN the owner answers
    other = pose.image_px.copy()
    other[KNEE] = (620.0, 20.0)
    scene = skeleton(replace(pose, image_px=other), mirrored=False)
    stage.show_preview("96° ± 5", scene)
    # THEN that body is seen, also when the same frame is shown again meanwhile
    assert stage.scene_shown() is scene
    assert picture_of(stage) != before
    stage.show_frame(None, None, time_s=TIME_S, pose=pose)
    assert stage.scene_shown() is scene
    # WHEN the landmark was let go and the corrected frame is shown, THEN that one is
    hand.release(TO)
    assert stage.scene_shown() is scene
    stage.show_frame(None, None, time_s=TIME_S, pose=pose)
    assert stage.scene_shown() is None
    # and an answer that comes too late changes nothing
    stage.show_preview("96° ± 5", scene)
    assert stage.scene_shown() is None


def test_another_frame_takes_the_landmark_out_of_the_hand(qtbot: QtBot) -> None:
    stage = stage_on(qtbot, Tool.MOVE)
    hand, moved = Hand(qtbot, stage), []
    stage.landmark_moved.connect(lambda *told: moved.append(told))
    hand.press(AT)
    hand.move(TO)
    # WHEN the recording goes on while it is dragged
    stage.show_frame(None, None, time_s=TIME_S + 0.04, pose=pose_of())
    hand.release(TO)
    # THEN nothing is moved
    assert moved == []


def test_a_doubted_landmark_says_why(qtbot: QtBot) -> None:
    stage = stage_on(qtbot, Tool.MOVE, pose=pose_of({KNEE: Doubt.HIDDEN}))
    Hand(qtbot, stage).come(AT)
    assert stage.accessibleDescription() == "left knee: hard to see"
    # WHEN there is nobody in the next frame, THEN no landmark is meant
    stage.show_frame(None, None, time_s=TIME_S + 0.04)
    assert stage.board.pointed is None


@pytest.mark.parametrize("dragged", [False, True])
def test_an_angle_takes_three_clicks_or_drags(qtbot: QtBot, *, dragged: bool) -> None:
    # GIVEN the tool that measures angles
    stage = stage_on(qtbot, Tool.ANGLE)
    hand, keeper = Hand(qtbot, stage), Keeper(stage)
    points = (500.0, 40.0), (500.0, 140.0), (600.0, 140.0)
    # WHEN three points are clicked, or dragged from one to the next
    if dragged:
        hand.drag(points[0], (500.0, 100.0), points[1])
        hand.drag(points[1], points[2])
    else:
        for at in points:
            assert keeper.steps == 0
            hand.click(at)
    # THEN it is measured at the second one, on this frame
    mark = keeper.only
    assert isinstance(mark, AngleMark)
    assert mark == AngleMark(mark.id, TIME_S, points)
    assert len(mark.id) == 32
    assert keeper.steps == 1


def test_a_second_click_at_the_same_place_is_no_point(qtbot: QtBot) -> None:
    stage = stage_on(qtbot, Tool.LINE)
    hand, keeper = Hand(qtbot, stage), Keeper(stage)
    hand.click((500.0, 40.0))
    hand.click((500.5, 40.0))
    assert keeper.marks == {}
    hand.click((560.0, 40.0))
    assert isinstance(keeper.only, LineMark)


def test_the_value_is_seen_while_the_angle_is_made(qtbot: QtBot) -> None:
    asked: list[object] = []

    def text_of(mark: object) -> str:
        asked.append(mark)
        return "90° ± 1"

    stage = stage_on(qtbot, Tool.ANGLE, text_of=text_of)
    hand = Hand(qtbot, stage)
    hand.click((500.0, 40.0))
    hand.move((500.0, 100.0))
    picture_of(stage)
    assert asked == []  # One arm alone is no angle.
    hand.click((500.0, 140.0))
    hand.move((600.0, 140.0))
    picture_of(stage)
    assert asked[-1] == AngleMark("", TIME_S, ((500.0, 40.0), (500.0, 140.0), (600.0, 140.0)))


@pytest.mark.parametrize("tool", [Tool.LOOK, Tool.ANGLE, Tool.LINE])
def test_points_can_be_dragged_afterwards(qtbot: QtBot, tool: Tool) -> None:
    # GIVEN a measured angle and a line
    stage = stage_on(qtbot, tool)
    hand, keeper = Hand(qtbot, stage), Keeper(stage, ANGLE, LINE)
    # WHEN the angle's joint is dragged
    hand.drag(ANGLE.points_px[1], (505.0, 50.0), (510.0, 60.0))
    # THEN it alone is elsewhere, in one step
    first, _joint, last = ANGLE.points_px
    assert keeper.marks == {
        "angle": replace(ANGLE, points_px=(first, (510.0, 60.0), last)),
        "line": LINE,
    }
    assert keeper.steps == 1
    # WHEN a point is only clicked, THEN nothing changes
    hand.press(LINE.points_px[0])
    hand.release(LINE.points_px[0])
    assert keeper.steps == 1


def test_marks_of_another_frame_stay(qtbot: QtBot) -> None:
    stage = stage_on(qtbot)
    hand, keeper = Hand(qtbot, stage), Keeper(stage, replace(ANGLE, time_s=TIME_S + 0.04))
    hand.drag(ANGLE.points_px[1], (505.0, 50.0), (510.0, 60.0))
    stage.set_tool(Tool.ERASE)
    hand.click(ANGLE.points_px[0])
    assert keeper.steps == 0


def test_a_line_asks_for_its_length(qtbot: QtBot) -> None:
    # GIVEN a line that was just drawn
    stage = stage_on(qtbot, Tool.LINE)
    hand, keeper = Hand(qtbot, stage), Keeper(stage)
    hand.drag((400.0, 200.0), (600.0, 200.0))
    field = field_of(stage)
    assert field.isVisible()
    # WHEN its length is typed, in the decimals of the language
    qtbot.keyClicks(field, "42.5")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    # THEN the line has it
    assert keeper.only == replace(keeper.only, known_cm=42.5)
    assert not field.isVisible()
    assert stage.hasFocus()
    # WHEN it is double-clicked, THEN it can be changed, or forgotten
    qtbot.mouseDClick(stage, LEFT, pos=screen((500.0, 200.0)))
    assert field.value() == 42.5
    qtbot.keyClicks(field, "0")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert keeper.only == replace(keeper.only, known_cm=None)


def test_a_length_need_not_be_known(qtbot: QtBot) -> None:
    stage = stage_on(qtbot, Tool.LINE)
    hand, keeper = Hand(qtbot, stage), Keeper(stage)
    hand.drag((400.0, 200.0), (600.0, 200.0))
    # WHEN Esc is pressed, THEN the line stays without one
    qtbot.keyClick(field_of(stage), Qt.Key.Key_Escape)
    assert not field_of(stage).isVisible()
    assert keeper.steps == 1
    # WHEN the next line is begun without an answer, THEN nobody asks for the first one any more
    hand.drag((400.0, 100.0), (600.0, 100.0))
    assert field_of(stage).isVisible()
    hand.press((400.0, 50.0))
    assert not field_of(stage).isVisible()
    # and neither when another frame is shown
    hand.release((600.0, 50.0))
    assert field_of(stage).isVisible()
    stage.show_frame(None, None, time_s=TIME_S + 1.0)
    assert not field_of(stage).isVisible()


def test_strokes_on_one_frame_are_one_drawing(qtbot: QtBot) -> None:
    # GIVEN the pen
    stage = stage_on(qtbot, Tool.DRAW)
    hand, keeper = Hand(qtbot, stage), Keeper(stage)
    # WHEN two strokes are drawn, and a dot
    hand.drag((400.0, 40.0), (410.0, 50.0), (410.2, 50.2), (420.0, 60.0))
    hand.drag((500.0, 40.0), (520.0, 40.0))
    hand.click((550.0, 80.0))
    # THEN they are one drawing, each a step; points too near to be told apart are left out
    mark = keeper.only
    assert isinstance(mark, Drawing)
    assert mark.strokes_px == (
        ((400.0, 40.0), (410.0, 50.0), (420.0, 60.0)),
        ((500.0, 40.0), (520.0, 40.0)),
        ((550.0, 80.0),),
    )
    assert keeper.steps == 3
    # WHEN one is drawn on another frame, or with the pen taken up again, THEN it is another
    stage.show_frame(None, None, time_s=TIME_S + 1.0)
    hand.drag((400.0, 40.0), (410.0, 50.0))
    stage.set_tool(Tool.DRAW)
    hand.drag((400.0, 40.0), (410.0, 50.0))
    assert len(keeper.marks) == 3


def test_the_rubber_takes_strokes_angles_and_lines(qtbot: QtBot) -> None:
    # GIVEN three marks
    stage = stage_on(qtbot, Tool.ERASE)
    hand, keeper = Hand(qtbot, stage), Keeper(stage, ANGLE, LINE, DRAWING)
    # WHEN one is under the mouse, THEN it is seen which
    hand.come((500.0, 300.0))
    assert stage.board.touched == LINE
    plain = count(picture_of(stage), "#F4F6F8")
    hand.move((20.0, 20.0))
    assert count(picture_of(stage), "#F4F6F8") < plain
    # WHEN they are clicked, THEN they are gone, of a drawing one stroke after the other
    hand.click((500.0, 300.0))
    hand.click((150.0, 300.0))
    assert keeper.marks == {
        "angle": ANGLE,
        "drawing": replace(DRAWING, strokes_px=(DRAWING.strokes_px[1],)),
    }
    hand.click((150.0, 340.0))
    hand.click((500.0, 90.0))
    assert keeper.marks == {}
    hand.click((500.0, 90.0))
    assert keeper.steps == 4


def test_from_near_a_landmark_is_meant_as_near_on_the_screen(qtbot: QtBot) -> None:
    # GIVEN a knee seen from near
    stage = stage_on(qtbot, Tool.MOVE)
    turn(stage, stage.to_widget(AT), 6)
    at = stage.to_widget(AT).toPoint()
    # WHEN the mouse is as far from it as no hand would be, THEN it is not meant
    for away, meant in ((5, KNEE), (30, None), (8, KNEE)):
        qtbot.mouseMove(stage, at + QPoint(away, 1))
        qtbot.mouseMove(stage, at + QPoint(away, 0))
        assert stage.board.pointed is meant


def test_from_near_a_hand_is_finer(qtbot: QtBot) -> None:
    # GIVEN a picture seen from ten times as near
    stage = stage_on(qtbot, Tool.LINE)
    keeper = Keeper(stage)
    for _ in range(10):
        stage.zoom_in()
    # WHEN a line is dragged by some pixels of the screen
    start, end = QPoint(600, 300), QPoint(650, 300)
    qtbot.mousePress(stage, LEFT, pos=start)
    qtbot.mouseMove(stage, end)
    qtbot.mouseRelease(stage, LEFT, pos=end)
    # THEN it is as short in the picture as it looks, to the fraction of a pixel
    mark = keeper.only
    assert isinstance(mark, LineMark)
    assert math.dist(*mark.points_px) == pytest.approx(50 / stage.lens.scale)
