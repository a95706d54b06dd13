"""What was changed by hand, step by step, with undo and redo.

::

    edits = Edits().do(MoveLandmark(...)).do(RemoveRep(...)).undo()
    edits.now
"""

from dataclasses import dataclass
from typing import Self

from formcheck.review.edits import Edit, Note, PutMark


@dataclass(frozen=True, slots=True)
class Edits:
    """All steps so far; each method returns other ones."""

    now: tuple[Edit, ...] = ()
    """In the order in which they were made."""
    undone: tuple[Edit, ...] = ()
    """What can be made again, the next one last."""

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self.now)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step that was taken back."""
        return bool(self.undone)

    def do(self, edit: Edit) -> Self:
        """Make a step; what was taken back before is gone.

        Typing on in the same note is one step with what was typed before.
        """
        before = self.now[:-1] if self.now and _types_on(self.now[-1], edit) else self.now
        return type(self)((*before, edit))

    def undo(self) -> Self:
        """Take the last step back; the same where there is none."""
        if not self.now:
            return self
        return type(self)(self.now[:-1], (*self.undone, self.now[-1]))

    def redo(self) -> Self:
        """Make the step again that was taken back last; the same where there is none."""
        if not self.undone:
            return self
        return type(self)((*self.now, self.undone[-1]), self.undone[:-1])


def _types_on(last: Edit, edit: Edit) -> bool:
    return (
        isinstance(last, PutMark)
        and isinstance(edit, PutMark)
        and isinstance(last.mark, Note)
        and isinstance(edit.mark, Note)
        and last.mark.id == edit.mark.id
    )
