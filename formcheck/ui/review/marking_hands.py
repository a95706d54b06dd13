"""Tools that put marks on the picture: angles, lines, drawings."""

import math
from abc import abstractmethod
from dataclasses import replace
from typing import Final

from PyQt6.QtCore import Qt
from typing_extensions import override

from formcheck.overlay.scene import Point
from formcheck.review.edits import AngleMark, Drawing, LineMark, Mark
from formcheck.ui.review.board import Board, new_id
from formcheck.ui.review.hands import Hand

_STEP: Final = 0.5
"""How far the points of a stroke are apart at least, in slips of the mouse: smooth enough, and an
hour with many drawings is still a small file."""


class CornersHand(Hand):
    """Makes a mark of some points: clicked one by one, or dragged from one to the next."""

    cursor = Qt.CursorShape.CrossCursor
    count: int
    """How many points it has."""

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self._points: list[Point] = []

    @property
    @override
    def begun(self) -> bool:
        return bool(self._points) or super().begun

    @property
    @override
    def takes_arrows(self) -> bool:
        return True

    @override
    def press(self, at: Point) -> bool:
        if self._points:
            self.drag(at)
        elif not super().press(at):
            self._points = [self.board.inside(at)]
            self.drag(at)
        return True

    @override
    def drag(self, at: Point) -> None:
        if self._points:
            self.board.show_sketch(self._sketched([*self._points, self.board.inside(at)]))
        else:
            super().drag(at)

    @override
    def hover(self, at: Point) -> None:
        if self._points:
            self.drag(at)

    @override
    def release(self, at: Point) -> None:
        if not self._points:
            super().release(at)
            return
        place = self.board.inside(at)
        if math.dist(place, self._points[-1]) > self.board.slip_px:
            self._points.append(place)
        if len(self._points) == self.count:
            points, self._points = self._points, []
            self.board.put(self._made(points))

    @override
    def cancel(self) -> bool:
        begun, self._points = self.begun, []
        super().cancel()
        return begun

    def _sketched(self, points: list[Point]) -> Mark:
        if len(points) == self.count:
            return replace(self._made(points), id="")
        return Drawing("", self.board.time_s, (tuple(points),))

    @abstractmethod
    def _made(self, points: list[Point]) -> Mark:
        """Return the mark of all its points."""


class AngleHand(CornersHand):
    """Measures an angle: at the second of three points."""

    count = 3

    @override
    def _made(self, points: list[Point]) -> AngleMark:
        first, middle, last = points
        return AngleMark(new_id(), self.board.time_s, (first, middle, last))


class LineHand(CornersHand):
    """Measures a line from point to point."""

    count = 2

    @override
    def _made(self, points: list[Point]) -> LineMark:
        start, end = points
        return LineMark(new_id(), self.board.time_s, (start, end))


class DrawHand(Hand):
    """Draws free-hand; strokes on one frame are one drawing."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self._stroke: list[Point] = []
        self._drawing = ""
        """Id of the drawing that was begun with this pen."""

    @property
    @override
    def begun(self) -> bool:
        return bool(self._stroke)

    @property
    @override
    def takes_arrows(self) -> bool:
        return True

    @override
    def press(self, at: Point) -> bool:
        self._stroke = [self.board.inside(at)]
        self.board.show_sketch(self._drawn())
        return True

    @override
    def drag(self, at: Point) -> None:
        place = self.board.inside(at)
        if self._stroke and math.dist(place, self._stroke[-1]) > self.board.slip_px * _STEP:
            self._stroke.append(place)
            self.board.show_sketch(self._drawn())

    @override
    def hover(self, at: Point) -> None:
        """Mean nothing: a pen draws anywhere."""

    @override
    def step(self, by: int) -> Point | None:
        return None

    @override
    def release(self, at: Point) -> None:
        if self._stroke:
            self.drag(at)
            drawn, self._stroke = self._drawn(), []
            self._drawing = drawn.id
            self.board.put(drawn)

    @override
    def cancel(self) -> bool:
        begun, self._stroke = self.begun, []
        super().cancel()
        return begun

    @override
    def enter(self, at: Point) -> None:
        if self.begun:
            self.release(at)
        else:
            self.press(at)

    def _drawn(self) -> Drawing:
        stroke = tuple(self._stroke)
        for mark in self.board.own:
            if mark.id == self._drawing and isinstance(mark, Drawing):
                return replace(mark, strokes_px=(*mark.strokes_px, stroke))
        return Drawing(new_id(), self.board.time_s, (stroke,))
