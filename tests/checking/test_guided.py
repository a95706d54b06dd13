"""The beat of a guided movement, and what the person tells."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.checking.counter import Phase, Tick
from formcheck.checking.guided import GET_READY, READY_S, TOLD, GuidedPacer
from formcheck.checking.results import RepKind
from formcheck.exercises.rules import GuidedRule
from tests.signals import times

RULE = GuidedRule(
    kind="guided",
    reps=3,
    out_s=2.0,
    hold_s=5.0,
    back_s=2.0,
    rest_s=1.0,
    words=("Press", "Hold", "Let go", "Rest"),
    source="test",
)
ROUND_S = 10.0
BACK_S = 9.0
"""When the way back is over: then a round counts."""


def pacer(**change: object) -> GuidedPacer:
    made = GuidedPacer(RULE.model_copy(update=change))
    made.arm({}, 0.0)
    return made


def go(made: GuidedPacer, from_s: float, to_s: float, fps: float = 30.0) -> None:
    for t in times(to_s - from_s, fps):
        made.update(Tick(from_s + t, {}, at_fault=False))


def word(made: GuidedPacer) -> str:
    return made.beat.word if made.beat else ""


@settings(max_examples=40, deadline=None)
@given(fps=st.floats(10, 60), rounds=st.integers(0, 3))
def test_any_frame_rate_gives_the_same_beat(fps: float, rounds: int) -> None:
    made = pacer()
    go(made, 0.0, READY_S + ROUND_S * rounds + 0.5, fps)
    assert [rep.kind for rep in made.reps] == [RepKind.GUIDED] * rounds
    for number, rep in enumerate(made.reps):
        start_s = READY_S + ROUND_S * number
        assert rep.start_s == pytest.approx(start_s, abs=0.2)
        assert rep.turn_s == pytest.approx(start_s + 2.0, abs=0.2)
        assert rep.end_s == pytest.approx(start_s + BACK_S, abs=0.2)
        assert (rep.number, rep.side, rep.note) == (number + 1, None, "")
        assert math.isnan(rep.extreme)
        assert math.isnan(rep.sd)


@pytest.mark.parametrize(
    ("at_s", "shown", "left_s", "phase", "number"),
    [
        (-1.5, GET_READY, 1.5, Phase.READY, 1),
        (0.5, "Press", 1.5, Phase.MOVING, 1),
        (3.0, "Hold", 4.0, Phase.HOLDING, 1),
        (8.0, "Let go", 1.0, Phase.RETURNING, 1),
        (9.5, "Rest", 0.5, Phase.READY, 1),
        (10.5, "Press", 1.5, Phase.MOVING, 2),
    ],
)
def test_each_beat_has_its_word_and_counts_down(
    at_s: float, shown: str, left_s: float, phase: Phase, number: int
) -> None:
    made = pacer()
    go(made, 0.0, READY_S + at_s)
    assert made.beat is not None
    assert (made.beat.word, made.beat.of) == (shown, 3)
    assert made.beat.left_s == pytest.approx(left_s, abs=0.1)
    assert made.beat.number == number
    assert made.phase is phase
    assert made.progress == pytest.approx(max(0.0, at_s) % ROUND_S / ROUND_S, abs=0.02)


def test_beats_without_length_are_left_out() -> None:
    made, seen = pacer(hold_s=0.0, rest_s=0.0), []
    for t in times(READY_S + 9.0, 30):
        made.update(Tick(t, {}, at_fault=False))
        seen += [] if seen and seen[-1] == word(made) else [word(made)]
    assert seen == [GET_READY, "Press", "Let go", "Press", "Let go", "Press"]
    assert len(made.reps) == 2
    assert made.reps[0].turn_s == pytest.approx(READY_S + 2.0, abs=0.1)


def test_a_beat_shorter_than_a_frame_still_counts() -> None:
    made = pacer(out_s=0.1, hold_s=0.0, back_s=0.1, rest_s=0.0)
    go(made, 0.0, READY_S + 3.0, 2.5)
    assert len(made.reps) == 3


def test_the_beat_does_not_drift_at_a_low_frame_rate() -> None:
    made = pacer(reps=30)
    go(made, 0.0, READY_S + 10 * ROUND_S + 0.5, 3.1)
    assert len(made.reps) == 10
    assert made.reps[-1].end_s == pytest.approx(READY_S + 9 * ROUND_S + BACK_S, abs=0.4)


def test_after_the_last_one_there_is_no_beat() -> None:
    made = pacer()
    go(made, 0.0, READY_S + 2 * ROUND_S + BACK_S + 0.2)
    assert len(made.reps) == 3
    assert made.done
    go(made, 40.0, 60.0)
    assert len(made.reps) == 3
    assert (made.beat, made.phase, made.progress) == (None, Phase.READY, 0.0)


def test_unseen_time_pauses_the_beat() -> None:
    made = pacer()
    go(made, 0.0, READY_S + 3.0)
    before = made.beat
    for t in times(6.0, 10):
        made.pause(READY_S + 3.0 + t)
    made.update(Tick(READY_S + 9.0, {}, at_fault=False))
    assert made.beat is not None
    assert before is not None
    assert made.beat.word == "Hold"
    assert made.beat.left_s == pytest.approx(before.left_s, abs=0.2)


def test_leaving_begins_the_round_anew_and_keeps_the_count() -> None:
    made = pacer()
    go(made, 0.0, READY_S + ROUND_S + 4.0)
    made.disarm()
    assert (made.beat, made.phase, made.progress) == (None, Phase.READY, 0.0)
    made.arm({}, 30.0)
    go(made, 30.0, 30.5)
    assert made.beat is not None
    assert (made.beat.word, made.beat.number) == (GET_READY, 2)
    assert made.beat.left_s == pytest.approx(READY_S - 0.5, abs=0.1)
    assert len(made.reps) == 1


def test_told_and_paced_is_one_repetition() -> None:
    made = pacer()
    told_s = READY_S + 8.0
    go(made, 0.0, told_s)
    made.tell(told_s)
    go(made, told_s, READY_S + ROUND_S + 2.0)
    (rep,) = made.reps
    assert (rep.kind, rep.note) == (RepKind.GUIDED, TOLD)
    assert rep.start_s == pytest.approx(READY_S, abs=0.1)
    assert rep.turn_s == pytest.approx(READY_S + 2.0, abs=0.1)
    assert rep.end_s == told_s
    go(made, READY_S + ROUND_S + 2.0, READY_S + 2 * ROUND_S)
    assert [rep.note for rep in made.reps] == [TOLD, ""]


def test_the_number_on_the_beat_waits_for_the_round() -> None:
    made = pacer()
    told_s = READY_S + 7.0
    go(made, 0.0, told_s)
    made.tell(told_s)
    go(made, told_s, READY_S + 9.5)
    assert made.beat is not None
    assert made.beat.number == 1
    go(made, READY_S + 9.5, READY_S + 11.0)
    assert made.beat is not None
    assert made.beat.number == 2


def test_told_just_after_the_beat_means_the_one_that_was_paced() -> None:
    made = pacer()
    told_s = READY_S + BACK_S + 0.6
    go(made, 0.0, told_s)
    made.tell(told_s)
    assert [rep.note for rep in made.reps] == [TOLD]
    made.tell(told_s + 0.1)
    assert [rep.note for rep in made.reps] == [TOLD, TOLD]
    go(made, told_s + 0.1, READY_S + ROUND_S + BACK_S + 0.2)
    assert [rep.note for rep in made.reps] == [TOLD, TOLD, ""]


def test_told_long_after_is_another_one() -> None:
    made = pacer()
    told_s = READY_S + BACK_S + 2.0
    go(made, 0.0, told_s)
    made.tell(told_s)
    assert [rep.note for rep in made.reps] == ["", TOLD]


def test_one_told_while_getting_ready_is_not_the_first_of_the_beat() -> None:
    made = pacer()
    go(made, 0.0, 1.0)
    made.tell(1.0)
    go(made, 1.0, READY_S + BACK_S + 0.2)
    assert [rep.note for rep in made.reps] == [TOLD, ""]


def test_whoever_is_faster_than_the_beat_tells_each_one() -> None:
    made = pacer()
    go(made, 0.0, READY_S + 3.0)
    made.tell(READY_S + 3.0)
    go(made, READY_S + 3.0, READY_S + 8.0)
    made.tell(READY_S + 8.0)
    go(made, READY_S + 8.0, READY_S + ROUND_S + 3.0)
    assert [rep.note for rep in made.reps] == [TOLD, TOLD]
    first, second = made.reps
    assert first.end_s <= second.start_s <= second.turn_s <= second.end_s == READY_S + 8.0


def test_it_can_be_told_out_of_position_and_after_the_last() -> None:
    made = GuidedPacer(RULE)
    made.tell(2.0)
    (rep,) = made.reps
    assert (rep.start_s, rep.turn_s, rep.end_s) == (2.0, 2.0, 2.0)
    made.arm({}, 3.0)
    go(made, 3.0, 5.0 + READY_S + 2 * ROUND_S)
    assert len(made.reps) == 3
    made.tell(60.0)
    assert [one.number for one in made.reps] == [1, 2, 3, 4]
    assert made.beat is None
