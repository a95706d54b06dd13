"""What somebody changed by hand in the recording of a session: files that go with the session.

They are written where sessions are reviewed; here they are found, to be taken along or deleted.
"""

from collections.abc import Iterable
from pathlib import Path

from formcheck.paths import user_reviews_dir


def reviews_of(sessions: Iterable[str]) -> tuple[Path, ...]:
    """Return the files of these sessions, also those that were put aside."""
    starts = tuple(f"{session}." for session in sessions)
    folder = user_reviews_dir()
    found = folder.iterdir() if folder.is_dir() else ()
    return tuple(sorted(path for path in found if path.name.startswith(starts)))
