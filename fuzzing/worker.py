"""The process in which inputs are read: one line of JSON on its standard output for each.

Started by `fuzzing.run`. It says nothing about an input that kills it or never ends: whoever
started it sees that.
"""

import json
import logging
import os
import sys
import time
import traceback
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from formcheck.errors import FormcheckError
from fuzzing.guard import Guard, Memory, limit_memory
from fuzzing.said import useless
from fuzzing.target import Target, input_of
from fuzzing.targets import TARGETS

logger = logging.getLogger(__name__)

READ, REFUSED, ASIDE, DEFECT = "read", "refused", "aside", "defect"


def place(error: BaseException) -> str:
    """Return type and place of an error: two with the same are one defect."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if f"{os.sep}formcheck{os.sep}" in one.filename] or frames
    where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__} at {where}"


def end_of(target: Target, path: Path) -> tuple[str, str]:
    """Read a file; return how it ended and, of what is refused or a defect, what was said."""
    try:
        return (READ if target.read(path) else ASIDE), ""
    except FormcheckError as error:
        told = str(error)
        wrong = useless(told)
        if wrong:
            return DEFECT, f"{wrong}: {type(error).__name__}: {told[:300]!r}"
        return REFUSED, told[:200]
    except Exception as error:
        logger.exception("a defect")
        return DEFECT, f"{place(error)}: {str(error)[:200]}"


class Inbox:
    """A folder with one input in it, and nothing else."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self.path = folder / name
        folder.mkdir(exist_ok=True)

    def put(self, data: bytes) -> None:
        """Let the file be this."""
        self.path.write_bytes(data)

    def changed(self, data: bytes) -> str:
        """Return what became of the folder; empty when nothing did."""
        found = sorted(one.name for one in self._folder.iterdir())
        if found != [self.path.name]:
            return f"the folder holds {found}"
        return "" if self.path.read_bytes() == data else "the file was changed"


def run(target: Target, seed: int, numbers: range, folder: Path) -> Iterator[dict[str, Any]]:
    """Read inputs one after another, and give what came of each."""
    seeds = target.seeds(folder / "good")
    inbox = Inbox(folder / "formcheck", target.file_name)
    for good in seeds[:1]:  # what is loaded late is loaded now
        inbox.put(good)
        with suppress(FormcheckError):  # some targets have nothing but what is refused
            target.read(inbox.path)
    guard, memory = Guard(folder, starts=target.starts), Memory()
    limit_memory()
    for number in numbers:
        data = input_of(target, seeds, seed, number)
        inbox.put(data)
        memory.begin()
        begun_s = time.perf_counter()
        with guard.watch() as seen:
            end, told = end_of(target, inbox.path)
        spent_s = time.perf_counter() - begun_s
        grown = memory.grown_bytes()
        wrong = inbox.changed(data) or "; ".join(seen)
        if grown > target.most_bytes:
            wrong = wrong or f"it took {grown >> 20} MB"
        if wrong:
            end, told = DEFECT, f"{wrong} ({end} {told[:100]})"
        yield {"number": number, "end": end, "told": told, "ms": spent_s * 1000, "bytes": grown}


def main() -> None:
    """Read what there is to do from the command line, and do it."""
    name, seed, first, last, folder = sys.argv[1:]
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no answer
    logging.disable()
    warnings.simplefilter("ignore")
    target = TARGETS[name]
    for one in run(target, int(seed), range(int(first), int(last)), Path(folder)):
        out.write(json.dumps(one) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
