"""Keeps the sessions of a live window in the store of a person, while they run."""

from typing import Final

from PyQt6.QtCore import QSettings

from formcheck.language import _
from formcheck.session.record import SessionRecord
from formcheck.store.database import Store
from formcheck.store.errors import StoreError
from formcheck.store.people import People, Person
from formcheck.store.recording import Recording

LAST_PERSON: Final = "home/person"
"""Where it is remembered who was here last."""


def last_person(people: People, place: QSettings) -> Person:
    """Return who was here last, or the first, or a new one where nobody is."""
    there = people.all()
    last = str(place.value(LAST_PERSON, ""))
    for one in there:
        if one.id == last:
            return one
    return there[0] if there else people.add(_("Me"))


class Recordings:
    """The sessions of one window, one after the other.

    Parameters
    ----------
    store, person
        Where they are kept, and whose (id).
    """

    def __init__(self, store: Store, person: str) -> None:
        self._store, self._person = store, person
        self._made: list[Recording] = []

    @property
    def notice(self) -> str:
        """What is wrong with the store, for the person; empty when nothing is."""
        return self._store.notice

    def make(self) -> Recording:
        """Return what keeps the next session."""
        made = Recording(self._store, self._person)
        self._made.append(made)
        return made

    def told(self, record: SessionRecord) -> str:
        """Return what is said of a session that ended: whether it is kept."""
        del record
        last = self._made[-1] if self._made else None
        if last is None or not (last.session or last.error):
            return ""
        if self._store.fleeting:
            return _("Kept aside for now: {reason}").format(reason=self._store.fleeting)
        return last.error or _("Kept on this computer.")

    def close(self) -> str:
        """Wait until everything is kept; return why something could not be, or nothing."""
        trouble = ""
        for one in self._made:
            try:
                one.close()
            except StoreError as error:
                trouble = str(error)
        self._made.clear()
        return trouble
