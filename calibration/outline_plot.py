"""Measured against true changes of the back's shape, one panel a posture."""

from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from calibration.outline_fit import Change, Seen, changes, fit
from formcheck.report.files import write_text

_COLOURS = {False: "#0072b2", True: "#d55e00"}


def write_plot(seen: Sequence[Seen], path: Path) -> None:
    """Write an SVG of all changes from the neutral back."""
    postures = sorted({setting.posture for setting, _ in seen})
    figure = Figure(figsize=(3.2 * len(postures) + 0.6, 6.6), layout="constrained")
    panels = figure.subplots(2, len(postures), squeeze=False, sharex="row", sharey="row")
    for row, measure in zip(panels, ("sagitta", "bow"), strict=True):
        found = [one for one in changes(seen, measure) if one.first and not one.lost]
        for axes, posture in zip(row, postures, strict=True):
            _panel(axes, [one for one in found if one.setting.posture == posture])
            axes.set_title(f"{measure}, {posture}", fontsize=10)
    panels[0][0].legend(frameon=False, fontsize=8, loc="upper left")
    figure.supxlabel("true change of the spine, shares of the trunk (+ rounded)", fontsize=10)
    figure.supylabel("measured change of the contour, shares of the trunk", fontsize=10)
    text = StringIO()
    # Neither date nor random names: the same results give the same file.
    with mpl.rc_context({"svg.hashsalt": "formcheck", "svg.fonttype": "none"}):
        figure.savefig(text, format="svg", metadata={"Date": None}, facecolor="white")
    lines = (line.rstrip() for line in text.getvalue().splitlines())
    write_text(path, "\n".join(lines) + "\n")


def _panel(axes: Axes, own: Sequence[Change]) -> None:
    for loose, name in ((False, "tight clothes"), (True, "loose clothes")):
        part = [one for one in own if one.setting.loose is loose]
        axes.scatter(
            [one.true for one in part], [one.measured for one in part],
            s=6, alpha=0.5, linewidths=0, color=_COLOURS[loose], label=name,
        )  # fmt: skip
    ends = np.array([min(one.true for one in own), max(one.true for one in own)])
    axes.plot(ends, ends, color="0.3", linewidth=0.9, label="equal")
    line = fit(own)
    label = f"gain {line.gain:.2f}"
    axes.plot(
        ends, line.gain * ends + line.bias, color="0.3", linewidth=0.9, ls="--", label="fitted"
    )
    axes.spines[["top", "right"]].set_visible(False)
    axes.annotate(label, (0.97, 0.04), xycoords="axes fraction", ha="right", fontsize=8)
