"""Files that people write, checked: what is wrong with them, one line for each thing."""

from pathlib import Path
from typing import Final

import typer

from formcheck.cli.printing import say
from formcheck.language import _
from formcheck.toml.problems import Problem

_MOST_TOLD: Final = 100


def end_badly() -> typer.Exit:
    """Return the end of a command that found something wrong in a file."""
    return typer.Exit(2)


def tell(path: Path, problems: tuple[Problem, ...]) -> bool:
    """Print the problems of a file, and return whether it has none."""
    for problem in problems[:_MOST_TOLD]:
        say(f"{path}:{problem.line}: {problem.text}")
    if len(problems) > _MOST_TOLD:
        more = _("{path}: and {number} more.")
        say(more.format(path=path, number=len(problems) - _MOST_TOLD))
    if not problems:
        say(_("{path}: right.").format(path=path))
    return not problems
