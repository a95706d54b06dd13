"""What to do on a day, and how long it takes."""

from datetime import date, timedelta

import pytest

from formcheck.care.programme import Item, Side
from formcheck.care.today import CHANGE_S, QUESTIONS_S, Task, dose_text, set_s, sides_of, today
from formcheck.language import use_language
from tests.care.moves import MONDAY, MOVES, item, programme


def test_only_what_is_for_the_day_in_its_order() -> None:
    plan = programme(item("tilt", days=["tue"]), item("march"), item("bridge", days=["mon"]))
    on_monday = today(plan, MONDAY, MOVES)
    assert [one.item.exercise for one in on_monday.tasks] == ["march", "bridge"]
    assert [one.item.exercise for one in today(plan, MONDAY + timedelta(days=1), MOVES).tasks] == [
        "tilt",
        "march",
    ]


def test_a_day_of_rest() -> None:
    rest = today(programme(item(days=["tue"])), MONDAY, MOVES)
    assert (rest.tasks, rest.unknown, rest.minutes) == ((), (), 0)


def test_an_exercise_that_is_not_here_is_told() -> None:
    found = today(programme(item("juggling"), item()), MONDAY, MOVES)
    assert found.unknown == ("juggling",)
    assert len(found.tasks) == 1


@pytest.mark.parametrize(
    ("one", "seconds"),
    [
        (item("march", reps=8), 8 * 4.0),
        (item("bridge", reps=8), 8 * 6.0),
        (item("bridge", reps=8, hold_s=5), 8 * 9.0),
        (item("bridge", reps=8, tempo=[2, 1, 2]), 8 * 5.0),
        (item("hold", seconds=10), 10.0),
    ],
)
def test_a_set_takes_time(one: Item, seconds: float) -> None:
    assert set_s(one, MOVES[one.exercise]) == seconds


@pytest.mark.parametrize(
    ("one", "sides"),
    [
        (item("bridge"), ()),
        (item("bridge", side="both"), (Side.LEFT, Side.RIGHT)),
        (item("one-leg"), (Side.LEFT, Side.RIGHT)),
        (item("one-leg", side="left"), (Side.LEFT,)),
    ],
)
def test_sides(one: Item, sides: tuple[Side, ...]) -> None:
    assert sides_of(one, MOVES[one.exercise]) == sides


def test_minutes_hold_rest_and_getting_ready() -> None:
    plan = programme(item("stretch", seconds=30, sets=2, rest_s=15), item("march", reps=5))
    found = today(plan, MONDAY, MOVES)
    stretch, march = found.tasks
    assert stretch.seconds == 4 * 30 + 3 * 15
    assert march.seconds == 20
    total = 165 + 20 + 2 * CHANGE_S + QUESTIONS_S
    assert found.minutes == -(-total // 60)


@pytest.mark.parametrize(
    ("one", "expected", "source"),
    [
        (item("bridge"), False, "the programme"),
        (item("bridge", ask_pain=True), True, "the programme"),
        (item("prone-press-up"), True, "clinical notes, section 4.9: ask after each set"),
        (item("straight-leg-raise"), True, "clinical notes, section 4.8: ask each set"),
    ],
)
def test_after_which_exercises_pain_is_asked_for(one: Item, *, expected: bool, source: str) -> None:
    assert Task(one, MOVES["bridge"], ()).asks_pain is expected, source


def test_doses_in_words() -> None:
    assert today(programme(item("one-leg", reps=1)), MONDAY, MOVES).tasks[0].text == (
        "1 repetition, each side"
    )
    assert dose_text(item(sets=2, reps=8, hold_s=2.5), (Side.LEFT,)) == (
        "2 x 8 repetitions, held 2.5 s, left"
    )
    assert dose_text(item(seconds=20), ()) == "20 s"
    assert dose_text(item(reps=3, tempo=[2, 0, 3]), ()) == (
        "3 repetitions, 2 s there, 0 s held, 3 s back"
    )
    use_language("de")
    assert dose_text(item(sets=2, reps=8), ()).endswith("8 Wiederholungen")


def test_days_of_the_week() -> None:
    plan = programme(item(days=["sun"]))
    assert today(plan, date(2026, 11, 22), MOVES).tasks
