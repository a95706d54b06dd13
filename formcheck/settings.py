"""What can be set, in one table: command line, environment and the settings page read it.

An option on the command line goes before the variable, the variable before what was chosen on the
page, and that before the default. What was chosen is kept for each person in the store; what is
the computer's own (`Setting.personal` is false) in a small file beside it.
"""

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from formcheck.errors import OutputError, SettingError
from formcheck.language import N_, VARIABLE, _
from formcheck.paths import own_file, user_settings_file


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set."""

    name: str
    """As it is kept."""
    variable: str
    """The environment's."""
    option: str
    """The command line's."""
    help: str
    """One line for people, marked for translation."""
    default: str = ""
    title: str = ""
    """What the page calls it, marked for translation."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """What can be chosen, and what the page calls it, marked; empty: anything."""
    personal: bool = False
    """Whether each person has their own."""

    def value(self, given: str = "", kept: str = "") -> str:
        """Return what holds.

        Parameters
        ----------
        given
            What the command line says.
        kept
            What was chosen on the page. What is no choice (any more) counts as not chosen.

        Raises
        ------
        SettingError
            When the command line or the variable says what is no choice.
        """
        said = self.said(given)
        if said:
            return said
        return kept if self.allows(kept) else self.default

    def said(self, given: str = "") -> str:
        """Return what the command line or else the variable says; raise SettingError."""
        said = given or os.environ.get(self.variable, "")
        if said and not self.allows(said):
            raise SettingError(
                _("Expected one of {known} for {where}, found {found!r}. Choose one.").format(
                    known=", ".join(self.choices), where=self.set_by(given), found=said[:40]
                )
            )
        return said

    def set_by(self, given: str = "") -> str:
        """Return the option or the variable that sets it, before the page; empty when none."""
        if given:
            return self.option
        return self.variable if os.environ.get(self.variable) else ""

    def allows(self, value: str) -> bool:
        """Whether this can be chosen."""
        return bool(value) and (not self.choices or value in self.choices)


STORE: Final = Setting(
    name="store",
    variable="FORMCHECK_STORE",
    option="--store",
    help=N_("Where sessions are kept: a file, or the address of a database."),
    title=N_("Where everything is kept"),
)
"""A path, or any URL of SQLAlchemy; empty for the file in the user's data folder."""
CAMERA: Final = Setting(
    name="camera",
    variable="FORMCHECK_CAMERA",
    option="--camera",
    help=N_("A camera's number, a part of its name, or an address."),
    title=N_("Camera"),
)
"""Empty for the first one that the system lists."""
LANGUAGE: Final = Setting(
    name="language",
    variable=VARIABLE,
    option="--language",
    help=N_("The language of all texts and of the voice."),
    title=N_("Language"),
    personal=True,
)
"""Empty for the system's; `formcheck.language.languages` has the choices."""
LETTERS: Final = Setting(
    name="letters",
    variable="FORMCHECK_LETTERS",
    option="--letters",
    help=N_("Size of the letters in percent."),
    default="100",
    title=N_("Size of the letters"),
    choices={"100": N_("100 %"), "125": N_("125 %"), "150": N_("150 %"), "200": N_("200 %")},
    personal=True,
)
COLOURS: Final = Setting(
    name="colours",
    variable="FORMCHECK_COLOURS",
    option="--colours",
    help=N_("Light letters on dark ground, or dark letters on light ground."),
    default="system",
    title=N_("Colours"),
    choices={"system": N_("As the system"), "dark": N_("Dark"), "light": N_("Light")},
    personal=True,
)
MOTION: Final = Setting(
    name="motion",
    variable="FORMCHECK_MOTION",
    option="--motion",
    help=N_("Whether pictures of a movement move, or show its positions one after another."),
    default="full",
    title=N_("Moving pictures"),
    choices={"full": N_("They move"), "reduced": N_("They stand still")},
    personal=True,
)
VOICE: Final = Setting(
    name="voice",
    variable="FORMCHECK_VOICE",
    option="--voice",
    help=N_("How cues are spoken: by a voice, else by tones; by one of them alone; or not at all."),
    default="auto",
    title=N_("Voice"),
    choices={
        "auto": N_("A voice, or tones where there is none"),
        "system": N_("A voice"),
        "tones": N_("Tones"),
        "off": N_("Silence"),
    },
    personal=True,
)
MIRROR: Final = Setting(
    name="mirror",
    variable="FORMCHECK_MIRROR",
    option="--mirror",
    help=N_("Whether you see yourself as in a mirror. A video is shown as it is unless you say."),
    default="auto",
    title=N_("Picture of the camera"),
    choices={
        "auto": N_("As in a mirror"),
        "yes": N_("Always mirrored"),
        "no": N_("Never mirrored"),
    },
    personal=True,
)
COUNTDOWN: Final = Setting(
    name="countdown",
    variable="FORMCHECK_COUNTDOWN",
    option="--countdown",
    help=N_("How long it counts down once you hold the start pose."),
    default="3",
    title=N_("Countdown"),
    choices={"3": N_("3 seconds"), "5": N_("5 seconds"), "10": N_("10 seconds")},
    personal=True,
)

POSTURE_STYLE: Final = Setting(
    name="posture_style",
    variable="FORMCHECK_POSTURE_STYLE",
    option="--style",
    help=N_("How the reminder speaks up, beside its icon, which leans when you do."),
    default="notification",
    title=N_("Kind of reminder"),
    choices={
        "icon": N_("Icon only"),
        "notification": N_("Notification"),
        "sound": N_("Soft sound"),
        "spoken": N_("Spoken"),
        "edge": N_("Line at the edge"),
    },
    personal=True,
)
POSTURE_SENSITIVITY: Final = Setting(
    name="posture_sensitivity",
    variable="FORMCHECK_POSTURE_SENSITIVITY",
    option="--sensitivity",
    help=N_("How far from your own baseline counts. Keen suits a camera below your eyes."),
    default="usual",
    title=N_("Sensitivity"),
    choices={"lenient": N_("Lenient"), "usual": N_("Usual"), "keen": N_("Keen")},
    personal=True,
)
POSTURE_ICON_AFTER: Final = Setting(
    name="posture_icon_after",
    variable="FORMCHECK_POSTURE_ICON_AFTER",
    option="--icon-after",
    help=N_("After so many seconds away from your baseline the icon leans."),
    default="60",
    title=N_("The icon leans after"),
    choices={
        "15": N_("15 seconds"),
        "30": N_("30 seconds"),
        "60": N_("1 minute"),
        "90": N_("1½ minutes"),
        "120": N_("2 minutes"),
    },
    personal=True,
)
POSTURE_TELL_AFTER: Final = Setting(
    name="posture_tell_after",
    variable="FORMCHECK_POSTURE_TELL_AFTER",
    option="--tell-after",
    help=N_("After so many seconds it speaks up, but never before the icon leans."),
    default="120",
    title=N_("It speaks up after"),
    choices={
        "30": N_("30 seconds"),
        "60": N_("1 minute"),
        "90": N_("1½ minutes"),
        "120": N_("2 minutes"),
        "180": N_("3 minutes"),
        "300": N_("5 minutes"),
    },
    personal=True,
)
POSTURE_BREAK_AFTER: Final = Setting(
    name="posture_break_after",
    variable="FORMCHECK_POSTURE_BREAK_AFTER",
    option="--break-after",
    help=N_("After so many minutes seated it is time to stand up or walk."),
    default="30",
    title=N_("Time for a break after"),
    choices={
        "20": N_("20 minutes"),
        "30": N_("30 minutes"),
        "40": N_("40 minutes"),
        "50": N_("50 minutes"),
        "60": N_("60 minutes"),
    },
    personal=True,
)
POSTURE_QUIET: Final = Setting(
    name="posture_quiet",
    variable="FORMCHECK_POSTURE_QUIET",
    option="--quiet-hours",
    help=N_("When it never speaks up, such as 22:00-07:00; Mon-Fri 12:00-13:00."),
    title=N_("Quiet hours"),
    personal=True,
)
"""Empty for none; `formcheck.desk.quiet_hours` reads it."""
POSTURE_LOOKS: Final = Setting(
    name="posture_looks",
    variable="FORMCHECK_POSTURE_LOOKS",
    option="--looks",
    help=N_("How often it looks. More needs more of the computer, and finds no more."),
    default="2",
    title=N_("Looks a second"),
    choices={"1": N_("1 look"), "2": N_("2 looks"), "4": N_("4 looks")},
    personal=True,
)
POSTURE_BATTERY: Final = Setting(
    name="posture_battery",
    variable="FORMCHECK_POSTURE_BATTERY",
    option="--battery",
    help=N_("On battery the camera is closed below so many percent."),
    default="30",
    title=N_("To spare the battery"),
    choices={
        "off": N_("Never closed"),
        "20": N_("Below 20 %"),
        "30": N_("Below 30 %"),
        "50": N_("Below 50 %"),
    },
    personal=True,
)
POSTURE_DISTANCE: Final = Setting(
    name="posture_distance",
    variable="FORMCHECK_POSTURE_DISTANCE",
    option="--distance",
    help=N_("How far your eyes are from the screen when you sit tall, measured with a tape."),
    default="off",
    title=N_("Eyes to screen, by a tape"),
    choices={"off": N_("Not measured")} | {str(one): f"{one} cm" for one in range(40, 105, 5)},
    personal=True,
)
"""In centimetres: only then can a distance be told."""
POSTURE_LOGIN: Final = Setting(
    name="posture_login",
    variable="",
    option="",
    help=N_("Whether the reminder starts when you log in."),
    default="no",
    title=N_("Start when you log in"),
    choices={"no": N_("No"), "yes": N_("Yes")},
)
"""Kept by the system, in its own way: it is no option, and in no table of ours."""

SETTINGS: Final = (LANGUAGE, LETTERS, COLOURS, MOTION, VOICE, CAMERA, MIRROR, COUNTDOWN, STORE)
"""In the order of the page."""
DESK_SETTINGS: Final = (
    POSTURE_STYLE,
    POSTURE_SENSITIVITY,
    POSTURE_ICON_AFTER,
    POSTURE_TELL_AFTER,
    POSTURE_BREAK_AFTER,
    POSTURE_QUIET,
    POSTURE_DISTANCE,
    POSTURE_LOOKS,
    POSTURE_BATTERY,
)
"""Of the reminder at the desk, in the order of its page."""
EVERY_SETTING: Final = (*SETTINGS, *DESK_SETTINGS)


def mirrored(value: str) -> bool | None:
    """Return whether the picture is mirrored; None: that of a camera is, a video is not."""
    return {"yes": True, "no": False}.get(value)


def of_computer(setting: Setting) -> str:
    """Return what was chosen for everybody on this computer; empty when nothing.

    Raises
    ------
    SettingError
        When the file with it cannot be read.
    """
    return _kept().get(setting.name, "")


def set_for_computer(setting: Setting, value: str) -> None:
    """Choose something for everybody on this computer; empty takes it back to the default.

    Raises
    ------
    OutputError
        When it cannot be written; SettingError when the file with it cannot be read.
    """
    kept = _kept() | {setting.name: value}
    lines = [f"{name} = {_quoted(one)}\n" for name, one in kept.items() if one]
    path = user_settings_file()
    try:
        own_file(path)
        path.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise OutputError(
            _("{path} cannot be written ({reason}): the setting holds until you close.").format(
                path=path, reason=error.strerror or str(error)
            )
        ) from error


def _quoted(text: str) -> str:
    # TOML allows what JSON allows, but for one character.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _kept() -> dict[str, str]:
    path = user_settings_file()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise SettingError(
            _("The settings in {path} cannot be read: correct the file, or delete it.").format(
                path=path
            )
        ) from error
    return {name: value for name, value in table.items() if isinstance(value, str)}
