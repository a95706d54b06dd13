"""What somebody changes by hand in a recording. The measurement itself is never changed.

Each is one step of undo and redo. Times are seconds of the recording, places are pixels of its
upright picture.
"""

from dataclasses import dataclass
from typing import Final

from formcheck.checking.results import RepKind
from formcheck.landmarks import Landmark, Side

Px = tuple[float, float]
REACH_S: Final = 0.25
"""So far before and after, the neighbours of a landmark that was moved go along (judgement)."""


# The measurement


@dataclass(frozen=True, slots=True)
class MoveLandmark:
    """A landmark is put where it is seen; its neighbours in time go along, less the farther."""

    time_s: float
    """Of the frame in which it was moved."""
    landmark: Landmark
    by_px: Px
    """How far, from where it was drawn."""
    reach_s: float = REACH_S


@dataclass(frozen=True, slots=True)
class RemoveRep:
    """What was counted was no repetition."""

    turn_s: float
    """The one whose turn this is."""


@dataclass(frozen=True, slots=True)
class AddRep:
    """A repetition that was not counted."""

    start_s: float
    turn_s: float
    end_s: float
    side: Side | None = None
    kind: RepKind = RepKind.FULL


@dataclass(frozen=True, slots=True)
class SideRep:
    """A repetition was of another side."""

    turn_s: float
    side: Side | None


@dataclass(frozen=True, slots=True)
class UseExercise:
    """The recording shows another exercise."""

    slug: str


@dataclass(frozen=True, slots=True)
class SetLimit:
    """Other limits of a check for this person, in the unit of its feature."""

    check: str
    warn: float
    fault: float | None = None


# Marks on the picture and words: they change no number


@dataclass(frozen=True, slots=True)
class AngleMark:
    """The angle at the second point, measured by hand on one picture."""

    id: str
    time_s: float
    points_px: tuple[Px, Px, Px]


@dataclass(frozen=True, slots=True)
class LineMark:
    """A line: its length, and its angle against the horizontal."""

    id: str
    time_s: float
    points_px: tuple[Px, Px]
    known_cm: float | None = None
    """Its true length, where somebody knows it: lengths in its plane are then told in cm."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What was drawn by hand over the picture."""

    id: str
    time_s: float
    strokes_px: tuple[tuple[Px, ...], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Words that belong to a moment."""

    id: str
    time_s: float
    text: str


Mark = AngleMark | LineMark | Drawing | Note


@dataclass(frozen=True, slots=True)
class PutMark:
    """A mark is made, or takes the place of the one with the same id."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class EraseMark:
    """A mark is taken away."""

    id: str


Measured = MoveLandmark | RemoveRep | AddRep | SideRep | UseExercise | SetLimit
"""What changes numbers."""
Edit = Measured | PutMark | EraseMark
