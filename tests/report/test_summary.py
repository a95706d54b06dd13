from dataclasses import replace

import pytest

from formcheck.checking.results import Counts, FaultSpan, Severity
from formcheck.exercises.spec import Exercise
from formcheck.report.summary import headline, summarise
from formcheck.session.record import SessionRecord


def test_clean_session_has_nothing_to_work_on(record: SessionRecord, exercise: Exercise) -> None:
    reps = tuple(replace(rep, faults=()) for rep in record.reps if rep.kind == "full")
    clean = replace(record, reps=reps, faults=(), counts=Counts(full=3))
    summary = summarise(clean, exercise)
    assert summary.headline == "3 full repetitions"
    assert summary.went_well == "All 3 repetitions had the full range and good form."
    assert summary.work_on == "Nothing for now: keep it as it is."
    one = summarise(replace(clean, reps=reps[:1], counts=Counts(full=1)), exercise)
    assert one.went_well == "Your repetition had the full range and good form."
    short = replace(clean, reps=(*reps, record.reps[2]), counts=Counts(full=3, partial=1))
    assert summarise(short, exercise).went_well.startswith("3 of 4 repetitions had the full")


def test_short_repetitions_are_worked_on_when_form_is_good(
    record: SessionRecord, exercise: Exercise
) -> None:
    work_on = summarise(replace(record, faults=()), exercise).work_on
    assert work_on.startswith("1 repetition stopped short of the full range or hold (hold 0.4 s")


def test_worst_then_longest_fault_is_the_one_thing(
    record: SessionRecord, exercise: Exercise
) -> None:
    longer = FaultSpan("over_arch", Severity.WARN, 0.0, 19.0, 190.0, 5.0)
    assert (
        "Feet far" in summarise(replace(record, faults=(*record.faults, longer)), exercise).work_on
    )
    graver = replace(longer, severity=Severity.FAULT)
    assert (
        "Back arched"
        in summarise(replace(record, faults=(*record.faults, graver)), exercise).work_on
    )


def test_sides_are_in_the_headline(record: SessionRecord, exercise: Exercise) -> None:
    both = replace(record, counts=Counts(full=3, left=2, right=1, attempt=1))
    assert headline(both, exercise) == "3 full repetitions (2 left, 1 right), 1 attempt"


def test_nothing_judged_asks_for_a_better_recording(
    empty_record: SessionRecord, exercise: Exercise
) -> None:
    summary = summarise(empty_record, exercise)
    assert summary.headline == "Nothing could be judged"
    assert summary.work_on == "I can't see anybody. Step into the picture."


@pytest.mark.parametrize("fraction", [0.96, 0.3])
def test_no_fault_means_little_when_little_was_judged(
    record: SessionRecord, exercise: Exercise, fraction: float
) -> None:
    quiet = replace(record, reps=(), faults=(), counts=Counts(), graded_fraction=fraction)
    said = "could be judged" in summarise(quiet, exercise).went_well
    assert said is (fraction > 0.8)


def test_check_that_the_exercise_no_longer_has(record: SessionRecord, exercise: Exercise) -> None:
    gone = FaultSpan("gone", Severity.FAULT, 0.0, 2.0, 1.0, 0.1)
    assert summarise(replace(record, faults=(gone,)), exercise).work_on == "gone, for 2.0 s."
