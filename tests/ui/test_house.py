"""Who is at home when the program starts, and what is asked and told first."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PyQt6.QtCore import QSettings
from PyQt6.QtWidgets import QApplication

from formcheck.errors import SettingError
from formcheck.language import language, use_default_language, use_language
from formcheck.settings import LANGUAGE, LETTERS
from formcheck.store.database import Store, open_store
from formcheck.store.errors import StoreError
from formcheck.store.kept import Opening
from formcheck.store.people import People, Person
from formcheck.store.session_log import SessionWriter
from formcheck.ui import resident as resident_module
from formcheck.ui.home_window import HomeWindow
from formcheck.ui.house import House
from formcheck.ui.openers import Openers
from tests.ui.conftest import record_of, update_of
from tests.ui.home_parts import moves_in

pytestmark = pytest.mark.gui

Open = Callable[..., House]


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv(LANGUAGE.variable, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setattr(resident_module, "known_moves", lambda: moves_in(language()))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "store.sqlite"))
    yield opened
    opened.close()


@pytest.fixture
def enter(qapp: QApplication, store: Store, tmp_path: Path) -> Iterator[Open]:
    """Open the house as the program does at its start."""
    opened: list[House] = []

    def call(name: str = "", **given: str) -> House:
        place = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        use_default_language()
        made = House(
            store, lambda _who: Openers(_none, _none, list), list, place, given=given, name=name
        )
        opened.append(made)
        made.open()
        QApplication.processEvents()
        return made

    yield call
    for one in opened:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, HomeWindow):
                window.close()
                window.deleteLater()
        one.deleteLater()
    use_language("en")


def _none(_what: object) -> None:
    raise AssertionError("nothing is opened here")


@pytest.fixture
def ann(store: Store) -> Person:
    return People(store).add("Ann")


@pytest.fixture
def ben(store: Store, ann: Person) -> Person:
    return People(store).add("Ben")


def agree(house: House) -> None:
    """Agree, and answer no to everything."""
    dialog = house.window.flow.dialog
    assert dialog is not None
    dialog.answer(yes=True)
    while dialog.given is None:
        dialog.answer(yes=False)
    dialog.answer(yes=True)
    QApplication.processEvents()


def shown(house: House) -> str:
    return " ".join(house.window.home.text.toPlainText().split())


def test_the_first_start_asks_for_consent_then_health_then_shows_home(enter: Open) -> None:
    # WHEN formcheck is started for the first time
    house = enter()
    # THEN there is somebody, without a name that has to be typed
    assert house.window.resident.person.name == "Me"
    assert not house.window.home.name.isVisible()
    # AND consent is asked for in plain words, over the first screen
    dialog = house.window.flow.dialog
    assert dialog is not None
    assert "Welcome to formcheck" in dialog.text.toPlainText()
    assert "It is no doctor or physio" in dialog.text.toPlainText()
    # AND then the questions, and then nothing lies over today's programme
    agree(house)
    assert house.window.flow.dialog is None
    assert house.window.page is house.window.home
    # AND the next start asks nothing
    assert enter().window.flow.dialog is None


def test_who_does_not_agree_may_look_and_is_asked_again(enter: Open) -> None:
    house = enter()
    dialog = house.window.flow.dialog
    assert dialog is not None
    dialog.no_button.click()
    QApplication.processEvents()
    house.window.show_learn()
    assert house.window.flow.dialog is None
    house.window.home.start_button.click()
    assert house.window.flow.dialog is not None


def test_one_person_is_asked_nothing(enter: Open, ann: Person) -> None:
    house = enter()
    assert house.window.resident.person == ann
    assert not house.window.home.people_button.isVisible()


def test_with_several_the_last_one_is_back_and_named(enter: Open, ben: Person) -> None:
    enter("Ben")
    house = enter()
    assert house.window.resident.person == ben
    assert house.window.home.name.text == "Ben"
    assert house.window.home.people_button.isVisible()


def test_nobody_of_that_name_is_told(enter: Open, ben: Person) -> None:
    with pytest.raises(StoreError, match="one of Ann, Ben, found 'Bob'"):
        enter("Bob")


def test_a_setting_that_is_no_choice_is_told(enter: Open, ann: Person) -> None:
    with pytest.raises(SettingError, match="133"):
        enter(letters="133")


def test_somebody_else_comes_with_programme_and_letters_of_their_own(
    enter: Open, store: Store, ann: Person, ben: Person
) -> None:
    People(store).set(ben.id, LETTERS.name, "200")
    house = enter("Ann")
    agree(house)
    house.window.resident.diary.choose_programme("starter-chair", house.window.resident.today)
    house.window.show_home()
    assert "First steps with a chair" in shown(house)
    # WHEN Ben takes over
    ours = house.window
    house.window.again.emit(ben.id)
    QApplication.processEvents()
    # THEN everything is his, and he is asked himself
    assert house.window is not ours
    assert not ours.isVisible()
    assert (house.window.home.name.text, house.window.zoom) == ("Ben", 200)
    assert "First steps on the floor" in shown(house)
    assert house.window.flow.dialog is not None
    # AND Ann finds all as she left it
    house.window.flow.dialog.close()
    house.window.again.emit(ann.id)
    QApplication.processEvents()
    assert house.window.flow.dialog is None
    assert "First steps with a chair" in shown(house)


def test_when_nobody_is_left_it_begins_anew(enter: Open, store: Store, ann: Person) -> None:
    house = enter()
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM people")
    house.window.again.emit("")
    QApplication.processEvents()
    assert house.window.resident.person.name == "Me"
    assert house.window.flow.dialog is not None


def test_a_language_holds_at_once_and_for_its_person(
    enter: Open, store: Store, ann: Person, ben: Person
) -> None:
    house = enter("Ann")
    agree(house)
    house.window.show_settings()
    house.window.settings.changed.emit(LANGUAGE, "de")
    QApplication.processEvents()
    # The same page, in German.
    assert house.window.page is house.window.settings
    assert house.window.settings.home_button.text() == "Startseite (Esc)"
    # AND not for others, nor where another one was said
    house.window.again.emit(ben.id)
    assert language() == "en"
    house.window.again.emit(ann.id)
    assert language() == "de"


def test_the_language_of_the_command_line_goes_before(enter: Open, store: Store) -> None:
    person = People(store).add("Ann")
    People(store).set(person.id, LANGUAGE.name, "de")
    enter()
    assert language() == "de"
    People(store).set(person.id, LANGUAGE.name, "xx")
    enter()
    assert language() == "en"


@pytest.fixture
def broken_off(store: Store, ben: Person, ann: Person) -> None:
    """A session of Ann's whose end never came: its process is gone."""
    record = record_of()
    opening = Opening(
        person=ann.id,
        exercise=record.exercise,
        title=record.title,
        exercise_version=1,
        error_model="1",
        model=record.model,
        source="Camera 0",
    )
    writer = SessionWriter(store, opening)
    writer.begin()
    writer.take(replace(update_of(None), time_s=1.0))
    writer.close()
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE sessions SET state = 'running', process = 999999999")


@pytest.mark.usefixtures("broken_off")
def test_a_session_that_was_broken_off_is_told_once(enter: Open) -> None:
    house = enter("Ann")
    assert "closed in the middle of an exercise: Glute bridge." in shown(house)
    assert "What you did until then is kept." in shown(house)
    assert "in the middle" not in shown(enter("Ann"))


def test_what_could_not_be_written_is_said_until_it_is(
    enter: Open, store: Store, ann: Person
) -> None:
    house = enter("Ann")
    assert "not kept yet" not in shown(house)
    # GIVEN a session that a full disk refused
    trouble = ["The disk is full."]
    store.owe(lambda: trouble[0])
    house.catch_up()
    assert "Your last exercise is not kept yet" in shown(house)
    # WHEN there is room THEN it is written, and nothing is said of it any more
    trouble[0] = ""
    house.catch_up()
    assert "not kept yet" not in shown(house)
    assert not store.owes


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_window_that_is_asked_for_again_comes_to_the_front(enter: Open, ann: Person) -> None:
    house = enter("Ann")
    house.window.showMinimized()
    house.show()
    assert house.window.isVisible()
    assert not house.window.isMinimized()


def test_it_opens_where_sessions_that_broke_off_cannot_be_closed(
    enter: Open, store: Store, ann: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN somebody else who holds the database
    monkeypatch.setattr("formcheck.store.database._BUSY_S", 0.1)
    held = open_store(str(tmp_path / "store.sqlite"))
    with store.write():
        opened = House.__new__(House)
        opened._store = held
        assert opened._recovered() == ()
    held.close()


@pytest.mark.usefixtures("broken_off")
def test_it_is_told_to_whose_it_was(enter: Open, ann: Person, ben: Person) -> None:
    house = enter("Ben")
    assert "in the middle" not in shown(house)
    house.window.again.emit(ann.id)
    assert "in the middle" in shown(house)
    # AND not again when she is back
    house.window.again.emit(ben.id)
    house.window.again.emit(ann.id)
    assert "in the middle" not in shown(house)
