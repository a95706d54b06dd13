"""The questions about pain and effort: one at a time, large, by keyboard or mouse.

Numbers: a click answers; a digit or an arrow moves to a number, and Enter answers. Places: digits
or the space bar choose, Enter goes on. Nothing has to be said.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Final

from PyQt6.QtCore import QEvent, Qt, pyqtSignal
from PyQt6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PyQt6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from formcheck.care.answers import PLACE_WORDS, Place
from formcheck.care.learn import pages
from formcheck.care.pain import Moment
from formcheck.language import N_, _, pgettext
from formcheck.training.asking import Asking, Given, Kind, Question, Told
from formcheck.ui.buttons import Button, push_button
from formcheck.ui.look import Look
from formcheck.ui.reading_text import Block, ReadingText
from formcheck.ui.score_row import ScoreRow
from formcheck.ui.theme import font

_FEEL: Final = "soreness"
_MUSCLES, _ASK, _HOW_MUCH, _MOVES = range(4)
"""Places of its parts."""
_HELP: Final = {
    (Moment.BEFORE, Kind.SCORE): (_HOW_MUCH,),
    (Moment.DURING, Kind.SCORE): (_HOW_MUCH,),
    (Moment.AFTER, Kind.SCORE): (_MUSCLES, _ASK),
    (Moment.MORNING, Kind.SCORE): (_MUSCLES, _ASK),
    (Moment.DURING, Kind.PLACES): (_MOVES,),
    (Moment.AFTER, Kind.PLACES): (_MOVES,),
}
"""What may help to answer: which parts of the page on soreness and pain."""
_ENDS: Final = {
    Kind.SCORE: (N_("0: none"), N_("10: the worst")),
    Kind.EFFORT: (N_("0: nothing at all"), N_("10: as hard as can be")),
}
_NAMES: Final = {Kind.SCORE: N_("Pain"), Kind.EFFORT: N_("Effort")}
_COLUMNS: Final = 3
_HOW: Final = {
    Kind.SCORE: N_("Type a number, or use the arrows, then press Enter."),
    Kind.EFFORT: N_("Type a number, or use the arrows, then press Enter."),
    Kind.PLACES: N_("Type the numbers of all places, then press Enter."),
    Kind.SHARP: "",
}
_SHARES: Final = (3, 1)
_WITHOUT_HELP: Final = (3, 2)
"""How the height is shared by the words and the answers."""
_BELOW: Final = 6
"""Room below the question for what it is about and for the keys, in sizes of small letters."""


class QuestionPage(QWidget):
    """Asks what `Asking` says, and tells what was said.

    Parameters
    ----------
    now_s
        Returns a time that only goes on.
    """

    told = pyqtSignal(object)
    """`Told`, when the last question was answered."""

    def __init__(self, now_s: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._asking: Asking | None = None
        self._told: Told | None = None
        self._title = ""
        self._index = 0
        self._look: Look | None = None
        self.text = ReadingText(_("Question"))
        self.scores = ScoreRow(now_s)
        self.places = {place: _place_button() for place in Place}
        self.yes_button = push_button("")
        self.no_button = push_button("")
        self.back_button = push_button(_("Back (Backspace)"), name=_("Back to the question before"))
        self.silent_button = push_button(_("I'd rather not say"))
        self.on_button = push_button("", main=True)
        self._where, self._either = QWidget(), QWidget()
        self._letters: dict[str, Button] = {}
        self._compose()
        self._connect()

    @property
    def question(self) -> Question | None:
        """What is asked now; None when nothing is."""
        if self._asking is None or self._told is None:
            return None
        return self._asking.questions(self._told)[self._index]

    def ask(self, asking: Asking, title: str) -> None:
        """Ask the questions of a moment, from the first.

        Parameters
        ----------
        asking
            What is asked.
        title
            What they are about, in the language in use: "Before you begin", or an exercise.
        """
        self._asking, self._told, self._title = asking, asking.begin(), title
        self._index = 0
        self._show()

    def answer(self, given: Given) -> None:
        """Answer what is asked; None: rather not say."""
        question = self.question
        if question is None or self._asking is None or self._told is None:
            return
        self._told = self._told.answered(question, given)
        if self._index + 1 < len(self._asking.questions(self._told)):
            self._index += 1
            self._show()
            return
        told = self._asking.done(self._told)
        self._asking = self._told = None
        self.told.emit(told)

    def go_back(self) -> None:
        """Go back to the question before."""
        if self.question is not None and self._index:
            self._index -= 1
            self._show()

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self._look = look
        self.scores.dress(look)
        for button in self._buttons:
            look.dress_button(button)
        self._fit()

    @property
    def _buttons(self) -> tuple[Button, ...]:
        rest = (self.back_button, self.silent_button, self.on_button)
        return (*self.places.values(), self.no_button, self.yes_button, *rest)

    def _show(self) -> None:
        question = self.question
        if question is None or self._told is None:
            return
        given, kind = self._told.given(question), question.kind
        text = _(question.text)
        blocks = tuple(self._blocks(kind))
        self.text.show_text(text, blocks)
        self._share(_SHARES if len(blocks) > 1 else _WITHOUT_HELP)
        self.text.setAccessibleName(f"{self._title}. {text}")
        number = kind in {Kind.SCORE, Kind.EFFORT}
        self.scores.setVisible(number)
        self._where.setVisible(kind is Kind.PLACES)
        self._either.setVisible(kind is Kind.SHARP)
        self.on_button.setVisible(kind is Kind.PLACES)
        self.back_button.setEnabled(self._index > 0)
        if number:
            self.scores.ask(_(_NAMES[kind]), *(_(one) for one in _ENDS[kind]))
        self._show_places(given)
        # The focus leaves and comes again, so that a screen reader reads what is new; and it is on
        # no button, so that nobody answers by accident. What was said before is where it was.
        self.text.clearFocus()
        self.text.setFocus()
        if number and isinstance(given, int):
            self.scores.focus(given)
        self._fit()

    def _show_places(self, given: Given) -> None:
        chosen = given if isinstance(given, frozenset) else frozenset()
        for place, button in self.places.items():
            button.setChecked(place in chosen)
        self._name_places()

    def _name_places(self) -> None:
        """Write what is chosen: with a tick, and in the colour of what is on."""
        for number, (place, button) in enumerate(self.places.items(), start=1):
            words, on = _(PLACE_WORDS[place]), button.isChecked()
            button.setText(f"✓ {words}" if on else f"{words} ({number})")
            button.setAccessibleName(words)
            _mark(button, "true" if on else "false")
        some = any(button.isChecked() for button in self.places.values())
        self.on_button.setText(_("Go on (Enter)") if some else _("None of these (Enter)"))

    def _blocks(self, kind: Kind) -> Iterator[Block]:
        yield Block(small=f"{self._title}. {_(_HOW[kind])}" if _HOW[kind] else self._title)
        moment = Moment.BEFORE if self._asking is None else self._asking.moment
        parts = _HELP.get((moment, kind), ())
        sections = next(one.sections for one in pages() if one.slug == _FEEL) if parts else ()
        for part in parts:
            one = sections[part]
            source = _("Source: {source}").format(source=one.source)
            yield Block(one.heading, one.text, small=source)

    def _chosen_places(self) -> frozenset[Place]:
        return frozenset(place for place, button in self.places.items() if button.isChecked())

    def _confirm(self) -> None:
        if self.on_button.isVisible():
            self.on_button.click()

    def _compose(self) -> None:
        grid = QGridLayout(self._where)
        last = len(self.places) - 1
        for number, button in enumerate(self.places.values()):
            row, column = divmod(number, _COLUMNS)
            # The last one fills its row: its words are the longest.
            grid.addWidget(button, row, column, 1, _COLUMNS - column if number == last else 1)
        pair = QHBoxLayout(self._either)
        pair.addWidget(self.no_button, 1)
        pair.addWidget(self.yes_button, 1)
        below = QHBoxLayout()
        for button in (self.back_button, self.silent_button, self.on_button):
            below.addWidget(button, 1)
        for laid in (grid, pair, below):
            laid.setContentsMargins(0, 0, 0, 0)
            laid.setSpacing(14)
        grows = (*self.places.values(), self.no_button, self.yes_button)
        for button in self._buttons:
            tall = QSizePolicy.Policy.Expanding if button in grows else QSizePolicy.Policy.Preferred
            button.setSizePolicy(QSizePolicy.Policy.Ignored, tall)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(14)
        for widget in (self.text, *self._answers):
            self._column.addWidget(widget)
        self._column.addLayout(below)

    @property
    def _answers(self) -> tuple[QWidget, ...]:
        return self.scores, self._where, self._either

    def _share(self, shares: tuple[int, int]) -> None:
        self._column.setStretchFactor(self.text, shares[0])
        for widget in self._answers:
            self._column.setStretchFactor(widget, shares[1])

    def _connect(self) -> None:
        self.scores.chosen.connect(self.answer)
        for number, button in enumerate(self.places.values(), start=1):
            button.toggled.connect(self._name_places)
            self._add_key(str(number), self._where, button.toggle)
        for button, key, text, said in (
            (self.yes_button, pgettext("key", "Y"), _("Yes ({key})"), True),
            (self.no_button, pgettext("key", "N"), _("No ({key})"), False),
        ):
            button.setText(text.format(key=key))
            button.setAccessibleName(_("Yes") if said else _("No"))
            button.clicked.connect(partial(self._say, said))
            self._letters[key] = button
        self.back_button.clicked.connect(self.go_back)
        self.silent_button.clicked.connect(partial(self._say, None))
        self.on_button.clicked.connect(lambda: self.answer(self._chosen_places()))
        self._add_key("Backspace", self, self.go_back)
        for key in ("Return", "Enter"):
            for widget in (self.text, *self.places.values()):
                shortcut = self._add_key(key, widget, self._confirm)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Write the question as large as it and what stands below can be without being scrolled."""
        if self._look is None:
            return
        look, question = self._look, self.question
        layout = self.layout()
        if layout is not None:
            layout.activate()
        room = self.text.contentsRect().adjusted(0, 0, -2 * look.body_px, -_BELOW * look.small_px)
        text = "" if question is None else _(question.text)
        for px in range(look.title_px, look.body_px, -2):
            flags = int(Qt.TextFlag.TextWordWrap)
            needed = QFontMetrics(font(px, bold=True)).boundingRect(room, flags, text)
            if needed.height() <= room.height():
                break
        else:
            px = look.body_px
        self.text.dress(replace(look, title_px=px))

    @override
    def event(self, event: QEvent | None) -> bool:
        # The window around may use the same letter: while yes or no is asked it is ours.
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and self._letter(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        button = None if event is None else self._letter(event)
        if button is None:
            super().keyPressEvent(event)
        elif event is not None and not event.isAutoRepeat():
            button.click()

    def _letter(self, event: QKeyEvent) -> Button | None:
        """Return what a letter presses, while yes or no is asked."""
        return self._letters.get(event.text().upper()) if self._either.isVisible() else None

    def _say(self, given: Given, _checked: object = None) -> None:
        self.answer(given)

    def _add_key(self, key: str, where: QWidget, act: Callable[[], None]) -> QShortcut:
        """Listen for a key while a widget is shown."""
        shortcut = QShortcut(QKeySequence(key), where)
        # A key that is held down answers one question, not all of them.
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)
        return shortcut


def _place_button() -> Button:
    button = Button("")
    button.setCheckable(True)
    return button


def _mark(button: Button, main: str) -> None:
    """Show a button as chosen or not."""
    button.setProperty("main", main)
    style = button.style()
    if style is not None:
        style.unpolish(button)
        style.polish(button)
