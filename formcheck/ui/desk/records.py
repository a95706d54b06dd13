"""Keeps what the day at the desk comes to, and the baselines, while it runs."""

from datetime import date
from pathlib import Path
from uuid import uuid4

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from formcheck.desk.baseline import Profile
from formcheck.desk.day import Day, is_fading
from formcheck.desk.view import DeskView
from formcheck.report.desk_table import write_days
from formcheck.store.database import Store
from formcheck.store.desk_days import DeskDays
from formcheck.store.desk_profiles import DeskProfiles
from formcheck.store.errors import StoreError

_KEEP_MS = 60_000
"""At most a minute is lost when the computer loses its power (judgement)."""


class Records(QObject):
    """The days and the baselines of a person.

    Nothing is lost by a store that cannot be written for a while: everything is tried again.
    """

    changed = pyqtSignal()
    """Days were written: read `days` again."""
    trouble = pyqtSignal(str)
    """What could not be kept, and what to do; empty once it is kept."""

    def __init__(self, store: Store, person: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days, self._profiles = DeskDays(store, person), DeskProfiles(store, person)
        self._run = str(uuid4())
        self._now: tuple[Day, ...] = ()
        self._unkept: list[Profile] = []
        self._known: set[str] = set()
        self._troubled = False
        self._timer = QTimer(self)
        self._timer.setInterval(_KEEP_MS)
        self._timer.timeout.connect(self.keep)
        self._timer.start()

    def profiles(self) -> tuple[Profile, ...]:
        """Return every baseline; what cannot be read is told, and learned again."""
        found = self._profiles.all()
        self._known = {_key(one) for one in found}
        if self._profiles.trouble:
            self.trouble.emit(self._profiles.trouble)
        return found

    def days(self) -> tuple[Day, ...]:
        """Return every day that is kept; empty, and told, when they cannot be read."""
        try:
            return self._days.all()
        except StoreError as error:
            self._tell(str(error))
            return ()

    def is_fading(self, today: date) -> bool:
        """Whether the last two weeks were so good that half the reminders are enough."""
        return is_fading(self.days(), today)

    def take(self, view: DeskView) -> None:
        """Take in how things stand; it is written within a minute, a new baseline at once."""
        self._now = view.days
        profile = view.profile
        if profile is not None and _key(profile) not in self._known:
            self._known.add(_key(profile))
            self._unkept.append(profile)
            self.keep()

    def keep(self) -> None:
        """Write everything now."""
        try:
            while self._unkept:
                self._profiles.keep(self._unkept[0])
                self._unkept.pop(0)
            if self._now:
                self._days.keep(self._run, self._now)
        except StoreError as error:
            self._tell(str(error))
            return
        self._tell("")
        self.changed.emit()

    def delete(self, first: date, last: date) -> None:
        """Delete the days from the first to the last; raise StoreError.

        What was seen of them until now is gone as well; what comes after counts anew.
        """
        self.keep()
        self._days.delete(first, last)
        self.changed.emit()

    def export(self, path: Path) -> None:
        """Write all days to a file, as CSV; raise OutputError, StoreError."""
        self.keep()
        write_days(path, self._days.all())

    def close(self) -> None:
        """Write what is left."""
        self._timer.stop()
        self.keep()

    def _tell(self, trouble: str) -> None:
        if trouble or self._troubled:
            self.trouble.emit(trouble)
        self._troubled = bool(trouble)


def _key(profile: Profile) -> str:
    return f"{profile.camera}\n{profile.displays}\n{profile.made_at.isoformat()}"
