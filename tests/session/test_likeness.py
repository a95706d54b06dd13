"""How far a body is from the figures of the exercises."""

import math

import numpy as np
import pytest

from formcheck.checking.results import ViewEstimate
from formcheck.exercises.loader import list_exercises, load_exercise
from formcheck.landmarks import Landmark, Side
from formcheck.pose.pose import Pose
from formcheck.session.likeness import Likeness
from formcheck.session.sight import Sight
from tests import bodies
from tests.session.acting import act, body_of

DRAWN = [one for one in list_exercises() if one.figure and not one.figure.on_the_side]
SLUGS = [one.slug for one in DRAWN]
LIKENESS = Likeness(DRAWN)


def offs(pose: Pose | None, side: Side | None = Side.LEFT) -> dict[str, float]:
    found = LIKENESS.distances_deg(Sight(pose, side, ViewEstimate("side", 3.0)))
    return dict(zip(SLUGS, found, strict=True))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_figure_looks_like_itself(slug: str) -> None:
    assert offs(act(slug, 0.0))[slug] == pytest.approx(0.0, abs=0.01)


def test_it_may_lie_the_other_way_round_and_show_its_other_side() -> None:
    down = load_exercise("lifting").figure.poses[1]
    assert offs(bodies.mirrored(body_of(down)), Side.RIGHT)["lifting"] == pytest.approx(0.0, abs=1)
    raised = load_exercise("bird-dog").figure.poses[1]
    assert offs(body_of(raised), Side.RIGHT)["bird-dog"] == pytest.approx(0.0, abs=1.0)


def test_a_tilted_camera_changes_little() -> None:
    tilted = offs(bodies.rotated(act("squat", 2.0), 6.0))
    assert tilted["squat"] < 6.0
    assert min(tilted, key=lambda slug: tilted[slug]) == "squat"


def test_half_way_is_on_the_way_of_a_movement_but_not_in_a_position() -> None:
    lying, up = load_exercise("bridge").figure.poses[:2]
    assert offs(body_of(lying, up, 0.4))["bridge"] == pytest.approx(0.0, abs=0.01)
    kneeling, plank = load_exercise("plank").figure.poses
    assert offs(body_of(plank))["plank"] == pytest.approx(0.0, abs=0.01)
    assert offs(body_of(kneeling))["plank"] > 15.0


def test_knees_on_the_floor_are_nearer_to_the_knee_plank() -> None:
    found = offs(act("knee-plank", 0.0))
    assert found["knee-plank"] + 8.0 < found["plank"]
    found = offs(act("plank", 0.0))
    assert found["plank"] + 8.0 < found["knee-plank"]


def test_whoever_lies_on_the_side_is_compared_with_nobody() -> None:
    found = Likeness([load_exercise("side-plank")]).distances_deg(
        Sight(act("standing", 0.0), Side.LEFT, ViewEstimate("side", 3.0))
    )
    assert math.isnan(found[0])


def test_what_cannot_be_seen_is_left_out() -> None:
    squat = act("squat", 2.0)
    wrists = bodies.hidden(squat, Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST)
    assert offs(wrists)["squat"] == pytest.approx(offs(squat)["squat"], abs=1.0)
    assert all(map(math.isnan, offs(bodies.hidden(squat, *Landmark)).values()))
    assert all(map(math.isnan, offs(None).values()))
    assert all(map(math.isnan, offs(squat, None).values()))


def test_an_exercise_without_a_figure_is_far_from_nobody() -> None:
    bare = load_exercise("squat").model_copy(update={"figure": None})
    likeness = Likeness([bare, load_exercise("squat")])
    found = likeness.distances_deg(Sight(act("squat", 0.0), Side.LEFT))
    assert math.isnan(found[0])
    assert found[1] < 1.0
    assert np.isnan(Likeness([bare]).distances_deg(Sight(act("squat", 0.0), Side.LEFT))).all()
