"""What is compared: of which recording, and which movement in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from PyQt6.QtCore import QSignalBlocker, Qt, pyqtSignal
from PyQt6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from formcheck.checking.results import Rep, RepKind
from formcheck.language import _
from formcheck.report import words
from formcheck.review.part import Move, Part
from formcheck.review.take import Take
from formcheck.ui.look import LIGHT, Look
from formcheck.ui.theme import font

_LINES: Final = ("━━", "╍╍")
"""How their curves are drawn."""
_LEAST_LETTERS: Final = 8
"""So many are seen of what is chosen, however narrow the window."""


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A recording that can be compared."""

    take: Take
    title: str
    """For people: a day, a name of a file."""
    video: Path | None = None
    """None where its pictures were not kept: the body alone is shown."""


class Pick(QWidget):
    """Two choices: the recording, where there are several, and the movement in it."""

    changed = pyqtSignal()
    """Another part is chosen."""

    def __init__(self, name: str, place: int, known: Sequence[Compared], first: int) -> None:
        super().__init__()
        self._known, self._place = tuple(known), place
        self.badge = QLabel(f"{name} {_LINES[place]}")
        self.recordings, self.moves = QComboBox(), QComboBox()
        for box, told in (
            (self.recordings, _("Recording of {name}")),
            (self.moves, _("Movement of {name}")),
        ):
            box.setAccessibleName(told.format(name=name))
            box.setMinimumContentsLength(_LEAST_LETTERS)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for one in self._known:
            self.recordings.addItem(one.title)
        self.recordings.setCurrentIndex(first)
        self.recordings.setVisible(len(self._known) > 1)
        self._list()
        self.recordings.currentIndexChanged.connect(self._change_recording)
        self.moves.currentIndexChanged.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.badge)
        row.addWidget(self.recordings, 3)
        row.addWidget(self.moves, 4)

    @property
    def compared(self) -> Compared:
        """The recording that is chosen."""
        return self._known[self.recordings.currentIndex()]

    @property
    def part(self) -> Part:
        """What is chosen of it."""
        moves = _moves(self.compared.take)
        return Part(self.compared.take, moves[self.moves.currentIndex()])

    def choose(self, move: Move) -> None:
        """Choose a movement; everything where there is no such one."""
        moves = _moves(self.compared.take)
        self.moves.setCurrentIndex(moves.index(move) if move in moves else 0)

    def set_look(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        light = look.palette == LIGHT
        for one in (self.recordings, self.moves):
            one.setFont(font(look.small_px))
            one.setStyleSheet(f"font-size: {look.small_px}px;")
        # Late: the plotting library takes its time.
        ink = import_module("formcheck.ui.history_plots").INKS[light][self._place]
        self.badge.setFont(font(look.body_px, bold=True))
        self.badge.setStyleSheet(f"font-size: {look.body_px}px; color: {ink};")

    def _list(self) -> None:
        """List the movements; all of them are chosen."""
        take = self.compared.take
        with QSignalBlocker(self.moves):
            self.moves.clear()
            for place, move in enumerate(_moves(take)):
                text = _text(take, move, place)
                self.moves.addItem(text)
                self.moves.setItemData(place, text, Qt.ItemDataRole.ToolTipRole)

    def _change_recording(self) -> None:
        self._list()
        self.changed.emit()


def _moves(take: Take) -> tuple[Move, ...]:
    """Return what can be chosen: everything first."""
    return (None, *take.record.reps, *take.record.holds)


def _text(take: Take, move: Move, place: int) -> str:
    """Return a movement in a few words: ``Repetition 3, left, full, 171° ± 8``."""
    reps = len(take.record.reps)
    if move is None:
        whole = _("All holds") if take.record.holds else _("The whole recording")
        return _("All repetitions") if reps else whole
    parts = [_("Hold {number}").format(number=place - reps)]
    if isinstance(move, Rep):
        parts = [_("Repetition {number}").format(number=move.number)]
    if move.side is not None:
        parts.append(words.side(move.side))
    if isinstance(move, Rep):
        parts.append(words.kind(move.kind))
        if move.kind is not RepKind.GUIDED:
            parts.append(words.farthest(move, words.rep_unit(take.record, take.exercise)))
    else:
        parts.append(words.seconds(move.end_s - move.start_s))
    return ", ".join(parts)
