"""The versions of a person's programme: which holds on a day, and the next one."""

from datetime import date, timedelta
from typing import Final

from formcheck.care.programme import Programme
from formcheck.care.programme_file import (
    STARTER,
    load_programme,
    parse_programme,
    programme_files,
    programme_text,
    read_programme,
)
from formcheck.store.database import Store
from formcheck.store.programmes import KeptProgramme, Programmes

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)


class Versions:
    """The programmes of one person. Texts are as they were written, not translated.

    Parameters
    ----------
    store, person
        Where they are kept, and whose.
    chosen
        Name of the programme's file that holds as long as none is kept.
    """

    def __init__(self, store: Store, person: str, chosen: str = STARTER) -> None:
        self._programmes, self._person, self._chosen = Programmes(store), person, chosen

    def on(self, day: date) -> Programme:
        """Return what holds on a day.

        Raises
        ------
        ProgrammeError
            When it cannot be read.
        StoreError
            When the store cannot be.
        """
        kept = self._programmes.on(self._person, day)
        return _of_file(self._chosen) if kept is None else _parsed(kept)

    def pin(self, day: date) -> None:
        """Keep what holds on a day, if nothing is kept yet: a file may be changed later."""
        if not self._all():
            self.add(_of_file(self._chosen), day)

    def choose(self, name: str, day: date) -> None:
        """Let the programme of a file hold from a day on; raise ProgrammeError or StoreError."""
        programme = _of_file(name)
        # What was to hold from tomorrow on belongs to the programme that is left.
        later = [one.valid_from for one in self._all() if one.valid_from > day]
        for valid_from in sorted({day, *later}):
            self.add(programme, valid_from)

    def add(self, programme: Programme, valid_from: date) -> None:
        """Keep the next version."""
        self._programmes.add(
            self._person,
            title=programme.title,
            text=programme_text(programme),
            locked=programme.locked,
            valid_from=valid_from,
        )

    def changes_after(self, day: date) -> bool:
        """Whether another version follows later than on a day."""
        return any(one.valid_from > day for one in self._all())

    def changed_on(self, slug: str, day: date) -> date | None:
        """Return the last day on which an exercise had another dose; None if it never had.

        Parameters
        ----------
        slug
            The exercise.
        day
            Versions that hold from later on are not looked at.
        """
        held = [one for one in self._all() if one.valid_from <= day]
        # Of several versions of one day only the last ever held.
        last = {one.valid_from: one for one in held}
        doses = [(one.valid_from, _dose(_parsed(one), slug)) for one in last.values()]
        changes = [
            valid_from
            for (valid_from, dose), (_before, earlier) in zip(doses[1:], doses[:-1], strict=True)
            if dose != earlier
        ]
        return changes[-1] - _DAY if changes else None

    def week_before(self, day: date) -> Programme | None:
        """Return what held a week before a day, or first; None if nothing is kept."""
        kept = self._all()
        if not kept:
            return None
        held = [one for one in kept if one.valid_from <= day - _WEEK]
        return _parsed(held[-1] if held else kept[0])

    def _all(self) -> tuple[KeptProgramme, ...]:
        return self._programmes.of_person(self._person)


def _of_file(name: str) -> Programme:
    """Return the programme of a file as it was written."""
    files = programme_files()
    # Of a name that there is not, loading says what there is.
    return read_programme(files[name]) if name in files else load_programme(name)


def _parsed(kept: KeptProgramme) -> Programme:
    return parse_programme(kept.text, kept.title)


def _dose(programme: Programme, slug: str) -> tuple[object, ...] | None:
    """Return what makes the level of an exercise; None where it is not in the programme."""
    for one in programme.exercises:
        if one.exercise == slug:
            return one.sets, one.amount, one.timed, one.hold_s, one.tempo, one.side
    return None
