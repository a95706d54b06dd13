#!/usr/bin/env python3
"""Lets a coverage-guided fuzzer choose the inputs: it keeps those that reach something new.

::

    python3.11 -m venv /tmp/guided && /tmp/guided/bin/pip install -r requirements.lock atheris
    /tmp/guided/bin/python -m fuzzing.guided --target exercise --inputs 20000

atheris (https://github.com/google/atheris) is no dependency of the program, not even for its
development: wheels are there for few systems. It suits what is parsed in Python; half of the
inputs come from the mutators of `fuzzing.mutate`, half from its own. Counts are added to
``fuzzing/guided.json``, from which `fuzzing.report` tells them.
"""

import argparse
import json
import logging
import os
import sys
import tempfile
import time
import warnings
from collections import Counter
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any, Final

RESULTS: Final = Path(__file__).with_name("guided.json")
SUITED: Final = (
    "exercise", "programme", "settings", "error-model", "review", "session", "note", "truth",
    "zeros", "desktop-entry", "poses", "parcel",
)  # fmt: skip
_OURS: Final = ("formcheck", "tomllib", "json", "zipfile", "configparser")
_MOST_BYTES: Final = 200_000


class Guided:
    """Reads what the fuzzer chooses, and counts how it ends."""

    def __init__(self, target: Any, end_of: Any, folder: Path, inputs: int) -> None:
        self._target, self._end_of, self._inputs = target, end_of, inputs
        (folder / "formcheck").mkdir()
        self._path = folder / "formcheck" / target.file_name
        self.seeds: tuple[bytes, ...] = target.seeds(folder / "good")
        self.ends: Counter[str] = Counter()
        self.defects: Counter[str] = Counter()
        self._begun_s = time.monotonic()

    def one(self, data: bytes) -> None:
        """Read an input."""
        if self.ends.total() >= self._inputs:
            return
        self._path.write_bytes(data)
        end, told = self._end_of(self._target, self._path)
        self.ends[end] += 1
        if end == "defect":
            if told not in self.defects:
                sys.stderr.write(f"DEFECT {told}\n{data[:300]!r}\n")
            self.defects[told] += 1
        if self.ends.total() == self._inputs:
            self.write()

    def spoil(self, data: bytes, other_way: Any, most_bytes: int, seed: int) -> bytes:
        """Return another input."""
        random = Random(seed)
        if random.randrange(2):
            try:
                made: bytes = self._target.mutate(data, random.choice(self.seeds), random)
            except Exception:
                logging.getLogger(__name__).debug("not for this mutator", exc_info=True)
            else:
                return made[:most_bytes]
        chosen: bytes = other_way(data, most_bytes)
        return chosen

    def write(self) -> None:
        """Add the counts to the file."""
        known = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
        known[self._target.name] = {
            "ends": dict(self.ends),
            "defects": dict(self.defects),
            "seconds": round(time.monotonic() - self._begun_s),
        }
        RESULTS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", "utf-8")
        sys.stdout.write(f"{self._target.name}: {dict(self.ends)} {dict(self.defects)}\n")
        sys.stdout.flush()


def main() -> None:
    """Run one target; the fuzzer ends the process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", choices=SUITED, required=True)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=8)
    said = parser.parse_args()
    logging.disable()
    warnings.simplefilter("ignore")
    atheris = import_module("atheris")
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"XDG_DATA_HOME": name, "FORMCHECK_LANGUAGE": "en", "FORMCHECK_CORES": "0"}
        with atheris.instrument_imports(include=_OURS):
            target = import_module("fuzzing.targets").TARGETS[said.target]
            end_of = import_module("fuzzing.worker").end_of
        guided = Guided(target, end_of, Path(name), said.inputs)
        corpus = Path(name) / "corpus"
        corpus.mkdir()
        for number, good in enumerate(guided.seeds):
            (corpus / str(number)).write_bytes(good)
        words = [sys.argv[0], str(corpus), f"-runs={said.inputs + 1000}", f"-seed={said.seed}"]
        words += [f"-max_len={_MOST_BYTES}", "-timeout=60", "-rss_limit_mb=4096"]
        atheris.Setup(
            words,
            guided.one,
            custom_mutator=lambda data, most, seed: guided.spoil(data, atheris.Mutate, most, seed),
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
