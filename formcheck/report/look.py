"""Poses of a recording: from a file of poses, or by looking at every picture of a video."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from formcheck.capture.frame import Frame
from formcheck.capture.photo import PhotoFile, is_photo
from formcheck.capture.source import FrameSource
from formcheck.capture.video import VideoFile
from formcheck.errors import PosesError, SourceLostError
from formcheck.language import _
from formcheck.pose.estimator import PoseEstimator
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.model_file import find_model
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import PoseRecorder, RecordedPoses, load_poses
from formcheck.report.files import replacing
from formcheck.session.offline import Progress

VIDEOS: Final = frozenset({".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi"})
"""How the names of videos end, for whoever looks for recordings in a folder."""
POSES_SUFFIX: Final = ".npz"


def has_poses(path: Path) -> bool:
    """Whether a file holds poses and no pictures, by its name."""
    return path.suffix.lower() == POSES_SUFFIX


def estimator_named(model: str, *, outline: bool = False) -> MediapipePose:
    """Return an estimator with a pose model by name; empty for the built-in one."""
    return MediapipePose(find_model(model) if model else None, outline=outline)


def poses_of(path: Path, model: str, show: Callable[[Progress], None]) -> RecordedPoses:
    """Return the poses of a file of poses or of a video."""
    return load_poses(path) if has_poses(path) else look(path, estimator_named(model), show)


def look(path: Path, estimator: MediapipePose, show: Callable[[Progress], None]) -> RecordedPoses:
    """Return all poses of a video or picture, before it is known what they are judged by."""
    recording = Recording(estimator)
    with estimator, PhotoFile(path) if is_photo(path) else VideoFile(path) as source:
        for number, frame in enumerate(_until_lost(source), start=1):
            recording.add(frame, estimator.estimate(frame))
            show(Progress(number, source.info.frame_count, frame.time_s, source.info.duration_s))
    return recording.poses()


def _until_lost(source: FrameSource) -> Iterator[Frame]:
    """Yield every frame; a video that breaks off says so when it is analysed."""
    with suppress(SourceLostError):
        yield from iter(source.read, None)


class Recording:
    """Collects raw poses; the recorder is made when picture size and model are known."""

    def __init__(self, estimator: PoseEstimator) -> None:
        self._estimator = estimator
        self._recorder: PoseRecorder | None = None

    def add(self, frame: Frame, pose: Pose | None) -> None:
        """Take in one frame and what was seen in it."""
        if self._recorder is None:
            self._recorder = PoseRecorder(frame.size_px, self._estimator.model)
        self._recorder.add(frame.time_s, pose)

    def poses(self) -> RecordedPoses:
        """Return everything so far."""
        if self._recorder is None:
            raise PosesError(_("Expected a video with at least one picture; found none."))
        return self._recorder.poses()

    def save(self, path: Path) -> None:
        """Write everything so far; nothing when there was no picture."""
        if self._recorder is not None:
            with replacing(path) as written:
                self._recorder.save(written)
