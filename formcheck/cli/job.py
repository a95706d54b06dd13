"""One recording with a progress bar, and what is to be said of it on stderr."""

from pathlib import Path

import typer

from formcheck.cli.progress import progress_bar
from formcheck.report.job import Done, Job, run_job
from formcheck.report.recognised import Recognised


def run_shown(job: Job) -> Done:
    """Analyse and write everything, as `run_job` does, and show how far it is."""
    with progress_bar(Path(job.source).name) as show:
        done = run_job(job, show, _say)
    if done.record.ended and not done.still:
        typer.echo(f"formcheck: {done.record.ended}", err=True)
    return done


def _say(found: Recognised) -> None:
    typer.echo(str(found), err=True)
