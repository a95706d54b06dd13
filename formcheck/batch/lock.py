"""One batch at a time for a folder of results: two would do everything twice."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from formcheck.errors import OutputError
from formcheck.language import _
from formcheck.report.files import unwritable

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_TAKEN: Final = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""What the systems say of a file that another program has locked. Anything else is a shared folder
that knows no locks: then nobody can tell."""


@contextmanager
def only_batch(out: Path) -> Iterator[None]:
    """Keep others from a folder of results meanwhile; the system lets go when a program dies.

    Raises
    ------
    OutputError
        When another batch is at it, or nothing can be written there.
    """
    place = out / ".formcheck" / "lock"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        file = place.open("ab")
    except OSError as error:
        raise unwritable(out, error) from error
    with file:
        try:
            _lock(file)
        except OSError as error:
            if error.errno in _TAKEN:
                text = _("Another batch is writing to {folder}: wait for it, or choose another.")
                raise OutputError(text.format(folder=out)) from error
        yield
