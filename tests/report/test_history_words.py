"""A history in words and as charts: exact texts and numbers."""

from datetime import date, timedelta

import pytest

from formcheck.care.trend import NO_MDC, SCALES, Estimate, Mdc, Scale
from formcheck.checking.results import RepKind
from formcheck.features.reading import Unit
from formcheck.landmarks import Side
from formcheck.report.history import History
from formcheck.report.history_charts import Chart, Curve, exercise_charts, ticks, told_charts
from formcheck.report.history_days import Adherence, DayState, HistoryDay
from formcheck.report.history_lines import Line, Measure, Point
from formcheck.report.history_words import (
    adherence_text,
    day_lines,
    day_title,
    line_lines,
    signs,
    span,
    week_lines,
)
from formcheck.store.answers import AnswerKind
from formcheck.store.kept import CorrectionKind, State
from tests.report.kept import MONDAY, Diary, full, hold, rep

WEEK = timedelta(weeks=1)
LATER = MONDAY + WEEK
SUNDAY = LATER + timedelta(days=6)


def line(
    *values: float,
    sd: float = 4.0,
    measure: Measure = Measure.RANGE,
    scale: Scale = SCALES[Unit.DEG],
    mdc: Mdc = NO_MDC,
    left: float | None = None,
    right: float | None = None,
) -> Line:
    def points(*some: float) -> tuple[Point, ...]:
        return tuple(
            Point(MONDAY + n * WEEK, Estimate(one, sd, 0.0, 5)) for n, one in enumerate(some)
        )

    ends = {Side.LEFT: left, Side.RIGHT: right}
    sides = {side: () if one is None else points(one) for side, one in ends.items()}
    return Line(
        measure=measure,
        title="Range: Hip",
        scale=scale,
        mdc=mdc,
        sides_mdc=mdc,
        points=points(*values),
        sides=sides if left is not None or right is not None else {},
    )


# Days


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (DayState.EMPTY, "Mon 2 November"),
        (DayState.REST, "Mon 2 November: day of rest"),
        (DayState.DONE, "Mon 2 November: everything that was planned"),
        (DayState.PARTLY, "Mon 2 November: a part of what was planned"),
        (DayState.OTHER, "Mon 2 November: something else"),
    ],
)
def test_a_day_has_a_name_and_nothing_is_said_of_an_empty_one(state: DayState, text: str) -> None:
    day = HistoryDay(on=MONDAY, state=state, planned=("Glute bridge",))
    assert day_title(day) == text
    assert day_lines(day) == ()


def test_a_day_says_all_that_was_done() -> None:
    day = HistoryDay(
        on=MONDAY,
        state=DayState.PARTLY,
        done=("Glute bridge", "Squat"),
        partly=("Forearm plank",),
        other=("Hip hinge",),
        added=2,
        skipped=("Bird-dog",),
        interrupted=("Forearm plank",),
        recordings=("Hip hinge",),
        sent_by=("Ann B", ""),
    )
    assert day_lines(day) == (
        "As planned: Glute bridge, Squat.",
        "In part: Forearm plank.",
        "Not in the programme of that day: Hip hinge.",
        "Skipped by hand: Bird-dog.",
        "Broken off: Forearm plank.",
        "From a recording: Hip hinge.",
        "Sent by Ann B; somebody who gives no name.",
        "2 repetitions were added by hand.",
    )


@pytest.mark.parametrize(
    ("added", "text"),
    [(1, "1 repetition was added by hand."), (-1, "1 repetition was taken away by hand.")],
)
def test_corrections_by_hand_are_said(added: int, text: str) -> None:
    assert day_lines(HistoryDay(on=MONDAY, state=DayState.OTHER, added=added)) == (text,)


def test_adherence_in_words() -> None:
    found = Adherence(planned_days=12, days=9, planned=30, done=21, partly=4, other_days=1)
    assert adherence_text(found) == (
        "Something was done on 9 of 12 days of the programme. Of 30 exercises 21 were done as "
        "planned, and 4 in part. On 1 day you did something else."
    )
    assert adherence_text(Adherence()) == "No programme held in this time."


def test_every_sign_is_explained() -> None:
    assert signs() == (
        "\u2013 day of rest, ● everything that was planned, ◐ a part of what was planned, "
        "◆ something else"
    )


# Lines


def test_a_line_says_the_last_week_and_its_change() -> None:
    assert line_lines(line(150.0, 152.0, 164.0, 168.0, sd=1.0)) == (
        "In the week of 23 November: 168° ± 2.",
        (
            "The last 2 weeks (164°; 168°) compared with the first ones (150°; 152°): "
            "More: +15° ± 4, which is beyond the error."
        ),
        "The middle of the full repetitions of each week.",
    )


def test_two_weeks_are_compared_one_with_one() -> None:
    assert line_lines(line(150.0, 152.0))[1] == (
        "The last week (152°) compared with the first one (150°): "
        "About the same: +2° ± 11, which is within the error."
    )


def test_of_one_week_no_change_is_told() -> None:
    assert len(line_lines(line(150.0))) == 2


def test_the_sides_are_compared() -> None:
    assert line_lines(line(150.0, left=140.0, right=160.0))[1] == (
        "Sides, in the last weeks: left 140° ± 8, right 160° ± 8. "
        "Right, compared with left: more: +20° ± 11, which is beyond the error."
    )
    only = line_lines(line(150.0, left=140.0))[1]
    assert only == "Of the sides only this was measured: left 140° ± 8."


def test_sides_of_long_ago_are_not_told() -> None:
    old = line(*[150.0] * 6, left=140.0)
    assert len(line_lines(old)) == 3


def test_the_last_week_says_what_was_counted(diary: Diary) -> None:
    skip, more = CorrectionKind.SKIP, CorrectionKind.MORE
    diary.keep("bridge", MONDAY, [*full(160, 160), rep(100, kind=RepKind.PARTIAL)], by_hand=[more])
    diary.keep("bridge", MONDAY, by_hand=[skip], state=State.INTERRUPTED)
    diary.keep("plank", MONDAY, holds=[hold(70, 42.5)])
    bad = rep(95, faults=("gone", "lost"))
    diary.keep("hip-hinge", MONDAY, [bad])
    diary.keep("squat", MONDAY)
    bridge, plank, squat, hinge = (
        week_lines(next(one for one in diary.load(SUNDAY).exercises if one.slug == slug))
        for slug in ("bridge", "plank", "squat", "hip-hinge")
    )
    assert bridge[0] == (
        "The week of 2 November: on 1 day, 2 full, 1 partial, 1 by hand, 1 skipped, 1 broken off."
    )
    assert len(bridge) == 3
    assert plank == (
        "The week of 2 November: on 1 day, held for 1 min 10 s, 42.5 s of it in good form.",
    )
    assert squat == ("The week of 2 November: on 1 day.",)
    assert hinge == (
        "The week of 2 November: on 1 day, 1 full.",
        "To work on: gone, in 1 of 1 session; lost, in 1 of 1 session.",
    )


# Charts


def curve(*days: date) -> Curve:
    values = tuple(float(n) for n, _day in enumerate(days))
    return Curve("", days, values, values, values)


def test_no_line_is_drawn_over_weeks_without_anything() -> None:
    weeks = [MONDAY + n * WEEK for n in (0, 3, 7, 8, 20)]
    pieces = list(curve(*weeks).pieces())
    assert [one.days for one in pieces] == [tuple(weeks[:2]), tuple(weeks[2:4]), (weeks[4],)]
    assert [one.values for one in pieces] == [(0.0, 1.0), (2.0, 3.0), (4.0,)]
    assert list(curve().pieces()) == []


def test_a_chart_has_its_values_with_their_errors(diary: Diary) -> None:
    diary.keep("bridge", MONDAY, full(160, 160, 160))
    diary.keep("bridge", LATER, full(170, 170, 170))
    (bridge,) = diary.load(SUNDAY).exercises
    first, form, count = exercise_charts(bridge)
    assert first.title == "Range: Hip (°)"
    (one,) = first.curves
    assert one.days == (MONDAY, LATER)
    assert (one.values, one.lows, one.highs) == ((160.0, 170.0), (154.0, 164.0), (166.0, 176.0))
    low, high = first.limits
    assert (low, high) == (pytest.approx(154.0 - 0.08 * 22.0), pytest.approx(176.0 + 0.08 * 22.0))
    assert first.span == (MONDAY.toordinal() - 4.0, LATER.toordinal() + 4.0)
    assert first.lines[0] == "In the week of 9 November: 170° ± 6."
    assert (form.title, form.limits) == ("Good form (%)", (0.0, 105.0))
    # A share is never more than all of it.
    assert form.curves[0].highs == (100.0, 100.0)
    # What is not known has no band.
    assert count.curves[0].lows == count.curves[0].values == (3.0, 3.0)
    assert count.limits[0] == 0.0


def test_sides_are_curves_of_their_own_with_room_for_their_names(diary: Diary) -> None:
    left, right = full(0, 0, 0, side=Side.LEFT), full(10, 10, 10, side=Side.RIGHT)
    diary.keep("bird-dog", MONDAY, [*left, *right])
    (dog,) = diary.load(SUNDAY).exercises
    chart = exercise_charts(dog)[0]
    assert [one.label for one in chart.curves] == ["left", "right"]
    assert [one.values for one in chart.curves] == [(10.0,), (0.0,)]
    plain = 22.0 * 1.16
    assert chart.limits[1] == pytest.approx(16.0 + 0.08 * 22.0 + 0.18 * plain)


def test_pain_and_effort_are_drawn_by_training(diary: Diary) -> None:
    for n, number in enumerate((5, 3)):
        diary.tell(MONDAY + n * WEEK, AnswerKind.PAIN, number, "before")
        diary.tell(MONDAY + n * WEEK, AnswerKind.EFFORT, 6)
    history: History = diary.load(SUNDAY)
    pain, effort = told_charts(history)
    assert pain.title == "Pain, 0 to 10"
    assert [(one.label, one.values) for one in pain.curves] == [("before", (5.0, 3.0))]
    assert (pain.limits, effort.limits) == ((-0.4, 10.4), (-0.4, 10.4))
    assert pain.lines[0].startswith("Pain before: In the week of 9 November: 3.0 ± 1.4.")
    assert effort.curves[0].values == (6.0, 6.0)
    assert effort.lines[-1] == "From 0 (nothing at all) to 10 (as hard as can be)."


def test_nothing_told_is_nothing_drawn(diary: Diary) -> None:
    assert told_charts(diary.load(SUNDAY)) == ()


@pytest.mark.parametrize(
    ("days", "texts"),
    [
        (0, ["2 Nov"]),
        (6, ["2 Nov"]),
        (14, ["2 Nov", "9 Nov", "16 Nov"]),
        (90, ["2 Nov", "2 Dec", "1 Jan", "31 Jan"]),
    ],
)
def test_an_axis_names_a_few_days(days: int, texts: list[str]) -> None:
    found = ticks(MONDAY, MONDAY + timedelta(days=days))
    assert [text for _day, text in found] == texts


def test_equal_values_have_room_around_them() -> None:
    chart = Chart(title="", curves=(curve(MONDAY),))
    low, high = chart.limits
    assert low < 0.0 < high


def test_a_history_says_from_when_to_when_it_goes() -> None:
    assert span(History(name="", today=SUNDAY, days=(), exercises=())) == (
        "15 November 2026 to 15 November 2026"
    )
