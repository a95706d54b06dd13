"""Session records of any kind, and comparing them."""

from dataclasses import fields, replace

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

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
from formcheck.exercises.spec import Exercise
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import Side
from formcheck.pose.estimator import ModelInfo
from formcheck.session.record import SCHEMA, Series, SessionRecord, SourceSummary
from formcheck.store.kept import Opening

MODEL = ModelInfo("pose.task", "0123456789abcdef" * 4)
# A server keeps neither NUL nor half a character.
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=12)
# SQLite knows no zero below zero.
FINITE = st.floats(-1e6, 1e6).map(lambda number: number + 0.0)
MISSING = st.one_of(FINITE, st.just(float("nan")))
SIDES = st.sampled_from([None, *Side])
COUNT = st.integers(0, 99)


def numbered(reps: list[Rep]) -> tuple[Rep, ...]:
    return tuple(replace(rep, number=number) for number, rep in enumerate(reps, start=1))


@st.composite
def series(draw: st.DrawFn) -> Series:
    names = draw(st.lists(TEXTS, max_size=3, unique=True))
    frames = draw(st.integers(0, 5)) if names else 0
    table = npst.arrays(
        np.float64, (frames, len(names)), elements=st.floats(width=32, allow_infinity=False)
    )
    times = npst.arrays(np.float64, (frames,), elements=st.floats(0, 1e4), unique=True)
    units = tuple(draw(st.sampled_from(Unit)) for _name in names)
    return Series(np.sort(draw(times)), tuple(names), units, draw(table), draw(table))


REPS = st.builds(
    Rep,
    number=st.just(0),
    side=SIDES,
    start_s=FINITE,
    turn_s=FINITE,
    end_s=FINITE,
    extreme=MISSING,
    sd=MISSING,
    kind=st.sampled_from(RepKind),
    faults=st.lists(TEXTS, max_size=2).map(tuple),
    note=TEXTS,
)
HOLDS = st.builds(Hold, SIDES, FINITE, FINITE, FINITE)
FAULTS = st.builds(FaultSpan, TEXTS, st.sampled_from(Severity), FINITE, FINITE, MISSING, MISSING)
RECORDS = st.builds(
    SessionRecord,
    schema=st.just(SCHEMA),
    exercise=TEXTS,
    title=TEXTS,
    exercise_version=COUNT,
    error_model=TEXTS,
    model=st.builds(ModelInfo, TEXTS, TEXTS),
    source=st.builds(SourceSummary, TEXTS, FINITE, COUNT),
    view=st.builds(
        ViewEstimate, st.sampled_from(["side", "front", "oblique", "unknown"]), MISSING, FINITE
    ),
    graded_fraction=st.floats(0, 1),
    counts=st.builds(Counts, COUNT, COUNT, COUNT, COUNT, COUNT, COUNT),
    reps=st.lists(REPS, max_size=3).map(numbered),
    holds=st.lists(HOLDS, max_size=2).map(tuple),
    faults=st.lists(FAULTS, max_size=2).map(tuple),
    not_judged=st.lists(st.builds(NotJudgedSpan, TEXTS, FINITE, FINITE), max_size=2).map(tuple),
    series=series(),
    focus=TEXTS,
    zero_shift_deg=FINITE,
    averages=st.dictionaries(
        TEXTS, st.builds(Reading, MISSING, MISSING, st.sampled_from(Unit), TEXTS), max_size=2
    ),
    ended=TEXTS,
)


def opening(person: str, exercise: Exercise, **more: object) -> Opening:
    given = {
        "person": person,
        "exercise": exercise.slug,
        "title": exercise.title,
        "exercise_version": exercise.version,
        "error_model": "2",
        "model": MODEL,
        "source": "Camera 0",
    }
    return Opening(**(given | more))


def assert_same(one: SessionRecord, other: SessionRecord) -> None:
    """The numbers of the series to seven digits, NaN for NaN; everything else exactly."""
    for field in fields(SessionRecord):
        if field.name != "series":
            # NaN is not itself, but is written alike.
            assert repr(getattr(one, field.name)) == repr(getattr(other, field.name)), field.name
    assert (one.series.names, one.series.units) == (other.series.names, other.series.units)
    np.testing.assert_array_equal(one.series.time_s, other.series.time_s)
    for name in ("value", "sd"):
        np.testing.assert_array_equal(
            getattr(one.series, name), getattr(other.series, name).astype(np.float32)
        )
