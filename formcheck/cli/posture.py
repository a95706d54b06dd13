"""``formcheck posture``: the quiet reminder for the day at the desk."""

from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli.late import Late
from formcheck.cli.options import (
    CameraName,
    Clip,
    CloseAtEnd,
    ColoursName,
    Letters,
    Mirror,
    StorePlace,
    VoiceName,
    Who,
    option_of,
)
from formcheck.settings import (
    CAMERA,
    COLOURS,
    LETTERS,
    MIRROR,
    POSTURE_BATTERY,
    POSTURE_BREAK_AFTER,
    POSTURE_DISTANCE,
    POSTURE_ICON_AFTER,
    POSTURE_LOOKS,
    POSTURE_QUIET,
    POSTURE_SENSITIVITY,
    POSTURE_STYLE,
    POSTURE_TELL_AFTER,
    VOICE,
)

if TYPE_CHECKING:
    from formcheck.ui.desk import run as window
else:
    window = Late("formcheck.ui.desk.run")


def posture_command(
    *,
    person: Who = "",
    camera: CameraName = "",
    source: Clip = None,
    close_at_end: CloseAtEnd = False,
    show: Annotated[bool, typer.Option("--show", help="Open the small window at once.")] = False,
    style: Annotated[str, option_of(POSTURE_STYLE)] = "",
    sensitivity: Annotated[str, option_of(POSTURE_SENSITIVITY)] = "",
    icon_after: Annotated[str, option_of(POSTURE_ICON_AFTER)] = "",
    tell_after: Annotated[str, option_of(POSTURE_TELL_AFTER)] = "",
    break_after: Annotated[str, option_of(POSTURE_BREAK_AFTER)] = "",
    quiet_hours: Annotated[str, option_of(POSTURE_QUIET, "HOURS")] = "",
    distance: Annotated[str, option_of(POSTURE_DISTANCE, "CM")] = "",
    looks: Annotated[str, option_of(POSTURE_LOOKS)] = "",
    battery: Annotated[str, option_of(POSTURE_BATTERY)] = "",
    letters: Letters = "",
    colours: ColoursName = "",
    voice: VoiceName = "",
    mirror: Mirror = "",
    store: StorePlace = "",
) -> None:
    """Be reminded, quietly, of how you sit at the desk. No picture is kept or sent.

    It sits in the tray, looks twice a second, and speaks up rarely: after two minutes away from
    how you sit tall, or half an hour without a break. First it asks you to sit tall for five
    seconds. A second start shows the small window of the first.
    """
    given = {
        CAMERA.name: camera,
        POSTURE_STYLE.name: style,
        POSTURE_SENSITIVITY.name: sensitivity,
        POSTURE_ICON_AFTER.name: icon_after,
        POSTURE_TELL_AFTER.name: tell_after,
        POSTURE_BREAK_AFTER.name: break_after,
        POSTURE_QUIET.name: quiet_hours,
        POSTURE_DISTANCE.name: distance,
        POSTURE_LOOKS.name: looks,
        POSTURE_BATTERY.name: battery,
        LETTERS.name: letters,
        COLOURS.name: colours,
        VOICE.name: voice,
        MIRROR.name: mirror,
    }
    options = window.PostureOptions(
        clip="" if source is None else str(source),
        close_at_end=close_at_end,
        store=store,
        person=person,
        given={name: said for name, said in given.items() if said},
        show=show,
    )
    status = window.run_posture(options)
    if status:
        raise typer.Exit(status)
