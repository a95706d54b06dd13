"""What was told comes back from the store as it was said."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from formcheck.care.answers import Place
from formcheck.care.pain import Moment
from formcheck.store.answers import Answer, AnswerKind, Answers
from formcheck.store.database import Store
from formcheck.store.people import Person
from formcheck.store.told import answers_of, told_of
from formcheck.training.asking import Told
from tests.properties import PROPERTY
from tests.training.told import B, T, said, told

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_the_store_gives_back_what_was_said(store: Store, ann: Person) -> None:
    # GIVEN everything that can be said around a training, also that nothing is said
    before = said(Moment.BEFORE, 2, B)
    nowhere = Told(moment=Moment.DURING, score=0, places=frozenset(), sharp=False)
    after = said(Moment.AFTER, None, effort=6)
    kept = Answers(store, lambda: NOON)
    # WHEN it is kept and read
    for one in (before, nowhere, after):
        kept.add(ann.id, answers_of(one, "monday"))
    found = told_of(kept.of_person(ann.id, training="monday"))
    # THEN it is the same
    assert found == {
        (None, Moment.BEFORE): before,
        (None, Moment.DURING): nowhere,
        (None, Moment.AFTER): after,
    }


def test_what_is_told_again_takes_the_place_of_all_that_was_told_before() -> None:
    first = answers_of(said(Moment.AFTER, 5, T, sharp=True, effort=8), "monday")
    again = answers_of(said(Moment.AFTER, 1), "monday")
    later = NOON + timedelta(minutes=1)
    given = [
        *(_at(one, NOON) for one in first),
        *(_at(one, later) for one in again),
    ]
    assert told_of(given) == {(None, Moment.AFTER): said(Moment.AFTER, 1)}


def test_answers_about_one_set_stay_with_it() -> None:
    given = [
        *answers_of(said(Moment.DURING, 4), "monday", "set-1"),
        *answers_of(said(Moment.DURING, 2), "monday", "set-2"),
    ]
    found = told_of(given)
    assert found["set-1", Moment.DURING].score == 4
    assert found["set-2", Moment.DURING].score == 2


def test_other_answers_and_unknown_words_are_passed_over() -> None:
    given = [
        Answer(kind=AnswerKind.SCREENING, question="before", number=1.0),
        Answer(kind=AnswerKind.PAIN, question="some-day", number=3.0),
        Answer(kind=AnswerKind.PLACE, question="after", text="back,elsewhere"),
    ]
    place = Told(moment=Moment.AFTER, places=frozenset({Place.BACK}))
    assert told_of(given) == {(None, Moment.AFTER): place}


@PROPERTY
@given(st.sampled_from(Moment).flatmap(told))
def test_everything_that_can_be_said(one: Told) -> None:
    assert told_of(answers_of(one, "monday")) == {(None, one.moment): one}


def _at(one: Answer, at: datetime) -> Answer:
    return Answer(
        kind=one.kind,
        question=one.question,
        number=one.number,
        text=one.text,
        training=one.training,
        given_at=at,
    )
