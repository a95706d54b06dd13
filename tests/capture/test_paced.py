from pathlib import Path
from threading import Thread
from time import perf_counter, sleep

import numpy as np
import pytest

from formcheck.capture.paced import PacedSource
from formcheck.capture.video import VideoFile
from formcheck.errors import SourceLostError
from tests.capture.pictures import every_ms, number_of, write_clip

TIMES_MS = every_ms(40, 25)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return write_clip(tmp_path / "a.mp4", TIMES_MS, options={"movflags": "faststart"})


def test_waits_until_each_frame_is_due(clip: Path) -> None:
    with PacedSource(VideoFile(clip), speed=4) as source:
        began_s = perf_counter()
        while (frame := source.read()) is not None:
            # never too early, however slow the machine is
            assert perf_counter() - began_s >= frame.time_s / 4


def test_is_live_and_keeps_the_times_of_the_file(clip: Path) -> None:
    with PacedSource(VideoFile(clip), speed=20) as source:
        assert source.info.live
        assert source.info.name == "a.mp4"
        frames = list(iter(source.read, None))
    assert frames[0].time_s == 0
    assert all(frame.time_s == pytest.approx(frame.index * 0.04) for frame in frames)
    assert all(number_of(frame.image) == frame.index for frame in frames)
    assert np.all(np.diff([frame.time_s for frame in frames]) > 0)


def test_frames_that_are_late_are_missed(tmp_path: Path) -> None:
    with PacedSource(VideoFile(write_clip(tmp_path / "long.mp4", every_ms(40, 100)))) as source:
        first = source.read()
        sleep(0.3)
        late = source.read()
    assert first is not None
    assert late is not None
    assert late.index >= 6


def test_a_reader_that_cannot_keep_up_still_gets_frames(tmp_path: Path) -> None:
    # GIVEN a video of four seconds at a speed that no machine can follow
    path = write_clip(tmp_path / "long.mp4", every_ms(40, 100))
    with PacedSource(VideoFile(path), speed=1e6) as source:
        frames = list(iter(source.read, None))
    # THEN it misses at most a second of it between two frames
    gaps_s = np.diff([frame.time_s for frame in frames])
    assert len(frames) >= 4
    assert gaps_s.max() <= 1.1


def test_close_ends_the_waiting(clip: Path) -> None:
    # GIVEN a source that waits for hours until its second frame is due
    with PacedSource(VideoFile(clip), speed=1e-6) as source:
        assert source.read() is not None
        closer = Thread(target=source.close)
        # WHEN another thread closes it
        closer.start()
        # THEN the reading ends
        assert source.read() is None
        assert source.read() is None
        closer.join()


def test_a_loss_of_the_source_comes_through(clip: Path) -> None:
    whole = clip.read_bytes()
    clip.write_bytes(whole[: len(whole) * 6 // 10])
    with PacedSource(VideoFile(clip), speed=20) as source, pytest.raises(SourceLostError):
        list(iter(source.read, None))


@pytest.mark.parametrize("speed", [0, -1, float("nan")])
def test_a_speed_is_above_zero(clip: Path, speed: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        PacedSource(VideoFile(clip), speed)
