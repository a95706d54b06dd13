"""What every part of the review shows now: one moment of one take, everywhere the same."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from PyQt6.QtCore import QObject

from formcheck.checking.results import Rep
from formcheck.features.reading import Reading
from formcheck.landmarks import Landmark, Side
from formcheck.overlay.compose import Marks, scene_of, skeleton
from formcheck.overlay.scene import Scene
from formcheck.pose.recorded import RecordedPoses
from formcheck.review.best import best_reps
from formcheck.review.case import CaseView
from formcheck.review.edits import Mark
from formcheck.review.ghost import ghost_scene, rep_at
from formcheck.review.preview import preview
from formcheck.review.seen import last_at
from formcheck.review.take import Take
from formcheck.ui.review.curves import Curves
from formcheck.ui.review.notes import NotesPanel
from formcheck.ui.review.player import Player
from formcheck.ui.review.rep_hand import RepHand
from formcheck.ui.review.rep_table import RepTable
from formcheck.ui.review.stage import Stage
from formcheck.ui.review.timeline import Timeline

_AHEAD_S: Final = 0.2
"""A picture that is farther past the last pose than this has not been looked at yet."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What shows a moment."""

    stage: Stage
    timeline: Timeline
    curves: Curves
    table: RepTable
    notes: NotesPanel
    rep_hand: RepHand


class Screen(QObject):
    """Shows the moment that the player is at."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.parts = parts
        self.player: Player | None = None
        self._pictured = False
        """Whether there are pictures, and not only their times."""
        self._take: Take | None = None
        self._poses: RecordedPoses | None = None
        self._best: Mapping[Side | None, Rep] = {}
        self._haunted = False
        parts.stage.landmark_dragged.connect(self._preview)

    @property
    def time_s(self) -> float:
        """The moment that is shown."""
        return 0.0 if self.player is None else self.player.time_s

    @property
    def take(self) -> Take | None:
        """What is shown."""
        return self._take

    def set_player(self, player: Player | None, *, pictured: bool) -> None:
        """Show what a player plays."""
        self.player, self._pictured = player, pictured
        if player is not None:
            player.changed.connect(self.show_moment)

    def show_view(self, view: CaseView) -> None:
        """Show what was found, as far as it is known."""
        parts, measured = self.parts, view.measured
        take, before = view.take, self._take
        self._take, self._poses = take, view.poses
        if take is not before:
            record = None if measured is take or measured is None else measured.record
            parts.timeline.show_take(take, record)
            parts.curves.show_take(take)
            parts.table.show_take(take, record)
            self._best = {} if take is None else best_reps(take)
        self.show_moment()

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show notes, drawings and what was measured by hand."""
        self.parts.stage.set_marks(marks)
        self.parts.timeline.show_marks(marks)
        self.parts.notes.set_marks(marks)

    def haunt(self, *, on: bool) -> None:
        """Show the best repetition faintly over the one that is seen, or no more."""
        self._haunted = on
        self.show_moment()

    def show_moment(self) -> None:
        """Show the moment of the player everywhere."""
        picture = None if self.player is None else self.player.picture
        if picture is None:
            return
        parts, time_s = self.parts, picture.time_s
        index = self._index(time_s)
        pose = None if self._take is None or index is None else self._take.pose(index)
        pixels = picture.image if self._pictured else None
        parts.stage.set_picture_size(picture.size_px)
        parts.stage.show_frame(pixels, self._scene(index), time_s=time_s, pose=pose)
        parts.stage.show_ghost(self._ghost(index))
        for one in (parts.timeline, parts.curves, parts.table, parts.rep_hand):
            one.show_time(time_s)
        parts.notes.set_time(time_s)

    def _index(self, time_s: float) -> int | None:
        """Return the frame of a moment; None where it was not looked at yet."""
        poses = self._poses
        if poses is None or time_s > float(poses.time_s[-1]) + _AHEAD_S:
            return None
        return last_at(poses.time_s, time_s)

    def _scene(self, index: int | None) -> Scene | None:
        if index is None or self._poses is None:
            return None
        if self._take is not None:
            return self._take.scene(index)
        pose = self._poses.pose(index)
        return None if pose is None else skeleton(pose, mirrored=False)

    def _ghost(self, index: int | None) -> Scene | None:
        if not self._haunted or self._take is None or index is None:
            return None
        rep = rep_at(self._take, float(self._take.poses.time_s[index]))
        best = None if rep is None else self._best.get(rep.side)
        return None if best is None else ghost_scene(self._take, index, best)

    def _preview(self, landmark: Landmark, x: float, y: float) -> None:
        """Show how the frame would be with a landmark elsewhere."""
        take, index = self._take, self._index(self.time_s)
        pose = None if take is None or index is None else take.pose(index)
        if take is None or index is None or pose is None:
            return
        readings = preview(take, index, landmark, (x, y))
        image_px, doubt = pose.image_px.copy(), pose.doubt.copy()
        image_px[landmark], doubt[landmark] = (x, y), 0
        marks = _with(take.seen.marks(index, take.record.series), readings)
        focus = marks.focus
        told = "" if focus is None else f"{focus.title} {focus.reading.text}"
        scene = scene_of(replace(pose, image_px=image_px, doubt=doubt), marks)
        self.parts.stage.show_preview(told, scene)


def _with(marks: Marks, readings: Mapping[str, Reading]) -> Marks:
    """Return what is said of a frame with other readings."""
    focus = marks.focus
    if focus is None or focus.feature not in readings:
        return marks
    return replace(marks, focus=replace(focus, reading=readings[focus.feature]))
