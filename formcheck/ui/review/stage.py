"""The stage of the review: the picture, what was found in it, and the tools of somebody's hand.

::

    stage = Stage(look, text_of=lambda mark: words_of(mark, marks))
    stage.set_picture_size(take.poses.image_size)
    stage.mark_put.connect(lambda mark: history.add(PutMark(mark)))
    stage.show_frame(pixels, take.scene(index), time_s=time_s, pose=take.pose(index))
"""

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QEvent, QRectF, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QMouseEvent, QPainter
from typing_extensions import override

from formcheck.overlay.scene import Point, Scene
from formcheck.pose.pose import Pose
from formcheck.review.edits import LineMark, Mark
from formcheck.ui.look import Look
from formcheck.ui.painter import kept_inside
from formcheck.ui.review.board import Board
from formcheck.ui.review.length_popup import LengthPopup
from formcheck.ui.review.stage_paint import StagePaint
from formcheck.ui.review.stage_view import StageView
from formcheck.ui.review.tools import TOOLS, Tool

_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_FAR: Final = 10
"""Pixels of the picture for an arrow with Shift; without it is one."""
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEFT: Final = Qt.MouseButton.LeftButton


class Stage(StageView):
    """Shows a frame with everything over it, and lets somebody work on it.

    Parameters
    ----------
    look
        Colours and sizes.
    text_of
        What was measured with a mark, in words; empty for nothing.
    """

    tool_changed = pyqtSignal(object)
    """The `Tool` that is in the hand now."""
    note_wanted = pyqtSignal(float)
    """A note is to be written at this time."""
    space_tapped = pyqtSignal()
    """The space bar was pressed while the picture is seen from near, and nothing was dragged."""

    def __init__(self, look: Look, text_of: Callable[[Mark], str] = lambda _mark: "") -> None:
        super().__init__(look)
        self._text_of = text_of
        self.board = Board()
        self.board.changed.connect(self._show_work)
        self.work_began = self.board.work_began
        """Somebody begins to work on this frame: whoever plays should stop."""
        self.landmark_dragged = self.board.landmark_dragged
        """``(Landmark, x, y)`` in pixels of the picture: answer with `show_preview`."""
        self.landmark_moved = self.board.landmark_moved
        """``(Landmark, dx, dy)`` from where it was drawn."""
        self.mark_put = self.board.mark_put
        """A `Mark` that is new, or takes the place of the one with its id."""
        self.mark_erased = self.board.mark_erased
        """Id of a mark."""
        self._tool = Tool.LOOK
        self._hand = TOOLS[Tool.LOOK].hand(self.board)
        self._works = False
        self._pointer: Point | None = None
        self._space: bool | None = None
        """While the space bar is held down: whether nothing was dragged with it."""
        self._preview: tuple[str, Scene | None] | None = None
        self._popup = LengthPopup(self)
        self._popup.told.connect(self.board.put)
        self._popup.closed.connect(self.setFocus)
        self._popup.set_look(look)
        self.board.mark_put.connect(self._ask_length)
        self.setMouseTracking(True)
        self.lens_changed()

    # What is shown

    def show_frame(
        self,
        pixels: npt.NDArray[np.uint8] | None,
        scene: Scene | None,
        *,
        time_s: float,
        pose: Pose | None = None,
    ) -> None:
        """Show a frame from now on.

        Parameters
        ----------
        pixels
            (h, w, 3) uint8, blue-green-red; None for a plain ground.
        scene
            What is drawn over it; None where there is nobody.
        time_s
            When it is, for marks and notes.
        pose
            The body whose landmarks can be moved: the one that the scene shows.
        """
        if time_s != self.board.time_s:
            self._give_up()
            self._popup.close_it()
        if self.board.held is None:
            self._preview = None
        self.board.set_frame(time_s, pose)
        self.show_pixels(pixels, scene)

    def show_preview(self, text: str, scene: Scene | None) -> None:
        """Show how it would be while a landmark is dragged, until the next frame is shown."""
        if self.board.held is not None:
            self._preview = text, scene
            self.update()

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show other marks: all of the recording; those near the frame are seen."""
        self.board.marks = marks
        self.update()

    @override
    def set_look(self, look: Look) -> None:
        super().set_look(look)
        self._popup.set_look(look)

    @override
    def scene_shown(self) -> Scene | None:
        if self._preview is not None:
            return self._preview[1]
        # Nobody can move what is not seen.
        return self._scene if self._tool is Tool.MOVE else super().scene_shown()

    @override
    def paint_over(self, painter: QPainter) -> None:
        paint = StagePaint(painter, self, self._look, self._text_of)
        paint.marks(self.board)
        paint.work(self.board, "" if self._preview is None else self._preview[0])
        paint.frame(self._pointer, focused=self.hasFocus())

    # Tools

    @property
    def tool(self) -> Tool:
        """The tool in the hand."""
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        """Take a tool into the hand; what was begun with another is given up."""
        self._give_up()
        self._hand.leave()
        self._tool, self._hand = tool, TOOLS[tool].hand(self.board)
        self._pointer = None
        self.setCursor(self._hand.cursor)
        self.update()
        self.tool_changed.emit(tool)

    def want_note(self) -> None:
        """Ask for a note at this frame."""
        self.board.work_began.emit()
        self.note_wanted.emit(self.board.time_s)

    def _give_up(self) -> bool:
        self._works = False
        begun = self._hand.cancel()
        if begun:
            self._preview = None
        return begun

    def _show_work(self) -> None:
        self.setAccessibleDescription(self.board.told())
        self.update()

    @override
    def lens_changed(self) -> None:
        self.board.set_scale(self._lens.scale, self._lens.picture_px)

    def _ask_length(self, mark: Mark) -> None:
        """Ask for the length of a line that is new; it can be left unanswered."""
        if isinstance(mark, LineMark) and mark.id not in {one.id for one in self.board.marks}:
            self._ask(mark)

    def _ask(self, mark: LineMark) -> None:
        self._popup.ask(mark)
        start, end = (self.to_widget(point) for point in mark.points_px)
        at = (start + end) / 2
        x = min(max(0.0, at.x() - self._popup.width() / 2), self.width() - self._popup.width())
        y = min(at.y() + self._look.small_px, self.height() - self._popup.height())
        self._popup.move(round(max(0.0, x)), round(max(0.0, y)))

    # The mouse

    @override
    def mousePressEvent(self, a0: QMouseEvent | None) -> None:
        if a0 is None or a0.button() != _LEFT:
            super().mousePressEvent(a0)
            return
        self._popup.close_it()
        self._pointer = None
        if self._space is None and self._hand.press(self.to_picture(a0.position())):
            self._works = True
            self.board.work_began.emit()
        elif self._lens.zoomed:
            self._space = None if self._space is None else False
            self.pull_from(a0.position())

    @override
    def mouseMoveEvent(self, a0: QMouseEvent | None) -> None:
        super().mouseMoveEvent(a0)
        if a0 is None or self.pulled:
            return
        self._pointer = None
        at = self.to_picture(a0.position())
        if self._works:
            self._hand.drag(at)
        else:
            self._hand.hover(at)

    @override
    def mouseReleaseEvent(self, a0: QMouseEvent | None) -> None:
        super().mouseReleaseEvent(a0)
        if a0 is not None and a0.button() == _LEFT and self._works:
            self._works = False
            self._hand.release(self.to_picture(a0.position()))

    @override
    def mouseDoubleClickEvent(self, a0: QMouseEvent | None) -> None:
        """Ask again for the length of a line."""
        if a0 is None:
            return
        line = self.board.line_at(self.to_picture(a0.position()))
        if line is None:
            self.mousePressEvent(a0)
        else:
            self._give_up()
            self._ask(line)

    @override
    def leaveEvent(self, a0: QEvent | None) -> None:
        if not self._works and self._pointer is None:
            self._hand.leave()

    # The keys

    @override
    def event(self, a0: QEvent | None) -> bool:
        asked = a0 is not None and a0.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(a0, QKeyEvent) and self._wants(a0.key()):
            a0.accept()  # The window has shortcuts for some: here they mean something else now.
            return True
        return super().event(a0)

    @override
    def keyPressEvent(self, a0: QKeyEvent | None) -> None:
        if a0 is None or not self._wants(a0.key()):
            super().keyPressEvent(a0)
        elif a0.key() in _ARROWS:
            far = bool(a0.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._point_by(_ARROWS[Qt.Key(a0.key())], _FAR if far else 1)
        elif a0.key() in _ENTER:
            self._enter()
        elif a0.key() == Qt.Key.Key_Space:
            self._space = True if self._space is None else self._space
        elif not self._give_up():
            self.set_tool(Tool.LOOK)

    @override
    def keyReleaseEvent(self, a0: QKeyEvent | None) -> None:
        if a0 is None or a0.key() != Qt.Key.Key_Space or self._space is None:
            super().keyReleaseEvent(a0)
        elif not a0.isAutoRepeat():
            tapped, self._space = self._space, None
            if tapped:
                self.space_tapped.emit()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Go to the next landmark or mark first; past the last one, to what is beside the stage."""
        place = self._hand.step(1 if next else -1)
        self._pointer = place
        self.update()
        if place is None:
            return super().focusNextPrevChild(next)
        self._reveal(place)
        return True

    def _point_by(self, way: tuple[int, int], far: int) -> None:
        """Move the point that stands for the mouse."""
        x, y = self._pointer or self.to_picture(self._middle())
        self._pointer = self.board.inside((x + way[0] * far, y + way[1] * far))
        self._reveal(self._pointer)
        if self._hand.begun:
            self._hand.drag(self._pointer)
        else:
            self._hand.hover(self._pointer)
        self.update()

    def _enter(self) -> None:
        if self._pointer is None:
            self._point_by((0, 0), 0)
        else:
            self.board.work_began.emit()
            self._hand.enter(self._pointer)

    def _reveal(self, place: Point) -> None:
        """Move the picture so that a place in it is seen."""
        at, room = self.to_widget(place), QRectF(self.rect())
        inside = kept_inside(QRectF(at, at), room)
        self._look_through(self._lens.moved((inside.x() - at.x(), inside.y() - at.y())))

    def _wants(self, key: int) -> bool:
        """Whether a key means something for the tool in the hand."""
        if key in _ARROWS:
            return self._hand.takes_arrows
        if key in _ENTER or key == Qt.Key.Key_Escape:
            return self._tool is not Tool.LOOK or self._hand.begun
        return key == Qt.Key.Key_Space and self._lens.zoomed
