"""Keeps a session of the live engine in a store while it runs: what the engine calls a keeper.

Nothing is written until the exercise has begun: whoever opens the camera and closes it again has
done no exercise. What is corrected by hand is kept in any case.
"""

from collections.abc import Callable
from typing import Final

from formcheck.capture.source import SourceInfo
from formcheck.landmarks import Side
from formcheck.pose.estimator import ModelInfo
from formcheck.session.record import SessionRecord, SourceSummary
from formcheck.session.session import Session
from formcheck.session.update import Phase, Update
from formcheck.store.database import Store
from formcheck.store.kept import Correction, CorrectionKind, Opening, SourceKind
from formcheck.store.session_log import SessionWriter

_WAITING: Final = frozenset({Phase.SETUP, Phase.UNSEEN})


class Recording:
    """One session of a person.

    Parameters
    ----------
    store
        Where it is kept.
    person
        Id of who it is.
    training
        The training that it belongs to; empty when it is alone.
    side
        The side that was asked for; None for both.
    """

    def __init__(
        self, store: Store, person: str, *, training: str = "", side: Side | None = None
    ) -> None:
        self._store, self._person = store, person
        self._training, self._side = training, side
        self._writer: SessionWriter | None = None
        self._writing = False
        self._empty: Callable[[], SessionRecord] | None = None
        """Makes the record of a session without a frame."""
        self._last_s = 0.0
        self._early: list[CorrectionKind] = []
        """Corrections from before the first frame."""

    @property
    def session(self) -> str:
        """Id of the session; empty until something was kept."""
        return self._writer.session if self._writer is not None and self._writing else ""

    @property
    def error(self) -> str:
        """Why it could not be kept so far; empty when all is well."""
        return "" if self._writer is None else self._writer.error

    def begin(self, session: Session, source: SourceInfo, model: ModelInfo) -> None:
        """Take note of what is watched."""
        exercise = session.exercise
        opening = Opening(
            person=self._person,
            exercise=exercise.slug,
            title=exercise.title,
            exercise_version=exercise.version,
            error_model=session.error_model.version,
            model=model,
            source=source.name,
            source_kind=SourceKind.LIVE if source.live else SourceKind.FILE,
            training=self._training,
            side=self._side,
            zero_shift_deg=session.zero.shift_deg,
        )
        self._writer = SessionWriter(self._store, opening)
        nothing = SourceSummary(source.name, 0.0, 0)
        self._empty = lambda: session.finish(nothing, model)
        early, self._early = self._early, []
        for kind in early:
            self.correct(kind)

    def take(self, update: Update) -> None:
        """Keep an update soon."""
        self._last_s, self._empty = update.time_s, None
        if not self._writing and update.phase not in _WAITING:
            self._start()
        if self._writing and self._writer is not None:
            self._writer.take(update)

    def correct(self, kind: CorrectionKind) -> None:
        """Keep a correction by hand; one from before the first frame as soon as there is one."""
        if self._writer is None:
            self._early.append(kind)
        else:
            self._start()
            self._writer.correct(Correction(self._last_s, kind, self._side))

    def finish(self, record: SessionRecord | None) -> None:
        """End it; None when not a single frame was judged."""
        if record is None and self._empty is not None:
            record = self._empty()
        if self._writing and self._writer is not None and record is not None:
            self._writer.finish(record)

    def close(self) -> None:
        """Wait until everything is kept; raise StoreError when it could not be."""
        if self._writing and self._writer is not None:
            self._writer.close()

    def _start(self) -> None:
        if not self._writing and self._writer is not None:
            self._writing = True
            self._writer.begin()
