"""Who is at home: opens the first window for a person, and anew when it is somebody else."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PyQt6.QtCore import QObject, QSettings, Qt, QTimer
from PyQt6.QtWidgets import QWidget

from formcheck.errors import FormcheckError
from formcheck.language import ngettext
from formcheck.store.database import Store
from formcheck.store.errors import StoreError
from formcheck.store.kept import SessionInfo
from formcheck.store.people import People, Person
from formcheck.store.sessions import Sessions
from formcheck.ui.home_window import HomeWindow
from formcheck.ui.openers import Openers
from formcheck.ui.place import settle
from formcheck.ui.recordings import LAST_PERSON, last_person
from formcheck.ui.resident import Resident, resident, speak_to

logger = logging.getLogger(__name__)

_PLACE = "home/geometry"
_CATCH_UP_MS: Final = 60_000
"""How often it is tried again what could not be written (judgement)."""
Cameras = Callable[[], Sequence[tuple[str, str]]]


class House(QObject):
    """One window at a time.

    Parameters
    ----------
    store
        Where everything is kept.
    openers
        Returns how windows are opened for a person.
    cameras
        Returns name and source of every camera.
    place
        Remembers place and size of the window, and who was here last.
    given
        What the command line said, by the setting's name.
    name
        Who is at home; empty for who was here last.

    Raises
    ------
    FormcheckError
        When nobody has this name, or something cannot be read.
    """

    def __init__(
        self,
        store: Store,
        openers: Callable[[Resident], Openers],
        cameras: Cameras,
        place: QSettings,
        *,
        given: Mapping[str, str],
        name: str = "",
    ) -> None:
        super().__init__()
        self._store, self._openers, self._cameras = store, openers, cameras
        self._place, self._given = place, given
        self._people = People(store)
        person = self._people.named(name) if name else last_person(self._people, self._place)
        self._broken = self._recovered()
        self._catching_up = QTimer(self)
        self._catching_up.setInterval(_CATCH_UP_MS)
        self._catching_up.timeout.connect(self.catch_up)
        self._catching_up.start()
        self.window = self._made(person)
        settle(self.window, place.value(_PLACE))

    def open(self) -> None:
        """Show the window, and what has to be told."""
        self.window.show()
        if self._store.notice:
            self.window.flow.tell(self._store.notice)
        # When it can be seen: the questions lie over it.
        QTimer.singleShot(0, self._greet)

    def _greet(self) -> None:
        """Ask what has to be asked: consent and health first, then the morning after."""
        self.window.flow.welcome()
        if self.window.flow.dialog is None:
            self.window.show_morning()

    def show(self) -> None:
        """Bring what is open to the front: somebody started it once more."""
        opened: object = self.window.flow.opened
        front = opened if isinstance(opened, QWidget) else self.window
        front.setWindowState(front.windowState() & ~Qt.WindowState.WindowMinimized)
        front.show()
        front.raise_()
        front.activateWindow()

    def catch_up(self) -> None:
        """Write what could not be written before, and show whether it still cannot be."""
        if self._store.owes:
            self._store.catch_up()
            self.window.renew()

    def leave(self) -> None:
        """Close every window."""
        self._catching_up.stop()
        self.window.leave()

    def remember(self) -> None:
        """Remember place and size of the window."""
        self._place.setValue(_PLACE, self.window.saveGeometry())
        self._place.sync()

    def _recovered(self) -> tuple[SessionInfo, ...]:
        """Close sessions that were broken off; the next start can do it, too."""
        try:
            return Sessions(self._store).recover()
        except StoreError:
            logger.warning("broken sessions stay as they are", exc_info=True)
            return ()

    def _enter(self, who: str) -> None:
        """Close the window, and open one for somebody else, or in another language."""
        old = self.window
        there = {one.id: one for one in self._people.all()}
        try:
            new = self._made(there[who] if who in there else last_person(self._people, self._place))
        except FormcheckError as error:
            old.flow.tell(str(error))
            return
        self.window = new
        new.restoreGeometry(old.saveGeometry())
        new.show()
        old.close()
        old.deleteLater()
        new.activateWindow()
        if old.page is old.settings and new.resident.person == old.resident.person:
            new.show_settings()
        else:
            QTimer.singleShot(0, self._greet)

    def _made(self, person: Person) -> HomeWindow:
        speak_to(self._people, person)
        who = resident(self._store, person, self._given, news=self._news(person))
        window = HomeWindow(who, self._openers(who), self._cameras)
        window.again.connect(self._enter)
        self._place.setValue(LAST_PERSON, person.id)
        return window

    def _news(self, person: Person) -> str:
        """Return, once, that a session of a person was broken off."""
        mine = [one for one in self._broken if one.person == person.id]
        self._broken = tuple(one for one in self._broken if one.person != person.id)
        return broken_off(mine)


def broken_off(sessions: Sequence[SessionInfo]) -> str:
    """Return what is said of sessions that were broken off; empty when there are none."""
    if not sessions:
        return ""
    names = ", ".join(dict.fromkeys(one.title for one in sessions))
    return ngettext(
        "Last time formcheck was closed in the middle of an exercise: {names}. What you did until "
        "then is kept.",
        "Last time formcheck was closed in the middle of exercises: {names}. What you did until "
        "then is kept.",
        len(sessions),
    ).format(names=names)
