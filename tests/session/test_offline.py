import threading
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Self

import numpy as np
import pytest

from formcheck.capture.video import VideoFile
from formcheck.errors import CalibrationError, ModelError, SourceError
from formcheck.exercises.loader import load_exercise
from formcheck.pose.estimator import ModelInfo
from formcheck.pose.hands import Job
from formcheck.pose.looking import Looking
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import PoseRecorder, RecordedEstimator, RecordedPoses
from formcheck.pose.segments import Lengths
from formcheck.report.json_report import dumps
from formcheck.session.offline import Progress, analyse, analyse_poses
from formcheck.session.session import Session
from tests.capture.pictures import HEIGHT, WIDTH, every_ms, write_clip
from tests.capture.test_film import cut

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


def looking(path: Path, estimator: type[RecordedEstimator] = RecordedEstimator) -> Looking:
    return Looking(Job(path, partial(estimator, recorded()), Lengths(), "en"), cores=0)


class BrokenEstimator(RecordedEstimator):
    def __enter__(self) -> Self:
        raise ModelError("The model is missing.")


def test_every_frame_in_order(clip: Path) -> None:
    times_s: list[float] = []
    steps: list[Progress] = []
    with looking(clip) as one:
        record = analyse(
            one,
            session(),
            on_pose=lambda time_s, _: times_s.append(time_s),
            on_progress=steps.append,
        )
    assert times_s == pytest.approx([t / 1000 for t in TIMES_MS])
    assert [step.frames for step in steps] == list(range(1, COUNT + 1))
    assert [step.time_s for step in steps] == times_s
    assert {step.total for step in steps} == {COUNT}
    assert record.source.path == "clip.mp4"
    assert record.source.frames == COUNT
    assert record.model == ModelInfo("recorded", "")
    assert record.ended == ""


def test_same_result_as_a_plain_loop(clip: Path) -> None:
    with looking(clip) as one:
        found = analyse(one, session(), name="clip.mp4")
    plain = session()
    with VideoFile(clip) as source, RecordedEstimator(recorded()) as estimator:
        while (frame := source.read()) is not None:
            plain.update(frame.time_s, estimator.estimate(frame))
    assert dumps(plain.finish(found.source, found.model)) == dumps(found)


def test_recorded_poses_give_the_session_of_their_video(clip: Path) -> None:
    raw = PoseRecorder((WIDTH, HEIGHT), ModelInfo("recorded", ""))
    with looking(clip) as one:
        from_video = analyse(one, session(), name="same", on_pose=raw.add)
    from_poses = analyse_poses(raw.poses(), session(), name="same")
    assert dumps(from_poses) == dumps(from_video)


def test_length_counts_the_last_frame_too(tmp_path: Path) -> None:
    with looking(write_clip(tmp_path / "even.mp4", every_ms(100, 20))) as one:
        record = analyse(one, session())
    assert record.source.duration_s == pytest.approx(2.0)


def test_a_video_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    with looking(cut(write_clip(tmp_path / "a.mkv", TIMES_MS), 0.6)) as one:
        record = analyse(one, session())
    assert "a.mkv breaks off after" in record.ended
    assert 10 < record.source.frames < COUNT
    assert len(record.series.time_s) > 0


def test_missing_file_raises(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="none at"), looking(tmp_path / "no.mp4"):
        pass


def test_wrong_model_raises(clip: Path) -> None:
    with pytest.raises(ModelError, match="missing"), looking(clip, BrokenEstimator):
        pass


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_stopping_in_the_middle_closes_everything(clip: Path, error: type[BaseException]) -> None:
    before = set(threading.enumerate())

    def stop(progress: Progress) -> None:
        if progress.frames == 5:
            raise error

    with pytest.raises(error), looking(clip) as one:
        analyse(one, session(), on_progress=stop)
    assert set(threading.enumerate()) <= before


def test_poses_are_given_raw(clip: Path) -> None:
    raw: list[Pose | None] = []
    with looking(clip) as one:
        analyse(one, session(), on_pose=lambda _, pose: raw.append(pose))
    assert raw[0] is None
    assert raw[1] is not None
    np.testing.assert_array_equal(raw[1].image_px, recorded().image_px[1])


def test_progress_of_poses() -> None:
    steps: list[Progress] = []
    record = analyse_poses(recorded(), session(), name="a.npz", on_progress=steps.append)
    assert steps[-1] == Progress(COUNT, COUNT, TIMES_MS[-1] / 1000, TIMES_MS[-1] / 1000)
    assert record.source.path == "a.npz"
    assert replace(record.source, path="").frames == COUNT


def test_poses_that_end_before_their_time_say_why() -> None:
    record = analyse_poses(recorded(), session(), name="a.mp4", ended="It broke off.")
    assert record.ended == "It broke off."


def test_poses_of_another_model_are_refused(clip: Path) -> None:
    """The stated errors hold for one model only."""
    strange = replace(recorded(), model=ModelInfo("other.task", "ab" * 32))
    with pytest.raises(CalibrationError, match="abababababab"):
        analyse_poses(strange, session(), name="a.npz")
    job = Job(clip, partial(RecordedEstimator, strange), Lengths(), "en")
    with Looking(job, cores=0) as one, pytest.raises(CalibrationError, match="abababababab"):
        analyse(one, session())
