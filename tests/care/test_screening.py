"""The safety questions: any yes stops, and nothing is a diagnosis."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.care.questions import ACTIONS, QUESTIONS, Question, Tier, of_tier
from formcheck.care.screening import EVERY, WHY, Reason, due, screen
from tests.properties import PROPERTY

NO = {one.id: False for one in QUESTIONS}
LASTING = frozenset(one.id for one in QUESTIONS if one.lasting)
TODAY = date(2026, 11, 22)
NOTES = "clinical notes, section 6"

EXPECTED = {
    Tier.EMERGENCY: (
        {"saddle", "wiping", "bladder", "bowel", "sexual", "both_legs", "accident", "chest"},
        f"{NOTES}: emergency now (NHS; cauda equina card; BMJ Best Practice)",
    ),
    Tier.URGENT: (
        {
            "unwell",
            "weight",
            "shape",
            "night",
            "between_blades",
            "history",
            "age",
            "foot_drop",
            "sudden",
        },
        f"{NOTES}: urgent, same or next day (NHS)",
    ),
    Tier.TALK: (
        {"pregnant", "surgery", "heart", "dizzy", "spine", "inflammatory", "floor"},
        f"{NOTES}: talk first",
    ),
}


@pytest.mark.parametrize("tier", Tier)
def test_every_sign_is_asked_for(tier: Tier) -> None:
    ids, source = EXPECTED[tier]
    assert {one.id for one in of_tier(tier)} == ids, source


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.id)
def test_a_yes_stops_and_says_what_to_do(question: Question) -> None:
    found = screen({**NO, question.id: True})
    assert not found.may_exercise
    assert found.tier is question.tier
    assert found.yes == (question,)
    assert question.short in found.text
    assert ACTIONS[question.tier] in found.text
    assert question.source
    assert question.text.endswith("?")


def test_no_to_everything_lets_one_begin() -> None:
    found = screen(NO)
    assert (found.may_exercise, found.tier, found.text) == (True, None, "")


def test_the_most_urgent_decides() -> None:
    found = screen({**NO, "pregnant": True, "weight": True, "chest": True})
    assert found.tier is Tier.EMERGENCY
    assert [one.id for one in found.yes] == ["chest", "weight", "pregnant"]


def test_a_question_left_out_stops_too() -> None:
    found = screen({one: no for one, no in NO.items() if one != "chest"})
    assert not found.may_exercise
    assert found.text == "Please answer every question first."


def test_only_what_lasts_can_be_cleared() -> None:
    yes = dict.fromkeys(NO, True)
    assert {one.id for one in screen(yes, LASTING).yes} == set(NO) - LASTING
    assert screen({**NO, "pregnant": True}, frozenset({"pregnant"})).may_exercise
    assert not screen({**NO, "chest": True}, frozenset({"chest"})).may_exercise
    assert not LASTING & {one.id for one in of_tier(Tier.EMERGENCY)}


@pytest.mark.parametrize("given_", [({"headache": True}, frozenset()), ({}, frozenset({"x"}))])
def test_an_unknown_question_is_an_error(given_: tuple[dict[str, bool], frozenset[str]]) -> None:
    with pytest.raises(ValueError, match="expected ids of questions"):
        screen(*given_)


@pytest.mark.parametrize(
    ("last", "jump", "expected", "source"),
    [
        (None, False, Reason.FIRST, f"{NOTES}: first run"),
        (None, True, Reason.FIRST, f"{NOTES}: first run"),
        (TODAY, False, None, f"{NOTES}: monthly"),
        (TODAY - EVERY + timedelta(days=1), False, None, f"{NOTES}: monthly"),
        (TODAY - EVERY, False, Reason.MONTHLY, f"{NOTES}: monthly"),
        (TODAY, True, Reason.JUMP, f"{NOTES}: at any NPRS jump"),
        (TODAY + timedelta(days=9), False, Reason.MONTHLY, "judgement: the clock was wrong"),
    ],
)
def test_when(last: date | None, *, jump: bool, expected: Reason | None, source: str) -> None:
    assert due(TODAY, last, jump=jump) is expected, source


def test_every_reason_has_its_words_and_ids_are_once() -> None:
    assert set(WHY) == set(Reason)
    assert set(ACTIONS) == set(Tier)
    assert len(NO) == len(QUESTIONS)


@PROPERTY
@given(st.fixed_dictionaries({one: st.booleans() for one in NO}), st.sets(st.sampled_from([*NO])))
def test_nobody_exercises_with_a_yes_that_nobody_has_seen(
    answers: dict[str, bool], cleared: set[str]
) -> None:
    found = screen(answers, frozenset(cleared))
    open_ = {one for one, yes in answers.items() if yes and one not in cleared & LASTING}
    assert found.may_exercise == (not open_)
    assert bool(found.text) == bool(open_)
