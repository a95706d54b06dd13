"""Measured against true, one picture an exercise: to look at, never shipped."""

import math
from collections.abc import Sequence
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from calibration.samples import Sample


def plot_all(samples: Sequence[Sample], folder: Path) -> list[Path]:
    """Write ``<exercise>-<view>.png`` into ``folder`` and return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    groups = sorted({(one.exercise, one.view) for one in samples})
    paths = []
    for slug, view in groups:
        path = folder / f"{slug}-{view}.png"
        own = [one for one in samples if (one.exercise, one.view) == (slug, view)]
        _page(own, f"{slug}, {view} view").savefig(path, dpi=80)
        paths.append(path)
    return paths


def _page(samples: Sequence[Sample], title: str) -> Figure:
    names = sorted({one.feature for one in samples})
    columns = min(4, len(names))
    rows = math.ceil(len(names) / columns)
    figure = Figure(figsize=(4.6 * columns, 4.2 * rows), layout="constrained")
    FigureCanvasAgg(figure)
    figure.suptitle(f"{title}: measured against true; colour: degrees off the best view, signed")
    for number, name in enumerate(names, start=1):
        own = [one for one in samples if one.feature == name and math.isfinite(one.measured)]
        axes = figure.add_subplot(rows, columns, number)
        true = [one.true for one in own]
        dots = axes.scatter(
            true, [one.measured for one in own], c=[one.off_deg for one in own], s=7,
            cmap="coolwarm", vmin=-60, vmax=60,
        )  # fmt: skip
        axes.plot([min(true), max(true)], [min(true), max(true)], color="black", linewidth=0.8)
        axes.set_title(f"{name} ({len(own)})")
        figure.colorbar(dots, ax=axes)
    return figure
