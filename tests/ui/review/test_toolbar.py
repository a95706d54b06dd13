"""The buttons of the tools: keys, names, and room for their words."""

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from formcheck.ui.look import Colours
from formcheck.ui.review.icons import Glyph, glyph_icon
from formcheck.ui.review.toolbar import Toolbar
from formcheck.ui.review.tools import TOOLS, Tool
from tests.ui.review.stage_parts import TIME_S, look_of, stage_on

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
KEYS = {
    Qt.Key.Key_M: Tool.MOVE,
    Qt.Key.Key_A: Tool.ANGLE,
    Qt.Key.Key_D: Tool.LINE,
    Qt.Key.Key_P: Tool.DRAW,
    Qt.Key.Key_E: Tool.ERASE,
    Qt.Key.Key_V: Tool.LOOK,
}


class Window(QWidget):
    """A stage with its tools below it."""

    def __init__(self, qtbot: QtBot, width: int = 1280, zoom: int = 100) -> None:
        super().__init__()
        qtbot.addWidget(self)
        self.stage, self.toolbar = stage_on(qtbot), Toolbar(look_of(zoom=zoom))
        self.toolbar.serve(self.stage)
        column = QVBoxLayout(self)
        column.addWidget(self.stage, 1)
        column.addWidget(self.toolbar)
        self.resize(width, 720)
        with qtbot.waitActive(self):
            self.show()
            self.activateWindow()
        self.stage.setFocus()

    @property
    def buttons(self) -> list[QToolButton]:
        return self.toolbar.findChildren(QToolButton)


def test_each_tool_has_its_key_and_one_is_in_the_hand(qtbot: QtBot) -> None:
    # GIVEN a stage with its tools
    window = Window(qtbot)
    stage, toolbar = window.stage, window.toolbar
    for key, tool in KEYS.items():
        # WHEN a key is pressed, THEN its tool is in the hand, and no other
        qtbot.keyClick(stage, key)
        assert stage.tool is tool
        assert [one for one, action in toolbar.tools.items() if action.isChecked()] == [tool]
        assert stage.hasFocus()
    # WHEN a button is pressed by the keys, THEN the keys belong to the stage again
    window.buttons[3].setFocus()
    qtbot.keyClick(window.buttons[3], Qt.Key.Key_Space)
    assert stage.tool is Tool.LINE
    assert stage.hasFocus()
    # WHEN Esc lays a tool down, THEN that is seen
    qtbot.keyClick(stage, Qt.Key.Key_A)
    qtbot.keyClick(stage, Qt.Key.Key_Escape)
    assert toolbar.tools[Tool.LOOK].isChecked()


def test_esc_lays_the_tool_down_from_the_buttons_too(qtbot: QtBot) -> None:
    window = Window(qtbot)
    stage, toolbar = window.stage, window.toolbar
    toolbar.tools[Tool.DRAW].trigger()
    button = window.buttons[3]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Escape)
    assert stage.tool is Tool.LOOK
    qtbot.keyClick(button, Qt.Key.Key_Escape)
    assert stage.tool is Tool.LOOK


def test_every_button_has_a_name_and_says_its_key(qtbot: QtBot) -> None:
    buttons = (window := Window(qtbot)).buttons
    assert window.toolbar.accessibleName()
    assert len(buttons) == len(TOOLS) + 5
    for button in buttons:
        action = button.defaultAction()
        assert action is not None
        assert button.accessibleName()
        assert button.accessibleDescription()
        assert f"({action.shortcut().toString()})" in action.toolTip()


def test_a_note_is_asked_for_by_two_keys(qtbot: QtBot) -> None:
    window = Window(qtbot)
    stage = window.stage
    asked: list[float] = []
    stage.note_wanted.connect(asked.append)
    qtbot.keyClick(stage, Qt.Key.Key_N)
    qtbot.keyClick(stage, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert asked == [TIME_S, TIME_S]


def test_undo_is_there_when_there_is_something_to_undo(qtbot: QtBot) -> None:
    # GIVEN nothing to undo
    window = Window(qtbot)
    stage, toolbar = window.stage, window.toolbar
    wanted: list[str] = []
    toolbar.undo_wanted.connect(lambda: wanted.append("undo"))
    toolbar.redo_wanted.connect(lambda: wanted.append("redo"))
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(stage, Qt.Key.Key_Z, control)
    assert wanted == []
    # WHEN there is, THEN the button says what, and its key works
    toolbar.set_undo("left knee moved", "")
    assert toolbar.undo.toolTip() == "Undo: left knee moved (Ctrl+Z)"
    assert not toolbar.redo.isEnabled()
    qtbot.keyClick(stage, Qt.Key.Key_Z, control)
    # WHEN there is something to make again, THEN that works, too
    toolbar.set_undo("", "left knee moved")
    qtbot.keyClick(stage, Qt.Key.Key_Z, control | shift)
    assert wanted == ["undo", "redo"]
    assert toolbar.undo.toolTip() == "Undo (Ctrl+Z)"


def test_ghost_and_skeleton_are_switched(qtbot: QtBot) -> None:
    window = Window(qtbot)
    stage, toolbar = window.stage, window.toolbar
    haunted: list[bool] = []
    toolbar.ghost_toggled.connect(haunted.append)
    qtbot.keyClick(stage, Qt.Key.Key_G)
    qtbot.keyClick(stage, Qt.Key.Key_G)
    assert haunted == [True, False]
    # WHEN the skeleton is switched off, THEN the stage does not show it
    assert stage.scene_shown() is not None
    qtbot.keyClick(stage, Qt.Key.Key_O)
    assert stage.scene_shown() is None
    qtbot.keyClick(stage, Qt.Key.Key_O)
    assert stage.scene_shown() is not None


@pytest.mark.parametrize(("width", "zoom", "worded"), [(1280, 100, True), (760, 200, False)])
def test_words_are_there_when_all_have_room(
    qtbot: QtBot, width: int, zoom: int, *, worded: bool
) -> None:
    # GIVEN a window, and letters of a size
    window = Window(qtbot, width, zoom)
    # THEN words stand under all icons or under none, and nothing is cut off
    below = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
    buttons = window.buttons
    assert {button.toolButtonStyle() is below for button in buttons} == {worded}
    for button in buttons:
        assert button.width() >= button.sizeHint().width()
        assert button.geometry().right() <= window.toolbar.width()


def test_icons_are_drawn_in_the_colours_of_the_look(qapp: QApplication) -> None:
    shapes = set()
    for glyph in Glyph:
        for colours in (Colours.DARK, Colours.LIGHT):
            image = glyph_icon(glyph, look_of(colours), 24).pixmap(24, 24).toImage()
            places = [(x, y) for x in range(image.width()) for y in range(image.height())]
            inked = [at for at in places if image.pixelColor(*at).alpha() > 200]
            light = sum(image.pixelColor(*at).lightness() for at in inked) / len(inked)
            assert len(inked) > 15
            assert (light > 128) is (colours is Colours.DARK)
            shapes.add(tuple(inked))
    assert len(shapes) == len(Glyph)
