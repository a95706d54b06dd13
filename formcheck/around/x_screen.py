"""Whether the active window fills its screen: X11. Loaded only where there is an X server."""

import logging
from collections.abc import Callable
from contextlib import suppress
from math import inf
from pathlib import Path
from socket import AF_UNIX, SOCK_STREAM, socket
from time import monotonic
from typing import Any, Final

from Xlib import X, Xatom, xauth
from Xlib.display import Display
from Xlib.error import ConnectionClosedError, DisplayError, XError

logger = logging.getLogger(__name__)

AGAIN_S: Final = 60.0
"""So long after a connection was refused or lost the next one is tried (judgement)."""
_ACTIVE: Final = "_NET_ACTIVE_WINDOW"
_STATES: Final = "_NET_WM_STATE"
_FULL: Final = "_NET_WM_STATE_FULLSCREEN"
_MOST_STATES: Final = 32


def connect(number: int) -> Any:
    """Return a connection to an X server of this computer; raise OSError when there is none."""
    # python-xlib leaves its own socket open when nobody is there, and knocks at the network next.
    place = Path(f"/tmp/.X11-unix/X{number}")
    with socket(AF_UNIX, SOCK_STREAM) as knock:
        knock.connect(str(place) if place.exists() else f"\0{place}")
    # It prints when somebody's file of rights is empty: nobody would know what about.
    xauth.print = _say_nothing
    connection = Display(f"unix:{number}")
    connection.set_error_handler(_say_nothing)
    return connection


class XFullScreen:
    """Asks an X server, over one connection that is kept and made anew when it was lost."""

    def __init__(self, number: int, *, clock: Callable[[], float] = monotonic) -> None:
        self._number = number
        self._clock = clock
        self._server: Any = None
        self._again_s = -inf

    def __call__(self) -> bool:
        """Ask."""
        try:
            return self._connected() and _fills_screen(self._server)
        except XError:
            return False  # there is no active window, or it was closed meanwhile
        except (OSError, DisplayError, ConnectionClosedError) as error:
            logger.info("no X server to ask: %s", error)
            self.close()
            return False
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the connection."""
        server, self._server = self._server, None
        self._again_s = self._clock() + AGAIN_S
        if server is not None:
            with suppress(OSError, ConnectionClosedError):
                server.close()

    def _connected(self) -> bool:
        if self._server is None and self._clock() >= self._again_s:
            self._server = connect(self._number)
        return self._server is not None


def _fills_screen(server: Any) -> bool:
    # The names are asked for once and kept by the connection.
    active = server.screen().root.get_full_property(
        server.get_atom(_ACTIVE), X.AnyPropertyType, sizehint=1
    )
    if active is None or not active.value:
        return False
    window = server.create_resource_object("window", active.value[0])
    states = window.get_full_property(server.get_atom(_STATES), Xatom.ATOM, sizehint=_MOST_STATES)
    return states is not None and server.get_atom(_FULL) in states.value


def _say_nothing(*_said: object) -> None:
    """Stand in for printing."""
