"""``formcheck review``: the window for recorded sessions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli.late import Late
from formcheck.cli.options import ColoursName, Letters, StorePlace
from formcheck.settings import COLOURS, LETTERS

if TYPE_CHECKING:
    from formcheck.exercises import loader
    from formcheck.ui.review import run as window
else:
    loader = Late("formcheck.exercises.loader")
    window = Late("formcheck.ui.review.run")


def review_command(
    recording: Annotated[
        str,
        typer.Argument(
            metavar="FILE|SESSION|FOLDER",
            help="A video, poses, a record, a file that somebody sent, a folder of these, or the "
            "beginning of a session's id.",
        ),
    ],
    *,
    exercise: Annotated[
        str,
        typer.Option(metavar="SLUG", help="Which exercise it is; recognised when left out."),
    ] = "",
    video: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The video of a session that was kept without one."),
    ] = None,
    keep_poses: Annotated[
        bool,
        typer.Option(
            "--keep-poses/--no-keep-poses",
            help="Keep the landmarks that were found, so that it opens at once the next time.",
        ),
    ] = True,
    letters: Letters = "",
    colours: ColoursName = "",
    store: StorePlace = "",
) -> None:
    """Look at a recorded session: video, curves, repetitions, faults; and correct it by hand.

    It plays at once and is looked at meanwhile. Corrections are kept in a file beside the
    recording, which itself is never changed. Nothing leaves the computer.
    """
    options = window.Options(
        wanted=recording,
        exercise=loader.load_exercise(exercise).slug if exercise else "",
        video=video,
        keep_poses=keep_poses,
        zoom=int(LETTERS.value(letters)),
        colours=COLOURS.value(colours),
        store=store,
    )
    status = window.run_review(options)
    if status:
        raise typer.Exit(status)
