"""Consent, and the safety questions: one at a time, by keyboard, and what a yes means.

The most urgent are asked first, and the first yes ends the questions: what comes later could only
be less urgent. It says who should look and never what it might be.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto
from functools import partial
from typing import Final

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from formcheck.care.questions import Question, Tier, of_tier
from formcheck.care.screening import WHY, Reason, Screening, screen
from formcheck.language import N_, _, pgettext
from formcheck.ui.buttons import Button, push_button
from formcheck.ui.look import Look
from formcheck.ui.own_dialog import OwnDialog
from formcheck.ui.reading_text import Block, ReadingText

QUESTIONS: Final = tuple(one for tier in Tier for one in of_tier(tier))
"""As they are asked: the most urgent first."""
CONSENT: Final = (
    N_(
        "formcheck watches you through the camera while you exercise, counts, and tells you how "
        "to move. It is no doctor or physio: it finds no illness and gives no treatment."
    ),
    N_(
        "Pictures are never kept. Kept are numbers of your movements and what you answer, in a "
        "file on this computer that only you can read, unless you or a clinic have set another "
        "place. You can delete all of it at any time."
    ),
    N_(
        "The camera does not see everything and can be wrong. Your body decides: stop when "
        "something hurts sharply, when pain goes into a leg, or when you feel unwell."
    ),
    N_("You can stop at any moment, and nobody is told."),
)
"""What a person agrees to, in plain words."""
_FOLLOW_UP: Final = N_(
    "Has a doctor or physio looked at this, and agreed that you exercise as formcheck shows?"
)
_SMALLEST: Final = (640, 420)


@dataclass(frozen=True, slots=True)
class Given:
    """What a person said."""

    answers: dict[str, bool]
    """True for yes, by the id of the question."""
    cleared: frozenset[str]
    """Ids of lasting conditions with which a doctor or physio agreed to exercise."""
    consent: str
    """What was agreed to; empty when that was not asked."""
    at: datetime

    @property
    def screening(self) -> Screening:
        """What the answers mean."""
        return screen(self.answers, self.cleared)


class _Step(Enum):
    CONSENT = auto()
    QUESTION = auto()
    FOLLOW_UP = auto()
    """Whether somebody has looked at a lasting condition."""
    RESULT = auto()


class ScreeningDialog(OwnDialog):
    """The questions, from the consent to what to do.

    Parameters
    ----------
    look
        Colours and sizes.
    reason
        Why it is asked now; None when the person asked for it.
    consent
        Whether consent has to be asked for first.
    """

    answered = pyqtSignal(object)
    """`Given`, whenever the questions came to an end."""

    def __init__(
        self, look: Look, *, reason: Reason | None, consent: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._reason, self._consent = look, reason, consent
        self._answers: dict[str, bool] = {}
        self._cleared: set[str] = set()
        self._step = _Step.CONSENT if consent else _Step.QUESTION
        self._index = 0
        self.given: Given | None = None
        self.setWindowTitle(_("Before you exercise"))
        self.setStyleSheet(look.style_sheet)
        self.setMinimumSize(*_SMALLEST)
        self.text = ReadingText(_("Question"))
        self.text.dress(look)
        self.back_button = push_button(_("Back (Backspace)"), name=_("Back to the question before"))
        self.no_button = push_button("")
        self.yes_button = push_button("")
        self._compose()
        self._show()

    def answer(self, *, yes: bool) -> None:
        """Answer what is shown."""
        match self._step:
            case _Step.CONSENT:
                self._agree(yes=yes)
            case _Step.QUESTION:
                self._answer_question(yes=yes)
            case _Step.FOLLOW_UP:
                if yes:
                    self._cleared.add(self._question.id)
                self._go_on(stop=not yes)
            case _Step.RESULT:
                self._leave(yes=yes)
        self._show()

    def go_back(self) -> None:
        """Go back to what was asked before, and forget its answer."""
        if self._step is _Step.QUESTION and self._index == 0:
            self._step = _Step.CONSENT if self._consent else _Step.QUESTION
        else:
            if self._step is _Step.QUESTION:
                self._index -= 1
            self._step = _Step.QUESTION
            self._forget(self._question)
        self._show()

    @property
    def _question(self) -> Question:
        return QUESTIONS[self._index]

    def _agree(self, *, yes: bool) -> None:
        if yes:
            self._step = _Step.QUESTION
        else:
            self.reject()

    def _answer_question(self, *, yes: bool) -> None:
        self._answers[self._question.id] = yes
        if yes and self._question.lasting:
            self._step = _Step.FOLLOW_UP
        else:
            self._go_on(stop=yes)

    def _go_on(self, *, stop: bool) -> None:
        last = self._index + 1 == len(QUESTIONS)
        if not stop and not last:
            self._step = _Step.QUESTION
            self._index += 1
            return
        self._step = _Step.RESULT
        consent = "\n".join(_(one) for one in CONSENT) if self._consent else ""
        self.given = Given(
            dict(self._answers), frozenset(self._cleared), consent, datetime.now(UTC)
        )
        self.answered.emit(self.given)

    def _leave(self, *, yes: bool) -> None:
        """From the result: on, or once more from the first question."""
        if self._may_exercise():
            self.accept()
        elif yes:
            self.reject()
        else:
            self._answers.clear()
            self._cleared.clear()
            self._index, self._step = 0, _Step.QUESTION

    def _may_exercise(self) -> bool:
        return self.given is not None and self.given.screening.may_exercise

    def _forget(self, question: Question) -> None:
        self._answers.pop(question.id, None)
        self._cleared.discard(question.id)
        self.given = None

    def _show(self) -> None:
        title, blocks = self._said()
        self.text.show_text(title, blocks)
        self.text.setAccessibleName(" ".join([title, *(one for b in blocks for one in b.text)]))
        no, yes, main = self._choices()
        for button, (words, name), is_main in (
            (self.no_button, no, False),
            (self.yes_button, yes, main),
        ):
            button.setText(words)
            button.setAccessibleName(name)
            button.setVisible(bool(words))
            button.setProperty("main", "true" if is_main else "false")
        self.back_button.setEnabled(self._can_go_back())
        self.setStyleSheet(self._look.style_sheet)
        # The focus leaves and comes again, so that a screen reader reads what is new; and it is on
        # no button, so that nobody answers by accident.
        self.text.clearFocus()
        self.text.setFocus()

    def _can_go_back(self) -> bool:
        first = self._step is _Step.QUESTION and self._index == 0
        return self._step is not _Step.CONSENT and (self._consent or not first)

    def _said(self) -> tuple[str, tuple[Block, ...]]:
        match self._step:
            case _Step.CONSENT:
                told = tuple(_(one) for one in CONSENT)
                return _("Welcome to formcheck"), (Block(_("What you agree to"), told),)
            case _Step.QUESTION:
                return self._asked(_(self._question.text))
            case _Step.FOLLOW_UP:
                return self._asked(f"{_(self._question.short)}. {_(_FOLLOW_UP)}")
            case _Step.RESULT:
                return self._result()

    def _asked(self, question: str) -> tuple[str, tuple[Block, ...]]:
        told = _("Question {number} of {all}. Source: {source}").format(
            number=self._index + 1, all=len(QUESTIONS), source=_(self._question.source)
        )
        why = _(WHY[self._reason]) if self._reason and self._index == 0 else ""
        return question, (Block(text=(why,) if why else (), small=told),)

    def _result(self) -> tuple[str, tuple[Block, ...]]:
        if self._may_exercise():
            text = _(
                "You may begin. Answer again at any time when something changes: "
                "the questions stay in the menu."
            )
            return _("Thank you"), (Block(text=(text,)),)
        said = _(
            "This is no diagnosis: formcheck does not know what it is. "
            "It only says that somebody should look at it first, and how soon."
        )
        told = self.given.screening.text if self.given else ""
        return _("Please do not exercise now"), (Block(told, warning=True), Block(text=(said,)))

    def _choices(self) -> tuple[tuple[str, str], tuple[str, str], bool]:
        """Return what the two buttons say and are called, and whether one is the next thing."""
        match self._step:
            case _Step.CONSENT:
                return (
                    (_("I do not agree"), ""),
                    (_("I agree (Enter)"), _("I agree: go on to the questions")),
                    True,
                )
            case _Step.RESULT:
                if self._may_exercise():
                    return ("", ""), (_("Go on (Enter)"), _("Go on")), True
                return (
                    (_("Answer again"), _("Answer all questions again")),
                    (_("Close (Enter)"), _("Close")),
                    True,
                )
            case _:
                keys = _yes_key(), _no_key()
                yes, no = _("Yes ({key})").format(key=keys[0]), _("No ({key})").format(key=keys[1])
                return (no, _("No")), (yes, _("Yes")), False

    def _compose(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(14)
        for button in (self.back_button, self.no_button, self.yes_button):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            button.setAutoDefault(False)
            row.addWidget(button, 1)
            self._look.dress_button(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(self.text, 1)
        layout.addLayout(row)
        self.back_button.clicked.connect(self.go_back)
        self.no_button.clicked.connect(lambda: self.answer(yes=False))
        self.yes_button.clicked.connect(lambda: self.answer(yes=True))
        self._add_keys()

    def _add_keys(self) -> None:
        keys = ((_yes_key(), self.yes_button), (_no_key(), self.no_button))
        for key, button in (*keys, ("Backspace", self.back_button)):
            pressed = QShortcut(QKeySequence(key), self)
            # A key that is held down answers one question, not all of them.
            pressed.setAutoRepeat(False)
            pressed.activated.connect(partial(self._press, button))
        for key in ("Return", "Enter"):
            # Of the text alone: a button that has the focus is pressed by Enter itself.
            pressed = QShortcut(QKeySequence(key), self.text)
            pressed.setContext(Qt.ShortcutContext.WidgetShortcut)
            pressed.setAutoRepeat(False)
            pressed.activated.connect(self._confirm)

    def _press(self, button: Button) -> None:
        """Press a button by its key, where there is a question to answer."""
        if self._step in {_Step.QUESTION, _Step.FOLLOW_UP} or button is self.back_button:
            button.click()

    def _confirm(self) -> None:
        """Press the main button, where there is one."""
        if self._step in {_Step.CONSENT, _Step.RESULT}:
            self.yes_button.click()


def _yes_key() -> str:
    # Translators: the key for yes, one letter.
    return pgettext("key", "Y")


def _no_key() -> str:
    # Translators: the key for no, one letter.
    return pgettext("key", "N")
