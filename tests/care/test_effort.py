"""Effort, from 0 to 10."""

import pytest

from formcheck.care.effort import WORDS, Effort, judge_effort

RPE = "clinical notes, section 6: start 3-4, work 5-7, no 9-10 in the first 2 weeks"


@pytest.mark.parametrize(
    ("effort", "days", "expected"),
    [
        (0, 0, Effort.EASY),
        (4, 0, Effort.EASY),
        (5, 0, Effort.RIGHT),
        (7, 0, Effort.RIGHT),
        (8, 0, Effort.HARD),
        (9, 13, Effort.TOO_HARD),
        (10, 0, Effort.TOO_HARD),
        (9, 14, Effort.HARD),
    ],
)
def test_effort(effort: int, days: int, expected: Effort) -> None:
    assert judge_effort(effort, days) is expected, RPE


def test_words() -> None:
    assert set(WORDS) == set(Effort)
    with pytest.raises(ValueError, match="0 to 10"):
        judge_effort(11, 0)
