"""Says exactly what is deleted of a person, and deletes only when the name was typed."""

from collections.abc import Iterator

from PyQt6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from formcheck.language import _, ngettext
from formcheck.store.answers import Answers
from formcheck.store.database import Store
from formcheck.store.desk_days import DeskDays
from formcheck.store.desk_profiles import DeskProfiles
from formcheck.store.people import Person
from formcheck.store.programmes import Programmes
from formcheck.store.sessions import Sessions
from formcheck.ui.buttons import push_button
from formcheck.ui.look import Look
from formcheck.ui.own_dialog import OwnDialog
from formcheck.ui.reading_text import Block, ReadingText

_SMALLEST = (640, 420)


class DeleteDialog(OwnDialog):
    """Accepted when everything of a person is to be deleted."""

    def __init__(
        self, store: Store, person: Person, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._person = person
        self.setWindowTitle(_("Delete everything of {name}").format(name=person.name))
        self.setStyleSheet(look.style_sheet)
        self.setMinimumSize(*_SMALLEST)
        self.text = ReadingText(_("What is deleted"))
        self.text.dress(look)
        self.text.show_text(
            _("Delete everything of {name}?").format(name=person.name),
            (Block(points=tuple(what_goes(store, person)), text=tuple(_what_stays())),),
        )
        self.question = QLabel(_("To delete it, type the name: {name}").format(name=person.name))
        self.name = QLineEdit()
        self.keep_button = push_button(_("Keep everything (Esc)"), name=_("Keep everything"))
        self.delete_button = push_button(_("Delete for good"))
        self._compose(look)
        self.name.textChanged.connect(self._check)
        self.keep_button.clicked.connect(self.reject)
        self.delete_button.clicked.connect(self.accept)
        self._check()

    def _check(self) -> None:
        typed = " ".join(self.name.text().split())
        self.delete_button.setEnabled(typed == self._person.name)

    def _compose(self, look: Look) -> None:
        self.question.setWordWrap(True)
        self.question.setBuddy(self.name)
        self.name.setAccessibleName(self.question.text())
        row = QHBoxLayout()
        row.setSpacing(14)
        for button in (self.keep_button, self.delete_button):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            button.setAutoDefault(False)
            row.addWidget(button, 1)
            look.dress_button(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.question)
        layout.addWidget(self.name)
        layout.addLayout(row)


def what_goes(store: Store, person: Person) -> Iterator[str]:
    """Give what is deleted with a person, in words; raise StoreError."""
    sessions = len(Sessions(store).of_person(person.id))
    answers = len(Answers(store).of_person(person.id))
    programmes = len(Programmes(store).of_person(person.id))
    yield ngettext(
        "{number} session, with every repetition and reading",
        "{number} sessions, with every repetition and reading",
        sessions,
    ).format(number=sessions)
    yield ngettext(
        "{number} answer about health, pain or effort",
        "{number} answers about health, pain or effort",
        answers,
    ).format(number=answers)
    yield ngettext(
        "{number} version of a programme", "{number} versions of a programme", programmes
    ).format(number=programmes)
    yield from _of_desk(store, person)
    yield _("the name and all settings")
    yield _("your own straight lines (zeros), which have no name on them: those of others, too")
    for path in store.place.kept_aside:
        yield _("{path}: an older copy of everything").format(path=path.name)


def _of_desk(store: Store, person: Person) -> Iterator[str]:
    """Give what is kept of sitting at a desk; nothing where nobody asked to be reminded."""
    days = len(DeskDays(store, person.id).all())
    profiles = DeskProfiles(store, person.id).count
    if days:
        yield ngettext("{number} day at the desk", "{number} days at the desk", days).format(
            number=days
        )
    if profiles:
        yield ngettext(
            "how you sit tall, learnt {number} time",
            "how you sit tall, learnt {number} times",
            profiles,
        ).format(number=profiles)


def _what_stays() -> Iterator[str]:
    yield _(
        "What stays: exercises and programmes that lie on this computer as files, which belong to "
        "everybody here, and files that you saved yourself."
    )
    yield _("It cannot be brought back. Whoever wants to keep it saves it as a file first.")
