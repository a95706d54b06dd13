"""The regression guard of CI: ratios, never seconds, so that it means the same on any computer.

::

    python -m benchmarks.guard

Each ratio compares processor time with that of something fixed, measured in turns in the same run.
A limit is what was found on an idle and on a busy computer, with room for what is left of noise:
the guard is for what makes the program half as quick, not for what costs a twentieth.
"""

import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks.figures import REPO
from benchmarks.rules import update_ratio
from formcheck.paths import samples_dir

ROUNDS: Final = 5
_PYTHON: Final = ("-c", "import argparse, json, logging, pathlib")
"""What any command of Python loads."""
_CLIP: Final = str(samples_dir() / "bridge_good.mp4")


@dataclass(frozen=True, slots=True)
class Limit:
    """A ratio that must not grow beyond a limit."""

    what: str
    most: float
    measure: Callable[[], float]


def help_ratio() -> float:
    """Return what ``formcheck --help`` costs, by Python with a few modules of its own."""
    return _ratio(("-m", "formcheck", "--help"), _PYTHON, ROUNDS)


def analysis_ratio() -> float:
    """Return what ``formcheck analyse`` costs, by a loop that decodes and runs the same model."""
    analyse = ("-m", "formcheck", "analyse", _CLIP, "--exercise", "bridge")
    return _ratio(analyse, ("-m", "benchmarks.bare", _CLIP), ROUNDS - 3)


LIMITS: Final = (
    Limit("a pose through the rules, by a piece of plain Python", 1.2, update_ratio),
    Limit("formcheck --help, by Python alone", 9.0, help_ratio),
    Limit("formcheck analyse of a short clip, by the bare loop", 2.0, analysis_ratio),
)


def _ratio(ours: Sequence[str], fixed: Sequence[str], rounds: int) -> float:
    """Return the ratio of processor times, the median over rounds."""
    return median(_cpu_s(ours) / _cpu_s(fixed) for _round in range(rounds))


def _cpu_s(command: Sequence[str]) -> float:
    """Run Python and return the processor time that it and its own processes took."""
    before = _children_s()
    subprocess.run([sys.executable, *command], cwd=REPO, check=True, capture_output=True)
    return _children_s() - before


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Measure every ratio; 1 when one is beyond its limit."""
    table = Table("ratio", "found", "at most")
    beyond = False
    for limit in LIMITS:
        found = limit.measure()
        table.add_row(limit.what, f"{found:.2f}", f"{limit.most:g}", style=_style(found, limit))
        beyond |= found > limit.most
    Console(width=100).print(table)
    return int(beyond)


def _style(found: float, limit: Limit) -> str:
    return "red" if found > limit.most else ""


if __name__ == "__main__":
    sys.exit(main())
