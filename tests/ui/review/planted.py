"""A take with twenty repetitions and planted faults, from formulas: every place is known."""

from dataclasses import replace
from functools import cache

import numpy as np

from formcheck.checking.results import Counts, FaultSpan, NotJudgedSpan, Rep, RepKind, Severity
from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Landmark
from formcheck.review.take import Take
from formcheck.session.record import Series, SourceSummary
from tests.review.test_take import poses_of, take_of

FPS = 10
EACH_S = 6.0
REPS = 20
LENGTH_S = EACH_S * REPS
KINDS = {3: RepKind.PARTIAL, 7: RepKind.ATTEMPT}
FAULTS = (
    FaultSpan("over_arch", Severity.FAULT, 9.0, 10.5, 199.0, 2.5),
    FaultSpan("feet_far", Severity.WARN, 9.5, 10.0, 112.0, 3.0),
    FaultSpan("over_arch", Severity.WARN, 33.0, 33.2, 191.5, 2.5),
    FaultSpan("over_arch", Severity.FAULT, 117.0, 118.5, 201.0, 2.5),
)
GAPS = (NotJudgedSpan("I can't see your feet.", 48.0, 54.0),)
MOVED = slice(600, 620)
"""Frames in which a landmark was moved by hand."""
UNSEEN = slice(480, 540)


@cache
def small() -> Take:
    """Return a take of a real clip, of which most is replaced here."""
    return take_of(poses_of("bridge_good", slice(0, 20)), "bridge")


@cache
def planted() -> Take:
    """Return twenty repetitions: rests at 130 degrees, turns at 170."""
    take, frames = small(), round(LENGTH_S * FPS)
    time_s = np.arange(frames) / FPS
    hip = 150.0 - 20.0 * np.cos(2 * np.pi * time_s / EACH_S)
    hip[UNSEEN] = np.nan
    value = np.stack((hip, 90.0 + 0.0 * hip), axis=1)
    reps = tuple(
        Rep(
            number,
            None,
            EACH_S * (number - 1) + 1,
            EACH_S * (number - 0.5),
            EACH_S * number - 1,
            170.0,
            2.5,
            KINDS.get(number, RepKind.FULL),
            tuple(one.check for one in FAULTS if one.start_s // EACH_S == number - 1),
        )
        for number in range(1, REPS + 1)
    )
    record = replace(
        take.record,
        series=Series(
            time_s, ("hip_extension", "knee_angle"), ("deg", "deg"), value, np.full_like(value, 2.5)
        ),
        source=SourceSummary("planted.mp4", LENGTH_S, frames),
        counts=Counts(full=REPS - 2, partial=1, attempt=1),
        graded_fraction=0.95,
        reps=reps,
        holds=(),
        faults=FAULTS,
        not_judged=GAPS,
        focus="hip_extension",
    )
    return replace(take, record=record, poses=replace_times(take, time_s), seen=seen(take, frames))


def replace_times(take: Take, time_s: np.ndarray) -> object:
    """Return poses at these times, the same again and again."""
    many = np.arange(len(time_s)) % len(take.poses)
    one = take.poses
    return replace(
        one,
        time_s=time_s,
        image_px=one.image_px[many],
        world_m=one.world_m[many],
        visibility=one.visibility[many],
        others=None if one.others is None else one.others[many],
        outline_px=None,
    )


def seen(take: Take, frames: int) -> object:
    """Return what was drawn, the same again and again; one landmark was moved for a while."""
    many = np.arange(frames) % len(take.seen)
    names = list(type(take.seen).__slots__)
    tables = {name: getattr(take.seen, name)[many] for name in names}
    tables["by_hand"][MOVED, Landmark.LEFT_KNEE] = True
    return type(take.seen)(**tables)


def part(take: Take, end_s: float) -> Take:
    """Return a take of which only the beginning was looked at."""
    record, frames = take.record, round(end_s * FPS)
    series = record.series
    short = replace(
        series, time_s=series.time_s[:frames], value=series.value[:frames], sd=series.sd[:frames]
    )
    return replace(
        take,
        record=replace(
            record,
            series=short,
            source=SourceSummary("planted.mp4", end_s, frames),
            reps=tuple(rep for rep in record.reps if rep.end_s <= end_s),
            faults=tuple(one for one in record.faults if one.end_s <= end_s),
            not_judged=tuple(one for one in record.not_judged if one.end_s <= end_s),
        ),
        whole=False,
    )


def planked() -> Take:
    """Return two holds."""
    from formcheck.checking.results import Hold

    take = planted()
    record = replace(
        take.record,
        reps=(),
        holds=(Hold(None, 10.0, 40.0, 24.0), Hold(None, 60.0, 70.0, 10.0)),
        faults=(),
        counts=Counts(),
        series=replace(take.record.series, names=("hip_deviation", "knee_angle")),
        focus="hip_deviation",
    )
    return replace(take, exercise=load_exercise("plank"), record=record)
