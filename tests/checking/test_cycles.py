"""A movement to and fro: cat-cow swings about its rest value, marching rises from it."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.checking.counter import OUT_OF_SIGHT, Phase, Tick
from formcheck.checking.cycles import CycleCounter
from formcheck.checking.results import RepKind
from formcheck.exercises.rules import CycleRule, OutlineSignal
from formcheck.landmarks import Side
from tests.signals import Signal, deg, drive, times

REST = 140.0
START_S = 1.0
RULE = CycleRule(
    kind="cycle",
    signal="neck_angle",
    least=20.0,
    half_s=1.0,
    max_s=20.0,
    hurry_cue="Slowly, with your breath.",
    source="test",
)


def counter(rest: float = REST, rule: CycleRule = RULE) -> CycleCounter:
    made = CycleCounter(rule)
    made.arm({"neck_angle": rest}, 0.0)
    return made


def cat_cow(number: int, *, half: float = 20.0, period_s: float = 4.0, first: int = 1) -> Signal:
    """Swings of twice ``half`` about the rest value, which it leaves and ends at."""

    def signal(t: float) -> float:
        into = t - START_S
        if not 0.0 <= into <= number * period_s:
            return REST
        return REST + first * half * math.sin(2 * math.pi * into / period_s)

    return signal


def march(heights: list[float], period_s: float = 3.0, rest_s: float = 0.0) -> Signal:
    """Rises from the rest value and back, with a rest after each."""

    def signal(t: float) -> float:
        index, into = divmod(t - START_S, period_s + rest_s)
        if not 0 <= index < len(heights) or into > period_s:
            return REST
        return REST + heights[int(index)] * (1 - math.cos(2 * math.pi * into / period_s)) / 2

    return signal


def results(made: CycleCounter) -> list[tuple[str, str]]:
    return [(rep.kind.value, rep.note) for rep in made.reps]


OUTLINE = OutlineSignal(signal="back_bow", least=8.0, source="test")


@pytest.mark.parametrize(
    ("bow", "signal", "found"),
    [(1.0, "back_bow", [("full", "")] * 3), (math.nan, "neck_angle", [("full", "")] * 2)],
)
def test_the_outline_counts_where_it_was_seen_in_the_first_start_pose(
    bow: float, signal: str, found: list[tuple[str, str]]
) -> None:
    made = CycleCounter(RULE.model_copy(update={"outline": OUTLINE}))
    made.arm({"neck_angle": REST, "back_bow": bow}, 0.0)
    small = cat_cow(3, half=6.0)
    drive(made, {"neck_angle": cat_cow(2), "back_bow": lambda t: small(t) - REST + 1.0}, 17.0)
    assert results(made) == found
    # Whatever is seen later, the session goes on as it began.
    made.disarm()
    made.arm({"neck_angle": REST, "back_bow": math.nan if bow == 1.0 else 1.0}, 17.0)
    assert made.rule.signal == signal


@settings(max_examples=60, deadline=None)
@given(
    fps=st.floats(10, 60),
    number=st.integers(0, 4),
    half=st.floats(12.0, 40.0),
    first=st.sampled_from((-1, 1)),
)
def test_any_frame_rate_and_any_range_give_the_same_count(
    fps: float, number: int, half: float, first: int
) -> None:
    """Also where the first way out is smaller than the least swing, and whichever way it goes."""
    made = counter()
    signal = cat_cow(number, half=half, first=first) if number else lambda _t: REST
    drive(made, {"neck_angle": signal}, 4.0 * number + 4.0, fps)
    assert results(made) == [("full", "")] * number


@settings(max_examples=40, deadline=None)
@given(fps=st.floats(10, 60), number=st.integers(1, 5), rest_s=st.floats(0.0, 3.0))
def test_a_movement_to_one_side_of_rest_is_counted_too(
    fps: float, number: int, rest_s: float
) -> None:
    made = counter()
    drive(made, {"neck_angle": march([40.0] * number, rest_s=rest_s)}, 26.0 + 4.0, fps)
    assert results(made) == [("full", "")] * number


def test_times_and_extreme() -> None:
    made = counter()
    drive(made, {"neck_angle": march([40.0, 50.0], rest_s=2.0)}, 14.0, 60)
    first, second = made.reps
    assert [rep.number for rep in made.reps] == [1, 2]
    assert first.start_s == pytest.approx(START_S, abs=0.8)
    assert first.turn_s == pytest.approx(START_S + 1.5, abs=0.05)
    assert first.end_s == pytest.approx(START_S + 3.0, abs=0.05)
    assert first.extreme == pytest.approx(REST + 40.0, abs=0.1)
    assert first.sd == 5.0
    assert second.start_s == pytest.approx(START_S + 5.0, abs=0.8)
    assert second.turn_s == pytest.approx(START_S + 6.5, abs=0.05)
    assert (first.side, second.side) == (None, None)


def test_a_first_way_out_that_is_no_swing_is_timed_by_the_way_back() -> None:
    made = counter()
    made.arm({"neck_angle": REST}, 0.8)
    drive(made, {"neck_angle": cat_cow(1, half=15.0)}, 8.0, 60)
    (rep,) = made.reps
    assert rep.turn_s == pytest.approx(START_S + 1.0, abs=0.05)
    assert rep.end_s == pytest.approx(START_S + 3.0, abs=0.05)
    assert rep.start_s == 0.8  # never before the start pose was held


@pytest.mark.parametrize(
    ("heights", "kinds"),
    [
        ([40.0, 40.0, 30.0, 22.0], ["full", "full", "full", "partial"]),
        ([40.0, 40.0, 15.0], ["full", "full"]),
        ([22.0, 24.0, 22.0], ["full", "full", "full"]),
        ([60.0, 24.0, 58.0], ["full", "partial", "full"]),
        ([60.0, 24.0, 30.0], ["full", "partial", "full"]),
    ],
)
def test_everybody_is_compared_with_their_own_first_two(
    heights: list[float], kinds: list[str]
) -> None:
    """The own range is the median of the first two swings; 60 % of it makes a full one."""
    made = counter()
    drive(made, {"neck_angle": march(heights)}, 16.0)
    assert [rep.kind.value for rep in made.reps] == kinds
    assert [rep.note for rep in made.reps if rep.kind is RepKind.PARTIAL] == (
        ["less than your own range"] * kinds.count("partial")
    )


def test_a_wobble_on_the_way_is_no_turn() -> None:
    made = counter()

    def signal(t: float) -> float:
        return cat_cow(2, half=30.0)(t) + 7.0 * math.sin(2 * math.pi * t / 0.8)

    drive(made, {"neck_angle": signal}, 13.0)
    assert len(made.reps) == 2


@pytest.mark.parametrize(("period_s", "note"), [(1.6, "quick"), (2.6, "")])
def test_rushing_is_noted_and_counts(period_s: float, note: str) -> None:
    made = counter()
    drive(made, {"neck_angle": march([40.0] * 3, period_s=period_s)}, 12.0, 60)
    assert results(made) == [("full", note)] * 3


def test_rushing_only_the_way_out_is_rushing() -> None:
    made = counter()

    def signal(t: float) -> float:
        into = (t - START_S) % 3.0
        if not 0.0 <= t - START_S < 9.0:
            return REST
        way = into / 0.5 if into < 0.5 else (3.0 - into) / 2.5
        return REST + 40.0 * way

    drive(made, {"neck_angle": signal}, 13.0, 60)
    assert results(made) == [("full", ""), ("full", "quick"), ("full", "quick")]


def test_a_partial_one_may_be_rushed_as_well() -> None:
    made = counter()
    drive(made, {"neck_angle": march([60.0, 60.0, 24.0], period_s=1.6)}, 10.0, 60)
    assert results(made)[-1] == ("partial", "less than your own range, quick")


def test_one_that_takes_too_long_is_an_attempt() -> None:
    made = counter()
    drive(made, {"neck_angle": march([40.0], period_s=30.0)}, 35.0)
    assert results(made) == [("attempt", "took longer than 20 s")]


def test_waiting_between_two_is_not_part_of_either() -> None:
    made = counter()

    def signal(t: float) -> float:
        settling = 3.0 * math.exp(-abs(t - START_S - 3.0) / 5.0) * math.sin(7.0 * t)
        return march([40.0, 40.0], rest_s=25.0)(t) + settling

    drive(made, {"neck_angle": signal}, 40.0)
    assert results(made) == [("full", "")] * 2


def test_a_pause_half_way_back_is_the_same_repetition() -> None:
    """Cat, a rest in the middle, cow: the way back goes on."""
    made = counter()

    def signal(t: float) -> float:
        if t < START_S + 2.0:
            return cat_cow(1, half=30.0)(t)
        return REST if t < START_S + 5.0 else cat_cow(1, half=30.0)(t - 3.0)

    drive(made, {"neck_angle": signal}, START_S + 4.0)
    assert len(made.reps) == 1
    first = made.reps[0]
    made = counter()
    drive(made, {"neck_angle": signal}, 14.0)
    (rep,) = made.reps
    assert rep.end_s > first.end_s
    assert (rep.number, rep.kind) == (1, RepKind.FULL)


def test_the_last_one_counts_without_its_turn_when_it_was_full() -> None:
    """A recording that ends with the movement."""
    made = counter()
    drive(made, {"neck_angle": march([40.0] * 2)}, START_S + 5.8)
    assert len(made.reps) == 1
    made.disarm()
    assert results(made) == [("full", "")] * 2


@pytest.mark.parametrize(
    ("duration_s", "left_s"),
    [(START_S + 5.8, 6.0), (START_S + 5.2, math.nan), (START_S + 4.0, math.nan), (0.5, math.nan)],
    ids=["left", "back too little", "still going out", "never moved"],
)
def test_leaving_forgets_the_unfinished(duration_s: float, left_s: float) -> None:
    made = counter()
    drive(made, {"neck_angle": march([40.0] * 2)}, duration_s)
    before = len(made.reps)
    made.disarm(left_s)
    assert len(made.reps) == before
    assert made.phase is Phase.READY


def test_nothing_of_an_earlier_range_is_left_after_a_new_start() -> None:
    made = counter()
    drive(made, {"neck_angle": march([80.0] * 2)}, 9.0)
    made.disarm()
    made.arm({"neck_angle": REST}, 0.0)
    for t in times(9.0, 30):
        made.update(Tick(20.0 + t, {"neck_angle": deg(march([25.0] * 2)(t))}, at_fault=False))
    assert results(made) == [("full", "")] * 4


@settings(max_examples=30)
@given(start=st.floats(1.0, 8.0), length=st.floats(0.0, 1.5))
def test_not_seen_for_a_moment_changes_no_count(start: float, length: float) -> None:
    made = counter()
    whole = cat_cow(3, half=40.0)

    def signal(t: float) -> float:
        return math.nan if start <= t <= start + length else whole(t)

    drive(made, {"neck_angle": signal}, 17.0)
    assert len(made.reps) == 3


def test_unseen_for_too_long_is_given_up_and_told() -> None:
    made = counter()
    whole = cat_cow(4, half=30.0)

    def signal(t: float) -> float:
        return math.nan if 2.2 <= t <= 5.8 else whole(t)

    drive(made, {"neck_angle": signal}, 21.0)
    assert len(made.reps) == 2
    assert made.reps[0].start_s > 5.8
    (span,) = made.uncounted
    assert span.reason == OUT_OF_SIGHT
    assert span.start_s == pytest.approx(START_S, abs=0.5)
    assert span.end_s > 4.0


def test_a_way_out_seen_only_in_part_is_not_called_rushed() -> None:
    made = counter()
    whole = march([80.0], period_s=3.0)

    def signal(t: float) -> float:
        return math.nan if t <= START_S + 0.75 else whole(t)

    for t in times(2.5, 10):
        made.pause(t - 3.0)
    drive(made, {"neck_angle": signal}, 8.0, 60)
    assert results(made) == [("full", "")]


def test_out_of_sight_while_resting_loses_nothing() -> None:
    made = counter()
    drive(made, {"neck_angle": march([40.0, 40.0])}, 9.0)
    for t in times(4.0, 10):
        made.pause(9.0 + t)
    assert len(made.reps) == 2
    assert made.uncounted == []
    other = counter()
    for t in times(4.0, 10):
        other.pause(t)
    assert other.uncounted == []


def test_phases_of_cat_cow_turn_on_both_sides_of_rest() -> None:
    made, seen = counter(), []
    whole = cat_cow(2, half=30.0)
    for t in times(12.0, 30):
        made.update(Tick(t, {"neck_angle": deg(whole(t))}, at_fault=False))
        seen += [] if seen and seen[-1] is made.phase else [made.phase]
    moving, holding, back = Phase.MOVING, Phase.HOLDING, Phase.RETURNING
    there_and_back = [moving, holding, moving, back, holding, back, Phase.READY]
    assert seen == [Phase.READY, *there_and_back, *there_and_back, moving, Phase.READY]


def test_rest_is_no_turn() -> None:
    made = counter()
    whole = march([40.0, 40.0])
    for t in times(9.0, 30):
        made.update(Tick(t, {"neck_angle": deg(whole(t))}, at_fault=False))
        if made.phase is Phase.HOLDING:
            assert whole(t) > REST + 20.0
    assert made.progress == 1.0


def test_no_side_is_counted() -> None:
    made = counter()
    drive(made, {"neck_angle": march([40.0])}, 6.0, near=Side.LEFT)
    assert [rep.side for rep in made.reps] == [None]
