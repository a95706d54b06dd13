"""What a person did and told, day by day, and what follows from it for the programme.

::

    diary = Diary(store, person)
    training = diary.begin(today)                      # an id for its sessions
    diary.keep(told, training)                         # answers, whenever they come
    diary.summary(training, today), diary.propose(today)
    diary.confirm(proposal, today)                     # or diary.decline(proposal)

Every method raises StoreError, a sentence for the window, when the store cannot be read or written.
Answers that could not be written stay here and go with the next ones, or with `flush`.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from formcheck.care import progression
from formcheck.care.move import Moves
from formcheck.care.pain import Moment
from formcheck.care.programme import Programme
from formcheck.care.programme_file import STARTER, in_language, starter_names
from formcheck.care.progress_rules import Done
from formcheck.care.progression import Proposal, Step
from formcheck.care.steps import weekly_s
from formcheck.care.today import Task, sides_of, today
from formcheck.errors import ProgrammeError
from formcheck.exercises.loader import load_exercise
from formcheck.session.moves import known_moves
from formcheck.store.answers import Answer, AnswerKind, Answers
from formcheck.store.clock import utc_now
from formcheck.store.columns import new_id
from formcheck.store.database import Store
from formcheck.store.errors import StoreError
from formcheck.store.kept import SessionInfo
from formcheck.store.told import answers_of
from formcheck.store.trainings import Training, Trainings
from formcheck.store.versions import Versions
from formcheck.training.asking import Told, pain_of, shift_text, verdict_on
from formcheck.training.outcome import Outcome
from formcheck.training.summary import Finished, Summary, effort_text, summary, worst
from formcheck.ui.diary_book import Book

MORNING_WITHIN: Final = timedelta(hours=36)
"""So long after a training the morning after it is asked about."""
_DAY: Final = timedelta(days=1)


class Diary:
    """The trainings of one person.

    Parameters
    ----------
    store, person
        Where they are kept, and whose (id).
    chosen
        Name of the programme that holds as long as none is kept in the store.
    moves
        Every known exercise.
    now
        Returns the time.
    """

    def __init__(
        self,
        store: Store,
        person: str,
        *,
        chosen: str = STARTER,
        moves: Moves | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.person = person
        self._answers = Answers(store, now)
        self._trainings = Trainings(store, person, now)
        self._versions = Versions(store, person, chosen)
        self._moves = known_moves() if moves is None else moves
        self._now = now
        self._waiting: list[Answer] = []

    # What is done

    def begin(self, day: date) -> str:
        """Return an id for the sessions and answers of a training; keep what it goes by."""
        # Whoever shows the programme says what is wrong with it; one may exercise all the same.
        with suppress(ProgrammeError, StoreError):
            self._versions.pin(day)
        return new_id()

    def keep(self, told: Told, training: str, session: str | None = None) -> None:
        """Keep what was told at one moment.

        Parameters
        ----------
        told
            What was said.
        training
            Id of the training that it is about.
        session
            Id of the last set, when it is about one exercise.
        """
        at = self._now()
        self._wait(*(replace(one, given_at=at) for one in answers_of(told, training, session)))

    def flush(self) -> None:
        """Write what could not be written before, if there is anything."""
        if not self._waiting:
            return
        kept, about = self._waiting, {one.session for one in self._waiting} - {None}
        if about:
            # Of a set that could not be kept: told of the whole training, which is on the safe
            # side, as it counts for every exercise.
            known = {one.id for training in self._trainings.all() for one in training.sessions}
            lost = about - known
            kept = [replace(one, session=None) if one.session in lost else one for one in kept]
        self._answers.add(self.person, kept)
        self._waiting.clear()

    def done_on(self, day: date) -> frozenset[str]:
        """Return the exercises of which all sets were done on a day, by slug.

        Of what is not in the programme of the day any set will do.
        """
        tasks = {one.item.exercise: one for one in self._tasks(day)}
        sessions = self._trainings.sessions_on(day)
        found = set()
        for slug in {one.exercise for one in sessions}:
            mine = [one for one in sessions if one.exercise == slug]
            sets = self._trainings.sets(mine)
            inside = slug in tasks and all(one.training for one in mine)
            done = Outcome(tasks[slug], sets).tried if inside else any(s.anything for s in sets)
            found |= {slug} if done else set()
        return frozenset(found)

    def trainings(self) -> tuple[Training, ...]:
        """Return all trainings by time."""
        return self._trainings.all()

    @property
    def first_day(self) -> date | None:
        """The day of the first training; None before it."""
        return next((one.day for one in self.trainings()), None)

    def dones(self, exercise: str) -> tuple[Done, ...]:
        """Return what was done of an exercise lately, one for each day, for the rules."""
        return self._book().dones(exercise)

    # What was told

    def last_pain(self, *, but: str = "") -> int | None:
        """Return the pain that was told last before a training; None when there is none.

        Parameters
        ----------
        but
            Id of a training that is not looked at: the one under way.
        """
        told = [
            one.number
            for one in self._answers.of_person(self.person, kind=AnswerKind.PAIN)
            if one.question == Moment.BEFORE.value and one.training != but
        ]
        return next((round(one) for one in reversed(told) if one is not None), None)

    def morning_due(self, now: datetime) -> Training | None:
        """Return the training about whose next morning is asked now; None when there is none.

        From four in the morning after it until 36 hours after its end, and once.
        """
        return self._book().morning_due(now, MORNING_WITHIN)

    def summary(self, training: str, day: date, tasks: Sequence[Task] | None = None) -> Summary:
        """Return what is said at the end of a training.

        Parameters
        ----------
        training
            Its id.
        day
            The day, for what was asked.
        tasks
            What was asked; None: what the programme asks for on this day.
        """
        asked = self._tasks(day) if tasks is None else tasks
        book = self._book()
        found = next((one for one in book.trainings if one.id == training), None)
        told = book.told(training)
        sessions = () if found is None else found.sessions
        finished = [self._finished(task, sessions) for task in asked]
        before = [one for one in told if one.moment is Moment.BEFORE]
        later = [one for one in told if one.moment in {Moment.DURING, Moment.AFTER}]
        verdicts = [verdict_on(pain_of(*before, one)) for one in later]
        where = shift_text(pain_of(*before, *(one for one in told if one.moment is Moment.DURING)))
        efforts = [one.effort for one in later if one.effort is not None]
        first = book.trainings[0].day if book.trainings else day
        return summary(
            finished,
            worst(verdicts or [verdict_on(pain_of(*before))]),
            where,
            effort_text(max(efforts, default=None), (day - first).days),
        )

    # The programme

    def programme(self, day: date) -> Programme:
        """Return what holds on a day, in the language in use; raise ProgrammeError, too."""
        found = self._versions.on(day)
        return in_language(found) if found.name in starter_names() else found

    def choose_programme(self, name: str, day: date) -> None:
        """Let the programme of a file hold from a day on; raise ProgrammeError, too."""
        self._versions.choose(name, day)

    def propose(self, day: date) -> tuple[Proposal, ...]:
        """Return what is proposed for the exercises of the last day with a training.

        Those that change nothing say why. What was declined since is not proposed again. At most
        one makes the holds of the week longer. Raises ProgrammeError, too.
        """
        book = self._book()
        if not book.trainings:
            return ()
        last = book.trainings[-1].day
        slugs = {s.exercise for one in book.trainings if one.day == last for s in one.sessions}
        plan = self._versions.on(day + _DAY)
        week = self._versions.week_before(day)
        before_s = None if week is None else weekly_s(week, self._moves)
        found = []
        for item in [one for one in plan.exercises if one.exercise in slugs]:
            proposal = progression.propose(
                plan,
                item,
                book.dones(item.exercise),
                self._moves,
                changed_on=self._versions.changed_on(item.exercise, day + _DAY),
                before_s=before_s,
            )
            found.append(proposal)
            if proposal.step is Step.ADVANCE:
                # As if it were confirmed: the next ones have to leave room for it in the week.
                plan = progression.confirm(plan, proposal)
        return tuple(one for one in found if not book.declined(one))

    def offers(self, day: date) -> tuple[Proposal, ...]:
        """Return what there is to decide: the proposals that change something.

        To go on needs the morning after, so this is the time for it: when that was told.
        """
        return tuple(one for one in self.propose(day) if one.after != one.before)

    def confirm(self, proposal: Proposal, day: date) -> None:
        """Change the programme, as the person agreed; raise ProgrammeError, too.

        It holds from tomorrow on, or from today if nothing was done yet. A locked one never
        changes.
        """
        self._versions.pin(self.first_day or day)
        tomorrow = day + _DAY
        begun = bool(self._trainings.sessions_on(day)) or self._versions.changes_after(day)
        valid_from = tomorrow if begun else day
        changed = progression.confirm(self._versions.on(valid_from), proposal)
        self._versions.add(changed, valid_from)
        self._decide(proposal, yes=True)

    def decline(self, proposal: Proposal) -> None:
        """Keep that the person does not want a proposal."""
        self._decide(proposal, yes=False)

    def _finished(self, task: Task, sessions: Sequence[SessionInfo]) -> Finished:
        slug = task.item.exercise
        mine = [one for one in sessions if one.exercise == slug]
        return Finished(load_exercise(slug), self._trainings.outcome(task, mine))

    def _decide(self, proposal: Proposal, *, yes: bool) -> None:
        self._wait(
            Answer(
                kind=AnswerKind.PROPOSAL,
                question=proposal.before.exercise,
                number=float(yes),
                text=proposal.text,
                given_at=self._now(),
            )
        )

    def _wait(self, *answers: Answer) -> None:
        self._waiting += answers
        self.flush()

    def _tasks(self, day: date) -> tuple[Task, ...]:
        """Return what is for a day; nothing where the programme cannot be read."""
        try:
            return today(self._versions.on(day), day, self._moves).tasks
        except ProgrammeError:
            return ()

    def _task(self, exercise: str, day: date) -> Task | None:
        """Return an exercise as it was asked for on a day, also where it was not that day's."""
        try:
            programme = self._versions.on(day)
        except ProgrammeError:
            return None
        item = next((one for one in programme.exercises if one.exercise == exercise), None)
        move = self._moves.get(exercise)
        return None if item is None or move is None else Task(item, move, sides_of(item, move))

    def _book(self) -> Book:
        answers = self._answers.of_person(self.person)
        return Book(self._trainings, (*answers, *self._waiting), self._task)
