"""The animated picture: every movement of the catalogue, on the floor and without a jump."""

import math
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from formcheck.exercises.figure import Anchor, Figure, KeyPose, LimbPose, Thing
from formcheck.exercises.loader import list_exercises, load_exercise
from formcheck.exercises.spec import Exercise, View
from formcheck.overlay import figure_body as body
from formcheck.overlay.figure_body import Joints, drawn_deg
from formcheck.overlay.figure_scene import (
    MOST_STAY_S,
    bounds,
    figure_film,
    figure_scene,
    loop_s,
    still_times_s,
    view_of,
)
from formcheck.overlay.figure_shapes import Shade, Shape

EXERCISES = list_exercises()
STEP_S = 1 / 10
SUNK = -0.005
"""Less than a centimetre of somebody 1.72 m tall."""
JUMP = 0.22
"""From one to the next of them: 4 m/s of somebody 1.72 m tall."""
RADII = {
    "hip": 0.048, "knee": body.KNEE_R, "ankle": body.ANKLE_R, "heel": body.HEEL_R,
    "ball": body.BALL_R, "toe": body.TOE_R, "shoulder": 0.034, "elbow": body.ELBOW_R,
    "wrist": body.WRIST_R, "hand": 0.018,
}  # fmt: skip
SEGMENTS = (
    ("shoulder", "elbow", 0.186), ("elbow", "wrist", 0.146),
    ("hip", "knee", 0.245), ("knee", "ankle", 0.246),
)  # fmt: skip
STANDING = {
    "trunk": 89.0, "neck": 80.0, "face": 0.0, "arm": 270.0, "forearm": 275.0, "thigh": 271.0,
    "shank": 269.0, "foot": 0.0,
}  # fmt: skip


def figure_of(exercise: Exercise | str) -> Figure:
    exercise = load_exercise(exercise) if isinstance(exercise, str) else exercise
    assert exercise.figure is not None
    return exercise.figure


@cache
def bodies_of(figure: Figure) -> list[Joints]:
    film = figure_film(figure)
    return [film.body_at(float(t)).joints for t in np.arange(0.0, loop_s(figure), STEP_S)]


def clearances(joints: Joints) -> dict[str, float]:
    found = {
        f"{side}_{name}": float(joints[f"{side}_{name}"][2]) - radius
        for side in body.SIDES
        for name, radius in RADII.items()
    }
    spine = min(float(joints[name][2]) for name in body.SPINE) - 0.05
    return found | {"head": float(joints["head"][2]) - body.HEAD_R, "spine": spine}


def circles_of(shapes: tuple[Shape, ...]) -> np.ndarray:
    return np.array([circle for shape in shapes for circle in shape.circles])


def test_every_movement_of_the_catalogue_has_a_picture() -> None:
    assert [one.slug for one in EXERCISES if one.figure is None] == []


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.slug)
def test_nobody_sinks_or_floats_and_all_limbs_keep_their_lengths(exercise: Exercise) -> None:
    for joints in bodies_of(figure_of(exercise)):
        free = clearances(joints)
        assert min(free.values()) > SUNK, min(free, key=lambda name: free[name])
        assert min(free.values()) < 0.02
        lengths = [
            float(np.linalg.norm(joints[f"{side}_{start}"] - joints[f"{side}_{end}"])) - length
            for side in body.SIDES
            for start, end, length in SEGMENTS
        ]
        assert max(map(abs, lengths)) < 0.001


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.slug)
def test_nothing_jumps_and_the_end_is_the_beginning(exercise: Exercise) -> None:
    figure = figure_of(exercise)
    moments = bodies_of(figure)
    # Toes that are tucked under turn over.
    names = [name for name in moments[0] if not name.endswith("toe")]
    for before, after in pairwise([*moments, moments[0]]):
        apart = {name: float(np.linalg.norm(after[name] - before[name])) for name in names}
        assert max(apart.values()) < JUMP, max(apart, key=lambda name: apart[name])
    assert figure_scene(figure, loop_s(figure)) == figure_scene(figure, 0.0)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.slug)
def test_heads_are_held_as_necks_can_hold_them(exercise: Exercise) -> None:
    for joints in bodies_of(figure_of(exercise)):
        trunk = joints["shoulders"] - joints[body.SPINE[5]]
        neck, face = joints["head"] - joints["shoulders"], joints["nose"] - joints["head"]
        apart = [
            math.degrees(
                math.acos(float(a @ b) / float(np.linalg.norm(a)) / float(np.linalg.norm(b)))
            )
            for a, b in ((trunk, neck), (neck, face))
        ]
        assert apart[0] < 75.0
        assert 35.0 < apart[1] < 145.0


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.slug)
def test_the_view_holds_every_picture_and_is_not_much_larger(exercise: Exercise) -> None:
    figure, view = figure_of(exercise), view_of(exercise)
    left, top, width, height = bounds(figure, view)
    seen = np.concatenate(
        [circles_of(figure_scene(figure, t, view)) for t in np.arange(0.0, loop_s(figure), 0.31)]
    )
    low, high = (seen[:, :2] - seen[:, 2:]).min(axis=0), (seen[:, :2] + seen[:, 2:]).max(axis=0)
    assert (low > (left, top)).all()
    assert (high < (left + width, top + height)).all()
    assert width < high[0] - low[0] + 0.06
    assert height < high[1] - low[1] + 0.06


@pytest.mark.parametrize(
    ("slug", "joint", "side"),
    [
        ("squat", "ankle", "near"),
        ("hip-hinge", "ankle", "far"),
        ("bird-dog", "knee", "near"),
        ("downward-dog", "wrist", "near"),
        ("plank", "elbow", "near"),
        ("side-plank", "elbow", "far"),
        ("hamstring-standing", "ankle", "far"),
    ],
)
def test_what_is_the_anchor_stays_where_it_is(slug: str, joint: str, side: str) -> None:
    places = [joints[f"{side}_{joint}"] for joints in bodies_of(figure_of(slug))]
    if slug == "bird-dog":
        # Then the other knee takes over.
        places = places[: len(places) // 2]
    assert np.ptp(np.array(places), axis=0)[0] < 0.02


def test_the_first_pose_is_at_0_s_and_the_others_come_when_the_file_says() -> None:
    squat = figure_of("squat")
    standing, down = squat.poses
    assert loop_s(squat) == standing.stay_s + down.move_s + down.stay_s + standing.move_s
    assert still_times_s(squat) == (0.0, standing.stay_s + down.move_s)
    film = figure_film(squat)
    hips = [float(film.body_at(t).joints["hips"][2]) for t in (0.0, *still_times_s(squat))]
    assert hips[0] == hips[1] > hips[2] + 0.1


def test_a_movement_begins_and_ends_softly() -> None:
    squat = figure_of("squat")
    standing, down = squat.poses
    film = figure_film(squat)
    shares = np.linspace(0.0, 1.0, 21)
    z = [
        float(film.body_at(standing.stay_s + share * down.move_s).joints["hips"][2])
        for share in shares
    ]
    steps = np.abs(np.diff(z))
    assert steps[0] < 0.15 * steps.max()
    assert steps[-1] < 0.15 * steps.max()
    assert np.argmax(steps) in range(7, 13)


def test_long_holds_are_shown_short() -> None:
    plank = figure_of("plank")
    kneeling, held = plank.poses
    assert held.stay_s > MOST_STAY_S
    assert loop_s(plank) == kneeling.stay_s + held.move_s + MOST_STAY_S + kneeling.move_s


def test_poses_that_look_alike_are_one_still() -> None:
    assert [pose.name for pose in figure_of("bird-dog").poses][2] == "between"
    assert len(still_times_s(figure_of("bird-dog"))) == 3
    assert still_times_s(figure_of("standing")) == (0.0,)


def test_limbs_on_the_far_side_are_told_apart_from_the_side_and_alike_from_the_front() -> None:
    side = figure_scene(figure_of("bird-dog"), 2.5)
    assert [one.shade for one in side].count(Shade.NEAR) == 2
    assert [one.shade for one in side].count(Shade.FAR) == 2
    assert [one.shade for one in side][:3] == [Shade.FLOOR, Shade.FAR, Shade.FAR]
    assert side[-1].shade is Shade.NEAR
    front = figure_scene(figure_of("marching"), 0.0, View.FRONT)
    assert Shade.FAR not in [one.shade for one in front]
    assert Shade.FACE in [one.shade for one in front]


def test_it_is_drawn_from_the_side_wherever_the_camera_may_stand_there() -> None:
    assert view_of(load_exercise("sitting")) is View.SIDE
    assert view_of(load_exercise("squat")) is View.SIDE
    assert view_of(load_exercise("marching")) is View.FRONT


def nose_and_head(figure: Figure, at_s: float) -> tuple[float, float]:
    shapes = figure_scene(figure, at_s, View.FRONT)
    nose = next(one for one in shapes if one.shade is Shade.FACE).circles[0]
    head = next(c for one in shapes for c in one.circles if c[2] == body.HEAD_R)
    return nose[0], head[0]


def test_from_the_front_it_is_a_mirror_the_left_is_on_the_left() -> None:
    twist = figure_of("seated-twist")
    assert [pose.turn for pose in twist.poses] == [0.0, 42.0, 0.0, -42.0]
    times_s = still_times_s(twist)
    middle, left, right = (nose_and_head(twist, at_s) for at_s in times_s)
    assert middle[0] == pytest.approx(middle[1], abs=0.001)
    assert left[0] < left[1] - 0.03
    assert right[0] > right[1] + 0.03


def test_arms_turn_with_the_trunk_and_cross_in_front_of_it() -> None:
    film = figure_film(figure_of("seated-twist"))
    middle, left, _ = (
        film.body_at(at_s).joints for at_s in still_times_s(figure_of("seated-twist"))
    )
    assert middle["near_elbow"][1] < middle["near_hand"][1]
    assert middle["far_elbow"][1] > middle["far_hand"][1]
    assert left["near_hand"][1] > middle["near_hand"][1] + 0.05
    assert left["near_shoulder"][0] > middle["near_shoulder"][0] + 0.05


def test_knees_that_roll_fall_to_one_side_and_the_feet_stay() -> None:
    rolls = figure_of("knee-rolls")
    film = figure_film(rolls)
    middle, left, right = (film.body_at(at_s).joints for at_s in still_times_s(rolls))
    for side in body.SIDES:
        knees = [joints[f"{side}_knee"] for joints in (right, middle, left)]
        assert knees[0][1] + 0.1 < knees[1][1] < knees[2][1] - 0.1
        assert knees[0][2] < knees[1][2] > knees[2][2]
        feet = [joints[f"{side}_ankle"] for joints in (right, middle, left)]
        assert np.ptp(np.array(feet), axis=0).max() < 0.04


def test_everybody_on_the_back_has_the_head_at_the_left_however_it_is_written() -> None:
    assert figure_of("hamstring-supine").poses[0].trunk == 0.0
    assert figure_of("bridge").poses[0].trunk == 180.0
    for slug in ("hamstring-supine", "bridge"):
        joints = figure_film(figure_of(slug)).body_at(0.0).joints
        assert joints["head"][0] < joints["hips"][0] < joints["near_ankle"][0]
        assert joints["nose"][2] > joints["head"][2]


def things_of(slug: str, at_s: float = 0.0) -> list[Shape]:
    exercise = load_exercise(slug)
    shapes = figure_scene(figure_of(exercise), at_s, view_of(exercise))
    return [one for one in shapes if one.shade is Shade.THING]


@pytest.mark.parametrize("slug", ["sitting", "sit-to-stand", "seated-twist", "chin-tuck"])
def test_whoever_sits_has_a_chair_and_nobody_else(slug: str) -> None:
    assert len(things_of(slug)) == 1
    assert things_of("squat", 3.5) == []
    assert things_of("bridge") == []


def test_a_step_stands_under_the_heel() -> None:
    faces = things_of("hamstring-standing")
    assert len(faces) == 3
    joints = figure_film(figure_of("hamstring-standing")).body_at(0.0).joints
    assert 0.02 < joints["near_heel"][2] - body.HEEL_R < 0.12
    assert things_of("hamstring-standing", 3.6) == faces
    near = [joints["near_ankle"] for joints in bodies_of(figure_of("hamstring-standing"))]
    assert np.ptp(np.array(near), axis=0)[[0, 2]] == pytest.approx([0.0, 0.0], abs=0.04)


def test_a_small_tilt_of_the_pelvis_is_drawn_large_enough_to_be_seen() -> None:
    assert drawn_deg(10.0) > 15.0
    assert drawn_deg(-10.0) == -drawn_deg(10.0)
    assert drawn_deg(34.0) < 38.0
    tilt = figure_film(figure_of("pelvic-tilt"))
    lying, pressed = (tilt.body_at(t).joints for t in still_times_s(figure_of("pelvic-tilt")))
    assert pressed["spine_2"][2] < lying["spine_2"][2] - 0.008


def test_a_box_goes_with_the_hands_and_never_into_the_floor() -> None:
    up, down = (
        np.array([circle for one in things_of("lifting", t) for circle in one.circles])
        for t in (0.0, 3.4)
    )
    assert up[:, 1].max() < -0.3
    assert -0.2 < down[:, 1].max() < 0.03


def test_a_strap_goes_from_the_hands_round_the_raised_foot() -> None:
    supine = figure_of("hamstring-supine")
    (strap,) = things_of("hamstring-supine", still_times_s(supine)[1])
    assert len(strap.circles) == 3
    hand, foot, other = strap.circles
    assert foot[1] < min(hand[1], other[1])
    assert foot[1] < -0.4


def test_whoever_lies_on_the_side_leans_on_the_lower_elbow() -> None:
    film = figure_film(figure_of("side-plank"))
    down, up = (film.body_at(t).joints for t in still_times_s(figure_of("side-plank")))
    for joints in (down, up):
        assert joints["far_elbow"][2] < 0.06
        assert joints["far_hand"][0] > joints["far_elbow"][0] + 0.15
        assert joints["near_hip"][2] > joints["far_hip"][2] + 0.05
    assert up["hips"][2] > down["hips"][2] + 0.05
    line = np.polyfit(*np.array([up[n][1:] for n in ("head", "hips", "near_ankle")]).T, 1)
    assert abs(math.degrees(math.atan(line[0]))) == pytest.approx(17.0, abs=4.0)


def test_a_pose_alone_stands_still() -> None:
    figure = Figure(anchor=Anchor.FOOT, poses=(KeyPose(name="standing", **STANDING),))
    assert figure_scene(figure, 0.0) == figure_scene(figure, 1.3)
    assert loop_s(figure) > 0.0


def test_a_knee_that_is_lifted_in_a_figure_of_ones_own_is_lifted() -> None:
    poses = (
        KeyPose(name="standing", **STANDING),
        KeyPose(name="up", near=LimbPose(thigh=350.0, shank=270.0), move_s=0.0, **STANDING),
    )
    figure = Figure(anchor=Anchor.FOOT, poses=poses, thing=Thing.BOX)
    film = figure_film(figure)
    lifted = film.body_at(still_times_s(figure)[1]).joints
    assert lifted["near_knee"][2] > lifted["far_knee"][2] + 0.15
    assert lifted["far_heel"][2] == pytest.approx(body.HEEL_R, abs=0.01)
