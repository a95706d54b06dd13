"""Several people on one computer: chosen, added, renamed, taken along and deleted."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from formcheck.store.desk_days import DeskDays
from formcheck.store.desk_profiles import DeskProfiles
from formcheck.store.people import People
from formcheck.ui.delete_dialog import DeleteDialog
from formcheck.ui.look import Colours, Look
from formcheck.ui.people_dialog import PeopleDialog
from tests.store.desk_parts import day, profile
from tests.ui.home_parts import Home

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def home(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    made = Home(qtbot, tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def dialog(qtbot: QtBot, home: Home) -> PeopleDialog:
    """Ann, who is at home, and Ben."""
    home.people.add("Ben")
    look = Look.of_window(720, Colours.DARK, 100)
    made = PeopleDialog(home.store, home.person.id, look)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def names(dialog: PeopleDialog) -> list[str]:
    items = [dialog.names.item(row) for row in range(dialog.names.count())]
    return [item.text() for item in items if item is not None]


def type_name(qtbot: QtBot, dialog: PeopleDialog, name: str) -> None:
    """Type a name where one is asked for, and press Enter."""
    asking = dialog.findChild(QInputDialog)
    assert asking is not None
    field = asking.findChild(QLineEdit)
    assert field is not None
    field.clear()
    qtbot.keyClicks(field, name)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_arrows_and_enter_choose_somebody(qtbot: QtBot, home: Home, dialog: PeopleDialog) -> None:
    # GIVEN who is at home is chosen
    assert names(dialog) == ["Ann", "Ben"]
    assert dialog.chosen == home.person
    # WHEN the next one is gone to, and taken
    qtbot.keyClick(dialog.names, Qt.Key.Key_Down)
    assert dialog.go_button.text() == "Go on as Ben (Enter)"
    qtbot.keyClick(dialog.names, Qt.Key.Key_Return)
    # THEN that is who exercises
    assert not dialog.isVisible()
    assert dialog.who == home.people.named("Ben").id


def test_leaving_changes_nothing(qtbot: QtBot, home: Home, dialog: PeopleDialog) -> None:
    qtbot.keyClick(dialog.names, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.names, Qt.Key.Key_Escape)
    assert (dialog.who, dialog.changed) == (home.person.id, False)


def test_somebody_is_added_and_chosen(qtbot: QtBot, home: Home, dialog: PeopleDialog) -> None:
    dialog.add_button.click()
    type_name(qtbot, dialog, "  Cleo   B. ")
    assert names(dialog) == ["Ann", "Ben", "Cleo B."]
    assert dialog.chosen.name == "Cleo B."
    assert dialog.changed


@pytest.mark.parametrize(("name", "why"), [("Ben", "Ben is there already"), (" ", "a name")])
def test_a_name_that_cannot_be_is_told(
    qtbot: QtBot, dialog: PeopleDialog, name: str, why: str
) -> None:
    dialog.add_button.click()
    type_name(qtbot, dialog, name)
    assert why in dialog.told.text()
    assert names(dialog) == ["Ann", "Ben"]
    assert not dialog.changed


def test_another_name(qtbot: QtBot, home: Home, dialog: PeopleDialog) -> None:
    dialog.rename_button.click()
    type_name(qtbot, dialog, "Anne")
    assert names(dialog) == ["Anne", "Ben"]
    assert dialog.who == home.person.id
    assert dialog.changed


def test_everything_is_saved_as_a_file(
    qtbot: QtBot, home: Home, dialog: PeopleDialog, tmp_path: Path
) -> None:
    home.did("bridge")
    dialog.export_button.click()
    asking = dialog.findChild(QFileDialog)
    assert asking is not None
    asking.selectFile(str(tmp_path / "ann"))
    asking.done(QFileDialog.DialogCode.Accepted)
    asking.fileSelected.emit(str(tmp_path / "ann.zip"))
    assert "ann.zip has everything of Ann." in dialog.told.text()
    with zipfile.ZipFile(tmp_path / "ann.zip") as file:
        assert '"exercise": "bridge"' in file.read("tables/sessions.json").decode()
    assert not dialog.changed


def test_a_file_that_cannot_be_written_is_told(dialog: PeopleDialog, tmp_path: Path) -> None:
    dialog.export(str(tmp_path / "no" / "ann.zip"))
    assert "cannot be written" in dialog.told.text()


def deleting(dialog: PeopleDialog) -> DeleteDialog:
    dialog.delete_button.click()
    asking = dialog.findChild(DeleteDialog)
    assert asking is not None
    return asking


def test_it_says_what_goes_and_wants_the_name(
    qtbot: QtBot, home: Home, dialog: PeopleDialog
) -> None:
    # GIVEN a session, days at the desk, and a copy of everything from before an upgrade
    home.did("bridge")
    DeskDays(home.store, home.person.id).keep("run", [day(breaks=1), day(1, breaks=1)])
    DeskProfiles(home.store, home.person.id).keep(profile())
    (home.folder / "store.sqlite.before-0001").write_bytes(b"copy")
    asking = deleting(dialog)
    said = asking.text.toPlainText()
    assert "1 session, with every repetition" in said
    assert "0 answers about health" in said
    assert "2 days at the desk" in said
    assert "how you sit tall, learnt 1 time" in said
    assert "store.sqlite.before-0001: an older copy" in said
    assert "What stays: exercises and programmes" in said
    # WHEN anything but the name is typed
    for typed in ("", "ann", "Ben"):
        asking.name.setText(typed)
        assert not asking.delete_button.isEnabled()
    # THEN only the name lets it be deleted, with all that was said
    asking.name.setText("Ann")
    asking.delete_button.click()
    QApplication.processEvents()
    assert names(dialog) == ["Ben"]
    assert "Everything of Ann is deleted." in dialog.told.text()
    assert not list(home.folder.glob("*.before-*"))
    # AND somebody else is at home
    assert dialog.who == home.people.named("Ben").id
    assert dialog.changed


def test_keeping_deletes_nothing(home: Home, dialog: PeopleDialog) -> None:
    asking = deleting(dialog)
    assert "at the desk" not in asking.text.toPlainText(), "nobody was reminded yet"
    asking.name.setText("Ann")
    asking.keep_button.click()
    QApplication.processEvents()
    assert names(dialog) == ["Ann", "Ben"]
    assert not dialog.changed


def test_when_the_last_one_is_deleted_it_closes(qtbot: QtBot, home: Home) -> None:
    made = PeopleDialog(home.store, home.person.id, Look.of_window(720, Colours.DARK, 100))
    qtbot.addWidget(made)
    made.show()
    made.delete(home.person)
    assert not made.isVisible()
    assert made.who == ""
    assert People(home.store).all() == ()
