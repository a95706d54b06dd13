"""Who exercises: choose, add, rename, take everything of somebody along, or delete it."""

from collections.abc import Callable
from pathlib import Path

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QInputDialog,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from formcheck.errors import FormcheckError
from formcheck.language import _
from formcheck.store.database import Store
from formcheck.store.people import People, Person
from formcheck.store.whole import delete_person, export_person
from formcheck.ui.buttons import Button, push_button
from formcheck.ui.delete_dialog import DeleteDialog
from formcheck.ui.look import Look
from formcheck.ui.own_dialog import OwnDialog
from formcheck.ui.wrapping_list import WrappingList

_SMALLEST = (640, 420)


class PeopleDialog(OwnDialog):
    """Arrows choose a name, Enter goes on with it.

    Parameters
    ----------
    store
        Where everything of everybody is kept.
    current
        Id of who exercises now.
    look
        Colours and sizes.
    """

    def __init__(
        self, store: Store, current: str, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._people, self._look = store, People(store), look
        self._there: tuple[Person, ...] = ()
        self.who = current
        """Id of who exercises from now on; empty when nobody is left."""
        self.changed = False
        """Whether anybody came, went, or has another name."""
        self.setWindowTitle(_("People on this computer"))
        self.setStyleSheet(look.style_sheet)
        self.setMinimumSize(*_SMALLEST)
        self.title = QLabel(_("Who exercises?"))
        self.names = WrappingList(_("Names"))
        self.told = QLabel()
        self.go_button = push_button("", main=True)
        self.add_button = push_button(_("Add somebody"))
        self.rename_button = push_button(_("Another name"))
        self.export_button = push_button(_("Save as a file"))
        self.delete_button = push_button(_("Delete…"))
        self.close_button = push_button(_("Close (Esc)"), name=_("Close"))
        self._compose()
        self._connect()
        self._fill(current)

    def add(self, name: str) -> None:
        """Add somebody, and choose them."""
        self._try(lambda: self._fill(self._people.add(name).id))

    def rename(self, name: str) -> None:
        """Give who is chosen another name."""
        who = self.chosen.id
        self._try(lambda: self._people.rename(who, name))
        self._fill(who)

    def export(self, path: str) -> None:
        """Write everything of who is chosen to a file."""
        person, changed = self.chosen, self.changed
        self._try(lambda: export_person(self._store, person, Path(path)))
        self.changed = changed
        if not self.told.property("failed"):
            self._say(_("{path} has everything of {name}.").format(path=path, name=person.name))

    def delete(self, person: Person) -> None:
        """Delete everything of somebody."""
        self._try(lambda: delete_person(self._store, person))
        self._fill(self.who)
        if not self.told.property("failed"):
            self._say(_("Everything of {name} is deleted.").format(name=person.name))

    @property
    def chosen(self) -> Person:
        """Who is chosen in the list."""
        return self._there[max(self.names.currentRow(), 0)]

    def _fill(self, who: str) -> None:
        """Show everybody, and choose somebody."""
        self._there = self._people.all()
        ids = [one.id for one in self._there]
        if self.who not in ids:
            self.who = ids[0] if ids else ""
        self.names.set_rows([one.name for one in self._there])
        self.names.setCurrentRow(ids.index(who) if who in ids else 0)
        if not ids:
            self.accept()

    def _go(self) -> None:
        self.who = self.chosen.id
        self.accept()

    def _try(self, act: Callable[[], object]) -> None:
        self._say("")
        try:
            act()
        except FormcheckError as error:
            self._say(str(error), failed=True)
            return
        self.changed = True

    def _say(self, words: str, *, failed: bool = False) -> None:
        self.told.setText(words)
        self.told.setProperty("failed", failed)
        self.told.setProperty("warning", "true" if failed else "false")
        self.told.setStyleSheet(self._look.style_sheet)
        self.told.setVisible(bool(words))

    def _ask_name(self, question: str, name: str, then: Callable[[str], None]) -> None:
        asking = QInputDialog(self)
        asking.setWindowTitle(self.windowTitle())
        asking.setLabelText(question)
        asking.setTextValue(name)
        asking.textValueSelected.connect(then)
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def _ask_file(self) -> None:
        name = "".join(one if one.isalnum() else "-" for one in self.chosen.name)
        asking = QFileDialog(self, _("Save everything of {name}").format(name=self.chosen.name))
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.setNameFilter(_("Zip files") + " (*.zip)")
        asking.setDefaultSuffix("zip")
        asking.selectFile(str(Path.home() / f"formcheck-{name}.zip"))
        asking.fileSelected.connect(self.export)
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def _ask_delete(self) -> None:
        person = self.chosen
        asking = DeleteDialog(self._store, person, self._look, self)
        asking.resize(self.size())
        asking.accepted.connect(lambda: self.delete(person))
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def _show_choice(self) -> None:
        if self._there:
            words = _("Go on as {name} (Enter)").format(name=self.chosen.name)
            self.go_button.setText(words)

    def _compose(self) -> None:
        self.title.setProperty("title", "true")
        for label in (self.title, self.told):
            label.setWordWrap(True)
        self.told.setAccessibleName(_("What happened"))
        self.told.setVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addWidget(self.title)
        layout.addWidget(self.names, 1)
        layout.addWidget(self.told)
        layout.addWidget(self.go_button)
        grid = QGridLayout()
        grid.setSpacing(14)
        for place, button in enumerate(self._buttons[1:]):
            grid.addWidget(button, place // 3, place % 3)
        layout.addLayout(grid)
        self.names.dress(self._look)
        for button in self._buttons:
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            button.setAutoDefault(False)
            self._look.dress_button(button)

    @property
    def _buttons(self) -> tuple[Button, ...]:
        return (
            self.go_button,
            self.add_button,
            self.rename_button,
            self.export_button,
            self.delete_button,
            self.close_button,
        )

    def _connect(self) -> None:
        self.names.currentRowChanged.connect(self._show_choice)
        self.names.itemActivated.connect(self._go)
        self.go_button.clicked.connect(self._go)
        self.add_button.clicked.connect(
            lambda: self._ask_name(_("What is the name? Any name you like."), "", self.add)
        )
        self.rename_button.clicked.connect(
            lambda: self._ask_name(_("What is the new name?"), self.chosen.name, self.rename)
        )
        self.export_button.clicked.connect(self._ask_file)
        self.delete_button.clicked.connect(self._ask_delete)
        self.close_button.clicked.connect(self.reject)
        self.names.setFocus(Qt.FocusReason.OtherFocusReason)
