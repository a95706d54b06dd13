"""What the annotated video of a corrected recording says at each moment."""

from dataclasses import replace
from functools import cache

import pytest

from formcheck.checking.results import FaultSpan, Hold, NotJudgedSpan, Rep, RepKind, Severity
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.landmarks import Side
from formcheck.overlay.scene import Tone
from formcheck.pose.recorded import load_poses
from formcheck.report.hud import Hud
from formcheck.report.take_marks import clock_at, counts_at, marks_of_take
from formcheck.review.take import Take, measure
from tests.report.clips import path_of


@cache
def take() -> Take:
    """A bridge, judged once."""
    poses = load_poses(path_of("bridge_feet_far"))
    found = measure(poses, load_exercise("bridge"), name="bridge.mp4")
    assert found is not None
    return found


def told(time_s: float, **changes: object) -> Hud:
    return marks_of_take(with_record(**changes))(time_s).hud


def with_record(exercise: Exercise | None = None, **changes: object) -> Take:
    one = take()
    return replace(one, exercise=exercise or one.exercise, record=replace(one.record, **changes))


def rep(number: int, end_s: float, kind: RepKind = RepKind.FULL, side: Side | None = None) -> Rep:
    return Rep(
        number=number,
        side=side,
        start_s=end_s - 2.0,
        turn_s=end_s - 1.0,
        end_s=end_s,
        extreme=170.0,
        sd=2.0,
        kind=kind,
    )


def fault(start_s: float, end_s: float, severity: Severity = Severity.FAULT) -> FaultSpan:
    return FaultSpan("feet_far", severity, start_s, end_s, 130.0, 3.0)


def test_body_and_face_are_those_of_the_take() -> None:
    one = take()
    time_s = float(one.poses.time_s[100])
    marks, scene, pose = marks_of_take(one)(time_s), one.scene(100), one.pose(100)
    assert marks.scene == scene
    assert marks.pose is not None
    assert pose is not None
    assert (marks.pose.image_px == pose.image_px).all()
    assert marks.hud.tone is one.seen.marks(100, one.record.series).tone


def test_repetitions_are_counted_when_they_end() -> None:
    reps = (
        rep(1, 2.0),
        rep(2, 4.0, RepKind.PARTIAL),
        rep(3, 6.0, side=Side.LEFT),
        rep(4, 8.0, side=Side.RIGHT),
        rep(5, 9.0, RepKind.ATTEMPT),
        rep(6, 10.0, RepKind.GUIDED),
    )
    assert counts_at(reps, 1.9).full == 0
    assert counts_at(reps, 2.0).full == 1
    last = counts_at(reps, 20.0)
    assert (last.full, last.partial, last.attempt, last.guided) == (3, 1, 1, 1)
    assert (last.left, last.right) == (1, 1)
    assert told(5.0, reps=reps).number == "1"
    assert told(8.0, reps=reps).meaning == "left 1, right 1"


def test_a_repetition_added_by_hand_is_counted() -> None:
    record = take().record
    more = replace(record, reps=(*record.reps, rep(99, 0.5)))
    before = told(0.6).number, marks_of_take(replace(take(), record=more))(0.6).hud.number
    assert before == ("0", "1")


def test_a_hold_shows_its_seconds() -> None:
    holds = (Hold(None, 1.0, 11.0, 8.0), Hold(None, 20.0, 24.0, 4.0))
    none = clock_at(holds, (), 0.5)
    assert (none.total_s, none.running) == (0.0, False)
    clock = clock_at(holds, (fault(3.0, 5.0),), 6.0)
    assert (clock.total_s, clock.good_s, clock.running) == (5.0, 3.0, True)
    assert not clock_at(holds, (fault(3.0, 5.0),), 4.0).running
    assert clock_at(holds, (fault(3.0, 5.0, Severity.WARN),), 4.0).running
    over = clock_at(holds, (fault(3.0, 5.0),), 15.0)
    assert (over.good_s, over.running, over.longest_s) == (8.0, False, 8.0)
    assert clock_at(holds, (), 21.0).longest_s == 8.0


def test_an_exercise_that_is_held_shows_the_clock() -> None:
    plank = load_exercise("plank")
    holds = (Hold(None, 1.0, 11.0, 8.0),)
    numbers = {
        time_s: marks_of_take(with_record(plank, holds=holds, reps=(), faults=()))(time_s).hud
        for time_s in (0.5, 4.0, 12.0)
    }
    assert [numbers[time_s].number for time_s in numbers] == ["0 s", "3 s", "8 s"]
    assert numbers[0.5].meaning == "not started"
    assert numbers[4.0].meaning == "in good form"
    assert numbers[12.0].meaning == "clock stopped"


@pytest.mark.parametrize("slug", ["sitting"])
def test_where_nothing_is_counted_there_is_no_number(slug: str) -> None:
    hud = marks_of_take(with_record(load_exercise(slug)))(1.0).hud
    assert (hud.number, hud.meaning) == ("", "")


def test_what_is_noticed_is_said_while_it_lasts() -> None:
    faults = (fault(2.0, 4.0, Severity.WARN), replace(fault(3.0, 5.0), check="over_arch"))
    cues = {check.id: check.cue for check in take().exercise.checks}
    said = [told(time_s, faults=faults) for time_s in (1.0, 2.5, 3.5, 6.0)]
    assert [one.cue for one in said] == ["", cues["feet_far"], cues["over_arch"], ""]
    assert [one.cue_tone for one in said[1:3]] == [Tone.WARN, Tone.FAULT]


def test_a_check_that_is_gone_says_nothing() -> None:
    gone = (replace(fault(2.0, 4.0), check="gone"),)
    assert told(3.0, faults=gone).cue == ""


def test_what_could_not_be_judged_is_said_while_it_lasts() -> None:
    gaps = (NotJudgedSpan("I can't see your feet.", 2.0, 3.0),)
    assert [told(time_s, not_judged=gaps).hint for time_s in (1.0, 2.5, 3.5)] == [
        "",
        "I can't see your feet.",
        "",
    ]
