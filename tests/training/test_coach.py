"""What comes next in a guided training."""

from typing import Any

import pytest

from formcheck.care.answers import Place
from formcheck.care.pain import Pain
from formcheck.care.programme import Side
from formcheck.care.traffic_light import Light, judge
from formcheck.session.update import Phase, Update
from formcheck.training.coach import AWAY_S, BACK_S, Coach, Manner, Seen
from formcheck.training.stages import Now, Pause, Stage
from tests.training.days import plans, update

BRIDGE: dict[str, Any] = {"exercise": "bridge", "sets": 2, "reps": 2, "rest_s": 20}
PLANK: dict[str, Any] = {"exercise": "plank", "seconds": 10}
LEG: dict[str, Any] = {"exercise": "straight-leg-raise", "reps": 2, "rest_s": 0}
MANNER = Manner(show_s=6.0, countdown_s=3.0, change_s=5.0)
GREEN = judge(Pain(before=1, after=1))
AMBER = judge(Pain(before=4, after=4))
RED = judge(Pain(before=1, after=8))


class Day:
    """A coach, and the clock beside it."""

    def __init__(self, *items: dict[str, Any]) -> None:
        self.coach = Coach(plans(*items), MANNER)
        self.at_s = 100.0
        self.coach.tick(self.at_s, Seen(person=True))

    def pass_s(self, seconds: float, *, person: bool = True, update: Update | None = None) -> Now:
        """Let time pass in steps of half a second."""
        for _step in range(round(seconds * 2)):
            self.at_s += 0.5
            now = self.coach.tick(self.at_s, Seen(person=person, update=update))
        return now

    def begin(self) -> Now:
        """Answer the first questions, and get to the set-up."""
        self.coach.told(GREEN)
        return self.pass_s(MANNER.show_s)

    def work(self) -> Now:
        """Take the start pose, and wait for the end of the countdown."""
        self.begin()
        self.see(update(1.0))
        return self.pass_s(MANNER.countdown_s, update=update(1.5))

    def see(self, seen: Update) -> Now:
        """Show one update; no time passes."""
        return self.coach.tick(self.at_s, Seen(person=True, update=seen))

    def hand(self) -> Now:
        return self.coach.tick(self.at_s, Seen(person=True, hand=True))


def test_from_the_first_question_to_the_last() -> None:
    day = Day(BRIDGE)
    stages = [day.coach.now.stage]

    def note(now: Now) -> None:
        stages.append(now.stage)

    day.coach.told(GREEN)
    note(day.coach.now)
    note(day.pass_s(MANNER.show_s))
    for _set in range(2):
        note(day.see(update(1.0)))
        note(day.pass_s(MANNER.countdown_s))
        note(day.see(update(2.0, full=2)))
        if day.coach.now.stage is Stage.REST:
            note(day.pass_s(BRIDGE["rest_s"]))
    day.coach.told(GREEN)
    note(day.coach.now)
    work = [Stage.COUNTDOWN, Stage.WORK]
    assert stages == [
        Stage.BEFORE,
        Stage.SHOW,
        Stage.SETUP,
        *work,
        Stage.REST,
        Stage.SETUP,
        *work,
        Stage.AFTER,
        Stage.OVER,
    ]


def test_the_set_up_waits_as_long_as_it_takes() -> None:
    day = Day(BRIDGE)
    assert day.begin().stage is Stage.SETUP
    now = day.pass_s(600, update=update(1.0, Phase.SETUP))
    assert (now.stage, now.left_s, day.coach.watched) == (Stage.SETUP, None, 0)
    assert day.see(update(2.0, Phase.READY)).stage is Stage.COUNTDOWN


def test_what_is_done_in_the_countdown_counts() -> None:
    day = Day(BRIDGE)
    day.begin()
    day.see(update(1.0))
    now = day.see(update(1.5, full=1))
    assert (now.stage, now.done) == (Stage.COUNTDOWN, 1)
    assert day.see(update(1.7, full=1, partial=1)).stage is Stage.REST


def test_what_is_all_done_in_the_countdown_is_asked_about() -> None:
    day = Day({**BRIDGE, "sets": 1})
    day.begin()
    day.see(update(1.0))
    assert day.see(update(1.5, full=2)).stage is Stage.AFTER


def test_every_set_begins_at_nothing() -> None:
    day = Day(BRIDGE)
    day.work()
    rest = day.see(update(5.0, full=2))
    assert (rest.stage, rest.done, rest.left_s) == (Stage.REST, 2, 20.0)
    assert day.coach.watched is None
    second = day.pass_s(20)
    assert (second.stage, second.done) == (Stage.SETUP, 0)
    assert second.plan is not None
    assert (second.plan.number, day.coach.watched) == (2, 1)


def test_the_other_side_has_time_to_turn_round() -> None:
    day = Day(LEG)
    day.work()
    rest = day.see(update(5.0, full=2))
    assert (rest.stage, rest.left_s) == (Stage.REST, MANNER.change_s)
    second = day.pass_s(MANNER.change_s)
    assert second.plan is not None
    assert second.plan.side is Side.RIGHT


def test_the_next_exercise_is_shown_first_for_at_least_the_rest() -> None:
    day = Day({**BRIDGE, "sets": 1}, PLANK)
    day.work()
    shown = day.see(update(5.0, full=2))
    assert shown.plan is not None
    assert (shown.stage, shown.plan.exercise.slug) == (Stage.SHOW, "plank")
    assert (shown.left_s, shown.done) == (20.0, 0)


def test_pain_is_asked_for_after_an_exercise_that_wants_it() -> None:
    day = Day({**PLANK, "ask_pain": True}, BRIDGE)
    day.work()
    assert day.see(update(5.0, Phase.HOLDING, hold=(10.0, 10.0))).stage is Stage.ASK
    assert day.pass_s(300).stage is Stage.ASK
    day.coach.told(GREEN)
    assert day.coach.now.stage is Stage.SHOW
    assert day.coach.now.verdict == GREEN


def test_red_ends_it_from_every_question() -> None:
    for before in (True, False):
        day = Day({**PLANK, "ask_pain": True}, BRIDGE)
        if not before:
            day.work()
            day.see(update(5.0, Phase.HOLDING, hold=(10.0, 10.0)))
        day.coach.told(RED)
        assert day.coach.now == Now(Stage.OVER, verdict=RED, done=day.coach.now.done)
        day.coach.go_on()
        day.coach.told(GREEN)
        assert day.pass_s(60).stage is Stage.OVER


@pytest.mark.parametrize("when", [Stage.BEFORE, Stage.ASK])
def test_amber_asks_for_less_of_what_is_to_come(when: Stage) -> None:
    day = Day(
        {**PLANK, "ask_pain": True},
        {"exercise": "bridge", "sets": 2, "reps": 10},
        {"exercise": "cat-cow", "reps": 1},
    )
    if when is Stage.ASK:
        day.work()
        day.see(update(5.0, Phase.HOLDING, hold=(10.0, 10.0)))
    day.coach.told(AMBER)
    amounts = [one.amount for one in day.coach.plans]
    assert AMBER.light is Light.AMBER
    assert amounts == [6 if when is Stage.BEFORE else 10, 6, 6, 1]
    assert day.coach.now.stage is Stage.SHOW


def test_an_answer_that_nobody_asked_for_changes_nothing() -> None:
    day = Day(BRIDGE)
    day.work()
    day.coach.told(RED)
    assert (day.coach.now.stage, day.coach.now.verdict) == (Stage.WORK, GREEN)


def test_no_verdict_where_nothing_was_said() -> None:
    day = Day(BRIDGE)
    day.coach.told(None)
    assert (day.coach.now.stage, day.coach.now.verdict) == (Stage.SHOW, None)


def test_a_hand_pauses_and_goes_on() -> None:
    day = Day(BRIDGE)
    day.coach.told(GREEN)
    day.pass_s(2)
    assert day.hand().paused is Pause.HAND
    still = day.pass_s(100, update=update(1.0))
    assert (still.stage, still.left_s) == (Stage.SHOW, MANNER.show_s - 2)
    assert day.hand().paused is None
    assert day.pass_s(MANNER.show_s - 2).stage is Stage.SETUP


def test_what_moves_in_a_pause_is_not_counted() -> None:
    day = Day(BRIDGE)
    day.work()
    day.coach.toggle_pause(Pause.KEY)
    assert day.see(update(3.0, full=2)).done == 0
    assert day.coach.now.stage is Stage.WORK
    day.coach.go_on()
    assert (day.coach.now.paused, day.coach.now.stage) == (None, Stage.WORK)


def test_questions_do_not_pause() -> None:
    day = Day(BRIDGE)
    assert day.hand().paused is None


def test_leaving_the_picture_pauses_and_coming_back_goes_on() -> None:
    day = Day(BRIDGE)
    day.work()
    assert day.pass_s(AWAY_S - 0.5, person=False).paused is None
    assert day.pass_s(0.5, person=False).paused is Pause.AWAY
    assert day.pass_s(60, person=False).paused is Pause.AWAY
    assert day.pass_s(BACK_S - 0.5).paused is Pause.AWAY
    assert day.pass_s(0.5).paused is None


def test_coming_back_does_not_end_a_pause_by_hand() -> None:
    day = Day(BRIDGE)
    day.work()
    day.hand()
    day.pass_s(60, person=False)
    assert day.pass_s(60).paused is Pause.HAND


def test_a_rest_goes_on_without_anybody_in_the_picture() -> None:
    day = Day(BRIDGE)
    day.work()
    day.see(update(5.0, full=2))
    assert day.pass_s(20, person=False).stage is Stage.SETUP


def test_going_on_by_hand_from_everywhere() -> None:
    day = Day({**BRIDGE, "rest_s": 60}, PLANK)
    day.coach.go_on()
    assert day.coach.now.stage is Stage.BEFORE
    day.coach.told(None)
    found = []
    for _step in range(7):
        day.coach.go_on()
        found.append(day.coach.now.stage)
    assert found == [
        Stage.SETUP,
        Stage.WORK,
        Stage.REST,
        Stage.SETUP,
        Stage.WORK,
        Stage.SHOW,
        Stage.SETUP,
    ]


def test_a_set_is_left_out() -> None:
    day = Day(BRIDGE, PLANK)
    day.work()
    left_out = day.coach.skip()
    assert [(one.exercise.slug, one.number) for one in left_out] == [("bridge", 1)]
    assert day.coach.now.stage is Stage.REST


def test_an_exercise_is_left_out_while_it_is_shown() -> None:
    day = Day(BRIDGE, PLANK)
    day.coach.told(GREEN)
    left_out = day.coach.skip()
    assert [(one.exercise.slug, one.number) for one in left_out] == [("bridge", 1), ("bridge", 2)]
    now = day.coach.now
    assert now.plan is not None
    assert (now.stage, now.plan.exercise.slug) == (Stage.SHOW, "plank")


def test_what_is_left_of_an_exercise_is_left_out_in_the_rest() -> None:
    day = Day({**BRIDGE, "sets": 3, "ask_pain": True}, PLANK)
    day.work()
    day.see(update(5.0, full=2))
    day.hand()
    left_out = day.coach.skip()
    assert [one.number for one in left_out] == [2, 3]
    assert (day.coach.now.stage, day.coach.now.paused) == (Stage.ASK, None)


def test_nothing_is_left_out_of_questions() -> None:
    day = Day(BRIDGE)
    assert day.coach.skip() == ()
    assert day.coach.now.stage is Stage.BEFORE


def test_leaving_out_everything_asks_nothing_at_the_end() -> None:
    day = Day(PLANK)
    day.coach.told(GREEN)
    day.coach.skip()
    assert day.coach.now.stage is Stage.OVER


def test_one_more_and_one_less_by_hand() -> None:
    day = Day(BRIDGE)
    assert not day.coach.correct(1)
    day.work()
    assert not day.coach.correct(-1)
    assert day.coach.correct(1)
    assert day.coach.now.done == 1
    assert day.coach.correct(-1)
    assert day.coach.correct(1)
    assert day.coach.correct(1)
    assert day.pass_s(0.5).stage is Stage.REST


def test_seconds_are_not_corrected_by_hand() -> None:
    day = Day(PLANK)
    day.work()
    assert not day.coach.correct(1)


def test_stopping_asks_how_it_was_if_anything_was_done() -> None:
    day = Day(BRIDGE)
    day.coach.told(GREEN)
    day.coach.stop()
    assert day.coach.now.stage is Stage.OVER
    day = Day(BRIDGE)
    day.work()
    day.hand()
    day.coach.stop()
    assert (day.coach.now.stage, day.coach.now.paused) == (Stage.AFTER, None)
    day.coach.stop()
    assert day.coach.now.stage is Stage.OVER


def test_stopping_at_the_questions_of_an_exercise_still_asks_the_last_ones() -> None:
    day = Day({**PLANK, "ask_pain": True}, BRIDGE)
    day.work()
    day.see(update(5.0, Phase.HOLDING, hold=(10.0, 10.0)))
    day.coach.stop()
    assert day.coach.now.stage is Stage.AFTER


def test_a_red_light_after_the_training_is_told() -> None:
    day = Day(PLANK)
    day.work()
    day.see(update(5.0, Phase.HOLDING, hold=(10.0, 10.0)))
    spread = judge(Pain(before=1, after=2, places_after=frozenset({Place.BELOW_KNEE})))
    day.coach.told(spread)
    assert (day.coach.now.stage, day.coach.now.verdict) == (Stage.OVER, spread)


def test_a_set_begins_anew_when_the_camera_is_back() -> None:
    day = Day(BRIDGE)
    day.work()
    day.see(update(2.0, full=1))
    day.coach.retry()
    assert (day.coach.now.stage, day.coach.now.done) == (Stage.SETUP, 0)
    day.coach.stop()
    day.coach.retry()
    assert day.coach.now.stage is Stage.AFTER


def test_a_clock_that_goes_back_lets_no_time_pass() -> None:
    day = Day(BRIDGE)
    day.coach.told(GREEN)
    day.coach.tick(day.at_s - 50.0, Seen(person=True))
    assert day.coach.now.left_s == MANNER.show_s
