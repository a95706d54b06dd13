import os
from datetime import date, datetime
from pathlib import Path

import av
import pytest

from formcheck.batch.when import Origin, When, when
from tests.capture.pictures import every_ms, write_clip


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-11-02 bridge.npz", date(2026, 11, 2)),
        ("VID_20261103_101500.npz", date(2026, 11, 3)),
        ("bridge 1999-12-31.npz", date(1999, 12, 31)),
        ("take 20261399 of 2026-11-04.npz", date(2026, 11, 4)),
    ],
)
def test_the_name_says_when(tmp_path: Path, name: str, day: date) -> None:
    assert when(tmp_path / name) == When(day, Origin.NAME)


@pytest.mark.parametrize("name", ["120261102.npz", "2026-1102.npz", "2026-13-01.npz", "a.npz"])
def test_a_name_without_a_day_leaves_it_to_the_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    noon_s = datetime(2025, 3, 4, 12).astimezone().timestamp()
    os.utime(path, (noon_s, noon_s))
    assert when(path) == When(date(2025, 3, 4), Origin.FILE)


def test_the_camera_says_when(tmp_path: Path) -> None:
    plain = write_clip(tmp_path / "plain.mp4", every_ms(40, 3))
    path = tmp_path / "clip.mp4"
    with av.open(str(plain)) as source, av.open(str(path), "w") as copy:
        copy.metadata["creation_time"] = "2026-11-02T12:00:00.000000Z"
        stream = copy.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                copy.mux(packet)
    assert when(path) == When(date(2026, 11, 2), Origin.CAMERA)


@pytest.mark.parametrize("content", [b"no video at all", b""])
def test_what_is_no_video_has_the_time_of_its_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(content)
    found = when(path)
    assert found is not None
    assert found.origin is Origin.FILE


def test_a_file_that_is_gone_has_no_day(tmp_path: Path) -> None:
    assert when(tmp_path / "gone.mp4") is None
