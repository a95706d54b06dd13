"""Start at login on the Mac: a launch agent, a property list in the person's own library.

Written by the rules of launchd.plist, and never tried on a Mac.
"""

import plistlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from xml.parsers.expat import ExpatError

from formcheck.ui.desk.autostart_file import remove_file, write_file

LABEL: Final = "org.formcheck.posture"


class LaunchAgent:
    """Keeps the file; launchd reads it at the next login.

    Parameters
    ----------
    command
        The program and what it is given.
    folder
        Where launchd looks.
    start_in
        The folder it is started in.
    """

    def __init__(self, command: Sequence[str], folder: Path, start_in: Path) -> None:
        self._command, self._start_in = tuple(command), start_in
        self.file = folder / f"{LABEL}.plist"

    def is_on(self) -> bool:
        """Whether the file is there, whole, and not marked as switched off."""
        try:
            agent = plistlib.loads(self.file.read_bytes())
        except (OSError, ValueError, ExpatError):
            return False
        return isinstance(agent, dict) and not agent.get("Disabled", False)

    def switch(self, *, on: bool) -> None:
        """Write the file, or remove it; raise OutputError."""
        if not on:
            remove_file(self.file)
            return
        agent = {
            "Label": LABEL,
            "ProgramArguments": list(self._command),
            "WorkingDirectory": str(self._start_in),
            "RunAtLoad": True,
            # It has a window and an icon: not before the desktop is there.
            "LimitLoadToSessionType": "Aqua",
            "ProcessType": "Interactive",
        }
        write_file(self.file, plistlib.dumps(agent))
