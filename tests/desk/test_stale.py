import math
from dataclasses import replace
from datetime import timedelta

import pytest

from formcheck.desk.measure import DeskWatch, Sitting
from formcheck.desk.seen import NOWHERE, Place, Seer
from formcheck.desk.stale import DIFFERENT_S, MOVED_S, Fit, StaleWatch, old, stale
from formcheck.pose.pose import Pose
from tests import bodies
from tests.desk.desks import (
    MORNING,
    calibrated,
    clip,
    clip_profile,
    exercise,
    times,
    trembling,
)

FRONT = bodies.front()
BASE = calibrated(FRONT)
AT = BASE.place


@pytest.mark.parametrize(
    ("seen", "fit"),
    [
        (AT, Fit.FITS),
        (NOWHERE, Fit.FITS),
        (replace(AT, down=AT.down - 0.3 * AT.size), Fit.FITS),
        (replace(AT, down=AT.down - 0.5 * AT.size), Fit.MOVED),
        (replace(AT, down=AT.down + 0.5 * AT.size), Fit.FITS),
        (replace(AT, down=AT.down + 0.9 * AT.size), Fit.DIFFERENT),
        (replace(AT, across=AT.across + 0.9 * AT.size), Fit.DIFFERENT),
        (replace(AT, size=1.3 * AT.size), Fit.DIFFERENT),
        (replace(AT, size=AT.size / 1.3), Fit.DIFFERENT),
        (replace(AT, size=1.2 * AT.size), Fit.FITS),
        (replace(AT, shoulder_tilt_deg=12.0, head_tilt_deg=11.0), Fit.MOVED),
        (replace(AT, shoulder_tilt_deg=-12.0, head_tilt_deg=-11.0), Fit.MOVED),
        (replace(AT, shoulder_tilt_deg=12.0, head_tilt_deg=0.0), Fit.FITS),
        (replace(AT, shoulder_tilt_deg=12.0, head_tilt_deg=math.nan), Fit.FITS),
        (
            replace(AT, shoulder_tilt_deg=12.0, head_tilt_deg=11.0, across=AT.across - 0.06),
            Fit.FITS,
        ),
    ],
)
def test_what_posture_explains_and_what_it_does_not(seen: Place, fit: Fit) -> None:
    assert stale(BASE, seen) is fit


def test_from_the_side_tilts_say_nothing() -> None:
    side = calibrated(bodies.sitting())
    assert stale(side, replace(side.place, shoulder_tilt_deg=20.0, head_tilt_deg=20.0)) is Fit.FITS
    assert stale(side, replace(side.place, size=1.5 * side.place.size)) is Fit.DIFFERENT


@pytest.mark.parametrize(
    "name",
    [
        "sitting-front_slump",
        "sitting-front_lean_in",
        "sitting-front_head_tilt",
        "sitting-front_shoulder_tilt",
        "sitting-side_head_forward",
        "sitting-side_trunk_forward",
        "sitting-side_recline",
    ],
)
def test_no_posture_of_rendered_people_is_taken_for_a_moved_camera(name: str) -> None:
    profile, seer = clip_profile(name), Seer(exercise())
    fits = {
        stale(profile, seer.see(time_s, pose).place) for time_s, pose in clip(name) if time_s > 2.5
    }
    assert Fit.MOVED not in fits


def said(pose: Pose, seconds: float) -> list[tuple[float, str]]:
    watch, seer, found = StaleWatch(BASE), Seer(exercise()), []
    for time_s in times(seconds, rate_hz=1.0):
        told = watch.update(seer.see(time_s, trembling(pose, time_s)))
        if told is not None:
            found.append((time_s, told.reason))
    return found


def test_a_moved_camera_is_said_soon_and_anything_else_after_minutes() -> None:
    rolled = bodies.rotated(FRONT, 12.0)
    assert said(FRONT, DIFFERENT_S + 30.0) == []
    assert said(rolled, 40.0)[0] == (
        MOVED_S,
        "The camera, your chair or the desk seems to have moved.",
    )
    nearer = bodies.scaled(FRONT, 1.4)
    assert said(nearer, DIFFERENT_S + 5.0)[0] == (
        DIFFERENT_S,
        "You have been somewhere else in the picture for a while.",
    )


def test_what_fits_again_is_forgotten() -> None:
    watch, seer = StaleWatch(BASE), Seer(exercise())
    for time_s in times(60.0, rate_hz=1.0):
        pose = FRONT if time_s % 15.0 < 7.0 else bodies.rotated(FRONT, 12.0)
        assert watch.update(seer.see(time_s, trembling(pose, time_s))) is None


def test_a_look_that_fits_in_between_changes_nothing() -> None:
    watch, seer = StaleWatch(BASE), Seer(exercise())
    told, fits = [], []
    for time_s in times(60.0, rate_hz=1.0):
        pose = FRONT if time_s % 15.0 < 2.0 else bodies.rotated(FRONT, 12.0)
        told.append(watch.update(seer.see(time_s, trembling(pose, time_s))) is not None)
        fits.append(watch.fit is Fit.FITS)
    assert told == [False] * 22 + [True] * 38
    assert not any(fits[8:])


def test_turned_away_it_goes_on_as_it_was() -> None:
    watch, seer = StaleWatch(BASE), Seer(exercise())
    for time_s in times(10.0):
        watch.update(seer.see(time_s, trembling(bodies.sitting(), time_s)))
    assert watch.fit is Fit.FITS


@pytest.mark.parametrize(
    ("pose", "least_s"),
    [(bodies.rotated(FRONT, 12.0), MOVED_S), (bodies.scaled(FRONT, 1.4), DIFFERENT_S)],
)
def test_what_nobody_saw_does_not_last(pose: Pose, least_s: float) -> None:
    # GIVEN somebody who is elsewhere in the picture for a moment, as on getting up
    watch, seer = StaleWatch(BASE), Seer(exercise())
    told = [watch.update(seer.see(time_s, trembling(pose, time_s))) for time_s in times(2.0)]
    # WHEN they are turned away for a while, or gone, and come back as they went
    turned = times(2.0 * least_s, 2.0, rate_hz=1.0)
    told += [watch.update(seer.see(one, trembling(bodies.sitting(), one))) for one in turned]
    back_s = 3600.0
    told += [
        watch.update(seer.see(one, trembling(pose, one))) for one in times(least_s - 3.0, back_s)
    ]
    # THEN nothing is said, until it has been seen for long enough
    assert not any(told)
    last = [watch.update(seer.see(one, pose)) for one in times(6.0, back_s + least_s - 3.0)]
    assert last[-1] is not None


def test_a_rolled_camera_is_never_a_complaint_about_sitting() -> None:
    watch = DeskWatch(BASE, Seer(exercise()))
    rolled = bodies.rotated(FRONT, 15.0)
    sats = [watch.update(time_s, trembling(rolled, time_s)) for time_s in times(30.0)]
    assert {one.sitting for one in sats} == {Sitting.UNJUDGED}
    assert sats[-1].stale is not None


def test_a_baseline_is_old_after_a_day() -> None:
    assert not old(BASE, MORNING + timedelta(hours=23))
    assert old(BASE, MORNING + timedelta(hours=24))
