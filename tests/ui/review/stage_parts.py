"""A stage with a body whose landmarks lie where a formula says, and a keeper of its marks."""

from collections.abc import Callable

import numpy as np
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QColor, QImage
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from formcheck.landmarks import Landmark
from formcheck.overlay.compose import skeleton
from formcheck.overlay.scene import Point
from formcheck.pose.pose import Doubt, Pose, no_doubt
from formcheck.review.edits import AngleMark, Drawing, LineMark, Mark
from formcheck.ui.look import Colours, Look
from formcheck.ui.review.stage import Stage
from formcheck.ui.review.tools import Tool

SIZE = (640, 360)
SCALE = 2
"""Pixels of the screen for one of the picture, as a whole: places are exact."""
TIME_S = 2.5
LEFT = Qt.MouseButton.LeftButton
ANGLE = AngleMark("angle", TIME_S, ((400.0, 40.0), (500.0, 40.0), (500.0, 140.0)))
LINE = LineMark("line", TIME_S, ((400.0, 300.0), (600.0, 300.0)))
DRAWING = Drawing(
    "drawing", TIME_S, (((100.0, 300.0), (200.0, 300.0)), ((100.0, 340.0), (200.0, 340.0)))
)


def look_of(colours: Colours = Colours.DARK, zoom: int = 100) -> Look:
    return Look.of_window(720, colours, zoom)


def place_of(landmark: Landmark) -> Point:
    """Return where a landmark is, in pixels of the picture."""
    return 40.0 + 10 * landmark, 30.0 + 8 * landmark


def pose_of(doubts: dict[Landmark, Doubt] | None = None) -> Pose:
    doubt = no_doubt()
    for landmark, why in (doubts or {}).items():
        doubt[landmark] = why
    return Pose(
        time_s=TIME_S,
        image_px=np.array([place_of(one) for one in Landmark]),
        world_m=np.zeros((33, 3)),
        visibility=np.ones(33),
        image_size=SIZE,
        doubt=doubt,
    )


def stage_on(
    qtbot: QtBot,
    tool: Tool = Tool.LOOK,
    *,
    pose: Pose | None = None,
    text_of: Callable[[Mark], str] = lambda _mark: "",
    size: tuple[int, int] = (SIZE[0] * SCALE, SIZE[1] * SCALE),
) -> Stage:
    stage = Stage(look_of(), text_of)
    qtbot.addWidget(stage)
    stage.resize(*size)
    stage.set_picture_size(SIZE)
    shown = pose or pose_of()
    stage.show_frame(None, skeleton(shown, mirrored=False), time_s=TIME_S, pose=shown)
    with qtbot.waitExposed(stage):
        stage.show()
    stage.set_tool(tool)
    stage.setFocus()
    return stage


def screen(at: Point) -> QPoint:
    """Return where a place of the picture is, when it is seen as a whole."""
    return QPoint(round(at[0] * SCALE), round(at[1] * SCALE))


class Hand:
    """Somebody with a mouse, who thinks in pixels of the picture."""

    def __init__(self, qtbot: QtBot, stage: Stage) -> None:
        self._qtbot, self._stage = qtbot, stage

    def press(self, at: Point) -> None:
        self._qtbot.mousePress(self._stage, LEFT, pos=screen(at))

    def move(self, at: Point) -> None:
        self._qtbot.mouseMove(self._stage, screen(at))

    def come(self, at: Point) -> None:
        """Come to a place from outside: the first move tells Qt only that the mouse is here."""
        self.move((at[0] + 3.0, at[1]))
        self.move(at)

    def release(self, at: Point) -> None:
        self._qtbot.mouseRelease(self._stage, LEFT, pos=screen(at))

    def click(self, at: Point) -> None:
        self.move(at)
        self.press(at)
        self.release(at)

    def drag(self, start: Point, *others: Point) -> None:
        self.press(start)
        for at in others:
            self.move(at)
        self.release(others[-1])

    def key(self, key: Qt.Key, times: int = 1, *, shift: bool = False) -> None:
        held = Qt.KeyboardModifier
        for _ in range(times):
            modifier = held.ShiftModifier if shift else held.NoModifier
            self._qtbot.keyClick(self._stage, key, modifier)


class Keeper:
    """Keeps the marks of a stage, as the window does."""

    def __init__(self, stage: Stage, *marks: Mark) -> None:
        self._stage = stage
        self.marks = {mark.id: mark for mark in marks}
        self.steps = 0
        stage.mark_put.connect(self._put)
        stage.mark_erased.connect(self._erase)
        stage.set_marks(tuple(marks))

    @property
    def only(self) -> Mark:
        """The one mark that there is."""
        (mark,) = self.marks.values()
        return mark

    def _put(self, mark: Mark) -> None:
        self.marks[mark.id] = mark
        self._show()

    def _erase(self, gone: str) -> None:
        del self.marks[gone]
        self._show()

    def _show(self) -> None:
        self.steps += 1
        self._stage.set_marks(tuple(self.marks.values()))


def picture_of(widget: QWidget) -> QImage:
    """Return what is seen of a widget."""
    return widget.grab().toImage()


def count(image: QImage, name: str, within: int = 12) -> int:
    """Return how many pixels have about this colour."""
    wanted = QColor(name)
    bits = image.convertToFormat(QImage.Format.Format_RGB32)
    data = bits.constBits()
    assert data is not None
    flat = np.frombuffer(data.asarray(bits.sizeInBytes()), np.uint8).reshape(bits.height(), -1, 4)
    target = np.array([wanted.blue(), wanted.green(), wanted.red()])
    return int((np.abs(flat[:, :, :3].astype(int) - target).max(axis=2) <= within).sum())
