"""Takes of recorded poses, each judged once for all tests that look at it and change nothing."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from formcheck.exercises.loader import load_exercise
from formcheck.pose.recorded import RecordedPoses, load_poses
from formcheck.review.take import Take, measure

CLIPS = Path(__file__).parents[1] / "clips" / "poses"


@cache
def clip(name: str, *, mirrored: bool = False) -> Take:
    """Return a clip's take; mirrored it is half as large again, too."""
    poses = load_poses(CLIPS / f"{name}.npz")
    if mirrored:
        poses = turned(poses)
    take = measure(poses, load_exercise(name.partition("_")[0]), name=name)
    assert take is not None
    return take


def turned(poses: RecordedPoses) -> RecordedPoses:
    """Return somebody who faces the other way, nearer to the camera."""
    width, height = poses.image_size
    image_px = poses.image_px * 1.5
    image_px[..., 0] = 1.5 * width - image_px[..., 0]
    return replace(poses, image_px=image_px, image_size=(round(1.5 * width), round(1.5 * height)))


def unseen(take: Take, joints: tuple[int, ...], rows: slice = slice(None)) -> Take:
    """Return a take in which landmarks were not found."""
    image_px = take.seen.image_px.copy()
    image_px[rows, list(joints)] = np.nan
    return replace(take, seen=replace(take.seen, image_px=image_px))


def nobody(take: Take, rows: slice) -> Take:
    """Return a take in which nobody was seen for a while."""
    found = take.seen.found.copy()
    found[rows] = False
    return replace(take, seen=replace(take.seen, found=found))
