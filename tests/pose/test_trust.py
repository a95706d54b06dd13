"""Landmarks are doubted for a reason that can be seen, and believed while bodies move."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from formcheck.landmarks import MIRROR, Joint, Landmark, Side
from formcheck.pose.pose import Doubt, Pose
from formcheck.pose.trust import TrustFilter, body_scale_px
from tests.bodies import (
    FOREARM,
    SIZE,
    TRUNK_PX,
    at_time,
    bridge,
    front,
    hands_and_knees,
    hidden,
    mirrored,
    moved,
    plank,
    scaled,
    shifted,
    sitting,
)

STEP_S = 1 / 30
SETTLE_S = 0.15
FORGET_S = 1.0
ELBOW, WRIST = Landmark.LEFT_ELBOW, Landmark.LEFT_WRIST
SHOULDER, KNEE, ANKLE = Landmark.LEFT_SHOULDER, Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE
TRUNK_M = 0.5


def run(poses: Iterable[Pose], trust: TrustFilter | None = None) -> list[Pose]:
    trust = trust or TrustFilter()
    return [trust.assess(pose) for pose in poses]


def still(pose: Pose, seconds: float, start_s: float = 0.0, fps: float = 30) -> Iterator[Pose]:
    """The same body for some time."""
    return (at_time(pose, start_s + n / fps) for n in range(round(seconds * fps)))


def doubts(pose: Pose) -> dict[Landmark, Doubt]:
    """Every doubted landmark with its reason."""
    return {one: Doubt(pose.doubt[one]) for one in Landmark if pose.doubt[one]}


def seen_at(pose: Pose, landmark: Landmark, visibility: float) -> Pose:
    values = pose.visibility.copy()
    values[landmark] = visibility
    return replace(pose, visibility=values)


def limb(upper: Landmark, lower: Landmark, factor: float, pose: Pose) -> Pose:
    """The body with one limb longer or shorter in its own direction."""
    start, end = pose.image_px[upper], pose.image_px[lower]
    x, y = start + factor * (end - start)
    return moved(pose, {lower: (float(x), float(y))})


# The body's own measure.


def test_scale_is_the_trunk_from_the_side_and_the_larger_of_both_from_the_front() -> None:
    assert body_scale_px(plank().image_px) == pytest.approx(TRUNK_PX)
    chest = front().image_px
    assert body_scale_px(chest) == pytest.approx(270.0)  # shoulders are 260 apart
    assert body_scale_px(moved(front(), {Landmark.LEFT_HIP: (640, 500)}).image_px) == 260.0


def test_scale_without_hips_or_without_anything() -> None:
    px = front().image_px.copy()
    px[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]] = math.nan
    assert body_scale_px(px) == pytest.approx(260.0)
    px[Landmark.LEFT_SHOULDER] = math.nan
    assert math.isnan(body_scale_px(px))


# One frame.


@pytest.mark.parametrize("pose", [plank(), bridge(), hands_and_knees(), sitting(), front()])
def test_a_body_that_is_clearly_seen_is_believed(pose: Pose) -> None:
    inside = scaled(pose, 0.7)
    assert doubts(run([inside])[0]) == {}


@pytest.mark.parametrize(
    ("place", "is_inside"),
    [
        ((0.0, 0.0), True),
        ((SIZE[0] - 0.01, SIZE[1] - 0.01), True),
        ((-0.01, 300.0), False),
        ((300.0, -0.01), False),
        ((float(SIZE[0]), 300.0), False),
        ((300.0, float(SIZE[1])), False),
    ],
)
def test_outside_the_picture_whatever_its_visibility(
    place: tuple[float, float], *, is_inside: bool
) -> None:
    pose = seen_at(moved(plank(), {WRIST: place}), WRIST, 0.99)
    expected = {} if is_inside else {WRIST: Doubt.OUTSIDE}
    assert doubts(run([pose])[0]) == expected


def test_what_has_no_place_is_hidden() -> None:
    pose = moved(plank(), {WRIST: (math.nan, 300.0), ANKLE: (300.0, math.nan)})
    assert doubts(run([pose])[0]) == {WRIST: Doubt.HIDDEN, ANKLE: Doubt.HIDDEN}


def test_a_doubt_of_the_estimator_is_kept() -> None:
    pose = hidden(plank(), WRIST, why=Doubt.SWAPPED)
    assert doubts(run([pose])[0]) == {WRIST: Doubt.SWAPPED}


def test_all_but_the_doubt_stays() -> None:
    pose = plank()
    (found,) = run([pose])
    assert found.image_px is pose.image_px
    assert found.time_s == pose.time_s
    assert not pose.doubt.any()


# Visibility.


@pytest.mark.parametrize(
    ("visibilities", "hidden_in"),
    [
        ([0.59], [0]),
        ([0.60], []),
        ([0.9, 0.51, 0.5], []),
        ([0.9, 0.49], [1]),
        ([0.9, 0.49, 0.55, 0.6, 0.55], [1, 2]),
    ],
)
def test_hidden_below_half_and_seen_again_from_0_6(
    visibilities: list[float], hidden_in: list[int]
) -> None:
    frames = [
        seen_at(at_time(plank(), n * STEP_S), WRIST, value) for n, value in enumerate(visibilities)
    ]
    found = [n for n, pose in enumerate(run(frames)) if doubts(pose) == {WRIST: Doubt.HIDDEN}]
    assert found == hidden_in


# Limbs that change.


@pytest.mark.parametrize(
    ("factor", "is_doubted"), [(0.69, True), (0.71, False), (1.29, False), (1.31, True)]
)
@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize(
    ("upper", "lower"), [(Joint.ELBOW, Joint.WRIST), (Joint.KNEE, Joint.ANKLE)]
)
def test_a_limb_that_changes_by_more_than_30_percent(
    upper: Joint, lower: Joint, side: Side, factor: float, *, is_doubted: bool
) -> None:
    pose = scaled(plank(), 0.5)  # away from the picture's edge
    # Later by half a second: far enough for no jump.
    changed = at_time(limb(upper.on(side), lower.on(side), factor, pose), 0.5)
    # What the memory follows in that time.
    found = run([pose, changed])[1]
    assert doubts(found) == ({lower.on(side): Doubt.LIMB_LENGTH} if is_doubted else {})


@pytest.mark.parametrize(
    ("upper", "lower", "child"),
    [
        (Joint.SHOULDER, Joint.ELBOW, Joint.WRIST),
        (Joint.HIP, Joint.KNEE, Joint.ANKLE),
    ],
)
def test_what_hangs_on_a_wrong_limb_is_wrong_as_well(
    upper: Joint, lower: Joint, child: Joint
) -> None:
    pose = scaled(plank(), 0.5)
    changed = limb(upper.on(Side.LEFT), lower.on(Side.LEFT), 1.4, pose)
    # The limb below keeps its length: it moves along.
    shift = changed.image_px[lower.on(Side.LEFT)] - pose.image_px[lower.on(Side.LEFT)]
    x, y = pose.image_px[child.on(Side.LEFT)] + shift
    changed = moved(changed, {child.on(Side.LEFT): (float(x), float(y))})
    found = run([pose, at_time(changed, 0.5)])[1]
    assert doubts(found) == {
        lower.on(Side.LEFT): Doubt.LIMB_LENGTH,
        child.on(Side.LEFT): Doubt.LIMB_LENGTH,
    }


def test_a_child_that_is_doubted_for_its_own_reason_keeps_it() -> None:
    pose = scaled(plank(), 0.5)
    changed = seen_at(limb(SHOULDER, ELBOW, 1.4, pose), WRIST, 0.1)
    found = run([pose, at_time(changed, 0.5)])[1]
    assert doubts(found) == {ELBOW: Doubt.LIMB_LENGTH, WRIST: Doubt.HIDDEN}


def test_a_slow_turn_of_the_body_changes_limbs_and_is_believed() -> None:
    # A thigh that points to the camera more and more: from whole to half in ten seconds.
    pose = scaled(plank(), 0.5)
    frames = (
        at_time(limb(Landmark.LEFT_HIP, KNEE, 1 - n / 600, pose), n * STEP_S) for n in range(300)
    )
    assert not any(KNEE in doubts(found) for found in run(frames))


def test_a_new_length_is_believed_in_time() -> None:
    pose = scaled(plank(), 0.5)
    longer = limb(ELBOW, WRIST, 1.5, pose)
    found = run([pose, *still(longer, 8.0, start_s=0.5)])
    assert WRIST in doubts(found[1])
    assert doubts(found[-1]) == {}


def test_lengths_are_learned_only_from_limbs_that_are_believed() -> None:
    pose = scaled(plank(), 0.5)
    wrong = seen_at(limb(ELBOW, WRIST, 2.0, pose), WRIST, 0.1)
    found = run([wrong, at_time(pose, 0.5), at_time(limb(ELBOW, WRIST, 1.4, pose), 1.0)])
    assert doubts(found[1]) == {}
    assert doubts(found[2]) == {WRIST: Doubt.LIMB_LENGTH}


# A hand that leaves the picture.


def reach_to(edge_px: float) -> tuple[Pose, Pose]:
    """A forearm straight to the right, and the picture's edge so far beyond the elbow."""
    forearm = FOREARM * TRUNK_PX
    elbow = (SIZE[0] - edge_px, 200.0)
    pose = moved(plank(), {ELBOW: elbow, WRIST: (elbow[0] - forearm, 200.0)})
    return pose, moved(pose, {WRIST: (elbow[0] + 0.8 * forearm, 200.0)})


def test_a_short_limb_that_would_end_outside_is_a_guess() -> None:
    inside, short = reach_to(edge_px=0.9 * FOREARM * TRUNK_PX)
    found = run([inside, at_time(short, 0.5)])[1]
    assert doubts(found) == {WRIST: Doubt.OUTSIDE}


def test_a_short_limb_that_would_end_inside_is_believed() -> None:
    inside, short = reach_to(edge_px=1.1 * FOREARM * TRUNK_PX)
    assert doubts(run([inside, at_time(short, 0.5)])[1]) == {}


def test_a_limb_that_is_nearly_whole_is_believed_at_the_edge() -> None:
    inside, short = reach_to(edge_px=0.9 * FOREARM * TRUNK_PX)
    elbow = short.image_px[ELBOW]
    whole = moved(short, {WRIST: (float(elbow[0]) + 0.87 * FOREARM * TRUNK_PX, 200.0)})
    assert doubts(run([inside, at_time(whole, 0.5)])[1]) == {}


# Sudden changes.


@pytest.mark.parametrize(("trunks", "is_doubted"), [(0.29, False), (0.31, True)])
def test_a_jump_is_more_than_a_tenth_and_6_trunks_a_second(
    trunks: float, *, is_doubted: bool
) -> None:
    pose = plank()
    x, y = pose.image_px[Landmark.NOSE]
    jumped = moved(pose, {Landmark.NOSE: (float(x), float(y) - trunks * TRUNK_PX)})
    found = run([pose, at_time(jumped, STEP_S)])[1]
    assert doubts(found) == ({Landmark.NOSE: Doubt.JUMPED} if is_doubted else {})


@pytest.mark.parametrize("factor", [0.4, 1.6])
def test_a_jump_is_measured_by_the_body(factor: float) -> None:
    pose = scaled(plank(), factor)
    x, y = pose.image_px[Landmark.NOSE]
    for trunks, expected in ((0.29, {}), (0.31, {Landmark.NOSE: Doubt.JUMPED})):
        jumped = moved(pose, {Landmark.NOSE: (float(x), float(y) - trunks * factor * TRUNK_PX)})
        assert doubts(run([pose, at_time(jumped, STEP_S)])[1]) == expected


@pytest.mark.parametrize("fps", [10, 15, 30, 60])
def test_after_a_jump_it_is_believed_once_it_has_settled(fps: int) -> None:
    pose = plank()
    x, y = pose.image_px[Landmark.NOSE]
    jumped = moved(pose, {Landmark.NOSE: (float(x), float(y) - 2 * TRUNK_PX)})
    found = run([*still(pose, 1.0, fps=fps), *still(jumped, 1.0, start_s=1.0, fps=fps)])
    for one in found:
        unsettled = 1.0 <= one.time_s < 1.0 + SETTLE_S - 1e-9
        assert doubts(one) == ({Landmark.NOSE: Doubt.JUMPED} if unsettled else {})


def test_a_landmark_that_goes_on_jumping_is_never_believed() -> None:
    pose = plank()
    x, y = pose.image_px[Landmark.NOSE]
    frames = [
        at_time(moved(pose, {Landmark.NOSE: (float(x), float(y) - (n % 2) * TRUNK_PX)}), n * STEP_S)
        for n in range(30)
    ]
    assert all(doubts(one) == {Landmark.NOSE: Doubt.JUMPED} for one in run(frames)[1:])


def test_a_jump_that_is_hidden_is_hidden() -> None:
    pose = plank()
    x, y = pose.image_px[Landmark.NOSE]
    jumped = moved(pose, {Landmark.NOSE: (float(x), float(y) - 2 * TRUNK_PX)})
    found = run([pose, at_time(seen_at(jumped, Landmark.NOSE, 0.1), STEP_S)])[1]
    assert doubts(found) == {Landmark.NOSE: Doubt.HIDDEN}


def arms_apart() -> Pose:
    return hands_and_knees(arm_lift=175.0, leg_lift=175.0, knee_angle=175.0)


def arms_swapped() -> Pose:
    pose = arms_apart()
    both = [ELBOW, WRIST, Landmark.RIGHT_ELBOW, Landmark.RIGHT_WRIST]
    return moved(
        pose,
        {one: (float(x), float(y)) for one in both for x, y in [pose.image_px[MIRROR[one]]]},
    )


def test_left_and_right_that_change_places_are_doubted_until_they_settle() -> None:
    found = run([*still(arms_apart(), 0.5), *still(arms_swapped(), 0.5, start_s=0.5)])
    arms = dict.fromkeys((ELBOW, WRIST, Landmark.RIGHT_ELBOW, Landmark.RIGHT_WRIST), Doubt.SWAPPED)
    for one in found:
        unsettled = 0.5 <= one.time_s < 0.5 + SETTLE_S - 1e-9
        assert doubts(one) == (arms if unsettled else {})


def test_after_a_second_left_and_right_may_be_anywhere() -> None:
    found = run([arms_apart(), at_time(arms_swapped(), FORGET_S + 0.01)])
    assert doubts(found[1]) == {}


def test_hands_that_meet_half_way_have_not_changed_places() -> None:
    # 0.4 trunks apart, each comes 0.25 nearer: both lie closer to where they were themselves.
    def hands(left: float, right: float) -> Pose:
        places = {WRIST: left, Landmark.RIGHT_WRIST: right}
        return moved(plank(), {hand: (600.0 + x * TRUNK_PX, 500.0) for hand, x in places.items()})

    found = run([hands(0.0, 0.4), at_time(hands(0.25, 0.15), 0.1)])
    assert Doubt.SWAPPED not in doubts(found[1]).values()


def test_sides_that_lie_together_cannot_be_told_apart() -> None:
    pose = plank()
    exchanged = replace(pose, image_px=pose.image_px[list(MIRROR)])
    assert doubts(run([pose, at_time(exchanged, STEP_S)])[1]) == {}


def test_a_body_without_a_scale_cannot_have_jumped() -> None:
    pose = moved(plank(), {SHOULDER: (math.nan, 0.0), Landmark.LEFT_HIP: (math.nan, 0.0)})
    x, y = pose.image_px[Landmark.NOSE]
    jumped = moved(pose, {Landmark.NOSE: (float(x), float(y) - 2 * TRUNK_PX)})
    found = run([pose, at_time(jumped, STEP_S)])[1]
    assert doubts(found) == {SHOULDER: Doubt.HIDDEN, Landmark.LEFT_HIP: Doubt.HIDDEN}


# Nobody seen for a while.


def test_after_a_second_another_body_may_be_anywhere() -> None:
    before, after = scaled(plank(), 0.5), shifted(mirrored(front()), 300.0, -100.0)
    after = scaled(after, 0.7)
    found = run([before, at_time(after, FORGET_S + 0.01)])[1]
    assert doubts(found) == {}


def test_within_a_second_the_body_is_remembered() -> None:
    pose = scaled(plank(), 0.5)
    longer = limb(ELBOW, WRIST, 1.8, pose)
    assert doubts(run([pose, at_time(longer, FORGET_S)])[1]) == {WRIST: Doubt.LIMB_LENGTH}
    assert doubts(run([pose, at_time(longer, FORGET_S + 0.01)])[1]) == {}


def test_a_jump_before_the_gap_is_forgotten() -> None:
    pose = plank()
    x, y = pose.image_px[Landmark.NOSE]
    jumped = moved(pose, {Landmark.NOSE: (float(x), float(y) - 2 * TRUNK_PX)})
    found = run([pose, at_time(jumped, STEP_S), at_time(jumped, STEP_S + FORGET_S + 0.01)])
    assert doubts(found[1]) == {Landmark.NOSE: Doubt.JUMPED}
    assert doubts(found[2]) == {}


def test_it_is_deterministic() -> None:
    rng = np.random.default_rng(3)
    frames = [
        replace(plank(), time_s=n * STEP_S, image_px=plank().image_px + rng.normal(0, 30, (33, 2)))
        for n in range(60)
    ]
    assert [one.doubt.tolist() for one in run(frames)] == [
        one.doubt.tolist() for one in run(frames)
    ]
