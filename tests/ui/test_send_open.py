"""A file that somebody sent is opened: a programme to follow, or sessions to keep."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from calibration.parcel_parts import VIDEO
from formcheck.language import language
from formcheck.report.history import load_history
from formcheck.store.database import Store
from formcheck.store.people import People
from formcheck.store.programmes import Programmes
from formcheck.store.sessions import Sessions
from formcheck.ui import resident as resident_module
from formcheck.ui.home_window import HomeWindow
from formcheck.ui.openers import Openers
from formcheck.ui.send_dialog import SendDialog
from formcheck.ui.sent_programme_dialog import SentProgrammeDialog
from formcheck.ui.sent_sessions_dialog import SentSessionsDialog
from tests.ui.home_parts import moves_in
from tests.ui.sent_parts import TODAY, Made, at_home, choose, make, opened

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
Open = Callable[[Path], object]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("made"))


@pytest.fixture
def files(made: Made, tmp_path: Path) -> Made:
    return made.copy(tmp_path)


@pytest.fixture
def store(files: Made, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(resident_module, "known_moves", lambda: moves_in(language()))
    yield from opened(files.store)


@pytest.fixture
def window(qtbot: QtBot, store: Store) -> HomeWindow:
    made = HomeWindow(at_home(store), Openers(_none, _none, _none), list)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def _none(*_given: object) -> None:
    raise AssertionError("nobody exercises here")


@pytest.fixture
def come(qtbot: QtBot, window: HomeWindow) -> Open:
    def come(path: Path) -> object:
        """Open a file by the menu's key, and return the dialog that shows it."""
        with qtbot.waitActive(window):
            window.activateWindow()
        qtbot.keyClick(window, Qt.Key.Key_F9)
        choose(window, path)
        qtbot.waitUntil(lambda: window.post._waits is None)
        return window.post.dialog

    return come


def told(window: HomeWindow) -> str:
    boxes = window.findChildren(QMessageBox)
    for box in boxes:
        box.close()
    return " ".join(box.text() for box in boxes)


def sessions(store: Store, name: str) -> int:
    found = People(store).find(name)
    return 0 if found is None else len(Sessions(store).of_person(found.id))


def programmes(store: Store) -> list[tuple[str, object]]:
    kept = Programmes(store).of_person(People(store).named("Ann").id)
    return [(one.title, one.valid_from) for one in kept]


def test_a_programme_is_shown_with_what_it_changes_and_followed(
    qtbot: QtBot, window: HomeWindow, come: Open, store: Store, files: Made
) -> None:
    # GIVEN a programme that the physio sent
    before = programmes(store)
    dialog = come(files.programme)
    assert isinstance(dialog, SentProgrammeDialog)
    # THEN it says who it is from, what changes, and what is in it
    said = dialog.text.toPlainText()
    for words in (
        "From P. Hysio",
        "What changes for Ann from Thursday, 5 March on, when “Back at home”",
        "Forearm plank is left out.",
        "From then on it is not locked",
        "1. Pelvic tilt",
    ):
        assert words in said
    assert programmes(store) == before
    # WHEN it is followed
    assert dialog.follow_button.text() == "Follow it from today"
    dialog.follow_button.click()
    # THEN it holds from today, and home shows it
    assert programmes(store) == [*before, ("First steps on the floor", TODAY)]
    assert told(window) == "Ann follows “First steps on the floor” from Thursday, 5 March on."
    assert "First steps on the floor" in window.home.text.toPlainText()
    # AND once more it says that it is known
    again = come(files.programme)
    assert isinstance(again, SentProgrammeDialog)
    assert again.told.text() == "It was taken in before."
    assert not again.follow_button.isVisible()
    assert again.close_button.text() == "Close (Esc)"


def test_a_programme_that_is_left_changes_nothing(
    qtbot: QtBot, come: Open, store: Store, files: Made
) -> None:
    before = programmes(store)
    dialog = come(files.programme)
    assert isinstance(dialog, SentProgrammeDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert programmes(store) == before


@pytest.mark.parametrize("cut", [5, 0])
def test_a_bad_file_is_told_and_nothing_changes(
    qtbot: QtBot, window: HomeWindow, come: Open, store: Store, files: Made, *, cut: int
) -> None:
    # GIVEN a file of which not all arrived, or that is none at all
    data = files.sessions.read_bytes()
    files.sessions.write_bytes(data[:-cut] if cut else b"<html>")
    # WHEN it is opened THEN that is told
    assert come(files.sessions) is None
    assert "is not a file that formcheck sent, or not all of it arrived" in told(window)
    assert [one.name for one in People(store).all()] == ["Ann"]


def test_sessions_are_kept_for_who_is_named(
    qtbot: QtBot, window: HomeWindow, come: Open, store: Store, files: Made
) -> None:
    # GIVEN a file of a patient, on the computer of the physio
    dialog = come(files.sessions)
    assert isinstance(dialog, SentSessionsDialog)
    said = dialog.text.toPlainText()
    assert "From Ann B" in said
    assert "This is for the computer of the physio" in said
    assert "Bird dog “schön” (not known here), 1 full, 3.0 s" in said
    assert (dialog.called, sessions(store, "Ann B")) == ("Ann B", 0)
    # WHEN they are kept
    dialog.keep_button.click()
    qtbot.waitUntil(lambda: not dialog.work.busy)
    # THEN it says so, and the window is made anew for several people
    assert dialog.told.text() == "2 sessions are new and now Ann B's."
    assert (sessions(store, "Ann B"), sessions(store, "Ann")) == (2, 2)
    # AND the history says whose they are, and nothing of the kind where nobody sent them
    for name, senders in (("Ann B", ("Ann B",)), ("Ann", ())):
        shown = load_history(store, People(store).named(name), now=window.resident.now())
        monday = next(one for one in shown.days if one.on == date(2026, 3, 2))
        assert monday.sent_by == senders
    with qtbot.waitSignal(window.again) as again:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert again.args == [window.resident.person.id]


def test_a_name_of_somebody_who_trains_here_is_asked_for(
    qtbot: QtBot, come: Open, store: Store, files: Made
) -> None:
    # GIVEN that the sender has the name of somebody here
    People(store).rename(People(store).named("Ann").id, "Ann B")
    dialog = come(files.sessions)
    assert isinstance(dialog, SentSessionsDialog)
    # THEN nobody is chosen
    assert (dialog.called, dialog.keep_button.isEnabled()) == ("", False)
    assert dialog.hint.text() == "Ann B trains on this computer, too: say whose they are."
    dialog.keep()
    assert not dialog.work.busy
    # WHEN it is the same person after all THEN her own sessions are recognised
    qtbot.keyClicks(dialog.name, "Ann B")
    assert "would be among Ann B's own" in dialog.hint.text()
    dialog.keep_button.click()
    qtbot.waitUntil(lambda: not dialog.work.busy)
    assert dialog.told.text() == "All of it was here already."
    assert sessions(store, "Ann B") == 2
    # AND another name makes another person
    dialog.name.setEditText("Patient 7")
    assert not dialog.hint.isVisible()


def test_the_video_is_saved_and_nothing_written_over(
    qtbot: QtBot, come: Open, files: Made, tmp_path: Path
) -> None:
    dialog = come(files.sessions)
    assert isinstance(dialog, SentSessionsDialog)
    for words, failed in (("The video is saved as", False), ("found one: it is left", True)):
        dialog.video_button.click()
        choose(dialog, tmp_path / "kept.mp4")
        qtbot.waitUntil(lambda: not dialog.work.busy)
        assert words in dialog.told.text()
        assert dialog.failed is failed
    assert (tmp_path / "kept.mp4").read_bytes() == VIDEO


def test_sending_is_a_key_away_and_in_the_history(qtbot: QtBot, window: HomeWindow) -> None:
    # WHEN F8 is pressed THEN it asks what to send
    qtbot.keyClick(window, Qt.Key.Key_F8)
    dialog = window.post.dialog
    assert isinstance(dialog, SendDialog)
    dialog.reject()
    assert window.post.dialog is None
    # AND so does the history
    window.show_history()
    window.history.send_button.click()
    assert isinstance(window.post.dialog, SendDialog)
    # WHEN the program ends THEN it is closed
    window.leave()
    assert window.post.dialog is None
    assert not window.isVisible()


def test_what_cannot_be_read_is_told(
    qtbot: QtBot, window: HomeWindow, come: Open, store: Store, files: Made
) -> None:
    # GIVEN a store that lost a part
    with store.write() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("ALTER TABLE sessions RENAME TO lost")
    # WHEN something is sent or opened THEN that is told
    window.post.send()
    assert told(window)
    assert come(files.sessions) is None
    assert told(window)
