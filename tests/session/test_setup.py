"""What must be right before the start: every step with its tick, from bodies of a formula."""

from dataclasses import replace

import pytest

from formcheck.capture.light import Light
from formcheck.exercises.loader import load_exercise
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.pose import Pose
from formcheck.session.reasons import ALL_BLACK, NOBODY, TOO_DARK, nobody
from formcheck.session.record import SourceSummary
from formcheck.session.session import Session
from formcheck.session.setup import ALONE, CLOSER, ENOUGH_LIGHT, LIGHTS, NEAR
from formcheck.session.update import Phase, SetupStep, Update
from tests import bodies

FINE = Light(mean=120.0, saturated=0.0, contrast=80.0)
DARK = Light(mean=30.0, saturated=0.0, contrast=14.0)
BLACK = Light(mean=8.0, saturated=0.0, contrast=14.0)
GLARE = Light(mean=240.0, saturated=0.9, contrast=30.0)
MISTY = Light(mean=120.0, saturated=0.0, contrast=9.0)
FIVE = ("seen", "view", "distance", "light", "alone")


def seen(pose: Pose | None, light: Light | None = FINE) -> Update:
    """Return what is said of somebody who has been there for half a second."""
    session = Session(load_exercise("bird-dog"))
    for frame in range(5):
        update = session.update(frame / 10, at(pose, frame / 10), light)
    return update


def at(pose: Pose | None, time_s: float) -> Pose | None:
    return None if pose is None else replace(pose, time_s=time_s)


def steps(pose: Pose | None, light: Light | None = FINE) -> dict[str, SetupStep]:
    return {one.id: one for one in seen(pose, light).setup}


def undone(pose: Pose | None, light: Light | None = FINE) -> dict[str, str]:
    return {one.id: one.text for one in steps(pose, light).values() if not one.done}


def test_all_five_are_there_and_ticked_and_only_stillness_is_awaited() -> None:
    found = steps(bodies.hands_and_knees())
    assert tuple(found)[:5] == FIVE
    assert [one for one in found if not found[one].done] == ["still"]
    assert (found["distance"].text, found["light"].text) == (NEAR, ENOUGH_LIGHT)
    assert found["alone"].text == ALONE


def test_of_nobody_only_the_light_can_be_told() -> None:
    found = steps(None)
    assert tuple(found)[:5] == FIVE
    assert [one for one in found if found[one].done] == ["light"]


def test_light_that_nobody_measured_is_no_step() -> None:
    assert "light" not in steps(bodies.hands_and_knees(), None)


@pytest.mark.parametrize("light", [DARK, GLARE, MISTY])
def test_poor_light_is_told_and_what_mends_it(light: Light) -> None:
    found = undone(bodies.hands_and_knees(), light)
    assert set(found) == {"light", "still"}
    assert found["light"] == LIGHTS[light.lighting]


def test_far_away_and_in_company() -> None:
    far = bodies.scaled(bodies.hands_and_knees(), 0.45)
    assert undone(far)["distance"] == CLOSER
    both = replace(bodies.hands_and_knees(), others=1)
    assert undone(both)["alone"] == "Only one person in the picture, please."


@pytest.mark.parametrize(
    ("light", "reason"), [(None, NOBODY), (FINE, NOBODY), (DARK, TOO_DARK), (BLACK, ALL_BLACK)]
)
def test_nobody_is_seen_in_the_dark(light: Light | None, reason: object) -> None:
    assert nobody(light) is reason
    assert seen(None, light).not_judged == (reason,)


def test_a_light_that_goes_out_in_mid_session_is_told() -> None:
    session = Session(load_exercise("plank"))
    pose = bodies.plank(hip_deviation=3.0)
    for frame in range(80):
        light, body = (FINE, pose) if frame < 40 else (DARK, None)
        update = session.update(frame / 10, at(body, frame / 10), light)
    assert update.phase is Phase.UNSEEN
    assert update.not_judged == (TOO_DARK,)
    record = session.finish(SourceSummary("formula", 8.0, 80), ModelInfo("", ""))
    assert any(one.reason.startswith(TOO_DARK.reason) for one in record.not_judged)


def test_somebody_who_is_seen_in_the_dark_is_judged() -> None:
    assert seen(bodies.hands_and_knees(), DARK).not_judged == ()
