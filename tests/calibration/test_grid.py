"""The grid covers what it promises and is the same every time."""

from calibration.grid import YAWS, grid
from calibration.people import FITTED, HELD_ASIDE, person
from calibration.poses import ALL
from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import View
from formcheck.landmarks import Side
from samples.mannequin.skeleton import solve_joints


def test_it_is_the_same_every_time_and_no_two_settings_are_alike() -> None:
    keys = [one.key for one in grid(stills=1)]
    assert keys == [one.key for one in grid(stills=1)]
    assert len(set(keys)) == len(keys)


def test_every_exercise_is_seen_from_every_yaw_and_from_both_sides() -> None:
    settings = grid(stills=2)
    for series in ALL:
        own = [one for one in settings if one.series is series]
        assert len(own) == len(YAWS[series.view]) * len(FITTED + HELD_ASIDE)
        if series.view is View.SIDE:
            assert {one.side for one in own} == set(Side)
            assert min(one.off_deg for one in own) < -30.0
            assert max(one.off_deg for one in own) > 30.0


def test_the_first_exercises_are_seen_in_all_their_views() -> None:
    seen = {(series.exercise, series.view) for series in ALL}
    for slug in ("plank", "bridge", "bird-dog", "sitting"):
        assert {(slug, view) for view in load_exercise(slug).camera.views} <= seen


def test_people_held_aside_are_others_and_below_the_seeds_of_the_benchmark() -> None:
    assert not set(FITTED) & set(HELD_ASIDE)
    assert max(FITTED + HELD_ASIDE) < 100_000
    bodies = [person(seed).body for seed in FITTED + HELD_ASIDE]
    assert len({body.height_m for body in bodies}) == len(bodies)
    assert max(body.height_m for body in bodies) - min(body.height_m for body in bodies) > 0.2
    assert person(HELD_ASIDE[0]).held_aside
    assert not person(FITTED[0]).held_aside


def test_every_posture_can_be_taken_and_every_camera_stands_in_the_room() -> None:
    for setting in grid(stills=2):
        for values in setting.values:
            body = setting.person.body
            joints = solve_joints(body, setting.series.solver(body, values))
            assert all(abs(place).max() < 3.0 for place in joints.values())
        x, y, z = setting.camera.position_m
        assert abs(x) < 3.2
        assert abs(y) < 4.6
        assert z > 0.2
        # The back wall is on the far side.
        assert setting.room.turned == (y > 0.0)


def test_one_exercise_can_be_asked_for() -> None:
    assert {one.series.exercise for one in grid(["plank"], stills=1)} == {"plank"}
