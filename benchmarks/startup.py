"""How long it takes until something is seen: help in a terminal, or a window on the screen.

::

    python -m benchmarks.startup

Every start is a fresh process, of files that were read before. What starts differently takes
turns, so that a busy moment meets all alike; Python alone, and Python with Qt, start beside them.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from formcheck.paths import samples_dir

STARTS: Final = 7
_FORMCHECK: Final = ("-m", "formcheck")
_WINDOW: Final = ("-m", "benchmarks.first_paint")
_BRIDGE: Final = str(samples_dir() / "bridge_good.mp4")
_NO_CAMERA: Final = "99"
"""Nobody's camera is switched on; the reminder looks for this one in a thread, as for any."""
FIRST: Final = "home, for the first time"
"""With nothing kept yet: the database is made."""
WINDOWS: Final[Mapping[str, Sequence[str]]] = {
    "home": ["home"],
    "live": ["live", "--exercise", "bridge", "--source", _BRIDGE],
    "review": ["review", _BRIDGE],
    "posture, today": ["posture", "--show", "--camera", _NO_CAMERA],
}
"""Commands that open a window."""
HELP: Final[Mapping[str, Sequence[str]]] = {
    "formcheck --help": ["--help"],
    "formcheck live --help": ["live", "--help"],
    "formcheck analyse --help": ["analyse", "--help"],
}
BARE: Final = "python -c pass"
QT: Final = "python -c 'import PyQt6.QtWidgets'"
_BARE: Final[Mapping[str, Sequence[str]]] = {
    BARE: ["-c", "pass"],
    QT: ["-c", "import PyQt6.QtWidgets"],
}


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds of several starts: from the start of the process to its end, or to its window."""

    times_s: tuple[float, ...]

    @property
    def median_s(self) -> float:
        """The middle one."""
        return median(self.times_s)

    @property
    def worst_s(self) -> float:
        """The longest."""
        return max(self.times_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartUp:
    """Starts by what was started."""

    bare: Mapping[str, Start]
    """Python without formcheck."""
    help: Mapping[str, Start]
    windows: Mapping[str, Start]


def measure_startup(starts: int = STARTS) -> StartUp:
    """Start everything so many times, in turn, and measure."""
    times: dict[str, list[float]] = {}
    with TemporaryDirectory() as used, TemporaryDirectory() as fresh:
        painted_s(WINDOWS["home"], Path(used))  # keeps something, and reads every file once
        for number in range(starts):
            for name, arguments in _BARE.items():
                times.setdefault(name, []).append(_whole_s(arguments, Path(used)))
            for name, arguments in HELP.items():
                spent_s = _whole_s([*_FORMCHECK, *arguments], Path(used))
                times.setdefault(name, []).append(spent_s)
            for name, arguments in WINDOWS.items():
                times.setdefault(name, []).append(painted_s(arguments, Path(used)))
            first_s = painted_s(WINDOWS["home"], Path(fresh) / str(number))
            times.setdefault(FIRST, []).append(first_s)
    found = {name: Start(tuple(values)) for name, values in times.items()}
    return StartUp(
        bare={name: found[name] for name in _BARE},
        help={name: found[name] for name in HELP},
        windows={name: found[name] for name in (*WINDOWS, FIRST)},
    )


def painted_s(arguments: Sequence[str], folder: Path) -> float:
    """Return how long a command takes from its start until its window is painted.

    Parameters
    ----------
    arguments
        Of formcheck.
    folder
        Where the user's data are; made where it is not there.
    """
    began_s = time.monotonic()
    told = json.loads(_output([*_WINDOW, *arguments], folder))
    return float(told["at_s"]) - began_s


def _whole_s(arguments: Sequence[str], folder: Path) -> float:
    began_s = time.monotonic()
    _output(arguments, folder)
    return time.monotonic() - began_s


def _output(arguments: Sequence[str], folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    ).stdout


def table(found: StartUp) -> str:
    """Return it in Markdown."""
    lines = ["| start | median | worst of all | times Python with Qt |", "|---|---|---|---|"]
    with_qt_s = found.bare[QT].median_s
    for name, one in {**found.bare, **found.help, **found.windows}.items():
        ratio = one.median_s / with_qt_s
        lines.append(f"| {name} | {one.median_s:.2f} s | {one.worst_s:.2f} s | {ratio:.1f} |")
    return "\n".join(lines)


def main() -> int:
    """Measure, and print the table."""
    sys.stdout.write(table(measure_startup()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
