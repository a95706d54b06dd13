"""People, their settings, answers and programmes, in both kinds of database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from formcheck.store.answers import Answer, AnswerKind, Answers
from formcheck.store.database import Store
from formcheck.store.errors import StoreError
from formcheck.store.people import People
from formcheck.store.programmes import Programmes

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MONDAY = date(2026, 3, 2)


def clock(*hours: int):
    later = iter(hours)
    return lambda: NOON + timedelta(hours=next(later))


def test_several_people_use_one_computer(any_store: Store) -> None:
    people = People(any_store, clock(1, 0))
    ann, ben = people.add("Ann"), people.add("  Ben   Ö. ")
    assert people.all() == (ben, ann), "in the order in which they came"
    assert ben.name == "Ben Ö."
    assert people.find("Ben Ö.") == ben
    assert people.find("Cleo") is None


def test_a_name_is_given_once(any_store: Store) -> None:
    people = People(any_store)
    ann, _ben = people.add("Ann"), people.add("Ben")
    with pytest.raises(StoreError, match="Ann is there already"):
        people.add(" Ann ")
    with pytest.raises(StoreError, match="Ben is there already"):
        people.rename(ann.id, "Ben")
    people.rename(ann.id, "Anna")
    assert {one.name for one in people.all()} == {"Anna", "Ben"}


@pytest.mark.parametrize("name", ["", "   "])
def test_a_name_is_needed(store: Store, name: str) -> None:
    with pytest.raises(StoreError, match="Expected a name"):
        People(store).add(name)


def test_everybody_has_their_own_settings(any_store: Store) -> None:
    people = People(any_store)
    ann, ben = people.add("Ann"), people.add("Ben")
    people.set(ann.id, "voice", "on")
    people.set(ann.id, "voice", "off")
    people.set(ann.id, "size", "200")
    people.set(ben.id, "voice", "on")
    assert people.settings(ann.id) == {"voice": "off", "size": "200"}
    people.set(ann.id, "voice", None)
    assert people.settings(ann.id) == {"size": "200"}
    assert people.settings(ben.id) == {"voice": "on"}


def test_answers_are_kept_by_time(any_store: Store) -> None:
    ann = People(any_store).add("Ann")
    answers = Answers(any_store, clock(0, 2, 1, 3))
    yes = Answer(kind=AnswerKind.SCREENING, question="cauda_bladder", number=0)
    pain = Answer(kind=AnswerKind.PAIN, question="before", number=3, training="monday")
    place = Answer(kind=AnswerKind.PLACE, question="before", text="back,thigh")
    silent = Answer(kind=AnswerKind.EFFORT, number=None)
    answers.add(ann.id, [yes])
    answers.add(ann.id, [pain, silent])
    answers.add(ann.id, [place])
    answers.add(ann.id, [])
    found = answers.of_person(ann.id)
    assert [one.kind.value for one in found] == ["screening", "place", "effort", "pain"]
    assert [one.given_at for one in found] == [NOON + timedelta(hours=h) for h in (0, 1, 2, 2)]
    assert [one.number for one in found] == [0, None, None, 3]
    (again,) = answers.of_person(ann.id, kind=AnswerKind.PLACE)
    assert (again.question, again.text, again.session) == ("before", "back,thigh", None)
    assert answers.of_person(ann.id, training="monday") == (found[3],)
    assert answers.of_person(ann.id, since=NOON + timedelta(hours=2)) == found[2:]
    assert answers.of_person("nobody") == ()


def test_an_answer_may_say_when_it_was_given(store: Store) -> None:
    ann = People(store).add("Ann")
    before = Answer(kind=AnswerKind.PAIN, number=2, given_at=NOON - timedelta(days=1))
    Answers(store, clock(0)).add(ann.id, [before])
    assert Answers(store).of_person(ann.id) == (before,)


def test_answers_of_nobody_are_refused_whole(any_store: Store) -> None:
    with pytest.raises(StoreError):
        Answers(any_store).add("nobody", [Answer(kind=AnswerKind.EFFORT, number=4)])


def test_the_newest_programme_that_is_valid_holds(any_store: Store) -> None:
    ann = People(any_store).add("Ann")
    programmes = Programmes(any_store, clock(0, 1, 2, 3))

    def add(title: str, days: int, *, locked: bool = False):
        return programmes.add(
            ann.id,
            title=title,
            text=f'title = "{title}"\n',
            locked=locked,
            valid_from=MONDAY + timedelta(days=days),
        )

    later = add("later", 7, locked=True)
    first = add("first", 0)
    mended = add("mended", 0)
    assert programmes.of_person(ann.id) == (first, mended, later)
    assert programmes.on(ann.id, MONDAY - timedelta(days=1)) is None
    assert programmes.on(ann.id, MONDAY) == mended
    assert programmes.on(ann.id, MONDAY + timedelta(days=7)) == later
    assert (later.locked, first.locked) == (True, False)
    assert programmes.of_person("nobody") == ()
