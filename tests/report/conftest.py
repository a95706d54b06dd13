"""Sessions made from a formula, so that every number in a report is known."""

from dataclasses import replace

import numpy as np
import pytest

from formcheck.checking.results import (
    Counts,
    FaultSpan,
    Hold,
    NotJudgedSpan,
    Rep,
    RepKind,
    Severity,
    ViewEstimate,
)
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Against, Direction, Exercise
from formcheck.landmarks import Side
from formcheck.pose.estimator import ModelInfo
from formcheck.session.record import SCHEMA, Series, SessionRecord, SourceSummary


@pytest.fixture
def exercise() -> Exercise:
    """The bridge, with everything that a report prints set here."""
    bridge = load_exercise("bridge")
    check = bridge.check("feet_far")
    feet_far = check.model_copy(
        update={
            "title": "Feet far from the hips",
            "feature": "knee_angle",
            "direction": Direction.ABOVE,
            "against": Against.ZERO,
            "warn": 105.0,
            "fault": 120.0,
            "cue": "Walk your heels a little closer.",
            "source": "clinical text <4.4> & judgement, see https://example.org/bridge",
        }
    )
    over_arch = feet_far.model_copy(
        update={
            "id": "over_arch",
            "title": "Back arched at the top",
            "feature": "hip_extension",
            "warn": 188.0,
            "fault": None,
            "cue": "Make a ramp of knees, hips and ribs",
            "source": "judgement",
        }
    )
    return bridge.model_copy(
        update={
            "title": "Glute bridge",
            "rule": bridge.rule.model_copy(update={"signal": "hip_extension", "top": 160.0}),
            "checks": (feet_far, over_arch),
            "stop": "Stop when pain grows.",
            "not_visible": ("Whether the pelvis tilts.", "Knees falling in."),
            "sources": ("A leaflet, 2020.",),
        }
    )


def _series() -> Series:
    """20 s at 30 fps: four bridges, the hip angle a raised cosine, ten frames unseen."""
    time_s = np.arange(600) / 30
    hip = 150 - 20 * np.cos(2 * np.pi * time_s / 5)
    hip[100:110] = np.nan
    knee = np.full_like(hip, 124.0)
    value = np.column_stack([hip, knee])
    return Series(
        time_s=time_s,
        names=("hip_extension", "knee_angle"),
        units=("deg", "deg"),
        value=value,
        sd=np.where(np.isnan(value), np.nan, 2.5),
    )


@pytest.fixture
def record() -> SessionRecord:
    """A bridge with four repetitions, one of them partial, feet too far away throughout."""
    kinds = (RepKind.FULL, RepKind.FULL, RepKind.PARTIAL, RepKind.FULL)
    reps = tuple(
        Rep(
            number=index + 1,
            side=None,
            start_s=5.0 * index + 0.5,
            turn_s=5.0 * index + 2.5,
            end_s=5.0 * index + 4.5,
            extreme=170.25 if kind is RepKind.FULL else 151.0,
            sd=2.5,
            kind=kind,
            faults=("feet_far",),
            note="" if kind is RepKind.FULL else "hold 0.4 s of 1.0 s",
        )
        for index, kind in enumerate(kinds)
    )
    return SessionRecord(
        schema=SCHEMA,
        exercise="bridge",
        title="Glute bridge",
        exercise_version=3,
        error_model="2024-1",
        model=ModelInfo("pose.task", "0123456789abcdef" * 4),
        source=SourceSummary("clips/bridge.mp4", 20.0, 600),
        view=ViewEstimate("side", 7.5),
        graded_fraction=0.96,
        counts=Counts(full=3, partial=1),
        reps=reps,
        holds=(),
        faults=(
            FaultSpan("feet_far", Severity.FAULT, 1.5, 3.5, 124.0, 3.0),
            FaultSpan("over_arch", Severity.WARN, 6.5, 7.5, 190.0, float("nan")),
        ),
        not_judged=(NotJudgedSpan("I can't see your feet. Move the camera back.", 3.3, 3.7),),
        series=_series(),
        focus="hip_extension",
    )


@pytest.fixture
def empty_record(record: SessionRecord) -> SessionRecord:
    """A session in which nobody was ever seen."""
    nothing = Series(np.zeros(0), (), (), np.zeros((0, 0)), np.zeros((0, 0)))
    return replace(
        record,
        view=ViewEstimate("unknown", float("nan")),
        graded_fraction=0.0,
        counts=Counts(),
        reps=(),
        faults=(),
        not_judged=(NotJudgedSpan("I can't see anybody. Step into the picture.", 0.0, 20.0),),
        series=nothing,
    )


@pytest.fixture
def hold_record(record: SessionRecord) -> SessionRecord:
    """The same session, told as two holds."""
    return replace(
        record,
        counts=Counts(),
        reps=(),
        holds=(Hold(None, 1.0, 11.0, 8.5), Hold(Side.LEFT, 13.0, 18.0, 5.0)),
    )
