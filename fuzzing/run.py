"""Runs targets, each in processes of their own, and starts a new one after each that dies."""

import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from formcheck.own_process import VARIABLE
from fuzzing.target import Target, input_of

DEFECT: Final = "defect"
_START_S: Final = 120.0
"""To make good files, on a computer that is busy."""
_KEPT: Final = 3
"""Inputs of a kind of defect."""


@dataclass(slots=True)
class Result:
    """What came of one target's inputs."""

    target: Target
    seed: int
    ends: Counter[str] = field(default_factory=Counter)
    defects: dict[str, list[int]] = field(default_factory=dict)
    """Numbers of the inputs, by what was wrong."""
    slowest_ms: float = 0.0
    most_bytes: int = 0
    told: Counter[str] = field(default_factory=Counter)
    """Sentences with which inputs were refused: their first words."""

    def add(self, one: dict[str, Any]) -> None:
        """Count an input."""
        self.ends[one["end"]] += 1
        self.slowest_ms = max(self.slowest_ms, one["ms"])
        self.most_bytes = max(self.most_bytes, one["bytes"])
        if one["end"] == DEFECT:
            self.defects.setdefault(one["told"], []).append(one["number"])
        elif one["told"]:
            self.told[one["told"][:120]] += 1

    def died(self, number: int, how: str) -> None:
        """Count an input that ended its process."""
        self.ends[DEFECT] += 1
        self.defects.setdefault(how, []).append(number)


def run_target(
    target: Target, seed: int, numbers: range, on_progress: Callable[[Result], None]
) -> Result:
    """Read so many inputs of a target; defects are counted, never raised."""
    result, number = Result(target, seed), numbers.start
    while number < numbers.stop:
        with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
            left = range(number, numbers.stop)
            number, how = _one_process(target, seed, left, Path(name), result)
            on_progress(result)
        if how:
            result.died(number, how)
            number += 1
    return result


def _one_process(
    target: Target, seed: int, numbers: range, folder: Path, result: Result
) -> tuple[int, str]:
    """Return the number that was not answered, and how the process ended; "" at the end."""
    words = (target.name, str(seed), str(numbers.start), str(numbers.stop), str(folder))
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            (sys.executable, "-X", "faulthandler", "-m", "fuzzing.worker", *words),
            stdout=subprocess.PIPE,
            stderr=said,
            env=_environment(target, folder),
            start_new_session=True,  # what it starts ends with it
        )
        number, hung = numbers.start, False
        try:
            for one in _answers(process.stdout, target.most_s):
                result.add(one)
                number = one["number"] + 1
        except TimeoutError:
            hung = True
        finally:
            _end(process, at_once=hung)
        said.seek(0)
        last = said.read().decode("utf-8", "replace").strip().split("\n")
    if number == numbers.stop:
        return number, ""
    if hung:
        return number, f"it hung for {target.most_s:.0f} s"
    return number, f"the process died ({process.returncode}): {_where(last)}"


def _where(said: list[str]) -> str:
    inside = next((one.strip() for one in said if one.strip().startswith("File ")), "")
    return f"{said[-1][:120]} {inside}"[:240]


def _end(process: "subprocess.Popen[bytes]", *, at_once: bool) -> None:
    if at_once:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _answers(stream: IO[bytes] | None, most_s: float) -> Iterator[dict[str, Any]]:
    """Give each line; raise TimeoutError when none comes for too long."""
    if stream is None:
        raise RuntimeError("expected a pipe from the process")
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        kept, within_s = b"", _START_S
        while True:
            if not selector.select(within_s):
                raise TimeoutError
            more = os.read(stream.fileno(), 1 << 16)
            if not more:
                return
            *lines, kept = (kept + more).split(b"\n")
            yield from map(json.loads, lines)
            within_s = most_s if lines or within_s == most_s else within_s


def _environment(target: Target, folder: Path) -> dict[str, str]:
    scratch = folder / "tmp"
    scratch.mkdir()
    return {
        **os.environ,
        "XDG_DATA_HOME": str(folder),
        "HOME": str(folder),
        "TMPDIR": str(scratch),
        "FORMCHECK_LANGUAGE": "en",
        VARIABLE: "1" if target.starts else "0",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def keep_defects(result: Result, folder: Path) -> None:
    """Write a few inputs of each kind of defect to a folder, to look at them."""
    with tempfile.TemporaryDirectory() as name:
        seeds = result.target.seeds(Path(name))
    shutil.rmtree(folder / result.target.name, ignore_errors=True)
    (folder / result.target.name).mkdir(parents=True)
    for numbers in result.defects.values():
        for number in numbers[:_KEPT]:
            data = input_of(result.target, seeds, result.seed, number)
            (folder / result.target.name / f"{number}-{result.target.file_name}").write_bytes(data)
