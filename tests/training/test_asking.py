"""Which questions are asked when, and what the answers come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.care import effort, pain
from formcheck.care.answers import Place
from formcheck.care.pain import Moment, Pain
from formcheck.care.today import Task
from formcheck.care.traffic_light import Light
from formcheck.training import asking
from formcheck.training.asking import (
    Asking,
    Kind,
    Told,
    pain_of,
    shift_text,
    verdict_on,
    worst_of,
)
from tests.care.moves import MOVES, item, move
from tests.properties import PROPERTY
from tests.training.told import B, K, N, T, said, task, told

PRESS_UPS = asking.during(Task(item("prone-press-up"), move("prone-press-up"), ()), None)
NOTES = "clinical notes, section 6: NPRS before, during if asked, after, next morning"
PLACE = "judgement: where there is no pain, there is no place of it"
SHARP = "clinical notes, section 6: sharp is red; asked where pain rose, or amber begins"
EFFORT = "clinical notes, section 6: effort once the work is done"
MCKENZIE = "clinical notes, 4.8 and 4.9: where it is, each time"
P, W, Z, E = Kind.SCORE, Kind.PLACES, Kind.SHARP, Kind.EFFORT


def after_pain(before: int | None) -> Asking:
    return asking.after(None if before is None else said(Moment.BEFORE, before))


@pytest.mark.parametrize(
    ("asked", "score", "expected", "source"),
    [
        (asking.before(), None, [P], NOTES),
        (asking.before(), 0, [P], PLACE),
        (asking.before(), 1, [P, W], PLACE),
        (asking.before(), 9, [P, W], "nothing rose yet"),
        (asking.during(task(), said(Moment.BEFORE, 3)), 3, [P, W], SHARP),
        (asking.during(task(), said(Moment.BEFORE, 3)), 4, [P, W, Z], SHARP),
        (asking.during(task(), said(Moment.BEFORE, 5)), 4, [P, W, Z], SHARP),
        (asking.during(task(), said(Moment.BEFORE, 0)), 1, [P, W, Z], SHARP),
        (asking.during(task(), None), 1, [P, W, Z], SHARP),
        (asking.during(task(), None), 0, [P], PLACE),
        (asking.during(task(), None), None, [P], "nobody is urged"),
        (PRESS_UPS, 0, [P, W], MCKENZIE),
        (PRESS_UPS, None, [P, W], MCKENZIE),
        (after_pain(2), 0, [P, E], EFFORT),
        (after_pain(2), 2, [P, W, E], EFFORT),
        (after_pain(2), 3, [P, W, Z, E], EFFORT),
        (after_pain(None), None, [P, E], EFFORT),
        (asking.morning(), None, [P], NOTES),
        (asking.morning(), 8, [P], NOTES),
    ],
)
def test_what_is_asked(asked: Asking, score: int | None, expected: list[Kind], source: str) -> None:
    begun = asked.begin()
    assert asked.questions(begun)[0].kind is Kind.SCORE
    now = begun.answered(asked.questions(begun)[0], score)
    assert [one.kind for one in asked.questions(now)] == expected, source


def test_the_texts_are_those_of_care() -> None:
    asked = after_pain(0)
    texts = [one.text for one in asked.questions(said(Moment.AFTER, 4))]
    assert texts == [pain.QUESTIONS[Moment.AFTER], pain.WHERE, pain.SHARP, effort.QUESTION]


def test_an_answer_is_kept_under_its_question() -> None:
    asked, now = after_pain(1), asking.after(None).begin()
    given = (4, frozenset({B}), True, 7)
    for at, one in enumerate(given):
        question = asked.questions(now)[at]
        now = now.answered(question, one)
        assert now.given(question) == one
    assert asked.done(now) == Told(
        moment=Moment.AFTER, score=4, places=frozenset({B}), sharp=True, effort=7
    )


def test_who_goes_back_and_takes_the_pain_away_takes_back_its_place_too() -> None:
    # GIVEN somebody who told of strong, sharp pain, then changed it to none
    now = said(Moment.AFTER, 0, B, K, sharp=True, effort=3)
    # THEN neither place nor kind is left, and it is known that it is nowhere
    assert after_pain(1).done(now) == Told(
        moment=Moment.AFTER, score=0, places=frozenset(), effort=3
    )
    assert PRESS_UPS.done(said(Moment.DURING, 0, N)).places == {N}
    assert after_pain(1).done(said(Moment.AFTER)).places is None


@pytest.mark.parametrize(("score", "effort_told"), [(11, None), (None, -1)])
def test_numbers_beyond_the_scale_are_refused(score: int | None, effort_told: int | None) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        Told(moment=Moment.AFTER, score=score, effort=effort_told)


BEFORE = said(Moment.BEFORE, 2, B)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((), Pain()),
        ((None, BEFORE), Pain(2, places_before=frozenset({B}))),
        (
            (BEFORE, said(Moment.DURING, 3, B, T), said(Moment.AFTER, 1, B)),
            Pain(
                2,
                during=3,
                after=1,
                places_before=frozenset({B}),
                places_after=frozenset({B, T}),
            ),
        ),
        (
            (said(Moment.DURING, 3, sharp=False), said(Moment.DURING, 5, sharp=True)),
            Pain(None, during=5, sharp=True),
        ),
        ((said(Moment.MORNING, 4, sharp=True),), Pain(morning=4)),
        ((said(Moment.AFTER, None), said(Moment.AFTER, 3)), Pain(after=3)),
    ],
)
def test_several_answers_become_one_pain(parts: tuple[Told | None, ...], expected: Pain) -> None:
    assert pain_of(*parts) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Pain(), None),
        (Pain(3), None),
        (Pain(None, during=3), None),
        (Pain(None, during=4), "moderate"),
        (Pain(None, during=2, sharp=True), "sharp"),
        (Pain(7), "strong"),
        (Pain(2, during=2), "fine"),
        (Pain(None, after=6), "strong"),
        (Pain(None, places_after=frozenset({T})), "spreading"),
    ],
)
def test_go_on_is_said_only_when_enough_is_known(found: Pain, expected: str | None) -> None:
    verdict = verdict_on(found)
    assert (None if verdict is None else verdict.rule.id) == expected


def test_where_the_pain_went() -> None:
    assert shift_text(Pain(1)) == ""
    moved = Pain(3, places_before=frozenset({B, T}), places_after=frozenset({B}))
    assert "good sign" in shift_text(moved)


@pytest.mark.parametrize(
    ("pains", "worst"),
    [
        ((Pain(1, during=1), Pain(1, during=5)), 1),
        ((Pain(1, during=7), Pain(1, during=5)), 0),
        ((Pain(1, during=1), Pain(1)), 1),
        ((Pain(1, during=1, morning=1), Pain(1, during=1)), 1),
        ((Pain(2, during=2, morning=2), Pain(1, during=2, morning=2)), 1),
    ],
)
def test_of_several_trainings_the_worst_counts(pains: tuple[Pain, ...], worst: int) -> None:
    assert worst_of(pains) is pains[worst]


@PROPERTY
@given(st.sampled_from(Moment), st.data())
def test_whatever_is_said_can_be_finished_and_asked_again(
    moment: Moment, data: st.DataObject
) -> None:
    asked = Asking(moment, data.draw(st.none() | st.integers(0, 10)), data.draw(st.booleans()))
    now = asked.done(data.draw(told(moment)))
    # What is finished stays as it is, and no question goes without an answer's place.
    assert asked.done(now) == now
    kinds = {one.kind for one in asked.questions(now)}
    for kind in set(Kind) - kinds:
        assert getattr(now, kind.value) in {None, frozenset()}


@PROPERTY
@given(told(Moment.BEFORE), told(Moment.DURING), told(Moment.AFTER), told(Moment.MORNING))
def test_green_is_said_only_of_what_was_told_and_mild(
    before: Told, during: Told, after: Told, morning: Told
) -> None:
    verdict = verdict_on(pain_of(before, during, after, morning))
    scores = [one.score for one in (during, after) if one.score is not None]
    if verdict is not None and verdict.light is Light.GREEN:
        assert before.score is not None
        assert scores
        assert max(scores) <= 3
        assert max(scores) - before.score <= 1
        assert True not in {during.sharp, after.sharp}
    strong = max([*scores, before.score or 0]) >= 6
    if strong or during.sharp or after.sharp:
        assert verdict is not None
        assert verdict.light is Light.RED


def test_every_exercise_that_asks_where_does_so() -> None:
    for slug in MOVES:
        assert not asking.during(task(slug), None).where
    assert PRESS_UPS.where
    assert set(Place) == {B, Place.BUTTOCK, T, K, N}
