"""Write and remove the one small file, and say it when that cannot be done."""

from contextlib import suppress
from pathlib import Path

from formcheck.errors import OutputError
from formcheck.language import _


def write_file(file: Path, content: bytes) -> None:
    """Write a file whole or not at all; raise OutputError."""
    # A login in between must not find half of it.
    half = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(content)
        half.replace(file)
    except OSError as error:
        with suppress(OSError):
            half.unlink()
        raise _refused(file, error) from error


def remove_file(file: Path) -> None:
    """Remove a file, if it is there; raise OutputError."""
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise _refused(file, error) from error


def _refused(file: Path, error: OSError) -> OutputError:
    said = _("Starting at login is kept in {file}, which cannot be changed ({reason}): allow it.")
    return OutputError(said.format(file=file, reason=error.strerror or error))
