"""What else goes on at the computer, in one snapshot."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from formcheck.desk.pace import Power
from formcheck.desk.reminder import Around


@dataclass(frozen=True, slots=True, kw_only=True)
class Surround:
    """As far as the system can tell; what it does not tell is taken as not so."""

    locked: bool = False
    """The screen is locked, or somebody else is at the computer."""
    full_screen: bool = False
    """A presentation, a film or a game fills the screen, or asked not to be disturbed."""
    microphone: bool = False
    """Another program records sound: most often a call."""
    camera: bool = False
    """Another program has a camera open, or has just asked for it."""
    battery: float | None = None
    """Charge from 0 to 1 while it runs on battery; None on mains, or where there is none."""

    @property
    def around(self) -> Around:
        """What decides whether anything may be said."""
        call = self.microphone or self.camera
        return Around(full_screen=self.full_screen, call=call, locked=self.locked)

    def power(self, *, paused: bool = False, exercises: bool = False) -> Power:
        """Return what decides whether the camera may be open; ``exercises``: our own have it."""
        return Power(
            locked=self.locked,
            wanted=self.camera and not exercises,
            paused=paused,
            exercises=exercises,
            battery=self.battery,
        )


ALONE: Final = Surround()
Ask = Callable[[], Surround]
"""Asks the system; called before every look, so it must return within milliseconds."""
