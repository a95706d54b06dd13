"""The first week against now, from the numbers of sessions alone."""

from dataclasses import replace
from datetime import date, timedelta

from formcheck.care.trend import Verdict
from formcheck.checking.results import Counts, FaultSpan, Hold, RepKind, Severity
from formcheck.exercises.loader import load_exercise
from formcheck.features.reading import Reading, Unit
from formcheck.report.difference import Difference
from formcheck.report.first_and_now import Dated, first_and_now
from formcheck.session.record import SessionRecord
from tests.report.test_compare import reps_of, row, seen_of

MONDAY = date(2026, 3, 2)


def weeks(*records: SessionRecord) -> list[Dated]:
    return [Dated(MONDAY + timedelta(weeks=n, days=n % 3), one) for n, one in enumerate(records)]


def range_of(*sessions: Dated) -> Difference:
    rows = first_and_now(sessions, load_exercise("bridge"))
    return next(one for one in rows if one.title.startswith("Range"))


def test_the_last_week_is_compared_with_the_first() -> None:
    records = [seen_of(reps=reps_of(*[reach] * 3)).record for reach in (150.0, 90.0, 175.0)]

    found = range_of(*weeks(*records))

    assert (found.first_text, found.second_text) == ("150° ± 8", "175° ± 8")
    assert found.change.verdict is Verdict.MORE


def test_of_four_weeks_two_and_two_are_compared_in_any_order() -> None:
    records = [seen_of(reps=reps_of(*[reach] * 3)).record for reach in (150.0, 160.0, 165.0, 175.0)]

    found = range_of(*reversed(weeks(*records)))

    assert (found.first_text[:4], found.second_text[:4]) == ("155°", "170°")


def test_one_week_has_nothing_to_be_compared_with() -> None:
    assert first_and_now(weeks(seen_of(reps=reps_of(150.0)).record)) == ()
    assert first_and_now([]) == ()


def test_other_exercises_are_left_out() -> None:
    bridge = [seen_of(reps=reps_of(*[reach] * 3)).record for reach in (150.0, 170.0)]
    other = seen_of("squat", reps=reps_of(90.0)).record

    found = range_of(*weeks(other, *bridge))

    assert found.first_text == "150° ± 8"


def test_form_and_counts_come_along() -> None:
    clear = FaultSpan("over_arch", Severity.FAULT, 0.0, 1.0, 195.0, 4.0)
    little = replace(clear, severity=Severity.WARN)
    reps = reps_of(*[170.0] * 10)
    first = seen_of(reps=reps, faults=(clear,), counts=Counts(full=10)).record
    guided = tuple(replace(rep, kind=RepKind.GUIDED) for rep in reps)
    last = seen_of(reps=reps, faults=(little,), counts=Counts(full=10)).record

    rows = first_and_now(weeks(first, last), load_exercise("bridge"))

    assert row(rows, "Good form").first_text[:4] == "90 %"
    assert row(rows, "Good form").second_text[:5] == "100 %"
    assert row(rows, "Full repetitions a day").change.verdict is not Verdict.MORE
    both = first_and_now(weeks(*[seen_of(reps=guided).record] * 2))
    assert [one.title for one in both] == ["Guided repetitions a day, not scored"]


def test_holds_and_snapshots_come_along() -> None:
    held = [
        seen_of("plank", holds=tuple(Hold(None, 0.0, 20.0, good_s) for _n in range(3))).record
        for good_s in (10.0, 15.0)
    ]
    shown = [
        seen_of(
            "standing",
            focus="trunk_lean",
            averages={
                "trunk_lean": Reading(value, 3.0, Unit.DEG),
                "neck_lean": Reading(20.0, 3.0, Unit.DEG, "not seen"),
            },
        ).record
        for value in (2.0, 4.0)
    ]

    assert row(first_and_now(weeks(*held)), "Seconds of a hold in good form").sign == "▲"
    found = first_and_now(weeks(*shown))
    assert [(one.first_text, one.sign) for one in found] == [("2° ± 6", "?")]
