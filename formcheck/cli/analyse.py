"""``formcheck analyse``: a recording, judged by one exercise's rules."""

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from formcheck.cli.job import Job, Outputs, run_job
from formcheck.cli.tables import plain_console, print_session
from formcheck.exercises.loader import load_exercise
from formcheck.language import _
from formcheck.report.json_report import dumps

_STDOUT: Final = "-"


def analyse_command(
    source: Annotated[
        str,
        typer.Argument(metavar="VIDEO_OR_POSES", help="A video, or poses saved by --save-poses."),
    ],
    *,
    exercise: Annotated[
        str,
        typer.Option(
            metavar="SLUG", help="Which exercise it shows, or its .toml file; left out: recognised."
        ),
    ] = "",
    json: Annotated[
        str, typer.Option(metavar="FILE", help="Write the session record; - for stdout.")
    ] = "",
    report: Annotated[
        Path | None, typer.Option(metavar="FILE.html", help="Write a report for people.")
    ] = None,
    annotated: Annotated[
        Path | None, typer.Option(metavar="FILE.mp4", help="Write the video with all marks.")
    ] = None,
    save_poses: Annotated[
        Path | None, typer.Option(metavar="FILE.npz", help="Write the raw poses.")
    ] = None,
    model: Annotated[
        str, typer.Option(metavar="NAME", help="Another pose model, see: formcheck models.")
    ] = "",
    zero: Annotated[
        float,
        typer.Option(
            metavar="DEG",
            help="What the person reads when straight: plank +3, say; at most 5 either way.",
        ),
    ] = 0.0,
) -> None:
    """Analyse a recording: repetitions, holds, faults, and what could not be judged.

    Exit status 0, or 2 with one line on stderr when something is not right. A video that breaks
    off is analysed up to there.
    """
    to_stdout = json == _STDOUT
    outputs = Outputs(
        json=Path(json) if json and not to_stdout else None,
        report=report,
        annotated=annotated,
        poses=save_poses,
    )
    chosen = load_exercise(exercise) if exercise else None
    job = Job(source=source, exercise=chosen, outputs=outputs, model=model, zero_deg=zero)
    done = run_job(job)
    if to_stdout:
        typer.echo(dumps(done.record).encode(), nl=False)
        return
    console = plain_console(sys.stdout)
    print_session(console, done.record, done.exercise)
    for file in outputs.files():
        console.print(_("Wrote {file}").format(file=file))
