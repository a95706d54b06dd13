"""How far a batch is: a bar for each recording in work and one for all, or plain lines."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

import typer
from rich.progress import (
    BarColumn,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar

from formcheck.batch.run import Plan
from formcheck.batch.task import Event, Moved, State
from formcheck.cli.tables import plain_console
from formcheck.language import _, ngettext

_PER_SECOND = 4
"""Drawn no more often: the cores have other things to do."""


class Shown(Protocol):
    """Called with the plan; returns what is to be called with all that happens."""

    def __call__(self, plan: Plan) -> Callable[[Event], None]:
        """Show what there is to do. Called once, before anything is done."""


@contextmanager
def progress() -> Iterator[Shown]:
    """Show bars on stderr; when that is no terminal, a line for each recording."""
    console = plain_console(sys.stderr)
    if not console.is_terminal:
        yield Lines
        return
    bars = Bar(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        refresh_per_second=_PER_SECOND,
    )
    with bars:
        yield lambda plan: Bars(bars, plan)


def _before(plan: Plan) -> str:
    done = len(plan.before)
    if not done:
        return ""
    text = ngettext(
        "{number} recording is finished already.",
        "{number} recordings are finished already.",
        done,
    )
    return text.format(number=done)


class Lines:
    """A line for each recording that is done."""

    def __init__(self, plan: Plan) -> None:
        self._all, self._done = len(plan.tasks), len(plan.before)
        if plan.before:
            typer.echo(_before(plan), err=True)

    def __call__(self, event: Event) -> None:
        """Take in what happened."""
        if isinstance(event, Moved):
            return
        self._done += 1
        how = "" if event.state is State.DONE else f": {event.reason}"
        typer.echo(f"{self._done}/{self._all} {event.name}{how}", err=True)


class Bars:
    """A bar for all recordings, and below it one for each that is in work."""

    def __init__(self, bars: Bar, plan: Plan) -> None:
        self._bars = bars
        self._parts: dict[str, TaskID] = {}
        if plan.before:
            bars.console.print(_before(plan))
        self._whole = bars.add_task(
            _("All recordings"), total=len(plan.tasks), completed=len(plan.before)
        )

    def __call__(self, event: Event) -> None:
        """Take in what happened."""
        if isinstance(event, Moved):
            if event.name not in self._parts:
                self._parts[event.name] = self._bars.add_task(event.name, total=None)
            done, total = event.progress.frames, event.progress.total
            self._bars.update(self._parts[event.name], completed=done, total=total)
            return
        part = self._parts.pop(event.name, None)
        if part is not None:
            self._bars.remove_task(part)
        if event.state is not State.DONE:
            self._bars.console.print(f"{event.name}: {event.reason}")
        self._bars.advance(self._whole)
