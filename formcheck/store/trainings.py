"""The trainings of a person: sessions that were done one after the other, and what they came to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from formcheck.care.today import Task
from formcheck.store.clock import utc_now
from formcheck.store.database import Store
from formcheck.store.kept import CorrectionKind, SessionInfo
from formcheck.store.sessions import Sessions
from formcheck.training.outcome import Outcome, SetDone, set_of

_BY_HAND = {CorrectionKind.MORE: 1, CorrectionKind.LESS: -1, CorrectionKind.SKIP: 0}


@dataclass(frozen=True, slots=True)
class Training:
    """Sessions of one training, by time; there is at least one."""

    id: str
    sessions: tuple[SessionInfo, ...]

    @property
    def started_at(self) -> datetime:
        """When it began."""
        return self.sessions[0].started_at

    @property
    def ended_at(self) -> datetime:
        """When its last session ended."""
        return max(_end(one) for one in self.sessions)

    @property
    def day(self) -> date:
        """The day on which it began, in the person's own time."""
        return self.started_at.astimezone().date()

    def of(self, exercise: str) -> tuple[SessionInfo, ...]:
        """Return the sessions of one exercise."""
        return tuple(one for one in self.sessions if one.exercise == exercise)


class Trainings:
    """The trainings in a store."""

    def __init__(self, store: Store, person: str, now: Callable[[], datetime] = utc_now) -> None:
        self._sessions, self._person = Sessions(store, now), person

    def all(self, *, since: datetime | None = None, training: str = "") -> tuple[Training, ...]:
        """Return trainings by time; sessions outside of any are left out.

        Parameters
        ----------
        since
            Sessions that began earlier are left out.
        training
            Only the one with this id.
        """
        found = self._sessions.of_person(self._person, since=since, training=training)
        inside = sorted((one for one in found if one.training), key=lambda one: one.training)
        groups = groupby(inside, key=lambda one: one.training)
        made = [Training(name, tuple(sessions)) for name, sessions in groups]
        return tuple(sorted(made, key=lambda one: one.started_at))

    def sessions_on(self, day: date) -> tuple[SessionInfo, ...]:
        """Return every session that began on a day, also outside of a training."""
        # Wide enough for every zone; which day it was is seen afterwards.
        since = datetime.combine(day, datetime.min.time()).astimezone() - timedelta(days=1)
        found = self._sessions.of_person(self._person, since=since)
        return tuple(one for one in found if one.started_at.astimezone().date() == day)

    def sets(self, sessions: Iterable[SessionInfo]) -> tuple[SetDone, ...]:
        """Return what the sets came to, corrections by hand included."""
        return tuple(self._set(one) for one in sessions)

    def outcome(self, task: Task, sessions: Iterable[SessionInfo]) -> Outcome:
        """Return what an exercise came to."""
        return Outcome(task, self.sets(sessions))

    def _set(self, info: SessionInfo) -> SetDone:
        kept = self._sessions.read(info.id, series=False)
        kinds = [one.kind for one in kept.corrections]
        return set_of(
            kept.record,
            by_hand=sum(_BY_HAND[one] for one in kinds),
            skipped=CorrectionKind.SKIP in kinds,
            side=info.side,
        )


def by_day(trainings: Sequence[Training]) -> dict[date, list[Training]]:
    """Return trainings by the day on which they began, in order."""
    return {day: list(group) for day, group in groupby(trainings, key=lambda one: one.day)}


def _end(one: SessionInfo) -> datetime:
    return one.ended_at or one.started_at + timedelta(seconds=one.duration_s)
