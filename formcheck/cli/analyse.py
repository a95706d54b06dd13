"""``formcheck analyse``: a recording, judged by one exercise's rules."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from formcheck.cli.late import Late
from formcheck.cli.options import Cores, ExportFiles, Pictures, ReportFiles, Subject
from formcheck.report.shown import Shown

if TYPE_CHECKING:
    from formcheck.cli import analysing
    from formcheck.report import job
else:
    analysing = Late("formcheck.cli.analysing")
    job = Late("formcheck.report.job")

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
    outputs = job.Outputs(
        json=Path(json) if json and not to_stdout else None,
        reports=tuple(report or ()),
        pictures=pictures,
        annotated=annotated,
        poses=save_poses,
        exports=tuple(export or ()),
        subject=subject,
        blur_face=blur_face,
    )
    wanted = analysing.Wanted(
        source=source,
        exercise=exercise,
        outputs=outputs,
        to_stdout=to_stdout,
        model=model,
        cores=cores,
        zero_deg=zero,
    )
    analysing.analyse(wanted)
