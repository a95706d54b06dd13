"""A real X server of the tests' own."""

import os
import shutil
import subprocess
from typing import Self

import pytest
from Xlib import X, Xatom
from Xlib.display import Display
from Xlib.xobject.drawable import Window


class XServer:
    """An X server without a screen; ends with the block."""

    def __enter__(self) -> Self:
        found = shutil.which("Xvfb")
        if found is None:
            pytest.skip("expected Xvfb, an X server without a screen: not installed")
        read, write = os.pipe()
        self._process = subprocess.Popen(
            [found, "-displayfd", str(write), "-screen", "0", "320x200x24", "-noreset"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as number:
            # The server says which number was free when it is ready.
            self.number = int(number.readline())
        return self

    def __exit__(self, *_error: object) -> None:
        self.dies()

    def dies(self) -> None:
        """End it, whoever is connected."""
        self._process.kill()
        self._process.wait()


class WindowManager:
    """Says what a window manager says; a real one would need a moment that no test can wait for."""

    def __init__(self, server: XServer) -> None:
        self.display = Display(f":{server.number}")
        self._root = self.display.screen().root

    def window(self, *states: str) -> Window:
        """Open a window in these states."""
        window = self._root.create_window(0, 0, 100, 100, 0, X.CopyFromParent)
        atoms = [self.display.intern_atom(f"_NET_WM_STATE_{state}") for state in states]
        if atoms:
            window.change_property(self.display.intern_atom("_NET_WM_STATE"), Xatom.ATOM, 32, atoms)
        self.display.sync()
        return window

    def activate(self, *windows: Window | int) -> None:
        """Say which window is active: none, 0 for none, or one."""
        active = self.display.intern_atom("_NET_ACTIVE_WINDOW")
        numbers = [window if isinstance(window, int) else window.id for window in windows]
        self._root.change_property(active, Xatom.WINDOW, 32, numbers)
        self.display.sync()

    def leave(self) -> None:
        """Take back what was said: there is no window manager."""
        self._root.delete_property(self.display.intern_atom("_NET_ACTIVE_WINDOW"))
        self.display.sync()

    def close(self) -> None:
        """End the connection."""
        self.display.close()
