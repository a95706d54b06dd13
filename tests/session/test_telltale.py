"""What tells a movement from another that looks the same."""

from dataclasses import replace

import pytest

from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Joint, Side
from formcheck.pose.pose import Pose
from formcheck.session.recognise import Recognition, recognise
from tests.session.acting import act
from tests.session.motion import Motion, at
from tests.signals import times

LIFTING, HINGE = load_exercise("lifting"), load_exercise("hip-hinge")
KNOWN = [LIFTING, HINGE]
HANDS = [joint.on(side) for joint in (Joint.WRIST, Joint.ELBOW) for side in Side]
UNTIL_S = 19.0
"""Three repetitions."""


def empty_handed(t: float) -> Pose:
    """Down with bent knees as if to a box, and up with the hands hanging."""
    assert LIFTING.figure is not None
    assert HINGE.figure is not None
    standing, down = HINGE.figure.poses[0], LIFTING.figure.poses[1]
    figure = HINGE.figure.model_copy(update={"poses": (standing, down)})
    return act(HINGE.model_copy(update={"figure": figure}), t)


def hands_hidden(body: Pose) -> Pose:
    seen = body.visibility.copy()
    seen[HANDS] = 0.1
    return replace(body, visibility=seen)


def shown(motion: Motion) -> list[tuple[float, Pose | None]]:
    return [(t, at(motion, t)) for t in times(UNTIL_S, 12.0)]


def found(motion: Motion) -> Recognition:
    return recognise(shown(motion), KNOWN)


def said(recognition: Recognition) -> str:
    return "" if recognition.best is None else recognition.best.slug


def test_who_lifts_a_box_stands_up_with_it() -> None:
    assert said(found(lambda t: act(LIFTING, t))) == "lifting"


def test_who_bends_the_knees_with_empty_hands_lifts_nothing() -> None:
    recognition = found(empty_handed)
    assert [one.exercise.slug for one in recognition.candidates] == ["hip-hinge"]
    assert said(recognition) == "hip-hinge"


def test_what_it_cannot_be_is_no_rival_by_its_looks() -> None:
    bare = LIFTING.model_copy(update={"telltale": None})
    beside = recognise(shown(empty_handed), [bare, HINGE])
    assert [one.enough for one in beside.candidates] == [True, False]
    assert said(beside) == "lifting"


def test_a_box_that_is_put_back_is_held_in_every_other_rest() -> None:
    assert LIFTING.figure is not None
    first_s = sum((one.move_s or 1.0) + one.stay_s for one in LIFTING.figure.poses)
    by_turns = found(lambda t: empty_handed(t) if t % (2 * first_s) < first_s else act(LIFTING, t))
    assert said(by_turns) == "lifting"


@pytest.mark.parametrize("motion", [empty_handed, lambda t: act(LIFTING, t)])
def test_hands_that_are_not_seen_deny_nothing(motion: Motion) -> None:
    recognition = found(lambda t: hands_hidden(motion(t)))
    assert said(recognition) == "lifting"


def test_a_moment_denies_nothing() -> None:
    briefly = found(lambda t: empty_handed(t) if t < 0.6 else hands_hidden(empty_handed(t)))
    assert said(briefly) == "lifting"


def test_what_was_not_seen_counts_less() -> None:
    seen, hidden = (
        found(motion).candidates[0]
        for motion in (lambda t: act(LIFTING, t), lambda t: hands_hidden(act(LIFTING, t)))
    )
    assert seen.exercise == hidden.exercise == LIFTING
    assert hidden.score < 0.8 * seen.score
