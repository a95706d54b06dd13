"""The live window: what a frame takes beyond the model, and what all of it costs.

::

    python -m benchmarks.live

A clip of 720p plays as a camera would, 30 frames a second, in a window that is kept in a store, in
a process of its own with the real model. Of every frame it is noted when it came, how long the
model's library had it, when its update was finished, and when its picture was on the window.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Self

import numpy as np

from benchmarks.live_clip import enlarged
from formcheck.paths import samples_dir

SIZE_PX: Final = (1280, 720)
SAMPLE: Final = "bridge_good.mp4"
SETTLE_S: Final = 4.0
"""Not counted: the model loads, and who was just found is looked at more closely."""
COUNTED_S: Final = 20.0


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds of many frames."""

    median: float
    late: float
    """99 of 100 are below."""
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        """Return it of at least one value."""
        median, late = np.percentile(values, (50.0, 99.0))
        return cls(float(median), float(late), max(values))

    def __str__(self) -> str:
        """Return it as cells of a table."""
        return f"{self.median:.2f} | {self.late:.2f} | {self.most:.2f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveCost:
    """What a live session costs."""

    frames: int
    """That came."""
    judged: int
    seen: int
    """On the window."""
    model_ms: Spread
    """The model's library alone: its copy of the picture, and every look at it."""
    beyond_ms: Spread
    """From a frame's arrival to its finished update, without the model's library."""
    pixels_ms: Spread
    """From the finished update until it is on the window."""
    cores: float
    """Processor time per second of the whole program, with what decodes for it."""


def measure_live(counted_s: float = COUNTED_S, settle_s: float = SETTLE_S) -> LiveCost:
    """Play a clip of 720p in a live window without a screen, and measure.

    Parameters
    ----------
    counted_s, settle_s
        How long is measured, and how long is waited before.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        clip = folder / "clip.mp4"
        enlarged(samples_dir() / SAMPLE, clip, SIZE_PX, settle_s + counted_s + 1.0)
        command = [sys.executable, "-m", "benchmarks.live_window", str(clip), name]
        done = subprocess.run(
            [*command, str(settle_s), str(counted_s)],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": name},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return _cost(json.loads(done.stdout))


def _cost(told: dict[str, Any]) -> LiveCost:
    return LiveCost(
        frames=told["arrived"],
        judged=told["judged"],
        seen=told["seen"],
        model_ms=Spread.of(told["model_ms"]),
        beyond_ms=Spread.of(told["beyond_ms"]),
        pixels_ms=Spread.of(told["pixels_ms"]),
        cores=told["cpu_s"] / told["wall_s"],
    )


def table(cost: LiveCost) -> str:
    """Return it in Markdown."""
    counts = f"{cost.frames} frames came, {cost.judged} were judged, {cost.seen} seen"
    return "\n".join(
        [
            "| milliseconds a frame | median | 99 of 100 below | most |",
            "|---|---|---|---|",
            f"| the model's library | {cost.model_ms} |",
            f"| arrival to update, beyond the model | {cost.beyond_ms} |",
            f"| update to pixels | {cost.pixels_ms} |",
            "",
            f"{counts}; {cost.cores:.2f} cores.",
        ]
    )


def main() -> int:
    """Measure, and print the table."""
    sys.stdout.write(table(measure_live()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
