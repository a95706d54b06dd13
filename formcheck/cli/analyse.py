"""``formcheck analyse``: a recording, judged by one exercise's rules."""

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from formcheck.cli.folder import print_folder
from formcheck.cli.job import run_shown
from formcheck.cli.options import Cores, ExportFiles, Pictures, ReportFiles, Subject
from formcheck.cli.tables import plain_console, print_session, print_still
from formcheck.errors import OutputError
from formcheck.exercises.loader import load_exercise
from formcheck.language import _
from formcheck.report.job import Job, Outputs
from formcheck.report.json_report import dumps
from formcheck.report.look import Eyes
from formcheck.report.shown import Shown

_STDOUT: Final = "-"


def analyse_command(
    source: Annotated[
        str,
        typer.Argument(
            metavar="RECORDING",
            help="A video, a picture, poses saved by --save-poses, or a folder of them.",
        ),
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
    report: ReportFiles = None,
    pictures: Pictures = Shown.BLURRED,
    annotated: Annotated[
        Path | None, typer.Option(metavar="FILE.mp4", help="Write the video with all marks.")
    ] = None,
    blur_face: Annotated[
        bool,
        typer.Option("--blur-face", help="Make the face in that video unrecognisable."),
    ] = False,
    save_poses: Annotated[
        Path | None, typer.Option(metavar="FILE.npz", help="Write the raw poses.")
    ] = None,
    export: ExportFiles = None,
    subject: Subject = "",
    model: Annotated[
        str, typer.Option(metavar="NAME", help="Another pose model, see: formcheck models.")
    ] = "",
    cores: Cores = None,
    zero: Annotated[
        float,
        typer.Option(
            metavar="DEG",
            help="What the person reads when straight: plank +3, say; at most 5 either way.",
        ),
    ] = 0.0,
) -> None:
    """Analyse a recording: repetitions, holds, faults, and what could not be judged.

    Of a folder, every recording in turn: what it shows, or that it is none of the exercises. In a
    picture posture alone. Exit status 0, or 2 with one line on stderr when something is not right.
    A video that breaks off is analysed up to there.
    """
    to_stdout = json == _STDOUT
    outputs = Outputs(
        json=Path(json) if json and not to_stdout else None,
        reports=tuple(report or ()),
        pictures=pictures,
        annotated=annotated,
        poses=save_poses,
        exports=tuple(export or ()),
        subject=subject,
        blur_face=blur_face,
    )
    chosen = load_exercise(exercise) if exercise else None
    eyes = Eyes(model=model, cores=cores)
    folder = Path(source).expanduser()
    if folder.is_dir():
        _check_for_folder(outputs, to_stdout=to_stdout, zero_deg=zero)
        print_folder(plain_console(sys.stdout), folder, chosen, eyes)
        return
    job = Job(source=source, exercise=chosen, outputs=outputs, eyes=eyes, zero_deg=zero)
    done = run_shown(job)
    if to_stdout:
        typer.echo(dumps(done.record).encode(), nl=False)
        return
    console = plain_console(sys.stdout)
    show = print_still if done.still else print_session
    show(console, done.record, done.exercise)
    for file in outputs.files():
        console.print(_("Wrote {file}").format(file=file))


def _check_for_folder(outputs: Outputs, *, to_stdout: bool, zero_deg: float) -> None:
    if to_stdout or outputs.files() or outputs.blur_face or zero_deg:
        raise OutputError(
            _(
                "Expected no other option for a folder than --exercise and --model: name a single "
                "recording for its results, or its own zero."
            )
        )
