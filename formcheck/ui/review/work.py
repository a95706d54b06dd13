"""What is worked on in the review: a recording, what was found in it, what somebody corrected."""

from dataclasses import replace
from pathlib import Path

from PyQt6.QtCore import QObject, pyqtSignal

from formcheck.capture.apart import open_film
from formcheck.capture.pictures import NoFilm, Pictures
from formcheck.errors import FormcheckError
from formcheck.exercises.loader import load_exercise
from formcheck.review.analysis import Stage as CaseStage
from formcheck.review.apply import check_edit
from formcheck.review.case import Case, CaseView
from formcheck.review.edits import Edit, UseExercise
from formcheck.review.history import Edits
from formcheck.review.item import Item
from formcheck.review.kept_poses import KeptPoses
from formcheck.review.review_file import (
    Review,
    load_review,
    mismatch,
    recording_of,
    save_review,
)
from formcheck.review.take import Take


class Work(QObject):
    """One recording at a time. Nothing here blocks, but for closing.

    Parameters
    ----------
    kept
        Where the poses of videos are kept; None: nowhere.
    """

    changed = pyqtSignal()
    """There is a new view, or other edits."""
    told = pyqtSignal(str)
    """Something that somebody should know, in a sentence."""
    woke = pyqtSignal()
    """Carries nothing but "look"; comes from a thread."""

    def __init__(self, kept: KeptPoses | None = None) -> None:
        super().__init__()
        self._kept = kept
        self._case: Case | None = None
        self._item: Item | None = None
        self._earlier: Review | None = None
        """What was corrected before, until it is known that it fits."""
        self._said = ""
        """The exercise that somebody said, until it is among the corrections."""
        self.pictured = False
        """Whether there is a film; what was found in it is known without."""
        self.view = CaseView()
        self.edits = Edits()
        self.woke.connect(self._look)

    @property
    def item(self) -> Item | None:
        """What is open; None for nothing."""
        return self._item

    @property
    def take(self) -> Take | None:
        """What is shown: with corrections, as far as they are worked in."""
        return self.view.take

    @property
    def editable(self) -> bool:
        """Whether corrections can be made: everything was looked at."""
        return self.view.stage is CaseStage.DONE and self.view.measured is not None

    @property
    def settled(self) -> bool:
        """Whether what is shown has all corrections in it."""
        return self.editable and not self.view.busy and self.view.edits == self.edits.now

    def open(self, item: Item) -> None:
        """Work on a recording, with what was corrected in it before."""
        self.close()
        self._item, self.edits, self.view = item, Edits(), CaseView(busy=True)
        self._said = ""
        self.pictured = item.video is not None
        self._earlier = self._load(item)
        self._begin(item, self._earlier.edits if self._earlier is not None else ())
        self.changed.emit()

    def close(self) -> bool:
        """Stop; return whether the thread has ended in time."""
        case, self._case = self._case, None
        return True if case is None else case.close()

    def do(self, edit: Edit) -> bool:
        """Make a correction; return whether it can be made. Why not is told."""
        take = self.take
        if take is None or not self.editable:
            return False
        try:
            check_edit(take, edit, load_exercise)
        except FormcheckError as error:
            self.told.emit(str(error))
            return False
        self._set(self.edits.do(edit))
        return True

    def undo(self) -> None:
        """Take the last correction back."""
        self._set(self.edits.undo())

    def redo(self) -> None:
        """Make the correction again that was taken back last."""
        self._set(self.edits.redo())

    def choose(self, slug: str) -> None:
        """Say which exercise it is; where nobody knew it, it is judged now."""
        if self.view.measured is not None:
            self.do(UseExercise(slug))
        elif self._item is not None and self.view.poses is not None:
            self._said = slug
            self._begin(replace(self._item, exercise=slug, poses=self.view.poses), ())

    def pictures(self) -> Pictures | None:
        """Return what can be played; None while that is not known."""
        if self.pictured and self._item is not None and self._item.video is not None:
            return open_film(self._item.video)
        poses = self.view.poses
        if poses is None or self.view.stage is not CaseStage.DONE:
            return None
        return NoFilm(poses.time_s.tolist(), poses.image_size)

    def _begin(self, item: Item, edits: tuple[Edit, ...]) -> None:
        self.close()
        self._item = _judged_by(item, edits)
        self._case = Case(self._item, self.woke.emit, kept=self._kept)
        self._case.start()

    def _look(self) -> None:
        view = None if self._case is None else self._case.take()
        if view is None:
            return
        self.view = view
        if self.editable and self._earlier is not None:
            self._resume(self._earlier)
        if self.editable and self._said:
            said, self._said = self._said, ""
            self.do(UseExercise(said))
        self.changed.emit()

    def _set(self, edits: Edits) -> None:
        if edits == self.edits:
            return
        self.edits = edits
        if self._case is not None:
            self._case.correct(edits.now)
        self._save()
        self.changed.emit()

    # The file beside the recording

    def _load(self, item: Item) -> Review | None:
        try:
            return load_review(item.beside)
        except FormcheckError as error:
            self.told.emit(str(error))
            return None

    def _resume(self, earlier: Review) -> None:
        """Go on where somebody stopped, if it is the same recording."""
        self._earlier = None
        measured, item = self.view.measured, self._item
        if measured is None or item is None:
            return
        why = mismatch(earlier.recording, recording_of(measured, _file(item)))
        if why:
            self.told.emit(why)
        elif self._case is not None:
            self.edits = Edits(earlier.edits)
            self._case.correct(self.edits.now)

    def _save(self) -> None:
        measured, item = self.view.measured, self._item
        if measured is None or item is None:
            return
        try:
            save_review(item.beside, Review(recording_of(measured, _file(item)), self.edits.now))
        except FormcheckError as error:
            self.told.emit(str(error))


def _file(item: Item) -> Path | None:
    """Return the file that a recording is; None for a session."""
    return item.beside if item.beside.is_file() else None


def _judged_by(item: Item, edits: tuple[Edit, ...]) -> Item:
    """Return the item with the exercise that somebody said before, where nobody else knows it."""
    said = next((one.slug for one in reversed(edits) if isinstance(one, UseExercise)), "")
    return item if item.exercise else replace(item, exercise=said)
