"""Who is the one among several people, and who stays it."""

import pytest

from formcheck.pose.people import COMPANY_S, Lock, is_same, prominence, without_doubles
from tests.pose.persons import SIZE, body_at

MIDDLE = SIZE[0] / 2
STEP_S = 0.1


def locked(x: float = 400.0, *, others: int = 0) -> Lock:
    lock = Lock()
    lock.follow(body_at(x), 0.0)
    lock.count(others, 0.0)
    lock.count(others, 0.0)
    return lock


def test_the_largest_and_most_central_is_the_first_choice() -> None:
    small, large = body_at(MIDDLE, scale=0.5), body_at(MIDDLE, 600)
    aside = body_at(60)
    assert Lock().choose([small, large, aside], 0.0, SIZE) is large
    assert Lock().choose([small, aside], 0.0, SIZE) is small
    assert Lock().choose([], 0.0, SIZE) is None


def test_what_is_outside_the_picture_does_not_make_a_person_larger() -> None:
    inside, cut = body_at(MIDDLE, scale=0.8), body_at(MIDDLE, 700)
    assert prominence(inside.box, SIZE) > prominence(cut.box, SIZE)


def test_before_anybody_is_followed_everybody_fits() -> None:
    assert Lock().fits(body_at(0), 0.0)
    assert Lock().box is None


@pytest.mark.parametrize(
    ("x", "scale", "fits"), [(420, 1.0, True), (700, 1.0, False), (400, 0.4, False)]
)
def test_place_and_size_say_who_it_is(x: float, scale: float, *, fits: bool) -> None:
    assert locked().fits(body_at(x, scale=scale), STEP_S) is fits


def test_alone_one_may_have_moved_while_unseen_in_company_not() -> None:
    elsewhere = body_at(900)
    assert not locked().fits(elsewhere, STEP_S)
    assert locked().fits(elsewhere, 3.0)
    assert not locked(others=1).fits(elsewhere, 3.0)
    assert locked(others=1).choose([elsewhere], 3.0, SIZE) is None


def test_the_one_stays_the_one_when_a_larger_person_comes() -> None:
    lock, larger = locked(200), body_at(MIDDLE, scale=1.5)
    one = body_at(205)
    assert lock.choose([larger, one], STEP_S, SIZE) is one


def test_a_passer_by_who_took_the_lock_along_gives_it_back() -> None:
    """The tracker slid onto somebody who walks past: the one is where they have been before."""
    lock = Lock()
    for i in range(50):
        lock.follow(body_at(400), i * STEP_S)
    for i in range(50, 55):
        lock.follow(body_at(400 + 40 * (i - 49)), i * STEP_S)
    one, walker = body_at(400), body_at(640)
    assert lock.choose([walker, one], 5.6, SIZE) is one


def test_others_are_counted_when_two_looks_agree() -> None:
    lock = Lock()
    lock.count(1, 0.0)
    assert lock.others == 0
    assert lock.in_company(0.0)
    lock.count(2, 0.5)
    assert lock.others == 1
    lock.count(0, 1.0)
    assert lock.others == 0
    assert lock.in_company(0.5 + COMPANY_S)
    assert not lock.in_company(0.6 + COMPANY_S)


def test_somebody_away_for_long_is_given_up() -> None:
    lock = locked(others=1)
    lock.give_up(COMPANY_S - 0.1)
    assert lock.box is not None
    lock.give_up(COMPANY_S + 0.1)
    assert lock.box is None
    assert not lock.in_company(COMPANY_S + 0.1)


def test_the_same_person_found_twice_is_one_person() -> None:
    one, again, other = body_at(300), body_at(310), body_at(900)
    assert is_same(one, again)
    assert not is_same(one, other)
    assert without_doubles([one, again, other]) == [one, other]
