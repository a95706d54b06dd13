"""The annotated file as others read it: frame by frame, whatever the recording was like."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from formcheck.capture.frame import Frame
from formcheck.capture.video import VideoFile
from formcheck.errors import OutputError, SourceError
from formcheck.overlay.scene import Tone
from formcheck.report.annotated import AnnotatedVideo, Marked, write_annotated
from formcheck.report.hud import Hud
from formcheck.session.offline import Progress
from tests.capture.pictures import HEIGHT, WIDTH, corners, number_of, picture, write_clip
from tests.report.films import film, probed
from tests.report.heads import detailed, details, pose

UNEVEN_MS = (0, 33, 71, 100, 190, 200, 233, 300, 333, 900)
TICK_S = 1 / 90_000
HUD = Hud(number="7", meaning="full", tone=Tone.GOOD)
NOTHING = Marked(scene=None, hud=HUD, pose=None)


def nothing(time_s: float) -> Marked:
    return NOTHING


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return write_clip(tmp_path / "clip.mp4", UNEVEN_MS)


def frames_of(path: Path) -> list[Frame]:
    with VideoFile(path) as source:
        return list(iter(source.read, None))


def test_plays_everywhere(tmp_path: Path, clip: Path) -> None:
    path = tmp_path / "a.mp4"
    assert write_annotated(path, clip, nothing)
    (stream,) = probed(path, "-show_streams")["streams"]
    assert stream["codec_name"] == "h264"
    assert stream["pix_fmt"] == "yuv420p"
    assert (stream["width"], stream["height"]) == (WIDTH, HEIGHT)
    assert stream.get("sample_aspect_ratio", "1:1") == "1:1"
    assert {stream["color_space"], stream["color_primaries"]} == {"bt709"}
    assert stream["color_range"] == "tv"
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")  # a browser starts before all is there


def test_keeps_every_frame_at_its_own_time(tmp_path: Path, clip: Path) -> None:
    path = tmp_path / "a.mp4"
    write_annotated(path, clip, nothing)
    found = probed(path, "-select_streams", "v", "-show_frames", "-show_streams")
    times_s = [float(frame["pts_time"]) for frame in found["frames"]]
    assert times_s == pytest.approx([t / 1000 for t in UNEVEN_MS], abs=TICK_S)
    # The last picture is seen as long as the one before it.
    assert float(found["streams"][0]["duration"]) == pytest.approx(0.9 + 0.567, abs=0.001)
    assert [number_of(frame.image) for frame in frames_of(path)] == list(range(len(UNEVEN_MS)))


def test_times_between_milliseconds_are_kept_too(tmp_path: Path) -> None:
    times_ms = [number * 1001 / 30 for number in range(10)]  # as cameras of NTSC countries do
    path = tmp_path / "a.mp4"
    write_annotated(path, film(tmp_path / "clip.mp4", times_ms), nothing)
    found = probed(path, "-select_streams", "v", "-show_frames")["frames"]
    times_s = [float(frame["pts_time"]) for frame in found]
    assert times_s == pytest.approx([t / 1000 for t in times_ms], abs=TICK_S)


def test_times_begin_at_the_first_picture(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mkv", [500, 540, 580])
    path = tmp_path / "a.mp4"
    write_annotated(path, clip, nothing)
    found = probed(path, "-select_streams", "v", "-show_frames")["frames"]
    assert [float(frame["pts_time"]) for frame in found] == [0.0, 0.04, 0.08]


def test_each_frame_gets_its_own_marks(tmp_path: Path, clip: Path) -> None:
    asked: list[float] = []

    def marks(time_s: float) -> Marked:
        asked.append(time_s)
        return NOTHING if time_s < 0.2 else replace(NOTHING, hud=replace(HUD, cue="Lower."))

    path = tmp_path / "a.mp4"
    write_annotated(path, clip, marks)
    assert asked == pytest.approx([t / 1000 for t in UNEVEN_MS])
    cues = [frame.image[-15:-5, 10:50, 0].min() for frame in frames_of(path)]
    with_cue = [int(cue) < 100 for cue in cues]  # no longer all blue
    assert with_cue == [time_ms >= 200 for time_ms in UNEVEN_MS]


@pytest.mark.parametrize("rotation_deg", [90, 180, 270])
def test_what_was_filmed_on_its_side_stands_upright(tmp_path: Path, rotation_deg: int) -> None:
    clip = write_clip(tmp_path / "clip.mp4", [0, 40], rotation_deg=rotation_deg)
    path = tmp_path / "a.mp4"
    write_annotated(path, clip, nothing)
    (stream,) = probed(path, "-show_streams")["streams"]
    size = (stream["width"], stream["height"])
    assert size == ((HEIGHT, WIDTH) if rotation_deg % 180 else (WIDTH, HEIGHT))
    assert "side_data_list" not in stream  # not turned a second time
    (was, *_), (is_now, *_) = frames_of(clip), frames_of(path)
    seen = list(corners(was.image)), list(corners(is_now.image))
    assert seen[0][0] == seen[1][0]  # upper right is the count
    assert seen[0][2:] == seen[1][2:]


def test_pixels_become_square(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", [0, 40], pixel_aspect=Fraction(3, 2))
    path = tmp_path / "a.mp4"
    write_annotated(path, clip, nothing)
    (stream,) = probed(path, "-show_streams")["streams"]
    assert (stream["width"], stream["height"]) == (WIDTH * 3 // 2, HEIGHT)
    assert stream.get("sample_aspect_ratio", "1:1") == "1:1"


def test_odd_sizes_become_even(tmp_path: Path, clip: Path) -> None:
    path = tmp_path / "a.mp4"
    with AnnotatedVideo(path, clip) as video:
        for number in range(3):
            odd = np.ascontiguousarray(picture(number)[:-1, :-1])
            video.add(Frame(number, number / 25, odd), NOTHING)
    (stream,) = probed(path, "-show_streams")["streams"]
    assert (stream["width"], stream["height"]) == (WIDTH - 2, HEIGHT - 2)


def test_a_single_frame_is_a_video_too(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    write_annotated(path, write_clip(tmp_path / "clip.mp4", [0]), nothing)
    assert float(probed(path, "-show_format")["format"]["duration"]) == pytest.approx(
        1 / 30, abs=0.001
    )


def test_the_face_is_covered_in_every_frame(tmp_path: Path, clip: Path) -> None:
    at, far = (200.0, 100.0), (30.0, 250.0)
    poses = [None, pose(at=at), pose(at=at), None, pose(at=at)]
    left: dict[bool, list[tuple[bool, bool]]] = {}
    for blur in (False, True):
        path = tmp_path / "a.mp4"
        with AnnotatedVideo(path, clip, blur=blur) as video:
            for number, one in enumerate(poses):
                frame = Frame(number, number / 25, detailed())
                video.add(frame, replace(NOTHING, pose=one))
        images = [frame.image for frame in frames_of(path)]
        left[blur] = [(details(one, at) > 0.5, details(one, far) > 0.5) for one in images]
    assert left[False] == [(True, True)] * 5
    # Before it is found first it may be anywhere.
    assert left[True] == [(False, False)] + [(False, True)] * 4


def test_a_recording_judged_before_can_have_its_face_covered_too(
    tmp_path: Path, clip: Path
) -> None:
    plain, covered = tmp_path / "plain.mp4", tmp_path / "covered.mp4"
    write_annotated(plain, clip, nothing)
    write_annotated(covered, clip, nothing, blur=True)
    pairs = list(zip(frames_of(plain), frames_of(covered), strict=True))
    for one, other in pairs[1:]:  # of the first one the cells are the stripes
        assert np.abs(one.image.astype(int) - other.image).mean() > 2


def test_progress_is_told_for_each_frame(tmp_path: Path, clip: Path) -> None:
    told: list[Progress] = []
    write_annotated(tmp_path / "a.mp4", clip, nothing, on_progress=told.append)
    assert [one.frames for one in told] == list(range(1, len(UNEVEN_MS) + 1))
    assert {one.total for one in told} == {len(UNEVEN_MS)}
    assert told[-1].time_s == pytest.approx(0.9)


def test_when_it_is_stopped_nothing_is_left(tmp_path: Path, clip: Path) -> None:
    path, asked = tmp_path / "a.mp4", iter((False, False, True))
    assert not write_annotated(path, clip, nothing, stop=lambda: next(asked))
    assert list(tmp_path.iterdir()) == [clip]


def test_nothing_is_left_after_an_error(tmp_path: Path, clip: Path) -> None:
    def broken(time_s: float) -> Marked:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        write_annotated(tmp_path / "a.mp4", clip, broken)
    assert list(tmp_path.iterdir()) == [clip]


def test_the_recording_is_never_written_over(tmp_path: Path, clip: Path) -> None:
    before = clip.read_bytes()
    with pytest.raises(OutputError, match="is the recording itself"):
        write_annotated(tmp_path / "." / clip.name, clip, nothing)
    assert clip.read_bytes() == before


def test_a_recording_that_is_gone_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_text("old")
    with pytest.raises(SourceError, match="there is none"):
        write_annotated(path, tmp_path / "gone.mp4", nothing)
    assert path.read_text() == "old"


def test_another_file_of_that_name_is_replaced(tmp_path: Path, clip: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_text("old")
    write_annotated(path, clip, nothing)
    assert len(frames_of(path)) == len(UNEVEN_MS)


def test_what_breaks_off_is_copied_up_to_there(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mkv", range(0, 4000, 40))
    data = clip.read_bytes()
    clip.write_bytes(data[: len(data) // 2])
    path = tmp_path / "a.mp4"
    assert write_annotated(path, clip, nothing)
    numbers = [number_of(frame.image) for frame in frames_of(path)]
    assert 10 < len(numbers) < 90
    assert numbers == list(range(len(numbers)))


def test_a_file_that_is_no_video_is_told(tmp_path: Path) -> None:
    text = tmp_path / "clip.mp4"
    text.write_text("hello")
    with pytest.raises(SourceError, match="is not one"):
        write_annotated(tmp_path / "a.mp4", text, nothing)
    assert list(tmp_path.iterdir()) == [text]


def test_it_has_to_be_entered_first(tmp_path: Path, clip: Path) -> None:
    video = AnnotatedVideo(tmp_path / "a.mp4", clip)
    video.add(Frame(0, 0.0, picture(0)), NOTHING)
    with pytest.raises(RuntimeError, match="expected an open video"):
        video.add(Frame(1, 0.04, picture(1)), NOTHING)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, clip: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_annotated(tmp_path / "no" / "a.mp4", clip, nothing)


def test_a_full_disk_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", range(0, 4000, 40))
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(OutputError, match="cannot be written"):
            write_annotated(tmp_path / "a.mp4", clip, nothing)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == [clip]
