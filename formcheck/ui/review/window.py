"""The review: a recording, what was found in it, and the hand of whoever looks at it.

::

    head: title, exercise, progress                   | repetitions, faults
    tools                                             | correct them by hand
    stage: picture, skeleton, marks                   | notes | limits | recordings
    transport: step, play, speed, loop                |
    -----------------------------------------------------------------------------
    timeline: repetitions, faults, not judged, notes
    curve with its error and the limits

The window never waits: the film plays in a thread, the recording is looked at in another.
"""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PyQt6.QtWidgets import QMainWindow, QTabWidget
from typing_extensions import override

from formcheck.checking.results import Rep
from formcheck.exercises.loader import list_exercises, load_exercise
from formcheck.landmarks import Landmark
from formcheck.language import _
from formcheck.report.content import Table
from formcheck.report.corrections import about
from formcheck.report.lanes import ItemKind
from formcheck.review.edits import EraseMark, Mark, MoveLandmark, PutMark
from formcheck.review.ghost import rep_at
from formcheck.review.item import Item
from formcheck.review.kept_poses import KeptPoses
from formcheck.review.marks import marks_of, text, trunk_px
from formcheck.review.playing import Span
from formcheck.ui.look import Colours, Look
from formcheck.ui.review.compare_pick import Compared
from formcheck.ui.review.compare_window import CompareWindow
from formcheck.ui.review.comparing import CompareButton
from formcheck.ui.review.curves import Curves
from formcheck.ui.review.head import Head
from formcheck.ui.review.layouts import column, split
from formcheck.ui.review.limits_panel import LimitsPanel
from formcheck.ui.review.notes import NotesPanel
from formcheck.ui.review.outlets import Outlets
from formcheck.ui.review.player import Player
from formcheck.ui.review.recordings_list import RecordingsList
from formcheck.ui.review.rep_hand import RepHand
from formcheck.ui.review.rep_table import RepTable
from formcheck.ui.review.save_menu import SaveMenu
from formcheck.ui.review.screen import Parts, Screen
from formcheck.ui.review.stage import Stage
from formcheck.ui.review.time_axis import TimeAxis
from formcheck.ui.review.timeline import Timeline
from formcheck.ui.review.toolbar import Toolbar
from formcheck.ui.review.transport import Transport
from formcheck.ui.review.work import Work

_START_SIZE: Final = (1280, 720)
_SMALLEST: Final = (900, 560)
_LEFT, _RIGHT = 64, 36
_UPPER, _LOWER = 68, 32
"""Shares of the window."""
_TALLEST: Final = 620
"""Letters grow no further with the window: it is read at a desk."""
_LARGE: Final = 150
"""Size of letters in percent from which on panels get pages of their own."""
_SAME_S: Final = 0.05
"""Whoever is no farther from a turn is at it."""
_Dressed = (
    Head | Toolbar | Stage | Timeline | Curves | RepTable | RepHand | NotesPanel | LimitsPanel
    | RecordingsList | Transport | SaveMenu | CompareButton
)  # fmt: skip


class ReviewWindow(QMainWindow):
    """Opens the first of some recordings; the others are in a list.

    Parameters
    ----------
    items
        At least one.
    kept
        Where the poses of videos are kept; None: nowhere.
    unpacked
        Folder for the videos of files that somebody sent; the current one when missing.
    colours, zoom
        Dark or light, and the size of the letters in percent.
    """

    closed = pyqtSignal()
    """After it was closed, and nothing runs any more."""

    def __init__(
        self,
        items: Sequence[Item],
        *,
        kept: KeptPoses | None = None,
        unpacked: Path | None = None,
        colours: Colours = Colours.SYSTEM,
        zoom: int = 100,
    ) -> None:
        super().__init__()
        self.setWindowTitle(_("formcheck review"))
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_START_SIZE)
        self._colours, self._zoom = colours, zoom
        look = self.look
        self.work = Work(kept)
        self.axis = TimeAxis()
        known = list_exercises()
        self.head, self.toolbar = Head(known), Toolbar(look)
        self.stage = Stage(look, self._text_of)
        self.timeline, self.curves = Timeline(self.axis), Curves(self.axis)
        self.table, self.rep_hand = RepTable(), RepHand()
        self.notes = NotesPanel(look, self._text_of)
        self.limits = LimitsPanel(known)
        self.recordings = RecordingsList(items)
        self.transport = Transport(look)
        self.outlets = Outlets(self.work, items, kept, unpacked or Path(), self._window_of)
        self.tabs = QTabWidget()
        self.player: Player | None = None
        self.screen_ = Screen(
            Parts(
                stage=self.stage, timeline=self.timeline, curves=self.curves,
                table=self.table, notes=self.notes, rep_hand=self.rep_hand,
            )
        )  # fmt: skip
        self._lay_out()
        self._connect()
        self.dress()
        self.open(items[0])

    @property
    def look(self) -> Look:
        """Colours and sizes for the window as it is."""
        return Look.of_window(min(self.height(), _TALLEST), self._colours, self._zoom)

    def open(self, item: Item) -> None:
        """Show another recording, from its beginning."""
        self._end_player()
        self.axis.set_length(0.0)
        self.head.tell("")
        self.work.open(item)
        self.head.show_item(item)
        self.recordings.show_open(item)

    def dress(self) -> None:
        """Give everything its colours and sizes."""
        look = self.look
        self.setStyleSheet(look.style_sheet)
        for one in self._parts:
            one.set_look(look)

    # What was found, and what is corrected

    def _show_view(self) -> None:
        work = self.work
        self.head.show_view(work.view)
        self._begin_player()
        self.screen_.show_view(work.view)
        self.screen_.show_marks(marks_of(work.edits.now))
        self.rep_hand.set_on(on=work.editable)
        self.outlets.show_work()
        steps = work.edits.now[-1:], work.edits.undone[-1:]
        take = work.take
        self.toolbar.set_undo(*(about(one[0], take) if one and take else "" for one in steps))
        if work.take is not None:
            slug = work.take.exercise.slug
            self.limits.show_exercise(work.take.exercise, load_exercise(slug))
        self.limits.setEnabled(work.editable)

    def _text_of(self, mark: Mark) -> str:
        take = self.work.take
        trunk = math.nan if take is None else trunk_px(take, mark.time_s)
        return text(mark, marks_of(self.work.edits.now), trunk)

    def _move(self, landmark: Landmark, dx: float, dy: float) -> None:
        self.work.do(MoveLandmark(self.screen_.time_s, landmark, (dx, dy)))
        self.screen_.show_moment()

    def _erase(self, mark: str) -> None:
        self.work.do(EraseMark(mark))

    def _put(self, mark: Mark) -> None:
        self.work.do(PutMark(mark))

    def _write_note(self, time_s: float) -> None:
        self.tabs.setCurrentWidget(self.notes)
        self.notes.begin_note(time_s)

    def _window_of(
        self, first: Compared, second: Compared | None, more: Sequence[Table]
    ) -> CompareWindow:
        return CompareWindow(first, second, more=more, colours=self._colours, zoom=self._zoom)

    # Playing

    def _begin_player(self) -> None:
        """Play as soon as it is known what there is to play."""
        pictures = None if self.player is not None else self.work.pictures()
        if pictures is None:
            return
        self.player = Player(pictures, self)
        self.player.failed.connect(self._do_without)
        self.player.opened.connect(self._opened)
        self.screen_.set_player(self.player, pictured=self.work.pictured)
        self.transport.set_player(self.player)

    def _opened(self) -> None:
        if self.player is not None:
            self.axis.set_length(max(self.axis.length_s, self.player.duration_s))
            self.player.play()

    def _do_without(self, trouble: str) -> None:
        """Show the body alone, where it was: what was found is known without the film."""
        self.head.tell(trouble)
        if self.player is None or not self.work.pictured:
            return
        at_s = self.player.time_s
        self._end_player()
        self.work.pictured = False
        self._begin_player()
        if self.player is not None:
            self.player.opened.connect(lambda: self._seek(at_s))

    def _end_player(self) -> bool:
        player, self.player = self.player, None
        self.screen_.set_player(None, pictured=False)
        self.transport.set_player(None)
        if player is None:
            return True
        ended = player.close()
        player.deleteLater()
        return ended

    def _seek(self, time_s: float) -> None:
        if self.player is not None:
            self.player.pause()
            self.player.seek(time_s)

    def _pause(self) -> None:
        if self.player is not None:
            self.player.pause()

    # Repetitions

    def _reps(self) -> tuple[Rep, ...]:
        return () if self.work.take is None else self.work.take.record.reps

    def _choose_rep(self, number: int) -> None:
        """Show which repetition was chosen, everywhere."""
        rep = next((one for one in self._reps() if one.number == number), None)
        self.rep_hand.show_rep(rep)
        self.timeline.choose(ItemKind.REP, number)
        self.table.choose(ItemKind.REP, number)

    def _choose(self, kind: ItemKind, key: int) -> None:
        self.timeline.choose(kind, key)
        self.table.choose(kind, key)

    def _go_rep(self, by: int) -> None:
        """Go to the turn of the next repetition, or of the one before."""
        time_s = self.screen_.time_s
        turns = [one for one in self._reps() if (one.turn_s - time_s) * by > _SAME_S]
        if turns:
            rep = min(turns, key=lambda one: abs(one.turn_s - time_s))
            self._seek(rep.turn_s)
            self._choose_rep(rep.number)

    def _loop(self, *, on: bool) -> None:
        """Play the repetition that is seen again and again."""
        player, take = self.player, self.work.take
        if player is None:
            return
        rep = rep_at(take, self.screen_.time_s) if on and take is not None else None
        player.loop(None if rep is None else Span(rep.start_s, rep.end_s))
        if rep is not None:
            player.play()

    # The window

    @property
    def _parts(self) -> tuple[_Dressed, ...]:
        return (
            self.head, self.toolbar, self.stage, self.transport, self.timeline, self.curves,
            self.table, self.rep_hand, self.notes, self.limits, self.recordings,
            self.outlets.save_menu, self.outlets.compare,
        )  # fmt: skip

    def _connect(self) -> None:
        work, stage = self.work, self.stage
        work.changed.connect(self._show_view)
        work.told.connect(self.head.tell)
        self.head.exercise_chosen.connect(work.choose)
        self.limits.exercise_chosen.connect(work.choose)
        self.limits.limit_set.connect(work.do)
        self.rep_hand.edited.connect(work.do)
        self.recordings.chosen.connect(self.open)
        self.toolbar.serve(stage)
        self.toolbar.undo_wanted.connect(work.undo)
        self.toolbar.redo_wanted.connect(work.redo)
        self.toolbar.ghost_toggled.connect(lambda on: self.screen_.haunt(on=on))
        stage.work_began.connect(self._pause)
        stage.landmark_moved.connect(self._move)
        stage.note_wanted.connect(self._write_note)
        for one in (stage, self.notes):
            one.mark_put.connect(self._put)
            one.mark_erased.connect(self._erase)
        self.notes.jumped.connect(self._seek)
        self.notes.writing.connect(self._pause)
        self.notes.done.connect(stage.setFocus)
        self.outlets.said.connect(self.head.tell)
        self.outlets.opened.connect(self._pause)
        self._connect_time()

    def _connect_time(self) -> None:
        for one in (self.timeline, self.curves, self.table):
            one.sought.connect(self._seek)
        for one in (self.timeline, self.table):
            one.rep_chosen.connect(self._choose_rep)
            one.hold_chosen.connect(lambda key: self._choose(ItemKind.HOLD, key))
            one.fault_chosen.connect(lambda key: self._choose(ItemKind.FAULT, key))
        self.timeline.mark_chosen.connect(lambda _id: self.tabs.setCurrentWidget(self.notes))
        self.stage.space_tapped.connect(self.transport.play.trigger)
        self.transport.previous_rep.connect(lambda: self._go_rep(-1))
        self.transport.next_rep.connect(lambda: self._go_rep(1))
        self.transport.loop_wanted.connect(lambda on: self._loop(on=on))
        for key, by in (("PgUp", -1), ("PgDown", 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda by=by: self._open_beside(by))

    def _open_beside(self, by: int) -> None:
        """Open the recording so many further down the list."""
        item = self.recordings.beside(by)
        if item is not None:
            self.open(item)

    def _lay_out(self) -> None:
        self.head.add(self.outlets.compare, self.outlets.save_menu)
        left = column(self.head, self.toolbar, self.stage, self.transport, stretched=self.stage)
        if self._zoom < _LARGE:
            found = column(self.table, self.rep_hand, stretched=self.table)
            self.tabs.addTab(found, _("Found"))
        else:  # There is no room for both.
            self.tabs.addTab(self.table, _("Found"))
            self.tabs.addTab(self.rep_hand, _("Correct"))
        self.tabs.addTab(self.notes, _("Notes"))
        self.tabs.addTab(self.limits, _("Limits"))
        if len(self.recordings.items) > 1:
            self.tabs.addTab(self.recordings, _("Recordings"))
        upper = split(Qt.Orientation.Horizontal, (left, _LEFT), (self.tabs, _RIGHT))
        lower = column(self.timeline, self.curves, stretched=self.curves)
        whole = split(Qt.Orientation.Vertical, (upper, _UPPER), (lower, _LOWER))
        self.setCentralWidget(column(whole, stretched=whole))

    @override
    def resizeEvent(self, a0: QResizeEvent | None) -> None:
        super().resizeEvent(a0)
        self.dress()

    @override
    def closeEvent(self, a0: QCloseEvent | None) -> None:
        self._end_player()
        self.work.close()
        self.outlets.close()
        super().closeEvent(a0)
        self.closed.emit()
