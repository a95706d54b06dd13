"""A real scheduler with two real workers on this computer."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from distributed.scheduler import KilledWorker

from calibration.batch_runs import Cluster, cluster
from formcheck.batch.cluster import ClusterError, _outcome, run_cluster
from formcheck.batch.note import notes_dir
from formcheck.batch.one import analyse_one
from formcheck.batch.task import Moved, Outcome, State, Task
from formcheck.session.offline import Progress
from tests.batch.recordings import record, record_long, results, task
from tests.cli.conftest import ROOT

PATIENCE_S = 120.0
NAMES = ("a.npz", "b.npz", "c.npz")


def ignore(_progress: Progress) -> None:
    """Nobody looks."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recordings")
    for name in NAMES:
        record_long(folder / name, minutes=0.4)
    return folder


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster"), 2) as started:
        yield started


def command(folder: Path, out: Path, address: str, **variables: str) -> "subprocess.Popen[str]":
    asked = ["--exercise", "bridge", "--scheduler", address]
    return subprocess.Popen(
        [sys.executable, "-m", "formcheck", "batch", str(folder), "--out", str(out), *asked],
        cwd=ROOT,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_a_worker_with_other_exercises_is_refused(
    there: Cluster, folder: Path, tmp_path: Path
) -> None:
    own = tmp_path / "data" / "formcheck" / "exercises" / "mine.toml"
    own.parent.mkdir(parents=True)
    own.write_text("another")
    out = tmp_path / "out"
    running = command(folder, out, there.address, XDG_DATA_HOME=str(tmp_path / "data"))
    _stdout, stderr = running.communicate()
    assert running.returncode == 2
    assert "would give other results: the exercises in the user's own folder" in stderr
    assert len(stderr.splitlines()) == 1
    assert results(out) == {}


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_nothing(
    there: Cluster, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    running = command(folder, out, there.address)
    until = time.monotonic() + PATIENCE_S
    while not list(notes_dir(out).rglob("*.json")):
        assert running.poll() is None, running.communicate()
        assert time.monotonic() < until
        time.sleep(0.02)
    there.workers[0].kill()
    finished = {path: path.stat().st_mtime_ns for path in notes_dir(out).rglob("*.json")}
    stdout, stderr = running.communicate()
    assert running.returncode == 0, (stdout, stderr)
    assert [path.stat().st_mtime_ns for path in finished] == list(finished.values())
    for name in NAMES:
        analyse_one(task(folder, tmp_path / "here", name), ignore)
    expected = results(tmp_path / "here")
    assert {name: data for name, data in results(out).items() if name in expected} == expected


@pytest.fixture
def one(tmp_path: Path) -> Task:
    record(tmp_path / "in" / "a.npz")
    return task(tmp_path / "in", tmp_path / "out", "a.npz")


class Ended(SimpleNamespace):
    """What the library says of a task."""

    def result(self) -> Outcome:
        return self.outcome

    def exception(self) -> Exception:
        return self.error


def test_what_a_worker_returned_is_the_outcome() -> None:
    outcome = Outcome("a.npz", State.DONE)
    assert _outcome(Ended(status="finished", outcome=outcome), "a.npz") is outcome


def test_a_recording_on_which_workers_die_is_told() -> None:
    killed = KilledWorker("key", SimpleNamespace(address="tcp://there"), 3)
    outcome = _outcome(Ended(status="error", error=killed), "a.npz")
    assert (outcome.name, outcome.state) == ("a.npz", State.CRASHED)
    assert outcome.reason == "The workers that analysed it ended, 4 in a row."


def test_an_error_on_a_worker_is_told() -> None:
    outcome = _outcome(Ended(status="error", error=OSError("disk\n full")), "a.npz")
    assert (outcome.state, outcome.reason) == (State.CRASHED, "OSError: disk full")


def test_a_scheduler_that_is_gone_ends_the_batch() -> None:
    with pytest.raises(ClusterError, match="What was finished is kept"):
        _outcome(Ended(status="cancelled"), "a.npz")


@pytest.mark.slow
def test_events_come_from_where_the_work_is(there: Cluster, one: Task) -> None:
    events = list(run_cluster([one, Task(one.wanted, "gone.npz")], there.address))
    assert any(isinstance(event, Moved) and event.name == "a.npz" for event in events)
    states = {event.name: event.state for event in events if isinstance(event, Outcome)}
    assert states == {"a.npz": State.DONE, "gone.npz": State.BAD}


@pytest.mark.slow
def test_a_scheduler_without_workers_is_told(one: Task, tmp_path: Path) -> None:
    with (
        cluster(tmp_path, 0) as empty,
        pytest.raises(ClusterError, match="has no workers yet"),
    ):
        list(run_cluster([one], empty.address))
