"""What was seen and said in every frame of a recording, small enough for an hour of them."""

from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from formcheck.checking.results import Severity
from formcheck.features.body import FEATURES
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import COUNT, Landmark, Side
from formcheck.language import _
from formcheck.overlay.compose import Marks, marks_of, scene_of
from formcheck.overlay.scene import Scene, Tone
from formcheck.pose.growing import Growing
from formcheck.pose.pose import Floats, Pose
from formcheck.pose.recorded import RecordedPoses
from formcheck.session.record import Series
from formcheck.session.update import Focus, Update

_TONES: Final = tuple(Tone)
_SIDES: Final = (None, *Side)
_NO_ARC: Final = (-1, -1, -1)
_TABLES: Final[dict[str, tuple[tuple[int, ...], type]]] = {
    "found": ((), np.bool_),
    "image_px": ((COUNT, 2), np.float32),
    "doubt": ((COUNT,), np.uint8),
    "by_hand": ((COUNT,), np.bool_),
    "tone": ((), np.uint8),
    "side": ((), np.uint8),
    "focus": ((), np.int16),
    "focus_tone": ((), np.uint8),
    "judged": ((), np.bool_),
    "arc": ((3,), np.int8),
}


_NOTHING: Final[dict[str, float]] = {"image_px": np.nan, "focus": -1, "arc": -1}
"""What is not 0 where there is nobody."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Seen:
    """What was drawn in t frames: about 500 bytes each."""

    found: npt.NDArray[np.bool_]
    """(t,) whether there was somebody."""
    image_px: npt.NDArray[np.float32]
    """(t, 33, 2) landmarks, smoothed, in pixels; where they were put, if somebody moved them."""
    doubt: npt.NDArray[np.uint8]
    """(t, 33) of `formcheck.pose.pose.Doubt`."""
    by_hand: npt.NDArray[np.bool_]
    """(t, 33) whether somebody moved them."""
    tone: npt.NDArray[np.uint8]
    """(t,) tone of the whole body, by its place in `Tone`."""
    side: npt.NDArray[np.uint8]
    """(t,) the side that is nearer to the camera: 0 not known, else by its place in `Side`."""
    focus: npt.NDArray[np.int16]
    """(t,) column of the series of the angle that is drawn; -1 for none."""
    focus_tone: npt.NDArray[np.uint8]
    """(t,) tone of that angle."""
    judged: npt.NDArray[np.bool_]
    """(t,) whether that angle was judged."""
    arc: npt.NDArray[np.int8]
    """(t, 3) its landmarks; -1 where it is no joint angle."""

    @classmethod
    def nobody(cls, count: int) -> Self:
        """Return so many frames in which nobody was seen."""
        rows: dict[str, Any] = {
            name: np.broadcast_to(np.array(_NOTHING.get(name, 0), kind), (count, *entry))
            for name, (entry, kind) in _TABLES.items()
        }
        return cls(**rows)

    def __len__(self) -> int:
        """Return the number of frames."""
        return len(self.found)

    def pose(self, index: int, poses: RecordedPoses) -> Pose | None:
        """Return the body in one frame as it was judged; None when there was nobody."""
        raw = poses.pose(index)
        if raw is None or not self.found[index]:
            return None
        return Pose(
            time_s=raw.time_s,
            image_px=self.image_px[index].astype(np.float64),
            world_m=raw.world_m,
            visibility=raw.visibility,
            image_size=raw.image_size,
            doubt=self.doubt[index],
            others=raw.others,
            outline_px=raw.outline_px,
        )

    def marks(self, index: int, series: Series) -> Marks:
        """Return what was said of the body in one frame."""
        moved = np.flatnonzero(self.by_hand[index]).tolist()
        return Marks(
            tone=_TONES[self.tone[index]],
            focus=self._focus(index, series),
            focus_tone=_TONES[self.focus_tone[index]],
            side=_SIDES[self.side[index]],
            by_hand=frozenset(Landmark(one) for one in moved),
        )

    def scene(self, index: int, poses: RecordedPoses, series: Series) -> Scene | None:
        """Return what was drawn over one frame; None when there was nobody."""
        pose = self.pose(index, poses)
        return None if pose is None else scene_of(pose, self.marks(index, series))

    def _focus(self, index: int, series: Series) -> Focus | None:
        column = int(self.focus[index])
        if column < 0:
            return None
        name = series.names[column]
        feature = FEATURES[name if name in FEATURES else name.rpartition("_")[0]]
        value, sd = float(series.value[index, column]), float(series.sd[index, column])
        why_not = "" if self.judged[index] else _("not judged")
        start, middle, end = (int(one) for one in self.arc[index])
        arc = None if start < 0 else (Landmark(start), Landmark(middle), Landmark(end))
        reading = Reading(value, sd, Unit(series.units[column]), why_not)
        return Focus(_(feature.title), reading, arc, Severity.GOOD, name, feature.outline)


class SeenLog:
    """Collects what was drawn, frame by frame; ``names`` are those of the series."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._columns = {name: column for column, name in enumerate(names)}
        self._tables = {name: Growing(entry, kind) for name, (entry, kind) in _TABLES.items()}

    def add(self, update: Update, by_hand: npt.NDArray[np.bool_] | None = None) -> None:
        """Take in a frame; ``by_hand`` is (33,), None for nothing."""
        marks, pose = marks_of(update), update.pose
        focus = marks.focus
        row: dict[str, Any] = {
            "found": pose is not None,
            "image_px": np.nan if pose is None else pose.image_px,
            "doubt": 0 if pose is None else pose.doubt,
            "by_hand": False if by_hand is None else by_hand,
            "tone": _TONES.index(marks.tone),
            "side": _SIDES.index(marks.side),
            "focus": -1 if focus is None else self._columns[focus.feature],
            "focus_tone": _TONES.index(marks.focus_tone),
            "judged": focus is not None and focus.reading.judged,
            "arc": _NO_ARC if focus is None or focus.arc is None else focus.arc,
        }
        for name, table in self._tables.items():
            table.add(row[name])

    def seen(self) -> Seen:
        """Return everything so far, not copied: only rows are added to it."""
        return Seen(**{name: table.view() for name, table in self._tables.items()})


def last_at(times_s: Floats, time_s: float) -> int:
    """Return the last frame that is not after ``time_s``; the first where there is none."""
    return max(int(np.searchsorted(times_s, time_s + _SAME_S, side="right")) - 1, 0)


_SAME_S: Final = 1e-6
"""Times that are no farther apart than this are the same."""
