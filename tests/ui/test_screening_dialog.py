"""The safety questions by keyboard: what a yes does, and what is kept of it."""

from datetime import timedelta
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from formcheck.care.questions import ACTIONS, Question, Tier
from formcheck.care.screening import Reason
from formcheck.language import use_language
from formcheck.ui.look import Colours, Look
from formcheck.ui.screening_dialog import CONSENT, QUESTIONS, Given, ScreeningDialog
from tests.ui.home_parts import SUNDAY, Home

pytestmark = pytest.mark.gui


@pytest.fixture
def dialog(qtbot: QtBot) -> ScreeningDialog:
    return opened(qtbot)


def opened(qtbot: QtBot, *, consent: bool = True) -> ScreeningDialog:
    look = Look.of_window(720, Colours.DARK, 100)
    made = ScreeningDialog(look, reason=Reason.FIRST, consent=consent)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def press(qtbot: QtBot, dialog: ScreeningDialog, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(dialog.focusWidget() or dialog, key)


def shown(dialog: ScreeningDialog) -> str:
    return " ".join(dialog.text.toPlainText().split())


def test_no_to_everything_by_keyboard_lets_begin(qtbot: QtBot, dialog: ScreeningDialog) -> None:
    # GIVEN the consent in plain words
    assert all(text in shown(dialog) for text in CONSENT)
    given: list[Given] = []
    dialog.answered.connect(given.append)
    # WHEN somebody agrees and answers no to each question
    press(qtbot, dialog, Qt.Key.Key_Return)
    for question in QUESTIONS:
        assert question.text in shown(dialog)
        press(qtbot, dialog, Qt.Key.Key_N)
    # THEN they may begin, and Enter goes on
    assert given[0].screening.may_exercise
    assert given[0].consent
    press(qtbot, dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.id)
def test_each_yes_stops_and_says_what_to_do(qtbot: QtBot, question: Question) -> None:
    dialog = opened(qtbot, consent=False)
    # GIVEN no to everything before
    for _ in range(QUESTIONS.index(question)):
        press(qtbot, dialog, Qt.Key.Key_N)
    # WHEN the answer is yes, and nobody has looked at what lasts
    press(qtbot, dialog, Qt.Key.Key_Y)
    if question.lasting:
        press(qtbot, dialog, Qt.Key.Key_N)
    # THEN it says what to do, and no key leads on to exercise
    assert dialog.given is not None
    assert not dialog.given.screening.may_exercise
    assert ACTIONS[question.tier] in shown(dialog)
    press(qtbot, dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_what_lasts_and_was_looked_at_does_not_stop(qtbot: QtBot) -> None:
    dialog = opened(qtbot, consent=False)
    for question in QUESTIONS:
        press(qtbot, dialog, Qt.Key.Key_Y if question.lasting else Qt.Key.Key_N)
        if question.lasting:
            press(qtbot, dialog, Qt.Key.Key_Y)
    assert dialog.given is not None
    assert dialog.given.screening.may_exercise
    assert dialog.given.cleared == {one.id for one in QUESTIONS if one.lasting}


def test_an_answer_by_mistake_is_taken_back(qtbot: QtBot) -> None:
    dialog = opened(qtbot, consent=False)
    press(qtbot, dialog, Qt.Key.Key_N, Qt.Key.Key_Y)
    assert dialog.given is not None
    press(qtbot, dialog, Qt.Key.Key_Backspace)
    assert dialog.given is None
    assert QUESTIONS[1].text in shown(dialog)
    press(qtbot, dialog, Qt.Key.Key_Backspace)
    assert QUESTIONS[0].text in shown(dialog)
    assert not dialog.back_button.isEnabled()


def test_all_is_answered_again(qtbot: QtBot) -> None:
    dialog = opened(qtbot, consent=False)
    press(qtbot, dialog, Qt.Key.Key_N, Qt.Key.Key_Y)
    dialog.no_button.click()
    for _ in QUESTIONS:
        press(qtbot, dialog, Qt.Key.Key_N)
    assert dialog.given is not None
    assert dialog.given.screening.may_exercise


def test_without_consent_it_closes(qtbot: QtBot, dialog: ScreeningDialog) -> None:
    dialog.no_button.click()
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert not dialog.isVisible()
    assert dialog.given is None


def test_no_key_answers_consent_or_result_by_chance(qtbot: QtBot, dialog: ScreeningDialog) -> None:
    press(qtbot, dialog, Qt.Key.Key_N, Qt.Key.Key_Y)
    assert CONSENT[0] in shown(dialog)
    press(qtbot, dialog, Qt.Key.Key_Return, Qt.Key.Key_Y, Qt.Key.Key_Y, Qt.Key.Key_N)
    assert dialog.isVisible()
    assert ACTIONS[Tier.EMERGENCY] in shown(dialog)


def test_enter_answers_no_question(qtbot: QtBot) -> None:
    dialog = opened(qtbot, consent=False)
    press(qtbot, dialog, Qt.Key.Key_Return, Qt.Key.Key_Enter)
    assert QUESTIONS[0].text in shown(dialog)


def test_a_screen_reader_hears_each_question(qtbot: QtBot) -> None:
    dialog = opened(qtbot, consent=False)
    names = set()
    for _ in QUESTIONS[:4]:
        names.add(dialog.text.accessibleName())
        assert dialog.focusWidget() is dialog.text
        press(qtbot, dialog, Qt.Key.Key_N)
    assert len(names) == 4


def test_it_never_names_an_illness_as_found(qtbot: QtBot) -> None:
    dialog = opened(qtbot, consent=False)
    press(qtbot, dialog, Qt.Key.Key_Y)
    assert "no diagnosis" in shown(dialog)


def test_german_keys(qtbot: QtBot) -> None:
    use_language("de")
    dialog = opened(qtbot, consent=False)
    press(qtbot, dialog, Qt.Key.Key_N, Qt.Key.Key_J)
    assert dialog.given is not None
    assert not dialog.given.screening.may_exercise


def test_what_is_kept_decides_next_time(qtbot: QtBot, tmp_path: Path) -> None:
    home = Home(qtbot, tmp_path)
    assert home.health.look().due(SUNDAY) is Reason.FIRST
    # WHEN all was answered with no
    home.pass_questions()
    kept = home.health.look()
    assert kept.agreed
    assert kept.passed_on is not None
    assert kept.due(kept.passed_on) is None
    assert kept.due(kept.passed_on + timedelta(days=30)) is Reason.MONTHLY
    # AND later one with yes
    home.window.flow.ask()
    home.dialog.answer(yes=True)
    home.dialog.close()
    QApplication.processEvents()
    # THEN it is asked again before the next session, whenever that is
    kept = home.health.look()
    assert kept.stopped
    assert kept.due(SUNDAY) is Reason.FIRST
    home.store.close()
