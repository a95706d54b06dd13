"""Where the cameras of this computer are, as files: Linux."""

from collections.abc import Sequence
from pathlib import Path

from formcheck.capture.cameras import DEVICES, SYSTEM_CAMERAS, CameraName, linux_cameras


def camera_nodes(
    camera: str | None = None, listing: Path = SYSTEM_CAMERAS, devices: Path = DEVICES
) -> tuple[Path, ...]:
    """Return the devices that give pictures.

    Parameters
    ----------
    camera
        A camera as it is written in the settings, by its number or a part of its name: only this
        one, if there is such a one.
    listing, devices
        Where the system lists cameras, and where their devices are.
    """
    found = linux_cameras(listing, devices)
    meant = found if camera is None else [one for one in found if _is_meant(one, camera.strip())]
    return tuple(devices / f"video{one.number}" for one in meant or found)


def there_now(listing: Path = SYSTEM_CAMERAS, devices: Path = DEVICES) -> Sequence[tuple[str, int]]:
    """Return what changes when a camera is plugged in or out, without opening any."""
    try:
        names = sorted(entry.name for entry in listing.iterdir())
    except OSError:
        return ()
    return [(name, _inode(devices / name)) for name in names]


def _is_meant(found: CameraName, text: str) -> bool:
    if text.isdecimal():
        return found.number == int(text)
    return bool(text) and text.casefold() in found.name.casefold()


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0
