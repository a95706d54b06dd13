"""A history from a real store: every number is known from what was kept."""

import math
from datetime import UTC, date, datetime, time, timedelta

import pytest

from formcheck.care.trend import MEDIAN_FACTOR, Verdict
from formcheck.checking.results import RepKind
from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Side
from formcheck.report.history import History, load_history
from formcheck.report.history_exercises import ExerciseHistory, ExerciseWeek
from formcheck.report.history_lines import Line, Measure
from formcheck.report.history_told import Told
from formcheck.store.answers import AnswerKind
from formcheck.store.kept import CorrectionKind, State
from tests.report.kept import MONDAY, TUESDAY, Diary, full, hold, rep

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
SUNDAY = MONDAY + 6 * DAY
MORE, LESS, SKIP = CorrectionKind


def load(diary: Diary, today: date = SUNDAY) -> History:
    return diary.load(today)


def exercise(history: History, slug: str) -> ExerciseHistory:
    return next(one for one in history.exercises if one.slug == slug)


def line(history: History, slug: str, measure: Measure) -> Line:
    return next(one for one in exercise(history, slug).lines if one.measure is measure)


def measures(history: History, slug: str) -> list[Measure]:
    return [one.measure for one in exercise(history, slug).lines]


# Range


def test_the_range_of_a_week_is_the_median_of_full_repetitions(diary: Diary) -> None:
    partial = rep(100.0, kind=RepKind.PARTIAL)
    diary.keep("bridge", MONDAY, [*full(160, 164, 168, 172), partial])
    (point,) = line(load(diary), "bridge", Measure.RANGE).points
    assert point.week == MONDAY
    found = point.estimate
    assert (found.value, found.systematic_sd, found.n) == (166.0, 3.0, 4)
    assert found.random_sd == pytest.approx(MEDIAN_FACTOR * 5.16398 / 2.0, abs=1e-4)


def test_sessions_of_a_week_are_one_point_and_weeks_without_none(diary: Diary) -> None:
    diary.keep("bridge", MONDAY, full(160, 160, 160))
    diary.keep("bridge", MONDAY + 2 * DAY, full(166, 166, 166))
    diary.keep("bridge", MONDAY + 2 * WEEK, full(180, 180, 180))
    found = line(load(diary, SUNDAY + 2 * WEEK), "bridge", Measure.RANGE)
    assert [one.week for one in found.points] == [MONDAY, MONDAY + 2 * WEEK]
    assert found.points[0].estimate.value == pytest.approx(163.0)
    assert found.points[0].estimate.systematic_sd == pytest.approx(3.0)
    assert found.points[0].estimate.random_sd == pytest.approx(3.0)


def test_the_range_changed_by_more_than_its_error(diary: Diary) -> None:
    for n in range(4):
        top = 150.0 if n < 2 else 165.0
        diary.keep("bridge", MONDAY + n * WEEK, full(top, top, top))
    found = line(load(diary, SUNDAY + 3 * WEEK), "bridge", Measure.RANGE)
    assert found.compared == 2
    assert found.change.by == pytest.approx(15.0)
    assert found.change.error == pytest.approx(2.0 * math.hypot(3.0, 3.0))
    assert found.change.verdict is Verdict.MORE
    # The last two weeks alone: one against one, and both alike.
    late = found.since(MONDAY + 2 * WEEK + 3 * DAY)
    assert (len(late.points), late.compared) == (2, 1)
    assert late.change.verdict is Verdict.SAME
    assert late.since(MONDAY + 3 * WEEK).change.verdict is Verdict.UNKNOWN


def test_another_measurement_is_not_mixed_in(diary: Diary) -> None:
    diary.keep("cat-cow", MONDAY, full(40, 40, 40), focus="head_flex")
    diary.keep("cat-cow", MONDAY + WEEK, full(0.2, 0.2, 0.2, sd=0.01), focus="back_bow")
    history = load(diary, SUNDAY + WEEK)
    found = line(history, "cat-cow", Measure.RANGE)
    assert [one.week for one in found.points] == [MONDAY + WEEK]
    (note,) = exercise(history, "cat-cow").notes
    assert note == "Its range was measured in another way before: that is left out."


def test_a_range_that_was_lost_leaves_no_point(diary: Diary) -> None:
    diary.keep("bridge", MONDAY, full(math.nan, math.nan), state=State.INTERRUPTED)
    history = load(diary)
    assert measures(history, "bridge") == [Measure.FORM, Measure.COUNT]
    assert exercise(history, "bridge").notes == (
        "Sessions that were broken off count with what was on the screen until then.",
    )


# Sides


def test_left_and_right_are_told_apart(diary: Diary) -> None:
    left, right = full(0, 0, 0, side=Side.LEFT, sd=2), full(20, 20, 20, side=Side.RIGHT, sd=2)
    diary.keep("straight-leg-raise", MONDAY, [*left, *right])
    found = line(load(diary), "straight-leg-raise", Measure.RANGE)
    assert {side: points[0].estimate.value for side, points in found.sides.items()} == {
        Side.LEFT: 0.0,
        Side.RIGHT: 20.0,
    }
    assert found.difference.by == 20.0
    assert found.difference.error == pytest.approx(2.0 * math.hypot(2.0, 2.0))
    assert found.difference.verdict is Verdict.MORE


def test_of_an_arm_and_the_opposite_leg_the_range_is_the_legs(diary: Diary) -> None:
    # GIVEN repetitions that have the side of the arm, and a range measured of the other leg
    left, right = full(0, 0, 0, side=Side.LEFT, sd=2), full(20, 20, 20, side=Side.RIGHT, sd=2)
    diary.keep("bird-dog", MONDAY, [*left, *right])
    # THEN the left arm's range is the right leg's
    found = line(load(diary), "bird-dog", Measure.RANGE)
    values = [(side, points[0].estimate.value) for side, points in found.sides.items()]
    assert values == [(Side.LEFT, 20.0), (Side.RIGHT, 0.0)]


def test_less_than_fifteen_degrees_is_no_difference_of_the_sides(diary: Diary) -> None:
    left, right = full(0, 0, 0, side=Side.LEFT, sd=1), full(14, 14, 14, side=Side.RIGHT, sd=1)
    diary.keep("bird-dog", MONDAY, [*left, *right])
    assert line(load(diary), "bird-dog", Measure.RANGE).difference.verdict is Verdict.SAME


def test_the_side_that_was_asked_for_counts_where_nothing_tells_it(diary: Diary) -> None:
    diary.keep("side-plank", MONDAY, holds=[hold(10, 9)] * 3, side=Side.LEFT)
    diary.keep("side-plank", MONDAY, holds=[hold(10, 9)] * 3)
    found = line(load(diary), "side-plank", Measure.HOLD)
    assert [len(found.sides[side]) for side in Side] == [1, 0]
    assert found.sides[Side.LEFT][0].estimate.n == 3
    assert found.recent(Side.RIGHT) is None
    diary.keep("straight-leg-raise", MONDAY, full(60, 60, 60), side=Side.RIGHT)
    raised = line(load(diary), "straight-leg-raise", Measure.RANGE)
    assert [len(raised.sides[side]) for side in Side] == [0, 1]
    assert found.difference.verdict is Verdict.UNKNOWN


def test_old_weeks_are_not_compared_between_the_sides(diary: Diary) -> None:
    diary.keep("bird-dog", MONDAY, full(90, 90, 90, side=Side.LEFT))
    for n in (1, 4):
        both = [*full(0, 0, 0, side=Side.LEFT), *full(0, 0, 0, side=Side.RIGHT)]
        diary.keep("bird-dog", MONDAY + n * WEEK, both)
    found = line(load(diary, SUNDAY + 4 * WEEK), "bird-dog", Measure.RANGE)
    left = found.recent(Side.LEFT)
    assert left is not None
    assert (left.value, left.n) == (0.0, 6)


def test_what_has_no_sides_has_none(diary: Diary) -> None:
    diary.keep("bridge", MONDAY, full(160))
    found = line(load(diary), "bridge", Measure.RANGE)
    assert found.sides == {}


# Holds, form, counts


def test_good_seconds_of_a_hold_are_certain_to_a_second(diary: Diary) -> None:
    diary.keep("plank", MONDAY, holds=[hold(20, 12), hold(20, 14), hold(20, 16)])
    history = load(diary)
    assert measures(history, "plank") == [Measure.HOLD, Measure.FORM]
    (point,) = line(history, "plank", Measure.HOLD).points
    assert (point.estimate.value, point.estimate.systematic_sd) == (14.0, 0.5)
    (share,) = line(history, "plank", Measure.FORM).points
    assert share.estimate.value == pytest.approx(42 / 60)
    assert share.estimate.systematic_sd == pytest.approx(0.5 / 20.0)
    assert share.estimate.n == 3


def test_good_form_is_the_share_without_a_check_at_fault(diary: Diary) -> None:
    bad = rep(160, faults=("over_arch",))
    attempt = rep(100, kind=RepKind.ATTEMPT)
    diary.keep("bridge", MONDAY, [*full(160, 160, 160), bad, attempt])
    diary.keep("bridge", MONDAY, [bad] * 9, graded=0.79)
    (point,) = line(load(diary), "bridge", Measure.FORM).points
    assert (point.estimate.value, point.estimate.n) == (0.75, 4)


def test_full_repetitions_are_counted_by_day_and_not_by_hand(diary: Diary) -> None:
    diary.keep("bridge", MONDAY, full(*[160] * 5), by_hand=[MORE] * 3)
    diary.keep("bridge", MONDAY, full(*[160] * 5))
    diary.keep("bridge", TUESDAY, full(*[160] * 8))
    diary.keep("bridge", SUNDAY, [], by_hand=[SKIP])
    history = load(diary)
    (point,) = line(history, "bridge", Measure.COUNT).points
    assert (point.estimate.value, point.estimate.n) == (9.0, 2)
    assert point.estimate.systematic_sd == 0.5
    assert exercise(history, "bridge").weeks == (
        ExerciseWeek(
            week=MONDAY,
            days=3,
            sessions=4,
            full=18,
            partial=0,
            attempts=0,
            guided=0,
            added=3,
            held_s=0.0,
            good_s=0.0,
            skipped=1,
            interrupted=0,
            recordings=0,
        ),
    )
    assert exercise(history, "bridge").notes == (
        "Corrections by hand count for what was done. They change nothing that was measured.",
    )


def test_what_was_at_fault_is_counted_by_session(diary: Diary) -> None:
    arch, far, other = (rep(160, faults=(one,)) for one in ("over_arch", "feet_far", "feet_close"))
    gone = rep(160, faults=("gone",))
    diary.keep("bridge", MONDAY, [arch, arch, far])
    diary.keep("bridge", TUESDAY, [far, other, gone])
    (week,) = exercise(load(diary), "bridge").weeks
    checks = {one.id: one.title for one in load_exercise("bridge").checks}
    assert week.noticed == (
        (checks["feet_far"], 2),
        (checks["feet_close"], 1),
        ("gone", 1),
    )
    assert week.sessions == 2


def test_another_error_model_is_told(diary: Diary) -> None:
    diary.keep("bridge", MONDAY, full(160))
    diary.keep("bridge", TUESDAY, full(160), error_model="3")
    assert exercise(load(diary), "bridge").notes == (
        "The errors of measuring were measured anew in between: a step may come from that.",
    )


def test_an_exercise_that_is_gone_is_shown_as_it_was_kept(diary: Diary) -> None:
    diary.keep("bridge", MONDAY, [*full(160, 160), rep(160, faults=("over_arch",))])
    history = load_history(diary.store, diary.person, zone=UTC, known=())
    (found,) = history.exercises
    assert found.title == "Glute bridge"
    assert [one.measure for one in found.lines] == [Measure.RANGE, Measure.FORM, Measure.COUNT]
    assert found.weeks[0].noticed == (("over_arch", 1),)


def test_guided_repetitions_are_not_scored(diary: Diary) -> None:
    told = [rep(math.nan, sd=math.nan, kind=RepKind.GUIDED)] * 10
    diary.keep("pelvic-tilt", MONDAY, told)
    history = load(diary)
    assert measures(history, "pelvic-tilt") == [Measure.GUIDED]
    (point,) = line(history, "pelvic-tilt", Measure.GUIDED).points
    assert point.estimate.value == 10.0


# Pain and effort


def test_what_was_told_is_gathered_by_training(diary: Diary) -> None:
    pain, effort = AnswerKind.PAIN, AnswerKind.EFFORT
    for number, question in ((3, "before"), (5, "during"), (4, "during"), (2, "after")):
        diary.tell(MONDAY, pain, number, question, "monday")
    diary.tell(MONDAY, effort, 6, "", "monday")
    diary.tell(TUESDAY, pain, 1, "morning", "monday")
    diary.tell(SUNDAY, pain, 4, "before")
    diary.tell(SUNDAY + DAY, pain, 3, "morning")
    diary.tell(SUNDAY, pain, None, "after")
    diary.tell(SUNDAY, AnswerKind.SCREENING, 1, "bladder")
    history = load(diary, SUNDAY + DAY)
    assert history.told == (
        Told(on=MONDAY, before=3.0, during=5.0, after=2.0, morning=1.0, effort=6.0),
        Told(on=SUNDAY, before=4.0, morning=3.0),
    )
    assert not history.empty
    assert [one.measure for one in history.told_lines] == [
        Measure.BEFORE,
        Measure.AFTER,
        Measure.MORNING,
        Measure.EFFORT,
    ]
    (week,) = history.told_lines[0].points
    assert (week.estimate.value, week.estimate.n) == (3.5, 2)
    # The spread of both is 0.5; of two answers with an error of 0.71 the mean has 0.5 as well.
    assert week.estimate.random_sd == pytest.approx(0.5)
    (hard,) = history.told_lines[-1].points
    assert hard.estimate.random_sd == pytest.approx(1.0 / math.sqrt(12.0))


@pytest.mark.parametrize(("after", "verdict"), [(4, Verdict.SAME), (3, Verdict.LESS)])
def test_pain_changes_by_two_points_at_least(diary: Diary, after: int, verdict: Verdict) -> None:
    for n in range(3):
        diary.tell(MONDAY + n * DAY, AnswerKind.PAIN, 5, "before")
        diary.tell(MONDAY + WEEK + n * DAY, AnswerKind.PAIN, after, "before")
    (found,) = load(diary, SUNDAY + WEEK).told_lines
    assert found.change.verdict is verdict


# A part of it


def test_a_history_can_be_cut_to_its_last_weeks(diary: Diary) -> None:
    diary.keep("squat", MONDAY, full(95))
    diary.keep("bridge", MONDAY, full(160))
    diary.keep("bridge", MONDAY + WEEK, full(161))
    diary.tell(MONDAY, AnswerKind.PAIN, 5, "before")
    diary.tell(MONDAY + WEEK, AnswerKind.PAIN, 4, "before")
    whole = load(diary, SUNDAY + WEEK)
    part = whole.since(MONDAY + WEEK + DAY)
    assert [one.on for one in part.days] == [MONDAY + WEEK + n * DAY for n in range(7)]
    assert [one.slug for one in part.exercises] == ["bridge"]
    assert [one.on for one in part.told] == [MONDAY + WEEK]
    assert whole.since(MONDAY) == whole


def test_only_what_is_asked_for_is_read(diary: Diary) -> None:
    diary.keep("bridge", MONDAY, full(160))
    diary.keep("bridge", MONDAY + WEEK, full(161))
    now = datetime.combine(SUNDAY + WEEK, time(20), UTC)
    history = load_history(diary.store, diary.person, now=now, zone=UTC, since=now - WEEK)
    assert [one.week for one in exercise(history, "bridge").weeks] == [MONDAY + WEEK]
