"""Sessions made from a formula, so that every number in a report is known."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copy

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
from formcheck.exercises.rules import GuidedRule, SnapshotRule, StretchRule
from formcheck.exercises.spec import Against, Direction, Exercise
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import Side
from formcheck.pose.estimator import ModelInfo
from formcheck.session.record import SCHEMA, Series, SessionRecord, SourceSummary
from tests.report.kept import Diary, new_store, open_diary


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with nothing in it but Ann, made once."""
    return new_store(tmp_path_factory.mktemp("ann") / "kept.sqlite")


@pytest.fixture
def diary(empty_store: Path, tmp_path: Path) -> Iterator[Diary]:
    """Ann's own store."""
    with open_diary(Path(copy(empty_store, tmp_path))) as opened:
        yield opened


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


@pytest.fixture
def guided() -> Exercise:
    """A guided movement: five repetitions on the beat."""
    rule = GuidedRule(
        kind="guided",
        reps=5,
        out_s=2.0,
        hold_s=5.0,
        back_s=2.0,
        rest_s=1.0,
        words=("Press", "Hold", "Let go", "Rest"),
        source="test",
    )
    changes = {"slug": "pelvic-tilt", "title": "Pelvic tilt", "rule": rule, "checks": ()}
    return load_exercise("bridge").model_copy(update=changes)


@pytest.fixture
def guided_record(record: SessionRecord) -> SessionRecord:
    """Four repetitions on the beat, the last one told by the person."""
    reps = tuple(
        Rep(
            number=number,
            side=None,
            start_s=10.0 * number - 9.0,
            turn_s=10.0 * number - 7.0,
            end_s=10.0 * number,
            extreme=float("nan"),
            sd=float("nan"),
            kind=RepKind.GUIDED,
            note="told by you" if number == 4 else "",
        )
        for number in range(1, 5)
    )
    return replace(
        record,
        exercise="pelvic-tilt",
        title="Pelvic tilt",
        source=SourceSummary("clips/tilt.mp4", 45.0, 1350),
        counts=Counts(guided=4),
        reps=reps,
        faults=(),
        not_judged=(),
    )


@pytest.fixture
def stretch() -> Exercise:
    """A stretch of 30 s, one leg at a time."""
    rule = StretchRule(
        kind="stretch",
        signal="hip_extension",
        tolerance=8.0,
        target_s=30.0,
        partial_s=15.0,
        min_s=5.0,
        grace_s=2.0,
        sided=True,
        source="test",
    )
    return load_exercise("bridge").model_copy(
        update={"title": "Hamstring stretch", "rule": rule, "checks": ()}
    )


@pytest.fixture
def stretch_record(record: SessionRecord) -> SessionRecord:
    """One stretch long enough, one partial, one short."""
    return replace(
        record,
        title="Hamstring stretch",
        source=SourceSummary("clips/hamstring.mp4", 75.0, 2250),
        counts=Counts(),
        reps=(),
        holds=(
            Hold(Side.LEFT, 2.0, 34.0, 31.2),
            Hold(Side.RIGHT, 40.0, 59.0, 18.4),
            Hold(Side.RIGHT, 62.0, 70.0, 8.0),
        ),
        faults=(),
        not_judged=(),
    )


@pytest.fixture
def snapshot() -> Exercise:
    """Standing for 20 s, with the checks of the bridge."""
    rule = SnapshotRule(kind="snapshot", source="test")
    return load_exercise("bridge").model_copy(update={"title": "Standing", "rule": rule})


@pytest.fixture
def snapshot_record(record: SessionRecord) -> SessionRecord:
    """Two averages, one of them seen too little, and a fault in the other."""
    averages = {
        "hip_extension": Reading(171.26, 2.5, Unit.DEG),
        "knee_angle": Reading(124.0, 3.0, Unit.DEG),
        "leg_lift_left": Reading(
            float("nan"), float("nan"), Unit.DEG, "seen for less than half of the time"
        ),
    }
    return replace(
        record,
        title="Standing",
        counts=Counts(),
        reps=(),
        faults=(FaultSpan("feet_far", Severity.FAULT, 0.0, 20.0, 124.0, 3.0),),
        not_judged=(),
        averages=averages,
    )
