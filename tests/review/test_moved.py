"""A landmark goes where it is put, and its neighbours in time go along."""

from dataclasses import replace

import numpy as np
import pytest

from formcheck.errors import ReviewError
from formcheck.landmarks import Landmark
from formcheck.pose.pose import Doubt
from formcheck.pose.recorded import RecordedPoses
from formcheck.review.edits import MoveLandmark
from formcheck.review.moved import MOST_REACH_S, Moved, check_move, corrected_poses
from tests.review.test_take import poses_of

KNEE = Landmark.LEFT_KNEE
CENTRE = 20
STEP_S = 1.0 / 15.0


def clip() -> RecordedPoses:
    return poses_of("bridge_good", slice(0, 41))


def move(frame: int = CENTRE, reach_s: float = 0.25) -> MoveLandmark:
    return MoveLandmark(float(clip().time_s[frame]), KNEE, (20.0, -8.0), reach_s)


def weights(found: RecordedPoses) -> list[float]:
    away = found.image_px[:, KNEE, 0] - clip().image_px[:, KNEE, 0]
    return [float(one) / 20.0 for one in away]


def test_neighbours_go_along_less_the_farther() -> None:
    found = weights(corrected_poses(clip(), [move(reach_s=4.0 * STEP_S)]))

    expected = [0.5 * (1.0 + np.cos(np.pi * one / 4.0)) for one in range(4)]
    assert found[CENTRE : CENTRE + 4] == pytest.approx(expected, abs=1e-6)
    assert found[CENTRE - 3 : CENTRE + 1] == pytest.approx(expected[::-1], abs=1e-6)
    assert not any(found[: CENTRE - 3])
    assert not any(found[CENTRE + 4 :])


def test_without_reach_no_other_frame_goes_along() -> None:
    found = weights(corrected_poses(clip(), [move(reach_s=0.0)]))

    assert found[CENTRE] == pytest.approx(1.0)
    assert sum(map(bool, found)) == 1


@pytest.mark.parametrize("frame", [0, 40])
def test_at_an_end_of_the_recording_there_are_neighbours_on_one_side(frame: int) -> None:
    found = weights(corrected_poses(clip(), [move(frame)]))

    assert found[frame] == pytest.approx(1.0)
    assert sum(one > 0 for one in found) == 4


def test_a_moment_between_frames_is_that_of_the_nearest() -> None:
    poses = clip()
    near = replace(move(), time_s=float(poses.time_s[CENTRE]) + 0.3 * STEP_S)

    assert weights(corrected_poses(poses, [near]))[CENTRE] == pytest.approx(1.0)


def test_frames_in_which_nobody_is_seen_do_not_go_along() -> None:
    poses = clip()
    poses.image_px[CENTRE + 1] = np.nan
    moved = Moved(poses, [move()]).correction()

    assert moved.by_hand(float(poses.time_s[CENTRE + 1])) is None
    after = moved.by_hand(float(poses.time_s[CENTRE + 2]))
    assert after is not None
    assert np.flatnonzero(after).tolist() == [KNEE]


def test_where_it_was_as_good_as_put_nobody_doubts_it() -> None:
    poses = clip()
    poses.visibility[:, KNEE] = 0.0
    poses.visibility[:, Landmark.LEFT_ANKLE] = 0.0
    correction = Moved(poses, [move(reach_s=4.0 * STEP_S)]).correction()
    hidden = np.full(33, Doubt.HIDDEN, np.uint8)

    doubts = []
    for index in range(CENTRE - 4, CENTRE + 5):
        pose = poses.pose(index)
        assert pose is not None
        doubts.append(correction.correct(replace(pose, doubt=hidden)).doubt)

    assert [int(one[KNEE]) for one in doubts] == [1, 1, 0, 0, 0, 0, 0, 1, 1]
    assert all(one[Landmark.LEFT_ANKLE] == Doubt.HIDDEN for one in doubts)
    assert doubts[4].dtype == np.uint8


def test_a_frame_out_of_reach_keeps_its_very_pose() -> None:
    pose = clip().pose(0)
    assert pose is not None

    assert Moved(clip(), [move()]).correction().correct(pose) is pose


def test_exports_get_the_same_places_in_pixels_and_in_metres() -> None:
    poses = clip()
    before = poses.image_px.tobytes(), poses.world_m.tobytes()
    found = corrected_poses(poses, [move()])

    by_m = found.world_m[CENTRE, KNEE] - poses.world_m[CENTRE, KNEE]
    trunk_px = poses.image_px[CENTRE, Landmark.LEFT_HIP] - poses.image_px[CENTRE, 11]
    trunk_m = poses.world_m[CENTRE, Landmark.LEFT_HIP] - poses.world_m[CENTRE, 11]
    scale_m = float(np.hypot(*trunk_m[:2]) / np.hypot(*trunk_px))
    assert by_m == pytest.approx([20.0 * scale_m, -8.0 * scale_m, 0.0], rel=0.05)
    others = np.arange(33) != KNEE
    assert found.world_m[:, others].tobytes() == poses.world_m[:, others].tobytes()
    assert found.visibility[CENTRE, KNEE] == 1.0
    assert found.visibility[:, others].tobytes() == poses.visibility[:, others].tobytes()
    assert (poses.image_px.tobytes(), poses.world_m.tobytes()) == before


def test_exports_leave_out_what_the_take_leaves_out() -> None:
    poses = clip()

    assert corrected_poses(poses, []) is poses
    assert corrected_poses(poses, [replace(move(), time_s=99.0)]) is poses


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(move(), time_s=99.0), "no picture"),
        (replace(move(), time_s=float("nan")), "no picture"),
        (replace(move(), time_s=float(clip().time_s[3])), "Nobody"),
        (replace(move(), by_px=(1e9, 0.0)), "somewhere in the picture"),
        (replace(move(), by_px=(0.0, float("nan"))), "somewhere in the picture"),
        (replace(move(), reach_s=-1.0), "somewhere in the picture"),
        (replace(move(), reach_s=2.0 * MOST_REACH_S), "somewhere in the picture"),
    ],
)
def test_what_cannot_be_moved_is_told(wrong: MoveLandmark, said: str) -> None:
    poses = clip()
    poses.image_px[3] = np.nan

    with pytest.raises(ReviewError, match=said):
        check_move(poses, wrong)
