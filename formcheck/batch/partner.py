"""Another computer of a cluster: what it is and sees, and whether it can take part."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from formcheck.batch.basis import basis, differences
from formcheck.batch.note import work_dir
from formcheck.batch.task import Task
from formcheck.language import _


@dataclass(frozen=True, slots=True)
class Seen:
    """What a worker says of itself."""

    computer: str
    basis: Mapping[str, str]
    recordings: bool
    """Whether it sees the first recording."""
    results: bool
    """Whether its folder of the results is the very same."""


def look(task: Task, token: str) -> Seen:
    """Say what this computer is and sees. Called on a worker.

    ``token`` is what the file of that name in the results' folder holds; empty: not asked.
    """
    try:
        shared = not token or token_file(task).read_text("utf-8") == token
    except OSError:
        shared = False
    return Seen(socket.gethostname(), basis(task.wanted.model), task.source.is_file(), shared)


def present() -> bool:
    """Say that formcheck is there. Called on the scheduler, through which all tasks go."""
    return True


def token_file(task: Task) -> Path:
    """Return the file by which the folder of the results is known to be the same."""
    return work_dir(task.wanted.out) / "shared"


def why_not(seen: Seen, here: Mapping[str, str], task: Task) -> str:
    """Say why a computer cannot take part; empty when it can."""
    other = differences(here, seen.basis)
    if other:
        text = _(
            "The computer {computer} would give other results: {what} must be the same on all "
            "of them. Install the same there."
        )
        return text.format(computer=seen.computer, what=", ".join(other))
    if not seen.recordings:
        text = _(
            "The computer {computer} cannot see {file}: share the folder, so that every computer "
            "has it under the same path."
        )
        return text.format(computer=seen.computer, file=task.source)
    if not seen.results:
        text = _(
            "The computer {computer} has another folder {folder} than this one: share it, so that "
            "every computer has it under the same path."
        )
        return text.format(computer=seen.computer, folder=task.wanted.out)
    return ""
