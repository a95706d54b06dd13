import io
from pathlib import Path

import pytest

from formcheck.batch.note import work_dir
from formcheck.batch.task import Outcome, State
from formcheck.batch.worker import serve
from formcheck.own_process import AloneError, receive, send
from formcheck.session.offline import Progress
from tests.batch.recordings import record, results, task


def messages(stream: io.BytesIO) -> list[object]:
    stream.seek(0)
    found = []
    while stream.tell() < len(stream.getvalue()):
        found.append(receive(stream))
    return found


def test_every_task_gets_its_outcome_until_no_more_come(tmp_path: Path) -> None:
    record(tmp_path / "in" / "a.npz")
    tasks, told = io.BytesIO(), io.BytesIO()
    for name in ("a.npz", "b.npz"):
        send(tasks, task(tmp_path / "in", tmp_path / "out", name))
    tasks.seek(0)
    serve(tasks, told)
    found = messages(told)
    outcomes = [one for one in found if isinstance(one, Outcome)]
    assert [(one.name, one.state) for one in outcomes] == [
        ("a.npz", State.DONE),
        ("b.npz", State.BAD),
    ]
    assert isinstance(found[0], Progress)
    assert found[0].frames == 1


def test_progress_is_told_now_and_then_only(tmp_path: Path) -> None:
    path = record(tmp_path / "in" / "a.npz")
    tasks, told = io.BytesIO(), io.BytesIO()
    send(tasks, task(tmp_path / "in", tmp_path / "out", path.name))
    tasks.seek(0)
    serve(tasks, told)
    assert len(messages(told)) < 90  # frames of the recording


class NobodyListens(io.BytesIO):
    def write(self, _content: object) -> int:
        raise BrokenPipeError


def test_without_anybody_to_tell_the_work_ends_and_leaves_nothing(tmp_path: Path) -> None:
    path = record(tmp_path / "in" / "a.npz")
    tasks = io.BytesIO()
    send(tasks, task(tmp_path / "in", tmp_path / "out", path.name))
    tasks.seek(0)
    with pytest.raises(AloneError):
        serve(tasks, NobodyListens())
    assert results(tmp_path / "out") == {}
    assert list(work_dir(tmp_path / "out").iterdir()) == []
