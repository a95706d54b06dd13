"""Which cameras the computer has, without switching one on where that can be helped."""

import struct
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from formcheck.capture.opencv import cv2
from formcheck.language import _

if sys.platform != "win32":
    import fcntl

SYSTEM_CAMERAS: Final = Path("/sys/class/video4linux")
"""Where Linux lists its video devices, one folder each."""
DEVICES: Final = Path("/dev")
UDEV: Final = Path("/run/udev/data")
"""Where Linux keeps what it found out about each device, by its numbers."""
_NOTED: Final = "E:ID_V4L_CAPABILITIES="

_SYSTEM: Final[str] = sys.platform
_PROBED: Final = range(6)
_QUERY_CAPABILITIES: Final = 0x80685600
_CAPABILITIES: Final = struct.Struct("=16s32s32sIII12x")
_CAPTURES: Final = 0x1 | 0x1000
"""Flags of a device that gives pictures, in one plane or in several (linux/videodev2.h)."""


@dataclass(frozen=True, slots=True)
class CameraName:
    """A camera as people choose it."""

    number: int
    """What the system counts it as."""
    name: str
    """Its maker's name; empty where the system does not tell."""
    place: str = ""
    """Where it is plugged in, told from every other place; empty where the system does not tell."""

    def __str__(self) -> str:
        return (
            _("Camera {number} ({name})").format(number=self.number, name=self.name)
            if self.name
            else _("Camera {number}").format(number=self.number)
        )


def list_cameras(*, probe: bool = True) -> tuple[CameraName, ...]:
    """Return the cameras of this computer, by number.

    Where the system does not list them and ``probe`` is true, numbers are tried out: this takes
    seconds and may light a camera's lamp for a moment, so never do it in the window's thread.
    """
    if _SYSTEM == "linux":
        return linux_cameras(SYSTEM_CAMERAS, DEVICES)
    names = _driver_names("dshow" if _SYSTEM == "win32" else "avfoundation")
    # On macOS OpenCV counts in another order than the driver: a name is sure for one camera only.
    if names and (_SYSTEM == "win32" or len(names) == 1):
        return tuple(CameraName(number, name) for number, name in enumerate(names))
    return tuple(CameraName(number, "") for number in _PROBED if probe and _opens(number))


def linux_cameras(listing: Path, devices: Path) -> tuple[CameraName, ...]:
    """Return the cameras that a Linux system lists: not its metadata and output devices."""
    found = [
        CameraName(int(entry.name.removeprefix("video")), _text(entry / "name"), _place(entry))
        for entry in listing.glob("video*")
        if entry.name.removeprefix("video").isdecimal() and _captures(entry, devices)
    ]
    return tuple(sorted(found, key=lambda camera: camera.number))


def gives_pictures(capabilities: bytes) -> bool:
    """Whether the answer of a Linux device to "what can you do" says that it is a camera."""
    return bool(_CAPABILITIES.unpack(capabilities)[-1] & _CAPTURES)


def _captures(entry: Path, devices: Path) -> bool:
    # Opening a camera that is not in use wakes many, and others may take it for a wish to use it.
    told = _told_by_udev(entry)
    if told is not None:
        return "capture" in told
    answer = _ask_capabilities(devices / entry.name)
    if answer is not None:
        return gives_pictures(answer)
    # The first device of a camera gives the pictures, the next ones metadata.
    return _text(entry / "index") in {"0", ""}


def _place(entry: Path) -> str:
    """Return the socket, and which of its devices: a camera put back there has it again."""
    device = entry / "device"
    return f"{device.resolve()} {_text(entry / 'index')}" if device.exists() else ""


def _told_by_udev(entry: Path) -> list[str] | None:
    """Return what the system noted of a device when it came; None where it notes nothing."""
    note = UDEV / f"c{_text(entry / 'dev')}"
    for line in _text(note).splitlines():
        if line.startswith(_NOTED):
            return line.removeprefix(_NOTED).split(":")
    return None


def _ask_capabilities(device: Path) -> bytes | None:
    try:
        with device.open("rb", buffering=0) as file:
            return fcntl.ioctl(file, _QUERY_CAPABILITIES, bytes(_CAPABILITIES.size))
    except OSError:
        return None  # not allowed, gone, or not a camera at all


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _driver_names(driver: str) -> list[str]:
    # Late: Linux tells by itself, and the library takes fifteen megabytes.
    av = import_module("av")
    try:
        devices = av.enumerate_input_devices(driver)
    except (av.FFmpegError, ValueError):
        return []
    return [
        device.description
        for device in devices
        if "video" in device.media_types and not device.description.startswith("Capture screen")
    ]


def _opens(number: int) -> bool:
    capture = cv2.VideoCapture(number)
    try:
        return capture.isOpened()
    finally:
        capture.release()
