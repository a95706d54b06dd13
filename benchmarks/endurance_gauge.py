"""What a program holds: memory, threads, files, windows, Python's objects. Linux."""

import gc
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from PyQt6.QtWidgets import QApplication

_SELF: Final = Path("/proc/self")
_MB: Final = 1e6
_ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is held at one moment."""

    hour: float
    """Of simulated use."""
    rss_mb: float
    """Memory that the process has."""
    threads: int
    """Python's own; those that libraries keep are in ``tasks``."""
    tasks: int
    """All that the system counts."""
    files: int
    """Open files, sockets and pipes."""
    widgets: int
    """Of Qt."""
    objects: int
    """That Python's collector knows, after a collection."""


def gauge(hour: float) -> Held:
    """Look at this process, after what is not needed was collected."""
    gc.collect()
    pages = int((_SELF / "statm").read_text().split()[1])
    return Held(
        hour=hour,
        rss_mb=pages * os.sysconf("SC_PAGE_SIZE") / _MB,
        threads=threading.active_count(),
        tasks=len(list((_SELF / "task").iterdir())),
        files=len(list((_SELF / "fd").iterdir())) - 1,  # the one that lists them
        widgets=len(QApplication.allWidgets()),
        objects=len(gc.get_objects()),
    )


@dataclass(frozen=True, slots=True)
class Growth:
    """How one measure changes after the warm-up."""

    first: float
    """At the end of the warm-up."""
    last: float
    an_hour: float
    """Slope of the line through all of it (least squares)."""


def growth(held: Sequence[Held], what: str, warm_up_h: float) -> Growth:
    """Fit a line through what was held after the warm-up.

    Parameters
    ----------
    held
        At least two looks after the warm-up.
    what
        Name of a measure.
    warm_up_h
        Hours that are left out.
    """
    after = [one for one in held if one.hour >= warm_up_h - _ROUNDING]
    values = np.array([float(getattr(one, what)) for one in after])
    hours = np.array([one.hour for one in after])
    return Growth(values[0], values[-1], float(np.polyfit(hours, values, 1)[0]))
