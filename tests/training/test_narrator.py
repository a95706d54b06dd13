"""What is said about what happens: each thing once, at its time."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from formcheck.checking.counter import HoldClock, Phase
from formcheck.checking.results import Counts, Severity, ViewEstimate
from formcheck.landmarks import Side
from formcheck.session.update import Beat, Cue, CueKind, NotJudged, SetupStep, Update
from formcheck.training.narrator import AGAIN_S, PATIENCE_S, Narrator
from formcheck.training.speech import Kind

STEP_S = 0.1
UPDATE = Update(
    time_s=0.0,
    pose=None,
    side=Side.LEFT,
    view=ViewEstimate("side", 4.0),
    phase=Phase.MOVING,
    readings={},
    focus=None,
    counts=Counts(),
    dots=(),
    progress=0.0,
    hold=None,
    severity=Severity.GOOD,
    active={},
    cue=None,
    not_judged=(),
    setup=(),
)
CUE = Cue("Lift your hips a little higher.", CueKind.CORRECT, Severity.WARN, "low", 1.0)
FEET = NotJudged("I can't see your feet.", "Move the camera back a step.")
CLOCK = HoldClock(total_s=0.0, good_s=0.0, longest_s=0.0, running=True, target_s=10.0)


def steps(done: int) -> tuple[SetupStep, ...]:
    texts = ("Let me see your whole body.", "Lie on your back.", "Hold still.")
    return tuple(SetupStep(text, text, done=n < done) for n, text in enumerate(texts))


class Told:
    """A narrator, and all it said with its times."""

    def __init__(self) -> None:
        self.narrator = Narrator()
        self.now_s = 0.0
        self.said: list[tuple[float, str, Kind]] = []

    def hear(self, update: Update, *, seconds: float = STEP_S, **more: float) -> list[str]:
        """Hear the same for some seconds and return what is said in them."""
        texts = []
        for _ in range(max(1, round(seconds / STEP_S))):
            self.now_s = round(self.now_s + STEP_S, 3)
            heard = replace(update, time_s=self.now_s)
            for one in self.narrator.hear(heard, self.now_s, **more):
                assert one.given_s == self.now_s
                self.said.append((self.now_s, one.text, one.kind))
                texts.append(one.text)
        return texts

    def each(self, updates: Iterable[Update], **more: float) -> list[str]:
        return [text for update in updates for text in self.hear(update, **more)]


@pytest.fixture
def told() -> Told:
    return Told()


def holding(good_s: float, target_s: float = 10.0) -> Update:
    return replace(
        UPDATE,
        phase=Phase.HOLDING,
        hold=replace(CLOCK, good_s=good_s, target_s=target_s),
    )


# Cues


def test_a_cue_is_said_once_however_long_it_is_shown(told: Told) -> None:
    assert told.hear(replace(UPDATE, cue=CUE), seconds=3.0) == [CUE.text]
    assert told.said[0][2] is Kind.CUE
    # The same again after a while is a new cue, with words or without a break between.
    assert told.hear(UPDATE) == []
    assert told.hear(replace(UPDATE, cue=replace(CUE, since_s=9.0)), seconds=1.0) == [CUE.text]
    other = replace(CUE, since_s=9.0, text="Slower.")
    assert told.hear(replace(UPDATE, cue=other), seconds=1.0) == ["Slower."]


def test_praise_is_said_as_praise(told: Told) -> None:
    praise = replace(CUE, text="Lovely.", kind=CueKind.PRAISE)
    assert told.hear(replace(UPDATE, cue=praise), seconds=1.0) == ["Lovely."]
    assert told.said[0][2] is Kind.PRAISE


# Repetitions


def counted(full: int, **more: int) -> Update:
    return replace(UPDATE, counts=Counts(full=full, **more))


def test_full_repetitions_are_counted_as_digits(told: Told) -> None:
    heard = [counted(0), counted(1), counted(1, partial=1), counted(2, partial=1), counted(3)]
    assert told.each(heard) == ["1", "2", "3"]
    assert {kind for _, _, kind in told.said} == {Kind.COUNT}


def test_who_begins_to_listen_in_the_middle_hears_the_next_number(told: Told) -> None:
    assert told.each([counted(5), counted(6)]) == ["6"]


def test_the_number_that_people_see_goes_before_the_sessions(told: Told) -> None:
    # GIVEN a set in which the person adds one by hand, and takes one back
    assert told.hear(counted(0), done=0) == []
    assert told.hear(counted(1), done=1) == ["1"]
    assert told.hear(counted(1), done=2) == ["2"]
    assert told.hear(counted(1), done=1) == ["1"]
    # WHEN the next set begins THEN nothing is said of 0
    assert told.hear(counted(1), done=0) == []


def test_a_new_session_begins_at_nothing(told: Told) -> None:
    told.hear(replace(counted(3), cue=CUE), seconds=1.0)
    # WHEN its time begins anew THEN what it finds is not news, but what it says is
    told.now_s = -STEP_S
    assert told.hear(replace(counted(1), cue=CUE)) == [CUE.text]
    assert told.hear(counted(2)) == ["2"]


def test_the_words_of_a_beat_are_said_when_they_begin(told: Told) -> None:
    beats = [
        Beat("Press your back down", 2.0, 1, 10),
        Beat("Press your back down", 0.5, 1, 10),
        Beat("Rest", 1.0, 1, 10),
        Beat("Press your back down", 2.0, 2, 10),
    ]
    heard = [replace(UPDATE, beat=beat) for beat in beats]
    heard[2] = replace(heard[2], counts=Counts(guided=1))
    heard[3] = replace(heard[3], counts=Counts(guided=1))
    back = "Press your back down"
    assert told.each(heard) == [back, "Rest", "1", back]
    # Out of position and back, the beat begins anew.
    assert told.hear(replace(heard[3], beat=None)) == []
    assert told.hear(heard[3]) == [back]


# Holds


def test_a_short_hold_is_counted_down(told: Told) -> None:
    said = told.each(holding(n / 10) for n in range(130))
    assert said == ["Halfway.", "3", "2", "1", "Done. Well held."]
    assert [kind.word for _, _, kind in told.said] == ["guide", *["count"] * 3, "end"]
    times = [time_s - STEP_S for time_s, _, _ in told.said]
    assert times == pytest.approx([5.0, 7.0, 8.0, 9.0, 10.0])


@pytest.mark.parametrize(
    ("target_s", "said"),
    [
        (5.0, ["Done. Well held."]),
        (20.0, ["Halfway.", "3", "2", "1", "Done. Well held."]),
        (30.0, ["Halfway.", "10 seconds left.", "3", "2", "1", "Done. Well held."]),
        (60.0, ["Halfway.", "10 seconds left.", "3", "2", "1", "Done. Well held."]),
    ],
)
def test_a_long_hold_tells_when_ten_seconds_are_left(
    told: Told, target_s: float, said: list[str]
) -> None:
    whole = range(round(target_s * 10) + 20)
    assert told.each(holding(n / 10, target_s) for n in whole) == said


def test_a_goal_of_the_programme_goes_before_the_exercises(told: Told) -> None:
    said = told.each((holding(n / 10) for n in range(220)), goal_s=20.0)
    assert said == ["Halfway.", "3", "2", "1", "Done. Well held."]
    assert told.said[0][0] == pytest.approx(10.0 + STEP_S)


def test_a_clock_that_waits_says_nothing_twice_and_a_new_hold_all_again(told: Told) -> None:
    assert told.each([holding(4.9), holding(5.0), *[holding(5.0)] * 20]) == ["Halfway."]
    assert told.hear(UPDATE) == []
    assert told.each([holding(0.0), holding(4.9), holding(5.1)]) == ["Halfway."]


def test_after_a_gap_only_what_is_true_now_is_said(told: Told) -> None:
    assert told.each([holding(0.0), holding(8.2)]) == ["2"]
    assert told.each([holding(8.2), holding(14.0)]) == ["Done. Well held."]


def test_who_begins_to_listen_in_a_hold_hears_nothing_of_what_was(told: Told) -> None:
    assert told.each([holding(6.0), holding(6.1)]) == []


def test_nothing_is_praised_that_was_only_waited_for(told: Told) -> None:
    heard = [holding(n / 10) for n in range(110)]
    waiting = [replace(one, hold=replace(one.hold, counts_down=True)) for one in heard]
    assert told.each(waiting)[-1] == "Done."


# Getting into place


def setting_up(done: int, **more: object) -> Update:
    return replace(UPDATE, phase=Phase.SETUP, setup=steps(done), **more)


def test_the_first_step_that_stays_undone_is_said_and_rarely_again(told: Told) -> None:
    said = told.hear(setting_up(1), seconds=20.0)
    assert said == ["Lie on your back."] * 3
    times = [time_s for time_s, _, _ in told.said]
    assert times == pytest.approx(
        [PATIENCE_S + STEP_S, PATIENCE_S + AGAIN_S + STEP_S, PATIENCE_S + 2 * AGAIN_S + STEP_S]
    )
    assert {kind for _, _, kind in told.said} == {Kind.GUIDE}


def test_who_gets_into_place_by_himself_is_left_alone(told: Told) -> None:
    assert told.hear(setting_up(0), seconds=2.0) == []
    assert told.hear(setting_up(1), seconds=2.0) == []
    assert told.hear(setting_up(3), seconds=20.0) == []


def test_the_next_step_has_its_own_patience(told: Told) -> None:
    told.hear(setting_up(0), seconds=4.0)
    assert told.hear(setting_up(1), seconds=PATIENCE_S) == []
    assert told.hear(setting_up(1), seconds=2.0) == ["Lie on your back."]


def test_a_step_that_flickers_is_there_all_the_time(told: Told) -> None:
    flickering = [setting_up(1 if n % 4 else 2) for n in range(40)]
    assert told.each(flickering) == ["Lie on your back."]


def test_after_a_pause_nobody_is_met_with_help(told: Told) -> None:
    told.hear(setting_up(1), seconds=2.0)
    told.now_s += 60.0
    assert told.hear(setting_up(1), seconds=2.0) == []


def test_what_cannot_be_seen_goes_before_the_steps(told: Told) -> None:
    unseen = setting_up(0, not_judged=(FEET,))
    expected = "I can't see your feet. Move the camera back a step."
    assert told.hear(unseen, seconds=4.0) == [expected]


def test_who_is_out_of_sight_is_told_after_a_while(told: Told) -> None:
    unseen = replace(UPDATE, phase=Phase.UNSEEN, not_judged=(replace(FEET, mend=""),))
    assert told.hear(unseen, seconds=2.9) == []
    assert told.hear(unseen, seconds=1.0) == [FEET.reason]
    told.hear(UPDATE, seconds=2.0)
    expected = "I can't see your feet. Move the camera back a step."
    assert told.hear(replace(unseen, not_judged=(FEET,)), seconds=4.0) == [expected]


def test_a_check_that_cannot_be_judged_is_left_to_the_small_print(told: Told) -> None:
    assert told.hear(replace(UPDATE, not_judged=(FEET,)), seconds=20.0) == []


# What others want to have said


def test_what_is_told_is_said_and_help_waits(told: Told) -> None:
    told.hear(setting_up(1), seconds=2.5)
    (one,) = told.narrator.tell("Bridge. 10 times.", Kind.GUIDE, told.now_s)
    assert (one.text, one.kind, one.given_s) == ("Bridge. 10 times.", Kind.GUIDE, told.now_s)
    assert told.hear(setting_up(1), seconds=2.8) == []
    assert told.hear(setting_up(1), seconds=0.5) == ["Lie on your back."]


def test_nothing_told_is_nothing_said_and_worth_can_be_given(told: Told) -> None:
    assert told.narrator.tell("", Kind.CUE, 1.0) == ()
    (one,) = told.narrator.tell("3", Kind.COUNT, 1.0, 0.5)
    assert one.keep_s == 0.5
