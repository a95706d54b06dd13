"""What a video in order and a video at any moment share: whole frames and their times."""

import gc
from fractions import Fraction
from pathlib import Path

import av
import pytest

from formcheck.capture.decoding import WholeFrames
from formcheck.capture.opened import FileClock, OpenedVideo
from formcheck.capture.video import VideoFile
from tests.capture.pictures import HEIGHT, WIDTH, every_ms, number_of, write_clip

KEYS = "keyint=12:min-keyint=12:scenecut=0:bframes=0"
TICK = Fraction(1, 90_000)


def stamped(clock: FileClock, *stamps: int | None) -> list[float | None]:
    frames = [av.VideoFrame(WIDTH, HEIGHT, "yuv420p") for _ in stamps]
    for frame, pts in zip(frames, stamps, strict=True):
        frame.pts = pts
    return [clock.stamp(frame) for frame in frames]


def test_time_starts_with_the_first_frame_and_only_goes_on() -> None:
    clock = FileClock(TICK, 30.0)
    assert stamped(clock, 9000, 18_000, 18_000, 13_500, 27_000) == [0.0, 0.1, None, None, 0.2]
    assert clock.end_s == pytest.approx(0.2 + 1 / 30)


def test_after_a_jump_it_starts_anywhere_but_before_the_first_frame() -> None:
    clock = FileClock(TICK, 30.0)
    stamped(clock, 9000, 90_000)
    clock.jumped()
    assert stamped(clock, 0, None, 18_000, None) == [None, None, 0.1, pytest.approx(0.1 + 1 / 30)]


def test_finds_the_stamp_of_a_time() -> None:
    clock = FileClock(TICK, 30.0)
    assert clock.pts_of(1.0) is None
    times = stamped(clock, *range(9000, 10_000))
    assert [clock.pts_of(time_s or 0.0) for time_s in times] == list(range(9000, 10_000))
    assert clock.pts_of((times[5] or 0.0) - clock.tick_s / 2) == 9004


@pytest.mark.parametrize(("begin", "first"), [(0, 0), (1, 12), (12, 12), (13, 24)])
def test_in_the_middle_nothing_is_taken_before_a_key_frame(
    tmp_path: Path, begin: int, first: int
) -> None:
    # GIVEN packets from some place on, by a codec that makes a grey picture of what it never saw
    path = write_clip(tmp_path / "a.mp4", every_ms(40, 36), codec="mpeg4")
    with av.open(str(path)) as container:
        packets = list(container.demux(video=0))
        whole = WholeFrames(from_start=False)
        frames = [frame for packet in packets[begin:] for frame in whole.of(packet)]
    # THEN the first frame is one that needs no other
    numbers = [number_of(frame.to_ndarray(format="bgr24")) for frame in frames]
    assert numbers == list(range(first, 36))


@pytest.mark.parametrize(
    ("from_s", "to_s", "pays"),
    [(0.0, 0.4, False), (0.0, 0.48, True), (0.3, 0.6, True), (0.48, 0.9, False), (0.5, 1.9, True)],
)
def test_seeking_pays_where_a_key_frame_lies_between(
    tmp_path: Path, from_s: float, to_s: float, *, pays: bool
) -> None:
    path = write_clip(tmp_path / "a.mp4", every_ms(40, 50), x264=KEYS)
    video = OpenedVideo(path)
    assert video.key_between(from_s, to_s)  # nothing is known yet
    video.clock.stamp(next(video.decoded()))
    assert video.key_between(from_s, to_s) is pays
    video.close()


def test_seeking_pays_where_a_file_has_no_index(tmp_path: Path) -> None:
    video = OpenedVideo(write_clip(tmp_path / "a.ts", every_ms(40, 50), x264=KEYS))
    video.clock.stamp(next(video.decoded()))
    assert video.key_between(0.0, 0.4)
    video.close()


def frames_alive() -> int:
    return sum(isinstance(one, av.VideoFrame) for one in gc.get_objects())


@pytest.mark.parametrize("rotation_deg", [None, 90])
def test_a_frame_that_was_used_is_gone_at_once(tmp_path: Path, rotation_deg: int | None) -> None:
    # GIVEN that nobody collects what is tied into circles
    path = write_clip(tmp_path / "a.mp4", every_ms(40, 50), rotation_deg=rotation_deg)
    gc.collect()
    gc.disable()
    try:
        before = frames_alive()
        # WHEN a film is read
        with VideoFile(path) as source:
            assert len(list(iter(source.read, None))) == 50
        # THEN hardly a frame is left: each is 3 MB in a film of 1080p
        assert frames_alive() <= before + 2
    finally:
        gc.enable()
