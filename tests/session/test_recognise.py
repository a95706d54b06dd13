"""Which exercise a recording shows, or that it is none."""

from dataclasses import replace

import pytest

from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Joint, Side
from formcheck.pose.pose import Pose
from formcheck.session.evidence import ENOUGH_REPEATED
from formcheck.session.recognise import Recogniser, Recognition, recognise
from tests import bodies
from tests.session.acting import act
from tests.session.motion import Motion, at, bird_dog, bridge, plank
from tests.signals import times

KNOWN = [
    load_exercise(slug)
    for slug in (
        "bird-dog", "bridge", "cat-cow", "chin-tuck", "dead-bug", "knee-plank", "pelvic-tilt",
        "plank", "single-leg-bridge", "sit-to-stand", "sitting", "squat",
    )
]  # fmt: skip
SQUAT_SEEN_ONLY = load_exercise("pelvic-tilt").model_copy(
    update={"figure": load_exercise("squat").figure}
)
"""Never counted: only its figure is known."""


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
    assert found.candidates[0].evidence > ENOUGH_REPEATED
    assert found.sure


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
    assert not Recogniser(KNOWN).result().sure
    assert recognise([], []).best is None
    assert recognise([(0.0, None), (0.1, None)], KNOWN).candidates == ()


def test_it_may_be_asked_again_and_again() -> None:
    recogniser = Recogniser(KNOWN)
    for t, pose in shown(bridge, 21.0):
        recogniser.update(t, pose)
        if t == pytest.approx(12.0):
            assert recogniser.result().best == recogniser.result().best is not None
    once = recognise(shown(bridge, 21.0), KNOWN)
    assert recogniser.result().candidates[0].score == once.candidates[0].score


def test_a_fault_speaks_against_an_exercise() -> None:
    good = recognise(shown(bridge, 21.0), KNOWN).candidates[0]
    far = recognise(shown(lambda t: bridge(t, knee=138.0), 21.0), KNOWN).candidates[0]
    assert good.exercise.slug == far.exercise.slug == "bridge"
    assert far.score < good.score


def acted(slug: str, until_s: float = 16.0) -> Recognition:
    return recognise(shown(lambda t: act(slug, t), until_s, 10.0), KNOWN)


@pytest.mark.parametrize("slug", ["dead-bug", "knee-plank", "sit-to-stand", "squat"])
def test_key_poses_are_enough(slug: str) -> None:
    found = acted(slug)
    assert found.best is not None
    assert found.best.slug == slug
    assert found.alike == ()


def test_a_posture_is_kept_for_a_while_and_still() -> None:
    seated = acted("sitting")
    assert seated.best is not None
    assert seated.best.slug == "sitting"
    assert acted("sitting", 8.0).best is None
    restless = recognise(
        shown(lambda t: bodies.sitting(trunk_lean=5.0 + 20.0 * (t % 2.0 < 1.0)), 16.0), KNOWN
    )
    assert restless.best is None


def test_what_is_guided_is_never_guessed_but_named_beside_what_looks_the_same() -> None:
    found = acted("chin-tuck")
    assert found.best is not None
    assert found.best.slug == "sitting"
    assert [one.slug for one in found.alike] == ["chin-tuck"]
    assert acted("pelvic-tilt").best is None


def test_from_the_front_the_figure_says_nothing() -> None:
    knees = [Joint.KNEE.on(side) for side in Side]

    def at_a_desk(_t: float) -> Pose:
        body = bodies.front()
        seen = body.visibility.copy()
        seen[knees] = 0.1
        return replace(body, visibility=seen)

    found = recognise(shown(at_a_desk, 16.0), KNOWN)
    assert found.best is not None
    assert found.best.slug == "sitting"
    squatting_or_sitting = recognise(shown(lambda _t: bodies.front(), 16.0), KNOWN)
    assert [one.exercise.slug for one in squatting_or_sitting.candidates] == ["sitting"]
    assert squatting_or_sitting.best is None


def test_a_short_rest_on_the_heels_is_no_stretch() -> None:
    known = [load_exercise("childs-pose")]
    assert recognise(shown(lambda t: act("childs-pose", t), 5.0), known).best is None
    assert recognise(shown(lambda t: act("childs-pose", t), 9.0), known).best is not None


def test_it_does_not_matter_which_leg_is_nearer() -> None:
    exercise = load_exercise("knee-to-chest")
    assert exercise.figure is not None
    drawn_up = max(exercise.figure.poses, key=lambda one: one.stay_s)
    farther = drawn_up.model_copy(update={"near": drawn_up.far, "far": drawn_up.near})
    other = exercise.figure.model_copy(update={"poses": (farther,)})
    for figure in (exercise.figure, other):
        done = exercise.model_copy(update={"figure": figure})
        found = recognise(shown(lambda t, done=done: act(done, t), 14.0), [exercise])
        assert found.best == exercise
        assert found.candidates[0].parts[0].end_s > 13.0


def test_another_figure_that_fits_better_speaks_against_an_exercise() -> None:
    def squat(t: float) -> Pose:
        return act("squat", t)

    bare = load_exercise("hip-hinge").model_copy(
        update={"figure": load_exercise("plank").figure, "checks": ()}
    )
    alone = recognise(shown(squat, 16.0), [bare]).candidates
    beside = recognise(shown(squat, 16.0), [bare, SQUAT_SEEN_ONLY]).candidates
    assert alone[0].evidence == pytest.approx(beside[0].evidence)
    assert not beside[0].enough


def test_what_cannot_be_seen_speaks_for_nothing() -> None:
    asking = load_exercise("single-leg-bridge")
    other = [joint.on(Side.RIGHT) for joint in (Joint.HIP, Joint.KNEE, Joint.ANKLE)]

    def half_seen(t: float) -> Pose:
        body = bridge(t)
        seen = body.visibility.copy()
        seen[other] = 0.1
        return replace(body, visibility=seen)

    assert any(one.if_seen for one in asking.start.conditions)
    found = recognise(shown(half_seen, 21.0), [asking, load_exercise("bridge")])
    assert found.best is not None
    assert found.best.slug == "bridge"
    assert found.candidates[1].exercise is asking


def test_two_that_explain_it_equally_well_cannot_be_told_apart() -> None:
    twin = load_exercise("bridge").model_copy(update={"slug": "twin"})
    found = recognise(shown(bridge, 21.0), [load_exercise("bridge"), twin])
    assert len(found.candidates) == 2
    assert found.best is None
    assert not found.sure


def test_a_single_partial_repetition_needs_a_body_that_looks_like_it() -> None:
    def partly(t: float) -> Pose:
        return bridge(t, reps=1, top=156.0)

    found = recognise(shown(partly, 9.0), [load_exercise("bridge")])
    assert found.best is not None
    other = load_exercise("bridge").model_copy(update={"figure": load_exercise("squat").figure})
    found = recognise(shown(partly, 9.0), [other])
    assert found.candidates
    assert found.best is None


def test_it_looks_back_no_farther_than_it_is_told_to() -> None:
    def then_nothing(t: float) -> Pose:
        return bridge(t) if t < 21.0 else bodies.bridge(hip_extension=128.0, trunk_slope=-2.0)

    short, long = Recogniser(KNOWN, memory_s=10.0), Recogniser(KNOWN)
    for t, pose in shown(then_nothing, 36.0):
        short.update(t, pose)
        long.update(t, pose)
    assert short.result().best is None
    best = long.result().best
    assert best is not None
    assert best.slug == "bridge"
