"""What the training says."""

from dataclasses import replace

import pytest

from formcheck.training.said import dose, rest, said, spoken_dose, turn
from formcheck.training.stages import Now, Pause, Stage
from tests.training.days import plans

(FIRST, SECOND) = plans({"exercise": "bridge", "sets": 2, "reps": 8, "rest_s": 30})
LEFT, RIGHT = plans({"exercise": "straight-leg-raise", "reps": 5})


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (None, Now(Stage.BEFORE), ("Before we start: how are you?",)),
        (Now(Stage.BEFORE), Now(Stage.BEFORE), ()),
        (Now(Stage.SETUP, FIRST), Now(Stage.WORK, FIRST), ("Go.",)),
        (Now(Stage.SHOW, FIRST), Now(Stage.SETUP, FIRST), ()),
        (Now(Stage.WORK, FIRST, 1), Now(Stage.WORK, FIRST, 2), ()),
        (Now(Stage.WORK, FIRST), Now(Stage.REST, FIRST, left_s=30.0), ("Rest for 30 seconds.",)),
        (
            Now(Stage.WORK, FIRST),
            Now(Stage.ASK, FIRST),
            ("Please come to the screen for a question.",),
        ),
        (
            Now(Stage.WORK, FIRST),
            Now(Stage.AFTER, FIRST),
            ("Please come to the screen for a question.",),
        ),
        (Now(Stage.AFTER, FIRST), Now(Stage.OVER), ("That was all for today.",)),
        (Now(Stage.WORK, FIRST), Now(Stage.WORK, FIRST, paused=Pause.HAND), ("Pause.",)),
        (Now(Stage.WORK, FIRST), Now(Stage.WORK, FIRST, paused=Pause.KEY), ("Pause.",)),
        (
            Now(Stage.WORK, FIRST),
            Now(Stage.WORK, FIRST, paused=Pause.AWAY),
            ("I can't see you. I wait.",),
        ),
        (Now(Stage.WORK, FIRST, paused=Pause.AWAY), Now(Stage.WORK, FIRST), ("We go on.",)),
    ],
)
def test_what_is_said(before: Now | None, now: Now, words: tuple[str, ...]) -> None:
    assert said(before, now) == words


def test_a_movement_is_shown_with_how_much_and_how_to_begin() -> None:
    title, setup = said(Now(Stage.BEFORE), Now(Stage.SHOW, FIRST))
    assert title == "Glute bridge. 2 sets of 8 repetitions."
    assert setup == FIRST.exercise.setup[0]


def test_the_countdown_says_each_number_once() -> None:
    heard: list[str] = []
    before = Now(Stage.SETUP, FIRST)
    for tenth in range(30, 0, -1):
        now = Now(Stage.COUNTDOWN, FIRST, left_s=tenth / 10.0)
        heard += said(before, now)
        before = now
    assert heard == ["3", "2", "1"]
    assert said(None, replace(now, left_s=None)) == ("1",)


def test_the_other_side_is_named() -> None:
    assert turn(LEFT) == "Then the right side."
    assert turn(RIGHT) == "Then the left side."
    assert rest(Now(Stage.REST, LEFT, left_s=8.0), LEFT).endswith("Then the right side.")
    assert dose(LEFT) == "5 repetitions, each side"


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ({"exercise": "plank", "seconds": 10}, "10 seconds"),
        ({"exercise": "plank", "seconds": 10, "sets": 3}, "3 sets of 10 seconds"),
        ({"exercise": "straight-leg-raise", "reps": 1}, "1 repetition, each side"),
        ({"exercise": "straight-leg-raise", "reps": 5, "side": "left"}, "5 repetitions, left"),
    ],
)
def test_how_much_is_said_in_words(item: dict[str, object], words: str) -> None:
    assert spoken_dose(plans(item)[0]) == words
