"""What can be set, in one table: command line, environment and dialog read it.

An option on the command line goes before the variable, and the variable before the default.
"""

import os
from dataclasses import dataclass
from typing import Final

from formcheck.language import N_


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set."""

    name: str
    """As in the dialog's file."""
    variable: str
    """The environment's."""
    option: str
    """The command line's."""
    help: str
    """One line for people, marked for translation."""
    default: str = ""

    def value(self, given: str = "") -> str:
        """Return what holds, where ``given`` is what the command line says."""
        return given or os.environ.get(self.variable, "") or self.default


STORE: Final = Setting(
    name="store",
    variable="FORMCHECK_STORE",
    option="--store",
    help=N_("Where sessions are kept: a file, or the address of a database."),
)
"""A path, or any URL of SQLAlchemy; empty for the file in the user's data folder."""

SETTINGS: Final = (STORE,)
