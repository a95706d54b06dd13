"""What is offered to somebody who did not say what they do."""

import pytest

from formcheck.exercises.loader import load_exercise
from formcheck.pose.pose import Pose
from formcheck.session.guess import PUZZLED_S, Guess, Guesser
from tests import bodies
from tests.session.acting import act
from tests.session.motion import Motion, at, bridge
from tests.signals import times

KNOWN = [load_exercise(slug) for slug in ("bridge", "chin-tuck", "plank", "sitting")]


def watched(motion: Motion, until_s: float) -> list[tuple[float, Guess]]:
    guesser = Guesser(KNOWN)
    return [(t, guesser.update(t, at(motion, t))) for t in times(until_s, 10)]


def test_a_bridge_is_offered_after_the_first_ones_and_the_offer_stays() -> None:
    guesses = watched(lambda t: bridge(t) if t < 21.0 else None, 24.0)
    assert all(guess.offer is None for t, guess in guesses if t < 4.0)
    offered = [t for t, guess in guesses if guess.offer is not None]
    assert 4.0 < offered[0] < 12.0
    assert len(offered) == len([t for t, _ in guesses if t >= offered[0]])
    last = guesses[-1][1]
    assert last.pose is None
    assert last.offer is not None
    assert last.offer.slug == "bridge"
    assert last.alike == ()


def test_what_looks_the_same_is_named() -> None:
    last = watched(lambda t: act("sitting", t), 14.0)[-1][1]
    assert last.offer is not None
    assert (last.offer.slug, [one.slug for one in last.alike]) == ("sitting", ["chin-tuck"])
    assert last.pose is not None


def test_whoever_is_not_recognised_is_told_so_after_a_while_and_nobody_else() -> None:
    still = bodies.bridge(hip_extension=128.0, trunk_slope=-2.0)

    def comes_late(t: float) -> Pose | None:
        return still if t >= 2.0 else None

    guesses = watched(comes_late, 2.0 + PUZZLED_S + 1.0)
    puzzled = [t for t, guess in guesses if guess.puzzled]
    assert puzzled[0] == pytest.approx(2.0 + PUZZLED_S, abs=0.5)
    assert not any(guess.puzzled for _, guess in watched(bridge, PUZZLED_S + 1.0))


def test_nothing_is_offered_to_somebody_who_lies_still() -> None:
    last = watched(lambda _t: bodies.bridge(hip_extension=128.0, trunk_slope=-2.0), 12.0)[-1][1]
    assert last.offer is None
