"""Questions about pain and effort: by keys and mouse, back and silent, at every size."""

from collections.abc import Callable

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PyQt6.QtWidgets import QAbstractButton, QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from formcheck.care.answers import Place
from formcheck.care.pain import Moment
from formcheck.language import use_language
from formcheck.training import asking
from formcheck.training.asking import Asking, Kind, Told
from formcheck.ui.look import Colours, Look
from formcheck.ui.question_page import QuestionPage
from tests.training.told import B, N, T, said
from tests.ui.test_screens import contrast

pytestmark = pytest.mark.gui

SCREENS = [
    ((1280, 720), 100, "en"),
    ((1280, 720), 200, "de"),
    ((1920, 1080), 200, "en"),
    ((800, 480), 100, "de"),
    ((800, 480), 200, "de"),
]
AFTER = asking.after(said(Moment.BEFORE, 1))


class Asked:
    """A window with the page, a clock that a test sets, and what was told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.now_s = 0.0
        self.told: list[Told] = []
        self.page = QuestionPage(lambda: self.now_s)
        self.page.told.connect(self.told.append)
        self.window = QMainWindow()
        self.window.setMinimumSize(800, 480)
        self.window.setCentralWidget(self.page)
        qtbot.addWidget(self.window)
        self.show((1280, 720), 100)

    def show(self, size: tuple[int, int], zoom: int, colours: Colours = Colours.DARK) -> None:
        self.window.resize(*size)
        look = Look.of_window(size[1], colours, zoom)
        self.window.setStyleSheet(look.style_sheet)
        self.page.dress(look)
        with self.qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def ask(self, what: Asking, title: str = "Now") -> None:
        self.page.ask(what, title)
        QApplication.processEvents()

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.qtbot.keyClick(QApplication.focusWidget() or self.page, key)

    @property
    def kind(self) -> Kind | None:
        return None if self.page.question is None else self.page.question.kind

    @property
    def focused(self) -> str:
        focused = QApplication.focusWidget()
        return focused.text() if isinstance(focused, QAbstractButton) else ""


@pytest.fixture
def asked(qtbot: QtBot) -> Asked:
    return Asked(qtbot)


def test_one_question_after_the_other_by_keyboard(asked: Asked) -> None:
    # GIVEN the questions after a training
    asked.ask(AFTER, "After the training")
    assert "After the training" in asked.page.text.toPlainText()
    # WHEN a number, two places, a kind and an effort are given by keys alone
    asked.press(Qt.Key.Key_4, Qt.Key.Key_Return)
    assert asked.kind is Kind.PLACES
    asked.press(Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_Return)
    assert asked.kind is Kind.SHARP
    asked.press(Qt.Key.Key_N)
    assert asked.kind is Kind.EFFORT
    asked.press(Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Return)
    # THEN that is what was told, once
    assert asked.told == [
        Told(moment=Moment.AFTER, score=4, places=frozenset({B, T}), sharp=False, effort=9)
    ]
    assert asked.kind is None
    asked.page.answer(3)
    asked.page.go_back()
    assert len(asked.told) == 1


def test_a_digit_alone_answers_nothing(asked: Asked) -> None:
    asked.ask(asking.morning())
    asked.press(Qt.Key.Key_7)
    assert asked.focused == "7"
    assert asked.told == []


@pytest.mark.parametrize(
    ("first", "between_s", "second", "number"),
    [
        (Qt.Key.Key_1, 0.9, Qt.Key.Key_0, "10"),
        (Qt.Key.Key_1, 1.1, Qt.Key.Key_0, "0"),
        (Qt.Key.Key_2, 0.1, Qt.Key.Key_0, "0"),
        (Qt.Key.Key_1, 0.1, Qt.Key.Key_1, "1"),
    ],
)
def test_one_and_zero_within_a_second_are_ten(
    asked: Asked, first: Qt.Key, between_s: float, second: Qt.Key, number: str
) -> None:
    asked.ask(asking.morning())
    asked.press(first)
    asked.now_s += between_s
    asked.press(second)
    assert asked.focused == number


def test_arrows_walk_the_numbers_and_stop_at_the_ends(asked: Asked) -> None:
    asked.ask(asking.morning())
    asked.press(Qt.Key.Key_Right)
    assert asked.focused == "0"
    asked.press(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert asked.focused == "2"
    asked.press(Qt.Key.Key_9, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert asked.focused == "10"


def test_a_click_answers(asked: Asked) -> None:
    asked.ask(asking.before())
    asked.qtbot.mouseClick(asked.page.scores.buttons[3], Qt.MouseButton.LeftButton)
    asked.qtbot.mouseClick(asked.page.places[N], Qt.MouseButton.LeftButton)
    asked.qtbot.mouseClick(asked.page.on_button, Qt.MouseButton.LeftButton)
    assert asked.told == [said(Moment.BEFORE, 3, N)]


def test_nothing_has_to_be_said(asked: Asked) -> None:
    asked.ask(AFTER)
    asked.page.silent_button.click()
    asked.page.silent_button.click()
    assert asked.told == [Told(moment=Moment.AFTER)]


def test_none_of_the_places_is_an_answer(asked: Asked) -> None:
    asked.ask(asking.before())
    asked.page.answer(2)
    assert asked.page.on_button.text() == "None of these (Enter)"
    asked.press(Qt.Key.Key_2, Qt.Key.Key_2, Qt.Key.Key_Enter)
    assert asked.told == [Told(moment=Moment.BEFORE, score=2, places=frozenset())]


def test_back_shows_what_was_said(asked: Asked) -> None:
    # GIVEN two answers
    asked.ask(AFTER)
    assert not asked.page.back_button.isEnabled()
    asked.page.answer(5)
    asked.page.answer(frozenset({B, T}))
    # WHEN the person goes back twice
    asked.press(Qt.Key.Key_Backspace)
    chosen = [place for place, button in asked.page.places.items() if button.isChecked()]
    assert chosen == [B, T]
    assert asked.page.places[B].text() == "✓ Back"
    asked.press(Qt.Key.Key_Backspace)
    # THEN what was said has the focus, and can be changed; what hangs on it is not asked any more
    assert asked.focused == "5"
    asked.press(Qt.Key.Key_0, Qt.Key.Key_Return)
    assert asked.kind is Kind.EFFORT
    asked.press(Qt.Key.Key_3, Qt.Key.Key_Return)
    assert asked.told[0].places == frozenset()


def test_the_next_training_begins_without_what_was_said_last(asked: Asked) -> None:
    asked.ask(asking.before())
    asked.page.answer(2)
    asked.page.answer(frozenset({B}))
    asked.ask(asking.before())
    asked.page.answer(2)
    assert not any(button.isChecked() for button in asked.page.places.values())


@pytest.mark.parametrize(("key", "sharp"), [(Qt.Key.Key_Y, True), (Qt.Key.Key_N, False)])
def test_letters_answer_though_the_window_uses_them_too(
    asked: Asked, key: Qt.Key, *, sharp: bool
) -> None:
    # GIVEN a window that uses the same letters
    pressed: list[str] = []
    for letter in "YN":
        shortcut = QShortcut(QKeySequence(letter), asked.window)
        shortcut.activated.connect(lambda letter=letter: pressed.append(letter))
    asked.ask(AFTER)
    # WHEN one is pressed before the question, and at it
    asked.press(key)
    assert len(pressed) == 1
    asked.page.answer(5)
    asked.page.answer(None)
    asked.press(key)
    # THEN it answers the question alone
    assert asked.kind is Kind.EFFORT
    assert len(pressed) == 1
    asked.page.answer(None)
    assert asked.told[0].sharp is sharp


def test_a_key_that_is_held_down_answers_one_question(asked: Asked) -> None:
    asked.ask(AFTER)
    asked.press(Qt.Key.Key_5, Qt.Key.Key_Return)
    assert asked.kind is Kind.PLACES
    # THEN the focus is on no button: what is held on presses nothing that was not chosen
    assert asked.focused == ""


@pytest.mark.parametrize(
    ("what", "heard"),
    [
        (asking.before(), "How much pain is all right"),
        (asking.after(None), "Sore muscles"),
        (asking.morning(), "gone after five to seven"),
    ],
)
def test_what_one_may_feel_is_told_below(asked: Asked, what: Asking, heard: str) -> None:
    asked.ask(what)
    assert heard in asked.page.text.toPlainText()


def test_where_it_moves_is_told_after_an_exercise(asked: Asked) -> None:
    asked.ask(Asking(Moment.DURING, 1, where=True))
    asked.page.answer(0)
    assert asked.kind is Kind.PLACES
    assert "towards the back is a good sign" in asked.page.text.toPlainText()


def test_a_screen_reader_hears_the_question_and_every_answer(asked: Asked) -> None:
    asked.ask(AFTER, "After the training")
    assert asked.page.text.accessibleName().startswith("After the training. How strong is your")
    names = [one.accessibleName() for one in asked.page.scores.buttons]
    assert names[0] == "Pain: 0: none"
    assert names[5] == "Pain: 5"
    assert names[10] == "Pain: 10: the worst"
    asked.page.answer(5)
    assert [one.accessibleName() for one in asked.page.places.values()][3] == "Below the knee"
    asked.page.answer(None)
    assert (asked.page.yes_button.accessibleName(), asked.page.no_button.accessibleName()) == (
        "Yes",
        "No",
    )


def visible(asked: Asked) -> list[QAbstractButton]:
    return [one for one in asked.page.findChildren(QAbstractButton) if one.isVisible()]


def walk(asked: Asked, kind: Callable[[], Kind | None]) -> None:
    """Answer until a kind of question."""
    while kind() is not None and asked.kind is not kind():
        asked.page.answer(5 if asked.kind in {Kind.SCORE, Kind.EFFORT} else None)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_button_has_its_turn_with_tab(asked: Asked, kind: Kind) -> None:
    asked.ask(AFTER)
    walk(asked, lambda: kind)
    asked.page.text.setFocus()
    found = []
    for _step in range(20):
        asked.press(Qt.Key.Key_Tab)
        found.append(QApplication.focusWidget())
    assert {one for one in visible(asked) if one.isEnabled()} <= set(found)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(("size", "zoom", "code"), SCREENS)
def test_nothing_is_cut_off(
    qtbot: QtBot, size: tuple[int, int], zoom: int, code: str, kind: Kind
) -> None:
    use_language(code)
    asked = Asked(qtbot)
    asked.show(size, zoom)
    asked.ask(AFTER)
    walk(asked, lambda: kind)
    QApplication.processEvents()
    assert (asked.window.width(), asked.window.height()) == size
    for button in visible(asked):
        assert button.sizeHint().width() <= button.width(), button.text()
        assert QFontMetrics(button.font()).height() <= button.height(), button.text()
        place = button.mapTo(asked.window, button.rect().bottomRight())
        assert place.x() <= size[0], button.text()
        assert place.y() <= size[1], button.text()
    for words in (asked.page.scores.least, asked.page.scores.most):
        assert not words.isVisible() or not words.fitted().elided
    # The question and its keys are seen whole; what may help can be scrolled to.
    text = asked.page.text
    document = text.document()
    assert document is not None
    layout = document.documentLayout()
    assert layout is not None
    keys = layout.blockBoundingRect(document.begin().next())
    view = text.viewport()
    assert view is not None
    assert keys.bottom() <= view.height()


@pytest.mark.parametrize("colours", [Colours.DARK, Colours.LIGHT])
def test_numbers_can_be_read_in_both_colours(asked: Asked, colours: Colours) -> None:
    asked.show((1280, 720), 100, colours)
    asked.ask(asking.morning())
    palette = Look.of_window(720, colours, 100).palette
    assert contrast(palette.text, palette.raised) >= 4.5
    assert all(button.height() >= 720 // 10 for button in asked.page.scores.buttons)
    assert set(asked.page.places) == set(Place)
