"""Sessions that are kept: looking them up, reading them whole, and closing those broken off."""

import os
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Table, delete, select

from formcheck.checking.results import FaultSpan, Hold, NotJudgedSpan, Rep, ViewEstimate
from formcheck.language import _
from formcheck.pose.estimator import ModelInfo
from formcheck.session.record import Series, SessionRecord, SourceSummary
from formcheck.store import filing
from formcheck.store.chunks import Block, joined, unpack
from formcheck.store.clock import utc_now
from formcheck.store.columns import new_id
from formcheck.store.database import Store
from formcheck.store.errors import StoreError
from formcheck.store.kept import (
    SENT_KINDS,
    KeptSession,
    Opening,
    SessionInfo,
    SourceKind,
    State,
)
from formcheck.store.reviews import reviews_of
from formcheck.store.rows import (
    Row,
    Rows,
    averages_of,
    corrections_of,
    counts_of,
    faults_of,
    holds_of,
    not_judged_of,
    reps_of,
    side_of,
)
from formcheck.store.tables import (
    CORRECTIONS,
    FAULTS,
    HOLDS,
    NOT_JUDGED,
    REPS,
    SERIES_CHUNKS,
    SESSIONS,
)

SILENT: Final = timedelta(seconds=60)
"""So long nothing was heard of a session on another computer: it was broken off."""
FORGOTTEN: Final = timedelta(days=1)
"""The same for a process of this computer that seems to live: its number may be another's now."""


class Sessions:
    """The sessions in a store."""

    def __init__(self, store: Store, now: Callable[[], datetime] = utc_now) -> None:
        self._store, self._now = store, now

    def of_person(
        self,
        person: str,
        *,
        since: datetime | None = None,
        exercise: str = "",
        training: str = "",
    ) -> tuple[SessionInfo, ...]:
        """Return a person's sessions by time, also those that are still running."""
        wanted = select(SESSIONS).where(SESSIONS.c.person_id == person)
        if since is not None:
            wanted = wanted.where(SESSIONS.c.started_at >= since)
        if exercise:
            wanted = wanted.where(SESSIONS.c.exercise == exercise)
        if training:
            wanted = wanted.where(SESSIONS.c.training == training)
        order = wanted.order_by(SESSIONS.c.started_at, SESSIONS.c.id)
        with self._store.read() as connection:
            return tuple(_info(row) for row in connection.execute(order).mappings())

    def read(self, session: str, *, series: bool = True) -> KeptSession:
        """Return a whole session; of one that still runs what is written so far.

        Parameters
        ----------
        session
            Its id.
        series
            Whether the readings over time are wanted: they are most of the bytes.

        Raises
        ------
        StoreError
            When there is none with this id.
        """
        with self._store.read() as connection:
            row = _head(connection, session)
            record = _record(connection, row, series=series)
            corrections = corrections_of(_rows(connection, CORRECTIONS, session))
        return KeptSession(_info(row), record, corrections)

    def save(self, opening: Opening, record: SessionRecord, started_at: datetime) -> str:
        """Keep a session that is complete already, as from a file; return its id."""
        session = new_id()
        ended_at = started_at + timedelta(seconds=record.source.duration_s)
        with self._store.write() as connection:
            filing.begin(connection, session, opening, started_at)
            filing.file_record(connection, session, record, ended_at)
        return session

    def delete(self, session: str) -> None:
        """Delete one session with everything that hangs on it."""
        with self._store.write() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.id == session))
        for path in reviews_of([session]):
            path.unlink(missing_ok=True)

    def recover(self) -> tuple[SessionInfo, ...]:
        """Close sessions that were broken off, and return them. Call it when the program starts.

        One that another living process records is left alone.
        """
        running = select(SESSIONS).where(SESSIONS.c.state == State.RUNNING.value)
        closed = []
        with self._store.write() as connection:
            for row in connection.execute(running).mappings().all():
                if _broken_off(row, self._now()):
                    filing.interrupt(connection, row["id"], row["seen_at"])
                    closed.append(_info(_head(connection, row["id"])))
        return tuple(closed)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What was found."""

    reps: tuple[Rep, ...]
    holds: tuple[Hold, ...]
    faults: tuple[FaultSpan, ...]
    not_judged: tuple[NotJudgedSpan, ...]


def _broken_off(row: Row, now: datetime) -> bool:
    silent: timedelta = now - row["seen_at"]
    if row["host"] != platform.node() or sys.platform == "win32":
        return silent > SILENT
    return silent > FORGOTTEN or not _lives(row["process"])


def _lives(process: int) -> bool:
    """Whether a process of this computer lives; asking does nothing to it."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's
    return True


def _head(connection: Connection, session: str) -> Row:
    wanted = select(SESSIONS).where(SESSIONS.c.id == session)
    row = connection.execute(wanted).mappings().one_or_none()
    if row is None:
        raise StoreError(
            _("There is no session {session}: it may have been deleted.").format(session=session)
        )
    return row


def _info(row: Row) -> SessionInfo:
    return SessionInfo(
        id=row["id"],
        person=row["person_id"],
        training=row["training"],
        exercise=row["exercise"],
        title=row["title"],
        exercise_version=row["exercise_version"],
        side=side_of(row["side"]),
        source_kind=SourceKind(row["source_kind"]),
        state=State(row["state"]),
        ended=row["ended"],
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        duration_s=row["source_duration_s"],
        counts=counts_of(row),
        graded_fraction=row["graded_fraction"],
        sent_by=row["host"] if row["source_kind"] in SENT_KINDS else "",
    )


def _rows(connection: Connection, table: Table, session: str) -> Rows:
    wanted = select(table).where(table.c.session_id == session).order_by(table.c.number)
    return connection.execute(wanted).mappings().all()


def _record(connection: Connection, row: Row, *, series: bool) -> SessionRecord:
    """Return the record, or what the journal says as long as there is none."""
    if row["state"] == State.RUNNING.value:
        found = filing.replay_session(connection, row)
        parts = _Parts(found.reps, found.holds, found.faults, found.not_judged)
        return _made({**row, **filing.found_row(found)}, parts, found.block)
    session = row["id"]
    parts = _Parts(
        reps_of(_rows(connection, REPS, session)),
        holds_of(_rows(connection, HOLDS, session)),
        faults_of(_rows(connection, FAULTS, session)),
        not_judged_of(_rows(connection, NOT_JUDGED, session)),
    )
    blocks = _blocks(connection, session) if series else ()
    return _made(row, parts, joined(blocks, len(row["features"])))


def _blocks(connection: Connection, session: str) -> Iterator[Block]:
    chunks = SERIES_CHUNKS.c
    wanted = select(chunks.data).where(chunks.session_id == session).order_by(chunks.number)
    return (unpack(data) for data in connection.execute(wanted).scalars())


def _made(row: Row, parts: _Parts, block: Block) -> SessionRecord:
    names, units = zip(*row["features"], strict=True) if row["features"] else ((), ())
    return SessionRecord(
        schema=row["schema"],
        exercise=row["exercise"],
        title=row["title"],
        exercise_version=row["exercise_version"],
        error_model=row["error_model"],
        model=ModelInfo(row["model_name"], row["model_sha256"]),
        source=SourceSummary(row["source_path"], row["source_duration_s"], row["source_frames"]),
        view=ViewEstimate(row["view_name"], row["view_yaw_deg"], row["view_ahead"]),
        graded_fraction=row["graded_fraction"],
        counts=counts_of(row),
        reps=parts.reps,
        holds=parts.holds,
        faults=parts.faults,
        not_judged=parts.not_judged,
        series=Series(block.time_s, tuple(names), tuple(units), block.value, block.sd),
        focus=row["focus"],
        zero_shift_deg=row["zero_shift_deg"],
        averages=averages_of(row),
        ended=row["ended"],
    )
