r"""Start at login on Windows: a value under ``Run`` in the person's own registry.

Written by the rules of Windows, and never tried there.
"""

from collections.abc import Sequence
from subprocess import list2cmdline
from typing import Final

from PyQt6.QtCore import QSettings

from formcheck.errors import OutputError
from formcheck.language import _

RUN_KEY: Final = r"HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run"
VALUE: Final = "formcheck-posture"


class RunKey:
    """Keeps the value.

    Parameters
    ----------
    command
        The program and what it is given.
    key
        The registry's key `RUN_KEY`.
    """

    def __init__(self, command: Sequence[str], key: QSettings) -> None:
        self._command, self._key = tuple(command), key

    def is_on(self) -> bool:
        """Whether the value is there."""
        self._key.sync()
        return bool(self._key.value(VALUE))

    def switch(self, *, on: bool) -> None:
        """Write the value, or remove it; raise OutputError."""
        if on:
            self._key.setValue(VALUE, list2cmdline(self._command))
        else:
            self._key.remove(VALUE)
        self._key.sync()
        if self._key.status() is not QSettings.Status.NoError:
            raise OutputError(
                _("Starting at login is kept in the registry, which cannot be changed: allow it.")
            )
