"""One look at everything that a person did and told: made anew for each question to the diary."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from formcheck.care.effort import TOO_HARD
from formcheck.care.pain import Moment, Pain
from formcheck.care.progress_rules import Done
from formcheck.care.progression import Proposal
from formcheck.care.today import Task
from formcheck.store.answers import Answer, AnswerKind
from formcheck.store.told import told_of
from formcheck.store.trainings import Training, Trainings, by_day
from formcheck.training.asking import Told, pain_of, worst_of
from formcheck.training.outcome import done_of

_NIGHT: Final = timedelta(hours=4)
"""Until then it is still the evening before."""
_RECENT: Final = 15
"""Days of one exercise that are looked at: every rule looks back two weeks at most."""


class Book:
    """Trainings with what was told about them.

    Parameters
    ----------
    trainings
        Where to find them.
    answers
        All of the person's.
    task
        Returns how an exercise was asked for on a day; None when it was not.
    """

    def __init__(
        self,
        trainings: Trainings,
        answers: Sequence[Answer],
        task: Callable[[str, date], Task | None],
    ) -> None:
        self._of, self._answers, self._task = trainings, answers, task
        self.trainings = trainings.all()
        by_training: dict[str, list[Answer]] = defaultdict(list)
        for one in answers:
            by_training[one.training].append(one)
        self._told = {name: told_of(them) for name, them in by_training.items() if name}
        self._mornings = self._by_waking_day()

    def told(self, training: str) -> tuple[Told, ...]:
        """Return everything that was told about a training."""
        return tuple(self._told.get(training, {}).values())

    def dones(self, exercise: str) -> tuple[Done, ...]:
        """Return what was done of an exercise on its last days."""
        days = by_day([one for one in self.trainings if one.of(exercise)])
        recent = list(days.items())[-_RECENT:]
        found = [self._done(exercise, day, trainings) for day, trainings in recent]
        return tuple(one for one in found if one is not None)

    def morning_due(self, now: datetime, within: timedelta) -> Training | None:
        """Return the last training about whose next morning nothing was asked and it is time.

        After a training in which nothing was done there is nothing to ask.
        """
        for one in reversed(self.trainings):
            slept = _waking_day(now) > _waking_day(one.started_at)
            asked = _waking_day(one.started_at) in self._mornings
            in_time = slept and not asked and now - one.ended_at <= within
            if in_time and any(each.anything for each in self._of.sets(one.sessions)):
                return one
        return None

    def declined(self, proposal: Proposal) -> bool:
        """Whether the person said no to a proposal since the exercise was done last."""
        exercise = proposal.before.exercise
        last = max((s.started_at for one in self.trainings for s in one.of(exercise)), default=None)
        return any(
            one.kind is AnswerKind.PROPOSAL
            and (one.question, one.text) == (exercise, proposal.text)
            and not one.number
            and (last is None or one.given_at is None or one.given_at >= last)
            for one in self._answers
        )

    def _done(self, exercise: str, day: date, trainings: Sequence[Training]) -> Done | None:
        """Return all that was done of an exercise on one day, which counts once.

        Its pain is the worst of its trainings: two of them are no two good days. Of what was
        skipped nothing is known: other exercises may have hurt.
        """
        task = self._task(exercise, day)
        if task is None:
            return None
        sessions = [session for one in trainings for session in one.of(exercise)]
        outcome = self._of.outcome(task, sessions)
        if not outcome.anything:
            return done_of(outcome, day, Pain(), None)
        pain = worst_of([self._pain(one, exercise) for one in trainings])
        return done_of(outcome, day, pain, self._effort(trainings))

    def _pain(self, training: Training, exercise: str) -> Pain:
        """Return what was told about the pain of one exercise in one training."""
        about = {None, *(one.id for one in training.of(exercise))}
        told = [
            one
            for (session, moment), one in self._told.get(training.id, {}).items()
            if session in about and moment is not Moment.MORNING
        ]
        return pain_of(*told, *self._mornings.get(_waking_day(training.started_at), ()))

    def _by_waking_day(self) -> dict[date, list[Told]]:
        """Return what was told on the next morning, by the day of the trainings."""
        found: dict[date, list[Told]] = defaultdict(list)
        for one in self.trainings:
            said = [told for told in self.told(one.id) if told.moment is Moment.MORNING]
            if said:
                found[_waking_day(one.started_at)] += said
        return found

    def _effort(self, trainings: Sequence[Training]) -> int | None:
        """Return the hardest effort of a day; None when one may have been harder."""
        said = [_hardest(self.told(one.id)) for one in trainings]
        hardest = max((one for one in said if one is not None), default=None)
        known = None not in said or (hardest or 0) >= TOO_HARD
        return hardest if known else None


def _hardest(told: Sequence[Told]) -> int | None:
    return max((one.effort for one in told if one.effort is not None), default=None)


def _waking_day(at: datetime) -> date:
    """Return the day that a person would say it is, in their own time."""
    return (at.astimezone() - _NIGHT).date()
