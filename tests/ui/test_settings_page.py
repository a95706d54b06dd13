"""The settings page: what is chosen holds at once, for whom it should, and next time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QWheelEvent
from PyQt6.QtWidgets import QApplication, QComboBox, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from formcheck.errors import SettingError
from formcheck.language import language, use_default_language, use_language
from formcheck.settings import (
    CAMERA,
    COLOURS,
    LANGUAGE,
    LETTERS,
    SETTINGS,
    STORE,
    VOICE,
    Setting,
    of_computer,
)
from formcheck.store.people import People
from formcheck.ui.chosen import Chosen
from formcheck.ui.home_window import HomeWindow
from formcheck.ui.look import LIGHT
from tests.ui.home_parts import Home

pytestmark = pytest.mark.gui


@pytest.fixture
def home(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for setting in SETTINGS:
        monkeypatch.delenv(setting.variable, raising=False)
    use_default_language()
    made = Home(qtbot, tmp_path)
    made.window.show_settings()
    yield made
    made.store.close()


def box(window: HomeWindow, setting: Setting) -> QComboBox:
    field = window.settings.fields[setting.name]
    assert isinstance(field, QComboBox)
    return field


def choose(qtbot: QtBot, window: HomeWindow, setting: Setting, value: str) -> None:
    """Choose something with the arrows."""
    field = box(window, setting)
    field.setFocus()
    rows = [field.itemData(row) for row in range(field.count())]
    way = rows.index(value) - field.currentIndex()
    for _press in range(abs(way)):
        qtbot.keyClick(field, Qt.Key.Key_Down if way > 0 else Qt.Key.Key_Up)


def test_there_is_a_row_for_every_setting(home: Home) -> None:
    page = home.window.settings
    assert list(page.fields) == [one.name for one in SETTINGS]
    for setting in SETTINGS:
        field = page.fields[setting.name]
        assert field.accessibleName() == setting.title
        assert field.accessibleDescription() == setting.help
        if isinstance(field, QComboBox) and setting.choices:
            assert [field.itemData(row) for row in range(field.count())] == [*setting.choices]


def test_letters_and_colours_change_at_once_and_are_kept(qtbot: QtBot, home: Home) -> None:
    before = home.window.settings.home_button.font().pixelSize()
    choose(qtbot, home.window, LETTERS, "200")
    choose(qtbot, home.window, COLOURS, "light")
    assert home.window.settings.home_button.font().pixelSize() == 2 * before
    assert LIGHT.background in home.window.styleSheet()
    again = home.another()
    assert (again.zoom, again.colours.value) == (200, "light")


def test_each_person_has_their_own(qtbot: QtBot, home: Home) -> None:
    choose(qtbot, home.window, VOICE, "off")
    choose(qtbot, home.window, CAMERA, "2")
    ben = home.another(person=home.people.add("Ben"))
    assert ben.resident.chosen.value(VOICE) == "auto"
    # A camera is the computer's.
    assert ben.resident.chosen.value(CAMERA) == "2"
    assert of_computer(CAMERA) == "2"


def test_the_address_of_a_camera_is_typed(qtbot: QtBot, home: Home) -> None:
    field = box(home.window, CAMERA)
    field.setFocus()
    field.lineEdit().selectAll()
    qtbot.keyClicks(field.lineEdit(), "http://phone:8080/video")
    qtbot.keyClick(field.lineEdit(), Qt.Key.Key_Return)
    assert of_computer(CAMERA) == "http://phone:8080/video"
    again = home.another()
    again.show_settings()
    assert box(again, CAMERA).currentText() == "http://phone:8080/video"


def test_another_place_holds_from_the_next_start_and_says_so(
    qtbot: QtBot, home: Home, tmp_path: Path
) -> None:
    page = home.window.settings
    field = page.fields[STORE.name]
    assert isinstance(field, QLineEdit)
    assert page.told_place.text() == f"Now everything is kept in {home.store.place.name}."
    qtbot.keyClicks(field, str(tmp_path / "other.sqlite"))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert of_computer(STORE) == str(tmp_path / "other.sqlite")
    assert "other.sqlite from the next start on" in page.told_place.text()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_an_address_that_is_none_is_told_and_not_kept(qtbot: QtBot, home: Home) -> None:
    field = home.window.settings.fields[STORE.name]
    qtbot.keyClicks(field, "sqlite://")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    boxes = home.window.findChildren(QMessageBox)
    assert "Expected the name of a file" in boxes[0].text()
    assert of_computer(STORE) == ""
    for one in boxes:
        one.close()


def test_what_was_said_at_the_start_is_shown_and_fixed(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(COLOURS.variable, "light")
    home.given = {LETTERS.name: "150"}
    window = home.another()
    window.show_settings()
    for setting, by in ((COLOURS, "FORMCHECK_COLOURS"), (LETTERS, "--letters")):
        assert not window.settings.fields[setting.name].isEnabled()
        assert window.settings.told_by(setting) == f"Set by {by}, and not to be changed here."
    assert (window.zoom, window.colours.value) == (150, "light")
    assert window.settings.fields[VOICE.name].isEnabled()
    assert window.settings.told_by(VOICE) == ""


@pytest.mark.parametrize("by", ["--language", "FORMCHECK_LANGUAGE"])
def test_the_language_that_was_said_is_shown(home: Home, by: str) -> None:
    use_language("de_AT.UTF-8", by=by)
    home.window.show_settings()
    field = box(home.window, LANGUAGE)
    assert (field.currentText(), field.isEnabled()) == ("Deutsch", False)
    assert by in home.window.settings.told_by(LANGUAGE)


def test_what_is_no_choice_is_refused(home: Home) -> None:
    with pytest.raises(SettingError, match="--letters"):
        Chosen(People(home.store), home.person.id, {LETTERS.name: "133"})


def test_a_language_asks_for_another_window(qtbot: QtBot, home: Home) -> None:
    with qtbot.waitSignal(home.window.again) as asked:
        choose(qtbot, home.window, LANGUAGE, "de")
    assert asked.args == [home.person.id]
    assert home.people.settings(home.person.id)[LANGUAGE.name] == "de"
    assert language() == "en"  # whoever opens the window changes it


def test_the_wheel_scrolls_and_changes_nothing(qtbot: QtBot, home: Home) -> None:
    field = box(home.window, LETTERS)
    down = QPoint(0, -120)
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(field.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        down,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, turn)
    assert field.currentData() == "100"
