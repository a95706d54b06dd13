"""``formcheck home``: today's programme, history, pages to read, and the safety questions."""

from typing import TYPE_CHECKING

import typer

from formcheck.cli.late import Late
from formcheck.cli.options import (
    CameraName,
    Clip,
    CloseAtEnd,
    ColoursName,
    Countdown,
    Letters,
    Mirror,
    Motion,
    StorePlace,
    VoiceName,
    Who,
)
from formcheck.settings import CAMERA, COLOURS, COUNTDOWN, LETTERS, MIRROR, MOTION, VOICE

if TYPE_CHECKING:
    from formcheck.ui import home as window
else:
    window = Late("formcheck.ui.home")


def home_command(
    *,
    person: Who = "",
    camera: CameraName = "",
    source: Clip = None,
    close_at_end: CloseAtEnd = False,
    letters: Letters = "",
    colours: ColoursName = "",
    motion: Motion = "",
    voice: VoiceName = "",
    mirror: Mirror = "",
    countdown: Countdown = "",
    store: StorePlace = "",
) -> None:
    """Open today's programme. Nothing leaves the computer.

    Before the first session, once a month, and whenever you want, it asks about your health. The
    keys: Enter starts today's exercises, arrows choose a single one, F1 says when to seek care at
    once, F2 asks about your health, F3 shows pages to read, F4 what you did so far, F5 what can be
    set, F6 who exercises.
    """
    given = {
        CAMERA.name: camera,
        LETTERS.name: letters,
        COLOURS.name: colours,
        MOTION.name: motion,
        VOICE.name: voice,
        MIRROR.name: mirror,
        COUNTDOWN.name: countdown,
    }
    options = window.HomeOptions(
        clip="" if source is None else str(source),
        close_at_end=close_at_end,
        store=store,
        person=person,
        given={name: said for name, said in given.items() if said},
    )
    status = window.run_home(options)
    if status:
        raise typer.Exit(status)
