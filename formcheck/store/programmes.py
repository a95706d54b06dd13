"""The programmes a person was given or made: every one is kept, the newest that is valid holds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import RowMapping, insert, select

from formcheck.store.clock import utc_now
from formcheck.store.columns import new_id
from formcheck.store.database import Store
from formcheck.store.tables import PROGRAMMES


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptProgramme:
    """One version of a programme."""

    id: str
    title: str
    text: str
    """The TOML file, as `formcheck.care.programme_file` reads it."""
    locked: bool
    """Whether only who wrote it may change it."""
    valid_from: date
    """The first day, in the person's own time."""
    added_at: datetime


class Programmes:
    """The programmes in a store. None is ever changed: another one follows it."""

    def __init__(self, store: Store, now: Callable[[], datetime] = utc_now) -> None:
        self._store, self._now = store, now

    def add(
        self, person: str, *, title: str, text: str, locked: bool, valid_from: date
    ) -> KeptProgramme:
        """Keep a programme, or the next version of one."""
        new = KeptProgramme(
            id=new_id(),
            title=title,
            text=text,
            locked=locked,
            valid_from=valid_from,
            added_at=self._now(),
        )
        row = {name: getattr(new, name) for name in KeptProgramme.__slots__}
        with self._store.write() as connection:
            connection.execute(insert(PROGRAMMES), [row | {"person_id": person}])
        return new

    def of_person(self, person: str) -> tuple[KeptProgramme, ...]:
        """Return all programmes of a person, the oldest first: what held, and from when."""
        table = PROGRAMMES.c
        wanted = select(PROGRAMMES).where(table.person_id == person)
        ordered = wanted.order_by(table.valid_from, table.added_at, table.id)
        with self._store.read() as connection:
            return tuple(_programme(row) for row in connection.execute(ordered).mappings())

    def on(self, person: str, day: date) -> KeptProgramme | None:
        """Return the programme that holds on a day; None when there is none yet."""
        held = [one for one in self.of_person(person) if one.valid_from <= day]
        return held[-1] if held else None


def _programme(row: RowMapping) -> KeptProgramme:
    return KeptProgramme(**{name: row[name] for name in KeptProgramme.__slots__})
