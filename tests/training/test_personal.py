"""Personal limits: what becomes of an exercise, for every exercise, measurement and limit."""

import json
from itertools import product
from pathlib import Path

import pytest

from formcheck.care.programme import Limit
from formcheck.checking.results import RepKind, Severity
from formcheck.exercises.loader import list_exercises, load_exercise
from formcheck.exercises.spec import (
    MOST_WORDS,
    Check,
    Direction,
    Exercise,
    LimbRule,
    Moment,
    RepRule,
    View,
    Where,
)
from formcheck.features.body import FEATURES
from formcheck.features.feature import Stance
from formcheck.pose.recorded import load_poses
from formcheck.session.record import SessionRecord, SourceSummary
from formcheck.session.session import Session
from formcheck.training.personal import CUE, FULL_SHARE, PRAISE, in_words_only, with_limits

CLIPS = Path(__file__).parent.parent / "clips" / "poses"
EXERCISES = {one.slug: one for one in list_exercises()}


def most(feature: str, value: float) -> Limit:
    return Limit(text=f"{feature} to {value}", feature=feature, max=value)


def least(feature: str, value: float) -> Limit:
    return Limit(text=f"{feature} from {value}", feature=feature, min=value)


def new_checks(exercise: Exercise, own: Exercise) -> list[Check]:
    known = {one.id for one in exercise.checks}
    return [one for one in own.checks if one.id not in known]


def rule_of(slug: str, *limits: Limit) -> RepRule:
    rule = with_limits(EXERCISES[slug], limits).rule
    assert isinstance(rule, RepRule)
    return rule


def test_without_a_limit_nothing_changes() -> None:
    assert with_limits(EXERCISES["squat"], ()) is EXERCISES["squat"]


def test_a_limit_becomes_a_check_of_the_person() -> None:
    own = with_limits(EXERCISES["squat"], (most("knee_flexion", 60.0),))
    (check,) = new_checks(EXERCISES["squat"], own)
    assert (check.id, check.feature, check.direction) == (
        "limit_1",
        "knee_flexion",
        Direction.ABOVE,
    )
    assert (check.warn, check.fault) == (60.0, 60.0)
    assert (check.moment, check.where, check.views) == (Moment.ALWAYS, Where.NEAR, (View.SIDE,))
    assert (check.cue, check.praise, check.source) == (CUE, PRAISE, "programme")
    assert check.title == "knee_flexion to 60.0"
    assert check.priority > max(one.priority for one in EXERCISES["squat"].checks)
    assert len(CUE.split()) <= MOST_WORDS
    assert len(PRAISE.split()) <= MOST_WORDS


def test_a_limit_on_both_sides_becomes_two_checks() -> None:
    limit = Limit(text="", feature="trunk_lean", min=-5.0, max=30.0)
    own = with_limits(EXERCISES["squat"], (limit, most("knee_flexion", 90.0)))
    found = {one.id: (one.direction, one.warn) for one in new_checks(EXERCISES["squat"], own)}
    assert found == {
        "limit_1": (Direction.ABOVE, 30.0),
        "limit_2": (Direction.BELOW, -5.0),
        "limit_3": (Direction.ABOVE, 90.0),
    }
    assert own.check("limit_1").title == FEATURES["trunk_lean"].title


def test_an_id_that_is_taken_is_left_alone() -> None:
    once = with_limits(EXERCISES["squat"], (most("knee_flexion", 60.0),))
    twice = with_limits(once, (most("trunk_lean", 30.0),))
    assert [one.id for one in new_checks(EXERCISES["squat"], twice)] == ["limit_1", "limit_2"]


@pytest.mark.parametrize("limit", [most("knee_flexion", 40.0), least("knee_angle", 140.0)])
def test_full_range_is_asked_for_within_the_limit(limit: Limit) -> None:
    """From either side of the same joint; rest is at 5: a part from 30, of at least 25."""
    rule = rule_of("squat", limit)
    assert rule.top == pytest.approx(5.0 + FULL_SHARE * 35.0)
    share = FULL_SHARE * 35.0 / 45.0
    assert rule.partial == pytest.approx(5.0 + share * 25.0)
    assert rule.hold_at == pytest.approx(5.0 + share * 40.0)
    assert rule.min_range == pytest.approx(share * 25.0)
    assert rule.partial_cue == EXERCISES["squat"].rule.partial_cue


@pytest.mark.parametrize("limit", [most("knee_flexion", 70.0), least("knee_flexion", -10.0)])
def test_a_limit_outside_the_range_changes_no_rule(limit: Limit) -> None:
    assert rule_of("squat", limit) == EXERCISES["squat"].rule


@pytest.mark.parametrize(("value", "top"), [(198.0, 196.0), (190.0, None)])
def test_a_range_that_moves_with_the_person_stays_within_a_limit(
    value: float, top: float | None
) -> None:
    rule = rule_of("standing-back-bend", most("hip_opening", value))
    assert (rule.rest, rule.rest_within) == (None, None)
    assert rule.begun_at(190.0).top == rule.top < value
    assert top is None or rule.top == top


def test_of_several_limits_the_strictest_counts() -> None:
    limits = (most("knee_flexion", 40.0), least("knee_angle", 120.0), most("knee_flexion", 80.0))
    for order in (limits, limits[::-1]):
        assert rule_of("squat", *order) == rule_of("squat", limits[0])


def test_the_least_movement_is_never_less_than_leaving_the_rest() -> None:
    rule = rule_of("squat", most("knee_flexion", 27.0))
    assert rule.min_range == rule.leave_above_rest


def test_a_rule_without_a_hold_keeps_none() -> None:
    bare = EXERCISES["squat"].rule.model_copy(update={"hold_at": None, "hold_s": 0.0})
    own = with_limits(
        EXERCISES["squat"].model_copy(update={"rule": bare}), (most("knee_flexion", 40.0),)
    )
    assert isinstance(own.rule, RepRule)
    assert own.rule.hold_at is None


@pytest.mark.parametrize(
    "limit",
    [
        Limit(text="Only as deep as a chair"),
        most("hip_flexion", 80.0),
        most("shoulder_tilt", 5.0),
        most("knee_flexion", 8.0),
    ],
)
def test_nobody_is_told_to_go_farther_where_the_limit_is_not_the_range(limit: Limit) -> None:
    rule = rule_of("squat", limit)
    assert rule == EXERCISES["squat"].rule.model_copy(update={"partial_cue": ""})


@pytest.mark.parametrize(
    ("slug", "limit", "why"),
    [
        ("squat", Limit(text="With care"), "words"),
        ("squat", most("shoulder_tilt", 5.0), "seen from the front only"),
        ("squat", most("hip_deviation", 5.0), "needs a body on the floor"),
        ("hip-hinge", most("hip_deviation", 5.0), "needs a body on the floor"),
        ("bridge", most("trunk_lean", 30.0), "needs an upright body"),
        ("marching", most("knee_flexion", 40.0), "seen from the side only"),
        ("cat-cow", most("back_bow", 0.1), "the outline has no zero"),
        ("squat", most("knee_flexion", 20.0), "less than leaves the rest"),
        ("squat", most("knee_flexion", -30.0), "no start pose"),
        ("squat", least("knee_flexion", 22.0), "no start pose"),
        ("bridge", most("knee_rise", -0.2), "no way to keep it up"),
        ("bird-dog", most("arm_lift", 80.0), "an arm that reaches is not told from one that rests"),
        ("bird-dog", most("leg_lift", 105.0), "nor a leg"),
    ],
)
def test_what_cannot_be_watched_stays_in_words(slug: str, limit: Limit, why: str) -> None:
    exercise = EXERCISES[slug]
    assert in_words_only(exercise, (limit,)) == (limit,), why
    assert with_limits(exercise, (limit,)).checks == exercise.checks


def test_limbs_are_raised_no_farther_than_they_may() -> None:
    exercise = EXERCISES["bird-dog"]
    limits = (most("arm_lift", 90.0), most("leg_lift", 120.0), most("knee_angle", 175.0))
    own = with_limits(exercise, limits)
    old, rule = exercise.rule, own.rule
    assert isinstance(old, LimbRule)
    assert isinstance(rule, LimbRule)
    assert (rule.arm_up, rule.arm_down) == (90.0, old.arm_down - 10.0)
    assert (rule.leg_up, rule.leg_down) == (120.0, old.leg_down - 10.0)
    assert [one.where for one in new_checks(exercise, own)] == [Where.ARM, Where.LEG, Where.LEG]
    trunk = with_limits(exercise, (most("trunk_level", 20.0), most("other_knee", 150.0)))
    assert [one.where for one in new_checks(exercise, trunk)] == [Where.NEAR, Where.NEAR]
    assert trunk.rule.partial_cue == ""


@pytest.mark.parametrize(
    ("slug", "limit", "gone"),
    [
        ("bird-dog", most("knee_angle", 140.0), ["knee_bent"]),
        ("bird-dog", most("knee_angle", 141.0), []),
        ("sit-to-stand", least("trunk_lean", 60.0), ["trunk_forward"]),
        ("standing", least("shoulder_tilt", 4.0), ["shoulder_tilt"]),
        ("standing", most("shoulder_tilt", -4.0), ["shoulder_tilt"]),
        ("standing", most("shoulder_tilt", 3.0), []),
        ("sitting", least("eye_width", 15.0), []),
    ],
)
def test_no_check_asks_for_what_the_limit_forbids(slug: str, limit: Limit, gone: list[str]) -> None:
    own = with_limits(EXERCISES[slug], (limit,))
    kept = {one.id for one in own.checks}
    assert [one.id for one in EXERCISES[slug].checks if one.id not in kept] == gone
    assert "limit_1" in kept


@pytest.mark.parametrize("slug", sorted(EXERCISES))
def test_every_exercise_with_every_limit_is_valid_and_asks_for_no_more(slug: str) -> None:
    exercise = EXERCISES[slug]
    for name, value in product(FEATURES, (-20.0, 0.5, 45.0, 100.0, 150.0)):
        for limit in (most(name, value), least(name, value)):
            own = with_limits(exercise, (limit,))
            told = in_words_only(exercise, (limit,))
            assert len(new_checks(exercise, own)) == (0 if told else 1), limit.text
            for check in own.checks:
                if not told and check.id != "limit_1" and check.feature == name:
                    assert not asks_beyond(check, limit), (check.id, limit.text)
            if not told and isinstance(own.rule, RepRule) and own.rule.signal == name:
                assert limit.max is None or own.rule.top < limit.max


def asks_beyond(check: Check, limit: Limit) -> bool:
    if check.against != "zero" or check.direction is Direction.AWAY:
        return False
    if check.direction is Direction.BELOW:
        return limit.max is not None and check.warn >= limit.max
    return limit.min is not None and check.warn <= limit.min


def test_a_measurement_says_something_only_of_the_body_it_is_for() -> None:
    for exercise, feature in product(EXERCISES.values(), FEATURES.values()):
        watched = not in_words_only(exercise, (most(feature.name, 1000.0),))
        views = exercise.camera.views
        wanted = View.FRONT if feature.stance is Stance.FRONT else View.SIDE
        assert not (watched and (wanted not in views or feature.outline))


def recorded(name: str, *limits: Limit) -> tuple[SessionRecord, set[str]]:
    """Return the record of a recording under limits, and every sentence that was said."""
    slug = json.loads((CLIPS / f"{name}.json").read_text("utf-8"))["exercise"]
    poses = load_poses(CLIPS / f"{name}.npz")
    session = Session(with_limits(load_exercise(slug), limits))
    said = set()
    for time_s, pose in poses:
        update = session.update(time_s, pose)
        if update.cue is not None:
            said.add(update.cue.text)
    return session.finish(SourceSummary(name, 30.0, 1), poses.model), said


def test_a_limit_that_is_passed_is_told_and_counts_as_a_fault() -> None:
    record, said = recorded("squat_good", most("knee_flexion", 40.0))
    assert CUE in said
    assert {(one.check, one.severity) for one in record.faults} == {("limit_1", Severity.FAULT)}
    assert [one.kind for one in record.reps] == [RepKind.FULL] * 2
    assert all(one.faults == ("limit_1",) for one in record.reps)


def test_a_limit_that_is_kept_says_nothing() -> None:
    record, said = recorded("squat_good", most("knee_flexion", 150.0))
    assert CUE not in said
    assert record.faults == ()
    assert record.counts.full == 2


def test_a_part_of_the_way_is_full_for_somebody_who_may_go_no_farther() -> None:
    free, said = recorded("squat_partial")
    assert free.counts.full == 0
    assert EXERCISES["squat"].rule.partial_cue in said
    extreme = max(one.extreme for one in free.reps)
    own, said_own = recorded("squat_partial", most("knee_flexion", extreme + 2.0))
    assert own.counts.full == len(own.reps) == len(free.reps)
    assert own.faults == ()
    assert EXERCISES["squat"].rule.partial_cue not in said_own
