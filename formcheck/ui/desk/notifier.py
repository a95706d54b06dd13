"""Tells somebody at the desk what is to be told, in the style they chose, or the next that works.

In the style of the icon nothing pops up and nothing is heard, not even about breaks or the
baseline: the icon and its words say it. A line cannot say what it is about: what is not about
sitting is a message in that style.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtDBus import QDBusConnection

from formcheck.desk.style import Style
from formcheck.desk.view import Told, Topic
from formcheck.ui.desk.dbus_note import DBusNote
from formcheck.ui.desk.edge_line import EdgeLine
from formcheck.ui.desk.heard import soft_tone, spoken
from formcheck.ui.desk.toast import ToastNote
from formcheck.ui.desk.tray import DeskTray
from formcheck.ui.desk.tray_note import TrayNote
from formcheck.ui.desk.ways import Way


@dataclass(frozen=True, slots=True)
class Ways:
    """Everything by which somebody can be reached."""

    notes: tuple[Way, ...]
    """Messages, the best first."""
    voice: Way
    tone: Way
    edge: Way

    @property
    def all(self) -> tuple[Way, ...]:
        """Every one."""
        return (*self.notes, self.voice, self.tone, self.edge)


class Notifier(QObject):
    """Tells things, in the window's thread."""

    changed = pyqtSignal()
    """`trouble` has changed."""

    def __init__(self, style: Style, ways: Ways, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.style, self._ways = style, ways
        self._trouble = ""
        self._leans = False

    @property
    def trouble(self) -> str:
        """Why the style that was chosen is not possible here; empty when all is well.

        It is found out when something is told.
        """
        return self._trouble

    def use(self, style: Style) -> None:
        """Tell things in another style from now on."""
        if style is not self.style:
            self.hush()
            self.style = style
            self._set_trouble("")

    def tell(self, told: Told) -> None:
        """Tell something, once."""
        self._set_trouble("")
        self._tell_in(self.style, told)

    def note(self, told: Told) -> None:
        """Show a message whatever the style: the answer to what somebody just did."""
        self._show(self._ways.notes, told)

    def lean(self, *, on: bool) -> None:
        """Take in whether the icon leans; the line goes when somebody sits up."""
        if self._leans and not on:
            self._ways.edge.hush()
        self._leans = on

    def hush(self) -> None:
        """Take back all that is still shown or said: a call begins, the screen is locked, ..."""
        for way in self._ways.all:
            way.hush()

    def close(self) -> None:
        """Take back all, for good."""
        for way in self._ways.all:
            way.close()

    def _tell_in(self, style: Style, told: Told) -> None:
        match style:
            case Style.SPOKEN:
                self._ways.voice.tell(told, partial(self._tell_else, Style.SOUND, told))
            case Style.SOUND:
                self._ways.tone.tell(told, self._note_trouble)
                self._show(self._ways.notes, told)
            case Style.EDGE if told.topic is Topic.SITTING:
                self._ways.edge.tell(told, partial(self._tell_else, Style.NOTIFICATION, told))
            case Style.NOTIFICATION | Style.EDGE:
                self._show(self._ways.notes, told)
            case Style.ICON:
                pass

    def _tell_else(self, style: Style, told: Told, trouble: str) -> None:
        self._note_trouble(trouble)
        self._tell_in(style, told)

    def _show(self, notes: tuple[Way, ...], told: Told) -> None:
        first, rest = notes[0], notes[1:]

        def failed(trouble: str) -> None:
            if rest:
                self._show(rest, told)
            else:
                self._note_trouble(trouble)

        first.tell(told, failed)

    def _note_trouble(self, trouble: str) -> None:
        """Keep the first: it is about what was chosen."""
        self._set_trouble(self._trouble or trouble)

    def _set_trouble(self, trouble: str) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self.changed.emit()


def make_notifier(
    style: Style, tray: DeskTray, opened: Callable[[], object], zoom: int = 100
) -> Notifier:
    """Return what tells things with what this computer has.

    Parameters
    ----------
    style
        How.
    tray
        The icon.
    opened
        Called when somebody clicks a message of the desktop.
    zoom
        Size of the letters of an own message in percent.
    """
    desktop = DBusNote(QDBusConnection.sessionBus(), tray)
    desktop.opened.connect(opened)
    ways = Ways(
        notes=(desktop, TrayNote(tray), ToastNote(zoom)),
        voice=spoken(),
        tone=soft_tone(),
        edge=EdgeLine(tray),
    )
    return Notifier(style, ways, tray)
