"""The sets of a day."""

import pytest

from formcheck.care.programme import Item, Side
from formcheck.exercises.loader import list_exercises, load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.training.plans import with_dose
from tests.training.days import plans


def test_sets_of_one_exercise_rest_between_them() -> None:
    sets = plans({"exercise": "bridge", "sets": 3, "reps": 8, "rest_s": 40})
    assert [(one.number, one.of, one.amount, one.rest_s) for one in sets] == [
        (1, 3, 8, 40.0),
        (2, 3, 8, 40.0),
        (3, 3, 8, 0.0),
    ]
    assert {one.side for one in sets} == {None}


def test_one_side_after_the_other() -> None:
    sets = plans({"exercise": "straight-leg-raise", "sets": 2, "reps": 5, "rest_s": 20})
    assert [(one.side, one.number, one.amount) for one in sets] == [
        (Side.LEFT, 1, 5),
        (Side.LEFT, 2, 5),
        (Side.RIGHT, 1, 5),
        (Side.RIGHT, 2, 5),
    ]
    assert [one.rest_s for one in sets] == [20.0, 20.0, 20.0, 0.0]


def test_limbs_that_take_turns_are_one_set_with_both_sides() -> None:
    (both,) = plans({"exercise": "bird-dog", "sets": 1, "reps": 6})
    assert (both.side, both.amount) == (None, 12)
    (left,) = plans({"exercise": "bird-dog", "sets": 1, "reps": 6, "side": "left"})
    assert (left.side, left.amount) == (Side.LEFT, 6)


def test_two_exercises_in_order() -> None:
    sets = plans({"exercise": "plank", "seconds": 10}, {"exercise": "bridge", "reps": 8})
    assert [one.exercise.slug for one in sets] == ["plank", "bridge"]


@pytest.mark.parametrize(
    ("slug", "item", "expected"),
    [
        ("plank", {"seconds": 12}, {"target_s": 12.0}),
        ("sitting", {"seconds": 90}, {"target_s": 90.0}),
        ("hamstring-supine", {"seconds": 4}, {"target_s": 4.0, "partial_s": 4.0, "min_s": 3.0}),
        ("standing", {"seconds": 25}, {"seconds": 25.0}),
        ("bird-dog", {"reps": 4, "hold_s": 7.0}, {"dose_hold_s": 7.0}),
        ("pelvic-tilt", {"reps": 7, "hold_s": 4.0}, {"reps": 7, "hold_s": 4.0}),
        (
            "pelvic-tilt",
            {"reps": 7, "tempo": [3.0, 1.0, 5.0]},
            {"reps": 7, "out_s": 3.0, "hold_s": 1.0, "back_s": 5.0},
        ),
        ("marching", {"seconds": 45}, {}),
    ],
)
def test_a_dose_changes_how_much(
    slug: str, item: dict[str, object], expected: dict[str, float]
) -> None:
    exercise = load_exercise(slug)
    rule = with_dose(exercise, Item.model_validate({"exercise": slug, **item})).rule
    changed = {
        name: getattr(rule, name)
        for name in type(rule).model_fields
        if getattr(rule, name) != getattr(exercise.rule, name)
    }
    assert {name: getattr(rule, name) for name in expected} == expected
    assert set(changed) <= set(expected)


@pytest.mark.parametrize("exercise", list_exercises(), ids=lambda one: one.slug)
@pytest.mark.parametrize("amount", [{"seconds": 1}, {"reps": 1}, {"seconds": 600}, {"reps": 50}])
def test_every_dosed_exercise_is_still_right(exercise: Exercise, amount: dict[str, int]) -> None:
    item = Item.model_validate({"exercise": exercise.slug, **amount})
    dosed = with_dose(exercise, item)
    assert type(dosed.rule).model_validate(dosed.rule.model_dump()) == dosed.rule
    assert type(dosed.rule) is type(exercise.rule)
