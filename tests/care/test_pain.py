"""Pain: numbers around an exercise, and where it moves."""

import pytest

from formcheck.care.answers import Place
from formcheck.care.pain import (
    QUESTIONS,
    SHIFT_WORDS,
    Moment,
    Pain,
    Shift,
    jumped,
    rises_by_the_week,
    shift,
)

B, S, T, K, N = Place.BACK, Place.BUTTOCK, Place.THIGH, Place.BELOW_KNEE, Place.TINGLING
MCKENZIE = "clinical notes, section 4.9 (McKenzie and May; mdtherapeutics)"


@pytest.mark.parametrize(
    ("before", "after", "expected", "source"),
    [
        ({B, T}, {B}, Shift.CENTRALISING, MCKENZIE),
        ({K}, {S}, Shift.CENTRALISING, MCKENZIE),
        ({B}, set(), Shift.CENTRALISING, MCKENZIE),
        ({B}, {B}, Shift.SAME, MCKENZIE),
        ({N, B}, {N, B}, Shift.SAME, MCKENZIE),
        (set(), {B}, Shift.SAME, "judgement: told by the number"),
        ({B}, {B, S}, Shift.PERIPHERALISING, MCKENZIE),
        ({B}, {K}, Shift.PERIPHERALISING, MCKENZIE),
        (set(), {T}, Shift.PERIPHERALISING, "clinical notes, section 6: new leg pain"),
        ({K}, {B, N}, Shift.PERIPHERALISING, "clinical notes, section 4.9: new numbness"),
    ],
)
def test_shift(before: set[Place], after: set[Place], expected: Shift, source: str) -> None:
    assert shift(before, after) is expected, source
    assert Pain(2, places_before=frozenset(before)).shift is None


def test_numbers() -> None:
    pain = Pain(3, during=5, after=2, morning=4)
    assert (pain.most, pain.rise, pain.next_day) == (5, 2, 1)
    assert (Pain(3).most, Pain(3).rise, Pain(3).next_day) == (3, 0, None)
    assert Pain(5, after=2).rise == -3
    assert (Pain(None, during=4).most, Pain(None, during=4).rise) == (4, 0)
    assert (Pain().most, Pain(morning=4).next_day, Pain(2).next_day) == (0, None, None)
    with pytest.raises(ValueError, match="0 to 10"):
        Pain(2, morning=12)


@pytest.mark.parametrize(
    ("pain", "known"),
    [
        (Pain(), False),
        (Pain(2), False),
        (Pain(None, during=2, after=2), False),
        (Pain(0, during=0), True),
        (Pain(2, after=3), True),
    ],
)
def test_a_rise_is_known_only_from_both_ends(pain: Pain, *, known: bool) -> None:
    assert pain.known is known


@pytest.mark.parametrize(
    ("last", "now", "expected", "source"),
    [
        (None, 9, False, "nothing to compare with"),
        (2, 3, False, "pubmed 15928561: MDC 2"),
        (2, 4, True, "pubmed 15928561: MDC 2"),
        (6, 1, False, "it eased"),
    ],
)
def test_jump(last: int | None, now: int, *, expected: bool, source: str) -> None:
    assert jumped(last, now) is expected, source


@pytest.mark.parametrize(
    ("last", "this", "expected", "source"),
    [
        ([], [5], False, "nothing to compare with"),
        ([2, 3, 2], [], False, "nothing to compare with"),
        ([2, 3, 2], [3, 3, 4], False, "pain-monitoring model; MDC 2"),
        ([2, 3, 2], [4, 4, 9], True, "pain-monitoring model (Thomee 1997, Silbernagel 2007)"),
    ],
)
def test_week_to_week(last: list[int], this: list[int], *, expected: bool, source: str) -> None:
    assert rises_by_the_week(last, this) is expected, source


def test_every_moment_has_a_question_and_every_shift_its_words() -> None:
    assert set(QUESTIONS) == set(Moment)
    assert set(SHIFT_WORDS) == set(Shift)
