import threading
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import pytest

from formcheck.capture.frame import Frame
from formcheck.capture.source import SourceInfo
from formcheck.capture.video import VideoFile
from formcheck.errors import CalibrationError, ModelError, SourceError, SourceLostError
from formcheck.exercises.loader import load_exercise
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import PoseRecorder, RecordedEstimator, RecordedPoses
from formcheck.report.json_report import dumps
from formcheck.session.offline import Progress, analyse, analyse_poses
from formcheck.session.session import Session
from formcheck.session.update import Update
from tests.capture.pictures import HEIGHT, WIDTH, every_ms, number_of, write_clip
from tests.session.live_parts import HandSource

COUNT = 45
TIMES_MS = [k * 33 + (k % 3) * 5 for k in range(COUNT)]
"""Uneven, as a phone's."""


def recorded(count: int = COUNT) -> RecordedPoses:
    """A body that sways a little; nobody in every tenth frame."""
    sway = np.sin(np.arange(count))[:, None]
    grid = np.stack(
        [40 + 2 * np.arange(33) + sway, 20 + 3 * np.arange(33) + 0 * sway], axis=2
    ).astype(float)
    grid[::10] = np.nan
    return RecordedPoses(
        time_s=np.array(TIMES_MS[:count]) / 1000,
        image_px=grid,
        world_m=np.where(np.isnan(grid).any(axis=2)[:, :, None], np.nan, np.zeros((count, 33, 3))),
        visibility=np.where(np.isnan(grid[:, :, 0]), np.nan, 0.9),
        image_size=(WIDTH, HEIGHT),
        model=ModelInfo("recorded", ""),
    )


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_clip(tmp_path_factory.mktemp("clip") / "clip.mp4", TIMES_MS)


def session() -> Session:
    return Session(load_exercise("bridge"))


class BreakingFile(VideoFile):
    """A file that fails after some frames, and notes whether it was closed."""

    def __init__(self, path: Path, after: int, error: Exception) -> None:
        super().__init__(path)
        self._left, self._error, self.closed = after, error, 0

    def read(self) -> Frame | None:
        if self._left == 0:
            raise self._error
        self._left -= 1
        return super().read()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closed += 1
        super().__exit__(kind, error, trace)


class BrokenEstimator(RecordedEstimator):
    def __enter__(self) -> Self:
        raise ModelError("The model is missing.")


def test_every_frame_in_order(clip: Path) -> None:
    numbers: list[int] = []
    updates: list[Update] = []
    steps: list[Progress] = []
    record = analyse(
        VideoFile(clip),
        RecordedEstimator(recorded()),
        session(),
        on_pose=lambda frame, _: numbers.append(number_of(frame.image)),
        on_update=lambda _, update: updates.append(update),
        on_progress=steps.append,
    )
    assert numbers == list(range(COUNT))
    assert [update.time_s for update in updates] == pytest.approx([t / 1000 for t in TIMES_MS])
    assert [step.frames for step in steps] == list(range(1, COUNT + 1))
    assert {step.total for step in steps} == {COUNT}
    assert record.source.path == "clip.mp4"
    assert record.source.frames == COUNT
    assert record.model == ModelInfo("recorded", "")
    assert record.ended == ""


def test_same_result_as_a_plain_loop(clip: Path) -> None:
    threaded = analyse(VideoFile(clip), RecordedEstimator(recorded()), session(), name="clip.mp4")
    plain = session()
    with VideoFile(clip) as source, RecordedEstimator(recorded()) as estimator:
        while (frame := source.read()) is not None:
            plain.update(frame.time_s, estimator.estimate(frame))
    assert dumps(plain.finish(threaded.source, threaded.model)) == dumps(threaded)


def test_recorded_poses_give_the_session_of_their_video(clip: Path) -> None:
    raw = PoseRecorder((WIDTH, HEIGHT), ModelInfo("recorded", ""))
    from_video = analyse(
        VideoFile(clip),
        RecordedEstimator(recorded()),
        session(),
        name="same",
        on_pose=lambda frame, pose: raw.add(frame.time_s, pose),
    )
    from_poses = analyse_poses(raw.poses(), session(), name="same")
    assert dumps(from_poses) == dumps(from_video)


def test_length_counts_the_last_frame_too(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "even.mp4", every_ms(100, 20))
    record = analyse(VideoFile(clip), RecordedEstimator(recorded()), session())
    assert record.source.duration_s == pytest.approx(2.0)


def test_lost_source_keeps_what_came_before(clip: Path) -> None:
    source = BreakingFile(clip, 20, SourceLostError("It broke off."))
    record = analyse(source, RecordedEstimator(recorded()), session())
    assert record.ended == "It broke off."
    assert record.source.frames == 20
    assert len(record.series.time_s) > 0
    assert source.closed == 1


def test_source_without_a_picture(clip: Path) -> None:
    with pytest.raises(SourceError, match="It broke off at once"):
        analyse(
            BreakingFile(clip, 0, SourceLostError("It broke off at once.")),
            RecordedEstimator(recorded()),
            session(),
        )


def test_other_errors_of_reading_come_through(clip: Path) -> None:
    source = BreakingFile(clip, 7, ZeroDivisionError())
    seen: list[int] = []
    with pytest.raises(ZeroDivisionError):
        analyse(
            source,
            RecordedEstimator(recorded()),
            session(),
            on_update=lambda frame, _: seen.append(frame.index),
        )
    assert seen == list(range(7))  # everything before it was used
    assert source.closed == 1


def test_missing_file_raises(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="none at"):
        analyse(VideoFile(tmp_path / "no.mp4"), RecordedEstimator(recorded()), session())


def test_wrong_model_raises_before_the_file_is_opened(clip: Path) -> None:
    source = BreakingFile(clip, 5, SourceLostError(""))
    with pytest.raises(ModelError, match="missing"):
        analyse(source, BrokenEstimator(recorded()), session())
    assert source.closed == 0


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_stopping_in_the_middle_closes_everything(clip: Path, error: type[BaseException]) -> None:
    before = set(threading.enumerate())
    source = BreakingFile(clip, COUNT, SourceLostError(""))

    def stop(progress: Progress) -> None:
        if progress.frames == 5:
            raise error

    with pytest.raises(error):
        analyse(source, RecordedEstimator(recorded()), session(), on_progress=stop)
    assert source.closed == 1
    assert set(threading.enumerate()) <= before


def test_frames_are_read_in_one_other_thread(clip: Path) -> None:
    threads: set[int] = set()

    class Watched(VideoFile):
        @property
        def info(self) -> SourceInfo:
            return super().info

        def __enter__(self) -> Self:
            threads.add(threading.get_ident())
            return super().__enter__()

        def read(self) -> Frame | None:
            threads.add(threading.get_ident())
            return super().read()

    analyse(Watched(clip), RecordedEstimator(recorded()), session())
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_the_file_is_left_alone_after_its_end(clip: Path) -> None:
    reads: list[Frame | None] = []

    class Watched(VideoFile):
        def read(self) -> Frame | None:
            reads.append(super().read())
            return reads[-1]

    analyse(Watched(clip), RecordedEstimator(recorded()), session())
    assert len(reads) == COUNT + 1
    assert reads.count(None) == 1


def test_poses_are_given_raw(clip: Path) -> None:
    raw: list[Pose | None] = []
    analyse(
        VideoFile(clip),
        RecordedEstimator(recorded()),
        session(),
        on_pose=lambda _, pose: raw.append(pose),
    )
    assert raw[0] is None
    assert raw[1] is not None
    np.testing.assert_array_equal(raw[1].image_px, recorded().image_px[1])


def test_progress_of_poses() -> None:
    steps: list[Progress] = []
    record = analyse_poses(recorded(), session(), name="a.npz", on_progress=steps.append)
    assert steps[-1] == Progress(COUNT, COUNT, TIMES_MS[-1] / 1000, TIMES_MS[-1] / 1000)
    assert record.source.path == "a.npz"
    assert replace(record.source, path="").frames == COUNT


def test_a_source_without_a_picture_is_an_error() -> None:
    empty = HandSource(0)
    empty.let_go()
    with pytest.raises(SourceError, match="Camera 7 holds not a single picture"):
        analyse(empty, RecordedEstimator(recorded()), session())
    assert empty.closed.is_set()


def test_poses_of_another_model_are_refused(clip: Path) -> None:
    """The stated errors hold for one model only."""
    strange = replace(recorded(), model=ModelInfo("other.task", "ab" * 32))
    with pytest.raises(CalibrationError, match="abababababab"):
        analyse_poses(strange, session(), name="a.npz")
    with pytest.raises(CalibrationError, match="abababababab"):
        analyse(VideoFile(clip), RecordedEstimator(strange), session())
