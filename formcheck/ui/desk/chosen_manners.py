"""From what was chosen to how the reminder behaves."""

from typing import Final, Protocol

from formcheck.desk.manners import Manners, Sensitivity, Span
from formcheck.desk.quiet_hours import read_quiet_hours, tell_quiet_hours, write_quiet_hours
from formcheck.desk.style import Style
from formcheck.errors import SettingError
from formcheck.language import _
from formcheck.settings import (
    POSTURE_BATTERY,
    POSTURE_BREAK_AFTER,
    POSTURE_DISTANCE,
    POSTURE_ICON_AFTER,
    POSTURE_LOOKS,
    POSTURE_QUIET,
    POSTURE_SENSITIVITY,
    POSTURE_STYLE,
    POSTURE_TELL_AFTER,
    Setting,
)

_MINUTE_S: Final = 60.0
_PERCENT: Final = 100.0
_OFF: Final = "off"


class Choices(Protocol):
    """What holds of the settings: `formcheck.ui.chosen.Chosen` is one."""

    def value(self, setting: Setting) -> str:
        """Return what holds."""
        ...

    def set_by(self, setting: Setting) -> str:
        """Return the option or the variable that sets it; empty when it can be chosen."""
        ...

    def choose(self, setting: Setting, value: str) -> None:
        """Choose something from now on; raise FormcheckError when it cannot be kept."""
        ...


def manners_of(chosen: Choices) -> Manners:
    """Return when it speaks.

    Raises
    ------
    SettingError
        When the command line or the variable says quiet hours that cannot be read.
    """
    return Manners(
        sensitivity=Sensitivity[chosen.value(POSTURE_SENSITIVITY).upper()],
        icon_after_s=float(chosen.value(POSTURE_ICON_AFTER)),
        tell_after_s=float(chosen.value(POSTURE_TELL_AFTER)),
        stand_after_s=stand_after_of(chosen),
        quiet=_quiet_of(chosen),
        taped_cm=_taped_of(chosen),
    )


def style_of(chosen: Choices) -> Style:
    """Return how it speaks up."""
    return Style(chosen.value(POSTURE_STYLE))


def stand_after_of(chosen: Choices) -> float:
    """Return the seconds seated after which it is time for a break."""
    return float(chosen.value(POSTURE_BREAK_AFTER)) * _MINUTE_S


def pace_of(chosen: Choices) -> float:
    """Return the seconds from look to look."""
    return 1.0 / float(chosen.value(POSTURE_LOOKS))


def least_battery_of(chosen: Choices) -> float:
    """Return the charge below which nobody looks, from 0 to 1; 0 for never."""
    value = chosen.value(POSTURE_BATTERY)
    return 0.0 if value == _OFF else float(value) / _PERCENT


def kept_form(setting: Setting, text: str) -> str:
    """Return what somebody typed as it is kept.

    Raises
    ------
    SettingError
        When it cannot be read: it says what was expected and what was found.
    """
    return write_quiet_hours(read_quiet_hours(text)) if setting is POSTURE_QUIET else text


def shown_form(setting: Setting, kept: str) -> str:
    """Return what was kept as it is shown: days in the language in use."""
    if setting is not POSTURE_QUIET:
        return kept
    try:
        return tell_quiet_hours(read_quiet_hours(kept))
    except SettingError:
        return kept


def _taped_of(chosen: Choices) -> float | None:
    value = chosen.value(POSTURE_DISTANCE)
    return None if value == _OFF else float(value)


def _quiet_of(chosen: Choices) -> tuple[Span, ...]:
    try:
        return read_quiet_hours(chosen.value(POSTURE_QUIET))
    except SettingError as error:
        by = chosen.set_by(POSTURE_QUIET)
        if not by:
            # What was kept cannot be read any more: as every such choice, it counts as none.
            return ()
        raise SettingError(_("{name}: {error}").format(name=by, error=error)) from error
