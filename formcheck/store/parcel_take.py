"""Puts what was sent into a store, as a person's. Twice is once, and nothing own is touched.

A session gets an id made of the person's and its old one: the same file brings the same ids, and no
file can bring the id of a session that it has not brought itself.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, Table, insert, select

from formcheck.language import _
from formcheck.store import filing
from formcheck.store.clock import utc_now
from formcheck.store.columns import ID_LENGTH
from formcheck.store.database import Store
from formcheck.store.kept import SENT_KINDS, Opening, SourceKind
from formcheck.store.parcel import Parcel, ParcelError, SentAnswer, SentProgramme, SentSession
from formcheck.store.people import People, still_there
from formcheck.store.rows import correction_row
from formcheck.store.tables import ANSWERS, CORRECTIONS, PROGRAMMES, SESSIONS

_AS_SENT: Final = {SourceKind.LIVE: SourceKind.SENT, SourceKind.FILE: SourceKind.SENT_FILE}


@dataclass(frozen=True, slots=True)
class Taken:
    """What was new, and put into the store."""

    sessions: int = 0
    answers: int = 0
    programme: bool = False


def take_in(
    store: Store, parcel: Parcel, person: str, *, now: Callable[[], datetime] = utc_now
) -> Taken:
    """Keep the sessions of a parcel, what was answered and the programme that held, all or nothing.

    The programme is kept just for somebody with no sessions of their own here: what a person does
    at home is changed by `take_programme` alone, who is asked first.

    Parameters
    ----------
    store
        Where to.
    parcel
        What `read_parcel` has checked.
    person
        Id of the person whose they are from now on.

    Raises
    ------
    ParcelError
        When there are no sessions in it; StoreError when it cannot be kept.
    """
    _check_sessions(parcel)
    with store.write() as connection, still_there():
        own = _ids(connection, SESSIONS, person)
        places = {
            one.id: one.id if one.id in own else _id(person, one.id) for one in parcel.sessions
        }
        new = [one for one in parcel.sessions if places[one.id] not in own]
        for one in new:
            _put(connection, places[one.id], _opening(one, person), one, parcel.name)
        answers = _put_answers(connection, person, parcel.answers, places)
        held = parcel.programme
        programme = held is not None and not _has_own(connection, person)
        if held is not None and programme:
            programme = _put_programme(connection, person, held, [held.valid_from], now())
    return Taken(len(new), answers, programme)


def whose(store: Store, parcel: Parcel) -> str:
    """Return the name in a parcel; empty where somebody has to say whose the sessions are.

    That is so where no name is in it, and where somebody of that name trains here: it may be
    another person.
    """
    found = People(store).find(parcel.name) if parcel.name else None
    here = found is not None and has_own_sessions(store, found.id)
    return "" if here else parcel.name


def take_in_for(store: Store, parcel: Parcel, name: str) -> Taken:
    """Keep a parcel as `take_in`, as the sessions of who has this name, also of somebody new."""
    _check_sessions(parcel)
    people = People(store)
    return take_in(store, parcel, (people.find(name) or people.add(name)).id)


def take_programme(
    store: Store,
    parcel: Parcel,
    person: str,
    today: date,
    *,
    now: Callable[[], datetime] = utc_now,
) -> bool:
    """Let the programme of a parcel hold for a person from its day on, or from today.

    What was to hold from a later day on belongs to the programme that is left, as with
    `Versions.choose`.

    Returns
    -------
    bool
        Whether it was new.

    Raises
    ------
    ParcelError
        When there is no programme in it; StoreError when it cannot be kept.
    """
    sent = parcel.programme
    if sent is None:
        raise ParcelError(_("There is no programme in {path}.").format(path=parcel.path.name))
    first = max(sent.valid_from, today)
    table = PROGRAMMES.c
    later = select(table.valid_from).where((table.person_id == person) & (table.valid_from > first))
    with store.write() as connection, still_there():
        days = sorted({first, *connection.execute(later).scalars()})
        return _put_programme(connection, person, sent, days, now())


def is_known(store: Store, parcel: Parcel, person: str) -> bool:
    """Whether the programme of a parcel was taken in before."""
    if parcel.programme is None:
        return False
    with store.read() as connection:
        return _id(person, parcel.programme.id) in _ids(connection, PROGRAMMES, person)


def has_own_sessions(store: Store, person: str) -> bool:
    """Whether a person has sessions that nobody sent."""
    with store.read() as connection:
        return _has_own(connection, person)


def _check_sessions(parcel: Parcel) -> None:
    if not parcel.sessions:
        raise ParcelError(_("There are no sessions in {path}.").format(path=parcel.path.name))


def _id(person: str, sent: str, more: str = "") -> str:
    """Return the id here of something that was sent."""
    return hashlib.sha256(f"{person}/{sent}/{more}".encode()).hexdigest()[:ID_LENGTH]


def _ids(connection: Connection, table: Table, person: str) -> set[str]:
    mine = select(table.c.id).where(table.c.person_id == person)
    return set(connection.execute(mine).scalars())


def _has_own(connection: Connection, person: str) -> bool:
    sent = [one.value for one in SENT_KINDS]
    mine = (SESSIONS.c.person_id == person) & SESSIONS.c.source_kind.not_in(sent)
    return connection.execute(select(SESSIONS.c.id).where(mine).limit(1)).first() is not None


def _opening(one: SentSession, person: str) -> Opening:
    record = one.record
    return Opening(
        person=person,
        exercise=record.exercise,
        title=record.title,
        exercise_version=record.exercise_version,
        error_model=record.error_model,
        model=record.model,
        source=record.source.path,
        source_kind=_AS_SENT.get(one.source_kind, one.source_kind),
        training=one.training,
        side=one.side,
        focus=record.focus,
        zero_shift_deg=record.zero_shift_deg,
    )


def _put(
    connection: Connection, session: str, opening: Opening, one: SentSession, sender: str
) -> None:
    filing.begin(connection, session, opening, one.started_at)
    filing.file_record(connection, session, one.record, one.ended_at)
    rows = [
        correction_row(session, number, correction)
        for number, correction in enumerate(one.corrections, start=1)
    ]
    if rows:
        connection.execute(insert(CORRECTIONS), rows)
    # It was recorded elsewhere: who sent it stands where else the computer's name is.
    filing.note(connection, session, {"state": one.state.value, "host": sender, "process": 0})


def _put_answers(
    connection: Connection, person: str, answers: Iterable[SentAnswer], places: dict[str, str]
) -> int:
    there = _ids(connection, ANSWERS, person)
    rows = [
        {
            "id": _id(person, sent.id),
            "person_id": person,
            "session_id": places.get(sent.answer.session or ""),
            "training": sent.answer.training,
            "kind": sent.answer.kind.value,
            "question": sent.answer.question,
            "number": sent.answer.number,
            "text": sent.answer.text,
            "given_at": sent.answer.given_at,
        }
        for sent in answers
        if not {sent.id, _id(person, sent.id)} & there
    ]
    if rows:
        connection.execute(insert(ANSWERS), rows)
    return len(rows)


def _put_programme(
    connection: Connection, person: str, sent: SentProgramme, days: list[date], now: datetime
) -> bool:
    """Keep a programme from each of these days on; False when it is there already."""
    there = _ids(connection, PROGRAMMES, person)
    if {sent.id, _id(person, sent.id)} & there:
        return False
    rows = [
        {
            "id": _id(person, sent.id, str(number) if number else ""),
            "person_id": person,
            "title": sent.programme.title,
            "text": sent.text,
            "locked": sent.programme.locked,
            "valid_from": day,
            "added_at": now,
        }
        for number, day in enumerate(days)
    ]
    connection.execute(insert(PROGRAMMES), rows)
    return True
