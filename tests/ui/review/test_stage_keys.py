"""Everything on the stage without a mouse."""

import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from formcheck.landmarks import Landmark
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
    picture_of,
    place_of,
    screen,
    stage_on,
)

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
Key = Qt.Key
NOSE = Landmark.NOSE


def test_a_landmark_is_moved_by_keys(qtbot: QtBot) -> None:
    # GIVEN the tool that moves landmarks
    stage = stage_on(qtbot, Tool.MOVE)
    hand, dragged, moved = Hand(qtbot, stage), [], []
    stage.landmark_dragged.connect(lambda *told: dragged.append(told))
    stage.landmark_moved.connect(lambda *told: moved.append(told))
    # WHEN Tab takes the first one and then the next
    hand.key(Key.Key_Tab)
    assert stage.accessibleDescription() == "nose"
    hand.key(Key.Key_Tab)
    assert stage.accessibleDescription() == "left ear"
    # and arrows move it, by one pixel, with Shift by ten
    hand.key(Key.Key_Right, 2)
    hand.key(Key.Key_Up, shift=True)
    x, y = place_of(Landmark.LEFT_EAR)
    assert dragged[-1] == (Landmark.LEFT_EAR, x + 2.0, y - 10.0)
    assert moved == []
    # THEN Enter puts it down
    hand.key(Key.Key_Return)
    assert moved == [(Landmark.LEFT_EAR, 2.0, -10.0)]
    # WHEN Enter is pressed once more, THEN the one that is meant is taken again
    hand.key(Key.Key_Tab)
    hand.key(Key.Key_Backtab)
    hand.key(Key.Key_Return)
    hand.key(Key.Key_Return)
    hand.key(Key.Key_Left)
    hand.key(Key.Key_Return)
    assert moved[1:] == [(Landmark.LEFT_EAR, -1.0, 0.0)]


def test_esc_gives_up_first_what_was_begun_and_then_the_tool(qtbot: QtBot) -> None:
    # GIVEN a landmark that is being moved by keys
    stage = stage_on(qtbot, Tool.MOVE)
    hand, moved = Hand(qtbot, stage), []
    stage.landmark_moved.connect(lambda *told: moved.append(told))
    hand.key(Key.Key_Tab)
    hand.key(Key.Key_Right, 3)
    # WHEN Esc is pressed, THEN it is where it was; pressed again, the tool is laid down
    hand.key(Key.Key_Escape)
    assert stage.board.held is None
    assert stage.tool is Tool.MOVE
    hand.key(Key.Key_Return)
    assert moved == []
    hand.key(Key.Key_Escape, 2)
    assert stage.tool is Tool.LOOK


@pytest.mark.parametrize(
    ("tool", "points", "kind"),
    [(Tool.ANGLE, 3, AngleMark), (Tool.LINE, 2, LineMark)],
)
def test_points_are_set_by_keys(qtbot: QtBot, tool: Tool, points: int, kind: type) -> None:
    # GIVEN a tool that measures
    stage = stage_on(qtbot, tool)
    hand, keeper = Hand(qtbot, stage), Keeper(stage)
    # WHEN arrows move the cross and Enter sets points, from the middle of the picture
    hand.key(Key.Key_Return)
    for way in (Key.Key_Right, Key.Key_Down, Key.Key_Right)[:points]:
        hand.key(way, 4, shift=True)
        hand.key(Key.Key_Return)
    # THEN the mark is made
    mark = keeper.only
    assert isinstance(mark, kind)
    assert mark.points_px == ((360.0, 180.0), (360.0, 220.0), (400.0, 220.0))[:points]


def test_strokes_are_drawn_by_keys(qtbot: QtBot) -> None:
    stage = stage_on(qtbot, Tool.DRAW)
    hand, keeper = Hand(qtbot, stage), Keeper(stage)
    # WHEN Enter puts the pen down, arrows draw, and Enter lifts it
    hand.key(Key.Key_Left, shift=True)
    hand.key(Key.Key_Return)
    hand.key(Key.Key_Down, 2, shift=True)
    hand.key(Key.Key_Return)
    hand.key(Key.Key_Down, 5, shift=True)
    # THEN there is a stroke of what was drawn in between
    mark = keeper.only
    assert isinstance(mark, Drawing)
    assert mark.strokes_px == (((310.0, 180.0), (310.0, 190.0), (310.0, 200.0)),)
    # WHEN a stroke is given up, THEN it is gone
    hand.key(Key.Key_Return)
    hand.key(Key.Key_Down, shift=True)
    hand.key(Key.Key_Escape)
    assert keeper.steps == 1
    assert stage.board.sketch is None


def test_marks_are_changed_and_taken_away_by_keys(qtbot: QtBot) -> None:
    # GIVEN marks, and a hand that looks
    stage = stage_on(qtbot)
    hand, keeper = Hand(qtbot, stage), Keeper(stage, ANGLE, DRAWING, LINE)
    # WHEN Tab goes to the second point of the angle, and arrows and Enter put it elsewhere
    hand.key(Key.Key_Tab, 2)
    hand.key(Key.Key_Down, 3)
    hand.key(Key.Key_Enter)
    # THEN it is
    changed = keeper.marks["angle"]
    assert isinstance(changed, AngleMark)
    assert changed.points_px[1] == (500.0, 43.0)
    # WHEN the rubber goes to the last one, and Enter is pressed, THEN that one is gone
    stage.set_tool(Tool.ERASE)
    hand.key(Key.Key_Tab, 3)
    assert stage.board.touched == LINE
    hand.key(Key.Key_Return)
    assert set(keeper.marks) == {"angle", "drawing"}
    # WHEN arrows lead beside all marks, THEN Enter takes none
    hand.key(Key.Key_Up, 5, shift=True)
    hand.key(Key.Key_Return)
    assert set(keeper.marks) == {"angle", "drawing"}


def test_past_the_last_one_tab_leaves_the_stage(qtbot: QtBot) -> None:
    # GIVEN a stage with a button beside it, and nobody on it
    window = QWidget()
    qtbot.addWidget(window)
    stage, button = stage_on(qtbot), QPushButton("next")
    column = QVBoxLayout(window)
    for one in (stage, button):
        column.addWidget(one)
    window.resize(900, 700)
    with qtbot.waitExposed(window):
        window.show()
    stage.set_tool(Tool.MOVE)
    stage.setFocus()
    hand = Hand(qtbot, stage)
    # WHEN all landmarks were gone through
    for _ in stage.board.places:
        hand.key(Key.Key_Tab)
        assert stage.hasFocus()
    hand.key(Key.Key_Tab)
    # THEN Tab goes on to the button, and back again to the last one
    assert button.hasFocus()
    assert stage.board.pointed is None
    qtbot.keyClick(button, Key.Key_Backtab)
    hand.key(Key.Key_Backtab)
    assert stage.board.pointed is list(stage.board.places)[-1]
    # WHEN there is nobody, or the pen is in the hand, THEN Tab just leaves
    stage.show_frame(None, None, time_s=TIME_S + 1.0)
    hand.key(Key.Key_Tab)
    assert button.hasFocus()
    stage.setFocus()
    stage.set_tool(Tool.DRAW)
    hand.key(Key.Key_Tab)
    assert button.hasFocus()


def test_keys_of_the_window_wait_while_they_mean_something_here(qtbot: QtBot) -> None:
    # GIVEN a window in which arrows step through frames and space plays
    stage = stage_on(qtbot)
    pressed: list[str] = []
    for name in ("Left", "Return", "Esc", "Space"):
        shortcut = QShortcut(QKeySequence(name), stage)
        shortcut.activated.connect(lambda name=name: pressed.append(name))
    hand = Hand(qtbot, stage)
    keys = (Key.Key_Left, Key.Key_Return, Key.Key_Escape, Key.Key_Space)
    # WHEN somebody looks, THEN they do
    for key in keys:
        hand.key(key)
    assert pressed == ["Left", "Return", "Esc", "Space"]
    # WHEN a line is being made, THEN they move its point, but for space
    stage.set_tool(Tool.LINE)
    for key in keys:
        hand.key(key)
    assert pressed[4:] == ["Space"]


def test_space_drags_the_picture_or_plays(qtbot: QtBot) -> None:
    # GIVEN a picture from near, with a tool in the hand
    stage = stage_on(qtbot, Tool.ANGLE)
    keeper, tapped = Keeper(stage), []
    stage.space_tapped.connect(lambda: tapped.append(1))
    turn(stage, QPointF(640, 360), 3)
    corner = stage.lens.corner
    # WHEN it is dragged while space is held
    qtbot.keyPress(stage, Key.Key_Space)
    qtbot.mousePress(stage, LEFT, pos=QPoint(600, 300))
    qtbot.mouseMove(stage, QPoint(620, 310))
    qtbot.mouseRelease(stage, LEFT, pos=QPoint(620, 310))
    qtbot.keyRelease(stage, Key.Key_Space)
    # THEN it goes along; no point is set and nothing plays
    assert stage.lens.corner == pytest.approx((corner[0] + 20, corner[1] + 10))
    assert (keeper.marks, stage.board.sketch, tapped) == ({}, None, [])
    # WHEN space is only pressed, THEN whoever plays is told
    qtbot.keyClick(stage, Key.Key_Space)
    assert tapped == [1]


def test_from_near_the_picture_follows_the_cross(qtbot: QtBot) -> None:
    # GIVEN the upper left of a picture from near
    stage = stage_on(qtbot, Tool.MOVE)
    for _ in range(12):
        stage.zoom_in()
    hand = Hand(qtbot, stage)
    # WHEN Tab goes to landmarks that are not seen
    for landmark in (NOSE, Landmark.LEFT_EAR, Landmark.RIGHT_EAR):
        hand.key(Key.Key_Tab)
        # THEN they come into the picture
        at = stage.to_widget(place_of(landmark)).toPoint()
        assert stage.rect().contains(at)
    assert picture_of(stage).pixelColor(at) is not None


def test_a_note_is_wanted_at_the_frame_that_is_shown(qtbot: QtBot) -> None:
    stage = stage_on(qtbot)
    asked: list[float] = []
    stage.note_wanted.connect(asked.append)
    with qtbot.waitSignal(stage.work_began):
        stage.want_note()
    assert asked == [TIME_S]


def test_another_tool_gives_up_what_was_begun(qtbot: QtBot) -> None:
    # GIVEN an angle of two points
    stage = stage_on(qtbot, Tool.ANGLE)
    hand, keeper = Hand(qtbot, stage), Keeper(stage)
    hand.click((500.0, 40.0))
    hand.click((500.0, 140.0))
    # WHEN another tool is taken
    with qtbot.waitSignal(stage.tool_changed) as changed:
        stage.set_tool(Tool.LINE)
    # THEN it is gone
    assert changed.args == [Tool.LINE]
    assert stage.board.sketch is None
    hand.click((600.0, 140.0))
    assert keeper.marks == {}
    assert screen((1.0, 2.0)) == QPoint(2, 4)


def test_stages_do_not_share_what_is_on_them(qtbot: QtBot) -> None:
    first, second = stage_on(qtbot), stage_on(qtbot)
    first.set_marks((LINE,))
    assert isinstance(first, Stage)
    assert second.board.marks == ()
