"""Memory of a long analysis."""

from typing import Final

import numpy as np

from benchmarks.figures import Part, Table, at_most
from benchmarks.memory import LENGTH_MIN, AnalysisMemory, Trace
from benchmarks.memory import measure as measure_memory

FLAT_MB: Final = 16.0
"""Flat is what grows by less: the series and poses of an hour themselves are kept (judgement)."""
_TENTHS: Final = 10
_LESS: Final = "Less than an hour was looked at when this page was written."


def measure() -> Part:
    """Measure an hour of video."""
    return part_of(measure_memory())


def part_of(memory: AnalysisMemory) -> Part:
    """Return what was measured."""
    return Part(
        name="memory",
        title="Memory of an hour-long analysis",
        about=(
            f"`formcheck analyse` looks at {memory.minutes:g} minutes of video, a sample over and "
            f"over, on {memory.cores} cores; it takes {memory.took_s:.0f} s. What belongs to each "
            "process alone is looked at twice a second. Growth is from the second tenth of the "
            "time to the last."
        ),
        figures=[
            at_most("growth, everything together", memory.grown_mb, FLAT_MB, " MB", 1),
            at_most("growth of the program", memory.parent.grown_mb, FLAT_MB, " MB", 1),
            at_most("growth of its workers", memory.workers.grown_mb, FLAT_MB, " MB", 1),
        ],
        notes=[] if memory.minutes >= LENGTH_MIN else [_LESS],
        tables=[
            Table(
                title="MB by tenths of the time, means",
                head=("", *(str(number) for number in range(1, _TENTHS + 1)), "at most"),
                rows=[_row("program", memory.parent), _row("workers", memory.workers)],
            )
        ],
    )


def _row(name: str, trace: Trace) -> tuple[str, ...]:
    tenths = [f"{part.mean():.0f}" for part in np.array_split(np.array(trace.mb), _TENTHS)]
    return (name, *tenths, f"{trace.most_mb:.0f}")
