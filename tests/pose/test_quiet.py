"""The library's log lines stay off the terminal; everybody else's do not."""

import os
import threading

import pytest

from formcheck.pose.quiet import no_chatter, without_chatter

CHATTER = (
    b"INFO: Created TensorFlow Lite XNNPACK delegate for CPU.\n"
    b"WARNING: All log messages before absl::InitializeLog() is called are written to STDERR\n"
    b"W0000 00:00:1795288130.283109    8549 landmark_projection_calculator.cc:78] Using NORM_RECT\n"
)
ERROR = b"E0000 00:00:1795288130.283109    8549 graph.cc:78] It broke\n"


def test_only_notes_and_warnings_of_the_library_go() -> None:
    assert without_chatter(CHATTER) == b""
    assert (
        without_chatter(b"before\n" + CHATTER + ERROR + b"after") == b"before\n" + ERROR + b"after"
    )
    assert without_chatter(CHATTER.replace(b"\n", b"\r\n")) == b""


def test_what_others_write_comes_out_afterwards(capfd: pytest.CaptureFixture[str]) -> None:
    with no_chatter():
        os.write(2, CHATTER + b"hello\n")
        assert capfd.readouterr().err == ""
    os.write(2, b"and again\n")
    assert capfd.readouterr().err == "hello\nand again\n"


def test_stderr_is_back_after_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="broken"), no_chatter():
        raise ValueError("broken")
    os.write(2, b"here\n")
    assert capfd.readouterr().err == "here\n"


def test_two_threads_leave_stderr_as_it_was(capfd: pytest.CaptureFixture[str]) -> None:
    inside, leave = threading.Event(), threading.Event()

    def hold_back() -> None:
        with no_chatter():
            inside.set()
            leave.wait()

    thread = threading.Thread(target=hold_back)
    thread.start()
    inside.wait()
    with no_chatter():  # Must not wait for the other thread, or this test never ends.
        leave.set()
        thread.join()
    os.write(2, b"here\n")
    assert capfd.readouterr().err == "here\n"
