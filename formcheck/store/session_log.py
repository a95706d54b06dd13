"""Keeps a session while it runs: a program killed at any moment loses less than a second of it.

::

    writer = SessionWriter(store, opening)
    writer.begin()
    for update in ...:
        writer.take(update)        # never blocks: the analysis thread calls it
    writer.finish(record)          # never blocks either
    writer.close()                 # waits until everything is kept

A thread of its own appends what came four times a second. What cannot be written stays in memory
and is tried again, so that a full disk costs nothing once there is room.
"""

import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread
from time import monotonic
from typing import Final

from sqlalchemy import Connection, insert

from formcheck.language import N_, _
from formcheck.session.record import SessionRecord
from formcheck.session.update import Update
from formcheck.store import filing
from formcheck.store.clock import utc_now
from formcheck.store.columns import new_id
from formcheck.store.database import Store
from formcheck.store.errors import StoreError, UnwritableStoreError
from formcheck.store.journal import Journal
from formcheck.store.kept import Correction, Opening
from formcheck.store.rows import Row, correction_row, counts_row, entry_row, features
from formcheck.store.tables import CORRECTIONS, SERIES_CHUNKS

logger = logging.getLogger(__name__)

EVERY_S: Final = 0.25
"""A quarter of what may be lost at most: the rest is for a slow disk and a busy computer."""
BEAT_S: Final = 5.0
"""A session in which nothing happens says so often that it is still there."""
CLOSE_S: Final = 30.0
AGAIN_S: Final = 5.0
"""How often the end of a session is tried again while it cannot be written (judgement)."""
_UNEXPECTED: Final = N_("This session is not being kept, as something in formcheck is wrong.")
_SLOW: Final = N_("The session is not yet kept, as the disk does not answer: wait, then try again.")


class SessionWriter:
    """Writes one session. All its methods but `close` return at once."""

    def __init__(
        self,
        store: Store,
        opening: Opening,
        *,
        every_s: float = EVERY_S,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.session = new_id()
        """Its id, also before anything is written."""
        self.error = ""
        """Why what came last could not be kept so far; empty when all is well."""
        self.written_s = -1.0
        """Everything up to this time of the session is in the database; below 0: nothing yet."""
        self._store, self._opening, self._every_s, self._now = store, opening, every_s, now
        self._started_at = now()
        self._beat_at = self._started_at
        self._incoming: deque[Update] = deque()
        self._corrections: deque[Correction] = deque()
        self._last_s = -1.0
        self._journal = Journal()
        self._entries: list[Row] = []
        """Not yet written."""
        self._frames = self._number = self._corrected = 0
        self._update: Update | None = None
        self._known = False
        """Whether the session is in the database."""
        self._record: SessionRecord | None = None
        self._over, self._leaving = Event(), Event()
        self._waits = self._owed = False
        """Whether it could not be written, but may be later; and whether the store knows."""
        self._thread = Thread(target=self._run, name="formcheck-store", daemon=True)

    def begin(self) -> None:
        """Start writing."""
        self._thread.start()

    def take(self, update: Update) -> None:
        """Keep an update soon; one that was shown before is passed over."""
        if update.time_s > self._last_s:
            self._last_s = update.time_s
            self._incoming.append(update)

    def correct(self, correction: Correction) -> None:
        """Keep a correction by hand soon."""
        self._corrections.append(correction)

    def finish(self, record: SessionRecord) -> None:
        """End the session: its record takes the place of what was written on the way."""
        self._record = record
        self._over.set()

    def close(self, timeout_s: float = CLOSE_S) -> None:
        """Wait until everything is kept; without `finish` the session counts as interrupted.

        Raises
        ------
        StoreError
            When it could not be kept. What was written before stays, and the store owes the rest:
            see `Store.catch_up`.
        """
        self._leaving.set()
        self._over.set()
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        why = self._again()
        if why:
            if not self._owed and (self._waits or self._thread.is_alive()):
                self._owed = True
                self._store.owe(self._again)
            raise StoreError(why)

    def _again(self) -> str:
        """Try the end once more; return why it still cannot be kept."""
        if self._thread.is_alive():
            return _(_SLOW)
        if self._waits:
            self._attempt(self._end)
        return self.error

    # --- the thread of the store

    def _run(self) -> None:
        due_s = monotonic()
        while not self._over.wait(max(0.0, due_s - monotonic())):
            due_s = monotonic() + self._every_s  # what writing takes is no time to wait besides
            self._attempt(self._flush)
        self._attempt(self._end)
        while self._waits and not self._leaving.wait(AGAIN_S):
            self._attempt(self._end)

    def _attempt(self, work: Callable[[], None]) -> None:
        try:
            work()
        except StoreError as error:
            self._say(str(error))
            self._waits = isinstance(error, UnwritableStoreError)
        except Exception:
            logger.exception("a session could not be kept")
            self._say(_(_UNEXPECTED))
            self._waits = False
        else:
            self.error, self._waits = "", False

    def _say(self, message: str) -> None:
        if message != self.error:
            logger.warning("%s", message)
        self.error = message

    def _at(self) -> datetime:
        """Return the time; whoever sets the clock back does not end before they began."""
        return max(self._now(), self._started_at)

    def _flush(self) -> None:
        self._collect()
        now = self._at()
        idle = not self._entries and not self._corrections
        if idle and self._known and (now - self._beat_at).total_seconds() < BEAT_S:
            return
        corrections = tuple(self._corrections)
        with self._store.write() as connection:
            self._append(connection, corrections, now)
        self._kept(corrections, now)

    def _end(self) -> None:
        self._collect()
        now = self._at()
        corrections = tuple(self._corrections)
        with self._store.write() as connection:
            self._append(connection, corrections, now)
            if self._record is None:
                filing.interrupt(connection, self.session, now)
            else:
                filing.file_record(connection, self.session, self._record, now)
        self._kept(corrections, now)

    def _collect(self) -> None:
        """Make an entry of what came since the last one."""
        updates = [self._incoming.popleft() for _each in range(len(self._incoming))]
        if not updates:
            return
        self._number += 1
        self._frames += len(updates)
        self._update = updates[-1]
        entry = self._journal.entry(updates)
        self._entries.append(entry_row(self.session, self._number, entry))

    def _append(
        self, connection: Connection, corrections: tuple[Correction, ...], now: datetime
    ) -> None:
        if not self._known:
            filing.begin(connection, self.session, self._opening, self._started_at)
        if self._entries:
            connection.execute(insert(SERIES_CHUNKS), self._entries)
        if corrections:
            rows = [
                correction_row(self.session, self._corrected + number, one)
                for number, one in enumerate(corrections, start=1)
            ]
            connection.execute(insert(CORRECTIONS), rows)
        progress: dict[str, object] = {"seen_at": now}
        if self._update is not None:
            progress |= counts_row(self._update.counts) | {
                "features": features(self._journal.names, self._journal.units),
                "source_frames": self._frames,
                "source_duration_s": self._update.time_s,
            }
        filing.note(connection, self.session, progress)

    def _kept(self, corrections: tuple[Correction, ...], now: datetime) -> None:
        self._known, self._beat_at = True, now
        self._entries.clear()
        self._corrected += len(corrections)
        for _each in corrections:
            self._corrections.popleft()
        if self._update is not None:
            self.written_s = self._update.time_s
