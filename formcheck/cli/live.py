"""``formcheck live``: the window that watches, counts and says one thing at a time."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli.late import Late
from formcheck.cli.options import CameraName, Clip, CloseAtEnd, Mirror, VoiceName
from formcheck.settings import CAMERA, MIRROR, mirrored

if TYPE_CHECKING:
    from formcheck.exercises import loader
    from formcheck.ui import run as window
else:
    loader = Late("formcheck.exercises.loader")
    window = Late("formcheck.ui.run")


def live_command(
    *,
    exercise: Annotated[
        str, typer.Option(metavar="SLUG", help="Which exercise, or its .toml file.")
    ] = "",
    camera: CameraName = "",
    source: Clip = None,
    screenshot: Annotated[
        Path | None,
        typer.Option(metavar="FILE.png", help="Save a picture of the window near the end."),
    ] = None,
    close_at_end: CloseAtEnd = False,
    mirror: Mirror = "",
    voice: VoiceName = "",
) -> None:
    """Exercise in front of a camera. Nothing leaves the computer.

    Without --exercise the window asks which one. The keys: space starts, pauses and goes on,
    S stops, E and C change exercise and camera, M mirrors the picture, Z sets your own
    straight line, V mutes the voice, F fills the screen.
    """
    status = run_live(
        exercise=exercise,
        source=CAMERA.said(camera) if source is None else str(source),
        screenshot=screenshot,
        close_at_end=close_at_end,
        mirror=mirrored(MIRROR.value(mirror)),
        voice=voice,
    )
    if status:
        raise typer.Exit(status)


def run_live(
    *,
    exercise: str = "",
    source: str = "",
    screenshot: Path | None = None,
    close_at_end: bool = False,
    mirror: bool | None = None,
    voice: str = "",
) -> int:
    """Open the live window and return the exit status when it is closed.

    Parameters
    ----------
    exercise
        Slug or file; without one the window asks.
    source
        Camera number, name or address, or a video file; the first camera when empty.
    screenshot
        Where to save a picture of the window near the end of the session; the window closes
        when the session is over.
    close_at_end
        Whether the window closes when the session is over.
    mirror
        Whether the picture is mirrored; None: that of a camera is.
    voice
        What speaks, as the setting takes it.

    Raises
    ------
    ExerciseError
        When the exercise is unknown or its file is not right.
    OutputError
        When the screenshot cannot be saved.
    SettingError
        When there is no such voice.
    """
    options = window.Options(
        exercise=loader.load_exercise(exercise) if exercise else None,
        source=source,
        screenshot=screenshot,
        close_at_end=close_at_end or screenshot is not None,
        mirror=mirror,
        voice=voice,
    )
    return window.run_window(options)
