"""A whole batch: what is to be done, doing it, and what came out of all of it."""

import shutil
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from formcheck.batch.basis import asked, require_model
from formcheck.batch.cluster import run_cluster
from formcheck.batch.folder import recordings_below
from formcheck.batch.local import run_local
from formcheck.batch.lock import only_batch
from formcheck.batch.note import finished, work_dir
from formcheck.batch.sheet import write_summary
from formcheck.batch.task import Event, Outcome, State, Task, Wanted
from formcheck.report.look import has_poses

Engine = Callable[[Sequence[Task]], Generator[Event]]
"""Analyses tasks, and gives what happens; closing it stops the work."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do."""

    tasks: tuple[Task, ...]
    """Every recording, by name."""
    before: tuple[Outcome, ...]
    """Those that are finished already."""

    @property
    def left(self) -> list[Task]:
        """Those that are not."""
        there = {one.name for one in self.before}
        return [task for task in self.tasks if task.name not in there]


def engine(jobs: int, scheduler: str) -> Engine:
    """Return what does the work: the cluster of a scheduler, or this computer when it is empty."""
    if scheduler:
        return partial(run_cluster, address=scheduler)
    return partial(run_local, jobs=jobs)


def plan(wanted: Wanted) -> Plan:
    """Find the recordings and what is finished of them; raise SourceError when there is none."""
    tasks = tuple(Task(wanted, name) for name in recordings_below(wanted.folder, wanted.out))
    basis = asked(wanted)
    if not all(has_poses(task.source) for task in tasks):
        require_model(basis)
    found = ((one, finished(wanted.out, one.name, one.source, basis)) for one in tasks)
    before = [Outcome(one.name, State.DONE, note=note) for one, note in found if note is not None]
    return Plan(tasks, tuple(before))


def run_batch(
    wanted: Wanted, work: Engine, show: Callable[[Plan], Callable[[Event], None]]
) -> tuple[Outcome, ...]:
    """Analyse every recording that is not finished, and write the summary of all.

    Parameters
    ----------
    wanted
        What is asked.
    work
        What does it.
    show
        Called with the plan; what it returns is called with all that happens.

    Returns
    -------
    outcomes
        Of every recording, by name.

    Raises
    ------
    FormcheckError
        When the batch as a whole is not right. What a single recording has is in its outcome.
    """
    with only_batch(wanted.out):
        planned = plan(wanted)
        try:
            done = _worked(planned.left, work, show(planned))
        finally:
            # What is not whole: of processes that died, now or in an earlier batch.
            shutil.rmtree(work_dir(wanted.out), ignore_errors=True)
        outcomes = tuple(sorted([*planned.before, *done], key=lambda one: one.name))
        write_summary(wanted, outcomes)
        return outcomes


def _worked(left: Sequence[Task], work: Engine, told: Callable[[Event], None]) -> list[Outcome]:
    return list(_outcomes(left, work, told)) if left else []


def _outcomes(
    left: Sequence[Task], work: Engine, told: Callable[[Event], None]
) -> Iterable[Outcome]:
    events = work(left)
    with closing(events):
        for event in events:
            told(event)
            if isinstance(event, Outcome):
                yield event
