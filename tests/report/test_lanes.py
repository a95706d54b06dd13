"""Lanes have everything that was found, each thing with its words."""

from dataclasses import replace

import pytest

from formcheck.checking.results import FaultSpan, Hold, NotJudgedSpan, RepKind, Severity
from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Landmark, Side
from formcheck.overlay.scene import Tone
from formcheck.report.lanes import ItemKind, Lane, about_mark, lanes
from formcheck.review.edits import AngleMark, Drawing, LineMark, Mark, Note
from formcheck.review.take import Take
from tests.review.takes import clip

AT = (1.0, 2.0)


@pytest.fixture
def take() -> Take:
    return clip("bridge_good")


def titles(found: tuple[Lane, ...]) -> list[str]:
    return [lane.title for lane in found]


def faults(*spans: tuple[str, float, float]) -> tuple[FaultSpan, ...]:
    return tuple(FaultSpan(name, Severity.WARN, start, end, 5.0, 1.0) for name, start, end in spans)


def test_lanes_stand_before_anything_is_found(take: Take) -> None:
    empty = replace(take.record, reps=(), holds=(), faults=(), not_judged=())
    for slug, first in (
        ("bridge", ["repetitions"]),
        ("plank", ["holds"]),
        ("hamstring-supine", ["stretches"]),
        ("standing", []),
    ):
        one = replace(take, exercise=load_exercise(slug), record=empty)
        assert titles(lanes(one)) == [*first, "noticed", "not judged"]


def test_kinds_of_repetitions_differ_in_height_and_tone(take: Take) -> None:
    first, second = take.record.reps
    reps = (
        first,
        replace(second, kind=RepKind.PARTIAL, side=Side.LEFT, note="hold 0.6 s of 1.0 s"),
        replace(second, number=3, kind=RepKind.ATTEMPT),
        replace(second, number=4, kind=RepKind.GUIDED),
    )
    found = lanes(replace(take, record=replace(take.record, reps=reps)))[0].items
    assert len({item.filled for item in found[:3]}) == 3
    assert [item.tone for item in found] == [Tone.GOOD, Tone.WARN, Tone.UNSURE, Tone.UNSURE]
    assert [item.label for item in found] == ["1", "2", "3", "4"]
    assert found[1].words.startswith("Repetition 2, left, partial, 0:")
    assert found[1].words.endswith("hold 0.6 s of 1.0 s")


def test_few_checks_have_a_lane_each_in_their_order_many_share_one(take: Take) -> None:
    spans = faults(("feet_close", 1.0, 2.0), ("over_arch", 1.5, 3.0), ("gone", 5.0, 6.0))
    few = lanes(replace(take, record=replace(take.record, faults=spans)))
    assert titles(few)[1:4] == ["Hips beyond the line", "Feet too close", "gone"]
    assert [item.key for lane in few[1:4] for item in lane.items] == [1, 0, 2]
    spans += faults(("feet_far", 1.6, 4.0))
    many = lanes(replace(take, record=replace(take.record, faults=spans)))[1]
    assert many.title == "noticed"
    assert many.rows == 3
    assert [(item.key, item.row) for item in many.items] == [(0, 0), (1, 1), (3, 2), (2, 0)]


def test_a_lane_has_no_more_than_three_rows(take: Take) -> None:
    gaps = tuple(NotJudgedSpan("dark", place, 9.0) for place in (0.0, 1.0, 2.0, 3.0, 4.0))
    found = lanes(replace(take, record=replace(take.record, not_judged=gaps)))
    lane = next(one for one in found if one.title == "not judged")
    assert [item.row for item in lane.items] == [0, 1, 2, 2, 2]
    assert lane.items[0].words == "Not judged, 0:00.0 to 0:09.0, dark"


def test_holds_are_as_high_as_they_were_good(take: Take) -> None:
    holds = (Hold(Side.LEFT, 0.0, 10.0, 4.0), Hold(None, 12.0, 12.0, 0.0))
    record = replace(take.record, reps=(), holds=holds)
    plank = lanes(replace(take, exercise=load_exercise("plank"), record=record))[0]
    assert [item.filled for item in plank.items] == [0.4, 0.0]
    assert plank.items[0].words == "Hold 1, left, 0:00.0 to 0:10.0, 4.0 s in good form"
    assert plank.items[0].label == "4.0 s"
    stretch = lanes(replace(take, exercise=load_exercise("hamstring-supine"), record=record))[0]
    assert stretch.items[0].words == "Stretch 1, left, short, 0:00.0 to 0:10.0, 4.0 s still"


def test_what_was_done_by_hand_has_a_lane(take: Take) -> None:
    assert "by hand" not in titles(lanes(take, take.record))
    by_hand = take.seen.by_hand.copy()
    by_hand[10:20, Landmark.NOSE] = True
    marks: tuple[Mark, ...] = (
        Note("1", 9.0, "Look here"),
        AngleMark("2", 1.0, (AT, AT, AT)),
        LineMark("3", 2.0, (AT, AT)),
        Drawing("4", 3.0, ()),
    )
    reps = (replace(take.record.reps[0], kind=RepKind.PARTIAL), take.record.reps[1])
    changed = replace(take.record, reps=reps)
    found = lanes(
        replace(take, seen=replace(take.seen, by_hand=by_hand), record=changed), take.record, marks
    )
    lane = found[-1]
    assert lane.title == "by hand"
    assert [item.kind for item in lane.items].count(ItemKind.MARK) == 4
    assert [item.key for item in lane.items if item.kind is ItemKind.MARK] == [1, 2, 3, 0]
    assert lane.items[-1].words == "0:09.0, Look here"
    assert {about_mark(mark) for mark in marks[1:]} == {
        "an angle, measured by hand",
        "a line, measured by hand",
        "a drawing",
    }
    moved = next(item for item in lane.items if item.kind is ItemKind.HAND)
    assert moved.words.startswith("Landmarks moved by hand, 0:00.")
    assert [item.by_hand for item in found[0].items] == [True, False]
    assert found[0].items[0].words.endswith("corrected by hand")
