"""A recording that cannot be learnt from is told why; what is measured well enough is kept."""

from dataclasses import replace

import numpy as np
import pytest

from formcheck.errors import ExerciseError
from formcheck.exercises.spec import View
from formcheck.features.body import FEATURES
from formcheck.features.error_model import load_error_model
from formcheck.landmarks import COUNT, Joint, Side
from formcheck.pose.pose import Pose
from formcheck.session.learn_series import Watched, look, measure
from tests import bodies
from tests.session.lessons import raising, shown, without
from tests.session.motion import Motion


def seen(motion: Motion, until_s: float = 4.0) -> Watched:
    return measure(look(shown(motion, until_s)), load_error_model())


def turned(pose: Pose, yaw_deg: float) -> Pose:
    """Return the body with the depths of one that is turned away from a side view."""
    world = pose.world_m.copy()
    across = np.cos(np.radians(yaw_deg)) * world[:, 2]
    world[:, 0] += np.sin(np.radians(yaw_deg)) * world[:, 2]
    world[:, 2] = across
    return replace(pose, world_m=world)


def folded(pose: Pose) -> Pose:
    """Return the body without depths and with its shoulders in its hips: no view to be told."""
    image_px = pose.image_px.copy()
    for side in Side:
        image_px[Joint.SHOULDER.on(side)] = image_px[Joint.HIP.on(side)]
    return replace(pose, image_px=image_px, world_m=np.full((COUNT, 3), np.nan))


@pytest.mark.parametrize(
    ("motion", "says"),
    [
        (lambda _t: None, "found nobody in 60 of 60"),
        (lambda t: raising(t) if t < 1.0 else None, "found nobody in 45 of 60"),
        (lambda t: replace(raising(t), others=int(t > 3.0)), "two or more in 14 of 60"),
        (lambda t: without(raising(t), *Joint), "too little of the body"),
        (lambda t: turned(raising(t), 48.0), "found one 5[0-9] degrees off the side"),
        (lambda _t: folded(bodies.front()), "too little of the body"),
    ],
    ids=["nobody", "hardly anybody", "two people", "hidden", "between two views", "no view"],
)
def test_what_cannot_be_learnt_from_is_said(motion: Motion, says: str) -> None:
    with pytest.raises(ExerciseError, match=says):
        seen(motion)


def test_no_picture_at_all() -> None:
    with pytest.raises(ExerciseError, match="nobody in 0 of 0"):
        look([])


def on_the_side(_t: float) -> Pose:
    """Seen from the front, the trunk level: lying on one side."""
    return bodies.rotated(bodies.front(), 90.0)


@pytest.mark.parametrize(
    ("motion", "view", "kept", "left_out"),
    [
        (raising, View.SIDE, "trunk_lean", "hip_deviation"),
        (lambda _t: bodies.plank(), View.SIDE, "hip_deviation", "trunk_lean"),
        (lambda _t: bodies.front(), View.FRONT, "side_lean", "side_deviation"),
        (on_the_side, View.FRONT, "side_deviation", "side_lean"),
    ],
    ids=["sitting", "on the floor", "from the front", "on the side"],
)
def test_only_what_says_something_about_this_body_is_measured(
    motion: Motion, view: View, kept: str, left_out: str
) -> None:
    watched = seen(motion)
    assert watched.view is view
    assert kept in watched.series
    assert left_out not in watched.series


def test_values_have_no_bias_and_the_error_of_the_view() -> None:
    model = load_error_model()
    series = seen(raising).series["knee_angle"]
    assert len(series.values) == 60
    known = series.over(np.arange(60) < 10)
    reading = model.reading("any", FEATURES["knee_angle"], 95.0, "side", 0.0)
    assert float(np.median(known)) == pytest.approx(reading.value, abs=2.5)
    assert series.error == pytest.approx(reading.error, abs=1.0)


@pytest.mark.parametrize("near_side", list(Side))
def test_either_side_can_be_measured(near_side: Side) -> None:
    def stepping(_t: float) -> Pose:
        near = bodies.Limbs(arm=270.0, forearm=270.0, thigh=270.0, shank=270.0, foot=0.0)
        far = replace(near, thigh=320.0, shank=250.0)
        return bodies.from_side(
            trunk=90.0, neck=80.0, face=0.0, near=near, far=far, near_side=near_side
        )

    body = look(shown(stepping, 2.0))
    assert body.near is near_side
    near = measure(body, load_error_model()).series["knee_angle"]
    far = measure(body, load_error_model(), near_side.other).series["knee_angle"]
    assert float(np.median(near.values)) > float(np.median(far.values)) + 50.0
