"""Files that belong to a parcel, on the disk: whole or not at all, and the owner's alone."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from formcheck.errors import OutputError
from formcheck.language import N_, _
from formcheck.store.parcel import Parcel, ParcelError
from formcheck.store.parcel_zip import open_parcel


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Yield a new, empty file beside ``path`` that takes its place when the block succeeds.

    Raises
    ------
    OutputError
        When it cannot be written.
    """
    try:
        # Only the owner may read what mkstemp makes.
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.", suffix=".part")
    except OSError as error:
        raise _unwritable(path, error) from error
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def keep_video(parcel: Parcel, path: Path) -> None:
    """Write the video of a parcel to a file that there is not yet.

    Raises
    ------
    ParcelError
        When there is none, or the parcel is another than the one that was read; OutputError when
        it cannot be written, or there is a file already.
    """
    if parcel.video is None:
        raise ParcelError(_("There is no video in {path}.").format(path=parcel.path.name))
    if path.exists():
        raise OutputError(
            _(
                "Expected no file at {path}, found one: it is left as it is. Choose another name."
            ).format(path=path)
        )
    summed = hashlib.sha256()
    with open_parcel(parcel.path) as opened, replaced(path) as part:
        if parcel.video.member not in opened.members:
            raise opened.error(_CHANGED)
        with part.open("wb") as file:
            for piece in opened.pieces(parcel.video.member):
                summed.update(piece)
                file.write(piece)
        if summed.hexdigest() != parcel.video.sha256:
            raise opened.error(_CHANGED)


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        _("{path} cannot be written ({reason}): choose another place.").format(
            path=path, reason=error.strerror or str(error)
        )
    )


_CHANGED = N_("{path} has changed since it was opened: open it again.")
