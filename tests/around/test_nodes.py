from pathlib import Path

import pytest

from formcheck.around.nodes import camera_nodes, there_now


@pytest.fixture
def system(tmp_path: Path) -> tuple[Path, Path]:
    """List two cameras, each with a device for metadata; return the listing and the devices."""
    listing, devices = tmp_path / "video4linux", tmp_path / "dev"
    devices.mkdir()
    for number, name in ((0, "Integrated Webcam"), (4, "Logitech C920")):
        for index in (0, 1):
            entry = listing / f"video{number + index}"
            entry.mkdir(parents=True)
            (entry / "name").write_text(f"{name}\n")
            (entry / "index").write_text(f"{index}\n")
            (devices / entry.name).touch()
    return listing, devices


@pytest.mark.parametrize(
    ("camera", "expected"),
    [
        (None, ["video0", "video4"]),
        ("0", ["video0"]),
        (" 4 ", ["video4"]),
        ("c920", ["video4"]),
        ("rtsp://phone", ["video0", "video4"]),
        ("7", ["video0", "video4"]),
        ("", ["video0", "video4"]),
    ],
)
def test_names_the_device_of_a_camera_or_of_all(
    system: tuple[Path, Path], camera: str | None, expected: list[str]
) -> None:
    assert [node.name for node in camera_nodes(camera, *system)] == expected


def test_notices_a_change(system: tuple[Path, Path]) -> None:
    listing, devices = system
    before = there_now(listing, devices)
    assert there_now(listing, devices) == before
    # WHEN one is pulled out: first its device goes, then its entry
    (devices / "video4").unlink()
    without_device = there_now(listing, devices)
    (listing / "video4" / "name").unlink()
    (listing / "video4" / "index").unlink()
    (listing / "video4").rmdir()
    # THEN
    assert len({str(before), str(without_device), str(there_now(listing, devices))}) == 3


def test_no_listing_is_no_camera(tmp_path: Path) -> None:
    assert there_now(tmp_path / "nowhere", tmp_path) == ()
