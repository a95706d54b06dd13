"""Command line: ``python -m calibration.benchmark --help``."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from calibration.bench_clips import clips
from calibration.bench_cover import covers
from calibration.bench_movements import clip_scores
from calibration.bench_plots import write_plots
from calibration.bench_real import measure_real
from calibration.bench_replay import Outcome, replay
from calibration.bench_report import Facts, report
from calibration.bench_store import Store, show
from formcheck.features.error_model import load_error_model
from formcheck.paths import calibration_dir
from formcheck.pose.model_file import default_model
from formcheck.report.files import check_output, write_text
from samples.mannequin.patient import Variation

ROOT = calibration_dir().parent


def benchmark(
    work: Annotated[
        Path, typer.Option(help="Folder in which poses are kept, to go on another time.")
    ] = Path("out/benchmark"),
    clip_count: Annotated[
        int | None,
        typer.Option("--clips", help="Show only the first so many clips; 0: no new ones."),
    ] = None,
    report_path: Annotated[
        Path, typer.Option("--report", help="Report to write; its plots go to images/ beside it.")
    ] = ROOT / "docs" / "accuracy.md",
) -> None:
    """Show virtual patients to the whole program and write how well it judged them.

    A clip takes about half a minute on one core. An interrupted run goes on where it stopped.
    """
    # The software renderer would take every core, for pictures of which one is enough.
    os.environ.setdefault("LP_NUM_THREADS", "1")
    check_output(report_path)
    images = report_path.parent / "images"
    images.mkdir(exist_ok=True)
    sha256 = default_model().sha256
    store = Store(work, sha256)
    outcomes = gather(clips(), store, most=clip_count)
    real = measure_real(ROOT.parent / "shared" / "data", work / "real")
    facts = Facts(error_model=load_error_model().version, model_sha256=sha256, planned=len(clips()))
    plots = write_plots(outcomes, images)
    text = report(outcomes, clip_scores(), real, facts, plots, pooled=covers())
    write_text(report_path, text)
    Console().print(f"{len(outcomes)} clips, {report_path}", highlight=False, soft_wrap=True)


def gather(wanted: Sequence[Variation], store: Store, *, most: int | None = None) -> list[Outcome]:
    """Show what is missing among the first clips, and judge everything that was ever shown."""
    with _bar() as bar:
        missing = [one for one in wanted[:most] if not store.has(one)]
        for one in bar.track(missing, description="clips"):
            store.add(show(one))
        shown = [one for one in wanted if store.has(one)]
        return [replay(store.get(one)) for one in bar.track(shown, description="rules")]


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
    typer.run(benchmark)
