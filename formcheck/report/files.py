"""Where results go: checked before the long work starts, and never half written."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from formcheck.errors import OutputError
from formcheck.language import _
from formcheck.paths import OWN_FILE, is_own


def check_output(path: Path) -> None:
    """Raise OutputError when a file cannot be written at ``path``; leaves nothing behind."""
    if path.is_dir():
        raise OutputError(_("{path} is a folder: name a file in it to write to.").format(path=path))
    if not path.parent.is_dir():
        raise OutputError(
            _("There is no folder {path}: make it first, or choose another.").format(
                path=path.parent
            )
        )
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.stem}."):
            return
    except OSError as error:
        raise unwritable(path, error) from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a new, empty file beside ``path`` that takes its place when the block succeeds.

    After an error the new file is gone and what was at ``path`` before is untouched. The new
    file's name ends like ``path``, as some writers choose the format by it.
    """
    try:
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.stem}.", suffix=path.suffix
        )
    except OSError as error:
        raise unwritable(path, error) from error
    os.close(handle)
    written = Path(name)
    try:
        yield written
        written.chmod(OWN_FILE if is_own(path) else 0o666 & ~_umask())
        written.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        written.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8, whole or not at all."""
    with replacing(path) as written:
        written.write_text(text, "utf-8")


def _umask() -> int:
    """Return the permissions that new files lack; mkstemp's own are for one user alone."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def unwritable(path: Path, error: Exception) -> OutputError:
    """Return the error of a result that cannot be written."""
    reason = getattr(error, "strerror", None) or str(error)
    text = _("{path} cannot be written ({reason}): choose another place.")
    return OutputError(text.format(path=path, reason=reason))
