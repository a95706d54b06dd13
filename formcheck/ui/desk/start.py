"""Start the reminder from another window: a process of its own, which outlives that window."""

from PyQt6.QtCore import QProcess

from formcheck.errors import FormcheckError
from formcheck.language import _
from formcheck.ui.desk.autostart import login_command, start_in


def start_desk(person: str, store: str = "") -> None:
    """Start the reminder for a person, or have the one that runs show its window.

    Parameters
    ----------
    person
        Name.
    store
        Where everything is kept, as it was said at the start; empty: what is set.

    Raises
    ------
    FormcheckError
        When the system does not start it.
    """
    program, *arguments = login_command()
    arguments += ["--show", "--person", person]
    if store:
        arguments += ["--store", store]
    if not QProcess.startDetached(program, arguments, str(start_in()))[0]:
        raise FormcheckError(
            _("The reminder cannot be started: try `formcheck posture` in a terminal.")
        )
