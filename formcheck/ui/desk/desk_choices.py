"""What can be chosen at the desk: the person's settings, and what the system keeps for them."""

from formcheck.settings import POSTURE_LOGIN, Setting
from formcheck.ui.chosen import Chosen
from formcheck.ui.desk.autostart import Autostart

_YES, _NO = "yes", "no"


class DeskChoices:
    """Reads and keeps each choice where it belongs."""

    def __init__(self, chosen: Chosen, login: Autostart) -> None:
        self._chosen, self._login = chosen, login

    def value(self, setting: Setting) -> str:
        """Return what holds."""
        if setting is POSTURE_LOGIN:
            return _YES if self._login.is_on() else _NO
        return self._chosen.value(setting)

    def set_by(self, setting: Setting) -> str:
        """Return the option or the variable that sets it; empty when it can be chosen."""
        return "" if setting is POSTURE_LOGIN else self._chosen.set_by(setting)

    def choose(self, setting: Setting, value: str) -> None:
        """Choose something, from now on; empty takes it back to the default.

        Raises
        ------
        FormcheckError
            When it cannot be kept.
        """
        if setting is POSTURE_LOGIN:
            self._login.switch(on=value == _YES)
        else:
            self._chosen.choose(setting, value)
