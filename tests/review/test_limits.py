"""Other limits and other exercises for one person."""

import pytest

from formcheck.errors import ReviewError
from formcheck.exercises.loader import load_exercise
from formcheck.language import use_default_language, use_language
from formcheck.review.edits import SetLimit, UseExercise
from formcheck.review.limits import Judging, with_limit

BRIDGE = load_exercise("bridge")
ARCH = BRIDGE.check("over_arch")


def test_one_check_gets_other_limits_and_says_who_set_them() -> None:
    found = with_limit(BRIDGE, SetLimit("over_arch", 170.0, 178.0))

    check = found.check("over_arch")
    assert (check.warn, check.fault) == (170.0, 178.0)
    assert check.source == "set by hand for this person"
    assert check.cue == ARCH.cue
    assert [one.id for one in found.checks] == [one.id for one in BRIDGE.checks]
    assert [one for one in found.checks if one.id != "over_arch"] == [
        one for one in BRIDGE.checks if one.id != "over_arch"
    ]
    assert BRIDGE.check("over_arch") is ARCH


def test_a_check_may_only_ever_warn() -> None:
    assert with_limit(BRIDGE, SetLimit("over_arch", 170.0)).check("over_arch").fault is None


def test_the_same_limits_change_nothing() -> None:
    same = SetLimit("over_arch", ARCH.warn, ARCH.fault)

    assert with_limit(BRIDGE, same) is BRIDGE


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (SetLimit("over_arch", 178.0, 170.0), "fault .* must lie beyond warn"),
        (SetLimit("over_arch", float("nan")), "finite"),
        (SetLimit("no_such_check", 1.0), "no check"),
    ],
)
def test_wrong_limits_are_refused(edit: SetLimit, said: str) -> None:
    with pytest.raises(ReviewError, match=said):
        with_limit(BRIDGE, edit)


def test_in_german_a_cue_may_be_longer() -> None:
    use_language("de")
    try:
        exercise = load_exercise("bridge")
        long = exercise.check("over_arch").model_copy(update={"cue": "so " * 12})
        checks = (long, *exercise.checks[1:])
        own = exercise.model_copy(update={"checks": checks})

        assert with_limit(own, SetLimit("over_arch", 170.0)).check("over_arch").warn == 170.0
    finally:
        use_default_language()


def test_each_exercise_keeps_the_limits_that_were_set_while_it_was_in_use() -> None:
    judging = Judging(BRIDGE, load_exercise)
    choices = [
        SetLimit("over_arch", 170.0),
        UseExercise("plank"),
        SetLimit("sag", -3.0, -5.0),
        UseExercise("bridge"),
    ]

    assert list(judging.choose_all(choices)) == []
    assert judging.exercise.check("over_arch").warn == 170.0
    judging.choose(UseExercise("plank"))
    assert judging.exercise.check("sag").warn == -3.0


def test_what_cannot_be_chosen_is_told_and_the_rest_chosen() -> None:
    judging = Judging(BRIDGE, load_exercise)
    choices = [UseExercise("no-such"), SetLimit("sag", 1.0), SetLimit("over_arch", 170.0)]

    left_out = list(judging.choose_all(choices))

    assert [choice for choice, _why in left_out] == choices[:2]
    assert "no-such" in left_out[0][1]
    assert judging.exercise.check("over_arch").warn == 170.0
