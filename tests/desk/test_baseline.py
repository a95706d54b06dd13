from datetime import timedelta

import pytest

from formcheck.desk.baseline import GIVE_UP_S, Calibrating, Calibration, choose
from formcheck.desk.seen import Seer
from formcheck.exercises.spec import View
from formcheck.landmarks import Landmark, Side
from formcheck.pose.pose import Doubt, Pose
from tests import bodies
from tests.desk.desks import MORNING, calibrated, clip_profile, exercise, times, trembling

FRONT = bodies.front()
SIDE = bodies.sitting()
FACE_PX = (640.0, 300.0)


def tell(poses: dict[float, Pose | None]) -> list[Calibrating]:
    seer, calibration = Seer(exercise()), Calibration(exercise())
    return [calibration.update(seer.see(time_s, pose), MORNING) for time_s, pose in poses.items()]


def still(pose: Pose, seconds: float, start_s: float = 0.0) -> dict[float, Pose | None]:
    return {time_s: trembling(pose, time_s) for time_s in times(seconds, start_s)}


def test_five_seconds_from_the_front_give_a_profile() -> None:
    profile = calibrated(bodies.front(neck_height=0.5, eye_width=0.08), "laptop", "one screen")
    assert (profile.view, profile.camera, profile.displays) == (View.FRONT, "laptop", "one screen")
    assert set(profile.values) == {"neck_height", "eye_width", "shoulder_tilt", "head_tilt"}
    assert profile.values["neck_height"].value == pytest.approx(0.5 - 0.0348, abs=0.01)
    assert 0.0 <= profile.values["neck_height"].error < 0.02
    assert profile.place.across == pytest.approx(0.5, abs=0.01)
    assert profile.place.size == pytest.approx(260 / 1280, abs=0.01)
    assert profile.made_at == MORNING


def test_from_the_side_it_is_recognised_by_itself() -> None:
    profile = calibrated(SIDE)
    assert (profile.view, profile.side) == (View.SIDE, Side.LEFT)
    assert set(profile.values) == {"neck_lean", "trunk_lean"}


@pytest.mark.parametrize(
    ("name", "view"),
    [
        ("sitting-front_good", View.FRONT),
        ("sitting-side_good", View.SIDE),
        ("sitting-front_slump", View.FRONT),
        ("sitting-side_recline", View.SIDE),
    ],
)
def test_rendered_people_are_calibrated(name: str, view: View) -> None:
    profile = clip_profile(name)
    assert profile.view is view


def test_it_shows_how_far_it_is_and_then_stays() -> None:
    told = tell(still(FRONT, 8.0))
    assert [told[place].progress for place in (0, 2, 5)] == [0.0, 0.2, 0.5]
    assert told[9].profile is None
    assert told[10].profile is told[-1].profile is not None
    assert told[10].progress == 1.0


def test_few_looks_are_no_median() -> None:
    slowly = {1.25 * place: trembling(FRONT, 1.25 * place) for place in range(9)}
    told = tell(slowly)
    assert [one.profile is not None for one in told] == [False] * 7 + [True] * 2


HAND = bodies.moved(FRONT, {Landmark.LEFT_INDEX: FACE_PX})
OUTSIDE = bodies.hidden(FRONT, Landmark.LEFT_SHOULDER, why=Doubt.OUTSIDE)


@pytest.mark.parametrize(
    ("pose", "reason"),
    [
        (None, "I can't see anybody."),
        (bodies.front(nose_aside=0.5), "I can't judge your head while it is turned."),
        (HAND, "Your hand is at your face."),
        (OUTSIDE, "I can't see your shoulders: outside the picture."),
    ],
)
def test_it_says_what_is_in_the_way(pose: Pose | None, reason: str) -> None:
    poses = still(pose, 6.0) if pose is not None else dict.fromkeys(times(6.0))
    told = tell(poses)
    assert {one.trouble and one.trouble.reason for one in told} == {reason}
    assert not any(one.profile or one.gave_up for one in told)


def test_neither_from_the_front_nor_from_the_side_is_refused() -> None:
    turned = bodies.pose_of(SIDE.image_px, depth_m=SIDE.world_m[:, 2])
    turned.world_m[Landmark.LEFT_SHOULDER, 0] += 0.2
    turned.world_m[Landmark.LEFT_HIP, 0] += 0.2
    (last,) = {one.trouble and one.trouble.reason for one in tell(still(turned, 3.0))}
    assert last == "I can't tell whether I see you from the front or from the side."


def test_a_movement_begins_the_five_seconds_anew() -> None:
    before, after = still(FRONT, 4.0), still(bodies.front(neck_height=0.35), 6.0, 4.0)
    told = tell(before | after)
    assert told[8].trouble is not None
    assert told[8].trouble.reason == "You moved a little."
    assert told[8].progress < 0.3
    assert told[-1].profile is not None
    assert told[-1].profile.values["neck_height"].value == pytest.approx(0.35 - 0.035, abs=0.02)


def test_a_hand_in_between_begins_them_anew() -> None:
    told = tell(still(FRONT, 4.0) | still(HAND, 1.0, 4.0) | still(FRONT, 4.0, 5.0))
    assert not any(one.profile for one in told)


def test_so_do_a_gap_and_another_view() -> None:
    gap = tell(still(FRONT, 4.0) | still(FRONT, 4.0, 7.0))
    turned = tell(still(FRONT, 4.0) | still(SIDE, 4.0, 4.0))
    assert not any(one.profile for one in (*gap, *turned))


def test_a_picture_that_hangs_is_no_calibration() -> None:
    frozen: dict[float, Pose | None] = {
        time_s: bodies.at_time(FRONT, time_s) for time_s in times(12.0)
    }
    told = tell(frozen)
    assert not any(one.profile for one in told)
    assert {one.trouble and one.trouble.reason for one in told} == {
        None,
        "The picture does not move.",
    }


def test_it_gives_up_and_says_what_was_in_the_way_most() -> None:
    hand = still(HAND, GIVE_UP_S - 2.0)
    told = tell(hand | still(FRONT, 4.0, GIVE_UP_S - 2.0))
    assert [one.gave_up for one in (told[0], told[59], told[60])] == [False, False, True]
    assert told[60].trouble is not None
    assert told[60].trouble.reason == "Your hand is at your face."


def test_too_few_looks_for_half_a_minute_are_given_up_too() -> None:
    rarely = {4.0 * place: trembling(FRONT, 4.0 * place) for place in range(9)}
    last = tell(rarely)[-1]
    assert last.gave_up
    assert last.trouble is not None
    assert last.trouble.reason == "You moved a little."


def test_the_newest_profile_of_this_desk_is_chosen() -> None:
    old = calibrated(FRONT, "laptop", "one")
    new = calibrated(FRONT, "laptop", "one", at=MORNING + timedelta(days=1))
    other = calibrated(FRONT, "laptop", "two", at=MORNING + timedelta(days=2))
    assert choose([old, new, other], "laptop", "one") is new
    assert choose([old, new, other], "laptop", "two") is other
    assert choose([old, new, other], "webcam", "one") is None
