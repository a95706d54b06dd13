"""What ``formcheck analyse`` does: one recording, or each of a folder."""

import sys
from dataclasses import dataclass
from pathlib import Path

import typer

from formcheck.cli.folder import print_folder
from formcheck.cli.job import run_shown
from formcheck.cli.tables import plain_console, print_session, print_still
from formcheck.errors import OutputError
from formcheck.exercises.loader import load_exercise
from formcheck.language import _
from formcheck.report.job import Job, Outputs
from formcheck.report.json_report import dumps
from formcheck.report.look import Eyes


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the command line asks for."""

    source: str
    exercise: str
    """Slug or file; empty: it is recognised."""
    outputs: Outputs
    to_stdout: bool
    """Whether the record goes there, in place of the tables."""
    model: str
    cores: int | None
    zero_deg: float


def analyse(wanted: Wanted) -> None:
    """Analyse, write and show; raise a FormcheckError when something is not right."""
    chosen = load_exercise(wanted.exercise) if wanted.exercise else None
    eyes = Eyes(model=wanted.model, cores=wanted.cores)
    folder = Path(wanted.source).expanduser()
    if folder.is_dir():
        _check_for_folder(wanted)
        print_folder(plain_console(sys.stdout), folder, chosen, eyes)
    else:
        _analyse_one(
            Job(
                source=wanted.source,
                exercise=chosen,
                outputs=wanted.outputs,
                eyes=eyes,
                zero_deg=wanted.zero_deg,
            ),
            to_stdout=wanted.to_stdout,
        )


def _analyse_one(job: Job, *, to_stdout: bool) -> None:
    done = run_shown(job)
    if to_stdout:
        typer.echo(dumps(done.record).encode(), nl=False)
        return
    console = plain_console(sys.stdout)
    show = print_still if done.still else print_session
    show(console, done.record, done.exercise)
    for file in job.outputs.files():
        console.print(_("Wrote {file}").format(file=file))


def _check_for_folder(wanted: Wanted) -> None:
    outputs = wanted.outputs
    if wanted.to_stdout or outputs.files() or outputs.blur_face or wanted.zero_deg:
        raise OutputError(
            _(
                "Expected no other option for a folder than --exercise and --model: name a single "
                "recording for its results, or its own zero."
            )
        )
