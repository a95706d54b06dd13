"""What the rules take for a pose that comes alone, and for one of many.

::

    python -m benchmarks.paced

A live session judges a pose every 33 ms. What the processor holds at hand, of code and of data, is
that of others by then: they have its time in between, on a shared computer also those of whom this
one knows nothing. No model runs here, so that what is seen is due to that alone.
"""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from benchmarks.rules import FOLDER, RECORDINGS
from formcheck.exercises.loader import load_exercise
from formcheck.pose.pose import Pose
from formcheck.pose.recorded import load_poses
from formcheck.session.session import Session

RECORDING: Final = "bridge_good"
STEP_S: Final = 1.0 / 30.0
_MS: Final = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PacedCost:
    """Milliseconds of one pose through ``Session.update``, medians."""

    many_ms: float
    """One behind the other."""
    alone_ms: float
    """One every 33 ms, and nothing in between."""


def measure_paced() -> PacedCost:
    """Measure both; takes about ten seconds."""
    poses = list(load_poses(FOLDER / f"{RECORDING}.npz"))
    return PacedCost(
        many_ms=_median_ms(poses, lambda: None),
        alone_ms=_median_ms(poses, lambda: time.sleep(STEP_S)),
    )


def _median_ms(poses: Sequence[tuple[float, Pose | None]], wait: Callable[[], None]) -> float:
    session = Session(load_exercise(RECORDINGS[RECORDING]))
    took_ms = []
    for time_s, pose in poses:
        wait()
        began_s = time.perf_counter()
        session.update(time_s, pose)
        took_ms.append(_MS * (time.perf_counter() - began_s))
    return median(took_ms)


def main() -> int:
    """Measure, and print."""
    cost = measure_paced()
    sys.stdout.write(f"{cost.many_ms:.2f} ms of many, {cost.alone_ms:.2f} ms alone\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
