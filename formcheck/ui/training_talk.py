"""What is asked and told around a training: questions, their answers, and what they mean."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from formcheck.care.pain import Moment, jumped
from formcheck.care.progression import Proposal
from formcheck.care.today import Task
from formcheck.care.traffic_light import Verdict
from formcheck.errors import FormcheckError
from formcheck.language import N_, _
from formcheck.session.moves import known_moves
from formcheck.store.errors import StoreError
from formcheck.training.asking import Asking, Told, after, before, during, pain_of, verdict_on
from formcheck.training.stages import Now, Stage
from formcheck.training.summary import Summary
from formcheck.ui.diary import Diary
from formcheck.ui.training_sets import TrainingSets

JUMPED: Final = N_(
    "Your pain is clearly stronger than last time. Please answer the safety questions first."
)


@dataclass(frozen=True, slots=True)
class End:
    """What is shown at the end."""

    summary: Summary | None
    """None when it could not be read."""
    proposals: tuple[Proposal, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    """Titles of exercises by slug."""


class TrainingTalk:
    """Asks around one training. What cannot be kept is said in `trouble`, and nothing stops.

    Parameters
    ----------
    diary
        Keeps what is told.
    day
        The day of the training.
    tasks
        What it consists of, as a break at the desk does; None: what the programme asks for.
    """

    def __init__(self, diary: Diary, day: date, tasks: Sequence[Task] | None = None) -> None:
        self._diary, self._day, self._tasks = diary, day, tasks
        self.training = diary.begin(day)
        """Id of the training."""
        self.trouble = ""
        """Why something could not be kept; empty when all is well."""
        self.jumped = False
        """Whether the pain before it is so strong that the safety questions come first."""
        self._before: Told | None = None
        self._told: list[Told] = []

    def asking(self, now: Now) -> tuple[Asking, str]:
        """Return what is asked now, and a title."""
        if now.stage is Stage.BEFORE:
            return before(), _("Before we start")
        if now.stage is Stage.ASK and now.plan is not None:
            return during(now.plan.task, self._before), now.plan.exercise.title
        return after(self._before), _("After the training")

    def take(self, told: Told, now: Now, sets: TrainingSets) -> Verdict | None:
        """Keep what was told, and return what the traffic light says."""
        if told.moment is Moment.BEFORE:
            self._before = told
            self._look_for_jump(told)
        else:
            self._told.append(told)
        self._keep(told, self._session(now, sets))
        # What was told after another exercise is judged there, and again at the end.
        later = self._told if told.moment is Moment.AFTER else [told]
        return verdict_on(pain_of(self._before, *later))

    def end(self) -> End:
        """Return what is shown at the end; of what cannot be read nothing."""
        try:
            self._diary.flush()
            shown = self._diary.summary(self.training, self._day, self._tasks)
            proposals = self._diary.propose(self._day)
        except FormcheckError as error:
            self.trouble = str(error)
            return End(None)
        titles = {slug: move.title for slug, move in known_moves().items()}
        return End(shown, proposals, titles)

    def confirm(self, proposal: Proposal) -> None:
        """Change the programme as the person agreed."""
        self._attempt(lambda: self._diary.confirm(proposal, self._day))

    def decline(self, proposal: Proposal) -> None:
        """Keep that the person does not want a proposal."""
        self._attempt(lambda: self._diary.decline(proposal))

    def _look_for_jump(self, told: Told) -> None:
        if told.score is None:
            return
        try:
            last = self._diary.last_pain(but=self.training)
        except StoreError as error:
            self.trouble = str(error)
        else:
            self.jumped = jumped(last, told.score)

    def _keep(self, told: Told, session: str | None) -> None:
        self._attempt(lambda: self._diary.keep(told, self.training, session))

    def _attempt(self, work: Callable[[], None]) -> None:
        try:
            work()
        except FormcheckError as error:
            self.trouble = str(error)

    def _session(self, now: Now, sets: TrainingSets) -> str | None:
        """Return the last session of the exercise that it is about; None: of the whole training."""
        if now.stage is not Stage.ASK or now.plan is None:
            return None
        return next(reversed(sets.sessions(now.plan.exercise.slug)), None)
