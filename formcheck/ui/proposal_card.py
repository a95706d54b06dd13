"""One proposal: what it says and why, and yes or no where there is something to decide."""

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout
from typing_extensions import override

from formcheck.care.progression import Proposal
from formcheck.language import _
from formcheck.ui.buttons import Button, push_button
from formcheck.ui.look import Look

_BUTTON_EMS = 9.0, 2.0
"""Width and height of a button, in sizes of its letters: five cards fit a small window."""


class ProposalCard(QFrame):
    """The exercise, the reason with the change, and the two answers.

    Parameters
    ----------
    proposal
        What is proposed.
    title
        What the exercise is called.
    """

    decided = pyqtSignal(bool)

    def __init__(self, proposal: Proposal, title: str) -> None:
        super().__init__()
        self.proposal = proposal
        self.title, self.words, self.said = _label(title), _label(proposal.text), _label("")
        self.yes_button = push_button(
            _("Yes, change it"), name=_("{title}: yes, change it").format(title=title)
        )
        self.no_button = push_button(
            _("No, leave it"), name=_("{title}: no, leave it").format(title=title)
        )
        self.setAccessibleName(title)
        self.setAccessibleDescription(proposal.text)
        self._layout = QHBoxLayout(self)
        self._compose()
        self.yes_button.clicked.connect(lambda: self._decide(yes=True))
        self.no_button.clicked.connect(lambda: self._decide(yes=False))

    @property
    def buttons(self) -> tuple[Button, Button]:
        """Yes and no."""
        return self.yes_button, self.no_button

    @property
    def open(self) -> bool:
        """Whether there is something to decide."""
        return self.proposal.after != self.proposal.before

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        one = look.palette
        self.setStyleSheet(
            f"ProposalCard {{ background: {one.surface}; border-radius: 8px; }}"
            f"QLabel {{ background: transparent; font-size: {look.small_px}px; }}"
        )
        self.title.setStyleSheet(f"font-weight: bold; font-size: {look.small_px}px;")
        for button in self.buttons:
            look.dress_button(button)
            button.setFixedWidth(round(look.body_px * _BUTTON_EMS[0]))
            button.setMinimumHeight(round(look.body_px * _BUTTON_EMS[1]))
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        # A scrolled area does not ask how high words become when their lines break.
        self.setMinimumHeight(self._layout.totalHeightForWidth(self.width()))

    def _decide(self, *, yes: bool) -> None:
        for button in self.buttons:
            button.hide()
        self.said.setText(_("Changed.") if yes else _("Left as it is."))
        self.said.show()
        self._arrange()
        self.decided.emit(yes)

    def _compose(self) -> None:
        words, answers = QVBoxLayout(), QVBoxLayout()
        words.setSpacing(2)
        answers.setSpacing(6)
        for label in (self.title, self.words, self.said):
            words.addWidget(label)
        words.addStretch(1)
        for button in self.buttons:
            if not self.open:
                button.hide()  # shown it is by its parent: alone it would be a window
            answers.addWidget(button)
        answers.addStretch(1)
        self.said.hide()
        self._layout.setContentsMargins(14, 6, 6, 6)
        self._layout.setSpacing(14)
        self._layout.addLayout(words, 1)
        self._layout.addLayout(answers)


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label
