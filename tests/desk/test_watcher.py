"""One look after another, on a clock that the test moves: what is open, judged and told."""

from dataclasses import replace
from datetime import time
from itertools import pairwise

import pytest

from formcheck.desk.manners import Manners, Nap, Sensitivity, Span
from formcheck.desk.pace import LEFT_AFTER_S, LEFT_EVERY_S, Release
from formcheck.desk.surround import ALONE, Surround
from formcheck.desk.view import DeskState, Topic
from formcheck.desk.watcher import AGAIN_S, GET_READY_S, RETRY_S, DeskPlan
from formcheck.pose.pose import Pose
from tests import bodies
from tests.desk.desk_room import BROKEN, CLIP, Room, RoomCamera, RoomEstimator, slumped, upright
from tests.desk.desks import clip_profile, later

SETTLED_S = 20.0


def nobody(time_s: float) -> Pose | None:
    return None


def settled() -> Room:
    """Somebody whose baseline is known, watched."""
    room = Room()
    room.run(SETTLED_S)
    assert room.view.state is DeskState.WATCHING
    return room


def test_the_first_five_seconds_are_learned_then_it_watches() -> None:
    # GIVEN nobody it knows, WHEN they sit tall
    room = Room()
    room.run(SETTLED_S)
    states = list(dict.fromkeys(one.state for one in room.views))
    # THEN it showed the picture while it learned, and then no more
    assert states == [DeskState.LEARNING, DeskState.WATCHING]
    learning = [one for one in room.views if one.state is DeskState.LEARNING]
    assert all(one.frame is not None and one.pose is not None for one in learning)
    assert learning[-1].learning is not None
    assert learning[-1].learning.progress > 0.8
    assert room.view.frame is None
    assert room.view.profile is not None
    assert (room.view.profile.camera, room.view.profile.displays) == ("Camera 0", "")
    assert room.view.now is not None


def test_a_known_baseline_is_used_at_once() -> None:
    known = replace(clip_profile(CLIP), camera="Camera 0", displays="two")
    other = replace(known, displays="one", made_at=later(9.0))
    room = Room(DeskPlan(profiles=(known, other), displays="two"))
    room.run(1.0)
    assert room.view.state is DeskState.WATCHING
    assert room.view.profile == known


def test_screens_that_stand_otherwise_have_another_baseline() -> None:
    # GIVEN a baseline with one screen
    room = settled()
    first = room.view.profile
    # WHEN a second one is plugged in
    room.watcher.arrange("two screens")
    room.run(1.0)
    # THEN it asks them to sit tall, gives them time to do so, and learns anew
    assert room.view.state is DeskState.LEARNING
    assert [one.topic for one in room.told] == [Topic.BASELINE]
    with room.sees(slumped):
        room.run(GET_READY_S - 2.0)
    assert room.view.learning is None
    room.run(SETTLED_S)
    assert len(room.told) == 1
    assert room.view.profile is not None
    assert room.view.profile.displays == "two screens"
    assert first is not None
    learned = {name: normal.value for name, normal in room.view.profile.values.items()}
    assert learned == pytest.approx(
        {name: one.value for name, one in first.values.items()}, rel=0.02
    )
    # AND finds the old one again when it is unplugged
    room.watcher.arrange("")
    room.run(1.0)
    assert room.view.state is DeskState.WATCHING
    assert room.view.profile == first


def test_another_camera_has_another_baseline() -> None:
    room = settled()
    room.camera.name = "Camera 1"
    # As long as it is open it is the same.
    room.run(1.0)
    assert room.view.state is DeskState.WATCHING
    room.watcher.reopen()
    room.run(5.0)
    assert room.view.state is DeskState.LEARNING
    assert room.camera.opened == 2


def test_a_slouch_is_told_once_and_the_day_counts_it() -> None:
    room = settled()
    with room.sees(slumped):
        room.run(200.0)
    room.run(30.0)
    (told,) = room.told
    assert (told.topic, bool(told.title)) == (Topic.SITTING, True)
    assert told.text in {one.cue for one in room.watcher._seer.exercise.checks}
    (day,) = room.view.days
    assert (day.slouches, day.told) == (1, 1)
    assert day.slouched_s == pytest.approx(200.0, abs=3.0)


def test_time_for_a_break_is_told() -> None:
    room = Room(DeskPlan(manners=Manners(stand_after_s=1200.0)))
    room.run(1260.0)
    (told,) = room.told
    assert told.topic is Topic.BREAK


@pytest.mark.parametrize(
    ("surround", "release"),
    [
        (Surround(locked=True), Release.LOCKED),
        (Surround(camera=True), Release.WANTED),
        (Surround(battery=0.1), Release.BATTERY),
    ],
)
def test_the_camera_is_given_back_at_once_and_taken_again(
    surround: Surround, release: Release
) -> None:
    # GIVEN a camera that is watched
    room = settled()
    assert room.camera.is_open
    # WHEN the system says so THEN the next look closes it, and says why
    room.surround = surround
    room.watcher.step()
    assert not room.camera.is_open
    assert (room.view.state, room.view.release) == (DeskState.RELEASED, release)
    looked = len(room.estimator.times)
    room.run(60.0)
    assert len(room.estimator.times) == looked
    # WHEN it is over THEN it looks again by itself
    room.surround = ALONE
    room.run(4.0)
    assert room.camera.is_open
    assert (room.view.state, room.view.release) == (DeskState.WATCHING, None)
    assert room.camera.opened == room.camera.closed + 1


def test_a_microphone_in_use_leaves_the_camera_but_nothing_is_said() -> None:
    room = settled()
    room.surround = Surround(microphone=True)
    with room.sees(slumped):
        room.run(300.0)
    assert room.camera.is_open
    assert room.told == []


def test_pause_and_exercises_close_the_camera() -> None:
    room = settled()
    room.watcher.paused = True
    room.run(1.0)
    assert (room.camera.is_open, room.view.release) == (False, Release.PAUSED)
    room.watcher.paused, room.watcher.exercises = False, True
    # The exercises' own use of the camera is theirs, not somebody else's.
    room.surround = Surround(camera=True)
    room.run(100.0)
    assert (room.camera.is_open, room.view.release) == (False, Release.EXERCISES)
    room.watcher.exercises, room.surround = False, ALONE
    room.run(30.0)
    # Exercises are a break.
    assert room.view.days[-1].breaks == 1


def test_nobody_there_closes_the_camera_between_rare_looks() -> None:
    room = settled()
    with room.sees(nobody):
        room.run(LEFT_AFTER_S + 20.0)
        assert (room.view.state, room.view.release) == (DeskState.RELEASED, Release.AWAY)
        assert not room.camera.is_open
        before = room.camera.opened
        room.run(10 * LEFT_EVERY_S)
        assert room.camera.opened - before == 10
    room.run(2 * LEFT_EVERY_S)
    assert (room.view.state, room.camera.is_open) == (DeskState.WATCHING, True)
    assert room.view.days[-1].breaks == 1


def test_a_camera_that_gives_nothing_is_tried_again_more_rarely() -> None:
    room = settled()
    room.camera.broken = True
    waits = [room.watcher.step() for _ in range(5)]
    assert waits == [*RETRY_S, RETRY_S[-1], RETRY_S[-1]]
    assert (room.view.state, room.view.message) == (DeskState.LOST, BROKEN)
    assert not room.camera.is_open
    room.camera.broken = False
    room.run(1.0)
    assert room.view.state is DeskState.WATCHING
    room.camera.broken = True
    assert room.watcher.step() == RETRY_S[0]


def test_a_camera_that_never_worked_is_told_too() -> None:
    room = Room(camera=RoomCamera(broken=True))
    room.run(3.0)
    assert (room.view.state, room.view.now) == (DeskState.LOST, None)


def test_who_does_not_sit_still_is_told_and_asked_again_later() -> None:
    # GIVEN nobody at the desk
    room = Room(estimator=RoomEstimator(nobody))
    # WHEN half a minute is over THEN it says so, and closes the camera
    room.run(40.0)
    assert (room.view.state, room.camera.is_open) == (DeskState.UNKNOWN, False)
    (told,) = room.told
    assert told.topic is Topic.BASELINE
    opened = room.camera.opened
    room.run(AGAIN_S - 60.0)
    assert room.camera.opened == opened
    # WHEN ten minutes are over THEN it looks again
    room.estimator.who = upright
    room.run(80.0)
    assert room.view.state is DeskState.WATCHING


@pytest.mark.parametrize("why", ["quiet hours", "a call", "snoozed"])
def test_who_wants_quiet_is_not_asked_to_sit_tall(why: str) -> None:
    # GIVEN nobody whose baseline is known, and a reason to be quiet
    whole_day = Span(time(0), time(0))
    quiet = (whole_day,) if why == "quiet hours" else ()
    room = Room(
        plan=DeskPlan(manners=Manners(quiet=quiet)),
        estimator=RoomEstimator(nobody),
        surround=Surround(microphone=why == "a call"),
    )
    if why == "snoozed":
        room.watcher.snooze(Nap.HALF_HOUR)
    # WHEN it looks in vain THEN the window says so, and nothing else
    room.run(40.0)
    assert (room.view.state, room.told) == (DeskState.UNKNOWN, [])
    # BUT it is asked as soon as that is over
    room.watcher.snooze(None)
    room.watcher.behave(Manners(), 0.5, 0.3)
    room.surround = ALONE
    room.run(AGAIN_S + 40.0)
    assert [one.topic for one in room.told] == [Topic.BASELINE]


def test_whoever_is_asked_in_vain_is_asked_ever_more_rarely() -> None:
    room, asked_s = Room(estimator=RoomEstimator(nobody)), []
    while room.clock.time_s < 3.0 * 3600.0:
        known = len(room.told)
        room.run(30.0)
        asked_s += [room.clock.time_s] * (len(room.told) - known)
    gaps_s = [after - before for before, after in pairwise(asked_s)]
    assert len(asked_s) >= 4
    for gap_s, least_s in zip(gaps_s, (600.0, 1200.0, 2400.0, 2400.0, 2400.0), strict=False):
        assert least_s <= gap_s <= least_s + 2 * AGAIN_S


def test_a_baseline_that_lacks_what_is_compared_is_learned_anew() -> None:
    # GIVEN a baseline from before there was a check
    known = replace(clip_profile(CLIP), camera="Camera 0")
    values = {name: one for name, one in known.values.items() if name != "head_tilt"}
    room = Room(plan=DeskPlan(profiles=(replace(known, values=values),)))
    # WHEN somebody sits down THEN it is learned again, and they are watched
    room.run(SETTLED_S)
    assert DeskState.LEARNING in {one.state for one in room.views}
    assert room.view.state is DeskState.WATCHING
    assert room.view.profile is not None
    assert "head_tilt" in room.view.profile.values


def test_somebody_may_ask_to_learn_before_that() -> None:
    room = Room(estimator=RoomEstimator(nobody))
    room.run(40.0)
    room.estimator.who = upright
    room.watcher.learn()
    room.run(8.0)
    assert room.view.state is DeskState.WATCHING
    # No camera had a name when it was asked.
    early = Room()
    early.watcher.learn()
    early.run(8.0)
    assert early.view.profile is not None
    assert early.view.profile.camera == "Camera 0"


def test_learning_in_vain_keeps_the_old_baseline() -> None:
    room = settled()
    before = room.view.profile
    room.watcher.learn()
    with room.sees(nobody):
        room.run(40.0)
    assert room.view.profile == before
    learned = [one.learning for one in room.views if one.state is DeskState.WATCHING]
    assert any(one is not None and one.gave_up for one in learned)
    room.run(30.0)
    assert room.view.state is DeskState.WATCHING


def test_a_new_baseline_leaves_the_day_as_it_is() -> None:
    room = settled()
    room.run(100.0)
    room.watcher.learn()
    room.run(100.0)
    assert len(room.view.days) == 1
    assert room.view.days[-1].seated_s == pytest.approx(210.0, abs=12.0)


def test_snoozed_nothing_is_said_until_it_is_over() -> None:
    room = Room()
    # Before anybody is known, too.
    room.watcher.snooze(Nap.HALF_HOUR)
    assert room.run(SETTLED_S).snoozed_until == later(1800.0)
    with room.sees(slumped):
        room.run(600.0)
        assert room.told == []
        room.watcher.snooze(None)
        room.run(100.0)
    assert Topic.SITTING in {one.topic for one in room.told}
    assert room.view.snoozed_until is None
    room.watcher.snooze(Nap.HOUR)
    assert room.run(1.0).snoozed_until is not None


def test_a_snooze_that_is_over_is_not_shown_any_more() -> None:
    # GIVEN nobody whose baseline is known, and a snooze
    room = Room(estimator=RoomEstimator(nobody))
    room.watcher.snooze(Nap.HALF_HOUR)
    assert room.run(5.0).snoozed_until is not None
    # WHEN it is over THEN nothing says that it still holds
    assert room.run(1800.0).snoozed_until is None


def test_manners_change_while_it_runs() -> None:
    room = settled()
    room.watcher.behave(
        Manners(icon_after_s=15.0, tell_after_s=30.0, sensitivity=Sensitivity.KEEN), 1.0, 0.5
    )
    with room.sees(slumped):
        room.run(60.0)
    assert [one.topic for one in room.told] == [Topic.SITTING]
    room.surround = Surround(battery=0.45)
    room.run(5.0)
    assert room.view.release is Release.BATTERY
    # Before anything is known there is nothing to change but the plan.
    early = Room()
    early.watcher.behave(Manners(stand_after_s=1200.0), 0.5, 0.3)
    early.run(1300.0)
    assert [one.topic for one in early.told] == [Topic.BREAK]


def test_a_moved_camera_is_told_once_and_not_in_a_call() -> None:
    def raised(time_s: float) -> Pose:
        """Half a shoulder's width higher than anybody can sit up."""
        pose = upright(time_s)
        return bodies.shifted(pose, 0.0, -0.5 * size * pose.image_size[0])

    room = settled()
    assert room.view.profile is not None
    size = room.view.profile.place.size
    room.surround = Surround(microphone=True)
    with room.sees(raised):
        room.run(60.0)
        assert room.told == []
        room.surround = ALONE
        room.run(200.0)
        assert [one.topic for one in room.told] == [Topic.BASELINE]
    room.run(30.0)
    with room.sees(raised):
        room.run(60.0)
    assert [one.topic for one in room.told] == [Topic.BASELINE] * 2


def test_the_end_of_a_recording_ends_it_and_the_days_are_whole() -> None:
    room = settled()
    room.camera.over = True
    room.run(1.0)
    assert room.view.state is DeskState.ENDED
    room.watcher.end()
    assert not room.camera.is_open
    assert room.view.days[-1].seated_s == pytest.approx(SETTLED_S - 6.0, abs=5.0)


def test_nothing_is_counted_where_nobody_was_known() -> None:
    room = Room()
    room.run(1.0)
    room.watcher.end("It broke.")
    assert (room.view.state, room.view.message) == (DeskState.FAILED, "It broke.")
    assert room.view.days == ()
