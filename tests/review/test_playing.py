from math import inf

import pytest

from formcheck.review.playing import SPEEDS, Playing, Span


def playing(at_s: float = 0.0, *, speed: float = 1.0, loop: Span | None = None) -> Playing:
    """Return one that plays, and whose picture has arrived at 100 s on the clock."""
    one = Playing()
    one.set_speed(speed)
    one.seek(at_s)
    one.set_loop(loop)
    one.arrived()
    one.play()
    one.tick(100.0)
    return one


def test_stands_still_until_told_to_play() -> None:
    one = Playing()
    one.tick(1.0)
    one.tick(9.0)
    assert (one.position_s, one.playing, one.speed, one.loop) == (0.0, False, 1.0, None)


@pytest.mark.parametrize("speed", SPEEDS)
def test_goes_as_fast_as_told(speed: float) -> None:
    one = playing(3.0, speed=speed)
    one.tick(102.0)
    one.tick(102.5)
    assert one.position_s == pytest.approx(3.0 + 2.5 * speed)


def test_time_in_a_pause_does_not_count() -> None:
    one = playing()
    one.tick(101.0)
    one.pause()
    one.tick(150.0)
    assert not one.playing
    one.play()
    one.tick(200.0)
    one.tick(200.5)
    assert one.position_s == pytest.approx(1.5)


def test_waits_for_the_picture_after_a_jump() -> None:
    one = playing()
    one.seek(8.0)
    one.tick(105.0)
    assert one.waiting
    assert one.position_s == 8.0
    # WHEN it has arrived THEN time counts from the next tick on
    one.arrived()
    one.tick(107.0)
    assert not one.waiting
    assert one.position_s == 8.0
    one.tick(107.25)
    assert one.position_s == pytest.approx(8.25)


def test_slow_motion_leaves_no_picture_out() -> None:
    one = playing(speed=0.5)
    one.tick(101.0, next_s=0.04)
    assert one.position_s == 0.04
    one.tick(101.01, next_s=0.08)
    assert one.position_s == pytest.approx(0.045)
    one.tick(102.0, next_s=inf)
    assert one.position_s == pytest.approx(0.54)
    # even when the picture that is seen is behind
    one.tick(103.0, next_s=0.1)
    assert one.position_s == pytest.approx(0.54)


def test_at_full_speed_it_keeps_time_whatever_is_seen() -> None:
    one = playing()
    one.tick(101.0, next_s=0.04)
    assert one.position_s == pytest.approx(1.0)


def test_stops_at_the_end_and_begins_again_from_there() -> None:
    one = playing(8.0)
    one.end_at(10.0)
    one.tick(103.0)
    assert (one.position_s, one.playing) == (10.0, False)
    one.play()
    assert (one.position_s, one.playing, one.waiting) == (0.0, True, True)


def test_an_end_that_is_known_late_takes_it_back() -> None:
    one = playing(8.0)
    one.tick(110.0)
    assert one.playing
    one.end_at(10.0)
    assert one.position_s == 10.0
    one.tick(110.1)
    assert not one.playing
    one.seek(11.0)
    assert one.position_s == 10.0
    one.seek(-1.0)
    assert one.position_s == 0.0


def test_a_loop_goes_round() -> None:
    one = playing(2.0, loop=Span(1.0, 3.0))
    one.tick(100.9)
    assert one.position_s == pytest.approx(2.9)
    one.tick(101.1)
    assert (one.position_s, one.waiting, one.playing) == (1.0, True, True)
    one.arrived()
    one.tick(150.0)
    one.tick(152.0)  # just at its end
    assert one.position_s == 1.0
    one.arrived()
    one.tick(200.0)
    one.tick(201.9)
    assert one.position_s == pytest.approx(2.9)


@pytest.mark.parametrize(("at_s", "then_s"), [(0.5, 1.0), (1.0, 1.0), (2.0, 2.0), (3.0, 1.0)])
def test_a_loop_begins_where_it_is_or_at_its_start(at_s: float, then_s: float) -> None:
    one = playing(at_s)
    one.set_loop(Span(1.0, 3.0))
    assert one.position_s == then_s
    assert one.waiting == (at_s != then_s)


def test_behind_a_loop_it_plays_on() -> None:
    one = playing(2.0, loop=Span(1.0, 3.0))
    one.seek(5.0)
    one.arrived()
    one.tick(100.0)
    one.tick(101.0)
    assert one.position_s == pytest.approx(6.0)


def test_without_its_loop_it_plays_on() -> None:
    one = playing(2.0, loop=Span(1.0, 3.0))
    one.set_loop(None)
    one.tick(105.0)
    assert one.position_s == pytest.approx(7.0)


def test_a_loop_beyond_the_end_turns_at_the_end() -> None:
    one = playing(9.0, loop=Span(8.0, 12.0))
    one.end_at(10.0)
    one.tick(101.5)
    assert (one.position_s, one.playing) == (8.0, True)
    # and when it stands at the end, it begins at the loop's start
    one.pause()
    one.seek(10.0)
    one.play()
    assert one.position_s == 8.0


def test_speeds_go_step_by_step_and_no_further() -> None:
    one = Playing()
    seen = []
    for change in (one.faster,) * 3 + (one.slower,) * 6:
        change()
        seen.append(one.speed)
    assert seen == [1.5, 2.0, 2.0, 1.5, 1.0, 0.5, 0.25, 0.1, 0.1]
    one.set_speed(50.0)
    assert one.speed == 2.0
    one.set_speed(0.0)
    assert one.speed == 0.1
    one.set_speed(0.7)
    assert one.speed == 0.5


def test_a_stretch_has_a_length() -> None:
    with pytest.raises(ValueError, match=r"after the start 2\.0, got 2\.0"):
        Span(2.0, 2.0)
