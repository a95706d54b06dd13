"""What a person agreed to and answered about health: kept, and looked up before each session."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Final

from formcheck.care.questions import QUESTIONS
from formcheck.care.screening import Reason, due, screen
from formcheck.language import _
from formcheck.store.answers import Answer, AnswerKind, Answers
from formcheck.store.database import Store
from formcheck.store.people import People
from formcheck.ui.screening_dialog import Given

_CLEARED: Final = "cleared"
_AGAIN: Final = "health.again"
_KNOWN: Final = frozenset(one.id for one in QUESTIONS)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a person's health."""

    agreed: bool
    """Whether there was consent."""
    answered: bool
    """Whether the questions were ever answered."""
    passed_on: date | None
    """When they were answered last, if that allows to exercise."""
    again: bool = False
    """Whether they have to be answered again: a red light was shown, or pain jumped."""

    def due(self, today: date) -> Reason | None:
        """Return why the questions have to be answered before exercising, None if not."""
        return due(today, self.passed_on if self.agreed else None, jump=self.again)

    @property
    def stopped(self) -> bool:
        """Whether the last answers say that somebody should look first."""
        return self.answered and self.passed_on is None


class Health:
    """The consent and the safety answers in a store.

    Parameters
    ----------
    store
        Where they are kept.
    person
        Whose; the first who is there, or a new one, when empty.
    """

    def __init__(self, store: Store, person: str = "") -> None:
        self._answers, self._people = Answers(store), People(store)
        self.person = person or _first(self._people)

    def look(self) -> Kept:
        """Return what is known; raise StoreError."""
        agreed = self._answers.of_person(self.person, kind=AnswerKind.CONSENT)
        answers = self._answers.of_person(self.person, kind=AnswerKind.SCREENING)
        again = _AGAIN in self._people.settings(self.person)
        return Kept(bool(agreed), bool(answers), _passed_on(answers), again)

    def ask_again(self) -> None:
        """Let the questions be answered before the next session; raise StoreError."""
        self._people.set(self.person, _AGAIN, "yes")

    def keep(self, given: Given) -> None:
        """Keep what a person said, all of it or nothing; raise StoreError."""
        told = [Answer(kind=AnswerKind.CONSENT, number=1.0, text=given.consent)]
        told = told if given.consent else []
        told += [
            Answer(
                kind=AnswerKind.SCREENING,
                question=question,
                number=float(yes),
                text=_CLEARED if question in given.cleared else "",
                given_at=given.at,
            )
            for question, yes in given.answers.items()
        ]
        self._answers.add(self.person, told)
        self._people.set(self.person, _AGAIN, None)


def _first(people: People) -> str:
    there = people.all()
    return there[0].id if there else people.add(_("Me")).id


def _passed_on(answers: Iterable[Answer]) -> date | None:
    """Return the day of the last answers, if they allow to exercise."""
    groups = [tuple(group) for _at, group in groupby(answers, key=_when())]
    if not groups or groups[-1][0].given_at is None:
        return None
    # A question that an older formcheck asked, and this one does not, is no answer to any.
    last = [one for one in groups[-1] if one.question in _KNOWN]
    cleared = frozenset(one.question for one in last if one.text == _CLEARED)
    said = screen({one.question: bool(one.number) for one in last}, cleared)
    return groups[-1][0].given_at.astimezone().date() if said.may_exercise else None


def _when() -> Callable[[Answer], datetime | None]:
    return lambda one: one.given_at
