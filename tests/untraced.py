"""Which tests coverage need not watch: they take long, and others reach all that they reach.

Being watched makes Python three times as slow. So the list beside this module, ``untraced.txt``,
names tests that are not watched; they run and fail as all others do. What is not in the list is
watched, as every new test is. Where the list leaves a line unreached, ``make test`` says so.

To look for more of them in folders, with what it takes; together they find more than each alone::

    python -m pytest FOLDERS --cov=formcheck --cov-context=test --cov-report= --junitxml=times.xml
    python -m tests.untraced .coverage times.xml
"""

import functools
import sqlite3
import sys
from collections import Counter, defaultdict
from contextlib import closing
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
LIST = Path(__file__).with_suffix(".txt")
SHORT_S = 0.3
"""What takes less is watched: there is little to save."""

_RACING = ("LiveEngine", "DeskEngine", "Observer(", "threading")
"""Words in the files of tests with several threads."""

Arc = tuple[int, int, int]


def untraced() -> frozenset[str]:
    """Return the names in the list: ``tests/a/test_b.py::test_c``, with all its cases."""
    return frozenset(LIST.read_text("utf-8").split())


def forget_results() -> None:
    """Empty the caches of the program's functions.

    A watched test that found there what an unwatched one worked out would not reach the lines that
    work it out; which comes first depends on how the tests are shared out between processes.
    """
    ours = [module for name, module in sys.modules.items() if name.startswith("formcheck.")]
    for module in ours:
        for value in vars(module).values():
            if isinstance(value, functools._lru_cache_wrapper):
                value.cache_clear()


def name_of(node: str) -> str:
    """Return the name of a test without its case."""
    return node.partition("[")[0]


def reached(database: Path) -> dict[str, set[Arc]]:
    """Return what each test reached itself: from which line to which, by file.

    What it reaches while it is set up is watched in any case, and belongs to nobody ("").
    """
    found = defaultdict(set)
    asked = "select context, file_id, fromno, tono from arc join context on context.id = context_id"
    with closing(sqlite3.connect(database)) as rows:
        for context, *arc in rows.execute(asked):
            node, _, when = context.rpartition("|")
            found[name_of(node) if when == "run" else ""].add(tuple(arc))
    return found


def taken_s(times: Path) -> Counter[str]:
    """Return how long each test took, all its cases together."""
    found: Counter[str] = Counter()
    for case in ET.parse(times).iter("testcase"):
        file = case.attrib["classname"].replace(".", "/") + ".py"
        found[name_of(f"{file}::{case.attrib['name']}")] += float(case.attrib["time"])
    return found


def needless(by: dict[str, set[Arc]], seconds: Counter[str]) -> list[str]:
    """Return the tests without which the others reach as much, those that take longest first.

    What one of them reaches has to be reached by another that does the same in every run: whatever
    Hypothesis thinks of, and threads that race, may take another way tomorrow.
    """
    left = Counter(arc for name, arcs in by.items() if _steady(name) for arc in arcs)
    found = []
    for name, lasted_s in seconds.most_common():
        own, counted = by.get(name, set()), int(_steady(name))
        if lasted_s >= SHORT_S and own and all(left[arc] > counted for arc in own):
            left.subtract(own if counted else ())
            found.append(name)
    return found


@cache
def _text(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def _steady(name: str) -> bool:
    path, _, function = name.partition("::")
    if not path:
        return True
    before, _, _ = _text(path).partition(f"def {function}(")
    return "@given" not in before.rpartition("\n\n")[2] and not any(
        word in _text(path) for word in _RACING
    )


if __name__ == "__main__":
    sys.stdout.write("\n".join(needless(reached(Path(sys.argv[1])), taken_s(Path(sys.argv[2])))))
