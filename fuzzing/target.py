"""What is fuzzed: where good files come from, how they are spoilt, and what reads them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

MB: Final = 1 << 20

Mutate = Callable[[bytes, bytes, Random], bytes]
"""Makes an input of a good file; of another good file it may take pieces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A kind of file that comes from outside."""

    name: str
    about: str
    """For the table: what the file is and where it comes from."""
    file_name: str
    """What an input is called when it is read."""
    seeds: Callable[[Path], tuple[bytes, ...]]
    """Makes good files, in a folder that it may use; called once in a process."""
    mutate: Mutate
    read: Callable[[Path], bool]
    """Reads a file as the program does, and uses what is in it.

    True when it was read, False when it was left aside on purpose; raise FormcheckError when it is
    refused.
    """
    inputs: int
    """How many of a run of 100,000."""
    most_bytes: int = 256 * MB
    """How much memory one input may take beyond what the process has (judgement)."""
    most_s: float = 30.0
    """What takes longer hangs, even on a computer that is busy with other things (judgement)."""
    starts: bool = False
    """Whether reading starts a process of our own."""


def input_of(target: Target, seeds: tuple[bytes, ...], seed: int, number: int) -> bytes:
    """Return an input: the same for the same seed and number, whatever came before."""
    random = Random(f"{seed} {target.name} {number}")
    return target.mutate(random.choice(seeds), random.choice(seeds), random)
