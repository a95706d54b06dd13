"""Key pictures, cut from a real clip by real poses."""

import io
import math
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from formcheck.overlay.scene import Arc, Dot, Line, Scene, Text, Tone
from formcheck.pose.pose import Doubt, Pose
from formcheck.report.content import Picture
from formcheck.report.face_blur import head_of
from formcheck.report.lettering import RGB
from formcheck.report.pictures import (
    MOST_BYTES,
    crop,
    key_pictures,
    no_pictures,
    painted,
    small_jpeg,
)
from formcheck.report.shown import Shown
from formcheck.review.take import Take, measure
from tests.conftest import ROOT
from tests.report.clips import exported

CLIP = ROOT / "samples" / "bridge_feet_far.mp4"


@cache
def take() -> Take:
    one = exported("bridge_feet_far")
    assert one.poses is not None
    assert one.exercise is not None
    found = measure(one.poses, one.exercise, name="bridge.mp4")
    assert found is not None
    return found


def pixels(picture: Picture) -> np.ndarray:
    with Image.open(io.BytesIO(picture.jpeg)) as opened:
        assert opened.format == "JPEG"
        assert opened.size == picture.size_px
        return np.asarray(opened, np.float64)


def pose_at(places: dict[int, tuple[float, float]], size: tuple[int, int]) -> Pose:
    image_px = np.full((33, 2), np.nan)
    for landmark, place in places.items():
        image_px[landmark] = place
    doubt = np.where(np.isfinite(image_px).all(axis=1), Doubt.NONE, Doubt.HIDDEN)
    return Pose(
        time_s=0.0,
        image_px=image_px,
        world_m=np.zeros((33, 3)),
        visibility=np.ones(33),
        image_size=size,
        doubt=doubt.astype(np.uint8),
    )


def test_best_and_worst_without_a_face() -> None:
    found = key_pictures(take(), CLIP, Shown.BLURRED)
    assert [one.title for one in found.best] == [
        "Best: repetition 1",
        "To work on: repetition 2",
    ]
    assert found.noticed == ()  # the one thing that was noticed is in the second picture
    assert found.note == "Faces are made unrecognisable."
    for one in found.best:
        assert len(one.jpeg) <= MOST_BYTES
        assert max(one.size_px) <= 640
    bare = key_pictures(take(), CLIP, Shown.ALL)
    assert bare.note == ""
    # Only something about the head differs: the picture's left, as the body lies.
    far = np.abs(pixels(found.best[0]) - pixels(bare.best[0])).max(axis=2)
    width = far.shape[1]
    assert far.max() > 60
    assert far[:, width // 2 :].max() < 30


def test_pictures_can_be_left_out() -> None:
    found = key_pictures(take(), CLIP, Shown.NONE)
    assert (found.best, found.noticed) == ((), ())
    assert found.note == "Pictures were left out."
    assert no_pictures().note == "There are no pictures: no video of this is kept."


def test_a_video_that_is_gone_is_told(tmp_path: Path) -> None:
    found = key_pictures(take(), tmp_path / "gone.mp4", Shown.BLURRED)
    assert found.best == ()
    assert found.note == "There are no pictures: the video cannot be opened any more."


def test_nobody_else_is_shown_where_faces_are_blurred() -> None:
    one = take()
    crowd = replace(one, poses=replace(one.poses, others=np.ones(len(one.poses))))
    found = key_pictures(crowd, CLIP, Shown.BLURRED)
    assert found.best == ()
    assert found.note.startswith("A picture is left out where the face could not be found")
    assert len(key_pictures(crowd, CLIP, Shown.ALL).best) == 2


def test_no_picture_of_a_face_that_is_nowhere() -> None:
    one = take()
    hidden = one.poses.image_px.copy()
    hidden[:, :13] = np.nan  # face and shoulders
    lost = replace(one, poses=replace(one.poses, image_px=hidden))
    assert key_pictures(lost, CLIP, Shown.BLURRED).best == ()


def test_where_nobody_was_found_there_is_no_picture() -> None:
    one = take()
    gone = replace(one.poses, image_px=one.poses.image_px * np.nan)
    found = key_pictures(replace(one, poses=gone), CLIP, Shown.ALL)
    assert found.best == ()
    assert found.note == "A picture is left out where nobody was found in it."


def test_the_face_goes_before_the_skeleton_is_drawn() -> None:
    one = take()
    best = key_pictures(one, CLIP, Shown.BLURRED).best[0]
    index = one.at(one.record.reps[0].turn_s)
    pose, scene = one.poses.pose(index), one.scene(index)
    assert pose is not None
    assert scene is not None
    head = head_of(pose)
    assert head is not None
    dot = min(scene.dots, key=lambda dot: math.dist(dot.at, (head.x, head.y)))
    assert math.dist(dot.at, (head.x, head.y)) < head.radius
    left, top, right, _bottom = crop(pose)
    factor = best.size_px[0] / (right - left)
    column, row = (round((dot.at[0] - left) * factor), round((dot.at[1] - top) * factor))
    found = pixels(best)[row, column]
    assert np.abs(found - RGB[dot.tone]).max() < 60


def test_a_person_is_cut_out_with_some_air() -> None:
    size = (1000, 800)
    lying = crop(pose_at({0: (200, 500), 31: (800, 520)}, size))
    assert lying == (128, 303, 872, 717)  # 12 % beside, and no strip wider than 9 to 5
    standing = crop(pose_at({0: (500, 100), 31: (510, 700)}, size))
    left, top, right, bottom = standing
    assert (top, bottom) == (28, 772)
    assert (right - left) / (bottom - top) == pytest.approx(0.75, abs=0.01)
    corner = crop(pose_at({0: (5, 5), 31: (60, 60)}, size))
    assert corner[:2] == (0, 0)
    assert crop(pose_at({}, size)) == (0, 0, 1000, 800)


def test_marks_go_with_the_person_into_a_smaller_picture() -> None:
    pose = pose_at({0: (400, 400), 31: (1200, 800)}, (1600, 1200))
    scene = Scene(
        (1600, 1200),
        lines=(Line((400, 400), (1200, 800), Tone.FAULT),),
        dots=(Dot((1200, 800), Tone.GOOD),),
        arcs=(Arc((800, 600), (400, 400), (1200, 400), Tone.GOOD),),
        texts=(Text((800, 700), "Hip", Tone.GOOD),),
    )
    left, top, right, bottom = crop(pose)
    for scale in (1, 2):  # the video may be larger than what the poses were found in
        image = np.zeros((1200 * scale, 1600 * scale, 3), np.uint8)
        drawn = painted(image, pose, scene)
        height, width = drawn.shape[:2]
        assert max(width / 640, height / 480) == pytest.approx(1.0, abs=0.01)
        middle = (
            round((600 - top) / (bottom - top) * height),
            round((800 - left) / (right - left) * width),
        )
        assert drawn[middle].max() > 150  # the line's middle
        assert drawn[:5, -5:].max() == 0


def test_a_busy_picture_is_made_small() -> None:
    noise = np.random.default_rng(7).integers(0, 255, (480, 640, 3), np.uint8)
    busy, calm = small_jpeg(noise), small_jpeg(np.full((480, 640, 3), 90, np.uint8))
    assert len(calm) < 10_000
    with Image.open(io.BytesIO(busy)) as opened:
        assert opened.size == (640, 480)
    assert len(busy) < 100_000  # noise alone cannot be made smaller
