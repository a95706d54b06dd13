"""What differs, as tables."""

from dataclasses import replace
from datetime import date

from formcheck.report.content import Table
from formcheck.report.difference_table import (
    parts_doubts,
    parts_table,
    sides_table,
    weeks_table,
)
from formcheck.report.first_and_now import Dated
from formcheck.review.part import Part
from tests.report.test_compare import reps_of, seen_of
from tests.review.takes import clip

AB = ("A", "B")


def rows(table: Table | None) -> dict[str, list[str]]:
    assert table is not None
    return {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}


def titles(table: Table | None) -> list[str]:
    assert table is not None
    return [column.title for column in table.columns]


def test_whole_recordings_are_compared_as_a_whole() -> None:
    low, good = Part(clip("bridge_partial")), Part(clip("bridge_good"))

    table = parts_table(low, good, AB)

    assert (table.name, titles(table)) == (
        "A and B",
        ["What", "A", "B", "Difference", "What that means"],
    )
    assert rows(table)["Full repetitions"] == [
        "0 ± 1",
        "2 ± 1",
        "+2 ± 1",
        "▲ beyond the error",
    ]
    assert rows(table)["Range: Hip, median"][0] == "\u2013"
    assert table.columns[-1].wide


def test_two_movements_are_compared_alone() -> None:
    good, plank = clip("bridge_good"), clip("plank_good")
    first, second = good.record.reps
    hold, last = plank.record.holds

    reps = rows(parts_table(Part(good, first), Part(good, second), AB))
    holds = rows(parts_table(Part(plank, hold), Part(plank, last), AB))
    mixed = rows(parts_table(Part(good, first), Part(good), AB))

    assert "Range: Hip" in reps
    assert list(holds) == ["Held in good form", "Held in all"]
    assert "Range: Hip, median" in mixed


def test_left_and_right_have_percents() -> None:
    table = sides_table(Part(clip("bird-dog_good")), "A")

    assert titles(table)[1:5] == ["left", "right", "Difference", "In percent"]
    assert table is not None
    assert table.name == "Left and right in A"
    assert sides_table(Part(clip("bridge_good")), "A") is None


def test_the_first_week_and_now() -> None:
    sessions = [
        Dated(date(2026, 3, day), seen_of(reps=reps_of(*[reach] * 3)).record)
        for day, reach in ((2, 150.0), (16, 175.0))
    ]

    table = weeks_table(sessions)

    assert titles(table)[1:3] == ["First week", "Now"]
    assert rows(table)["Range: Hip"][2] == "+25° ± 11"
    assert weeks_table(sessions[:1]) is None


def test_what_makes_it_hard_to_compare_is_said() -> None:
    good = clip("bridge_good")
    front = replace(good.record, view=replace(good.record.view, name="front"))

    assert parts_doubts(Part(good), Part(good)) == ""
    told = parts_doubts(Part(good), Part(replace(good, record=front)))
    assert told == "The camera saw them from different sides: that alone changes angles."
