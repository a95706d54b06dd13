"""The end of a training: what is said, what is proposed, and what is decided."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QFontMetrics
from PyQt6.QtWidgets import QAbstractButton, QApplication, QLabel, QMainWindow, QScrollBar
from pytestqt.qtbot import QtBot

from formcheck.care.pain import Pain
from formcheck.care.programme_file import STARTER, load_programme
from formcheck.care.progress_rules import Done
from formcheck.care.progression import Proposal, Step, propose
from formcheck.care.traffic_light import judge
from formcheck.language import use_language
from formcheck.training.summary import Line, Summary
from formcheck.ui.look import Colours, Look
from formcheck.ui.proposal_card import ProposalCard
from formcheck.ui.summary_page import SummaryPage
from tests.care.moves import MONDAY
from tests.ui.home_parts import moves_in

pytestmark = pytest.mark.gui

SCREENS = [
    ((1280, 720), 100, "en"),
    ((1280, 720), 200, "de"),
    ((1920, 1080), 200, "en"),
    ((800, 480), 100, "de"),
    ((800, 480), 200, "de"),
]
LINES = tuple(
    Line(title, text, complete)
    for title, text, complete in (
        ("Pelvic tilt", "5 of 5 repetitions", True),
        ("Knee plank", "38 of 40 s", False),
        ("Glute bridge", "8 of 8 repetitions", True),
        ("Bird-dog", "16 of 16 repetitions", True),
        ("Sit to stand", "left out", False),
    )
)
GREEN = Summary(
    "You did 3 exercises of 5 as planned. 24 of 29 repetitions were in good form.",
    "Glute bridge: Hips too high, in 25 % of the repetitions. Try this: “Stop in line”.",
    judge(Pain(1, during=2)),
    "",
    "Effort 6 of 10. This is work, and as hard as it should be. Keep breathing.",
    LINES,
)
RED = replace(GREEN, verdict=judge(Pain(1, during=7)), work_on="")


def proposals(pain: Pain) -> tuple[Proposal, ...]:
    """Return what is proposed for all five after two days that were good but for the pain."""
    plan, moves = load_programme(STARTER), moves_in("en")
    done = [
        Done(MONDAY + timedelta(days=day), complete=True, pain=pain, effort=5, good_share=0.9)
        for day in (0, 2)
    ]
    return tuple(propose(plan, one, done, moves) for one in plan.exercises)


FIVE = proposals(Pain(1, during=2, morning=1))
STAYS = proposals(Pain(1, during=2))
TITLES = {slug: move.title for slug, move in moves_in("en").items()}


class Shown:
    """A window with the page, and what was decided."""

    def __init__(self, qtbot: QtBot, size: tuple[int, int] = (1280, 720), zoom: int = 100) -> None:
        self.qtbot = qtbot
        self.decided: list[tuple[Proposal, bool]] = []
        self.page = SummaryPage()
        self.page.decided.connect(lambda one, yes: self.decided.append((one, yes)))
        self.window = QMainWindow()
        self.window.setMinimumSize(800, 480)
        self.window.setCentralWidget(self.page)
        self.window.resize(*size)
        qtbot.addWidget(self.window)
        look = Look.of_window(size[1], Colours.DARK, zoom)
        self.window.setStyleSheet(look.style_sheet)
        self.page.dress(look)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def show(
        self, summary: Summary | None, found: tuple[Proposal, ...] = (), note: str = ""
    ) -> None:
        self.page.show_summary(summary, found, TITLES, note)
        QApplication.processEvents()

    @property
    def words(self) -> str:
        return " ".join(self.page.text.toPlainText().split())

    @property
    def bar(self) -> QScrollBar:
        found = self.page.area.verticalScrollBar()
        assert found is not None
        return found


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


def test_what_went_well_comes_first(shown: Shown) -> None:
    shown.show(GREEN)
    order = ["Done for today", "You did 3", "Try this", "rose by no more", "Effort 6", "38 of 40"]
    places = [shown.words.index(one) for one in order]
    assert places == sorted(places)
    assert "✓ Glute bridge: 8 of 8" in shown.words
    assert "✓ Knee plank" not in shown.words
    assert not shown.page.area.isVisible()
    # AND no part of it is a window of its own
    shown.show(GREEN, FIVE)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [shown.window]


def test_a_red_light_comes_first_and_says_what_to_do(shown: Shown) -> None:
    shown.show(RED, note="The disk is full.")
    order = ["Please stop here", "disk is full", "6 or more", "Stop this exercise", "You did 3"]
    places = [shown.words.index(one) for one in order]
    assert places == sorted(places)
    assert "safety questions again" in shown.words
    assert "One thing to work on" not in shown.words


def test_where_the_pain_went_is_said_without_a_light_too(shown: Shown) -> None:
    shown.show(replace(GREEN, verdict=None, where="It moved.", lines=()))
    assert "It moved." in shown.words
    assert "Knee plank" not in shown.words
    assert "Effort" in shown.words
    shown.show(replace(GREEN, verdict=None, effort=""))
    assert "Effort" not in shown.words
    assert "light" not in shown.words


def test_proposals_alone(shown: Shown) -> None:
    shown.show(None, FIVE[:1])
    assert shown.words.startswith("What comes next?")
    assert "Nothing changes unless you say yes." in shown.words
    assert shown.page.area.isVisible()
    # AND without any there is nothing to say but why
    shown.show(None, note="The disk is full.")
    assert shown.words == "Done for today The disk is full."


def test_each_proposal_is_decided_by_itself(shown: Shown) -> None:
    # GIVEN five proposals
    shown.show(GREEN, FIVE)
    cards = shown.page.cards
    assert [one.proposal for one in cards] == list(FIVE)
    assert {one.step for one in FIVE} == {Step.ADVANCE}
    # WHEN one is agreed to with the mouse, and one declined by keyboard
    shown.qtbot.mouseClick(cards[0].yes_button, Qt.MouseButton.LeftButton)
    cards[2].no_button.setFocus()
    shown.qtbot.keyClick(cards[2].no_button, Qt.Key.Key_Return)
    # THEN both are told, once, and say so; the others wait
    assert shown.decided == [(FIVE[0], True), (FIVE[2], False)]
    assert [one.said.text() for one in cards] == ["Changed.", "", "Left as it is.", "", ""]
    assert [one.yes_button.isVisible() for one in cards] == [False, True, False, True, True]


def test_what_changes_nothing_asks_nothing(shown: Shown) -> None:
    shown.show(GREEN, STAYS)
    for card in shown.page.cards:
        assert not card.open
        assert not card.yes_button.isVisible()
        assert "next morning is not known" in card.words.text()


def test_unknown_exercises_are_named_by_their_slug(shown: Shown) -> None:
    shown.page.show_summary(GREEN, FIVE[:1])
    assert shown.page.cards[0].title.text() == "pelvic-tilt"


def test_the_buttons_lead_on(shown: Shown) -> None:
    shown.show(GREEN)
    assert shown.page.leave_button.hasFocus()
    with shown.qtbot.waitSignal(shown.page.leave):
        shown.qtbot.keyClick(shown.page.leave_button, Qt.Key.Key_Return)
    with shown.qtbot.waitSignal(shown.page.history):
        shown.page.history_button.click()


def test_a_screen_reader_hears_what_is_decided(shown: Shown) -> None:
    shown.show(GREEN, FIVE)
    card = shown.page.cards[2]
    assert card.accessibleName() == "Glute bridge"
    assert card.accessibleDescription() == FIVE[2].text
    assert card.yes_button.accessibleName() == "Glute bridge: yes, change it"
    assert card.no_button.accessibleName() == "Glute bridge: no, leave it"


def test_tab_reaches_every_button_and_brings_it_into_sight(qtbot: QtBot) -> None:
    shown = Shown(qtbot, (800, 480))
    shown.show(GREEN, FIVE)
    assert shown.bar.isVisible()
    buttons = [one for one in shown.page.findChildren(QAbstractButton) if one.isVisible()]
    found = []
    for _step in range(2 * len(buttons)):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        found.append(focused)
        if isinstance(focused.parent(), ProposalCard):
            view = shown.page.area.viewport()
            assert view is not None
            middle = focused.mapTo(view, focused.rect().center())
            assert view.rect().contains(middle)
    assert set(buttons) <= set(found)


def test_five_proposals_fit_a_small_window(shown: Shown) -> None:
    shown.show(GREEN, FIVE)
    assert not shown.bar.isVisible()
    beside = shown.page.text.verticalScrollBar()
    assert beside is not None
    assert not beside.isVisible(), beside.maximum()
    last = shown.page.cards[-1]
    bottom = last.mapTo(shown.window, last.rect().bottomLeft()).y()
    assert bottom < shown.page.leave_button.mapTo(shown.window, last.rect().topLeft()).y()


@pytest.mark.parametrize("summary", [GREEN, RED], ids=["green", "red"])
@pytest.mark.parametrize(("size", "zoom", "code"), SCREENS)
def test_nothing_is_cut_off(
    qtbot: QtBot, size: tuple[int, int], zoom: int, code: str, summary: Summary
) -> None:
    use_language(code)
    shown = Shown(qtbot, size, zoom)
    shown.show(summary, FIVE)
    assert (shown.window.width(), shown.window.height()) == size
    for button in shown.page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.sizeHint().width() <= button.width(), button.text()
            assert QFontMetrics(button.font()).height() <= button.height(), button.text()
    for label in shown.page.findChildren(QLabel):
        if not label.isVisible():
            continue
        assert label.heightForWidth(label.width()) <= label.height(), label.text()
        metrics = QFontMetrics(label.font())
        widest = max(metrics.horizontalAdvance(word) for word in label.text().split())
        assert widest <= label.width(), label.text()
    across = shown.page.text.horizontalScrollBar()
    assert across is not None
    assert not across.isVisible()
