"""The reader against VideoFile, which reads the same files in order."""

import random
import threading
from collections.abc import Iterator
from contextlib import suppress
from math import inf
from pathlib import Path

import numpy as np
import pytest

from formcheck.capture.frame import Frame
from formcheck.capture.reader import ReadAhead, VideoReader
from formcheck.errors import SourceError, SourceLostError
from tests.capture.pictures import every_ms, number_of, write_clip
from tests.capture.test_film import CLIPS, FAST, STEADY_MS, cut, read_in_order

UNTRUE = {"refresh.mp4", "scratched.mp4", "cut.mp4", "cut.mkv", "no_times.h264"}
"""Those that cannot be trusted to be entered in the middle."""
ONE_KEY = "keyint=infinite:scenecut=0"


def until_lost(frames: Iterator[Frame]) -> list[Frame]:
    found: list[Frame] = []
    with suppress(SourceLostError):
        found.extend(frames)
    return found


def assert_same(found: list[Frame], expected: list[Frame]) -> None:
    assert [one.time_s for one in found] == [one.time_s for one in expected]
    for one, other in zip(found, expected, strict=True):
        assert np.array_equal(one.image, other.image)


@pytest.mark.parametrize("name", CLIPS)
def test_read_through_it_gives_what_reading_in_order_gives(tmp_path: Path, name: str) -> None:
    path = CLIPS[name](tmp_path / name)
    expected = read_in_order(path)
    starts_s = [frame.time_s for frame in random.Random(3).sample(expected, 6)]
    with VideoReader(path) as reader:
        for from_s in (0.0, *starts_s):
            found = until_lost(reader.frames(from_s, keep_s=from_s, through=True))
            assert_same(found, [frame for frame in expected if frame.time_s >= from_s])


@pytest.mark.parametrize("name", sorted(set(CLIPS) - UNTRUE))
def test_from_anywhere_it_gives_what_reading_in_order_gives(tmp_path: Path, name: str) -> None:
    path = CLIPS[name](tmp_path / name)
    expected = read_in_order(path)
    starts_s = [frame.time_s for frame in random.Random(3).sample(expected, 6)]
    with VideoReader(path, kept_bytes=150_000) as reader:
        for from_s in starts_s:
            found = list(reader.frames(from_s, keep_s=inf))
            assert_same(found, [frame for frame in expected if frame.time_s >= from_s])


class Counting(VideoReader):
    """Counts what is decoded."""

    decoded = 0

    def _next(self) -> object:
        self.decoded += 1
        return super()._next()


def test_what_is_kept_is_not_decoded_again(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", STEADY_MS)
    with Counting(path) as reader:
        frames = reader.frames(0.0, keep_s=0.0)
        first = [next(frames) for _ in range(30)]
        reader.keep(0.8)
        rest = [next(frames) for _ in range(5)]
        again = list(reader.frames(0.8, keep_s=0.8))
    assert [number_of(frame.image) for frame in (*first, *rest)] == list(range(35))
    assert [number_of(frame.image) for frame in again] == list(range(20, 50))
    assert reader.decoded == 50 + 1  # the end


def test_where_there_is_one_key_frame_it_reads_on(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", every_ms(100, 150), x264=ONE_KEY)
    with Counting(path) as reader:
        for from_s, decoded in ((3.0, 32 + 1), (6.0, 30), (9.0, 30), (12.0, 30)):
            before = reader.decoded
            frames = reader.frames(from_s, keep_s=from_s)
            assert number_of(next(frames).image) == from_s * 10 % 256
            assert reader.decoded - before <= decoded


def test_frames_that_nobody_asked_for_are_told_now_and_then(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", every_ms(10, 600))
    told: list[int] = []
    with VideoReader(path, on_skip=lambda: told.append(1)) as reader:
        next(reader.frames(5.9, keep_s=5.9, through=True))
    assert len(told) == 2


def test_a_file_that_breaks_off_says_so_behind_its_last_frame(tmp_path: Path) -> None:
    path = cut(write_clip(tmp_path / "a.mp4", STEADY_MS, options=FAST), 0.6)
    with VideoReader(path) as reader:
        frames = reader.frames(0.0, keep_s=0.0)
        assert next(frames).time_s == 0.0
        with pytest.raises(SourceLostError, match="breaks off"):
            list(frames)


def test_a_file_that_has_gone_is_an_error_where_it_is_needed_again(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", STEADY_MS)
    with VideoReader(path) as reader:
        assert list(reader.frames(1.0, keep_s=inf))
        path.unlink()
        with pytest.raises(SourceError, match="there is none"):
            list(reader.frames(0.0, keep_s=0.0, through=True))


def test_it_has_to_be_opened(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="enter it"):
        _ = VideoReader(tmp_path / "a.mp4").info
    with pytest.raises(SourceError, match="there is none"), VideoReader(tmp_path / "a.mp4"):
        pass


def test_read_ahead_it_gives_the_same_in_one_other_thread(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", STEADY_MS)
    threads: set[int] = set()

    class Watched(VideoReader):
        def _next(self) -> object:
            threads.add(threading.get_ident())
            return super()._next()

    with ReadAhead(Watched(path)) as ahead:
        assert ahead.info.size_px == (160, 128)
        left = ahead.frames(0.0, keep_s=0.0)
        assert [number_of(next(left).image) for _ in range(3)] == [0, 1, 2]
        ahead.keep(0.04)
        again = list(ahead.frames(0.04, keep_s=0.04))
    assert [number_of(frame.image) for frame in again] == list(range(1, 50))
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_read_ahead_errors_come_in_the_thread_that_asks(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is none"), ReadAhead(VideoReader(tmp_path / "no")):
        pass
