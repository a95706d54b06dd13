"""What a programme may say."""

import pytest
from pydantic import ValidationError

from formcheck.care.programme import BETWEEN, DAY_WORDS, Day, Item, Limit, Programme
from tests.care.moves import item, programme


def test_an_item_has_one_amount() -> None:
    assert (item(reps=6).amount, item(reps=6).timed) == (6, False)
    assert (item(seconds=20).amount, item(seconds=20).timed) == (20, True)


WRONG = {
    "both": ({"reps": 5, "seconds": 5}, "either reps or seconds, not both"),
    "neither": ({}, "reps or seconds: how much of it"),
    "target in another unit": ({"reps": 5, "targets": {"seconds": 9}}, "as the exercise itself"),
    "target of seconds": ({"seconds": 5, "targets": {"reps": 9}}, "as the exercise itself"),
    "target below": ({"reps": 5, "targets": {"reps": 4}}, "not below what is done now"),
    "sets target below": ({"reps": 5, "sets": 3, "targets": {"sets": 2}}, "not below"),
    "too much": ({"reps": 51}, "less than or equal to 50"),
    "a day that there is not": ({"reps": 5, "days": ["someday"]}, "'mon', 'tue'"),
    "a path": ({"reps": 5, "exercise": "../../etc/passwd"}, "match pattern"),
    "an unknown key": ({"reps": 5, "weight": 5}, "Extra inputs"),
}


@pytest.mark.parametrize("name", WRONG)
def test_items_that_are_refused(name: str) -> None:
    values, expected = WRONG[name]
    with pytest.raises(ValidationError, match=expected):
        Item.model_validate({"exercise": "bridge", **values})


def test_an_item_is_for_its_days() -> None:
    assert all(item().on(day) for day in Day)
    assert [day for day in Day if item(days=["mon", "sun"]).on(day)] == [Day.MON, Day.SUN]
    assert set(DAY_WORDS) == set(Day)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"feature": "nose_length", "max": 3}, "name of a measurement"),
        ({"feature": "knee_angle"}, "min or max of a limit"),
        ({"feature": "knee_angle", "min": 9, "max": 9}, "min smaller than max"),
        ({"feature": "knee_angle", "max": float("inf")}, "finite"),
    ],
)
def test_limits_that_are_refused(values: dict[str, object], expected: str) -> None:
    with pytest.raises(ValidationError, match=expected):
        Limit.model_validate({"text": "so far", **values})


def test_limits() -> None:
    assert Limit(text="no pain").feature == ""
    assert Limit(text="to 120", feature="knee_angle", max=120).min is None
    assert Limit(text="between", feature="knee_angle", min=90, max=120).max == 120


@pytest.mark.parametrize("name", ["../x", "a/b", "A", "", "a.b", "a" * 61, "c:x", "~", "a\x00"])
def test_a_name_leads_nowhere(name: str) -> None:
    with pytest.raises(ValidationError, match="name"):
        programme(name=name)


def test_each_exercise_once() -> None:
    with pytest.raises(ValidationError, match="each exercise once, found twice: bridge"):
        programme(item(), item("tilt"), item())


def test_a_programme_has_exercises_and_not_too_many() -> None:
    with pytest.raises(ValidationError, match="1 to 12 exercises, found 0"):
        Programme.model_validate({**dict(programme()), "exercises": ()})
    with pytest.raises(ValidationError, match="1 to 12 exercises, found 13"):
        programme(*(item(f"move-{chr(97 + n)}") for n in range(13)))


def test_a_few_limits() -> None:
    assert len(item(limits=[{"text": "so far"}] * 6).limits) == 6
    with pytest.raises(ValidationError, match="at most 6 limits, found 7"):
        item(limits=[{"text": "so far"}] * 7)


def test_what_is_between_keys_is_said_as_it_is_translated() -> None:
    assert all(not one.startswith("expected") for one in BETWEEN)
