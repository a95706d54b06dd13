"""Who uses this computer, and what each of them has set."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from formcheck.language import _
from formcheck.store.clock import utc_now
from formcheck.store.columns import new_id
from formcheck.store.database import Store
from formcheck.store.errors import StoreError
from formcheck.store.tables import PEOPLE, PERSON_SETTINGS


@dataclass(frozen=True, slots=True)
class Person:
    """One person; the name is whatever they like, and only once on this computer."""

    id: str
    name: str
    created_at: datetime


class People:
    """The people in a store. `formcheck.store.whole` exports and deletes them."""

    def __init__(self, store: Store, now: Callable[[], datetime] = utc_now) -> None:
        self._store, self._now = store, now

    def all(self) -> tuple[Person, ...]:
        """Return everybody, in the order in which they came."""
        wanted = select(PEOPLE).order_by(PEOPLE.c.created_at, PEOPLE.c.id)
        with self._store.read() as connection:
            return tuple(_person(row) for row in connection.execute(wanted).mappings())

    def find(self, name: str) -> Person | None:
        """Return the person of this name; None when there is none."""
        wanted = select(PEOPLE).where(PEOPLE.c.name == _tidy(name))
        with self._store.read() as connection:
            row = connection.execute(wanted).mappings().one_or_none()
        return None if row is None else _person(row)

    def named(self, name: str) -> Person:
        """Return the person of this name; raise StoreError, with everybody's, when there is none.

        Empty stands for the only one who is there.
        """
        there = self.all()
        found = self.find(name) if name else there[0] if len(there) == 1 else None
        if found is not None:
            return found
        if not there:
            raise StoreError(
                _("Nothing is kept yet in {name}.").format(name=self._store.place.name)
            )
        known = ", ".join(one.name for one in there)
        raise StoreError(
            _("Expected one of {known}, found {name!r}: say who with --person.").format(
                known=known, name=name
            )
        )

    def add(self, name: str) -> Person:
        """Add a person; raise StoreError when the name is empty or taken."""
        person = Person(new_id(), _tidy(name), self._now())
        row = {"id": person.id, "name": person.name, "created_at": person.created_at}
        with self._store.write() as connection:
            try:
                connection.execute(insert(PEOPLE), [row])
            except IntegrityError as error:
                raise _taken(person.name) from error
        return person

    def rename(self, person: str, name: str) -> None:
        """Give a person another name; raise StoreError when it is empty or taken."""
        tidy = _tidy(name)
        with self._store.write() as connection:
            try:
                connection.execute(update(PEOPLE).where(PEOPLE.c.id == person).values(name=tidy))
            except IntegrityError as error:
                raise _taken(tidy) from error

    def settings(self, person: str) -> Mapping[str, str]:
        """Return what a person has set, by name."""
        table = PERSON_SETTINGS.c
        wanted = select(table.name, table.value).where(table.person_id == person)
        with self._store.read() as connection:
            return {row.name: row.value for row in connection.execute(wanted)}

    def set(self, person: str, name: str, value: str | None) -> None:
        """Set something for a person; None takes it back to the default."""
        table = PERSON_SETTINGS
        mine = (table.c.person_id == person) & (table.c.name == name)
        with self._store.write() as connection:
            connection.execute(delete(table).where(mine))
            if value is not None:
                row = {"person_id": person, "name": name, "value": value}
                connection.execute(insert(table), [row])


@contextmanager
def still_there() -> Iterator[None]:
    """Raise StoreError in plain words when the person was deleted meanwhile, in another window.

    It goes around what is written of a person, inside the transaction.
    """
    try:
        yield
    except IntegrityError as error:
        raise StoreError(
            _(
                "It cannot be kept, as the person was deleted meanwhile: close this window and "
                "choose who you are."
            )
        ) from error


def _person(row: RowMapping) -> Person:
    return Person(row["id"], row["name"], row["created_at"])


def _tidy(name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy:
        raise StoreError(_("Expected a name, found none: type any name you like."))
    return tidy


def _taken(name: str) -> StoreError:
    return StoreError(
        _("{name} is there already: choose the name from the list, or type another.").format(
            name=name
        )
    )
