"""Plots of the report, as SVG."""

from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Final

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from calibration.bench_replay import Outcome, Sample
from calibration.bench_score import GOOD_DEG
from formcheck.features.body import FEATURES
from formcheck.features.reading import Unit
from formcheck.report.files import write_text

BINS_DEG: Final = ((0.0, 10.0), (10.0, 20.0), (20.0, 35.0))
MAIN: Final = (
    ("plank", "hip_deviation"),
    ("bridge", "hip_extension"),
    ("bridge", "knee_angle"),
    ("bird-dog", "thigh_slope"),
    ("bird-dog", "arm_line"),
    ("sitting-side", "neck_lean"),
)
"""Place and feature."""
_DOTS: Final = 250
_LEAST: Final = 15
_COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9")


def write_plots(outcomes: Sequence[Outcome], folder: Path) -> list[Path]:
    """Write every plot for which there are samples and return their paths."""
    samples = [one for outcome in outcomes for one in outcome.samples]
    kept = {key: own for key in MAIN if (own := _of(samples, *key))}
    drawn = {"accuracy_yaw": _by_yaw(kept), "accuracy_true": _against_truth(kept)} if kept else {}
    return [_write(folder / f"{name}.svg", figure) for name, figure in drawn.items()]


def _of(samples: Sequence[Sample], place: str, feature: str) -> list[Sample]:
    return [one for one in samples if (one.place, one.feature) == (place, feature)]


Kept = dict[tuple[str, str], list[Sample]]


def _by_yaw(kept: Kept) -> Figure:
    figure = Figure(figsize=(9.0, 3.8), layout="constrained")
    bias, spread = figure.subplots(1, 2, sharex=True)
    for colour, ((place, feature), samples) in zip(_COLOURS, kept.items(), strict=False):
        found = list(_bins(samples))
        middles = [middle for middle, _ in found]
        label = f"{place}: {_title(feature)}"
        style = {"color": colour, "marker": "o", "markersize": 4}
        bias.plot(middles, [float(off.mean()) for _, off in found], label=label, **style)
        spread.plot(middles, [float(off.std()) for _, off in found], **style)
    bias.axhspan(-2.0, 2.0, color="0.9", zorder=0)
    spread.axhspan(0.0, 6.0, color="0.9", zorder=0)
    bias.set_ylabel("bias after correction, degrees")
    spread.set_ylabel("SD of the error, degrees")
    for axes in (bias, spread):
        axes.set_xlabel("camera off the best view, degrees")
        axes.set_xticks([0, 10, 20, 35])
        axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=9)
    return figure


def _bins(
    samples: Sequence[Sample],
) -> Iterator[tuple[float, "np.ndarray[tuple[int], np.dtype[np.float64]]"]]:
    for low, high in BINS_DEG:
        off = np.array([one.value - one.true for one in samples if low <= one.yaw_deg < high])
        if len(off) >= _LEAST:
            yield (low + high) / 2.0, off


def _against_truth(kept: Kept) -> Figure:
    figure = Figure(figsize=(9.0, 6.2), layout="constrained")
    for axes, ((place, feature), samples) in zip(
        figure.subplots(2, 3).flat, kept.items(), strict=False
    ):
        well = [one for one in samples if one.yaw_deg <= GOOD_DEG]
        shown = well[:: max(1, len(well) // _DOTS)]
        true = np.array([one.true for one in shown])
        axes.scatter(true, [one.value for one in shown], s=5, alpha=0.4, linewidths=0, c="#0072b2")
        if len(true):
            ends = [float(true.min()), float(true.max())]
            axes.plot(ends, ends, color="0.3", linewidth=1.0)
        axes.set_title(f"{place}: {_title(feature)}", fontsize=10)
        axes.spines[["top", "right"]].set_visible(False)
    figure.supxlabel("true, degrees", fontsize=10)
    figure.supylabel("measured and corrected, degrees", fontsize=10)
    return figure


def _title(feature: str) -> str:
    one = FEATURES[feature]
    return f"{one.title} ({feature})" if one.unit is Unit.DEG else feature


def _write(path: Path, figure: Figure) -> Path:
    text = StringIO()
    # Neither date nor random names: the same results give the same file.
    with mpl.rc_context({"svg.hashsalt": "formcheck", "svg.fonttype": "none"}):
        figure.savefig(text, format="svg", metadata={"Date": None}, facecolor="white")
    lines = (line.rstrip() for line in text.getvalue().splitlines())
    write_text(path, "\n".join(lines) + "\n")
    return path
