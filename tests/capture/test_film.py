"""Film against VideoFile, which reads the same files in order."""

import random
from collections.abc import Callable
from fractions import Fraction
from math import inf
from pathlib import Path

import numpy as np
import pytest

from formcheck.capture.film import Film
from formcheck.capture.frame import Frame
from formcheck.capture.pictures import Picture
from formcheck.capture.video import VideoFile
from formcheck.errors import SourceError, SourceLostError
from tests.capture.pictures import every_ms, number_of, write_clip, write_sound

STEADY_MS = every_ms(1000 / 25, 50)
PHONE_MS = (0, 33, 67, 117, 150, 151, 400, 433, 467, 1200, 1233, 1250, 1300, 2700, 2733)
"""A phone in poor light: from 1 ms to more than a second between frames."""
OPEN_GOP = "open-gop=1:keyint=12:min-keyint=12:bframes=3:b-adapt=0:scenecut=0"
FEW_BYTES = 150_000
"""Room for four frames of these clips: what is not asked for soon is decoded again."""


def read_in_order(path: Path) -> list[Frame]:
    frames: list[Frame] = []
    with VideoFile(path) as source:
        try:
            frames.extend(iter(source.read, None))
        except SourceLostError:
            return frames
    return frames


def shuffled(frames: list[Frame]) -> list[Frame]:
    return random.Random(7).sample(frames, len(frames))


def same(shown: Picture, frame: Frame) -> bool:
    return shown.time_s == frame.time_s and np.array_equal(shown.image, frame.image)


def overwrite(path: Path, share: float, length: int) -> Path:
    whole = bytearray(path.read_bytes())
    hole = int(len(whole) * share)
    whole[hole : hole + length] = bytes(length)
    path.write_bytes(whole)
    return path


def cut(path: Path, share: float) -> Path:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    return path


FAST = {"movflags": "faststart"}
CLIPS: dict[str, Callable[[Path], Path]] = {
    "phone.mp4": lambda path: write_clip(path, PHONE_MS),
    "phone_late.mkv": lambda path: write_clip(path, [t + 700 for t in PHONE_MS]),
    "b_frames.mp4": lambda path: write_clip(path, STEADY_MS),
    "turned.mov": lambda path: write_clip(path, STEADY_MS, rotation_deg=90, mirrored=True),
    "wide_pixels.mp4": lambda path: write_clip(path, STEADY_MS, pixel_aspect=Fraction(3, 2)),
    "open_gop.mp4": lambda path: write_clip(path, STEADY_MS, x264=OPEN_GOP),
    "open_gop.mkv": lambda path: write_clip(path, STEADY_MS, x264=OPEN_GOP),
    "open_gop.ts": lambda path: write_clip(path, STEADY_MS, x264=OPEN_GOP),
    "refresh.mp4": lambda path: write_clip(path, STEADY_MS, x264="intra-refresh=1:bframes=0"),
    "no_times.h264": lambda path: write_clip(path, STEADY_MS[:24]),
    "fragments.mp4": lambda path: write_clip(
        path, STEADY_MS, options={"movflags": "frag_keyframe+empty_moov"}
    ),
    "scratched.mp4": lambda path: overwrite(write_clip(path, STEADY_MS, options=FAST), 0.5, 300),
    "cut.mp4": lambda path: cut(write_clip(path, STEADY_MS, options=FAST), 0.6),
    "cut.mkv": lambda path: cut(write_clip(path, STEADY_MS), 0.6),
}


@pytest.mark.parametrize("name", CLIPS)
def test_gives_what_reading_in_order_gives(tmp_path: Path, name: str) -> None:
    # GIVEN a clip, and room for a few frames alone
    path = CLIPS[name](tmp_path / name)
    frames = read_in_order(path)
    assert len(frames) > 10
    # WHEN its pictures are looked up in any order THEN they are those that come in order
    with Film(path, cache_bytes=FEW_BYTES) as film:
        assert all(same(film.at(frame.time_s), frame) for frame in shuffled(frames))
        assert film.info.size_px == frames[0].size_px


@pytest.mark.parametrize("cache_bytes", [1, FEW_BYTES, 1 << 30])
def test_steps_one_picture_at_a_time(tmp_path: Path, cache_bytes: int) -> None:
    path = write_clip(tmp_path / "a.mkv", PHONE_MS)  # in which a tick is a millisecond
    with Film(path, cache_bytes=cache_bytes) as film:
        shown = [film.at(0.0)]
        shown += [film.beside(shown[0].time_s, count) for count in range(1, len(PHONE_MS))]
        assert [number_of(one.image) for one in shown] == list(range(len(PHONE_MS)))
        back = [film.beside(shown[-1].time_s, -count) for count in range(len(PHONE_MS))]
        assert [one.time_s for one in back] == [one.time_s for one in reversed(shown)]
        # THEN there is no step beyond the ends
        assert film.beside(shown[-1].time_s, 1).time_s == shown[-1].time_s
        assert film.beside(0.0, -1).time_s == 0.0


def test_a_picture_is_seen_until_the_next_one_comes(tmp_path: Path) -> None:
    with Film(write_clip(tmp_path / "a.mp4", PHONE_MS)) as film:
        moments_ms = (-5, 0, 32, 33, 1199, 1200, 2699, 9_999_999)
        numbers = [number_of(film.at(t / 1000).image) for t in moments_ms]
        film.at(0.0)
        assert number_of(film.at(inf).image) == 14
    assert numbers == [0, 0, 0, 1, 8, 9, 12, 14]
    with Film(tmp_path / "a.mp4") as film:
        assert number_of(film.at(inf).image) == 14


@pytest.mark.parametrize("cache_bytes", [1, 1 << 30])
def test_a_picture_knows_when_the_next_one_comes(tmp_path: Path, cache_bytes: int) -> None:
    with Film(write_clip(tmp_path / "a.mkv", PHONE_MS), cache_bytes=cache_bytes) as film:
        until = [film.at(t / 1000).until_s for t in PHONE_MS]
        assert film.beside(0.0, 1).until_s == film.at(0.067).time_s
    assert until == pytest.approx([*(t / 1000 for t in PHONE_MS[1:]), inf])


def test_a_time_rounded_to_milliseconds_finds_its_frame(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mkv", STEADY_MS)
    with Film(path) as film:
        found = [number_of(film.at(t / 1000 - 0.0004).image) for t in STEADY_MS]
        beside = [number_of(film.beside(t / 1000 - 0.0004, 1).image) for t in STEADY_MS[:-1]]
    assert found == list(range(50))
    assert beside == found[1:]


def test_looks_anywhere_without_opening_the_file_again(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", STEADY_MS)
    with Film(path, cache_bytes=FEW_BYTES) as film:
        path.unlink()
        numbers = [number_of(film.at(time_s).image) for time_s in (1.9, 0.1, 1.5, 0.9, 0.0)]
    assert numbers == [47, 2, 37, 22, 0]


def test_says_so_when_the_file_has_gone_and_is_needed_again(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.h264", STEADY_MS)
    with Film(path, cache_bytes=FEW_BYTES) as film:
        film.at(1.0)
        path.unlink()
        with pytest.raises(SourceError, match="there is none"):
            film.at(0.0)


def test_in_a_gap_it_shows_what_came_before(tmp_path: Path) -> None:
    path = CLIPS["scratched.mp4"](tmp_path / "a.mp4")
    frames = read_in_order(path)
    gap = max(range(1, len(frames)), key=lambda k: frames[k].time_s - frames[k - 1].time_s)
    before, after = frames[gap - 1], frames[gap]
    assert after.time_s - before.time_s > 0.05
    with Film(path, cache_bytes=FEW_BYTES) as film:
        assert same(film.at(before.time_s + 0.041), before)


@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
def test_behind_a_break_it_shows_the_last_picture(tmp_path: Path, suffix: str) -> None:
    # GIVEN a file that says how long it was, and of which the end is missing
    whole = write_clip(tmp_path / f"a.{suffix}", every_ms(250, 200), options=FAST)
    path = cut(whole, 0.4)
    frames = read_in_order(path)
    # WHEN its end is asked for first
    with Film(path, cache_bytes=FEW_BYTES) as film:
        stated_s = film.duration_s
        assert stated_s == pytest.approx(50.0, abs=0.5)
        # THEN it gives the last one that there is, and knows now how long it is
        assert same(film.at(49.0), frames[-1])
        assert frames[-1].time_s < film.duration_s < 0.6 * stated_s
        assert same(film.at(35.0), frames[-1])
        assert same(film.at(frames[3].time_s), frames[3])


def test_knows_how_long_a_film_without_a_stated_length_is(tmp_path: Path) -> None:
    with Film(write_clip(tmp_path / "a.h264", STEADY_MS)) as film:
        assert film.info.duration_s is None
        early_s = film.duration_s
        film.at(1.0)
        assert early_s < film.duration_s
        film.at(10.0)
        assert film.duration_s == pytest.approx(2.0)


def test_what_was_seen_counts_where_the_stated_length_is_too_short(tmp_path: Path) -> None:
    with Film(write_clip(tmp_path / "a.mp4", PHONE_MS)) as film:
        assert film.info.duration_s is not None
        assert film.info.duration_s < 2.0  # as the muxer of this clip left it
        film.at(2.7)
        assert film.duration_s >= 2.733


def test_keeps_as_much_as_it_may(tmp_path: Path) -> None:
    with Film(write_clip(tmp_path / "a.mp4", STEADY_MS), cache_bytes=FEW_BYTES) as film:
        for time_ms in STEADY_MS:
            film.at(time_ms / 1000)
            assert film.kept_bytes <= FEW_BYTES
        assert film.kept_bytes > 0.7 * FEW_BYTES


def test_the_same_picture_is_converted_once(tmp_path: Path) -> None:
    with Film(write_clip(tmp_path / "a.mp4", STEADY_MS)) as film:
        first = film.at(1.0)
        assert film.at(1.01) is first
        assert film.at(1.05) is not first


def test_a_picture_is_locked_and_has_a_size(tmp_path: Path) -> None:
    with Film(write_clip(tmp_path / "a.mp4", STEADY_MS, rotation_deg=90)) as film:
        shown = film.at(0.5)
    assert not shown.image.flags.writeable
    assert shown.image.flags.c_contiguous
    assert shown.size_px == (shown.image.shape[1], shown.image.shape[0])


def test_has_no_info_before_it_is_open(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="enter it"):
        _ = Film(tmp_path / "a.mp4").info


def unreadable(path: Path) -> Path:
    path.write_text("Knees over the feet, hips up.\n" * 50)
    return path


def hopeless(path: Path) -> Path:
    write_clip(path, STEADY_MS, options=FAST)
    whole = path.read_bytes()
    start = whole.index(b"mdat") + 4
    path.write_bytes(whole[:start] + b"\xff" * (len(whole) - start))
    return path


@pytest.mark.parametrize(
    "path_of",
    [
        lambda folder: folder,
        lambda folder: folder / "nowhere.mp4",
        lambda folder: unreadable(folder / "notes.m3u8"),
        lambda folder: hopeless(folder / "a.mp4"),
        lambda folder: write_sound(folder / "song.m4a"),
    ],
)
def test_says_the_same_as_reading_in_order(tmp_path: Path, path_of: Callable[[Path], Path]) -> None:
    path = path_of(tmp_path)
    with pytest.raises(SourceError) as there, VideoFile(path):
        pass
    with pytest.raises(SourceError) as here, Film(path):
        pass
    assert str(here.value) == str(there.value)
