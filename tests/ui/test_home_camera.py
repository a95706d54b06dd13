"""The camera at home: the reminder at the desk lends it for as long as somebody exercises."""

import gc
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from PyQt6.QtCore import QObject, pyqtSignal
from pytestqt.qtbot import QtBot

from formcheck.paths import user_data_dir
from formcheck.ui.desk.single import line_name
from formcheck.ui.home import with_camera

pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(sys.platform == "win32", reason="sockets of Unix"),
]
PATIENCE_S = 10.0


class Exercises(QObject):
    """The window of exercises; it shows nothing."""

    closed = pyqtSignal()
    barred = False

    def close(self) -> bool:
        self.closed.emit()
        return True


class Reminder:
    """One that runs, as far as the camera goes."""

    def __init__(self, server: socket.socket) -> None:
        self.lends, self.has_it_back = Event(), Event()
        self._server = server

    def serve(self) -> None:
        line, _address = self._server.accept()
        with line:
            assert line.recv(64) == b"rest\n"
            self.lends.set()
            line.sendall(b"ok\n")
            assert line.recv(64) == b""
            self.has_it_back.set()


@contextmanager
def reminder(folder: Path) -> Iterator[Reminder]:
    folder.mkdir(parents=True)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(line_name(folder))
        server.listen()
        made = Reminder(server)
        thread = Thread(target=made.serve)
        thread.start()
        yield made
        thread.join(PATIENCE_S)


def test_the_reminder_lends_the_camera_until_the_window_closes(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with reminder(user_data_dir()) as there:
        # WHEN exercises are opened
        window = with_camera(Exercises)
        gc.collect()
        # THEN the reminder closes the camera, and leaves it closed
        assert there.lends.is_set()
        assert not there.has_it_back.wait(0.2)
        # WHEN they are over THEN it has the camera back
        window.close()
        assert there.has_it_back.wait(PATIENCE_S)
