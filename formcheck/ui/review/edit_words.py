"""What undo and redo would do, in a few words."""

from typing import Final

from formcheck.language import N_, _
from formcheck.review.edits import (
    AddRep,
    AngleMark,
    Drawing,
    Edit,
    EraseMark,
    LineMark,
    MoveLandmark,
    Note,
    PutMark,
    RemoveRep,
    SetLimit,
    SideRep,
    UseExercise,
)

_WORDS: Final[dict[type, str]] = {
    MoveLandmark: N_("a landmark that was moved"),
    RemoveRep: N_("a repetition that was taken out"),
    AddRep: N_("a repetition that was added"),
    SideRep: N_("the side of a repetition"),
    UseExercise: N_("another exercise"),
    SetLimit: N_("another limit"),
    AngleMark: N_("an angle"),
    LineMark: N_("a line"),
    Drawing: N_("a drawing"),
    Note: N_("a note"),
    EraseMark: N_("a mark that was taken away"),
}


def edit_words(edit: Edit) -> str:
    """Return what a step was."""
    return _(_WORDS[type(edit.mark if isinstance(edit, PutMark) else edit)])
