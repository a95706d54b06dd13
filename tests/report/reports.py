"""Reports with everything that one can have, each number of them given."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import numpy as np

from formcheck.checking.results import (
    Counts,
    FaultSpan,
    NotJudgedSpan,
    Rep,
    RepKind,
    Severity,
    ViewEstimate,
)
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.landmarks import Side
from formcheck.pose.estimator import ModelInfo
from formcheck.report import words
from formcheck.report.content import Picture
from formcheck.report.exported import About, Asked, Score
from formcheck.report.pictures import small_jpeg
from formcheck.report.reported import Earlier, KeyPictures, Note, Remarks, Reported
from formcheck.session.record import SCHEMA, Series, SessionRecord, SourceSummary

REPS = 20
STEP_S = 6.0
NOW = datetime(2026, 11, 20, 10, 15, tzinfo=UTC)
BEFORE = datetime(2026, 11, 3, 12, tzinfo=UTC)


def picture(title: str, why: str = "because", size_px: tuple[int, int] = (640, 360)) -> Picture:
    """Return a picture of nothing: brighter to the right."""
    width, height = size_px
    image = np.empty((height, width, 3), np.uint8)
    image[:] = np.linspace(60, 200, width, dtype=np.uint8)[None, :, None]
    return Picture(small_jpeg(image), size_px, title, why)


@cache
def leg_bridge() -> Exercise:
    """One leg at a time, three checks."""
    return load_exercise("single-leg-bridge")


def rep(index: int) -> Rep:
    """Every second one with something noticed, every seventh partial, the second half right."""
    partial = index % 7 == 3
    checks = [check.id for check in leg_bridge().checks]
    return Rep(
        number=index + 1,
        side=Side.LEFT if index < REPS // 2 else Side.RIGHT,
        start_s=STEP_S * index + 0.2,
        turn_s=STEP_S * index + 3.0,
        end_s=STEP_S * index + 5.8,
        extreme=151.0 if partial else 176.0 + index % 5,
        sd=2.6,
        kind=RepKind.PARTIAL if partial else RepKind.FULL,
        faults=tuple(checks[: 1 + index % 3]) if index % 2 else (),
        note="hold 0.4 s of 1.0 s" if partial else "",
    )


@cache
def twenty() -> SessionRecord:
    """Twenty repetitions, as much noticed in them as can be."""
    exercise, reps = leg_bridge(), tuple(map(rep, range(REPS)))
    time_s = np.arange(round(30 * STEP_S * REPS)) / 30
    hip = 155 - 25 * np.cos(2 * np.pi * time_s / STEP_S)
    focus = words.rep_feature(exercise, next(iter(exercise.focus.values())))
    faults = [
        FaultSpan(
            check,
            Severity.FAULT if one.number % 4 == 2 else Severity.WARN,
            one.turn_s - 1.0,
            one.turn_s + 1.0,
            189.0 + one.number,
            3.0,
        )
        for one in reps
        for check in one.faults
    ]
    return SessionRecord(
        schema=SCHEMA,
        exercise=exercise.slug,
        title=exercise.title,
        exercise_version=exercise.version,
        error_model="2-rendered",
        model=ModelInfo("pose_landmarker_full.task", "0123456789abcdef" * 4),
        source=SourceSummary("recordings/single-leg-bridge-2026-11-20.mp4", 120.0, 3600),
        view=ViewEstimate("side", 7.0),
        graded_fraction=0.93,
        counts=Counts(full=17, partial=3, left=9, right=8),
        reps=reps,
        holds=(),
        faults=tuple(faults),
        not_judged=(
            NotJudgedSpan("I can't see your feet. Move the camera back.", 0.0, 3.0),
            NotJudgedSpan("Turn side-on to the camera.", 30.0, 33.0),
        ),
        series=Series(
            time_s,
            (focus, "knee_angle"),
            ("deg", "deg"),
            np.column_stack([hip, np.full_like(hip, 100.0)]),
            np.full((len(hip), 2), 2.6),
        ),
        focus=focus,
    )


def full_report() -> Reported:
    """Everything that a report can say, at once."""
    record = twenty()
    last = record.reps[-1]
    measured = replace(
        record,
        counts=Counts(full=16, partial=4, left=9, right=7),
        reps=(*record.reps[:-1], replace(last, kind=RepKind.PARTIAL, extreme=155.0)),
    )
    less = tuple(replace(one, extreme=one.extreme - 14.0) for one in record.reps)
    return Reported(
        record=record,
        exercise=leg_bridge(),
        pictures=KeyPictures(
            (picture("Best: repetition 5", "full range"), picture("To work on: repetition 18")),
            tuple(picture(f"Check {number}") for number in range(1, 4)),
            "Faces are made unrecognisable.",
        ),
        about=About(
            started_at=NOW,
            subject="Ann M.",
            scores=(
                Score(Asked.PAIN, 2, NOW, "before"),
                Score(Asked.PAIN, 3, NOW, "after"),
                Score(Asked.EFFORT, 5, NOW),
            ),
        ),
        remarks=Remarks(
            notes=(Note("Heels nearer next time.", 12.3), Note("Two sets of ten next week.")),
            changes=("Repetition 20 is a full one.",),
            measured=measured,
        ),
        earlier=Earlier(replace(record, reps=less), BEFORE),
    )
