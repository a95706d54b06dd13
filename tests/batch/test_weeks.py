from datetime import date

import numpy as np
import pytest

from formcheck.batch.weeks import Dated, PatientWeek, patient_weeks
from formcheck.checking.results import Counts, FaultSpan, Hold, Rep, RepKind, Severity, ViewEstimate
from formcheck.exercises.loader import load_exercise
from formcheck.features.reading import ERROR_SDS, Reading, Unit
from formcheck.pose.estimator import ModelInfo
from formcheck.review.ranges import stated
from formcheck.session.record import SCHEMA, Series, SessionRecord, SourceSummary

MONDAY, FRIDAY, NEXT = date(2026, 11, 2), date(2026, 11, 6), date(2026, 11, 9)
KNOWN = {slug: load_exercise(slug) for slug in ("bridge", "plank", "pelvic-tilt")}
FULL, PARTIAL, ATTEMPT = RepKind.FULL, RepKind.PARTIAL, RepKind.ATTEMPT


def rep(number: int, extreme: float, kind: RepKind = FULL) -> Rep:
    start_s = 5.0 * number
    return Rep(number, None, start_s, start_s + 2, start_s + 4, extreme, 2.5, kind, ())


def fault(check: str, start_s: float, severity: Severity = Severity.FAULT) -> FaultSpan:
    return FaultSpan(check, severity, start_s, start_s + 1.0, 1.0, 1.0)


def session(
    slug: str = "bridge",
    reps: tuple[Rep, ...] = (),
    holds: tuple[Hold, ...] = (),
    faults: tuple[FaultSpan, ...] = (),
    *,
    graded: float = 1.0,
    length_s: float = 60.0,
    averages: dict[str, Reading] | None = None,
) -> SessionRecord:
    none = np.zeros((0, 1))
    return SessionRecord(
        schema=SCHEMA,
        exercise=slug,
        title=slug.title(),
        exercise_version=1,
        error_model="2",
        model=ModelInfo("", ""),
        source=SourceSummary("a.mp4", length_s, 1800),
        view=ViewEstimate("side", 0.0),
        graded_fraction=graded,
        counts=Counts(),
        reps=reps,
        holds=holds,
        faults=faults,
        not_judged=(),
        series=Series(np.zeros(0), ("hip_extension",), ("deg",), none, none),
        focus="hip_extension",
        averages=averages or {},
    )


def only(*recordings: tuple[str, date, SessionRecord]) -> PatientWeek:
    (week,) = patient_weeks((Dated(*one) for one in recordings), KNOWN)
    return week


def test_repetitions_of_a_week_are_put_together() -> None:
    first = session(reps=(rep(0, 168.0), rep(1, 172.0), rep(2, 150.0, PARTIAL)))
    second = session(reps=(rep(0, 170.0), rep(1, 90.0, ATTEMPT)))
    week = only(("Ann", FRIDAY, second), ("Ann", MONDAY, first))
    assert (week.patient, week.exercise, week.counted.week) == ("Ann", "bridge", MONDAY)
    assert (week.counted.sessions, week.counted.full) == (2, 3)
    assert (week.counted.partial, week.counted.attempts) == (1, 1)
    assert week.range is not None
    assert week.range.value == pytest.approx(170.0, abs=0.5)
    assert stated(week.range) >= ERROR_SDS * 2.5
    assert (week.range_unit, week.title) == ("deg", KNOWN["bridge"].title)


def test_good_form_counts_repetitions_without_a_clear_fault() -> None:
    reps = tuple(rep(number, 170.0) for number in range(4))
    faults = (fault("feet_far", 6.0), fault("over_arch", 11.0, Severity.WARN))
    week = only(("Ann", MONDAY, session(reps=reps, faults=faults)))
    assert week.form is not None
    assert week.form.value == 0.75
    assert week.faults == {"feet_far": 1}


def test_faults_are_counted_once_a_recording_the_most_frequent_first() -> None:
    twice = session(faults=(fault("over_arch", 1.0), fault("over_arch", 9.0)))
    both = session(faults=(fault("feet_far", 1.0), fault("over_arch", 9.0)))
    week = only(("Ann", MONDAY, twice), ("Ann", MONDAY, both))
    assert list(week.faults.items()) == [("over_arch", 2), ("feet_far", 1)]


def test_a_hold_has_seconds_and_its_share_of_good_form() -> None:
    week = only(("Ann", MONDAY, session("plank", holds=(Hold(None, 1.0, 11.0, 8.0),))))
    assert (week.counted.held_s, week.counted.good_s) == (10.0, 8.0)
    assert week.form is not None
    assert week.form.value == pytest.approx(0.8)


def test_a_longer_recording_counts_for_more_of_what_was_judged() -> None:
    parts = [(1.0, 30.0), (0.5, 90.0)]
    found = [("Ann", MONDAY, session(graded=share, length_s=s)) for share, s in parts]
    assert only(*found).graded == pytest.approx(0.625)
    assert only(("Ann", MONDAY, session(length_s=0.0))).graded == 0.0


def test_what_could_hardly_be_judged_says_nothing_of_form() -> None:
    assert only(("Ann", MONDAY, session(reps=(rep(0, 170.0),), graded=0.5))).form is None


def test_an_average_stands_for_the_range_where_it_could_be_judged() -> None:
    found = {
        "hip_extension": Reading(171.0, 2.0, Unit.DEG),
        "knee_angle": Reading(float("nan"), 1.0, Unit.DEG, "not seen"),
    }
    week = only(("Ann", MONDAY, session(averages=found)))
    assert week.range is not None
    assert (week.range.value, stated(week.range)) == (171.0, 4.0)


def test_weeks_exercises_and_patients_are_rows_of_their_own() -> None:
    found = [
        Dated("Bob", NEXT, session()),
        Dated("", NEXT, session()),
        Dated("ann", NEXT, session("plank")),
        Dated("ann", NEXT, session("bridge")),
        Dated("ann", MONDAY, session("plank")),
        Dated("ann", MONDAY, session("pelvic-tilt")),
        Dated("ann", MONDAY, session("gone")),
    ]
    rows = [(one.patient, one.counted.week, one.exercise) for one in patient_weeks(found, KNOWN)]
    assert rows == [
        ("", NEXT, "bridge"),
        ("ann", MONDAY, "gone"),
        ("ann", MONDAY, "pelvic-tilt"),
        ("ann", MONDAY, "plank"),
        ("ann", NEXT, "bridge"),
        ("ann", NEXT, "plank"),
        ("Bob", NEXT, "bridge"),
    ]
