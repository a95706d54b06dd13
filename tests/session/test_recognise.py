"""Which exercise a recording shows, or that it is none."""

import pytest

from formcheck.exercises.loader import load_exercise
from formcheck.pose.pose import Pose
from formcheck.session.recognise import ENOUGH, Recogniser, recognise
from tests import bodies
from tests.session.motion import Motion, at, bird_dog, bridge, plank
from tests.signals import times

KNOWN = [
    load_exercise(slug)
    for slug in (
        "bird-dog", "bridge", "cat-cow", "dead-bug", "knee-plank", "pelvic-tilt", "plank",
        "single-leg-bridge", "sitting", "squat",
    )
]  # fmt: skip


def shown(motion: Motion, until_s: float, fps: float = 12.0) -> list[tuple[float, Pose | None]]:
    return [(t, at(motion, t)) for t in times(until_s, fps)]


@pytest.mark.parametrize(
    ("slug", "motion", "until_s"),
    [("bridge", bridge, 21.0), ("plank", plank, 17.0), ("bird-dog", bird_dog, 9.0)],
)
@pytest.mark.parametrize("change", [lambda pose: pose, bodies.mirrored], ids=["right", "left"])
def test_what_is_counted_is_recognised(slug: str, motion: Motion, until_s: float, change) -> None:
    found = recognise(shown(lambda t: change(motion(t)), until_s), KNOWN)
    assert found.best is not None
    assert found.best.slug == slug
    scores = [one.score for one in found.candidates]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > ENOUGH


@pytest.mark.parametrize(
    "motion",
    [
        lambda t: bodies.hands_and_knees(arm_lift=170.0 if t % 2 < 1 else 90.0),
        lambda _t: None,
        lambda _t: bodies.bridge(hip_extension=130.0),
    ],
    ids=["one arm up and down", "nobody", "lying still"],
)
def test_what_no_exercise_counts_is_none_of_them(motion: Motion) -> None:
    assert recognise(shown(motion, 12.0), KNOWN).best is None


def test_it_may_be_asked_before_anything_was_seen() -> None:
    assert Recogniser(KNOWN).result().best is None
    assert recognise([], []).best is None


def test_what_is_guided_is_never_guessed() -> None:
    names = {one.exercise.slug for one in Recogniser(KNOWN).result().candidates}
    assert "bridge" in names
    assert "pelvic-tilt" not in names


def test_a_fault_speaks_against_an_exercise() -> None:
    good = recognise(shown(bridge, 21.0), KNOWN).candidates[0]
    far = recognise(shown(lambda t: bridge(t, knee=138.0), 21.0), KNOWN).candidates[0]
    assert good.exercise.slug == far.exercise.slug == "bridge"
    assert far.score < good.score
