"""Sound of the annotated video: what was heard with a picture is heard with it again."""

from pathlib import Path
from typing import Any

import av
import pytest

from formcheck.errors import SourceError
from formcheck.overlay.scene import Tone
from formcheck.report.annotated import Marked, write_annotated
from formcheck.report.hud import Hud
from tests.capture.pictures import write_sound
from tests.report.films import Tune, beeps_in, film, probed

NOTHING = Marked(scene=None, hud=Hud(number="7", meaning="full", tone=Tone.GOOD), pose=None)
LENGTH_S = 1.2
PACKET_S = 1024 / 48_000
IN_STEP_S = 0.002
"""Far less than anybody hears; a picture is seen for 100 ms, a packet of AAC 21 ms."""
KINDS = {
    "aac.mp4": (Tune(), "aac"),
    "aac.mkv": (Tune(), "aac"),
    "aac.ts": (Tune(), "aac"),
    "mp3.mp4": (Tune("libmp3lame"), "mp3"),
    "opus.mkv": (Tune("libopus"), "aac"),
    "opus_stereo.mkv": (Tune("libopus", channels="stereo"), "aac"),
    "flac.mkv": (Tune("flac", hz=44_100), "aac"),
    "pcm.mov": (Tune("pcm_s16le", hz=8_000), "aac"),
    "low_mp3.mkv": (Tune("libmp3lame", hz=11_025), "aac"),
}


def annotated(source: Path) -> Path:
    path = source.with_name("annotated.mp4")
    assert write_annotated(path, source, lambda _time_s: NOTHING)
    return path


def streams_of(path: Path) -> dict[str, Any]:
    found = probed(path, "-show_streams")["streams"]
    return {stream["codec_type"]: stream for stream in found}


def packets_of(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(audio=0) if packet.size]


def first_picture_s(path: Path) -> float:
    with av.open(str(path)) as container:
        return float(next(container.decode(video=0)).time or 0.0)


@pytest.mark.parametrize("name", KINDS)
def test_it_stays_in_step_with_the_pictures(tmp_path: Path, name: str) -> None:
    (tune, codec), first_s = KINDS[name], 0.25
    source = film(tmp_path / name, tune=tune, first_s=first_s)
    path = annotated(source)
    sound = streams_of(path)["audio"]
    assert sound["codec_name"] == codec
    assert sound["channel_layout"] == tune.channels
    # A container without edit lists moves everything by the encoder's delay, pictures too.
    expected = [beep_s - first_picture_s(source) for beep_s in beeps_in(source)]
    assert beeps_in(path) == pytest.approx(expected, abs=IN_STEP_S)
    assert beeps_in(path) == pytest.approx([0.4 - first_s, 1.0 - first_s], abs=IN_STEP_S)
    assert float(sound["duration"]) == pytest.approx(LENGTH_S - first_s, abs=0.025)


def test_packets_are_the_same_where_they_can_be(tmp_path: Path) -> None:
    source = film(tmp_path / "a.mp4", tune=Tune())
    assert packets_of(annotated(source)) == packets_of(source)


@pytest.mark.parametrize("codec", ["aac", "libopus"])
def test_what_was_heard_before_the_first_picture_is_left_out(tmp_path: Path, codec: str) -> None:
    tune = Tune(codec, beeps_s=(0.1, 0.9))
    path = annotated(film(tmp_path / "a.mkv", tune=tune, first_s=0.5))
    assert beeps_in(path) == pytest.approx([0.4], abs=IN_STEP_S)
    assert float(streams_of(path)["video"]["start_time"]) == 0.0
    # Not even silently: the file holds no more than decoders need to begin.
    assert len(packets_of(path)) == pytest.approx(0.7 / PACKET_S, abs=3)


@pytest.mark.parametrize("codec", ["aac", "libopus"])
def test_sound_that_begins_late_does_so_still(tmp_path: Path, codec: str) -> None:
    path = annotated(film(tmp_path / "a.mkv", tune=Tune(codec, start_s=0.5, beeps_s=(1.0,))))
    assert beeps_in(path) == pytest.approx([1.0], abs=IN_STEP_S)
    assert float(streams_of(path)["video"]["start_time"]) == 0.0


@pytest.mark.parametrize("codec", ["aac", "libopus"])
@pytest.mark.parametrize(("end_s", "beeps_s"), [(0.6, (0.4,)), (2.4, (0.4, 2.0))])
def test_sound_of_another_length_stays_as_long(
    tmp_path: Path, codec: str, end_s: float, beeps_s: tuple[float, ...]
) -> None:
    tune = Tune(codec, end_s=end_s, beeps_s=beeps_s)
    path = annotated(film(tmp_path / "a.mkv", tune=tune))
    assert beeps_in(path) == pytest.approx(beeps_s, abs=IN_STEP_S)
    streams = streams_of(path)
    assert float(streams["audio"]["duration"]) == pytest.approx(end_s, abs=0.025)
    assert float(streams["video"]["duration"]) == pytest.approx(LENGTH_S, abs=0.001)


@pytest.mark.parametrize(("codec", "kept_s"), [("aac", 0.8), ("libopus", 1.2)])
def test_a_hole_does_not_move_what_comes_after(tmp_path: Path, codec: str, kept_s: float) -> None:
    tune = Tune(codec, hole_s=(0.5, 0.9))
    path = annotated(film(tmp_path / "a.mkv", tune=tune))
    assert beeps_in(path) == pytest.approx([0.4, 1.0], abs=IN_STEP_S)
    # What is encoded anew is silent there.
    assert len(packets_of(path)) == pytest.approx(kept_s / PACKET_S, abs=2)


@pytest.mark.parametrize("codec", ["aac", "libopus"])
def test_sound_lies_beside_its_pictures_in_the_file(tmp_path: Path, codec: str) -> None:
    tune = Tune(codec, end_s=24.0)
    path = annotated(film(tmp_path / "a.mkv", range(0, 24_000, 1000), tune))
    places: dict[str, list[tuple[float, int]]] = {"audio": [], "video": []}
    with av.open(str(path)) as container:
        for packet in container.demux():
            if packet.pos is not None:
                time_s = float(packet.pts * packet.time_base)
                places[packet.stream.type].append((time_s, packet.pos))
    for time_s, place in places["video"]:
        before = [at for heard_s, at in places["audio"] if heard_s < time_s - 2.0]
        after = [at for heard_s, at in places["audio"] if heard_s > time_s + 2.0]
        assert max(before, default=0) < place < min(after, default=place + 1)


@pytest.mark.parametrize("codec", ["aac", "libopus"])
def test_where_the_recording_breaks_off_so_does_its_sound(tmp_path: Path, codec: str) -> None:
    source = film(tmp_path / "a.mkv", tune=Tune(codec))
    data = source.read_bytes()
    source.write_bytes(data[: len(data) * 2 // 3])
    path = annotated(source)
    assert beeps_in(path) == pytest.approx([0.4], abs=IN_STEP_S)
    assert 0.4 < float(streams_of(path)["audio"]["duration"]) < 1.1


def test_damaged_packets_are_silent(tmp_path: Path) -> None:
    source = film(tmp_path / "a.mkv", tune=Tune("flac"))
    packets, data = packets_of(source), bytearray(source.read_bytes())
    for packet in packets[8:10]:
        at = data.index(packet)
        data[at : at + len(packet)] = bytes(len(packet))
    source.write_bytes(data)
    assert beeps_in(annotated(source)) == pytest.approx([0.4, 1.0], abs=IN_STEP_S)


def test_a_recording_without_sound_gets_none(tmp_path: Path) -> None:
    assert set(streams_of(annotated(film(tmp_path / "a.mp4")))) == {"video"}


def test_sound_alone_is_no_recording(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no moving picture"):
        annotated(write_sound(tmp_path / "a.m4a"))


def test_nothing_that_a_telephone_notes_is_taken_over(tmp_path: Path) -> None:
    source = film(
        tmp_path / "a.mp4", tune=Tune(), notes={"location": "+52.5+013.4/", "title": "Ann"}
    )
    assert "Ann" in str(probed(source, "-show_format", "-show_streams"))
    found = probed(annotated(source), "-show_format", "-show_streams")
    assert "Ann" not in str(found)
    assert "+52.5" not in str(found)
