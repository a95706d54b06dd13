"""What tools do where the mouse, or the keys in its place, are: in pixels of the picture.

The stage tells a hand what happens; a hand tells the board what that means.
"""

import math
from collections.abc import Sequence
from typing import TypeVar

from PyQt6.QtCore import Qt
from typing_extensions import override

from formcheck.landmarks import Landmark
from formcheck.overlay.scene import Point
from formcheck.pose.pose import Doubt
from formcheck.ui.review.board import Board
from formcheck.ui.review.handles import (
    Grip,
    grips_of,
    nearest_grip,
    nearest_landmark,
    nearest_mark,
    strokes_of,
    with_point,
    without_stroke,
)

T = TypeVar("T")


class Hand:
    """Looks at the picture, and takes hold of points of angles and lines."""

    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, board: Board) -> None:
        self.board = board
        self._grip: Grip | None = None

    @property
    def begun(self) -> bool:
        """Whether something was begun and is not finished."""
        return self._grip is not None

    @property
    def takes_arrows(self) -> bool:
        """Whether the arrow keys move its point now."""
        return self.begun

    def press(self, at: Point) -> bool:
        """Begin something at a place; False when there is nothing to do."""
        self._grip = nearest_grip(self.board.own, at, self.board.reach_px)
        return self._grip is not None

    def drag(self, at: Point) -> None:
        """Go on with what was begun, the button held down."""
        if self._grip is not None:
            self.board.show_sketch(with_point(self._grip, at))

    def release(self, at: Point) -> None:
        """Finish what was begun."""
        grip, self._grip = self._grip, None
        if grip is not None and self.board.sketch is not None:
            self.board.put(with_point(grip, at))

    def hover(self, at: Point) -> None:
        """Show what is meant by a place."""
        self.board.point_out(self.landmark_at(at))

    def leave(self) -> None:
        """Show nothing as meant: the mouse is elsewhere."""
        self.board.point_out(None)

    def cancel(self) -> bool:
        """Give up what was begun; False when nothing was."""
        begun, self._grip = self.begun, None
        self.board.show_sketch(None)
        return begun

    def enter(self, at: Point) -> None:
        """Do what a click does; finish what was begun."""
        if self.begun or self.press(at):
            self.release(at)

    def step(self, by: int) -> Point | None:
        """Take the next thing (1), or the one before (-1); None when there is none."""
        now = self._grip
        self.cancel()
        self._grip = next_of(grips_of(self.board.own), now, by)
        return None if self._grip is None else self._grip.at

    def landmark_at(self, at: Point) -> Landmark | None:
        """Return the landmark that is meant by a place."""
        board = self.board
        doubted = [one for one, doubt in board.doubts.items() if doubt is not Doubt.NONE]
        return nearest_landmark(board.places, {*doubted, *board.behind}, at, board.reach_px)


class MoveHand(Hand):
    """Puts landmarks where they are seen."""

    cursor = Qt.CursorShape.PointingHandCursor

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self._taken: Landmark | None = None
        self._start: Point = (0.0, 0.0)
        self._aside: Point = (0.0, 0.0)
        """From the mouse to the landmark: it does not jump when it is taken."""
        self._slack_px = 0.0
        """So far it stays where it is: a click is no move."""

    @property
    @override
    def begun(self) -> bool:
        return self._taken is not None

    @override
    def press(self, at: Point) -> bool:
        landmark = self.landmark_at(at)
        if landmark is None:
            return False
        self._take(landmark)
        self._aside = self._start[0] - at[0], self._start[1] - at[1]
        self._slack_px = self.board.slip_px
        return True

    @override
    def drag(self, at: Point) -> None:
        if self._taken is None:
            return
        place = self.board.inside((at[0] + self._aside[0], at[1] + self._aside[1]))
        if self.board.held is not None or math.dist(place, self._start) > self._slack_px:
            self.board.hold(self._taken, place)

    @override
    def release(self, at: Point) -> None:
        self.drag(at)
        held, self._taken = self.board.held, None
        self.board.let_go()
        if held is not None and held[1] != self._start:
            (landmark, (x, y)), (from_x, from_y) = held, self._start
            self.board.landmark_moved.emit(landmark, x - from_x, y - from_y)

    @override
    def cancel(self) -> bool:
        begun, self._taken = self.begun, None
        self.board.let_go()
        return begun

    @override
    def enter(self, at: Point) -> None:
        if self.begun:
            self.release(at)
        elif self.press(at):
            self._slack_px = 0.0

    @override
    def step(self, by: int) -> Point | None:
        self.cancel()
        drawn, pointed = tuple(self.board.places), self.board.pointed
        found = next_of(drawn, pointed, by)
        self.board.point_out(found)
        if found is None:
            return None
        self._take(found)
        return self._start

    def _take(self, landmark: Landmark) -> None:
        self._taken, self._start = landmark, self.board.places[landmark]
        self._aside, self._slack_px = (0.0, 0.0), 0.0
        self.board.point_out(landmark)


class EraseHand(Hand):
    """Takes marks away; of a drawing, one stroke."""

    cursor = Qt.CursorShape.PointingHandCursor

    @property
    @override
    def takes_arrows(self) -> bool:
        return True

    @override
    def press(self, at: Point) -> bool:
        mark = nearest_mark(self.board.own, at, self.board.reach_px)
        if mark is None:
            return False
        left = without_stroke(mark, at)
        if left is None:
            self.board.erase(mark)
        else:
            self.board.put(left)
        return True

    @override
    def hover(self, at: Point) -> None:
        self.board.touch(nearest_mark(self.board.own, at, self.board.reach_px))

    @override
    def leave(self) -> None:
        self.board.touch(None)

    @override
    def step(self, by: int) -> Point | None:
        drawn = tuple(one for one in self.board.own if strokes_of(one))
        found = next_of(drawn, self.board.touched, by)
        self.board.touch(found)
        return None if found is None else strokes_of(found)[0][0]


def next_of(things: Sequence[T], now: T | None, by: int) -> T | None:
    """Return the one after ``now`` (1) or before it (-1); None past the end."""
    if now is None or now not in things:
        at = 0 if by > 0 else len(things) - 1
    else:
        at = things.index(now) + by
    return things[at] if 0 <= at < len(things) else None
