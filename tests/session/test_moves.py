"""Exercises as the rules of care see them."""

import pytest

from formcheck.exercises.loader import list_exercises
from formcheck.language import use_language
from formcheck.session.moves import known_moves, moves_of

MOVES = known_moves()


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("bridge", {"timed": False, "sided": False, "judged": True, "amount": 10, "sets": 3}),
        ("bird-dog", {"timed": False, "sided": True, "hold_s": 5.0}),
        ("knee-plank", {"timed": True, "amount": 10, "sets": 5, "rep_s": 0.0, "hold_s": 0.0}),
        ("hamstring-supine", {"timed": True, "sided": True, "amount": 30}),
        ("pelvic-tilt", {"timed": False, "judged": False, "hold_s": 2.0}),
        ("cat-cow", {"timed": False, "sided": False}),
        ("marching", {"timed": True, "amount": 60, "sets": 2}),
        ("sitting", {"timed": True, "amount": 60}),
        ("straight-leg-raise", {"sided": True, "easier": ("pelvic-tilt",)}),
    ],
)
def test_what_is_known_of_an_exercise(slug: str, expected: dict[str, object]) -> None:
    move = MOVES[slug]
    assert {name: getattr(move, name) for name in expected} == expected


def test_every_exercise_is_a_move_that_takes_time() -> None:
    assert set(MOVES) == {one.slug for one in list_exercises()}
    for move in MOVES.values():
        assert move.timed == (move.rep_s == 0)
        assert move.amount > 0
        assert set(move.harder) | set(move.easier) <= set(MOVES)


def test_titles_are_in_the_language_in_use() -> None:
    use_language("de")
    assert moves_of(list_exercises())["plank"].title != MOVES["plank"].title
