"""Real processes: how they are started, talked to and ended."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from formcheck import __main__ as program
from formcheck.own_process import (
    OPTION,
    VARIABLE,
    EndedError,
    OwnProcess,
    command,
    cores,
    receive,
    run_module,
    send,
)

HEAD = "import sys; from formcheck.own_process import on_pipes, receive, send, AloneError\n"
ECHO = """
def work(tasks, told):
    while True:
        try:
            send(told, receive(tasks))
        except EOFError:
            return
"""
PRINTS = """
def work(tasks, told):
    print("a library says something", flush=True)
    send(told, receive(tasks))
"""
SLEEPS = """
import time
def work(tasks, told):
    time.sleep(600)
"""
DIES = """
import os
def work(tasks, told):
    sys.stderr.write("Oh\\nOut of colours\\n\\n"); sys.stderr.flush(); os._exit(7)
"""
ALONE = """
def work(tasks, told):
    raise AloneError
"""


def process(work: str) -> OwnProcess:
    return OwnProcess((sys.executable, "-c", f"{HEAD}{work}\non_pipes(work)"))


def test_messages_come_out_as_they_went_in() -> None:
    stream = io.BytesIO()
    for message in ("first", {"second": 2}):
        send(stream, message)
    stream.seek(0)
    assert [receive(stream), receive(stream)] == ["first", {"second": 2}]


@pytest.mark.parametrize("length", [0, 3, 10])
def test_a_message_that_breaks_off_is_the_end(length: int) -> None:
    stream = io.BytesIO()
    send(stream, "a message")
    with pytest.raises(EOFError):
        receive(io.BytesIO(stream.getvalue()[:length]))


def test_a_process_answers_and_ends_by_itself() -> None:
    one = process(ECHO)
    one.send("a message")
    assert one.receive(600.0) == "a message"
    ended = one.end()
    assert (ended.status, ended.said, ended.hung) == (0, "", False)


def test_what_is_printed_is_no_message() -> None:
    one = process(PRINTS)
    one.send("a message")
    assert one.receive() == "a message"
    assert one.end().said == "a library says something"


def test_a_process_that_dies_says_what_it_said_last() -> None:
    one = process(DIES)
    with pytest.raises(EndedError):
        one.receive()
    ended = one.end()
    assert (ended.status, ended.said, ended.hung) == (7, "Out of colours", False)


def test_a_process_that_is_no_more_takes_nothing() -> None:
    one = process(ALONE)
    with pytest.raises(EndedError):
        one.receive()
    with pytest.raises(EndedError):
        one.send(bytes(1 << 20))
    assert one.end().status == 1


def test_a_process_that_hangs_is_ended() -> None:
    one = process(SLEEPS)
    with pytest.raises(EndedError):
        one.receive(within_s=0.01)
    ended = one.end()
    assert ended.hung
    assert ended.status != 0


def test_a_module_is_started_by_the_python_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "formcheck.batch.worker"
    assert command(name) == (sys.executable, "-m", name)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command(name) == (sys.executable, OPTION, name)


@pytest.mark.parametrize("name", ["formcheck.batch.one", "subprocess", "test.support"])
def test_other_modules_are_no_processes(name: str) -> None:
    with pytest.raises(ValueError, match=f"expected a module that is .*, got {name}"):
        run_module(name)


def test_the_program_is_one_of_its_own_processes_when_it_is_told_so() -> None:
    root = Path(program.__file__).parents[1]
    start = [sys.executable, "-m", "formcheck", OPTION, "formcheck.batch.worker"]
    done = subprocess.run(start, input=b"", capture_output=True, cwd=root, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_else_the_program_runs_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        program.main(["--version"])
    assert capsys.readouterr().out.startswith("formcheck ")


@pytest.mark.parametrize("said", ["", "many", "-1"])
def test_there_are_as_many_cores_as_may_be_used(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv(VARIABLE, said)
    assert 1 <= cores() <= (os.cpu_count() or 1)


@pytest.mark.parametrize("said", [0, 3])
def test_the_variable_says_how_many_cores_are_used(
    monkeypatch: pytest.MonkeyPatch, said: int
) -> None:
    monkeypatch.setenv(VARIABLE, str(said))
    assert cores() == said
