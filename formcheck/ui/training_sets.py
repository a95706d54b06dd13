"""The sets of a training while it goes on: each kept in the store, and what it came to."""

from collections.abc import Callable
from typing import Protocol

from formcheck.capture.source import SourceInfo
from formcheck.pose.estimator import ModelInfo
from formcheck.session.live_judge import SessionKeeper
from formcheck.session.record import SessionRecord
from formcheck.session.session import Session
from formcheck.session.update import Update
from formcheck.store.errors import StoreError
from formcheck.store.kept import CorrectionKind
from formcheck.training.stages import SetPlan


class Recorder(SessionKeeper, Protocol):
    """Keeps a set in the store, as `formcheck.store.recording.Recording`."""

    @property
    def session(self) -> str:
        """Id of its session; empty until something was kept."""

    @property
    def error(self) -> str:
        """Why it could not be kept so far; empty when all is well."""

    def correct(self, kind: CorrectionKind) -> None:
        """Keep a correction by hand."""

    def close(self) -> None:
        """Wait until everything is kept; raise StoreError when it could not be."""


class SetKeeper:
    """One set. The engine calls `begin`, `take` and `finish` in its own thread."""

    def __init__(self, plan: SetPlan, recorder: Recorder) -> None:
        self.plan, self.recorder = plan, recorder
        self.record: SessionRecord | None = None
        """None until the set is over."""
        self.over = False
        self.by_hand = 0
        self.skipped = False

    def begin(self, session: Session, source: SourceInfo, model: ModelInfo) -> None:
        """See `SessionKeeper`."""
        self.recorder.begin(session, source, model)

    def take(self, update: Update) -> None:
        """See `SessionKeeper`."""
        self.recorder.take(update)

    def finish(self, record: SessionRecord | None) -> None:
        """See `SessionKeeper`."""
        self.record = record
        self.recorder.finish(record)
        self.over = True

    def correct(self, change: int) -> None:
        """Keep one more or one less by hand."""
        self.by_hand += change
        self.recorder.correct(CorrectionKind.MORE if change > 0 else CorrectionKind.LESS)

    def skip(self) -> None:
        """Keep that it was skipped."""
        self.skipped = True
        self.recorder.correct(CorrectionKind.SKIP)


class TrainingSets:
    """Every set that was begun or skipped, in order.

    Parameters
    ----------
    make_recorder
        Makes what keeps a set.
    """

    def __init__(self, make_recorder: Callable[[SetPlan], Recorder]) -> None:
        self._make = make_recorder
        self.kept: list[SetKeeper] = []

    @property
    def current(self) -> SetKeeper | None:
        """The set that was begun last; None before the first."""
        return self.kept[-1] if self.kept else None

    def begin(self, plan: SetPlan) -> SetKeeper:
        """Return what keeps the next set."""
        keeper = SetKeeper(plan, self._make(plan))
        self.kept.append(keeper)
        return keeper

    def skip(self, plan: SetPlan, source: SourceInfo | None, model: ModelInfo) -> None:
        """Keep that a set was skipped: the one under way, or one that was never begun."""
        current = self.current
        if current is not None and current.plan is plan:
            current.skip()
            return
        keeper = self.begin(plan)
        if source is not None:
            keeper.begin(Session(plan.exercise), source, model)
            keeper.skip()
            keeper.finish(None)

    def sessions(self, exercise: str) -> tuple[str, ...]:
        """Return the ids of the sessions that are kept of an exercise."""
        return tuple(
            one.recorder.session
            for one in self.kept
            if one.plan.task.item.exercise == exercise and one.recorder.session
        )

    @property
    def trouble(self) -> str:
        """Why something could not be kept so far; empty when all is well."""
        return next((one.recorder.error for one in self.kept if one.recorder.error), "")

    def close(self) -> str:
        """Wait until everything is kept; return why something could not be, or nothing."""
        trouble = ""
        for one in self.kept:
            try:
                one.recorder.close()
            except StoreError as error:
                trouble = str(error)
        return trouble
