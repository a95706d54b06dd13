"""A still picture: posture alone."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from formcheck.checking.results import Counts
from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Joint, Side
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import PoseRecorder
from formcheck.session.record import SessionRecord
from formcheck.session.session import Session
from formcheck.session.still import STILL, judge_still
from tests import bodies
from tests.signals import times


def seen(slug: str, body: Pose | Callable[[float], Pose]) -> SessionRecord:
    recorder = PoseRecorder(bodies.SIZE, ModelInfo("formula", ""))
    for t in times(12.0, 5):
        recorder.add(t, bodies.at_time(body(t) if callable(body) else body, t))
    return judge_still(recorder.poses(), Session(load_exercise(slug)), name="a.jpg")


def test_a_held_plank_has_angles_but_no_seconds() -> None:
    record = seen("plank", bodies.plank(hip_deviation=4.0))
    assert (record.holds, record.reps, record.counts) == ((), (), Counts())
    assert (record.source.duration_s, record.source.frames) == (0.0, 1)
    assert record.ended == STILL
    assert record.faults == ()
    assert record.not_judged == ()
    assert record.graded_fraction > 0
    assert record.averages["knee_angle"].value > 165.0
    assert record.series.time_s.tolist() == [0.0]
    assert record.series.value.shape == (1, len(record.series.names))
    assert np.isfinite(record.series.value).any()


def test_a_fault_is_there_once_and_without_a_time() -> None:
    def breathing(t: float) -> Pose:
        return bodies.plank(hip_deviation=-22.5 if 3.0 < t < 6.0 or t > 8.0 else 5.5)

    record = seen("plank", breathing)
    assert [(one.check, one.start_s, one.end_s) for one in record.faults] == [("sag", 0.0, 0.0)]


def test_what_cannot_be_seen_is_said_once() -> None:
    body = bodies.plank()
    dim = body.visibility.copy()
    dim[[Joint.ANKLE.on(side) for side in Side]] = 0.1
    record = seen("plank", replace(body, visibility=dim))
    assert not record.graded_fraction
    assert ["feet" in one.reason for one in record.not_judged] == [True]


def test_the_top_of_a_repetition_starts_nothing() -> None:
    record = seen("bridge", bodies.bridge(hip_extension=175.0))
    assert not record.graded_fraction
    assert record.averages["hip_extension"].value > 160.0
    assert record.not_judged == ()
