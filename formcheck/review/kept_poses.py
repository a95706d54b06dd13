"""What the model said of recordings that were looked at: the second time they open at once.

Landmarks alone, no picture, in the user's own folder; the oldest go when there are too many. What
is kept is a copy: it may be deleted at any time.
"""

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Final

from formcheck.errors import OutputError, PosesError
from formcheck.paths import own_folder, user_looked_at_dir
from formcheck.pose.recorded import RecordedPoses, load_poses, save_poses
from formcheck.store.parcel_files import replaced

MOST_FRAMES: Final = 40_000
"""Of a longer recording nothing is kept: over twenty minutes, 60 MB (judgement)."""
MOST_BYTES: Final = 500_000_000
"""Of all that is kept (judgement)."""


def kept_poses_dir() -> Path:
    """Folder that they are in."""
    return user_looked_at_dir()


class KeptPoses:
    """The poses of videos, by file and model."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or kept_poses_dir()

    def find(self, video: Path, model_sha256: str, *, outline: bool) -> RecordedPoses | None:
        """Return the poses of a video; None when they are not there, or the file has changed."""
        path = self._path(video, model_sha256)
        try:
            poses = load_poses(path)
        except PosesError:
            return None
        with suppress(OSError):
            path.touch()  # what was used last goes last
        return poses if poses.outline_px is not None or not outline else None

    def keep(self, video: Path, poses: RecordedPoses) -> None:
        """Keep the poses of a whole video; nothing happens when it cannot be done."""
        if len(poses) > MOST_FRAMES:
            return
        path = self._path(video, poses.model.sha256)
        with suppress(OutputError, OSError):
            own_folder(self._folder)
            with replaced(path) as part:
                save_poses(part, poses)
            self._tidy()

    def _path(self, video: Path, model_sha256: str) -> Path:
        """Return the name for this very file: another size or time is another file."""
        try:
            there = video.stat()
        except OSError:
            return self._folder / "none.npz"
        key = f"{video.resolve()}\0{there.st_size}\0{there.st_mtime_ns}\0{model_sha256}"
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()}.npz"

    def _tidy(self) -> None:
        files = [(one.stat(), one) for one in self._folder.glob("*.npz")]
        room = MOST_BYTES
        for there, path in sorted(files, key=lambda one: -one[0].st_mtime):
            room -= there.st_size
            if room < 0:
                path.unlink(missing_ok=True)
