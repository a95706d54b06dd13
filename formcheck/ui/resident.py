"""Somebody at home: what the first window knows of them."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from PyQt6.QtWidgets import QApplication

from formcheck.care.move import Moves
from formcheck.errors import LanguageError
from formcheck.language import language_set_by, use_default_language, use_language
from formcheck.session.moves import known_moves
from formcheck.settings import LANGUAGE
from formcheck.store.clock import utc_now
from formcheck.store.database import Store
from formcheck.store.people import People, Person
from formcheck.ui.app import speak
from formcheck.ui.chosen import Chosen
from formcheck.ui.diary import Diary
from formcheck.ui.health import Health


@dataclass(frozen=True, slots=True)
class Resident:
    """One person, and what is kept of them."""

    store: Store
    person: Person
    several: bool
    """Whether others use this computer, too."""
    health: Health
    chosen: Chosen
    diary: Diary
    moves: Moves
    """Every known exercise, in the person's language."""
    now: Callable[[], datetime]
    """Returns the time."""
    news: str = ""
    """What is good to know once."""

    @property
    def today(self) -> date:
        """The day where the person is."""
        return self.now().astimezone().date()


def resident(
    store: Store,
    person: Person,
    given: Mapping[str, str],
    *,
    news: str = "",
    now: Callable[[], datetime] = utc_now,
) -> Resident:
    """Return a person of a store.

    Parameters
    ----------
    store
        Where everything is kept.
    person
        Who.
    given
        What the command line said, by the setting's name.
    news
        What is good to know once.
    now
        Returns the time.

    Raises
    ------
    FormcheckError
        When something of it cannot be read, or what was given is no choice.
    """
    people, moves = People(store), known_moves()
    return Resident(
        store=store,
        person=person,
        several=len(people.all()) > 1,
        health=Health(store, person.id),
        chosen=Chosen(people, person.id, given),
        diary=Diary(store, person.id, moves=moves, now=now),
        moves=moves,
        now=now,
        news=news,
    )


def speak_to(people: People, person: Person) -> None:
    """Use the language of a person, unless somebody said another one at the start."""
    if not language_set_by():
        use_default_language()
    if not language_set_by():
        chosen = people.settings(person.id).get(LANGUAGE.name, "")
        # A language that is no longer there: the system's is used.
        with suppress(LanguageError):
            if chosen:
                use_language(chosen)
    running = QApplication.instance()
    if isinstance(running, QApplication):
        speak(running)
