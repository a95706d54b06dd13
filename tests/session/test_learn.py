"""A demonstration becomes an exercise file that counts what was shown."""

import math
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from formcheck.checking.results import Counts
from formcheck.errors import ExerciseError
from formcheck.exercises.spec import Exercise, RepRule, View
from formcheck.features.body import FEATURES
from formcheck.pose.pose import Pose
from formcheck.session.learn import Demonstration, learn
from formcheck.session.learn_file import exercise_text
from formcheck.session.record import SessionRecord, SourceSummary
from formcheck.session.session import Session
from tests import bodies
from tests.session.motion import MODEL, Motion, at, bird_dog, bridge
from tests.signals import hump, times


def shown(motion: Motion, until_s: float, fps: float = 15.0) -> Iterator[tuple[float, Pose | None]]:
    for t in times(until_s, fps):
        yield t, at(motion, t)


def raising(t: float, *, reps: int = 4, high: float = 60.0) -> Pose:
    """Sitting, and straightening one knee for a while, every 5 s."""
    up = sum(
        hump(t, start=2.0 + 5.0 * k, up=1.0, hold=1.0, down=1.0, height=1.0) for k in range(reps)
    )
    return bodies.sitting(trunk_lean=3.0, knee_angle=95.0 + high * up)


def leaning(t: float) -> Pose:
    """Seen from the front, leaning to one side three times."""
    over = sum(
        hump(t, start=2.0 + 5.0 * k, up=1.0, hold=1.0, down=1.0, height=1.0) for k in range(3)
    )
    return bodies.front(shoulder_tilt=25.0 * over)


def written(demonstration: Demonstration) -> Exercise:
    text = exercise_text(demonstration, slug="mine", title='A "new" one', source="clip.mp4")
    return Exercise.model_validate(tomllib.loads(text))


def judged(exercise: Exercise, motion: Motion, until_s: float) -> SessionRecord:
    session = Session(exercise)
    for t, pose in shown(motion, until_s, 30.0):
        session.update(t, pose)
    return session.finish(SourceSummary("formula", until_s, 1), MODEL)


def test_what_moves_is_found_and_counted() -> None:
    demonstration = learn(shown(raising, 23.0))
    assert demonstration.view is View.SIDE
    main = demonstration.moves[0]
    assert main.feature.name == "knee_angle"
    assert len(main.turns) == 4
    assert main.way == pytest.approx(60.0, abs=4.0)
    assert main.spread < 1.0
    assert [one.start_s for one in main.turns] == pytest.approx([2.3, 7.3, 12.3, 17.3], abs=0.4)
    exercise = written(demonstration)
    assert exercise.title == 'A "new" one'
    assert judged(exercise, raising, 23.0).counts == Counts(full=4)


@pytest.mark.parametrize(
    "change",
    [bodies.mirrored, lambda pose: bodies.scaled(pose, 0.6)],
    ids=["other side", "farther away"],
)
def test_somebody_else_is_counted_too(change: Callable[[Pose], Pose]) -> None:
    exercise = written(learn(shown(raising, 23.0)))
    record = judged(exercise, lambda t: change(raising(t, reps=3, high=57.0)), 18.0)
    assert record.counts == Counts(full=3)
    less = judged(exercise, lambda t: change(raising(t, reps=3, high=42.0)), 18.0)
    assert less.counts == Counts(partial=3)


def test_a_movement_that_begins_from_the_other_end_is_told_by_where_it_rests() -> None:
    """Hips that rise open: what closes meanwhile is no signal, because signals rise from rest."""
    names = [one.feature.name for one in learn(shown(bridge, 21.0)).moves]
    assert "hip_extension" in names
    assert "hip_flexion" not in names


def test_limits_come_from_the_demonstration_and_say_so() -> None:
    demonstration = learn(shown(raising, 23.0))
    exercise = written(demonstration)
    assert exercise.checks == ()
    assert isinstance(exercise.rule, RepRule)
    rest, way = demonstration.moves[0].rest, demonstration.moves[0].way
    assert rest + 0.7 * way < exercise.rule.top < rest + way
    assert "clip.mp4, 4 repetitions" in exercise.rule.source
    (knee,) = [one for one in exercise.start.conditions if one.feature == "knee_angle"]
    assert knee.max < rest + way / 2.0
    assert {one.feature for one in exercise.keeps.conditions} == {"trunk_lean", "knee_angle"}


def test_a_lying_body_is_told_by_the_slope_of_its_trunk() -> None:
    exercise = written(learn(shown(bridge, 21.0)))
    assert "trunk_slope" in {one.feature for one in exercise.keeps.conditions}


def test_from_the_front() -> None:
    demonstration = learn(shown(leaning, 18.0))
    assert demonstration.view is View.FRONT
    assert demonstration.moves[0].feature.name == "shoulder_tilt"
    exercise = written(demonstration)
    assert exercise.keeps.conditions == ()
    assert exercise.camera.views == (View.FRONT,)


def test_a_hold_that_was_shown_is_asked_for_by_half() -> None:
    exercise = written(learn(shown(lambda t: bird_dog(t % 8.0), 32.0)))
    assert isinstance(exercise.rule, RepRule)
    assert 1.0 <= exercise.rule.hold_s <= 2.5
    quick = written(learn(shown(lambda t: raising(t % 2.9 + 1.8, reps=1), 12.0)))
    assert isinstance(quick.rule, RepRule)
    assert quick.rule.hold_s < 1.0


@pytest.mark.parametrize(
    ("motion", "says"),
    [
        (lambda _t: bodies.sitting(), "goes to and fro clearly"),
        (lambda t: raising(t, reps=1), "goes to and fro clearly"),
        (lambda t: raising(t, high=4.0), "goes to and fro clearly"),
        (lambda _t: None, "too little of the body"),
    ],
    ids=["still", "once", "too small", "nobody"],
)
def test_what_shows_no_repetition_is_said(motion: Motion, says: str) -> None:
    with pytest.raises(ExerciseError, match=says):
        learn(shown(motion, 15.0))


def test_a_measurement_that_is_hidden_half_of_the_time_is_left_out() -> None:
    def hidden_at_times(t: float) -> Pose:
        pose = raising(t)
        if t % 2.0 < 1.0:
            return pose
        visibility = pose.visibility.copy()
        visibility[[27, 28, 29, 30, 31, 32]] = 0.05
        return replace(pose, visibility=visibility)

    with pytest.raises(ExerciseError, match="goes to and fro clearly"):
        learn(shown(hidden_at_times, 23.0))


def test_what_is_never_seen_at_rest_has_no_rest() -> None:
    """The hand is hidden for the short rests only: still seen for most of the time."""

    def hand_hidden_at_rest(t: float) -> Pose:
        pose = raising(t % 3.6 + 1.7, reps=1)
        if 0.6 < t % 3.6 < 3.0:
            return pose
        visibility = pose.visibility.copy()
        visibility[[15, 16]] = 0.05
        return replace(pose, visibility=visibility)

    rests = learn(shown(hand_hidden_at_rest, 18.0)).rests
    assert math.isfinite(rests["knee_angle"][0])
    assert "elbow_angle" not in rests


def test_every_stance_is_known_by_its_measurements() -> None:
    assert {one.stance.value for one in FEATURES.values()} == {"any", "floor", "upright", "front"}
