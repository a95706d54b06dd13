"""What is left of a head of known size, wherever and however it lies."""

from dataclasses import replace

import numpy as np
import pytest

from formcheck.landmarks import Landmark
from formcheck.pose.pose import Pose
from formcheck.report.face_blur import FaceCover, blur_face, head_of
from tests.report.heads import (
    BACK,
    CHIN,
    CROWN,
    FROM_THE_SIDE,
    HEIGHT,
    IN_FRONT,
    METRE_PX,
    WIDTH,
    detailed,
    details,
    pose,
    turned,
)


def without(one: Pose, *landmarks: Landmark) -> Pose:
    one.image_px[list(landmarks)] = np.nan
    return one


@pytest.mark.parametrize("turn_deg", range(0, 360, 30))
@pytest.mark.parametrize("face", [IN_FRONT, FROM_THE_SIDE])
def test_nothing_of_the_head_is_left(face: dict[str, tuple[float, float]], turn_deg: int) -> None:
    at = (WIDTH / 2, HEIGHT / 2)
    covered = blur_face(detailed(), pose(face, turn_deg))
    for place in (*face.values(), CROWN, CHIN, BACK):
        assert details(covered, turned(np.array([place]), turn_deg, at)[0]) < 0.1


def test_the_rest_stays_as_it_is() -> None:
    image, one = detailed(), pose()
    covered = blur_face(image, one)
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    far = np.hypot(x - WIDTH / 2, y - HEIGHT / 2) > 0.21 * METRE_PX
    assert (covered[far] == image[far]).all()
    assert (image == detailed()).all()  # a copy


def test_what_is_doubted_is_covered_as_well() -> None:
    sure, doubted = pose(), pose(visibility=0.01)
    doubted.doubt[:] = 1
    assert (blur_face(detailed(), sure) == blur_face(detailed(), doubted)).all()


def test_nobody_leaves_the_picture_as_it_is() -> None:
    image = detailed()
    same = blur_face(image, None)
    assert (same == image).all()
    assert same is not image


@pytest.mark.parametrize("at", [(0.0, 150.0), (400.0, 0.0), (200.0, 299.0), (-10.0, -10.0)])
def test_half_a_head_at_the_edge_is_covered(at: tuple[float, float]) -> None:
    covered = blur_face(detailed(), pose(at=at))
    inside = (min(max(at[0], 4), WIDTH - 5), min(max(at[1], 4), HEIGHT - 5))
    assert details(covered, inside) < 0.1


@pytest.mark.parametrize("at", [(-90.0, 100.0), (600.0, 100.0), (100.0, -90.0), (100.0, 900.0)])
def test_a_head_outside_changes_nothing(at: tuple[float, float]) -> None:
    assert (blur_face(detailed(), pose(at=at)) == detailed()).all()


def test_a_smaller_copy_of_the_picture_is_covered_at_the_same_place() -> None:
    covered = blur_face(detailed(WIDTH // 2, HEIGHT // 2), pose())
    assert details(covered, (WIDTH / 4, HEIGHT / 4)) < 0.1
    assert details(covered, (10, 10)) > 0.5


def test_a_head_in_front_of_its_body_is_as_large_as_it_looks() -> None:
    near = pose(IN_FRONT)
    face = list(range(Landmark.LEFT_SHOULDER))
    middle = np.array((WIDTH / 2, HEIGHT / 2))
    near.image_px[face] = middle + 1.5 * (near.image_px[face] - middle)
    head, usual = head_of(near), head_of(pose(IN_FRONT))
    assert head is not None
    assert usual is not None
    assert head.radius == pytest.approx(1.5 * usual.radius)


def test_a_landmark_far_off_is_covered_too() -> None:
    odd = pose()
    odd.image_px[Landmark.NOSE] = (WIDTH / 2 + 60, HEIGHT / 2)
    assert details(blur_face(detailed(), odd), (WIDTH / 2 + 66, HEIGHT / 2)) < 0.2


def test_ears_that_are_missing_are_not_needed() -> None:
    one = without(pose(), Landmark.LEFT_EAR, Landmark.RIGHT_EAR)
    covered = blur_face(detailed(), one)
    for place in FROM_THE_SIDE.values():
        at = turned(np.array([place]), 0, (WIDTH / 2, HEIGHT / 2))[0]
        assert details(covered, at) < 0.1


def test_without_a_face_it_is_somewhere_about_the_shoulders() -> None:
    one = without(pose(), *tuple(Landmark)[: Landmark.LEFT_SHOULDER])
    covered = blur_face(detailed(), one)
    assert details(covered, (WIDTH / 2, HEIGHT / 2)) < 0.1
    assert details(covered, (WIDTH / 2, HEIGHT / 2 - 0.1 * METRE_PX)) < 0.1


def test_without_a_place_everything_is_covered() -> None:
    head = tuple(Landmark)[: Landmark.RIGHT_SHOULDER + 1]
    covered = blur_face(detailed(), without(pose(), *head))
    assert all(details(covered, at) < 0.1 for at in ((5, 5), (200, 150), (395, 295)))


def test_where_the_model_gives_no_metres_the_body_gives_the_size() -> None:
    one = pose()
    one.world_m[:] = 0.0
    measured, known = head_of(one), head_of(pose())
    assert measured is not None
    assert known is not None
    assert known.radius <= measured.radius < 1.6 * known.radius
    one.world_m[:] = np.nan
    assert head_of(one) == measured


def test_a_video_is_covered_wholly_until_the_head_is_found() -> None:
    cover = FaceCover()
    before = cover.cover(detailed(), None, 0.0)
    assert all(details(before, at) < 0.1 for at in ((5, 5), (200, 150), (395, 295)))
    after = cover.cover(detailed(), pose(), 0.1)
    assert (after == blur_face(detailed(), pose())).all()


def test_a_head_that_is_lost_stays_covered_and_more_and_more_around_it() -> None:
    cover = FaceCover()
    cover.cover(detailed(), pose(), 1.0)
    left = [cover.cover(detailed(), None, 1.0 + 0.1 * step) for step in range(1, 11)]
    untouched = [int((image == detailed()).all(axis=2).sum()) for image in left]
    assert untouched == sorted(untouched, reverse=True)
    assert untouched[0] > 0.5 * WIDTH * HEIGHT
    assert untouched[-1] < 0.02 * WIDTH * HEIGHT  # single pixels that are grey by chance
    for step, image in enumerate(left, start=1):
        reach = 0.1 * step * METRE_PX  # somebody who runs off at 1 m/s
        assert details(image, (min(WIDTH / 2 + reach, WIDTH - 5), HEIGHT / 2)) < 0.1
    again = cover.cover(detailed(), pose(), 2.1)
    assert (again == blur_face(detailed(), pose())).all()


def test_a_pose_without_a_place_for_the_head_counts_as_lost() -> None:
    nowhere = without(pose(), *tuple(Landmark)[: Landmark.RIGHT_SHOULDER + 1])
    one, other = FaceCover(), FaceCover()
    for cover in (one, other):
        cover.cover(detailed(), pose(), 0.0)
    assert (one.cover(detailed(), None, 0.2) == other.cover(detailed(), nowhere, 0.2)).all()


def test_a_head_found_wrongly_for_a_moment_does_not_uncover_the_true_one() -> None:
    cover = FaceCover()
    cover.cover(detailed(), pose(), 0.0)
    wrong = cover.cover(detailed(), pose(at=(60.0, 60.0)), 0.1)
    assert details(wrong, (WIDTH / 2, HEIGHT / 2)) < 0.1
    assert details(wrong, (60, 60)) < 0.1
    moved = cover.cover(detailed(), pose(at=(60.0, 60.0)), 0.6)
    assert details(moved, (WIDTH / 2, HEIGHT / 2)) > 0.5  # by then it was true


def test_while_others_are_there_only_the_own_surroundings_are_seen() -> None:
    cover, at = FaceCover(), (WIDTH / 2, 90.0)
    alone, company = pose(at=at), replace(pose(at=at), others=1)
    hip, far = (WIDTH / 2, 90.0 + 0.75 * METRE_PX), (30.0, 150.0)
    seen = [
        cover.cover(detailed(), one, time_s)
        for one, time_s in ((alone, 0.0), (company, 0.1), (alone, 5.0), (alone, 5.2))
    ]
    assert [details(image, far) > 0.5 for image in seen] == [True, False, False, True]
    assert all(details(image, hip) > 0.5 for image in seen)
    assert all(details(image, at) < 0.1 for image in seen)


def test_when_the_one_is_lost_among_others_everything_is_covered() -> None:
    cover = FaceCover()
    cover.cover(detailed(), replace(pose(), others=2), 0.0)
    nowhere = without(pose(), *tuple(Landmark)[: Landmark.RIGHT_SHOULDER + 1])
    for time_s, one in ((0.04, None), (0.08, nowhere)):
        lost = cover.cover(detailed(), one, time_s)
        assert all(details(lost, at) < 0.1 for at in ((5, 5), (200, 150), (395, 295)))
