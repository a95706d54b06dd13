import struct
from pathlib import Path

import pytest

from formcheck.capture.cameras import CameraName, gives_pictures, linux_cameras, list_cameras

LAPTOP = CameraName(0, "Integrated Webcam")
USB = CameraName(4, "Logitech C920")
SECOND_USB = CameraName(10, "Logitech Brio")


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    """Show what Linux lists for three cameras, each with a second device for metadata."""
    folder = tmp_path / "video4linux"
    for camera in (SECOND_USB, LAPTOP, USB):
        for index in (0, 1):
            entry = folder / f"video{camera.number + index}"
            entry.mkdir(parents=True)
            (entry / "name").write_text(camera.name + "\n")
            (entry / "index").write_text(f"{index}\n")
    (folder / "video-codec").mkdir()
    return folder


def test_lists_each_camera_once_by_number(listing: Path, tmp_path: Path) -> None:
    assert linux_cameras(listing, tmp_path / "dev") == (LAPTOP, USB, SECOND_USB)


def test_a_device_that_cannot_be_asked_is_taken_by_its_index(listing: Path, tmp_path: Path) -> None:
    # GIVEN a file that answers no camera's question where the device should be
    devices = tmp_path / "dev"
    devices.mkdir()
    (devices / "video0").touch()
    assert LAPTOP in linux_cameras(listing, devices)


def test_what_the_system_noted_is_believed_and_no_device_is_opened(
    listing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN notes that say otherwise than the index: the second device gives the pictures
    udev = tmp_path / "udev"
    udev.mkdir()
    monkeypatch.setattr("formcheck.capture.cameras.UDEV", udev)
    for number, told in ((0, ":"), (1, ":capture:")):
        (listing / f"video{number}" / "dev").write_text(f"81:{number}\n")
        note = f"N:video{number}\nE:ID_V4L_VERSION=2\nE:ID_V4L_CAPABILITIES={told}\n"
        (udev / f"c81:{number}").write_text(note)
    # THEN that is a camera, the first is none, and those without a note are as before
    found = linux_cameras(listing, tmp_path / "dev")
    assert found == (CameraName(1, LAPTOP.name), USB, SECOND_USB)


def test_no_listing_is_no_camera(tmp_path: Path) -> None:
    assert linux_cameras(tmp_path / "nowhere", tmp_path) == ()


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        (0x04200001, True),  # a UVC camera
        (0x04A00000, False),  # its metadata device
        (0x04201000, True),  # several planes
        (0x04200002, False),  # an output
    ],
)
def test_reads_what_a_device_can_do(*, flags: int, expected: bool) -> None:
    answer = struct.pack(
        "=16s32s32sIII12x", b"uvcvideo", b"Webcam", b"usb-1", 0x60000, 0x84A00001, flags
    )
    assert gives_pictures(answer) is expected


def test_a_socket_tells_cameras_apart_that_are_alike(listing: Path, tmp_path: Path) -> None:
    # GIVEN a camera with two devices that give pictures, and another one
    for entry, socket, index in (("video0", "1-2", 0), ("video1", "1-2", 1), ("video4", "1-3", 0)):
        (tmp_path / socket).mkdir(exist_ok=True)
        (listing / entry / "device").symlink_to(tmp_path / socket)
        (listing / entry / "index").write_text(f"{index}\n")
    found = linux_cameras(listing, tmp_path / "dev")
    # THEN each place is another one, and where the system does not tell there is none
    places = {one.number: one.place for one in found}
    assert places[0].endswith("1-2 0")
    assert places[4].endswith("1-3 0")
    assert places[10] == ""


def test_the_real_list_is_in_order() -> None:
    cameras = list_cameras(probe=False)
    assert [camera.number for camera in cameras] == sorted({camera.number for camera in cameras})


def test_a_name_reads_well() -> None:
    assert str(LAPTOP) == "Camera 0 (Integrated Webcam)"
    assert str(CameraName(2, "")) == "Camera 2"
