import pytest

from formcheck.checking.results import Severity
from formcheck.desk.distance import Distance, distance_of
from formcheck.desk.seen import Seen, Seer
from formcheck.pose.pose import Pose
from tests import bodies
from tests.desk.desks import calibrated, exercise, trembling

FRONT = bodies.front(eye_width=0.08)
FLOOR = 0.003


def seen(pose: Pose | None) -> Seen:
    return Seer(exercise()).see(0.0, None if pose is None else trembling(pose, 0.0))


def test_eyes_twice_as_wide_are_half_as_far() -> None:
    profile = calibrated(FRONT)
    wide = 2 * profile.values["eye_width"].value
    # bias and gain of the error model are undone: the picture shows more than the truth.
    near = distance_of(profile, seen(bodies.front(eye_width=wide * 1.0697 - 0.0069)), 70.0, FLOOR)
    same = distance_of(profile, seen(FRONT), 70.0, FLOOR)
    assert near is not None
    assert same is not None
    assert near.cm == pytest.approx(35.0, abs=0.5)
    assert same.cm == pytest.approx(70.0, abs=0.5)
    assert 3.0 < same.error_cm < 6.0


@pytest.mark.parametrize(
    ("distance", "severity"),
    [
        (Distance(60.0, 4.0), Severity.GOOD),
        (Distance(48.0, 4.0), Severity.GOOD),
        (Distance(45.0, 4.0), Severity.WARN),
        (Distance(37.0, 4.0), Severity.WARN),
        (Distance(34.0, 4.0), Severity.FAULT),
    ],
)
def test_nearer_than_a_limit_by_more_than_the_error(distance: Distance, severity: Severity) -> None:
    assert distance.severity is severity


def test_without_a_face_there_is_no_distance() -> None:
    front, side = calibrated(FRONT), calibrated(bodies.sitting())
    assert distance_of(front, seen(None), 70.0, FLOOR) is None
    assert distance_of(front, seen(bodies.front(nose_aside=0.5)), 70.0, FLOOR) is None
    assert distance_of(side, seen(bodies.sitting()), 70.0, FLOOR) is None
