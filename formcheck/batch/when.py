"""On which day a recording was made, and who says so."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from formcheck.capture.apart import creation_time
from formcheck.report.look import has_poses

_IN_NAME: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(-?)(\d\d)\2(\d\d)(?!\d)")
_FIRST_YEAR: Final = 2000
"""A camera whose clock was never set says 1904 or 1970."""


class Origin(StrEnum):
    """Who says when it was."""

    NAME = "name"
    """The file's name: 2026-11-02 or 20261102 in it."""
    CAMERA = "camera"
    """What the camera wrote into the file."""
    FILE = "file"
    """The time of the file, which copying may have changed."""


@dataclass(frozen=True, slots=True)
class When:
    """The day of a recording."""

    day: date
    """Where it is a time, the day here."""
    origin: Origin


def when(path: Path) -> When | None:
    """Return the day of a recording; None when not even the file is there any more."""
    named = _named(path.name)
    if named is not None:
        return When(named, Origin.NAME)
    filmed = None if has_poses(path) else _filmed(path)
    if filmed is not None:
        return When(filmed, Origin.CAMERA)
    try:
        changed_s = path.stat().st_mtime
    except OSError:
        return None
    return When(datetime.fromtimestamp(changed_s).astimezone().date(), Origin.FILE)


def _named(name: str) -> date | None:
    for year, _dash, month, day in _IN_NAME.findall(name):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue  # some other number
    return None


def _filmed(path: Path) -> date | None:
    try:
        at = datetime.fromisoformat(creation_time(path))
        return at.astimezone().date() if at.year >= _FIRST_YEAR else None
    except (ValueError, OverflowError):
        return None
