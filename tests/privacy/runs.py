"""What formcheck is watched at: its real commands, each with a home of its own to write to."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av

from tests.privacy.watcher import Watched, watch

PYTHON = os.environ.get("FORMCHECK_WATCHED_PYTHON", sys.executable)
"""Another one has another version of the pose library: see ``tools/watch_mediapipe.sh``."""
_PATIENCE_S = 300.0
_SIZE = (480, 270)
_FPS = 30
SHELL = "/bin/sh"


@dataclass(frozen=True, slots=True)
class House:
    """Folders of somebody who has never used formcheck."""

    root: Path

    @property
    def data(self) -> Path:
        """Where formcheck keeps what is theirs."""
        return self.root / "home" / ".local" / "share" / "formcheck"

    @property
    def here(self) -> Path:
        """Where they are when they type a command."""
        return self.root / "here"

    def build(self) -> None:
        """Make the folders."""
        for name in ("home", "here", "run", "temporary", "programs"):
            (self.root / name).mkdir(parents=True)

    def environment(self) -> dict[str, str]:
        """Return the variables, none of which leads out of the house."""
        return {
            "HOME": str(self.root / "home"),
            "LANG": "C.UTF-8",
            # No compiler: a library asks it where another one is, which writes files of its own.
            "PATH": str(self.root / "programs"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
            # Nobody answers what is looked up; it need not be waited for.
            "RES_OPTIONS": "timeout:1 attempts:1",
            "TMPDIR": str(self.root / "temporary"),
            "XDG_RUNTIME_DIR": str(self.root / "run"),
        }

    def formcheck(self, *words: str) -> Watched:
        """Run a command of formcheck."""
        return self.run([PYTHON, "-m", "formcheck", *words])

    def drive(self, window: str, clip: Path) -> Watched:
        """Use a window as a person does."""
        return self.run([PYTHON, "-m", "tests.privacy.drive", window, str(clip)])

    def run(self, command: Sequence[str]) -> Watched:
        """Run a program, with a umask that leaves everything open to everybody."""
        return watch(
            command,
            env=self.environment(),
            cwd=self.here,
            timeout_s=_PATIENCE_S,
            umask=0,
        )

    def place_of(self, path: Path) -> str:
        """Return where a file is in the house, or its whole name."""
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)


def cut(sample: Path, clip: Path, *, seconds: int, start_s: float = 0.0) -> Path:
    """Write a small clip of a sample."""
    with av.open(str(sample)) as source, av.open(str(clip), "w") as out:
        stream = out.add_stream("libx264", rate=_FPS, options={"preset": "ultrafast"})
        stream.width, stream.height = _SIZE
        stream.pix_fmt = "yuv420p"
        number = 0
        for frame in source.decode(video=0):
            if frame.time < start_s:
                continue
            if number == seconds * _FPS:
                break
            small = frame.reformat(*_SIZE, "yuv420p")
            small.pts, small.time_base = number, Fraction(1, _FPS)
            out.mux(stream.encode(small))
            number += 1
        out.mux(stream.encode())
    return clip
