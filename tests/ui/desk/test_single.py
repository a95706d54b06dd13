"""One reminder for each person: real sockets, and real processes that start, talk and crash."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from formcheck.errors import FormcheckError, OutputError
from formcheck.ui.desk.single import (
    IDLE_MS,
    MOST_LINES,
    Single,
    Word,
    camera_lent,
    first_or_show,
    line_name,
    send,
)

OTHER = Path(__file__).with_name("single_other.py")
pytestmark = pytest.mark.gui


class Others:
    """Processes that a test started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: list[subprocess.Popen[str]] = []

    def begin(self, what: str) -> subprocess.Popen[str]:
        """Start one and wait for its first line, if it says any."""
        root = str(OTHER.parents[3])
        made = subprocess.Popen(
            [sys.executable, str(OTHER), what, str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": root},
        )
        self.running.append(made)
        return made

    def end(self) -> None:
        for one in self.running:
            one.kill()
            one.communicate()


@pytest.fixture
def others(tmp_path: Path) -> Iterator[Others]:
    made = Others(tmp_path)
    yield made
    made.end()


class First:
    """The first one, in the test's own process, and what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.single = Single(folder)
        self.words: list[Word] = []
        self.single.asked.connect(self.words.append)
        assert self.single.take()


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[First]:
    made = First(tmp_path)
    yield made
    made.single.close()


def line_to(folder: Path) -> QLocalSocket:
    line = QLocalSocket()
    line.connectToServer(line_name(folder))
    assert line.waitForConnected(3000)
    return line


# Processes


def read(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_start_shows_the_first_and_ends_well(others: Others) -> None:
    # GIVEN one that runs
    one = others.begin("start")
    assert read(one) == "first"
    # WHEN it is started once more
    two = others.begin("start")
    # THEN the second ends without a word, and the first is told to show itself
    assert two.communicate()[0] == ""
    assert two.returncode == 0
    assert read(one) == "show"
    # WHEN it is told to quit
    three = others.begin("quit")
    assert three.communicate()[0] == "heard\n"
    # THEN it does, and nobody is there any more
    assert read(one) == "quit"
    assert one.wait() == 0
    assert others.begin("show").communicate()[0] == "nobody\n"


def test_after_a_crash_the_next_one_is_the_first(others: Others, tmp_path: Path) -> None:
    # GIVEN one that dies with its lock and its socket
    one = others.begin("start")
    assert read(one) == "first"
    one.kill()
    one.wait()
    assert Path(line_name(tmp_path)).exists()
    assert (tmp_path / "posture.lock").exists()
    # WHEN it is started again
    two = others.begin("start")
    # THEN it takes over, and can be talked to
    assert read(two) == "first"
    assert send(tmp_path, Word.SHOW)
    assert read(two) == "show"


def test_a_training_that_crashes_gives_the_camera_back(
    qtbot: QtBot, first: First, others: Others
) -> None:
    # GIVEN a training that has the camera
    training = others.begin("train")
    qtbot.waitUntil(lambda: first.words == [Word.REST])
    assert read(training) == "lent"
    # WHEN it dies
    training.kill()
    # THEN the reminder goes on
    qtbot.waitUntil(lambda: first.words == [Word.REST, Word.GO_ON])


# Words


def test_each_word_is_heard_and_answered(qtbot: QtBot, first: First, tmp_path: Path) -> None:
    line = line_to(tmp_path)
    line.write(b"show\nquit\n")
    qtbot.waitUntil(lambda: bytes(line.peek(64)) == b"ok\nok\n")
    assert first.words == [Word.SHOW, Word.QUIT]
    line.close()


def test_the_camera_is_lent_until_the_last_one_gives_it_back(
    qtbot: QtBot, first: First, tmp_path: Path
) -> None:
    # GIVEN two that need the camera
    one, two = line_to(tmp_path), line_to(tmp_path)
    for line in (one, two):
        line.write(b"rest\n")
        qtbot.waitUntil(lambda line=line: line.bytesAvailable() > 0)
    assert first.words == [Word.REST]
    # WHEN the first says so, and the second leaves
    one.write(b"go on\ngo on\n")
    qtbot.waitUntil(lambda: one.bytesAvailable() >= len(b"ok\n" * 3))
    assert first.words == [Word.REST]
    two.close()
    # THEN it goes on once
    qtbot.waitUntil(lambda: first.words == [Word.REST, Word.GO_ON])
    one.close()


def test_what_is_no_word_is_not_heard(qtbot: QtBot, first: First, tmp_path: Path) -> None:
    line = line_to(tmp_path)
    line.write(b"rm -rf\n\xff\xfe\n\nSHOW\nshow\n")
    qtbot.waitUntil(lambda: line.bytesAvailable() > 0)
    assert bytes(line.readAll()) == b"ok\n"
    assert first.words == [Word.SHOW]
    line.close()


@pytest.mark.parametrize("sent", [b"x" * 70 + b"show\n", b"show" * 1000, b"x" * 200 + b"\nshow\n"])
def test_who_says_too_much_is_cut_off(
    qtbot: QtBot, first: First, tmp_path: Path, sent: bytes
) -> None:
    line = line_to(tmp_path)
    line.write(sent)
    qtbot.waitUntil(lambda: line.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert first.words == []


def test_who_says_nothing_is_cut_off_and_a_training_is_not(
    qtbot: QtBot, first: First, tmp_path: Path
) -> None:
    silent, training = line_to(tmp_path), line_to(tmp_path)
    training.write(b"rest\n")
    qtbot.waitUntil(lambda: first.words == [Word.REST])
    # WHEN the time for both is over
    assert IDLE_MS > 0
    for line in tuple(first.single._lines):
        first.single._cut_off(line)
    # THEN only the silent one is gone
    qtbot.waitUntil(lambda: silent.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert training.state() is QLocalSocket.LocalSocketState.ConnectedState
    assert first.words == [Word.REST]
    training.close()


def test_only_so_many_talk_at_a_time(qtbot: QtBot, first: First, tmp_path: Path) -> None:
    lines = [line_to(tmp_path) for _ in range(MOST_LINES + 1)]
    qtbot.waitUntil(lambda: lines[-1].state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert len(first.single._lines) == MOST_LINES
    for line in lines:
        line.close()


@pytest.mark.skipif(sys.platform == "win32", reason="files of Unix")
def test_the_socket_is_for_its_owner_alone(first: First, tmp_path: Path) -> None:
    mode = Path(line_name(tmp_path)).stat().st_mode
    assert stat.S_ISSOCK(mode)
    assert stat.S_IMODE(mode) & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="files of Unix")
def test_a_long_folder_has_a_short_name_beside_others(qtbot: QtBot, tmp_path: Path) -> None:
    # GIVEN a folder whose path is longer than a socket's may be
    deep = tmp_path / ("a" * 60) / ("ä" * 60)
    made = First(deep)
    other = line_name(tmp_path / ("a" * 60) / ("ö" * 60))
    # THEN it has a socket elsewhere, of its own
    assert Path(line_name(deep)).exists()
    assert line_name(deep) != other
    made.single.close()
    assert not Path(line_name(deep)).exists()


# Trouble


def test_nobody_to_talk_to(qtbot: QtBot, tmp_path: Path) -> None:
    assert not send(tmp_path, Word.SHOW)
    with camera_lent(tmp_path) as lent:
        assert not lent


def test_one_that_does_not_answer_is_named(qtbot: QtBot, tmp_path: Path) -> None:
    # GIVEN a lock that somebody holds who does not listen
    first = First(tmp_path)
    first.single._server.close()
    with pytest.raises(FormcheckError, match=rf"process {os.getpid()}\).*end it"):
        first_or_show(tmp_path)
    first.single.close()


def test_a_folder_that_cannot_be_written_is_named(qtbot: QtBot, tmp_path: Path) -> None:
    # GIVEN a file where the folder should be
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"can be written in, found none at .*file"):
        Single(tmp_path / "file" / "data").take()


@pytest.mark.skipif(sys.platform != "linux", reason="a folder of Linux that nobody writes in")
def test_a_lock_that_cannot_be_made_is_told(qtbot: QtBot) -> None:
    with pytest.raises(OutputError, match="can be written in, found none at /proc"):
        Single(Path("/proc")).take()


def test_a_socket_that_cannot_be_made_is_told_and_the_lock_given_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    if sys.platform == "win32":
        pytest.skip("files of Unix")
    Path(line_name(tmp_path)).mkdir()
    (Path(line_name(tmp_path)) / "full").touch()
    refused = Single(tmp_path)
    with pytest.raises(OutputError, match="cannot listen"):
        refused.take()
    (Path(line_name(tmp_path)) / "full").unlink()
    Path(line_name(tmp_path)).rmdir()
    made = Single(tmp_path)
    assert made.take()
    made.close()
