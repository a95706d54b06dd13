import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from formcheck.capture.light import Light
from formcheck.checking.results import Severity
from formcheck.desk.measure import DeskWatch, Presence, Sat, Sitting, unlooked
from formcheck.desk.seen import Seer
from formcheck.features.reading import Reading, Unit
from formcheck.landmarks import COUNT, Landmark
from formcheck.pose.pose import Doubt, Pose
from tests import bodies
from tests.desk.desks import calibrated, exercise, times, trembling, with_others

FRONT, SIDE = bodies.front(), bodies.sitting()
FRONT_PROFILE, SIDE_PROFILE = calibrated(FRONT), calibrated(SIDE)
DARK = Light(mean=12.0, saturated=0.0, contrast=9.0)
BRIGHT = Light(mean=120.0, saturated=0.0, contrast=90.0)


def watch_of(pose: Pose, sensitivity: float = 1.0) -> DeskWatch:
    profile = SIDE_PROFILE if pose is SIDE else FRONT_PROFILE
    return DeskWatch(profile, Seer(exercise()), sensitivity)


def sit(
    pose: Pose | None,
    *,
    base: Pose = FRONT,
    sensitivity: float = 1.0,
    seconds: float = 4.0,
    light: Light | None = None,
) -> Sat:
    """The last look at somebody who sat as in the profile for a while and then otherwise."""
    watch = watch_of(base, sensitivity)
    for time_s in times(3.0):
        watch.update(time_s, trembling(base, time_s))
    looks = [
        watch.update(time_s, trembling(pose, time_s) if pose is not None else None, light)
        for time_s in times(seconds, 3.0)
    ]
    return looks[-1]


def test_upright_is_good_and_every_difference_has_an_error() -> None:
    sat = sit(FRONT)
    assert (sat.sitting, sat.presence, sat.why_not, sat.worst) == (
        Sitting.GOOD,
        Presence.SEATED,
        None,
        None,
    )
    assert list(sat.changes) == ["slump", "lean_in", "shoulder_tilt", "head_tilt"]
    for change in sat.changes.values():
        assert abs(change.reading.value) < change.reading.error < 8.0


@pytest.mark.parametrize(
    ("pose", "base", "check", "severity"),
    [
        (bodies.front(neck_height=0.46), FRONT, "", Severity.GOOD),
        (bodies.front(neck_height=0.41), FRONT, "slump", Severity.WARN),
        (bodies.front(neck_height=0.36), FRONT, "slump", Severity.FAULT),
        (bodies.front(eye_width=0.088), FRONT, "", Severity.GOOD),
        (bodies.front(eye_width=0.098), FRONT, "lean_in", Severity.WARN),
        (bodies.front(eye_width=0.11), FRONT, "lean_in", Severity.FAULT),
        (bodies.front(shoulder_tilt=5.0), FRONT, "", Severity.GOOD),
        (bodies.front(shoulder_tilt=-9.0), FRONT, "shoulder_tilt", Severity.WARN),
        (bodies.front(shoulder_tilt=14.0), FRONT, "shoulder_tilt", Severity.FAULT),
        (bodies.front(head_tilt=7.0), FRONT, "", Severity.GOOD),
        (bodies.front(head_tilt=20.0), FRONT, "head_tilt", Severity.FAULT),
        (bodies.sitting(neck_lean=40.0), SIDE, "head_forward", Severity.FAULT),
        (bodies.sitting(trunk_lean=22.0), SIDE, "trunk_forward", Severity.WARN),
        (bodies.sitting(trunk_lean=32.0), SIDE, "trunk_forward", Severity.FAULT),
        (bodies.sitting(trunk_lean=-15.0), SIDE, "", Severity.GOOD),
        (bodies.sitting(trunk_lean=-45.0, neck_lean=5.0), SIDE, "recline", Severity.WARN),
    ],
)
def test_beyond_a_limit_by_more_than_the_error(
    pose: Pose, base: Pose, check: str, severity: Severity
) -> None:
    sat = sit(pose, base=base)
    assert sat.severity is severity
    assert (sat.worst.check if sat.worst else "") == check
    assert sat.sitting is (Sitting.BEYOND if check else Sitting.GOOD)


def test_once_beyond_a_limit_the_error_no_longer_helps() -> None:
    slight = bodies.front(neck_height=0.447)
    assert sit(slight).sitting is Sitting.GOOD
    watch = watch_of(FRONT)
    for time_s in times(3.0):
        watch.update(time_s, trembling(bodies.front(neck_height=0.38), time_s))
    for time_s in times(3.0, 3.0):
        last = watch.update(time_s, trembling(slight, time_s))
    assert last.sitting is Sitting.BEYOND


def test_a_keen_eye_sees_less_and_a_lenient_one_more() -> None:
    little = bodies.front(neck_height=0.438)
    assert sit(little, sensitivity=100 / 60).sitting is Sitting.BEYOND
    assert sit(little).sitting is Sitting.GOOD
    slouched = bodies.front(neck_height=0.42)
    assert sit(slouched).sitting is Sitting.BEYOND
    assert sit(slouched, sensitivity=100 / 150).sitting is Sitting.GOOD


HIDDEN = bodies.hidden(FRONT, Landmark.LEFT_SHOULDER, why=Doubt.OUTSIDE)
PHONE = bodies.moved(FRONT, {Landmark.RIGHT_INDEX: (590.0, 300.0)})
CHIN = bodies.moved(FRONT, {Landmark.LEFT_THUMB: (640.0, 345.0)})
LAP = bodies.moved(FRONT, {Landmark.NOSE: (640.0, 365.0)})
ASIDE = bodies.front(nose_aside=0.7)
SIDE_ASIDE = bodies.moved(
    SIDE, {Landmark.NOSE: tuple(SIDE.image_px[Landmark.LEFT_EAR] + [10.0, 0.0])}
)
SIDE_LAP = bodies.moved(
    SIDE, {Landmark.NOSE: tuple(SIDE.image_px[Landmark.LEFT_EAR] + [16.0, 28.0])}
)
SLID = bodies.sitting(thigh_slope=-70.0, knee_angle=160.0)
RISING = bodies.shifted(SLID, 0.0, -60.0)


@pytest.mark.parametrize(
    ("pose", "base", "reason"),
    [
        (SIDE, FRONT, "You are turned away."),
        (FRONT, SIDE, "You are turned away."),
        (PHONE, FRONT, "Your hand is at your head."),
        (CHIN, FRONT, "Your hand is at your head."),
        (LAP, FRONT, "You are reading something below the screen."),
        (SIDE_LAP, SIDE, "You are reading something below the screen."),
        (ASIDE, FRONT, "You are looking aside."),
        (SIDE_ASIDE, SIDE, "You are looking aside."),
        (with_others(FRONT), FRONT, "Somebody is with you."),
        (HIDDEN, FRONT, "I can't see your shoulders: outside the picture."),
        (
            bodies.rotated(FRONT, 15.0),
            FRONT,
            "The camera, your chair or the desk seems to have moved.",
        ),
    ],
)
def test_what_is_not_judged_and_why(pose: Pose, base: Pose, reason: str) -> None:
    sat = sit(pose, base=base)
    assert (sat.sitting, sat.presence) == (Sitting.UNJUDGED, Presence.SEATED)
    assert sat.why_not is not None
    assert sat.why_not.reason == reason
    assert not sat.changes


def test_a_head_turned_a_little_hides_the_neck_but_not_the_shoulders() -> None:
    sat = sit(bodies.front(nose_aside=0.45, shoulder_tilt=14.0))
    assert set(sat.changes) == {"shoulder_tilt", "head_tilt"}
    assert sat.sitting is Sitting.BEYOND


def nodding(pose: Pose, nose_px: float) -> Pose:
    """The same head, the nose lower by so much."""
    left, down = pose.image_px[Landmark.NOSE]
    return bodies.moved(pose, {Landmark.NOSE: (float(left), float(down) + nose_px)})


def test_a_head_that_is_lower_because_it_looks_down_is_no_slump() -> None:
    lower = bodies.front(neck_height=0.39)
    assert sit(lower).severity is Severity.FAULT
    read = sit(nodding(lower, 50.0))
    assert read.sitting is Sitting.UNJUDGED
    assert read.why_not is not None
    assert read.why_not.reason == "You are reading something below the screen."
    # Lower by far more than that: a slump, wherever the face looks.
    assert sit(nodding(bodies.front(neck_height=0.28), 50.0)).sitting is Sitting.BEYOND
    # What has nothing to do with the head's height is told all the same.
    tilted = bodies.front(neck_height=0.39, shoulder_tilt=14.0)
    assert sit(nodding(tilted, 50.0)).sitting is Sitting.BEYOND


def test_from_the_side_a_face_that_goes_down_with_the_trunk_reads_nothing() -> None:
    def seen(trunk_lean: float, neck_lean: float) -> Sat:
        return sit(
            nodding(bodies.sitting(trunk_lean=trunk_lean, neck_lean=neck_lean), 18.0), base=SIDE
        )

    assert seen(0.0, 36.0).sitting is Sitting.UNJUDGED
    assert seen(19.0, 36.0).sitting is Sitting.BEYOND


def test_shoulders_that_leaning_in_pushed_out_of_the_picture_hide_nothing() -> None:
    near = bodies.hidden(bodies.front(eye_width=0.11), Landmark.LEFT_SHOULDER, why=Doubt.OUTSIDE)
    sat = sit(near)
    assert sat.sitting is Sitting.BEYOND
    assert sat.worst is not None
    assert sat.worst.check == "lean_in"


def test_good_is_only_what_is_seen_whole() -> None:
    sat = sit(bodies.front(nose_aside=0.45))
    assert sat.sitting is Sitting.UNJUDGED
    assert sat.why_not is not None
    assert sat.why_not.reason == "You are looking aside."


SHIRT = Light(mean=24.0, saturated=0.0, contrast=20.0)
NIGHT = Light(mean=4.0, saturated=0.0, contrast=9.0)


def test_a_shirt_before_the_camera_is_somebody_who_stands_there() -> None:
    assert sit(None, light=SHIRT).presence is Presence.AWAY
    assert sit(None, light=NIGHT).presence is Presence.UNKNOWN
    # What the model sees in a black picture is nobody.
    assert sit(FRONT, light=NIGHT).presence is Presence.UNKNOWN
    assert sit(FRONT, light=SHIRT).presence is Presence.SEATED


def test_where_nothing_can_be_measured_nothing_is_judged() -> None:
    seen = Seer(exercise()).see(0.0, trembling(FRONT, 0.0))
    unsure = Reading(math.nan, math.nan, Unit.DEG, "not seen")
    sat = watch_of(FRONT).judge(replace(seen, readings=dict.fromkeys(seen.readings, unsure)))
    assert sat.sitting is Sitting.UNJUDGED
    assert sat.why_not is not None
    assert sat.why_not.reason == "I can't judge this well enough from here."


RISEN = bodies.shifted(FRONT, 0.0, -230.0)
SMALL = bodies.scaled(FRONT, 0.4)
NOBODY = bodies.hidden(FRONT, *(Landmark(place) for place in range(COUNT)))


@pytest.mark.parametrize(
    ("pose", "base", "light", "presence"),
    [
        (None, FRONT, None, Presence.AWAY),
        (None, FRONT, BRIGHT, Presence.AWAY),
        (None, FRONT, DARK, Presence.UNKNOWN),
        (NOBODY, FRONT, None, Presence.AWAY),
        (SMALL, FRONT, None, Presence.AWAY),
        (RISEN, FRONT, None, Presence.STANDING),
        (RISING, SIDE, None, Presence.STANDING),
    ],
)
def test_who_is_there(
    pose: Pose | None, base: Pose, light: Light | None, presence: Presence
) -> None:
    sat = sit(pose, base=base, light=light)
    assert (sat.presence, sat.sitting) == (presence, Sitting.UNJUDGED)
    assert sat.why_not is not None


def test_getting_up_is_neither_sitting_nor_standing() -> None:
    sat = sit(RISING, base=SIDE, seconds=1.0)
    assert sat.presence is Presence.SEATED
    assert sat.why_not is not None
    assert sat.why_not.reason == "You are getting up or sitting down."


def test_who_slides_down_in_the_chair_is_seated_and_judged() -> None:
    lower = bodies.shifted(bodies.sitting(trunk_lean=-45.0, thigh_slope=-40.0), 0.0, 20.0)
    sat = sit(lower, base=SIDE, seconds=8.0)
    assert sat.presence is Presence.SEATED
    assert (sat.worst.check if sat.worst else "") == "recline"


def test_while_the_camera_is_off_nothing_is_known() -> None:
    sat = unlooked(5.0)
    assert (sat.time_s, sat.presence, sat.sitting) == (5.0, Presence.UNKNOWN, Sitting.UNJUDGED)
    assert unlooked(5.0, Presence.AWAY).presence is Presence.AWAY


@pytest.mark.parametrize("rate_hz", [0.2, 0.5, 2.0, 10.0])
@pytest.mark.parametrize(
    "change",
    [
        lambda pose: pose,
        lambda pose: bodies.shifted(pose, 40.0, 10.0),
        lambda pose: bodies.scaled(pose, 0.92),
    ],
)
def test_upright_is_good_at_any_pace_and_place(
    change: Callable[[Pose], Pose], rate_hz: float
) -> None:
    watch = watch_of(FRONT)
    sats = [
        watch.update(time_s, trembling(change(FRONT), time_s))
        for time_s in times(40 / rate_hz, rate_hz=rate_hz)
    ]
    assert {one.sitting for one in sats} == {Sitting.GOOD}
    assert all(math.isfinite(one.changes["slump"].reading.error) for one in sats)
