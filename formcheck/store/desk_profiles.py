"""How a person sits when they sit well, as it was learnt: the last few of each desk."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, func, insert, select

from formcheck.desk.baseline import Profile
from formcheck.desk.profile_text import from_text, to_text
from formcheck.errors import SettingError
from formcheck.store.columns import new_id
from formcheck.store.database import Store
from formcheck.store.people import still_there
from formcheck.store.tables import DESK_PROFILES

KEPT: Final = 5
"""So many of one camera and arrangement of screens are kept, the newest (judgement)."""


class DeskProfiles:
    """The profiles of a person in a store."""

    def __init__(self, store: Store, person: str) -> None:
        self._store, self._person = store, person
        self.trouble = ""
        """What the last `all` could not read, in one sentence for the person; empty when nothing.

        Of several the newest is told of: what to do is the same.
        """

    @property
    def count(self) -> int:
        """How many are kept, also those that cannot be read."""
        wanted = select(func.count()).select_from(DESK_PROFILES).where(self._mine)
        with self._store.read() as connection:
            return connection.execute(wanted).scalar_one()

    def all(self) -> tuple[Profile, ...]:
        """Return the profiles, the oldest first; what cannot be read is left out, and told.

        Raises
        ------
        StoreError
            When the store cannot be read at all.
        """
        ordered = select(DESK_PROFILES).where(self._mine).order_by(*_BY_TIME)
        with self._store.read() as connection:
            rows = connection.execute(ordered).mappings().all()
        return tuple(self._readable(rows))

    def keep(self, profile: Profile) -> None:
        """Keep a profile, and the newest of its camera and screens beside it.

        Kept again after an error, it is there once.

        Raises
        ------
        StoreError
            When it cannot be written: everything is as before.
        """
        columns = DESK_PROFILES.c
        row = {
            "id": new_id(),
            "person_id": self._person,
            "camera": profile.camera,
            "displays": profile.displays,
            # A time without a zone is of this computer.
            "made_at": profile.made_at.astimezone(),
            "text": to_text(profile),
        }
        desk = (columns.camera == profile.camera) & (columns.displays == profile.displays)
        with self._store.write() as connection:
            same = self._mine & desk & (columns.made_at == row["made_at"])
            connection.execute(delete(DESK_PROFILES).where(same))
            with still_there():
                connection.execute(insert(DESK_PROFILES), [row])
            _drop_old(connection, self._mine & desk)

    def delete_all(self) -> None:
        """Delete every profile: the next look at the desk learns a new one."""
        with self._store.write() as connection:
            connection.execute(delete(DESK_PROFILES).where(self._mine))

    @property
    def _mine(self) -> ColumnElement[bool]:
        return DESK_PROFILES.c.person_id == self._person

    def _readable(self, rows: Iterable[RowMapping]) -> Iterable[Profile]:
        self.trouble = ""
        for row in rows:
            try:
                # The column's time always has a zone, so that any two can be compared.
                yield replace(from_text(row["text"]), made_at=row["made_at"].astimezone())
            except SettingError as error:
                self.trouble = str(error)


_BY_TIME: Final = (DESK_PROFILES.c.made_at, DESK_PROFILES.c.id)


def _drop_old(connection: Connection, desk: ColumnElement[bool]) -> None:
    ordered = select(DESK_PROFILES.c.id).where(desk).order_by(*_BY_TIME)
    old = connection.execute(ordered).scalars().all()[:-KEPT]
    if old:
        connection.execute(delete(DESK_PROFILES).where(DESK_PROFILES.c.id.in_(old)))
