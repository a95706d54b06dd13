"""Advice for whoever writes a programme."""

import pytest

from formcheck.care.advice import ADVICE, advice, advice_text
from formcheck.care.programme import Item
from tests.care.moves import MOVES, item, programme

SEVEN = "clinical notes, section 7: cap 6, at most 15 minutes"
SEVEN_MOVES = tuple(item(slug, reps=1) for slug in sorted(MOVES)[:7])


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((item(),), []),
        (SEVEN_MOVES[:6], []),
        (SEVEN_MOVES, ["many"]),
        ((item("hold", seconds=600), item("march", reps=45)), []),
        ((item("hold", seconds=600), item("march", reps=46)), ["long"]),
        ((item("hold", seconds=600, days=["mon"]), item("stretch", seconds=200, days=["tue"])), []),
    ],
)
def test_advice(items: tuple[Item, ...], expected: list[str]) -> None:
    assert [one.id for one in advice(programme(*items), MOVES)] == expected, SEVEN


def test_advice_has_a_source_and_words() -> None:
    assert all("clinical notes" in one.source for one in ADVICE)
    assert advice_text(ADVICE[0]).startswith("Advice: More than 6 exercises")
