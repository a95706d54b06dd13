"""Days from a real store: what a programme asked for, and what was done of it."""

import math
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from formcheck.checking.results import RepKind
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import Side
from formcheck.report.history import History, load_history
from formcheck.report.history_days import Adherence, DayState, HistoryDay
from formcheck.store.answers import AnswerKind
from formcheck.store.kept import CorrectionKind, SourceKind, State
from formcheck.store.people import People
from tests.report.kept import MONDAY, PLAN, TUESDAY, Diary, full, hold, rep

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
SUNDAY = MONDAY + 6 * DAY
MORE, LESS, SKIP = CorrectionKind


def load(diary: Diary, today: date = SUNDAY) -> History:
    return diary.load(today)


def day(history: History, on: date) -> HistoryDay:
    return next(one for one in history.days if one.on == on)


def test_an_empty_store_has_an_empty_history(diary: Diary) -> None:
    history = load(diary)
    assert history.empty
    assert (history.name, history.today) == ("Ann", SUNDAY)
    assert [one.on for one in history.days] == [MONDAY + n * DAY for n in range(7)]
    assert {one.state for one in history.days} == {DayState.EMPTY}
    assert history.adherence == Adherence()


def test_days_say_what_was_planned_and_what_was_done(diary: Diary) -> None:
    diary.plan()
    diary.keep("bridge", MONDAY, full(160, 161, 162, 163))
    diary.keep("plank", MONDAY, holds=[hold(25, 20), hold(25, 20)])
    diary.keep("squat", TUESDAY, full(95))
    diary.keep("bridge", MONDAY + 2 * DAY, full(160, 161))
    history = load(diary)
    states = [one.state for one in history.days]
    assert states == [
        DayState.DONE,
        DayState.OTHER,
        DayState.PARTLY,
        DayState.REST,
        DayState.EMPTY,
        DayState.REST,
        DayState.REST,
    ]
    monday = day(history, MONDAY)
    assert monday.planned == monday.done == ("Glute bridge", "Forearm plank")
    assert day(history, TUESDAY).other == ("Squat",)
    wednesday = day(history, MONDAY + 2 * DAY)
    assert (wednesday.planned, wednesday.done) == (("Glute bridge",), ())
    assert wednesday.partly == ("Glute bridge",)
    assert history.adherence == Adherence(
        planned_days=3, days=2, planned=4, done=2, partly=1, other_days=1
    )


def test_today_is_not_over_before_something_was_done(diary: Diary) -> None:
    diary.plan()
    diary.keep("squat", MONDAY, full(95))
    assert load(diary, MONDAY).adherence == Adherence(other_days=1)
    diary.keep("bridge", MONDAY, full(160))
    found = load(diary, MONDAY).adherence
    assert (found.planned_days, found.days, found.planned, found.partly) == (1, 1, 2, 1)


@pytest.mark.parametrize(
    ("reps", "by_hand", "state"),
    [
        (full(1, 2, 3, 4), [], DayState.DONE),
        (full(1, 2, 3), [], DayState.PARTLY),
        (full(1, 2, 3), [MORE], DayState.DONE),
        (full(1, 2, 3, 4), [LESS], DayState.PARTLY),
        (full(1, 2, 3, 4), [SKIP], DayState.PARTLY),
        ([*full(1, 2, 3), rep(1, kind=RepKind.PARTIAL)], [], DayState.DONE),
        ([*full(1, 2, 3), rep(1, kind=RepKind.GUIDED)], [], DayState.DONE),
        ([*full(1, 2, 3), rep(1, kind=RepKind.ATTEMPT)], [], DayState.PARTLY),
        ([], [SKIP], DayState.EMPTY),
        ([], [LESS], DayState.EMPTY),
        ([], [MORE], DayState.PARTLY),
    ],
)
def test_repetitions_by_hand_count_for_what_was_done(
    diary: Diary, reps: list[object], by_hand: list[CorrectionKind], state: DayState
) -> None:
    diary.plan()
    diary.keep("bridge", MONDAY + 2 * DAY, reps, by_hand=by_hand)
    assert day(load(diary), MONDAY + 2 * DAY).state is state


@pytest.mark.parametrize(
    ("holds", "by_hand", "state"),
    [
        ([20, 20], [], DayState.DONE),
        ([19.9, 19.7], [], DayState.DONE),
        ([19.7, 19.7], [], DayState.PARTLY),
        ([40], [], DayState.DONE),
        ([20], [], DayState.PARTLY),
        ([20, 19], [MORE], DayState.DONE),
        ([20, 19], [SKIP], DayState.PARTLY),
    ],
)
def test_a_timed_exercise_is_done_when_its_time_was_held_well(
    diary: Diary, holds: list[float], by_hand: list[CorrectionKind], state: DayState
) -> None:
    diary.plan(PLAN.replace('["mon", "wed", "fri"]', '["tue"]'))
    held = [hold(30, good_s) for good_s in holds]
    diary.keep("plank", MONDAY, holds=held, by_hand=by_hand)
    assert day(load(diary), MONDAY).state is state


def test_each_set_of_a_training_is_a_session(diary: Diary) -> None:
    diary.plan(PLAN.replace('["mon", "wed", "fri"]', '["tue"]'))
    for on, sets in ((MONDAY, 2), (MONDAY + WEEK, 1)):
        for _each in range(sets):
            diary.keep("plank", on, holds=[hold(20, 20)])
    history = load(diary, SUNDAY + WEEK)
    states = [day(history, on).state for on in (MONDAY, MONDAY + WEEK)]
    assert states == [DayState.DONE, DayState.PARTLY]


@pytest.mark.parametrize(
    ("reps", "state"), [(2, DayState.DONE), (1, DayState.PARTLY), (0, DayState.PARTLY)]
)
def test_movement_fills_the_time_where_nothing_is_held(
    diary: Diary, reps: int, state: DayState
) -> None:
    # Two of them take 9 s, and half as much is counted for the one under way.
    plan = PLAN.replace('"plank"', '"marching"').replace("seconds = 20", "seconds = 13")
    diary.plan(plan.replace("sets = 2", "sets = 1"))
    diary.keep("bridge", MONDAY, full(1, 2, 3, 4))
    diary.keep("marching", MONDAY, full(*[30] * reps))
    assert day(load(diary), MONDAY).state is state


def test_a_posture_that_was_measured_is_done(diary: Diary) -> None:
    diary.plan(PLAN.replace('"plank"', '"standing"'))
    diary.keep("bridge", MONDAY, full(1, 2, 3, 4))
    shown = {"trunk_lean": Reading(4.0, 2.0, Unit.DEG), "neck_lean": Reading(1.0, 1.0, Unit.DEG)}
    unseen = {"arm_lift": Reading(math.nan, math.nan, Unit.DEG, "not seen")}
    for on in (MONDAY, TUESDAY):
        diary.keep("standing", on, averages=shown | unseen, focus="trunk_lean")
    history = load(diary)
    assert day(history, MONDAY).state is DayState.DONE
    (standing,) = history.exercises[1:]
    (point,) = standing.lines[0].points
    assert (point.estimate.value, point.estimate.systematic_sd) == (4.0, 2.0)


def test_both_sides_have_to_be_done(diary: Diary) -> None:
    diary.plan(PLAN.replace('"bridge"', '"bird-dog"').replace("reps = 4", "reps = 2"))
    left, right = full(1, 2, side=Side.LEFT), full(1, 2, side=Side.RIGHT)
    wednesday, friday = MONDAY + 2 * DAY, MONDAY + 4 * DAY
    diary.keep("bird-dog", wednesday, [*left, *right])
    diary.keep("bird-dog", friday, [*left, *left])
    history = load(diary)
    assert day(history, wednesday).state is DayState.DONE
    assert day(history, friday).state is DayState.PARTLY


def test_the_programme_of_the_day_counts(diary: Diary) -> None:
    diary.plan()
    diary.plan(PLAN.replace("reps = 4", "reps = 2"), valid_from=MONDAY + WEEK)
    for on in (MONDAY - 5 * DAY, MONDAY + 2 * DAY, MONDAY + WEEK + 2 * DAY):
        diary.keep("bridge", on, full(1, 2))
    history = load(diary, SUNDAY + WEEK)
    assert day(history, MONDAY - 5 * DAY).state is DayState.OTHER
    assert day(history, MONDAY - 4 * DAY).state is DayState.EMPTY
    assert day(history, MONDAY + 2 * DAY).state is DayState.PARTLY
    assert day(history, MONDAY + WEEK + 2 * DAY).state is DayState.DONE


@pytest.mark.parametrize("text", ["= broken", 'name = "x"'])
def test_a_programme_that_cannot_be_read_plans_nothing(diary: Diary, text: str) -> None:
    diary.plan(text)
    diary.keep("bridge", MONDAY, full(1))
    history = load(diary)
    assert [one.state for one in history.days] == [DayState.OTHER] + [DayState.EMPTY] * 6


def test_days_are_those_of_the_person_s_clock(diary: Diary) -> None:
    diary.keep("bridge", MONDAY, full(1), at=time(23, 30))
    east = timezone(timedelta(hours=2))
    now = datetime.combine(SUNDAY, time(20), UTC)
    history = load_history(diary.store, diary.person, now=now, zone=east)
    assert [one.on for one in history.days if one.other] == [TUESDAY]


def test_what_is_out_of_the_ordinary_is_told(diary: Diary) -> None:
    diary.keep("bridge", MONDAY, full(1, 2), state=State.INTERRUPTED, by_hand=[MORE, MORE, LESS])
    diary.keep("plank", MONDAY, holds=[hold(9, 9)], kind=SourceKind.FILE, at=time(13))
    diary.keep("squat", MONDAY, by_hand=[SKIP])
    diary.keep("plank", TUESDAY, full(1), state=State.RUNNING)
    history = load(diary)
    monday = day(history, MONDAY)
    assert monday.other == ("Glute bridge", "Forearm plank")
    assert monday.interrupted == ("Glute bridge",)
    assert monday.recordings == ("Forearm plank",)
    assert monday.skipped == ("Squat",)
    assert monday.added == 1
    assert day(history, TUESDAY).state is DayState.EMPTY


def test_another_person_s_sessions_are_not_hers(diary: Diary) -> None:
    ben = Diary(diary.store, People(diary.store).add("Ben"))
    ben.plan()
    ben.keep("bridge", MONDAY, full(1), by_hand=[MORE])
    ben.keep("plank", MONDAY, holds=[hold(9, 9)])
    ben.tell(MONDAY, AnswerKind.PAIN, 3, "before")
    assert load(diary).empty
    assert load(diary).adherence == Adherence()
