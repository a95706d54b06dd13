#!/usr/bin/env python3
"""Fuzzes everything that comes from outside, and writes docs/fuzzing.md.

::

    python -m fuzzing                                  # 100,000 inputs and more; an hour
    python -m fuzzing --target exercise                # all of one: its line is written anew
    python -m fuzzing --inputs 2000 --target exercise  # some of one; prints, and writes nothing
"""

import argparse
import sys
from pathlib import Path
from typing import Final

from fuzzing.report import rows_of, table, write_page, write_results
from fuzzing.run import Result, keep_defects, run_target
from fuzzing.targets import TARGETS

ALL: Final = sum(one.inputs for one in TARGETS.values())


def main() -> int:
    """Run it; the status is 1 when there is a defect."""
    parser = argparse.ArgumentParser(description="Read files that were made to do harm.")
    parser.add_argument("--inputs", type=int, help=f"in all; {ALL} unless said otherwise")
    parser.add_argument("--target", choices=sorted(TARGETS), action="append")
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--keep", type=Path, help="a folder for inputs that show a defect")
    parser.add_argument("--page", action="store_true", help="write the page of the last run anew")
    said = parser.parse_args()
    if said.page:
        write_page()
        return 0
    chosen = [TARGETS[name] for name in said.target or TARGETS]
    whole = sum(one.inputs for one in chosen)
    results = []
    for target in chosen:
        count = target.inputs if said.inputs is None else -(-said.inputs * target.inputs // whole)
        numbers = range(said.first, said.first + count)
        result = run_target(target, said.seed, numbers, _note)
        results.append(result)
        sys.stdout.write(f"{target.name}: {dict(result.ends)}\n")
        for what, found in result.defects.items():
            sys.stdout.write(f"  {len(found)} times, input {found[0]}: {what}\n")
        sys.stdout.flush()
        if said.keep is not None and result.defects:
            keep_defects(result, said.keep)
        if said.inputs is None:
            write_results(results)
    sys.stdout.write(table(rows_of(results)))
    return 1 if any(one.defects for one in results) else 0


def _note(result: Result) -> None:
    sys.stderr.write(f"{result.target.name}: {result.ends.total()}\n")


if __name__ == "__main__":
    raise SystemExit(main())
