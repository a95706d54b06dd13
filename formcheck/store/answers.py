"""What people answered: safety questions, pain, its place, and effort."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import RowMapping, insert, select

from formcheck.store.clock import utc_now
from formcheck.store.columns import new_id
from formcheck.store.database import Store
from formcheck.store.tables import ANSWERS


class AnswerKind(StrEnum):
    """What was asked."""

    CONSENT = "consent"
    """Whether the person agrees; ``text`` is what was agreed to."""
    SCREENING = "screening"
    """A safety question: ``question`` is its id, 1 for yes and 0 for no."""
    PAIN = "pain"
    """0 to 10; ``question`` is the moment, as `formcheck.care.pain.Moment`."""
    PLACE = "place"
    """``text`` has the places, with commas, ``question`` the moment."""
    SHARP = "sharp"
    """Whether pain was sharp: 1 for yes and 0 for no, ``question`` the moment."""
    EFFORT = "effort"
    """0 to 10."""
    PROPOSAL = "proposal"
    """What the person said to a proposed step: 1 for yes; ``text`` is the proposal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer."""

    kind: AnswerKind
    question: str = ""
    number: float | None = None
    """None when nothing was said."""
    text: str = ""
    training: str = ""
    """The training that it belongs to, as its sessions have it."""
    session: str | None = None
    """Id, when it is about one exercise."""
    given_at: datetime | None = None
    """None until it is kept."""


class Answers:
    """The answers in a store."""

    def __init__(self, store: Store, now: Callable[[], datetime] = utc_now) -> None:
        self._store, self._now = store, now

    def add(self, person: str, answers: Iterable[Answer]) -> None:
        """Keep answers that belong together: all of them or none."""
        now = self._now()
        rows = [
            {
                "id": new_id(),
                "person_id": person,
                "session_id": one.session,
                "training": one.training,
                "kind": one.kind.value,
                "question": one.question,
                "number": one.number,
                "text": one.text,
                "given_at": one.given_at or now,
            }
            for one in answers
        ]
        if rows:
            with self._store.write() as connection:
                connection.execute(insert(ANSWERS), rows)

    def of_person(
        self,
        person: str,
        *,
        kind: AnswerKind | None = None,
        since: datetime | None = None,
        training: str = "",
    ) -> tuple[Answer, ...]:
        """Return a person's answers by time."""
        wanted = select(ANSWERS).where(ANSWERS.c.person_id == person)
        if kind is not None:
            wanted = wanted.where(ANSWERS.c.kind == kind.value)
        if since is not None:
            wanted = wanted.where(ANSWERS.c.given_at >= since)
        if training:
            wanted = wanted.where(ANSWERS.c.training == training)
        ordered = wanted.order_by(ANSWERS.c.given_at, ANSWERS.c.question, ANSWERS.c.id)
        with self._store.read() as connection:
            return tuple(_answer(row) for row in connection.execute(ordered).mappings())


def _answer(row: RowMapping) -> Answer:
    number = row["number"]
    return Answer(
        kind=AnswerKind(row["kind"]),
        question=row["question"],
        number=None if math.isnan(number) else number,
        text=row["text"],
        training=row["training"],
        session=row["session_id"],
        given_at=row["given_at"],
    )
