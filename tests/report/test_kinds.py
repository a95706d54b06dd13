"""Stretches, guided movements, snapshots and cycles in the summary, the page and the table."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from formcheck.checking.results import Counts, Hold, RepKind
from formcheck.cli.tables import session_tables
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.rules import CycleRule
from formcheck.exercises.spec import Exercise
from formcheck.report.html_report import html_report
from formcheck.report.make_report import make_report
from formcheck.report.reported import Reported
from formcheck.report.summary import summarise
from formcheck.session.record import SessionRecord


@pytest.fixture
def cycle() -> Exercise:
    rule = CycleRule(
        kind="cycle",
        signal="hip_extension",
        least=20.0,
        half_s=1.0,
        max_s=20.0,
        hurry_cue="Slowly, with your breath.",
        source="test",
    )
    return load_exercise("bridge").model_copy(update={"rule": rule, "checks": ()})


def page(record: SessionRecord, exercise: Exercise) -> str:
    report = make_report(Reported(record=record, exercise=exercise))
    return " ".join(html_report(report).split())


def table(record: SessionRecord, exercise: Exercise) -> str:
    console = Console(file=io.StringIO(), width=200)
    for one in session_tables(record, exercise):
        console.print(one)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_guided_movement_is_never_called_full(
    guided_record: SessionRecord, guided: Exercise
) -> None:
    found = summarise(guided_record, guided)
    assert found.headline == "4 of 5 repetitions, guided, not scored"
    assert found.went_well == "You kept at it: 4 repetitions, 1 of them told by you."
    assert found.work_on.startswith("Nothing was scored here, so go by what you feel. ")
    paced = replace(guided_record, reps=tuple(replace(rep, note="") for rep in guided_record.reps))
    assert summarise(paced, guided).went_well == "You kept to the beat 4 times."
    for text in (page(guided_record, guided), table(guided_record, guided)):
        assert "guided, not scored" in text
        assert "not measured" in text
        assert "told by you" in text
        assert "partial" not in text
    assert "Nothing was looked for" in page(guided_record, guided)


def test_told_repetitions_count_though_nothing_was_seen(
    guided_record: SessionRecord, guided: Exercise
) -> None:
    unseen = replace(guided_record, graded_fraction=0.0)
    found = summarise(unseen, guided)
    assert found.headline == "4 of 5 repetitions, guided, not scored"
    assert found.work_on.startswith("Nothing was scored here")
    nothing = replace(unseen, counts=Counts(), reps=())
    assert summarise(nothing, guided).headline == "Nothing could be judged"


def test_stretches_are_told_by_their_still_seconds(
    stretch_record: SessionRecord, stretch: Exercise
) -> None:
    found = summarise(stretch_record, stretch)
    assert "Nothing was looked for" in page(stretch_record, stretch)
    assert found.headline == "3 stretches, 1 of the full 30 s; still for 57.6 s"
    assert found.went_well == "You stayed in the stretch, still, for 31.2 s."
    assert found.work_on == "Nothing for now: keep it as it is."
    text = page(stretch_record, stretch)
    assert "<h2>Stretches</h2>" in text
    assert ">Still</th>" in text
    for kind in ("full", "partial", "short"):
        assert f"</span> {kind}</td>" in text
    rows = [line for line in table(stretch_record, stretch).splitlines() if " s " in line]
    assert [next(k for k in ("full", "partial", "short") if k in row) for row in rows] == [
        *("full", "partial", "short")
    ]


@pytest.mark.parametrize(
    ("good_s", "kind"), [(30.0, "full"), (29.9, "partial"), (15.0, "partial"), (14.9, "short")]
)
def test_kinds_of_a_stretch(
    stretch_record: SessionRecord, stretch: Exercise, good_s: float, kind: str
) -> None:
    one = replace(stretch_record, holds=(Hold(None, 1.0, 41.0, good_s),))
    assert kind in table(one, stretch)
    aim = "Stay a little longer, as long as it is comfortable: 30 s is the aim."
    assert (summarise(one, stretch).work_on == aim) == (kind != "full")


def test_no_stretch_yet(stretch_record: SessionRecord, stretch: Exercise) -> None:
    none = replace(stretch_record, holds=())
    found = summarise(none, stretch)
    assert found.headline == "No stretch yet"
    assert "stretch, still" not in found.went_well


def test_a_snapshot_shows_its_averages(snapshot_record: SessionRecord, snapshot: Exercise) -> None:
    found = summarise(snapshot_record, snapshot)
    assert found.headline == "20 s averaged"
    assert found.work_on.startswith("Feet too far away, on average. ")
    for text in (page(snapshot_record, snapshot), table(snapshot_record, snapshot)):
        assert "Averages" in text
        assert "171° ± 5" in text
        assert "Leg, left" in text
        assert "not judged: seen for less than half of the time" in text
    none = replace(snapshot_record, averages={})
    assert summarise(none, snapshot).headline == "No snapshot yet"
    assert "Averages" not in page(none, snapshot) + table(none, snapshot)


def test_rushed_cycles_are_told_and_not_called_clean(
    record: SessionRecord, cycle: Exercise
) -> None:
    reps = tuple(
        replace(rep, faults=(), note=note, kind=RepKind.FULL)
        for rep, note in zip(record.reps, ("", "quick", "quick", ""), strict=True)
    )
    rushed = replace(record, reps=reps, faults=(), counts=Counts(full=4))
    found = summarise(rushed, cycle)
    assert found.headline == "4 full repetitions"
    assert found.went_well == "2 of 4 repetitions had your own full range and good form."
    assert found.work_on == "2 repetitions went quickly. Try this: “Slowly, with your breath.”"
    calm = replace(rushed, reps=tuple(replace(rep, note="") for rep in reps))
    assert summarise(calm, cycle).work_on == "Nothing for now: keep it as it is."
    assert "171°" not in page(calm, cycle)
    assert "170° ± 5" in page(calm, cycle)
