"""Which recordings a folder has, and of whom they are."""

import os
from pathlib import Path

from formcheck.errors import SourceError
from formcheck.language import _
from formcheck.report.look import POSES_SUFFIX, VIDEOS

_RECORDINGS = VIDEOS | {POSES_SUFFIX}


def recordings_below(folder: Path, out: Path) -> list[str]:
    """Return the videos and recorded poses below a folder, by name, with slashes.

    What is hidden is left out, and so is the folder of the results.

    Raises
    ------
    SourceError
        When there is none.
    """
    if not folder.is_dir():
        raise SourceError(
            _(
                "Expected a folder of recordings at {folder}, found none: check its name, or "
                "analyse a single file with: formcheck analyse."
            ).format(folder=folder)
        )
    found = []
    for place, folders, files in os.walk(folder):
        here = Path(place)
        folders[:] = [one for one in folders if _seen(one) and here / one != out]
        named = (here / one for one in files if _seen(one))
        found += [one for one in named if one.suffix.lower() in _RECORDINGS]
    if not found:
        raise SourceError(
            _(
                "Expected recordings below {folder}; found no video and no file of poses: name "
                "another folder."
            ).format(folder=folder)
        )
    return sorted(one.relative_to(folder).as_posix() for one in found)


def patient_of(name: str) -> str:
    """Return of whom a recording is: the first folder in its path; empty when it is in none."""
    first, slash, _rest = name.partition("/")
    return first if slash else ""


def shown(name: str) -> str:
    """Return a name as it can be written: some systems allow any bytes in the names of files."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _seen(name: str) -> bool:
    return not name.startswith(".")
