"""A message at the icon: what Windows and the Mac have, and desktops whose bus shows none."""

from typing import Final

from formcheck.desk.view import Told
from formcheck.language import N_, _
from formcheck.ui.desk.tray import DeskTray
from formcheck.ui.desk.ways import FOR_MS, Failed

NO_MESSAGE: Final = N_("The panel shows no messages.")


class TrayNote:
    """Asks the tray's icon to show messages."""

    def __init__(self, tray: DeskTray) -> None:
        self._tray = tray

    def tell(self, told: Told, failed: Failed) -> None:
        """Show a message, if the icon is there."""
        if not self._tray.message(told.title, told.text, FOR_MS):
            failed(_(NO_MESSAGE))

    def hush(self) -> None:
        """Leave it: it goes by itself, and Qt has no way to take it back."""

    def close(self) -> None:
        """Do nothing: the icon is the tray's."""
