"""Real processes: those that work, those that die, and those that are left alone."""

import sys
from pathlib import Path

import pytest

from formcheck.batch.child import Child, StoppedError
from formcheck.batch.task import State, Task
from formcheck.session.offline import Progress
from tests.batch.recordings import record, results, task

DIES = "import sys, os; {once}sys.stdin.buffer.read(4); sys.stderr.write('Oh\\n'); os._exit(7)"
COUNTS = "open({path!r}, 'a').write('x'); "
WORKS = "from formcheck.batch.worker import main; main()"


def ignore(_progress: Progress) -> None:
    """Nobody looks."""


@pytest.fixture
def one(tmp_path: Path) -> Task:
    record(tmp_path / "in" / "a.npz")
    return task(tmp_path / "in", tmp_path / "out", "a.npz")


def test_a_process_that_dies_is_tried_once_more_and_then_told(one: Task, tmp_path: Path) -> None:
    count = tmp_path / "count"
    dies = DIES.format(once=COUNTS.format(path=str(count)))
    with Child((sys.executable, "-c", dies)) as child:
        outcome = child.run(one, ignore)
    assert outcome.state is State.CRASHED
    assert "ended twice (status 7). Oh" in outcome.reason
    assert count.read_text() == "xx"


def test_a_process_that_dies_once_costs_nothing(one: Task, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    first = f"import os; there = os.path.exists({str(mark)!r}); open({str(mark)!r}, 'w'); "
    command = (sys.executable, "-c", f"{first}there or os._exit(3); {WORKS}")
    told: list[Progress] = []
    with Child(command) as child:
        assert child.run(one, told.append).state is State.DONE
    assert told[0].frames == 1
    assert list(results(one.wanted.out)) == ["a.npz.json"]


def test_a_child_that_was_stopped_does_no_more(one: Task) -> None:
    child = Child()
    child.stop()
    with child, pytest.raises(StoppedError):
        child.run(one, ignore)
