"""Two movements side by side, turn on turn: of two recordings, of one, or of left and right.

::

    window = CompareWindow(Compared(before, "3 March"), Compared(now, "24 March", video))
    window.show()

A plays; B goes along with it, so that both turn at the same time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Final

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PyQt6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSplitter,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from formcheck.language import _
from formcheck.overlay.scene import Tone
from formcheck.report import words
from formcheck.report.content import Table
from formcheck.report.difference_table import parts_doubts, parts_table, sides_table
from formcheck.report.sheets import Sheet
from formcheck.review.align import Alignment, phases
from formcheck.review.best import best_rep
from formcheck.review.part import Part, ghost_of, together
from formcheck.review.playing import Span
from formcheck.ui.buttons import press_with_enter
from formcheck.ui.look import Colours, Look
from formcheck.ui.review.compare_pane import ComparePane
from formcheck.ui.review.compare_pick import Compared
from formcheck.ui.review.icons import Glyph, glyph_icon
from formcheck.ui.review.rep_table import SheetView
from formcheck.ui.review.transport import Transport
from formcheck.ui.theme import INK, STYLES, font

if TYPE_CHECKING:
    from formcheck.ui.review.compare_plot import PhasePlot

_NAMES: Final = ("A", "B")
_SIZE: Final = QSize(1280, 720)
_LEAST: Final = QSize(800, 560)
_MARGIN_PX: Final = 10
_ICON: Final = 1.2
"""Side of an icon, in sizes of the letters."""
_TABLE: Final = 0.85
"""Letters of the tables, of the small ones elsewhere."""
_SHARES: Final = (3, 2)
"""Of the height: the pictures, and what is measured."""
_WIDTHS: Final = (5, 8)
"""Of the plot and of the tables."""


class CompareWindow(QMainWindow):
    """Keys as in the review; G shows B faintly over A, T goes to the turn, Esc closes.

    Parameters
    ----------
    first, second
        What is compared. Without a second one it is two movements of the first.
    others
        More recordings that can be chosen.
    more
        Tables that stand beside those of the two: the first week and now.
    colours, zoom
        As for the review: what was chosen, and the size of the letters in percent.
    """

    def __init__(
        self,
        first: Compared,
        second: Compared | None = None,
        others: Sequence[Compared] = (),
        *,
        more: Sequence[Table] = (),
        colours: Colours = Colours.SYSTEM,
        zoom: int = 100,
    ) -> None:
        super().__init__()
        self._colours, self._zoom, self._more = colours, zoom, tuple(more)
        known = (first, *([] if second is None else [second]), *others)
        self._look = Look.of_window(_SIZE.height(), colours, zoom)
        self.panes = tuple(
            ComparePane(name, place, known, min(place, len(known) - 1 - len(others)), self._look)
            for place, name in enumerate(_NAMES)
        )
        # Late: the plotting library takes its time.
        plots = import_module("formcheck.ui.review.compare_plot")
        self.plot: PhasePlot = plots.PhasePlot()
        self.transport = Transport(self._look)
        self.ghost = QAction(_("Ghost"), self)
        self.turn = QAction(_("To the turn"), self)
        self.doubts = QLabel()
        self.tables = QTabWidget()
        self._buttons = tuple(self._button(one) for one in (self.turn, self.ghost))
        self._both = Alignment(((0.0, 0.0),))
        if second is None:
            self._choose_another(first)
        self._compose()
        self._connect()
        self.setWindowTitle(_("Compare"))
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)
        self._dress()
        self._show_parts()
        self.panes[0].view.setFocus()

    @property
    def parts(self) -> tuple[Part, Part]:
        """What is compared."""
        return self.panes[0].part, self.panes[1].part

    @override
    def resizeEvent(self, a0: QResizeEvent | None) -> None:
        super().resizeEvent(a0)
        look = Look.of_window(self.height(), self._colours, self._zoom)
        if look != self._look:
            self._look = look
            self._dress()

    @override
    def closeEvent(self, a0: QCloseEvent | None) -> None:
        for pane in self.panes:
            pane.close_film()
        super().closeEvent(a0)

    def _choose_another(self, one: Compared) -> None:
        """Hold another repetition of a recording against its best one."""
        best = best_rep(one.take)
        self.panes[1].pick.choose(best)
        rest = [rep for rep in one.take.record.reps if rep != best]
        alike = [rep for rep in rest if best is not None and rep.side is best.side]
        if best is not None and rest:
            self.panes[0].pick.choose((alike or rest)[0])

    # What is shown

    def _show_parts(self) -> None:
        """Show what was chosen: everything from the beginning."""
        first, second = self.parts
        self._both = together(first, second)
        self.transport.set_player(self.panes[0].player)
        self.plot.show_parts(first, second)
        self.doubts.setText(" ".join(self._doubts(first, second)))
        self.doubts.setVisible(bool(self.doubts.text().strip()))
        self._show_tables(first, second)
        self.turn.setEnabled(bool(first.reps))
        self.ghost.setEnabled(self._has_ghost())
        self._follow()

    def _doubts(self, first: Part, second: Part) -> Iterator[str]:
        """Give what makes them hard to compare, and why pictures are missing."""
        yield parts_doubts(first, second)
        for name, pane in zip(_NAMES, self.panes, strict=True):
            if pane.trouble:
                yield words.name_and(name, pane.trouble)

    def _show_tables(self, first: Part, second: Part) -> None:
        found = [parts_table(first, second, _NAMES), sides_table(first, _NAMES[0])]
        if first.take is not second.take:
            found.append(sides_table(second, _NAMES[1]))
        while self.tables.count():
            page = self.tables.widget(0)
            self.tables.removeTab(0)
            if page is not None:
                page.deleteLater()
        for table in (*found, *self._more):
            if table is not None:
                view = self._sheet(table)
                self.tables.addTab(view, table.name)
                view.ensurePolished()  # only then its letters are those that it will have
                view.resizeColumnsToContents()

    def _sheet(self, table: Table) -> SheetView:
        view = SheetView(Sheet(table, ()), self._letters)
        upright = view.verticalHeader()
        if upright is not None:
            upright.hide()  # nothing in it is played
        return view

    @property
    def _letters(self) -> Look:
        """How the tables look: five columns have to stand beside a plot."""
        return replace(self._look, small_px=round(self._look.small_px * _TABLE))

    def _follow(self) -> None:
        """Show what goes with the moment of A."""
        (first, second), time_s = self.parts, self.panes[0].time_s
        self.panes[1].player.seek(self._both.to_second(time_s))
        self.plot.show_at(_place(first, second, time_s))
        shown = self.ghost.isChecked() and self.ghost.isEnabled()
        self.panes[0].show_ghost(ghost_of(first, second, time_s) if shown else None)

    def _has_ghost(self) -> bool:
        """Whether B can be laid over A at all: the same side, seen from the same side."""
        first, second = self.parts
        return any(ghost_of(first, second, rep.turn_s) is not None for rep in first.reps)

    # What is done

    def _go_to_turn(self) -> None:
        self.panes[0].go_to_turn()

    def _step_move(self, by: int) -> None:
        """Choose the next movement of A, or the one before."""
        moves = self.panes[0].pick.moves
        moves.setCurrentIndex(min(max(moves.currentIndex() + by, 0), moves.count() - 1))

    def _loop(self, *, on: bool) -> None:
        start_s, end_s = self.parts[0].span_s
        self.panes[0].player.loop(Span(start_s, end_s) if on and start_s < end_s else None)

    # How it is put together

    def _compose(self) -> None:
        self.doubts.setWordWrap(True)
        self.doubts.setProperty("warning", "true")
        self.tables.setDocumentMode(True)
        above, below, bar = QWidget(), QWidget(), QHBoxLayout()
        pictures, measured = QHBoxLayout(), QHBoxLayout(below)
        for pane in self.panes:
            pictures.addWidget(pane, 1)
        bar.addWidget(self.transport, 1)
        for button in self._buttons:
            bar.addWidget(button)
        column, right = QVBoxLayout(above), QVBoxLayout()
        column.addLayout(pictures, 1)
        column.addLayout(bar)
        right.addWidget(self.doubts)
        right.addWidget(self.tables, 1)
        measured.addWidget(self.plot, _WIDTHS[0])
        measured.addLayout(right, _WIDTHS[1])
        inner: tuple[QBoxLayout, ...] = (column, measured, right)
        for one in inner:
            one.setContentsMargins(0, 0, 0, 0)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        for place, part in enumerate((above, below)):
            split.addWidget(part)
            split.setStretchFactor(place, _SHARES[place])
        split.setSizes([share * _SIZE.height() for share in _SHARES])
        middle = QWidget()
        around = QVBoxLayout(middle)
        around.setContentsMargins(*[_MARGIN_PX] * 4)
        around.addWidget(split)
        self.setCentralWidget(middle)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        press_with_enter(button)
        return button

    def _connect(self) -> None:
        self.ghost.setCheckable(True)
        for action, key, tip in (
            (self.ghost, "G", _("Show B faintly over A, at the same phase of the movement.")),
            (self.turn, "T", _("Go to where both turn.")),
        ):
            action.setShortcut(QKeySequence(key))
            action.setToolTip(f"{action.text()} ({key})\n{tip}")
            self.addAction(action)
        self.ghost.toggled.connect(self._follow)
        self.turn.triggered.connect(self._go_to_turn)
        self.panes[0].moved.connect(self._follow)
        for pane in self.panes:
            pane.chosen.connect(self._show_parts)
            # Seen from near, the space bar moves the picture; tapped it plays all the same.
            pane.view.space_tapped.connect(self.transport.play.trigger)
        self.transport.previous_rep.connect(lambda: self._step_move(-1))
        self.transport.next_rep.connect(lambda: self._step_move(1))
        self.transport.loop_wanted.connect(lambda on: self._loop(on=on))
        for key in ("Esc", "Ctrl+W"):
            QShortcut(QKeySequence(key), self).activated.connect(self.close)

    def _dress(self) -> None:
        look = self._look
        self.setStyleSheet(look.style_sheet)
        self.transport.set_look(look)
        self.plot.set_look(look)
        for pane in self.panes:
            pane.set_look(look)
        side = round(look.small_px * _ICON)
        self.ghost.setIcon(glyph_icon(Glyph.GHOST, look, side))
        main = STYLES[Tone.GOOD].colour
        for button in self._buttons:
            button.setStyleSheet(
                f"QToolButton {{ font-size: {look.small_px}px; padding: 2px 4px; }}"
                f"QToolButton:disabled {{ color: {look.palette.off}; }}"
                f"QToolButton:checked {{ background: {main}; color: {INK}; }}"
            )
            button.setFont(font(look.small_px))
            button.setIconSize(QSize(side, side))
        self.doubts.setStyleSheet(f"font-size: {look.small_px}px; color: {look.palette.warning};")
        for place in range(self.tables.count()):
            view = self.tables.widget(place)
            if isinstance(view, SheetView):
                view.set_look(self._letters)


def _place(first: Part, second: Part, time_s: float) -> float:
    """Return where in the plot a moment of A is: percent of its repetition, or seconds."""
    if not (first.reps and second.reps):
        return time_s - first.span_s[0]
    begun = [rep for rep in first.reps if rep.start_s <= time_s]
    return 100.0 * phases((begun or first.reps)[-1 if begun else 0]).to_second(time_s)
