"""``formcheck home``: today's programme, pages to read, and the safety questions."""

from pathlib import Path
from typing import Annotated

import typer

from formcheck.settings import STORE
from formcheck.ui.home import HomeOptions, run_home


def home_command(
    *,
    camera: Annotated[
        str,
        typer.Option(
            metavar="CAMERA", help="A camera's number, a part of its name, or an address."
        ),
    ] = "",
    source: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Play a video as if it were a camera."),
    ] = None,
    close_at_end: Annotated[
        bool, typer.Option("--close-at-end", help="Close the window when the video is over.")
    ] = False,
    store: Annotated[str, typer.Option(STORE.option, metavar="PLACE", help=STORE.help)] = "",
) -> None:
    """Open today's programme. Nothing leaves the computer.

    Before the first session, once a month, and whenever you want, it asks about your health. The
    keys: arrows choose an exercise, Enter starts it, F1 says when to seek care at once, F2 asks
    about your health, F3 shows pages to read, Ctrl and + make the letters larger.
    """
    options = HomeOptions(
        source=str(source) if source is not None else camera,
        close_at_end=close_at_end,
        store=store,
    )
    status = run_home(options)
    if status:
        raise typer.Exit(status)
