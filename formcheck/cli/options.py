"""Options that several commands have."""

from pathlib import Path
from typing import Annotated, Any

import typer

from formcheck.report.shown import Shown
from formcheck.settings import (
    CAMERA,
    COLOURS,
    COUNTDOWN,
    LETTERS,
    MIRROR,
    MOTION,
    STORE,
    VOICE,
    Setting,
)


def option_of(setting: Setting, metavar: str = "") -> Any:
    """Return the option of a setting; what it takes is shown where it is one of a few."""
    shown = metavar or "|".join(setting.choices)
    return typer.Option(setting.option, metavar=shown, help=setting.help)


StorePlace = Annotated[str, option_of(STORE, "PLACE")]
CameraName = Annotated[str, option_of(CAMERA, "CAMERA")]
Clip = Annotated[
    Path | None,
    typer.Option("--source", metavar="FILE", help="Play a video as if it were a camera."),
]
CloseAtEnd = Annotated[
    bool, typer.Option("--close-at-end", help="Close the window when the video is over.")
]
Who = Annotated[
    str, typer.Option("--person", metavar="NAME", help="Who it is, where several people are.")
]
Letters = Annotated[str, option_of(LETTERS)]
ColoursName = Annotated[str, option_of(COLOURS)]
Motion = Annotated[str, option_of(MOTION)]
Mirror = Annotated[str, option_of(MIRROR)]
VoiceName = Annotated[str, option_of(VOICE)]
Countdown = Annotated[str, option_of(COUNTDOWN)]
ExportFiles = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="FILE",
        help="Write a file for other programs, also several times; its name says which kind: "
        ".csv, .series.csv, .de.csv, .parquet, .trc, .mot, .fhir.json or .json.",
    ),
]
ReportFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--report",
        metavar="FILE",
        help="Write a report for people, .html or .pdf; also several times.",
    ),
]
Pictures = Annotated[
    Shown,
    typer.Option(
        "--pictures",
        help="What a report shows of the person: everything, without a face, or nothing.",
    ),
]
Cores = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=1, help="On how many cores it is looked at; left out: on up to eight."
    ),
]
Subject = Annotated[
    str, typer.Option(metavar="NAME", help="Whom a .fhir.json is about; left out: nobody is named.")
]
