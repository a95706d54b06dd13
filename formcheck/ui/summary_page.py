"""The end of a training: what went well, one thing to work on, and what is proposed for next time.

What went well comes first, unless the traffic light is red: then what to do now does.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Final

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from formcheck.care.progression import Proposal
from formcheck.care.traffic_light import Light
from formcheck.language import N_, _
from formcheck.training.summary import Line, Summary
from formcheck.ui.buttons import push_button
from formcheck.ui.look import Look
from formcheck.ui.proposal_card import ProposalCard
from formcheck.ui.reading_text import Block, ReadingText

LIGHT_WORDS: Final = {
    Light.GREEN: N_("Pain: green light"),
    Light.AMBER: N_("Pain: amber light"),
    Light.RED: N_("Pain: red light"),
}
_BESIDE: Final = (1, 1)
_BELOW: Final = (3, 2)
"""How text and proposals share the width, or the height."""
_NARROW_EMS: Final = 45.0
"""In a narrower window the proposals are below the text."""


class SummaryPage(QWidget):
    """Tab goes through the text, the proposals and the buttons; Esc is the window's own."""

    decided = pyqtSignal(object, bool)
    """`Proposal`, and whether the person agrees."""
    leave = pyqtSignal()
    history = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.text = ReadingText(_("Summary"))
        self.cards: list[ProposalCard] = []
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName(_("Next time"))
        self.history_button = push_button(_("History"), name=_("History: what you did so far"))
        self.leave_button = push_button(_("Done (Esc)"), name=_("Back to where you were"))
        self.leave_button.setProperty("main", "true")
        self._next = QLabel()
        self._look: Look | None = None
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._compose()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def show_summary(
        self,
        summary: Summary | None,
        proposals: Sequence[Proposal] = (),
        titles: Mapping[str, str] | None = None,
        note: str = "",
    ) -> None:
        """Show how a training was; without one, only what is proposed.

        Parameters
        ----------
        summary
            Of the training.
        proposals
            For its exercises; those that change nothing are told in a line.
        titles
            Titles of exercises by slug.
        note
            What has to be said besides: why something could not be kept.
        """
        self.text.show_text(
            _title(summary, proposals), (*_alone(summary, proposals), *_blocks(summary, note))
        )
        self._show_cards(proposals, titles or {})
        self.leave_button.setFocus()

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self._look = look
        self.text.dress(look)
        for button in (self.history_button, self.leave_button):
            look.dress_button(button)
        heading_px = (look.title_px + look.body_px) // 2
        self._next.setStyleSheet(f"font-weight: bold; font-size: {heading_px}px;")
        for card in self.cards:
            card.dress(look)
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self._look is not None and self.width() < _NARROW_EMS * self._look.body_px
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(below if narrow else beside)
        for at, share in enumerate(_BELOW if narrow else _BESIDE):
            self._columns.setStretch(at, share)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Bring into sight what has the focus."""
        if now is not None and self.area.isAncestorOf(now):
            self.area.ensureWidgetVisible(now)

    def _show_cards(self, proposals: Sequence[Proposal], titles: Mapping[str, str]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        self._next = QLabel(_("Next time"))
        column.addWidget(self._next)
        self.cards = []
        for proposal in proposals:
            slug = proposal.before.exercise
            card = ProposalCard(proposal, titles.get(slug, slug))
            card.decided.connect(partial(self.decided.emit, proposal))
            column.addWidget(card)
            self.cards.append(card)
        column.addStretch(1)
        self.area.setWidget(inside)
        self.area.setVisible(bool(proposals))
        # What was made last would come last: Tab goes through the proposals before the buttons.
        cards = [button for card in self.cards for button in card.buttons]
        for before, after in pairwise((self.text, *cards, self.history_button, self.leave_button)):
            QWidget.setTabOrder(before, after)
        if self._look is not None:
            self.dress(self._look)

    def _compose(self) -> None:
        self._columns.setSpacing(14)
        for widget in (self.text, self.area):
            self._columns.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(14)
        for button, signal in (
            (self.history_button, self.history),
            (self.leave_button, self.leave),
        ):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            button.clicked.connect(signal)
            row.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addLayout(self._columns, 1)
        layout.addLayout(row)


def _title(summary: Summary | None, proposals: Sequence[Proposal]) -> str:
    if summary is None and proposals:
        return _("What comes next?")
    return _("Please stop here for now") if _red(summary) else _("Done for today")


def _red(summary: Summary | None) -> bool:
    verdict = None if summary is None else summary.verdict
    return verdict is not None and verdict.light is Light.RED


def _alone(summary: Summary | None, proposals: Sequence[Proposal]) -> Iterator[Block]:
    """Give what is said where nothing but proposals is shown."""
    if summary is None and proposals:
        follows = _("This follows from your last days, and from how the morning after was.")
        yield Block(text=(follows, _("Nothing changes unless you say yes.")))


def _blocks(summary: Summary | None, note: str) -> Iterator[Block]:
    if note:
        yield Block(note, warning=True)
    if summary is None:
        return
    light = tuple(_light(summary))
    red = _red(summary)
    yield from light if red else ()
    yield Block(_("What went well"), (summary.went_well,))
    if summary.work_on:
        yield Block(_("One thing to work on"), (summary.work_on,))
    yield from () if red else light
    if summary.effort:
        yield Block(text=(summary.effort,))
    if summary.lines:
        yield Block(points=tuple(_line(one) for one in summary.lines))


def _light(summary: Summary) -> Iterator[Block]:
    where = (summary.where,) if summary.where else ()
    verdict = summary.verdict
    if verdict is None:
        if where:
            yield Block(text=where)
        return
    warning = verdict.light is Light.RED
    yield Block(_(LIGHT_WORDS[verdict.light]), (verdict.text, *where), warning=warning)


def _line(one: Line) -> str:
    said = _("{name}: {value}").format(name=one.title, value=one.text)
    return f"✓ {said}" if one.complete else said
