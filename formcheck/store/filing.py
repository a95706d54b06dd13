"""Writing a session's rows, inside a transaction that somebody else opened."""

import os
import platform
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, insert, select, update

from formcheck.checking.results import Counts
from formcheck.checking.view import UNKNOWN
from formcheck.session.record import SCHEMA, SessionRecord
from formcheck.session.record_builder import counts as counted
from formcheck.store.chunks import unpack
from formcheck.store.journal import Entry
from formcheck.store.kept import Opening, State
from formcheck.store.replay import Replayed, replay
from formcheck.store.rows import (
    Row,
    counts_row,
    fault_rows,
    head_row,
    hold_rows,
    not_judged_rows,
    rep_rows,
    series_rows,
    view_row,
)
from formcheck.store.tables import FAULTS, HOLDS, NOT_JUDGED, REPS, SERIES_CHUNKS, SESSIONS

_FOUND: Final = (REPS, HOLDS, FAULTS, NOT_JUDGED)
"""Tables of what was found; the record's own take the place of all of them."""


def begin(connection: Connection, session: str, opening: Opening, now: datetime) -> None:
    """Write down that a session has begun."""
    nothing = {
        "source_duration_s": 0.0,
        "source_frames": 0,
        **view_row(UNKNOWN),
        "graded_fraction": 0.0,
        **counts_row(Counts()),
        "features": [],
        "averages": [],
        "ended": "",
        "ended_at": None,
    }
    row = {
        "id": session,
        "person_id": opening.person,
        "training": opening.training,
        "schema": SCHEMA,
        "exercise": opening.exercise,
        "title": opening.title,
        "exercise_version": opening.exercise_version,
        "error_model": opening.error_model,
        "model_name": opening.model.name,
        "model_sha256": opening.model.sha256,
        "source_kind": opening.source_kind.value,
        "source_path": opening.source,
        "side": None if opening.side is None else opening.side.value,
        "focus": opening.focus,
        "zero_shift_deg": opening.zero_shift_deg,
        "state": State.RUNNING.value,
        "started_at": now,
        "seen_at": now,
        "host": platform.node(),
        "process": os.getpid(),
    }
    connection.execute(insert(SESSIONS), [row | nothing])


def note(connection: Connection, session: str, values: Mapping[str, Any]) -> None:
    """Change columns of a session."""
    connection.execute(update(SESSIONS).where(SESSIONS.c.id == session).values(**values))


def file_record(
    connection: Connection, session: str, record: SessionRecord, ended_at: datetime
) -> None:
    """Put a complete record in the place of what was written while the session ran."""
    for table in (*_FOUND, SERIES_CHUNKS):
        connection.execute(delete(table).where(table.c.session_id == session))
    _add(connection, REPS, rep_rows(session, record.reps))
    _add(connection, HOLDS, hold_rows(session, record.holds))
    _add(connection, FAULTS, fault_rows(session, record.faults))
    _add(connection, NOT_JUDGED, not_judged_rows(session, record.not_judged))
    for row in series_rows(session, record.series):
        _add(connection, SERIES_CHUNKS, [row])
    state = {"state": State.FINISHED.value, "ended_at": ended_at, "seen_at": ended_at}
    note(connection, session, head_row(record) | state)


def interrupt(connection: Connection, session: str, ended_at: datetime) -> None:
    """Close a session whose end never came with what its journal says; the journal stays."""
    head = connection.execute(select(SESSIONS).where(SESSIONS.c.id == session)).mappings().one()
    found = replay_session(connection, head)
    for table in _FOUND:
        connection.execute(delete(table).where(table.c.session_id == session))
    _add(connection, REPS, rep_rows(session, found.reps))
    _add(connection, HOLDS, hold_rows(session, found.holds))
    _add(connection, FAULTS, fault_rows(session, found.faults))
    _add(connection, NOT_JUDGED, not_judged_rows(session, found.not_judged))
    state = {"state": State.INTERRUPTED.value, "ended_at": ended_at}
    note(connection, session, found_row(found) | state)


def found_row(found: Replayed) -> dict[str, Any]:
    """Return what a journal says once, as columns of `sessions`."""
    frames = len(found.block.time_s)
    step_s = found.duration_s / (frames - 1) if frames > 1 else 0.0
    focus = {"focus": found.focus} if found.focus else {}
    return focus | {
        **view_row(found.view),
        **counts_row(counted(found.reps)),
        "graded_fraction": found.graded_fraction,
        "source_frames": frames,
        "source_duration_s": found.duration_s + step_s,
    }


def replay_session(connection: Connection, head: Row) -> Replayed:
    """Read a session's journal; its names are in ``head``, a row of `sessions`."""
    chunks = SERIES_CHUNKS.c
    wanted = (
        select(chunks.data, chunks.events)
        .where(chunks.session_id == head["id"])
        .order_by(chunks.number)
    )
    entries = [
        Entry(unpack(data), tuple((float(at), str(name), now) for at, name, now in events))
        for data, events in connection.execute(wanted)
    ]
    return replay(entries, tuple(name for name, _unit in head["features"]))


def _add(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)
