"""What the eyes saw once is the same when a recording is judged again."""

from dataclasses import replace

import pytest

from formcheck.exercises.loader import load_exercise
from formcheck.landmarks import Landmark
from formcheck.pose.pose import Pose
from formcheck.review import apply as applying
from formcheck.review.apply import Corrector, apply
from formcheck.review.edits import Edit, SetLimit, UseExercise
from formcheck.review.sights import Sights
from formcheck.review.take import Correction, measure
from formcheck.session.offline import Progress
from formcheck.session.sight import Eyes
from tests.review.hand import bridge, everything, knee_move
from tests.review.test_take import poses_of


def test_they_are_those_of_fresh_eyes_however_often_and_far_they_were_asked() -> None:
    poses = list(poses_of("bridge_good", slice(0, 30)))
    poses[4] = (poses[4][0], None)
    fresh, sights = Eyes(), Sights()
    expected = [fresh.see(pose) for _time_s, pose in poses]

    for count in (10, 30, 20):
        eyes = sights.eyes()
        found = [eyes.see(pose) for _time_s, pose in poses[:count]]
        for one, other in zip(found, expected, strict=False):
            assert (one.side, one.view) == (other.side, other.view)
            assert (one.pose is None) == (other.pose is None)
            if one.pose is not None and other.pose is not None:
                assert one.pose.image_px.tobytes() == other.pose.image_px.tobytes()
                assert one.pose.doubt.tobytes() == other.pose.doubt.tobytes()


def test_a_frame_in_which_nothing_is_moved_is_measured_once() -> None:
    (_first, (_time_s, pose)) = list(poses_of("bridge_good", slice(0, 2)))
    sights = Sights()
    seen = sights.eyes().see(pose)

    assert sights.eyes(lambda one: one).see(pose) is seen


def test_what_was_moved_is_forgotten_with_the_correction() -> None:
    def correct(pose: Pose) -> Pose:
        image_px = pose.image_px.copy()
        image_px[Landmark.LEFT_KNEE] += 30.0
        return replace(pose, image_px=image_px)

    poses, exercise, sights = (
        poses_of("bridge_good", slice(0, 40)),
        load_exercise("bridge"),
        Sights(),
    )
    correction = Correction(correct, lambda _time_s: None)

    moved = measure(poses, exercise, name="x", correction=correction, sights=sights)
    plain = measure(poses, exercise, name="x", sights=sights)

    for take, with_correction in ((moved, correction), (plain, None)):
        fresh = measure(poses, exercise, name="x", correction=with_correction)
        assert take is not None
        assert fresh is not None
        assert everything(take) == everything(fresh)


def test_after_a_stop_it_goes_on_where_it_was() -> None:
    measured, done = bridge(), list[Progress]()
    corrector = Corrector(measured, load_exercise)
    edit: Edit = knee_move(measured)

    corrector.apply([edit], on_progress=done.append, stop=lambda: len(done) == 50)
    for again in (edit, SetLimit("over_arch", 160.0), UseExercise("plank"), edit):
        found = corrector.apply([again])
        fresh = apply(measured, [again], exercises=load_exercise)
        assert found is not None
        assert fresh is not None
        assert everything(found.take) == everything(fresh.take)
    assert len(done) == 50


def test_of_a_long_recording_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = bridge()
    edit = knee_move(measured)
    kept = Corrector(measured, load_exercise).apply([edit])
    monkeypatch.setattr(applying, "MOST_SIGHTS", len(measured.poses) - 1)
    made: list[Sights] = []
    monkeypatch.setattr(applying, "Sights", lambda: made.append(Sights()))

    found = Corrector(measured, load_exercise).apply([edit])

    assert made == []
    assert kept is not None
    assert found is not None
    assert everything(found.take) == everything(kept.take)
