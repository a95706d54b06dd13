"""Whether something fills the screen: a presentation, a film, a game, our own training.

X11: the window manager says which window is active and whether it fills its screen (EWMH,
``_NET_ACTIVE_WINDOW`` and ``_NET_WM_STATE_FULLSCREEN``). A film on a second screen, while somebody
works on the first, does not count. Not told: old games that go past the window manager.

Wayland tells no program about another one's windows. Asking its X server would tell of some windows
only, and start that server where nobody needs it. There, see `formcheck.ui.desk.lock`: who shows a
film or a presentation mostly asks the desktop to stay awake.

Windows answers the question itself, for those who want to notify. macOS does not tell.
"""

import ctypes
import os
import re
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

from formcheck.around.probe import Probe, Untold

_SYSTEM: Final[str] = sys.platform
_LOCAL: Final = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
"""An X server of this computer: another one's is never asked, nothing goes over a network."""
BUSY: Final = frozenset({2, 3, 4})
"""QUNS_BUSY, QUNS_RUNNING_D3D_FULL_SCREEN and QUNS_PRESENTATION_MODE (shellapi.h)."""

if sys.platform == "win32":

    def notification_state() -> int:
        """Return what Windows says to those who want to notify; 0 when it does not answer."""
        state = ctypes.c_int(0)
        ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state))
        return state.value

else:

    def notification_state() -> int:
        """Return that nothing was said: only Windows does."""
        return ctypes.c_int(0).value


class WindowsFullScreen:
    """Asks Windows."""

    def __init__(self, state: Callable[[], int] = notification_state) -> None:
        self._state = state

    def __call__(self) -> bool:
        """Ask."""
        return self._state() in BUSY

    def close(self) -> None:
        """Nothing to let go of."""


def full_screen(environ: Mapping[str, str] = os.environ, system: str = _SYSTEM) -> Probe:
    """Return who is to be asked on this system."""
    if system == "win32":
        return WindowsFullScreen()
    display = _LOCAL.fullmatch(environ.get("DISPLAY", ""))
    wayland = environ.get("WAYLAND_DISPLAY") or environ.get("XDG_SESSION_TYPE") == "wayland"
    if system != "linux" or display is None or wayland:
        return Untold()
    found: Probe = import_module("formcheck.around.x_screen").XFullScreen(int(display[1]))
    return found
