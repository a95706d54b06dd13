"""Real pictures through the real model, for as long as wanted: the engine's own way of looking."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from typing import Final

from formcheck.capture.frame import Frame
from formcheck.capture.video import VideoFile
from formcheck.exercises.loader import load_exercise
from formcheck.paths import samples_dir
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.session.session import Session

CLIP: Final = "bridge_good.mp4"
FPS: Final = 30.0
PICTURES: Final = 120
"""That are kept in memory: the first four seconds."""
SESSION_FRAMES: Final = 9000
"""Five minutes: then another session begins."""


def watch_model(frames: int, every: int) -> Iterator[int]:
    """Look at frames, judge them, and yield how many were looked at, every so many.

    One estimator all along, as in a course of exercises; a clip is played again and again.
    """
    with VideoFile(samples_dir() / CLIP) as film:
        pictures = [one.image for one in islice(iter(film.read, None), PICTURES)]
    session = Session(load_exercise("bridge"))
    with MediapipePose() as estimator:
        for number, picture in zip(range(frames), cycle(pictures), strict=False):
            if number % SESSION_FRAMES == 0:
                session = Session(load_exercise("bridge"))
            # A copy, as a camera gives one.
            pose = estimator.estimate(Frame(number, number / FPS, picture.copy()))
            time_s = (number % SESSION_FRAMES) / FPS
            session.update(time_s, None if pose is None else replace(pose, time_s=time_s))
            if (number + 1) % every == 0:
                yield number + 1
