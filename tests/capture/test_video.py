from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from formcheck.capture.frame import Frame
from formcheck.capture.video import VideoFile
from formcheck.errors import SourceError, SourceLostError
from tests.capture.pictures import (
    HEIGHT,
    UPRIGHT,
    WIDTH,
    corners,
    every_ms,
    number_of,
    write_clip,
    write_sound,
)

STEADY_MS = every_ms(1000 / 25, 50)
PHONE_MS = (0, 33, 67, 117, 150, 151, 400, 433, 467, 1200, 1233, 1250)
"""A phone in poor light: from 1 ms to most of a second between frames."""


def all_frames(path: Path) -> list[Frame]:
    with VideoFile(path) as source:
        return list(iter(source.read, None))


def read_into(frames: list[Frame], source: VideoFile) -> None:
    while (frame := source.read()) is not None:
        frames.append(frame)


def message(path: Path) -> str:
    with pytest.raises(SourceError) as caught, VideoFile(path):
        pass
    text = str(caught.value)
    assert "\n" not in text
    assert "Expected" in text
    return text


def cut(path: Path, share: float) -> Path:
    whole = path.read_bytes()
    broken = path.with_stem(path.stem + "_cut")
    broken.write_bytes(whole[: int(len(whole) * share)])
    return broken


def test_gives_every_frame_once_in_order(tmp_path: Path) -> None:
    frames = all_frames(write_clip(tmp_path / "a.mp4", STEADY_MS))
    assert [number_of(frame.image) for frame in frames] == list(range(50))
    assert [frame.index for frame in frames] == list(range(50))
    assert all(corners(frame.image) == UPRIGHT for frame in frames)


def test_a_frame_is_a_locked_contiguous_picture(tmp_path: Path) -> None:
    frame = all_frames(write_clip(tmp_path / "a.mp4", STEADY_MS, rotation_deg=90))[0]
    assert frame.image.flags.c_contiguous
    assert not frame.image.flags.writeable
    assert frame.image.dtype == np.uint8


@pytest.mark.parametrize("suffix", ["mp4", "mov", "mkv"])
def test_tells_what_it_knows_of_a_file(tmp_path: Path, suffix: str) -> None:
    path = write_clip(tmp_path / f"bridge.{suffix}", every_ms(100 / 3, 60))
    with VideoFile(path) as source:
        info = source.info
    assert info.name == path.name
    assert not info.live
    assert info.size_px == (WIDTH, HEIGHT)
    assert info.fps == pytest.approx(30, abs=0.1)
    assert info.duration_s == pytest.approx(2.0, abs=0.05)
    assert info.frame_count == pytest.approx(60, abs=1)


@pytest.mark.parametrize("suffix", ["mp4", "mov", "mkv"])
@pytest.mark.parametrize("times_ms", [STEADY_MS, PHONE_MS, [t + 700 for t in PHONE_MS]])
def test_keeps_true_times_from_zero(tmp_path: Path, suffix: str, times_ms: Sequence[int]) -> None:
    frames = all_frames(write_clip(tmp_path / f"a.{suffix}", times_ms))
    expected_s = [(t - times_ms[0]) / 1000 for t in times_ms]
    assert [number_of(frame.image) for frame in frames] == list(range(len(times_ms)))
    assert [frame.time_s for frame in frames] == pytest.approx(expected_s, abs=1e-4)
    assert frames[0].time_s == 0


def test_leaves_out_a_frame_whose_time_was_there_already(tmp_path: Path) -> None:
    # GIVEN a clip in which the container's coarse clock gives two frames the same time
    path = tmp_path / "a.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mjpeg", rate=30)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuvj420p"
        packets = []
        for number in range(4):
            frame = av.VideoFrame(WIDTH, HEIGHT, "yuvj420p")
            frame.pts = number
            packets += stream.encode(frame)
        for packet, pts in zip(packets, (0, 10, 10, 20), strict=True):
            packet.pts = packet.dts = pts
            container.mux(packet)
    # THEN the times still strictly increase, and the number of the frame left out is missing
    frames = all_frames(path)
    assert np.all(np.diff([frame.time_s for frame in frames]) > 0)
    assert [frame.index for frame in frames] == [0, 1, 3]


@pytest.mark.parametrize("rotation_deg", [0, 90, 180, 270, -90])
@pytest.mark.parametrize("mirrored", [False, True])
def test_turns_the_picture_as_the_phone_was_held(
    tmp_path: Path, *, rotation_deg: int, mirrored: bool
) -> None:
    path = write_clip(tmp_path / "a.mp4", [0, 40], rotation_deg=rotation_deg, mirrored=mirrored)
    expected = np.rot90(np.array(UPRIGHT).reshape(2, 2), k=rotation_deg // 90)
    expected = expected[:, ::-1] if mirrored else expected
    with VideoFile(path) as source:
        frame = source.read()
        assert frame is not None
        assert corners(frame.image) == tuple(expected.ravel())
        assert frame.size_px == source.info.size_px
        on_its_side = rotation_deg in {90, 270, -90}
        assert source.info.size_px == ((HEIGHT, WIDTH) if on_its_side else (WIDTH, HEIGHT))


def test_honours_the_rotate_tag_of_older_files(tmp_path: Path) -> None:
    path = tmp_path / "old.mkv"
    plain = write_clip(tmp_path / "a.mp4", [0, 40])
    with av.open(str(plain)) as source, av.open(str(path), "w") as target:
        stream = target.add_stream_from_template(source.streams.video[0])
        stream.metadata["rotate"] = "90"
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                target.mux(packet)
    clockwise = np.rot90(np.array(UPRIGHT).reshape(2, 2), k=-1)
    assert corners(all_frames(path)[0].image) == tuple(clockwise.ravel())


def test_makes_pixels_square(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "dv.mp4", [0, 40], pixel_aspect=Fraction(3, 2))
    with VideoFile(path) as source:
        assert source.info.size_px == (WIDTH * 3 // 2, HEIGHT)


def test_says_that_a_file_is_missing(tmp_path: Path) -> None:
    assert "there is none at" in message(tmp_path / "nowhere.mp4")


def test_says_that_a_folder_is_not_a_video(tmp_path: Path) -> None:
    assert "is a folder" in message(tmp_path)


def test_says_that_a_file_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.mp4"
    path.touch()
    assert "empty.mp4 is empty (0 bytes)" in message(path)


@pytest.mark.parametrize("suffix", ["mp4", "txt", "m3u8", "srt", "jpg"])
def test_says_that_a_text_is_not_a_video(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"notes.{suffix}"
    path.write_text("Knees over the feet, hips up.\n" * 50)
    assert f"notes.{suffix} is not one" in message(path)


def test_follows_no_list_of_addresses(tmp_path: Path) -> None:
    write_clip(tmp_path / "a.ts", STEADY_MS)
    path = tmp_path / "list.m3u8"
    path.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2.0,\na.ts\n#EXT-X-ENDLIST\n")
    assert "list.m3u8 is not one" in message(path)


def test_says_that_a_picture_is_not_a_video(tmp_path: Path) -> None:
    path = tmp_path / "still.png"
    with av.open(str(path), "w", format="image2") as container:
        stream = container.add_stream("png", rate=1)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "rgb24"
        container.mux(stream.encode(av.VideoFrame(WIDTH, HEIGHT, "rgb24")))
    assert "still.png is not one" in message(path)


def test_says_that_there_is_only_sound(tmp_path: Path) -> None:
    assert "no moving picture" in message(write_sound(tmp_path / "song.m4a"))


def test_says_that_an_unfinished_file_is_cut_short(tmp_path: Path) -> None:
    path = cut(write_clip(tmp_path / "a.mp4", STEADY_MS), 0.6)
    assert "its index is missing" in message(path)


def test_says_that_nothing_can_be_decoded(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", STEADY_MS, options={"movflags": "faststart"})
    whole = path.read_bytes()
    start = whole.index(b"mdat") + 4
    path.write_bytes(whole[:start] + b"\xff" * (len(whole) - start))
    assert "can be decoded" in message(path)


@pytest.mark.parametrize(
    ("suffix", "options"),
    [
        ("mp4", {"movflags": "faststart"}),
        ("mp4", {"movflags": "frag_keyframe+empty_moov"}),
        ("mkv", {}),
    ],
)
def test_a_file_that_breaks_off_gives_what_it_has(
    tmp_path: Path, suffix: str, options: dict[str, str]
) -> None:
    # GIVEN a file of which the end was lost on the way
    path = cut(write_clip(tmp_path / f"a.{suffix}", STEADY_MS, options=options), 0.6)
    frames: list[Frame] = []
    # WHEN it is read
    with VideoFile(path) as source:
        with pytest.raises(SourceLostError) as caught:
            read_into(frames, source)
        # THEN it stays lost
        with pytest.raises(SourceLostError):
            source.read()
    # THEN the frames before are whole and in order, and the message says how far they go
    assert 10 < len(frames) < 40
    assert [number_of(frame.image) for frame in frames] == [round(f.time_s / 0.04) for f in frames]
    end_s = frames[-1].time_s + 0.04
    of_all = "" if "empty_moov" in options.get("movflags", "") else " of 2.0"
    assert f"breaks off after {end_s:.1f}{of_all} s" in str(caught.value)
    assert "is kept" in str(caught.value)


@pytest.mark.parametrize("share", [0.5, 0.6, 0.7, 0.8])
@pytest.mark.parametrize("length", [20, 300])
def test_damage_leaves_a_gap_and_no_picture_at_a_wrong_time(
    tmp_path: Path, share: float, length: int
) -> None:
    # GIVEN a file with a few bytes overwritten, which the decoder would paper over
    path = write_clip(tmp_path / "a.mp4", STEADY_MS, options={"movflags": "faststart"})
    whole = bytearray(path.read_bytes())
    hole = int(len(whole) * share)
    whole[hole : hole + length] = bytes(length)
    path.write_bytes(whole)
    # THEN every frame given is the one that was filmed at its time, up to the end
    frames = all_frames(path)
    assert 25 <= len(frames) < 50
    assert frames[-1].time_s == pytest.approx(49 * 0.04)
    assert [number_of(frame.image) for frame in frames] == [round(f.time_s / 0.04) for f in frames]


def test_two_readings_are_the_same(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "a.mp4", PHONE_MS)
    first, second = all_frames(path), all_frames(path)
    assert [frame.time_s for frame in first] == [frame.time_s for frame in second]
    assert all(np.array_equal(a.image, b.image) for a, b in zip(first, second, strict=True))


def test_has_no_info_before_it_is_open(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="enter it"):
        _ = VideoFile(tmp_path / "a.mp4").info
