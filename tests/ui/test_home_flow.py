"""The way to a session and back: the safety questions first, and the morning after."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QApplication,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from formcheck.care.pain import JUMP, Moment
from formcheck.care.screening import Reason
from formcheck.exercises.loader import list_exercises
from formcheck.language import language
from formcheck.store.answers import AnswerKind, Answers
from formcheck.training.asking import Told
from formcheck.ui import resident as resident_module
from formcheck.ui.home_window import HomeWindow
from formcheck.ui.live_window import LiveWindow
from tests.ui.home_parts import Home, moves_in

pytestmark = pytest.mark.gui


@pytest.fixture
def home(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    monkeypatch.setattr(
        "formcheck.care.programme_file.user_programmes_dir", lambda: tmp_path / "programmes"
    )
    monkeypatch.setattr(resident_module, "known_moves", lambda: moves_in(language()))
    made = Home(qtbot, tmp_path)
    yield made
    if made.window.flow.opened is not None:
        made.window.flow.opened.close()
    made.store.close()


def words(home: Home) -> str:
    return " ".join(home.window.home.text.toPlainText().split())


def told(window: HomeWindow) -> str:
    """Return what a dialog of the window says, and close it."""
    boxes = window.findChildren(QMessageBox)
    for box in boxes:
        box.close()
    return " ".join(box.text() for box in boxes)


def test_nothing_starts_before_the_questions_are_answered(home: Home, qtbot: QtBot) -> None:
    # WHEN Start is pressed the first time
    qtbot.keyClick(home.window.home.start_button, Qt.Key.Key_Return)
    # THEN the questions come, and nothing starts while they are open
    assert home.started == []
    assert "What you agree to" in home.dialog.text.toPlainText()
    # AND nothing when they are closed
    home.dialog.close()
    QApplication.processEvents()
    assert home.started == []
    assert home.window.flow.dialog is None


def test_a_yes_keeps_every_way_to_a_session_shut(home: Home) -> None:
    home.window.start("bridge")
    home.dialog.answer(yes=True)
    home.dialog.answer(yes=True)
    home.dialog.answer(yes=True)
    QApplication.processEvents()
    assert "Please do not exercise now" in words(home)
    page = home.window.home
    for button in (page.start_button, page.one_button, page.other_button):
        way = button.click
        way()
        home.dialog.close()
        QApplication.processEvents()
    # AND after a restart
    again = home.another()
    again.start("bridge")
    assert home.started == []
    home.dialog.close()


def test_after_the_questions_the_session_starts(home: Home) -> None:
    home.window.start("bridge")
    home.no_to_everything()
    assert home.started == ["bridge"]
    assert not home.window.isVisible()


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_store_that_cannot_be_read_asks_again_and_says_so(home: Home, tmp_path: Path) -> None:
    home.pass_questions()
    with home.store.write() as connection:
        connection.exec_driver_sql("DROP TABLE answers")
    home.window.start("bridge")
    assert home.started == []
    home.dialog.close()
    assert told(home.window)


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_yes_that_cannot_be_kept_bars_the_way_all_the_same(home: Home) -> None:
    # GIVEN answers that allow it, and a disk that is full
    home.pass_questions()
    with home.store.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON answers BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    # WHEN something is answered with yes
    home.window.flow.ask()
    home.dialog.answer(yes=True)
    home.dialog.close()
    QApplication.processEvents()
    assert told(home.window)
    # THEN the questions come before a session
    home.window.start("bridge")
    assert home.started == []
    home.dialog.close()


def test_after_a_red_light_the_questions_come_again(home: Home, qtbot: QtBot) -> None:
    # GIVEN a session that a red light has ended
    red = LiveWindow(list_exercises(), [], lambda _: None)
    red.barred = True
    qtbot.addWidget(red)
    window = home.another(lambda _slug: red)
    home.pass_questions()
    assert home.health.look().due(home.day) is None
    window.home.one_button.click()
    red.show()
    # WHEN it is closed
    red.close()
    # THEN the questions are asked at once, with the reason
    assert "Your pain is stronger" in home.dialog.text.toPlainText()
    # AND before the next session, also after a restart, when nobody answers them
    home.dialog.close()
    QApplication.processEvents()
    window.home.one_button.click()
    assert home.dialog.isVisible()
    home.dialog.close()
    assert home.health.look().due(home.day) is Reason.JUMP
    # AND no more once they are answered
    home.pass_questions()
    assert home.health.look().due(home.day) is None


@pytest.mark.parametrize("score", [3, 4])
def test_the_morning_after_is_asked_and_a_jump_looked_into(home: Home, score: int) -> None:
    asked = score - 2 >= JUMP
    # GIVEN a training of yesterday, begun with pain of 2
    home.pass_questions()
    home.did("bridge", days_ago=1, training="t")
    home.window.resident.diary.keep(Told(moment=Moment.BEFORE, score=2), "t")
    home.window.show_morning()
    assert home.window.page is home.window.question
    # WHEN the pain of the morning is told
    home.window.question.answer(score)
    # THEN it is kept, and where it jumped the safety questions come, and something easier
    assert home.window.page is (home.window.offers if asked else home.window.home)
    kept = Answers(home.store).of_person(home.person.id, kind=AnswerKind.PAIN)
    assert (Moment.MORNING.value, score, "t") in {(a.question, a.number, a.training) for a in kept}
    assert (home.window.flow.dialog is not None) is asked
    # AND it is asked once
    if asked:
        home.dialog.close()
        home.window.show_home()
    home.window.show_morning()
    assert home.window.page is home.window.home


def test_a_question_that_is_left_is_not_asked_again(home: Home, qtbot: QtBot) -> None:
    home.did("bridge", days_ago=1, training="t")
    home.window.show_morning()
    qtbot.keyClick(home.window, Qt.Key.Key_Escape)
    assert home.window.page is home.window.home
    home.window.show_morning()
    assert home.window.page is home.window.home


def test_what_was_done_long_ago_is_not_asked_about(home: Home) -> None:
    home.did("bridge", days_ago=3, training="t")
    home.window.show_morning()
    assert home.window.page is home.window.home


def test_leaving_closes_an_open_session_too(home: Home) -> None:
    home.pass_questions()
    home.window.start("bridge")
    live = home.window.flow.opened
    assert live is not None
    home.window.leave()
    assert home.window.flow.opened is None


def test_it_comes_back_after_a_session(home: Home, qtbot: QtBot) -> None:
    home.pass_questions()
    home.window.home.start_button.click()
    live = home.window.flow.opened
    assert live is not None
    live.close()
    qtbot.waitUntil(home.window.isVisible)
    assert home.window.flow.opened is None
    # Nothing was done, so the same exercise comes first.
    assert home.window.home.one_button.accessibleName() == "Only this: Pelvic tilt"
