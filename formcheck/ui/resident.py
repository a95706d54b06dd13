"""Somebody at home: what the first window knows of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from formcheck.store.database import Store
from formcheck.store.people import People, Person
from formcheck.ui.chosen import Chosen
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
    news: str = ""
    """What is good to know once."""


def resident(store: Store, person: Person, given: Mapping[str, str], news: str = "") -> Resident:
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

    Raises
    ------
    FormcheckError
        When something of it cannot be read, or what was given is no choice.
    """
    people = People(store)
    return Resident(
        store=store,
        person=person,
        several=len(people.all()) > 1,
        health=Health(store, person.id),
        chosen=Chosen(people, person.id, given),
        news=news,
    )
