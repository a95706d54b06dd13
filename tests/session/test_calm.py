"""Whether somebody keeps still."""

import math

from formcheck.landmarks import Joint, Landmark, Side
from formcheck.pose.pose import Pose
from formcheck.session.calm import Calm
from tests import bodies
from tests.signals import times

HANDS = tuple(Joint.WRIST.on(side) for side in Side)


def calm(motion, until_s: float = 2.0) -> bool:
    watched = Calm()
    return [watched.update(bodies.at_time(motion(t), t)) for t in times(until_s, 10)][-1]


def waving(t: float) -> Pose:
    body = bodies.sitting()
    return bodies.moved(body, dict.fromkeys(HANDS, (30.0 * math.sin(5.0 * t), 0.0)))


def test_a_still_body_is_calm_and_one_that_leans_is_not() -> None:
    assert calm(lambda _t: bodies.sitting())
    assert not calm(lambda t: bodies.sitting(trunk_lean=20.0 * t))


def test_hands_count_and_hidden_ones_do_not_move() -> None:
    assert not calm(waving)
    assert calm(lambda t: bodies.hidden(waving(t), *HANDS))


def test_what_is_long_past_is_forgotten() -> None:
    assert calm(lambda t: bodies.sitting(trunk_lean=0.0 if t < 0.5 else 20.0), until_s=3.0)


def test_nothing_seen_does_not_move() -> None:
    assert calm(lambda _t: bodies.hidden(bodies.sitting(), *Landmark))
