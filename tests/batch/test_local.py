import threading
from pathlib import Path

from formcheck.batch.local import run_local
from formcheck.batch.task import Moved, Outcome, State
from tests.batch.recordings import record, record_long, results, task


def test_every_recording_gets_its_outcome_whatever_happens_to_others(tmp_path: Path) -> None:
    for name in ("a.npz", "c.npz"):
        record(tmp_path / "in" / name)
    (tmp_path / "in" / "b.npz").write_text("no poses")
    tasks = [task(tmp_path / "in", tmp_path / "out", f"{name}.npz") for name in "abc"]
    running = run_local(tasks, 2)
    events = [next(running)]
    assert [thread.name for thread in threading.enumerate()].count("formcheck-batch") == 2
    events += running
    states = {one.name: one.state for one in events if isinstance(one, Outcome)}
    assert states == {"a.npz": State.DONE, "b.npz": State.BAD, "c.npz": State.DONE}
    assert {one.name for one in events if isinstance(one, Moved)} == {"a.npz", "c.npz"}


def test_whoever_stops_listening_stops_the_work(tmp_path: Path) -> None:
    record_long(tmp_path / "in" / "a.npz", minutes=20.0)
    events = run_local([task(tmp_path / "in", tmp_path / "out", "a.npz")], 1)
    assert isinstance(next(events), Moved)
    events.close()
    assert results(tmp_path / "out") == {}
