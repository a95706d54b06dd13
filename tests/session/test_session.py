"""The rules from poses to a record, on bodies from a formula."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.checking.counter import Phase
from formcheck.checking.results import Counts, Severity, ViewEstimate
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Moment
from formcheck.features.error_model import load_error_model
from formcheck.landmarks import COUNT, Joint, Side
from formcheck.pose.pose import Pose
from formcheck.session.record import SCHEMA, SourceSummary
from formcheck.session.session import Session
from formcheck.session.setup import TURN_MORE
from formcheck.session.update import Update
from tests import bodies
from tests.session.motion import MODEL, bridge, cues, plank, play, reasons
from tests.signals import times


def kneeling(_t: float = 0.0) -> Pose:
    return bodies.sitting()


def corrected(raw: float, slug: str, feature: str, view: ViewEstimate, name: str = "side") -> float:
    """What a session makes of a raw value."""
    found = load_error_model().error(slug, feature).at(name, view.turn_deg)
    return (raw - found.bias) / found.gain


def hide(pose: Pose, *joints: Joint) -> Pose:
    visibility = pose.visibility.copy()
    visibility[[joint.on(side) for joint in joints for side in Side]] = 0.1
    return replace(pose, visibility=visibility)


@pytest.mark.no_cover
@settings(max_examples=8, deadline=None)
@given(fps=st.floats(10, 60))
def test_a_bridge_at_any_frame_rate(fps: float) -> None:
    record, _ = play("bridge", bridge, 21.0, fps)
    assert record.counts == Counts(full=3)
    assert record.faults == ()
    assert record.graded_fraction == 1.0
    assert [rep.start_s for rep in record.reps] == pytest.approx([2.2, 8.2, 14.2], abs=0.4)


@pytest.mark.parametrize(
    "change",
    [
        bodies.mirrored,
        lambda pose: bodies.scaled(pose, 0.6),
        lambda pose: bodies.shifted(pose, 90.0, -60.0),
        lambda pose: bodies.rotated(pose, 8.0),
    ],
    ids=["mirrored", "smaller", "elsewhere", "camera rolled"],
)
def test_the_same_bridge_in_other_pictures(change) -> None:
    plain, _ = play("bridge", bridge, 15.0)
    changed, _ = play("bridge", lambda t: change(bridge(t)), 15.0)
    assert changed.counts == plain.counts == Counts(full=2)
    extremes = [rep.extreme for rep in plain.reps]
    assert [rep.extreme for rep in changed.reps] == pytest.approx(extremes, abs=0.5)


def test_the_record_holds_what_shows_it_again() -> None:
    record, updates = play("bridge", bridge, 9.0)
    assert (record.schema, record.exercise, record.focus) == (SCHEMA, "bridge", "hip_extension")
    assert record.model is MODEL
    assert record.view.name == "side"
    assert record.series.time_s.shape == (len(updates),)
    assert record.series.value.shape == (len(updates), len(record.series.names))
    column = record.series.names.index("hip_extension")
    last = updates[-1].readings["hip_extension"].value
    assert record.series.value[-1, column] == last
    top = corrected(178.0, "bridge", "hip_extension", updates[-1].view)
    assert np.nanmax(record.series.value[:, column]) == pytest.approx(top, abs=0.5)


def test_the_bias_is_removed_and_the_error_stated() -> None:
    session = Session(load_exercise("bridge"))
    update = session.update(0.0, bodies.bridge(hip_extension=150.0))
    error = session.error_model.error("bridge", "hip_extension")
    found = error.at("side", update.view.turn_deg)
    reading = update.readings["hip_extension"]
    assert reading.value == pytest.approx((150.0 - found.bias) / found.gain)
    assert reading.error == pytest.approx(max(2.0 * found.sd, error.floor))


def test_feet_too_far_are_a_fault_of_each_repetition() -> None:
    record, updates = play("bridge", lambda t: bridge(t, reps=2, knee=138.0), 15.0)
    assert record.counts.full == 2
    assert {span.check for span in record.faults} == {"feet_far"}
    assert {span.severity for span in record.faults} == {Severity.FAULT}
    assert [rep.faults for rep in record.reps] == [("feet_far",), ("feet_far",)]
    assert cues(updates)[0][2] == "feet_far"


def test_a_partial_repetition_gets_a_kind_word() -> None:
    record, updates = play("bridge", lambda t: bridge(t, reps=1, top=150.0), 9.0)
    assert record.counts == Counts(partial=1)
    texts = [update.cue.text for update in updates if update.cue]
    assert load_exercise("bridge").rule.partial_cue in texts
    assert updates[-1].dots == ("partial",)


def test_nothing_counts_before_the_start_pose() -> None:
    """Swinging the hips while getting into position is no repetition."""

    def restless(t: float) -> Pose:
        swing = 22.0 * math.sin(2.2 * t)
        return bodies.bridge(hip_extension=150.0 + swing, trunk_slope=-8.0)

    record, updates = play("bridge", restless, 12.0)
    assert record.counts == Counts()
    assert record.graded_fraction == 0.0
    assert {update.phase for update in updates} == {Phase.SETUP}
    assert any("has not started" in span.reason for span in record.not_judged)
    assert not all(step.done for step in updates[-1].setup)


def test_setup_steps_turn_done() -> None:
    _, updates = play("bridge", bridge, 2.0)
    assert [step.id for step in updates[0].setup if not step.done] == ["still"]
    assert all(step.done for step in updates[-1].setup)
    _, wrong = play("bridge", kneeling, 1.0)
    assert "trunk_slope" in [step.id for step in wrong[-1].setup if not step.done]


def test_the_set_up_says_what_is_wrong_with_the_camera() -> None:
    def steps(pose: Pose) -> dict[str, str]:
        _, updates = play("bird-dog", lambda _t: pose, 0.5)
        return {step.id: step.text for step in updates[-1].setup if not step.done}

    right = bodies.hands_and_knees()
    assert set(steps(right)) == {"still"}
    assert "level" in steps(bodies.rotated(right, 20.0))
    assert "distance" in steps(bodies.scaled(right, 0.45))
    assert "Turn a little more" in steps(turned(right, 18.0))["view"]
    assert set(steps(bodies.front())) >= {"view", "still"}


def turned(pose: Pose, yaw: float) -> Pose:
    """Turn the depth of a side view by a yaw; the picture stays as it is."""
    world = pose.world_m.copy()
    world[:, 0] += world[:, 2] * math.tan(math.radians(yaw))
    return replace(pose, world_m=world)


def test_a_view_that_is_a_little_off_is_judged_and_asked_to_be_mended_once() -> None:
    record, updates = play("bridge", lambda t: turned(bridge(t), 18.0), 12.0)
    assert record.counts.full == 1
    assert [text for _, text in spoken(updates)] == [TURN_MORE]
    assert all(step.done for step in updates[-1].setup)


def test_beyond_35_degrees_nothing_is_judged() -> None:
    record, updates = play("bridge", lambda t: turned(bridge(t, knee=138.0), 42.0), 12.0)
    assert record.counts == Counts()
    assert record.faults == ()
    assert reasons(updates, 1.5) == {"I can't see you from the side."}


def spoken(updates: list[Update]) -> list[tuple[float, str]]:
    said = [(one.cue.since_s, one.cue.text) for one in updates if one.cue is not None]
    return list(dict.fromkeys(said))


def test_standing_up_in_the_middle_is_no_repetition() -> None:
    def leaves(t: float) -> Pose:
        if t < 3.0:
            return bridge(t)
        return bodies.sitting(trunk_lean=2.0, thigh_slope=-85.0, knee_angle=175.0)

    record, updates = play("bridge", leaves, 8.0)
    assert record.counts == Counts()
    assert updates[-1].phase is Phase.SETUP


def test_a_plank_that_sags_and_is_corrected() -> None:
    record, updates = play("plank", plank, 17.0)
    (hold,) = record.holds
    assert hold.start_s == 0.0
    assert hold.end_s == pytest.approx(14.0, abs=0.3)
    assert hold.good_s == pytest.approx(14.0 - 3.2, abs=0.3)
    (sag,) = record.faults
    assert (sag.check, sag.severity) == ("sag", Severity.FAULT)
    assert sag.start_s == pytest.approx(5.4, abs=0.3)
    worst = corrected(5.5 - 28.0, "plank", "hip_deviation", updates[200].view)
    assert sag.worst == pytest.approx(worst, abs=1.0)
    given_cues = cues(updates)
    assert [(kind, check) for _, kind, check in given_cues] == [
        ("correct", "sag"),
        ("praise", "sag"),
    ]
    assert given_cues[1][0] - given_cues[0][0] >= 5.0
    at_fault = next(update for update in updates if update.severity is Severity.FAULT)
    assert at_fault.active == {"sag": Severity.FAULT}
    assert at_fault.focus is not None
    assert at_fault.focus.tone is Severity.FAULT


def test_the_clock_stands_while_at_fault() -> None:
    _, updates = play("plank", plank, 12.0)
    clocks = [
        update.hold for update in updates if 6.5 <= update.time_s < 8.0 and update.hold is not None
    ]
    assert not any(clock.running for clock in clocks)
    assert len({clock.good_s for clock in clocks}) == 1


def test_getting_out_of_a_plank_is_returning_not_holding() -> None:
    _, updates = play("plank", lambda t: plank(t, sag=0.0), 17.0)
    phases = {update.phase for update in updates if 14.3 <= update.time_s < 14.9}
    assert phases == {Phase.RETURNING}
    assert updates[-1].phase is Phase.SETUP


def test_short_gaps_are_bridged_and_longer_ones_said() -> None:
    def gappy(length: float):
        return lambda t: None if 4.0 <= t < 4.0 + length else plank(t, sag=0.0)

    short, updates = play("plank", gappy(0.3), 8.0)
    assert Phase.UNSEEN not in {update.phase for update in updates}
    assert short.holds[0].good_s == pytest.approx(8.0, abs=0.15)
    long, updates = play("plank", gappy(2.0), 9.0)
    assert "I can't see anybody." in reasons(updates, 4.5, 6.0)
    assert {update.phase for update in updates if 4.5 <= update.time_s < 6.0} == {Phase.UNSEEN}
    assert long.holds[0].good_s == pytest.approx(7.4, abs=0.2)
    assert long.graded_fraction == pytest.approx(1 - 1.6 / 8.0, abs=0.03)
    assert [span.reason for span in long.not_judged if span.start_s > 2.0] == [
        "I can't see anybody. Step into the picture."
    ]


def test_away_for_long_means_starting_again() -> None:
    record, updates = play("plank", lambda t: None if 4.0 <= t < 10.0 else plank(t, sag=0.0), 14.0)
    assert updates[int(9.8 * 30)].phase is Phase.SETUP
    assert len(record.holds) == 2


def test_what_is_hidden_is_named_with_its_mend() -> None:
    _, updates = play(
        "plank", lambda t: hide(plank(t, sag=0.0), Joint.ANKLE) if t > 3 else plank(t, sag=0.0), 5.0
    )
    assert reasons(updates, 4.0) == {"I can't see your feet."}


def test_a_front_view_is_refused_where_the_side_is_needed() -> None:
    record, updates = play("bridge", lambda _t: bodies.front(), 3.0)
    assert reasons(updates) == {"I can't see you from the side."}
    assert record.graded_fraction == 0.0
    assert "view" in [step.id for step in updates[-1].setup if not step.done]


def slouching(t: float) -> Pose:
    sunk = hump_between(t, 6.0, 12.0)
    return bodies.front(neck_height=0.5 - 0.18 * sunk)


def hump_between(t: float, start: float, end: float) -> float:
    return min(1.0, max(0.0, (t - start) / 0.8)) * min(1.0, max(0.0, (end - t) / 0.8))


def test_sitting_is_compared_with_the_own_baseline() -> None:
    record, updates = play("sitting", slouching, 16.0)
    (slump,) = record.faults
    assert (slump.check, slump.severity) == ("slump", Severity.FAULT)
    usual, sunk = (
        corrected(ratio, "sitting", "neck_height", updates[-1].view, "front")
        for ratio in (0.5, 0.5 - 0.18)
    )
    assert slump.worst == pytest.approx(100.0 * (sunk / usual - 1.0), abs=2.0)
    assert "I don't know your own posture yet." in reasons(updates, 0.8, 1.5)
    assert "I don't know your own posture yet." not in reasons(updates, 3.0)
    (hold,) = record.holds
    assert 16.0 - 0.8 - 5.5 < hold.good_s < 16.0 - 0.8 - 1.5


def test_a_turned_head_is_not_judged() -> None:
    def looking_aside(t: float) -> Pose:
        return bodies.front(nose_aside=0.6 if 5.0 <= t < 9.0 else 0.0)

    record, updates = play("sitting", looking_aside, 12.0)
    assert record.faults == ()
    assert "I can't judge your head while it is turned." in reasons(updates, 6.0, 9.0)
    assert reasons(updates, 9.5) == set()


def test_checks_of_every_moment() -> None:
    """A check that is looked at always does not wait for the top."""
    exercise = load_exercise("bridge")
    always = [one.model_copy(update={"moment": Moment.ALWAYS}) for one in exercise.checks]
    session = Session(exercise.model_copy(update={"checks": tuple(always)}))
    for t in times(2.0, 30):
        update = session.update(t, replace(bridge(t, knee=135.0), time_s=t))
    assert update.active == {"feet_far": Severity.FAULT}


def test_sitting_seen_from_the_side() -> None:
    def leaning(t: float) -> Pose:
        return bodies.sitting(trunk_lean=5.0 + 30.0 * hump_between(t, 5.0, 11.0))

    record, _ = play("sitting", leaning, 13.0)
    assert record.view.name == "side"
    assert "trunk_forward" in {span.check for span in record.faults}
    assert record.focus == "neck_lean"


def test_landmark_tables_without_depth_or_ears_can_be_judged() -> None:
    def table(t: float) -> Pose:
        pose = plank(t)
        image = pose.image_px.copy()
        image[list(range(1, 11))] = np.nan
        return replace(pose, image_px=image, world_m=np.full((COUNT, 3), np.nan))

    record, _ = play("plank", table, 12.0)
    assert {span.check for span in record.faults} == {"sag"}


def test_the_same_poses_give_the_same_record() -> None:
    first, _ = play("plank", plank, 10.0)
    second, _ = play("plank", plank, 10.0)
    assert (first.holds, first.faults, first.not_judged) == (
        second.holds,
        second.faults,
        second.not_judged,
    )
    assert np.array_equal(first.series.value, second.series.value, equal_nan=True)


def test_time_must_increase() -> None:
    session = Session(load_exercise("bridge"))
    session.update(1.0, None)
    with pytest.raises(ValueError, match=r"expected a time after 1\.0 s, got 1\.0 s"):
        session.update(1.0, None)


def test_a_session_without_frames_has_an_empty_record() -> None:
    session = Session(load_exercise("bird-dog"))
    record = session.finish(SourceSummary("nothing", 0.0, 0), MODEL, "The camera was lost.")
    assert record.counts == Counts()
    assert record.series.value.shape == (0, len(record.series.names))
    assert record.view.name == "unknown"
    assert record.ended == "The camera was lost."
    assert Session(load_exercise("bird-dog")).update(0.0, None).focus is None
