"""Start at login, only when somebody asked for it, the way of each system.

Every way keeps one small file or value of its own that names the program; switching it off removes
that and nothing else. All three follow their system's rules; what they write is tested on Linux,
but only there was a login ever made with it.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

from PyQt6.QtCore import QSettings

import formcheck
from formcheck.paths import is_packaged, program
from formcheck.ui.desk.autostart_linux import DesktopEntry, autostart_folder
from formcheck.ui.desk.autostart_macos import LaunchAgent
from formcheck.ui.desk.autostart_windows import RUN_KEY, RunKey

_WINDOWED: Final = "formcheck-window.exe"
"""On Windows what is packaged has two programs: this one opens no black window."""


class Autostart(Protocol):
    """One system's way."""

    def is_on(self) -> bool:
        """Whether it starts at login; whoever switched it off in the system's settings counts."""
        ...

    def switch(self, *, on: bool) -> None:
        """Start at login from now on, or not.

        Raises
        ------
        OutputError
            When that cannot be kept.
        """
        ...


def login_command() -> tuple[str, ...]:
    """Return what starts the reminder, without a window."""
    first, *rest = program()
    if sys.platform == "win32":
        # The other one opens a black window.
        silent = Path(first).with_name(_WINDOWED if is_packaged() else "pythonw.exe")
        first = str(silent) if silent.exists() else first
    return (first, *rest, "posture")


def start_in() -> Path:
    """Return where Python finds the package, also in a checkout; packaged, where the program is."""
    if is_packaged():
        return Path(sys.executable).parent
    return Path(formcheck.__file__).resolve().parents[1]


def autostart(command: Sequence[str] = ()) -> Autostart:
    """Return this system's way.

    Parameters
    ----------
    command
        What the system runs at login; empty for `login_command`.
    """
    command = tuple(command) or login_command()
    if sys.platform == "darwin":
        return LaunchAgent(command, Path.home() / "Library" / "LaunchAgents", start_in())
    if sys.platform == "win32":
        return RunKey(command, QSettings(RUN_KEY, QSettings.Format.NativeFormat))
    return DesktopEntry(command, autostart_folder(), start_in())
