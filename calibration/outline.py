"""How well the contour of the back shows its shape: ``python -m calibration.outline --help``.

Rendered people bend a spine that is known, on hands and knees, in a plank and bent forward at the
hips; the real estimator looks at them. What counts is the change against the same person's neutral
back before the same camera, as the program would use it.
"""

import gc
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Final

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track

from calibration.cache import fingerprint
from calibration.observe import FRAMES, USED
from calibration.outline_bins import OUTLINE, bins_of, bins_text
from calibration.outline_fit import Seen, table
from calibration.outline_grid import Setting, grid
from calibration.outline_plot import write_plot
from formcheck.capture.frame import Frame
from formcheck.features.outline import back_heights
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.model_file import default_model
from formcheck.pose.outline import PLACES
from formcheck.report.files import check_output, write_text
from samples.mannequin.scene import Renderer

Array = NDArray[np.float64]

app = typer.Typer(add_completion=False)
_STILL_S: Final = 10.0
_FRAME_S: Final = 1 / 30
_GREY: Final = 200
_DECIMALS: Final = 5
_WIDE: Final = 120


@app.command()
def measure(
    work: Annotated[
        Path, typer.Option(help="Folder in which observations are kept, to go on another time.")
    ] = Path("out/calibration"),
    *,
    most: Annotated[
        int | None, typer.Option(help="Stop after so many new settings; 0 takes what is there.")
    ] = None,
    plot: Annotated[Path | None, typer.Option(help="SVG to draw, measured against true.")] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Keep the errors for the error model.")
    ] = False,
) -> None:
    """Render bending backs, look at them with the estimator, say how well it sees the bend.

    Takes about ten minutes on one core. An interrupted run goes on where it stopped.
    """
    # The software renderer would take every core, for pictures of which one is enough.
    os.environ.setdefault("LP_NUM_THREADS", "1")
    if plot is not None:
        check_output(plot)
    seen = gather(grid(), Kept(work), most=most)
    Console(width=_WIDE).print(table(seen))
    if plot is not None:
        write_plot(seen, plot)
    if write:
        write_text(OUTLINE, bins_text(bins_of(seen)))


class Kept:
    """What was seen of each setting so far, one a line of a file."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"outline-{fingerprint(default_model().sha256)}.jsonl"
        lines = self.path.read_text("utf-8").splitlines() if self.path.exists() else []
        self._known = {row["key"]: row["heights"] for row in map(json.loads, lines)}

    def get(self, setting: Setting) -> Array | None:
        """Return what `observe` gave, or None when it was not asked yet."""
        rows = self._known.get(setting.key)
        return None if rows is None else np.array(rows, float)

    def add(self, setting: Setting, found: Array) -> None:
        """Keep what was seen."""
        rows = [
            [round(one, _DECIMALS) if np.isfinite(one) else None for one in row]
            for row in found.tolist()
        ]
        self._known[setting.key] = rows
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"key": setting.key, "heights": rows}) + "\n")


def gather(settings: Sequence[Setting], kept: Kept, *, most: int | None = None) -> list[Seen]:
    """Look at what was not seen yet, and return all that was."""
    missing = [one for one in settings if kept.get(one) is None][:most]
    console = Console(stderr=True)
    for one in track(missing, "looking", console=console):
        kept.add(one, observe(one))
    # A landmarker that is left for the end of the program complains there.
    gc.collect()
    return [(one, found) for one in settings if (found := kept.get(one)) is not None]


def observe(setting: Setting) -> Array:
    """Return for each back the contour's heights in trunks, ``(n, 15)``, NaN where not seen."""
    with (
        MediapipePose(outline=True) as estimator,
        Renderer(setting.body, setting.camera, "mat", setting.room) as renderer,
    ):
        rows = []
        for number, posture in enumerate(setting.backs):
            bgr = np.ascontiguousarray(renderer.picture(posture)[..., ::-1])
            seen = []
            for frame in _frames(bgr, number * _STILL_S):
                pose = estimator.estimate(frame)
                found = np.zeros(0) if pose is None else back_heights(pose)
                seen.append(found if len(found) else np.full(len(PLACES), np.nan))
            # NaN in one of them is NaN: a place that comes and goes is not seen.
            rows.append(np.mean(seen[-USED:], axis=0))
    return np.array(rows)


def _frames(bgr: NDArray[np.uint8], start_s: float) -> Iterator[Frame]:
    yield Frame(0, start_s, np.full_like(bgr, _GREY))
    for number in range(1, FRAMES + 1):
        yield Frame(number, start_s + number * _FRAME_S, bgr.copy())


if __name__ == "__main__":
    app()
