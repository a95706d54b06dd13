"""What there is to decide on the morning after, and what comes of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from formcheck.care.pain import Moment
from formcheck.store.answers import AnswerKind, Answers
from formcheck.store.programmes import Programmes
from formcheck.ui.offers_page import OffersPage
from tests.store.test_database import disk_full
from tests.training.told import said
from tests.ui.diary_parts import DAY, MONDAY, Days, bridged, days_in, held

pytestmark = pytest.mark.gui

THURSDAY = MONDAY + 3 * DAY


@pytest.fixture
def days(tmp_path: Path) -> Iterator[Days]:
    with days_in(tmp_path) as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot) -> OffersPage:
    made = OffersPage()
    qtbot.addWidget(made)
    return made


def test_nothing_to_decide(days: Days, page: OffersPage) -> None:
    assert not page.offer(days.diary, MONDAY, days.moves)
    days.good_day(MONDAY)
    assert not page.offer(days.diary, MONDAY + DAY, days.moves)


def test_what_is_decided_is_done(days: Days, page: OffersPage) -> None:
    # GIVEN two good days with two exercises
    for day in (MONDAY, MONDAY + 2 * DAY):
        days.good_day(day, bridged(), held(), held())
    assert page.offer(days.diary, THURSDAY, days.moves)
    assert [one.title.text() for one in page.cards] == ["Glute bridge", "Forearm plank"]
    assert not page.history_button.isVisibleTo(page)
    # WHEN one is agreed to, and the other is not
    page.cards[0].yes_button.click()
    page.cards[1].no_button.click()
    # THEN the programme follows the one
    assert days.item("bridge", THURSDAY).reps == 5
    assert days.item("plank", THURSDAY).seconds == 10
    # AND nothing is left to decide
    assert not page.offer(days.diary, THURSDAY, days.moves)


def test_a_morning_that_is_worse_offers_something_easier(days: Days, page: OffersPage) -> None:
    training = days.train(MONDAY, bridged(), told=(said(Moment.BEFORE, 1), said(Moment.AFTER, 1)))
    assert not page.offer(days.diary, MONDAY, days.moves)
    days.wake(MONDAY + DAY, training, 3)
    assert page.offer(days.diary, MONDAY + DAY, days.moves)
    assert page.cards[0].proposal.rule == "red"


def test_what_goes_wrong_is_said(
    days: Days, page: OffersPage, tmp_path: Path, qtbot: QtBot
) -> None:
    for day in (MONDAY, MONDAY + 2 * DAY):
        days.good_day(day)
    assert page.offer(days.diary, THURSDAY, days.moves)
    log = tmp_path / "store.sqlite-wal"
    with (
        disk_full(log.stat().st_size),
        qtbot.waitSignal(page.trouble, check_params_cb=lambda told: "disk is full" in told),
    ):
        page.cards[0].yes_button.click()
    assert days.item("bridge", THURSDAY).reps == 3
    assert Answers(days.store).of_person(days.person, kind=AnswerKind.PROPOSAL) == ()
    # AND what cannot be read is no offer
    Programmes(days.store).add(
        days.person, title="Torn", text="name =", locked=False, valid_from=THURSDAY
    )
    with qtbot.waitSignal(page.trouble, check_params_cb=lambda told: "Torn" in told):
        assert not page.offer(days.diary, THURSDAY, days.moves)


def test_a_page_that_was_never_asked_decides_nothing(days: Days, page: OffersPage) -> None:
    for day in (MONDAY, MONDAY + 2 * DAY):
        days.good_day(day)
    page.show_summary(None, days.diary.offers(THURSDAY))
    page.cards[0].yes_button.click()
    assert days.item("bridge", THURSDAY).reps == 3
    assert all(isinstance(one, QAbstractButton) for one in page.cards[0].buttons)
