"""Poses of a recording: from a file of poses, or by looking at every picture of a video."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from formcheck.capture.apart import open_video
from formcheck.capture.photo import is_photo
from formcheck.errors import SourceLostError
from formcheck.language import language
from formcheck.pose.hands import Job
from formcheck.pose.looking import Looking
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.model_file import find_model
from formcheck.pose.recorded import PoseRecorder, RecordedPoses, load_poses
from formcheck.pose.segments import Lengths
from formcheck.session.offline import Progress

VIDEOS: Final = frozenset({".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi"})
"""How the names of videos end, for whoever looks for recordings in a folder."""
POSES_SUFFIX: Final = ".npz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyes:
    """By what a recording is looked at."""

    model: str = ""
    """Name of a pose model; empty for the built-in one."""
    cores: int | None = None
    """On how many; 0: in this process; None: on all."""

    def estimator(self, *, outline: bool = False) -> "partial[MediapipePose]":
        """Return what makes the estimator; raise ModelError when there is no such model."""
        model = find_model(self.model) if self.model else None
        return partial(MediapipePose, model, outline=outline)

    def looking(self, path: Path, *, outline: bool = False) -> Looking:
        """Return who looks at a video, to be entered."""
        job = Job(path, self.estimator(outline=outline), Lengths(), language())
        return Looking(job, cores=self.cores)


ALL_EYES: Final = Eyes()
"""The built-in model on all cores."""


@dataclass(frozen=True, slots=True)
class Seen:
    """All poses of a recording."""

    poses: RecordedPoses
    ended: str = ""
    """Why they end before their time, for people."""


def has_poses(path: Path) -> bool:
    """Whether a file holds poses and no pictures, by its name."""
    return path.suffix.lower() == POSES_SUFFIX


def poses_of(path: Path, eyes: Eyes, show: Callable[[Progress], None]) -> Seen:
    """Return the poses of a file of poses, a picture or a video."""
    if has_poses(path):
        return Seen(load_poses(path))
    return glance(path, eyes) if is_photo(path) else look(path, eyes, show)


def glance(path: Path, eyes: Eyes) -> Seen:
    """Return the pose of a picture."""
    with eyes.estimator()() as estimator, open_video(path) as photo:
        recorder = PoseRecorder(photo.info.size_px, estimator.model)
        for frame in iter(photo.read, None):
            recorder.add(frame.time_s, estimator.estimate(frame))
    return Seen(recorder.poses())


def look(path: Path, eyes: Eyes, show: Callable[[Progress], None]) -> Seen:
    """Return all poses of a video, before it is known what they are judged by."""
    ended = ""
    with eyes.looking(path) as looking:
        info = looking.info
        recorder = PoseRecorder(info.size_px, looking.model)
        try:
            for number, (time_s, pose) in enumerate(looking, start=1):
                recorder.add(time_s, pose)
                show(Progress(number, info.frame_count, time_s, info.duration_s))
        except SourceLostError as error:
            ended = str(error)
    return Seen(recorder.poses(), ended)
