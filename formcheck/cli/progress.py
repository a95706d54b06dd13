"""How far a long work is, as a bar on the terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from formcheck.cli.tables import plain_console
from formcheck.session.offline import Progress


@contextmanager
def progress_bar(name: str) -> Iterator[Callable[[Progress], None]]:
    """Show a bar with the time left on stderr; nothing when that is no terminal."""
    console = plain_console(sys.stderr)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    hidden = not console.is_terminal
    with Bar(*columns, console=console, transient=True, disable=hidden) as bar:
        task = bar.add_task(name, total=None)

        def show(progress: Progress) -> None:
            bar.update(task, completed=progress.frames, total=progress.total)

        yield show
