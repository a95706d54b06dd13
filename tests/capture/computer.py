"""A Linux computer whose cameras are plugged in and out: its lists, and files for its devices."""

from pathlib import Path
from threading import Condition
from time import sleep

import pytest

from formcheck.capture.opencv import cv2
from formcheck.capture.webcam import Webcam
from tests.endurance.phone import SMALL, noisy

C920, BRIO = "Logitech C920", "Logitech Brio"
PICTURES = 60
INTERVAL_S = 0.005
PATIENCE_S = 20.0
"""Only something broken needs as long as this."""


class Plugged:
    """A clip that goes round and round in place of a camera, until its device is gone.

    Not a child of OpenCV's reader: one with attributes in Python crashes.
    """

    def __init__(self, device: Path) -> None:
        self._clip = cv2.VideoCapture(str(device), cv2.CAP_FFMPEG)
        self._device, self._there = device, self._clip.isOpened()
        self.isOpened, self.retrieve = self._clip.isOpened, self._clip.retrieve
        self.get, self.set, self.release = self._clip.get, self._clip.set, self._clip.release

    def grab(self) -> bool:
        """Wait for the next picture; once the device is gone there is none, whatever comes."""
        sleep(INTERVAL_S)
        self._there = self._there and self._device.exists()
        if self._there and not self._clip.grab():
            self._clip.set(cv2.CAP_PROP_POS_FRAMES, 0)
            return self._clip.grab()
        return self._there


class Computer:
    """Where Linux lists cameras, in a folder; `opener` opens them in place of the real ones."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._listing, self._devices = folder / "video4linux", folder / "dev"
        self._sockets = folder / "usb"
        for one in (self._listing, self._devices, self._sockets):
            one.mkdir()
        self._clips: dict[str, Path] = {}
        self.opened: list[int] = []
        """Numbers of the cameras that were switched on."""
        self._wanted, self._tries = Condition(), 0
        patch.setattr("formcheck.capture.cameras._SYSTEM", "linux")
        patch.setattr("formcheck.capture.cameras.SYSTEM_CAMERAS", self._listing)
        patch.setattr("formcheck.capture.cameras.DEVICES", self._devices)
        patch.setattr("formcheck.capture.webcam.DEVICES", self._devices)
        patch.setattr("formcheck.capture.webcam._LOST_S", 0.05)

    def plug(self, number: int, name: str, socket: str = "") -> None:
        """Put a camera in; it gets this number. Without a socket the system does not tell which."""
        entry = self._listing / f"video{number}"
        entry.mkdir()
        (entry / "index").write_text("0\n")
        if socket:
            (self._sockets / socket).mkdir(exist_ok=True)
            (entry / "device").symlink_to(self._sockets / socket)
        (self._devices / entry.name).write_bytes(self._clip(name).read_bytes())
        # The name last: a camera is looked for by it, and then it is there.
        (entry / "name").write_text(name + "\n")

    def unplug(self, *numbers: int) -> None:
        """Pull cameras out."""
        for number in numbers:
            entry = self._listing / f"video{number}"
            (entry / "device").unlink(missing_ok=True)
            (entry / "name").unlink()
            (entry / "index").unlink()
            entry.rmdir()
            (self._devices / entry.name).unlink()

    def is_taken(self, number: int) -> None:
        """Let another program have a camera: it is there, and does not open."""
        (self._devices / f"video{number}").write_bytes(b"")

    def tells_nothing(self) -> None:
        """List no cameras any more, though they are there."""
        self._listing.rename(self._listing.with_name("hidden"))

    def opener(self, number: int) -> Plugged:
        """Open a camera of this computer, as `formcheck.capture.webcam.open_device` does."""
        made = Plugged(self._devices / f"video{number}")
        if made.isOpened():
            self.opened.append(number)
        return made

    def webcam(self, camera: int | str = 0) -> Webcam:
        """Return a camera of this computer, as somebody wants it; each is opened once."""
        with self._wanted:
            self._tries += 1
            self._wanted.notify_all()
        return Webcam(camera, opener=self.opener)

    def is_looked_for(self) -> None:
        """Wait until somebody has tried to open a camera, from the beginning to the end."""
        with self._wanted:
            ended = self._tries + 2  # the next one but one begins when the next one has ended
            assert self._wanted.wait_for(lambda: self._tries >= ended, PATIENCE_S)

    def _clip(self, name: str) -> Path:
        """Return what a camera shows: a picture of noise, of its own brightness."""
        if name not in self._clips:
            path = self._devices.parent / f"{len(self._clips)}.avi"
            writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 30, SMALL)
            for number in range(PICTURES):
                writer.write(noisy(number, level=120 + 40 * len(self._clips)))
            writer.release()
            self._clips[name] = path
        return self._clips[name]
