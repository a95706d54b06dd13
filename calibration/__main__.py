"""Command line: ``python -m calibration --help``."""

import gc
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from calibration.cache import Cache
from calibration.fit import fit_all
from calibration.floors import load_floors
from calibration.grid import Setting, grid
from calibration.model_text import model_text
from calibration.observe import observe
from calibration.outline_bins import load_bins
from calibration.plots import plot_all
from calibration.samples import Sample, samples_of
from calibration.table import error_table
from formcheck.features.error_model import load_error_model
from formcheck.paths import calibration_dir
from formcheck.pose.model_file import default_model
from formcheck.report.files import check_output, write_text

app = typer.Typer(add_completion=False)
VERSION = "2-rendered"


@app.command()
def measure(
    work: Annotated[
        Path, typer.Option(help="Folder in which observations are kept, to go on another time.")
    ] = Path("out/calibration"),
    out: Annotated[
        Path | None, typer.Option(help="Error model to write; default: the program's own.")
    ] = None,
    exercise: Annotated[
        list[str] | None, typer.Option(help="Only this exercise; may be given again.")
    ] = None,
    plots: Annotated[Path | None, typer.Option(help="Folder for plots to look at.")] = None,
    most: Annotated[
        int | None, typer.Option(help="Stop after so many new settings; 0 fits what is there.")
    ] = None,
) -> None:
    """Render people with known joints, look at them with the estimator, write the error model.

    Takes about half an hour on one core. An interrupted run goes on where it stopped.
    """
    # The software renderer would take every core, for pictures of which one is enough.
    os.environ.setdefault("LP_NUM_THREADS", "1")
    out = out or calibration_dir() / "error_model.toml"
    check_output(out)
    sha256 = default_model().sha256
    samples = gather(grid(exercise or ()), Cache(work, sha256), most=most)
    bins = fit_all([one for one in samples if not one.held_aside]) | load_bins()
    write_text(out, model_text(VERSION, sha256, bins, load_floors()))
    console = Console()
    console.print(error_table(samples, load_error_model(out)))
    if plots is not None:
        plot_all(samples, plots)
    console.print(f"{len(samples)} samples, {out}", highlight=False, soft_wrap=True)


def gather(settings: list[Setting], cache: Cache, *, most: int | None = None) -> list[Sample]:
    """Observe what is missing, showing progress, and return all samples so far."""
    missing = [one for one in settings if cache.get(one) is None][:most]
    with _bar() as bar:
        for one in bar.track(missing, description=f"{len(settings)} settings, missing"):
            cache.add(one, observe(one))
    # A landmarker that is left for the end of the program complains there.
    gc.collect()
    samples = []
    for one in settings:
        poses = cache.get(one)
        if poses is not None:
            samples += samples_of(one, poses)
    return samples


def _bar() -> Progress:
    return Progress(
        *Progress.get_default_columns()[:2],
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )


if __name__ == "__main__":
    app()
