import sys
from pathlib import Path

import pytest

from formcheck.around.opens import CLOSED, OPENED, Opens

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="expected Linux: inotify")


@pytest.fixture
def device(tmp_path: Path) -> Path:
    device = tmp_path / "video0"
    device.touch()
    return device


def test_tells_what_happened_in_order(device: Path) -> None:
    # GIVEN
    opens = Opens([device])
    assert opens.take() == ()
    # WHEN
    with device.open("rb"):
        opened = opens.take()
    closed = opens.take()
    # THEN
    assert [bool(mask & OPENED) for mask in opened] == [True]
    assert [bool(mask & CLOSED) for mask in closed] == [True]
    # WHEN nothing more happens
    assert opens.take() == ()
    opens.close()


def test_takes_more_than_one_at_a_time_and_nothing_after_the_end(device: Path) -> None:
    opens = Opens([device])
    for _ in range(40):
        device.read_bytes()
    masks = opens.take()
    assert len(masks) == 80
    assert all(mask & (OPENED | CLOSED) for mask in masks)
    opens.close()


def test_a_file_that_is_not_there_cannot_be_watched(device: Path, tmp_path: Path) -> None:
    handles = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(FileNotFoundError):
        Opens([device, tmp_path / "video1"])
    assert len(list(Path("/proc/self/fd").iterdir())) == handles


def test_a_system_without_it_says_so(device: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.around.opens.ctypes.CDLL", lambda *_name, **_how: object())
    with pytest.raises(OSError, match="no inotify"):
        Opens([device])
