import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from formcheck.batch.basis import asked
from formcheck.batch.note import finished, note_path, work_dir
from formcheck.batch.one import analyse_one
from formcheck.batch.task import Outcome, State, Task
from formcheck.language import language
from formcheck.report.json_report import dumps, read_record
from formcheck.report.look import load_poses
from formcheck.session.offline import Progress, analyse_poses
from formcheck.session.session import Session
from tests.batch.recordings import bridge_exercise, record, results, task, wanted

NAME = "Ann/2026-11-02 bridge.npz"


def ignore(_progress: Progress) -> None:
    """Nobody looks."""


@pytest.fixture
def one(tmp_path: Path) -> Task:
    record(tmp_path / "in" / NAME)
    return task(tmp_path / "in", tmp_path / "out", NAME, table=True)


def again(one: Task) -> Outcome:
    return analyse_one(one, ignore)


def kept(one: Task) -> bool:
    return finished(one.wanted.out, one.name, one.source, asked(one.wanted)) is not None


def test_the_results_are_those_of_analyse(one: Task) -> None:
    told: list[Progress] = []
    outcome = analyse_one(one, told.append)
    expected = analyse_poses(load_poses(one.source), Session(bridge_exercise()), name=NAME)
    assert outcome.state is State.DONE
    found = results(one.wanted.out)
    assert sorted(found) == [f"{NAME}.json", f"{NAME}.reps.csv"]
    assert found[f"{NAME}.json"].decode() == dumps(expected)
    assert told[-1].frames == told[-1].total == len(load_poses(one.source))
    assert kept(one)


def test_nothing_says_where_or_when_it_was_made(one: Task, tmp_path: Path) -> None:
    again(one)
    first = results(one.wanted.out)
    elsewhere = task(tmp_path / "in", tmp_path / "deep" / "er", NAME, table=True)
    again(elsewhere)
    assert results(elsewhere.wanted.out) == first
    assert str(tmp_path).encode() not in b"".join(first.values())


def test_nothing_half_done_stays(one: Task) -> None:
    again(one)
    assert list(work_dir(one.wanted.out).iterdir()) == []


def test_the_note_holds_the_session_without_its_series(one: Task) -> None:
    outcome = again(one)
    assert outcome.note is not None
    session = outcome.note.session()
    whole = read_record(one.result(".json"))
    assert session.reps == whole.reps
    assert session.series.units == whole.series.units
    assert session.series.time_s.size == 0


def test_what_is_finished_is_not_done_again(one: Task) -> None:
    first = again(one)
    told: list[Progress] = []
    assert analyse_one(one, told.append) == first
    assert told == []


def test_a_copy_with_another_time_is_the_same_recording(one: Task) -> None:
    again(one)
    os.utime(one.source, (1, 1))
    assert kept(one)


def _other_content(one: Task) -> Task:
    record(one.source, seconds=8.0)
    return one


def _same_length(one: Task) -> Task:
    content = one.source.read_bytes()
    one.source.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    return one


def _no_result(one: Task) -> Task:
    one.result(".json").unlink()
    return one


def _touched_result(one: Task) -> Task:
    one.result(".reps.csv").write_text("mine")
    return one


def _no_recording(one: Task) -> Task:
    one.source.unlink()
    return one


def _broken_note(one: Task) -> Task:
    note_path(one.wanted.out, one.name).write_text("{")
    return one


def _note_without_session(one: Task) -> Task:
    path = note_path(one.wanted.out, one.name)
    table = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**table, "record": {}}))
    return one


def _other_question(**changes: object) -> Callable[[Task], Task]:
    def change(one: Task) -> Task:
        return Task(wanted(one.wanted.folder, one.wanted.out, **changes), one.name)

    return change


CHANGES: dict[str, Callable[[Task], Task]] = {
    "other content": _other_content,
    "other content of the same length": _same_length,
    "no result": _no_result,
    "another result": _touched_result,
    "no recording": _no_recording,
    "broken note": _broken_note,
    "note without session": _note_without_session,
    "fewer results": _other_question(),
    "another language": _other_question(table=True, language="de"),
    "another exercise": _other_question(table=True, exercise=None),
    "another model": _other_question(table=True, model="lite"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_belongs_to_something_else_is_not_finished(one: Task, change: str) -> None:
    again(one)
    assert not kept(CHANGES[change](one))


def test_results_that_are_not_asked_for_any_more_do_not_stay_beside_new_ones(one: Task) -> None:
    again(one)
    again(_other_question()(one))
    assert sorted(results(one.wanted.out)) == [f"{NAME}.json"]


def test_a_bad_recording_has_its_reason_and_leaves_no_earlier_result(one: Task) -> None:
    again(one)
    one.source.write_text("no poses")
    outcome = again(one)
    assert (outcome.state, outcome.note) == (State.BAD, None)
    assert "found something else" in outcome.reason
    assert results(one.wanted.out) == {}
    assert not note_path(one.wanted.out, one.name).exists()


def test_a_file_that_is_nobodys_is_left_alone(one: Task) -> None:
    one.result(".json").parent.mkdir(parents=True)
    one.result(".json").write_text("mine")
    one.source.write_text("no poses")
    again(one)
    assert one.result(".json").read_text() == "mine"


def test_a_recording_that_is_gone_is_told(one: Task) -> None:
    one.source.unlink()
    outcome = again(one)
    assert outcome.state is State.BAD
    assert "cannot be read (No such file or directory)" in outcome.reason


@pytest.mark.parametrize("place", [".formcheck", "Ann"])
def test_results_that_cannot_be_written_are_told(one: Task, place: str) -> None:
    one.wanted.out.mkdir()
    (one.wanted.out / place).write_text("a file where a folder should be")
    outcome = again(one)
    assert outcome.state is State.BAD
    assert "cannot be written" in outcome.reason


def test_texts_are_in_the_language_that_was_asked_for(one: Task) -> None:
    again(_other_question(language="de")(one))
    assert language() == "de"


def test_a_name_that_cannot_be_written_is_told(one: Task) -> None:
    strange = Task(one.wanted, "Ann/\udcff.npz")
    one.source.rename(strange.source)
    outcome = again(strange)
    assert outcome.state is State.BAD
    assert "rename it" in outcome.reason


def test_what_another_process_finished_meanwhile_counts(one: Task) -> None:
    def lose_the_folder(_progress: Progress) -> None:
        if not kept(one):
            again(one)
        raise OSError(2, "gone")

    outcome = analyse_one(one, lose_the_folder)
    assert outcome.state is State.DONE
    assert kept(one)
