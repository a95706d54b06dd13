from collections.abc import Callable, Generator, Sequence
from pathlib import Path

import pytest

from formcheck.batch.lock import only_batch
from formcheck.batch.note import work_dir
from formcheck.batch.one import analyse_one
from formcheck.batch.run import Plan, engine, plan, run_batch
from formcheck.batch.task import Event, Outcome, State, Task
from formcheck.errors import ModelError, OutputError
from formcheck.session.offline import Progress
from tests.batch.recordings import record, results, wanted


class Here:
    """An engine that works in this process, and breaks off after so many."""

    def __init__(self, most: int = 99) -> None:
        self.given: list[str] = []
        self.closed = False
        self._most = most

    def __call__(self, tasks: Sequence[Task]) -> Generator[Event]:
        self.given = [task.name for task in tasks]
        try:
            for number, task in enumerate(tasks):
                if number == self._most:
                    raise KeyboardInterrupt
                yield analyse_one(task, ignore)
        finally:
            self.closed = True


def ignore(_progress: Progress) -> None:
    """Nobody looks."""


def watch(seen: list[object]) -> Callable[[Plan], Callable[[Event], None]]:
    def show(plan: Plan) -> Callable[[Event], None]:
        seen.append(len(plan.before))
        return seen.append

    return show


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b/1.npz", "a.npz", "b/2.npz"):
        record(tmp_path / "in" / name)
    return tmp_path / "in"


def test_every_recording_and_the_summary_of_all(folder: Path, tmp_path: Path) -> None:
    seen: list[object] = []
    outcomes = run_batch(wanted(folder, tmp_path / "out"), Here(), watch(seen))
    assert [(one.name, one.state) for one in outcomes] == [
        (name, State.DONE) for name in ("a.npz", "b/1.npz", "b/2.npz")
    ]
    assert seen == [0, *outcomes]
    assert sorted(results(tmp_path / "out")) == [
        *("a.npz.json", "b/1.npz.json", "b/2.npz.json"),
        *("recordings.csv", "summary.csv", "summary.html"),
    ]
    assert not work_dir(tmp_path / "out").exists()


def test_what_is_finished_is_not_given_out_again_and_the_results_are_the_same(
    folder: Path, tmp_path: Path
) -> None:
    asked = wanted(folder, tmp_path / "out")
    broken = Here(most=1)
    with pytest.raises(KeyboardInterrupt):
        run_batch(asked, broken, watch([]))
    assert broken.closed
    assert list(results(asked.out)) == ["a.npz.json"]
    rest, seen = Here(), list[object]()
    run_batch(asked, rest, watch(seen))
    assert rest.given == ["b/1.npz", "b/2.npz"]
    assert seen[0] == 1
    at_once = wanted(folder, tmp_path / "at once")
    run_batch(at_once, Here(), watch([]))
    assert results(asked.out) == results(at_once.out)


def test_nothing_is_given_out_when_everything_is_finished(folder: Path, tmp_path: Path) -> None:
    asked = wanted(folder, tmp_path / "out")
    first = run_batch(asked, Here(), watch([]))
    idle = Here()
    assert run_batch(asked, idle, watch([])) == first
    assert idle.given == []


def test_what_could_not_be_analysed_is_tried_again(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.npz").write_text("no poses")
    asked = wanted(folder, tmp_path / "out")
    outcomes = run_batch(asked, Here(), watch([]))
    assert [one.name for one in outcomes if one.state is State.BAD] == ["bad.npz"]
    record(folder / "bad.npz")
    again = Here()
    outcomes = run_batch(asked, again, watch([]))
    assert again.given == ["bad.npz"]
    assert all(one.state is State.DONE for one in outcomes)


def test_what_a_killed_batch_left_half_done_is_cleared_away(folder: Path, tmp_path: Path) -> None:
    asked = wanted(folder, tmp_path / "out")
    left = work_dir(asked.out) / "x" / "result.json"
    left.parent.mkdir(parents=True)
    left.write_text('{"half')
    run_batch(asked, Here(), watch([]))
    assert not left.exists()


def test_two_batches_do_not_write_to_one_folder(folder: Path, tmp_path: Path) -> None:
    asked = wanted(folder, tmp_path / "out")
    with only_batch(asked.out), pytest.raises(OutputError, match="Another batch"):
        run_batch(asked, Here(), watch([]))
    run_batch(asked, Here(), watch([]))


def test_results_that_have_no_place_are_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="cannot be written"):
        run_batch(wanted(folder, tmp_path / "out"), Here(), watch([]))


def test_a_video_needs_the_model_and_poses_do_not(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = wanted(folder, tmp_path / "out")
    monkeypatch.setattr("formcheck.batch.basis.state_of", lambda _model: None)
    assert len(plan(asked).left) == 3
    (folder / "c.mp4").touch()
    with pytest.raises(ModelError, match="missing or damaged"):
        plan(asked)


def test_the_address_of_a_scheduler_chooses_the_cluster() -> None:
    assert "run_cluster" in repr(engine(2, "tcp://there:8786"))
    assert "run_local" in repr(engine(2, ""))


def test_an_outcome_is_told_as_it_comes(folder: Path, tmp_path: Path) -> None:
    seen: list[object] = []
    with pytest.raises(KeyboardInterrupt):
        run_batch(wanted(folder, tmp_path / "out"), Here(most=2), watch(seen))
    assert [one.name for one in seen if isinstance(one, Outcome)] == ["a.npz", "b/1.npz"]
