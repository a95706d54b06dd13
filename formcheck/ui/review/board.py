"""What lies under the hand on the stage, and what the hand does with it."""

from collections.abc import Mapping
from typing import Final
from uuid import uuid4

from PyQt6.QtCore import QObject, pyqtSignal

from formcheck.landmarks import MIRROR, Landmark
from formcheck.overlay.compose import places
from formcheck.overlay.scene import Point
from formcheck.pose.pose import Doubt, Pose
from formcheck.review.edits import LineMark, Mark
from formcheck.ui.review.handles import nearest_mark
from formcheck.ui.review.landmark_words import told

SAME_S: Final = 1e-3
"""Marks no farther than this from a frame are of this frame."""
NEAR_S: Final = 0.5
"""So far before and after its frame a mark is seen faintly, while it plays (judgement)."""
_DEEPER_M: Final = 0.05
"""Less is no telling which is nearer (judgement)."""
_REACH_PX: Final = 14.0
_SLIP_PX: Final = 3.0
"""How near a mouse must come, and how far it may slip in a click, in pixels of the screen."""


class Board(QObject):
    """The frame that is shown, with its landmarks and marks; tools work on it in its pixels."""

    changed = pyqtSignal()
    work_began = pyqtSignal()
    landmark_dragged = pyqtSignal(object, float, float)
    landmark_moved = pyqtSignal(object, float, float)
    mark_put = pyqtSignal(object)
    mark_erased = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self.time_s = 0.0
        self.size_px = (0, 0)
        self.places: Mapping[Landmark, Point] = {}
        self.doubts: Mapping[Landmark, Doubt] = {}
        self.behind: frozenset[Landmark] = frozenset()
        """Of the far side: what lies in front of them is meant rather."""
        self.marks: tuple[Mark, ...] = ()
        self._scale = 1.0
        # What is being done, and so is shown
        self.pointed: Landmark | None = None
        self.held: tuple[Landmark, Point] | None = None
        self.sketch: Mark | None = None
        self.touched: Mark | None = None

    def set_frame(self, time_s: float, pose: Pose | None) -> None:
        """Work on another frame, or on the same one with a body that was corrected."""
        self.time_s = time_s
        self.places = {} if pose is None else places(pose)
        found = {} if pose is None else {one: Doubt(int(pose.doubt[one])) for one in self.places}
        self.doubts = found
        self.behind = frozenset() if pose is None else _behind(pose)
        if self.pointed not in self.places:
            self.pointed = None

    def set_scale(self, scale: float, size_px: tuple[int, int]) -> None:
        """Say how large the picture is, and how many pixels of the screen one of it takes."""
        self._scale, self.size_px = scale, size_px

    @property
    def own(self) -> tuple[Mark, ...]:
        """Marks of this very frame."""
        return tuple(one for one in self.marks if abs(one.time_s - self.time_s) <= SAME_S)

    @property
    def around(self) -> tuple[Mark, ...]:
        """Marks of frames shortly before and after."""
        own = self.own
        near = (one for one in self.marks if abs(one.time_s - self.time_s) <= NEAR_S)
        return tuple(one for one in near if one not in own)

    @property
    def reach_px(self) -> float:
        """How near something is meant, in pixels of the picture."""
        return _REACH_PX / self._scale

    @property
    def slip_px(self) -> float:
        """How far a click may slip, in pixels of the picture."""
        return _SLIP_PX / self._scale

    def inside(self, at: Point) -> Point:
        """Return the place of the picture that is nearest to one beside it."""
        width, height = self.size_px
        return min(max(at[0], 0.0), float(width)), min(max(at[1], 0.0), float(height))

    def line_at(self, at: Point) -> LineMark | None:
        """Return the line of this frame that is meant by a place."""
        found = nearest_mark(self.own, at, self.reach_px)
        return found if isinstance(found, LineMark) else None

    def told(self) -> str:
        """Return in words which landmark is meant; empty for none."""
        pointed = self.pointed
        return "" if pointed is None else told(pointed, self.doubts[pointed])

    def point_out(self, landmark: Landmark | None) -> None:
        """Show which landmark is meant."""
        self.pointed = landmark
        self.changed.emit()

    def hold(self, landmark: Landmark, at: Point) -> None:
        """Have a landmark in the hand, at another place."""
        self.pointed, self.held = landmark, (landmark, at)
        self.landmark_dragged.emit(landmark, *at)
        self.changed.emit()

    def let_go(self) -> None:
        """Have no landmark in the hand any more."""
        self.held = None
        self.changed.emit()

    def show_sketch(self, mark: Mark | None) -> None:
        """Show a mark that is not finished."""
        self.sketch = mark
        self.changed.emit()

    def touch(self, mark: Mark | None) -> None:
        """Show which mark is meant."""
        self.touched = mark
        self.changed.emit()

    def put(self, mark: Mark) -> None:
        """Make a mark, or put one with the same id in its place."""
        self.sketch = None
        self.mark_put.emit(mark)
        self.changed.emit()

    def erase(self, mark: Mark) -> None:
        """Take a mark away."""
        self.touched = None
        self.mark_erased.emit(mark.id)
        self.changed.emit()


def new_id() -> str:
    """Return a name that no other mark has."""
    return uuid4().hex


def _behind(pose: Pose) -> frozenset[Landmark]:
    """Return the landmarks whose mirror image is clearly nearer to the camera."""
    deep_m = pose.world_m[:, 2]
    behind = deep_m - deep_m[list(MIRROR)] > _DEEPER_M
    return frozenset(one for one in Landmark if behind[one])
