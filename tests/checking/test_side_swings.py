"""Knee rolls and twists: to the left, to the right, and back to the middle."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.checking.counter import OUT_OF_SIGHT, Phase, Tick
from formcheck.checking.results import RepKind
from formcheck.checking.side_swings import SideSwingCounter
from formcheck.exercises.rules import CycleRule
from formcheck.landmarks import Side
from tests.signals import Signal, deg, drive, times

REST = 10.0
START_S = 1.0
RULE = CycleRule(
    kind="cycle",
    signal="trunk_lean",
    least=15.0,
    half_s=1.0,
    max_s=12.0,
    sides=True,
    hurry_cue="Slowly, with your breath.",
    source="test",
)


def counter() -> SideSwingCounter:
    made = SideSwingCounter(RULE)
    made.arm({"trunk_lean": REST}, 0.0)
    return made


def swings(sizes: list[float], period_s: float = 3.0, rest_s: float = 0.0) -> Signal:
    """One excursion after another; + to the left."""

    def signal(t: float) -> float:
        index, into = divmod(t - START_S, period_s + rest_s)
        if not 0 <= index < len(sizes) or into > period_s:
            return REST
        return REST + sizes[int(index)] * math.sin(math.pi * into / period_s)

    return signal


def results(made: SideSwingCounter) -> list[tuple[str, str, str]]:
    return [(rep.side.value if rep.side else "", rep.kind.value, rep.note) for rep in made.reps]


@settings(max_examples=60, deadline=None)
@given(
    fps=st.floats(10, 60),
    sizes=st.lists(st.floats(40.0, 60.0) | st.floats(-60.0, -40.0), max_size=5),
    rest_s=st.floats(0.0, 2.0),
)
def test_any_frame_rate_gives_the_same_count_for_each_side(
    fps: float, sizes: list[float], rest_s: float
) -> None:
    made = counter()
    drive(made, {"trunk_lean": swings(sizes, rest_s=rest_s)}, 5.0 * len(sizes) + 2.0, fps)
    expected = [("left" if size > 0 else "right", "full", "") for size in sizes]
    assert results(made) == expected


def test_times_and_extreme() -> None:
    made = counter()
    drive(made, {"trunk_lean": swings([40.0, -30.0])}, 8.0, 60)
    left, right = made.reps
    assert (left.side, right.side) == (Side.LEFT, Side.RIGHT)
    assert left.start_s == pytest.approx(START_S, abs=0.2)
    assert left.turn_s == pytest.approx(START_S + 1.5, abs=0.05)
    assert left.end_s == pytest.approx(START_S + 3.0, abs=0.2)
    assert left.extreme == pytest.approx(REST + 40.0, abs=0.1)
    assert right.extreme == pytest.approx(REST - 30.0, abs=0.1)
    assert (left.sd, right.number) == (5.0, 2)


def test_each_side_has_its_own_range() -> None:
    """A stiff side is not short; a side that gets shorter is."""
    made = counter()
    drive(made, {"trunk_lean": swings([60.0, -20.0, 60.0, -20.0, 30.0, -18.0])}, 21.0)
    kinds = [rep.kind for rep in made.reps]
    assert kinds == [RepKind.FULL] * 4 + [RepKind.PARTIAL, RepKind.FULL]
    assert made.reps[4].note == "less than your own range"


@pytest.mark.parametrize("size", [14.0, 7.0, 4.0, -14.0])
def test_what_is_smaller_than_the_least_swing_is_nothing(size: float) -> None:
    made = counter()
    drive(made, {"trunk_lean": swings([size])}, 6.0)
    assert made.reps == []
    assert made.phase is Phase.READY


@pytest.mark.parametrize(("period_s", "note"), [(1.7, "quick"), (2.1, "")])
def test_rushing_is_noted_and_counts(period_s: float, note: str) -> None:
    made = counter()
    drive(made, {"trunk_lean": swings([40.0, -40.0], period_s)}, 8.0, 60)
    assert results(made) == [("left", "full", note), ("right", "full", note)]


def test_one_that_takes_too_long_is_an_attempt() -> None:
    made = counter()
    drive(made, {"trunk_lean": swings([40.0], 14.0)}, 18.0)
    assert results(made) == [("left", "attempt", "took longer than 12 s")]


def test_a_shifted_rest_is_followed() -> None:
    made = counter()

    def signal(t: float) -> float:
        return REST + 7.0 if t < 40.0 else swings([40.0, -20.0])(t - 40.0) + 7.0

    drive(made, {"trunk_lean": signal}, 48.0)
    assert [rep.side for rep in made.reps] == [Side.LEFT, Side.RIGHT]
    assert made.reps[0].turn_s == pytest.approx(40.0 + START_S + 1.5, abs=0.1)


def test_phases_and_progress() -> None:
    made, seen = counter(), []
    whole = swings([-40.0, 40.0])
    most = 0.0
    for t in times(9.0, 30):
        made.update(Tick(t, {"trunk_lean": deg(whole(t))}, at_fault=False))
        seen += [] if seen and seen[-1] is made.phase else [made.phase]
        most = max(most, made.progress)
        if made.phase is Phase.HOLDING:
            assert abs(whole(t) - REST) > 15.0
    out_and_back = [Phase.MOVING, Phase.HOLDING, Phase.RETURNING, Phase.READY]
    assert seen == [Phase.READY, *out_and_back, *out_and_back]
    assert (most, made.progress) == (1.0, 0.0)


@settings(max_examples=30)
@given(start=st.floats(1.0, 6.0), length=st.floats(0.0, 1.5))
def test_not_seen_for_a_moment_changes_no_count(start: float, length: float) -> None:
    made = counter()
    whole = swings([40.0, -40.0], 5.0)

    def signal(t: float) -> float:
        return math.nan if start <= t <= start + length else whole(t)

    drive(made, {"trunk_lean": signal}, 14.0)
    assert [rep.side for rep in made.reps] == [Side.LEFT, Side.RIGHT]


def test_unseen_for_too_long_waits_for_rest_and_is_told() -> None:
    made = counter()
    whole = swings([40.0, -40.0], 4.0)

    def signal(t: float) -> float:
        return math.nan if 2.0 <= t <= 6.5 else whole(t)

    drive(made, {"trunk_lean": signal}, 7.0)
    assert made.phase is Phase.RETURNING
    drive_on = counter()
    drive(drive_on, {"trunk_lean": signal}, 12.0)
    assert drive_on.reps == []
    (span,) = drive_on.uncounted
    assert span.reason == OUT_OF_SIGHT
    assert span.start_s == pytest.approx(START_S, abs=0.3)
    assert drive_on.phase is Phase.READY


def test_leaving_forgets_the_unfinished() -> None:
    made = counter()
    drive(made, {"trunk_lean": swings([40.0])}, 2.5)
    made.disarm()
    assert made.reps == []
    assert (made.phase, made.progress) == (Phase.READY, 0.0)


def test_a_rest_that_was_taken_in_passing_is_found_anew() -> None:
    """GIVEN a baseline from before somebody stood straight, THEN both sides count all the same."""
    made = counter()

    def signal(t: float) -> float:
        return 4.0 if t < 4.0 else swings([25.0, -25.0])(t - 4.0) - 6.0

    drive(made, {"trunk_lean": signal}, 14.0)
    assert [rep.side for rep in made.reps] == [Side.LEFT, Side.RIGHT]


def test_staying_at_the_far_end_is_no_rest() -> None:
    made = counter()
    drive(made, {"trunk_lean": lambda t: REST + min(40.0, 40.0 * t)}, 5.0)
    assert made.phase is Phase.HOLDING
