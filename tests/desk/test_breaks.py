import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.care.today import set_s
from formcheck.desk.breaks import (
    DOSES,
    ON_FEET,
    ROUTINES,
    Break,
    BreakWatch,
    Due,
    Sit,
    propose,
    routine,
)
from formcheck.session.moves import known_moves
from tests.desk.sats import GOOD, State, sat, script
from tests.properties import PROPERTY

GOOD_NOW = sat(0.0, GOOD).presence
AWAY, STANDING, DARK = State.AWAY, State.STANDING, State.DARK


def run(parts: list[tuple[float, State]], rate_hz: float = 2.0) -> BreakWatch:
    watch, time_s = BreakWatch(), 0.0
    for time_s, state in script(parts, rate_hz):
        watch.update(time_s, sat(time_s, state).presence)
    watch.close(time_s + 1 / rate_hz)
    return watch


@pytest.mark.parametrize("rate_hz", [0.2, 0.5, 2.0, 10.0])
@pytest.mark.parametrize("state", [AWAY, STANDING])
def test_a_break_is_counted_once(rate_hz: float, state: State) -> None:
    watch = run([(600.0, GOOD), (120.0, state), (900.0, GOOD)], rate_hz)
    (found,) = watch.breaks
    assert found == Break(600.0, 720.0, stood=state is STANDING)
    assert watch.sits == [Sit(0.0, 600.0, 600.0), Sit(720.0, 1620.0, pytest.approx(900.0))]
    assert watch.seated_s == pytest.approx(1500.0)


@pytest.mark.parametrize("seconds", [2.0, 20.0, 55.0])
def test_a_short_absence_is_none(seconds: float) -> None:
    watch = run([(600.0, GOOD), (seconds, AWAY), (600.0, GOOD)])
    assert watch.breaks == []
    assert [one.seated_s for one in watch.sits] == [pytest.approx(1200.0 + seconds)]


def test_passing_by_does_not_end_a_break() -> None:
    watch = run([(60.0, GOOD), (100.0, AWAY), (6.0, GOOD), (100.0, STANDING), (60.0, GOOD)])
    assert watch.breaks == [Break(60.0, 266.0, stood=True)]


def test_a_break_that_nobody_saw_the_end_of_has_none() -> None:
    watch = run([(60.0, GOOD), (100.0, AWAY), (400.0, DARK), (60.0, GOOD)])
    (found,) = watch.breaks
    assert math.isnan(found.end_s)
    assert len(watch.sits) == 2


def test_before_anybody_sits_there_is_no_break() -> None:
    assert run([(600.0, AWAY), (60.0, GOOD)]).breaks == []


def test_another_time_to_stand_up_holds_from_now_on() -> None:
    def asked(watch: BreakWatch, first_s: float, last_s: float) -> list[float]:
        found = []
        for time_s in range(int(first_s), int(last_s), 5):
            watch.update(time_s, GOOD_NOW)
            found += [float(time_s)] if watch.ask() else []
        return found

    # Nothing was said yet: the new time counts from the sit's beginning.
    early = BreakWatch(1800.0)
    assert asked(early, 0.0, 600.0) == []
    early.stand_after(1200.0)
    assert asked(early, 600.0, 1300.0) == [1200.0]
    # Said already: it counts from now, for nothing is said twice at once.
    late = BreakWatch(1200.0)
    assert asked(late, 0.0, 1300.0) == [1200.0]
    late.stand_after(1200.0)
    assert asked(late, 1300.0, 1500.0) == []
    late.stand_after(1800.0)
    assert asked(late, 1500.0, 3400.0) == [3295.0]


def test_the_dark_is_neither_seated_nor_a_break() -> None:
    watch = run([(100.0, GOOD), (200.0, DARK), (100.0, GOOD)])
    assert (watch.breaks, len(watch.sits)) == ([], 1)
    assert watch.seated_s == pytest.approx(200.0)


def test_out_of_sight_no_absence_goes_on() -> None:
    # Of 200 s nobody knows whether somebody was there: they are neither seated nor away.
    back = run([(600.0, GOOD), (30.0, AWAY), (200.0, DARK), (60.0, GOOD)])
    assert (back.breaks, back.seated_s) == ([], pytest.approx(690.0, abs=0.6))
    still_away = run([(600.0, GOOD), (30.0, AWAY), (40.0, DARK), (20.0, AWAY), (60.0, GOOD)])
    assert (still_away.breaks, still_away.seated_s) == ([], pytest.approx(710.0, abs=0.6))
    (gone,) = run([(600.0, GOOD), (30.0, AWAY), (40.0, DARK), (40.0, AWAY)]).breaks
    assert gone.start_s == 600.0


def test_out_of_sight_nobody_comes_back() -> None:
    watch = run([(60.0, GOOD), (100.0, AWAY), (5.0, GOOD), (100.0, DARK), (3.0, GOOD)])
    assert math.isnan(watch.breaks[0].end_s)
    watch = run([(60.0, GOOD), (100.0, AWAY), (5.0, GOOD), (100.0, DARK), (60.0, GOOD)])
    assert watch.breaks == [Break(60.0, 160.0)]
    assert watch.seated_s == pytest.approx(125.0, abs=0.6)


def test_two_times_in_the_dark_are_not_one_long_one() -> None:
    watch = run([(100.0, GOOD), (200.0, DARK), (20.0, GOOD), (200.0, DARK), (100.0, GOOD)])
    assert [one.seated_s for one in watch.sits] == [pytest.approx(220.0)]


def test_after_five_minutes_in_the_dark_it_begins_anew() -> None:
    watch = run([(100.0, GOOD), (301.0, DARK), (100.0, GOOD)])
    assert [one.seated_s for one in watch.sits] == [pytest.approx(100.0)] * 2
    assert watch.breaks == []


def test_a_gap_between_looks_is_not_known() -> None:
    watch = BreakWatch()
    for time_s in (0.0, 5.0, 400.0, 405.0):
        watch.update(time_s, sat(time_s).presence)
    assert watch.seated_s == 10.0


def test_the_present_sit_and_break_can_be_seen() -> None:
    watch, seen = BreakWatch(), []
    for time_s, state in script([(100.0, GOOD), (70.0, AWAY), (30.0, GOOD)], 1.0):
        watch.update(time_s, sat(time_s, state).presence)
        seen.append((watch.on_break, watch.sit is not None))
    assert [seen[place] for place in (0, 50, 130, 165, 199)] == [
        (False, False),
        (False, True),
        (False, True),
        (True, False),
        (False, True),
    ]


def test_a_break_is_due_at_30_minutes_again_at_45_and_then_every_30() -> None:
    watch, asked, due = BreakWatch(), [], []
    for time_s, state in script([(6400.0, GOOD), (90.0, AWAY), (1830.0, GOOD)], 1.0):
        watch.update(time_s, sat(time_s, state).presence)
        due.append(watch.due)
        if watch.ask():
            asked.append(time_s)
    assert asked == [1800.0, 2700.0, 4500.0, 6300.0, 8290.0]
    assert [due[place] for place in (1799, 1800, 2700, 6430, 7000)] == [
        Due.NOT,
        Due.TIME,
        Due.OVERDUE,
        Due.NOT,
        Due.NOT,
    ]


def test_what_could_not_be_said_is_said_once() -> None:
    watch, asked = BreakWatch(), []
    for time_s, state in script([(5000.0, GOOD)], 1.0):
        watch.update(time_s, sat(time_s, state).presence)
        if time_s > 4600.0 and watch.ask():
            asked.append(time_s)
    assert asked == [4601.0]


@pytest.mark.parametrize(
    ("done", "allowed", "proposed"),
    [
        ((), ROUTINES, "sit-to-stand"),
        (("sit-to-stand",), ROUTINES, "standing-back-bend"),
        (
            ("seated-twist", "sit-to-stand", "standing-back-bend", "chin-tuck"),
            ROUTINES,
            "seated-twist",
        ),
        (("chin-tuck",), ("chin-tuck",), "chin-tuck"),
        ((), ("plank",), ""),
    ],
)
def test_the_routine_done_longest_ago_is_proposed(
    done: tuple[str, ...], allowed: tuple[str, ...], proposed: str
) -> None:
    assert propose(done, allowed) == proposed


def slugs(done: tuple[str, ...], allowed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one.exercise for one in routine(done, allowed))


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [
        (ROUTINES, ("sit-to-stand", "standing-back-bend")),
        (("chin-tuck", "standing-back-bend"), ("standing-back-bend", "chin-tuck")),
        (("chin-tuck", "seated-twist"), ("seated-twist", "chin-tuck")),
        (("chin-tuck",), ("chin-tuck",)),
        (("sit-to-stand", "plank"), ("sit-to-stand",)),
        ((), ()),
    ],
)
def test_a_routine_makes_one_stand_where_that_is_allowed(
    allowed: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert slugs((), allowed) == expected


def test_routines_change_from_break_to_break() -> None:
    done: tuple[str, ...] = ()
    for _ in range(4):
        done += slugs(done, ROUTINES)
    assert done == (
        *("sit-to-stand", "standing-back-bend"),
        *("sit-to-stand", "seated-twist"),
        *("standing-back-bend", "chin-tuck"),
        *("sit-to-stand", "seated-twist"),
    )
    assert all(one in ON_FEET for one in done[::2])


@pytest.mark.parametrize("slug", ROUTINES)
def test_each_part_of_a_routine_takes_about_a_minute(slug: str) -> None:
    item, move = DOSES[slug], known_moves()[slug]
    assert not move.timed
    assert 35.0 <= set_s(item, move) <= 70.0
    # No more than the exercise's own dose, which says from 5 to 10.
    assert 5 <= item.amount <= 10


@PROPERTY
@given(
    st.lists(
        st.tuples(st.floats(0.1, 90.0), st.sampled_from([GOOD, AWAY, STANDING, DARK])),
        max_size=80,
    )
)
def test_seated_time_is_never_more_than_the_clock_and_breaks_lie_apart(
    steps: list[tuple[float, State]],
) -> None:
    watch, now_s = BreakWatch(), 0.0
    for step_s, state in steps:
        now_s += step_s
        watch.update(now_s, sat(now_s, state).presence)
    watch.close(now_s)
    assert watch.seated_s <= now_s + 1e-6
    assert watch.seated_s == pytest.approx(sum(one.seated_s for one in watch.sits))
    ends = [one.end_s for one in watch.breaks if math.isfinite(one.end_s)]
    starts = [one.start_s for one in watch.breaks]
    assert starts == sorted(starts)
    assert all(end_s - start_s >= 60.0 for start_s, end_s in zip(starts, ends, strict=False))
