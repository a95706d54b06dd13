"""One reminder for each person and data folder; others that start talk to it and end.

::

    first one:  lock file taken --> listens      later one:  lock held --> says "show", ends
    a training: says "rest" and holds the line --> the camera is lent until it says "go on",
                closes the line, or crashes

The lock decides who is first, and the system lets go of it when its holder dies: a socket that a
crash left behind says nothing. The socket is for its owner alone. What is no known word is not
heard, and who sends too much or nothing at all is cut off.
"""

import hashlib
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final

from PyQt6.QtCore import QLockFile, QObject, QThread, QTimer, pyqtSignal
from PyQt6.QtNetwork import QLocalServer, QLocalSocket

from formcheck.errors import FormcheckError, OutputError
from formcheck.language import _
from formcheck.paths import own_folder

logger = logging.getLogger(__name__)

POSTURE: Final = "posture"
HOME: Final = "home"
"""What there is one of; lock and socket are named after it."""
LONGEST: Final = 64
"""Bytes of a message; the words are shorter."""
MOST_LINES: Final = 16
"""Who talks at the same time."""
_LONGEST_PATH: Final = 90
"""Bytes: systems allow 104 and 108, and Qt makes the socket in a folder beside it first."""
IDLE_MS: Final = 5000
"""Who says nothing for so long is cut off; a training that has the camera is not."""
ANSWER_MS: Final = 3000
"""The first one may be busy with drawing its window (judgement)."""
_TRIES: Final = 10
_TRY_AGAIN_MS: Final = 100
"""The first one may have begun a moment ago, or be about to end."""


class Word(StrEnum):
    """What one says to another."""

    SHOW = "show"
    """Show the window: somebody started it a second time."""
    REST = "rest"
    """Give the camera back: formcheck's own exercises need it."""
    GO_ON = "go on"
    QUIT = "quit"


class Single(QObject):
    """The first one: holds the lock and listens.

    Parameters
    ----------
    folder
        The data folder: one reminder for each.
    """

    asked = pyqtSignal(object)
    """`Word`: what another one wants. REST comes with the first that needs the camera, GO_ON when
    the last one gave it back."""

    def __init__(self, folder: Path, parent: QObject | None = None, *, name: str = POSTURE) -> None:
        super().__init__(parent)
        self._folder, self._name = folder, name
        self._lock = QLockFile(str(folder / f"{name}.lock"))
        # Old is not stale: it runs all day. Whether its process still lives is looked at anyway.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        self._lines: list[QLocalSocket] = []
        self._resting: set[QLocalSocket] = set()

    def take(self) -> bool:
        """Become the first one, and listen; return whether there was none.

        Raises
        ------
        OutputError
            When the lock or the socket cannot be made.
        """
        try:
            own_folder(self._folder)
        except OSError as error:
            raise self._refused() from error
        if not self._lock.tryLock(0):
            if self._lock.error() is QLockFile.LockError.LockFailedError:
                return False
            raise self._refused()
        name = line_name(self._folder, self._name)
        # What a crash left: nobody listens there, for the lock was free.
        QLocalServer.removeServer(name)
        if not self._server.listen(name):
            self._lock.unlock()
            raise OutputError(
                _("formcheck cannot listen for others of its kind: {reason}").format(
                    reason=self._server.errorString()
                )
            )
        return True

    def close(self) -> None:
        """Let another one be the first."""
        self._server.close()
        for line in tuple(self._lines):
            line.abort()
        self._lock.unlock()

    @property
    def holder(self) -> int:
        """Process of the one that has the lock; 0 when that cannot be told."""
        known, process, _host, _program = self._lock.getLockInfo()
        return process if known else 0

    def _refused(self) -> OutputError:
        said = _("Expected a folder that can be written in, found none at {folder}: allow it.")
        return OutputError(said.format(folder=self._folder))

    def _welcome(self) -> None:
        while (line := self._server.nextPendingConnection()) is not None:
            if len(self._lines) >= MOST_LINES:
                line.abort()
                line.deleteLater()
                continue
            self._lines.append(line)
            # What nobody reads yet waits on the other side.
            line.setReadBufferSize(2 * LONGEST)
            line.readyRead.connect(partial(self._hear, line))
            line.disconnected.connect(partial(self._part, line))
            idle = QTimer(line)
            idle.setSingleShot(True)
            idle.timeout.connect(partial(self._cut_off, line))
            idle.start(IDLE_MS)
            self._hear(line)

    def _cut_off(self, line: QLocalSocket) -> None:
        if line not in self._resting:
            line.abort()

    def _hear(self, line: QLocalSocket) -> None:
        while line.canReadLine():
            said = bytes(line.readLine(LONGEST))
            if not said.endswith(b"\n"):
                line.abort()
                return
            self._obey(line, said.strip().decode("ascii", "replace"))
        if line.bytesAvailable() > LONGEST:
            line.abort()

    def _obey(self, line: QLocalSocket, said: str) -> None:
        if said not in tuple(Word):
            return
        word = Word(said)
        if word is Word.REST:
            self._rest(line)
        elif word is Word.GO_ON:
            self._go_on(line)
        else:
            self.asked.emit(word)
        # Whoever asked waits for this.
        line.write(b"ok\n")
        line.flush()

    def _rest(self, line: QLocalSocket) -> None:
        first = not self._resting
        self._resting.add(line)
        if first:
            self.asked.emit(Word.REST)

    def _go_on(self, line: QLocalSocket) -> None:
        if line in self._resting:
            self._resting.discard(line)
            if not self._resting:
                self.asked.emit(Word.GO_ON)

    def _part(self, line: QLocalSocket) -> None:
        self._go_on(line)
        if line in self._lines:
            self._lines.remove(line)
            line.deleteLater()


def first_or_show(
    folder: Path, parent: QObject | None = None, *, name: str = POSTURE
) -> Single | None:
    """Become the first one; where there is one already, have it show its window and return None.

    Where nothing can be written nobody can tell: then each is on its own, and hears nothing.

    Raises
    ------
    FormcheckError
        When the one that is there does not answer.
    """
    single = Single(folder, parent, name=name)
    for _try in range(_TRIES):
        try:
            if single.take():
                return single
        except OutputError as error:
            logger.warning("%s", error)
            return single
        if send(folder, Word.SHOW, name=name):
            return None
        QThread.msleep(_TRY_AGAIN_MS)
    raise FormcheckError(
        _(
            "formcheck runs already but does not answer (process {process}): end it, then start "
            "again."
        ).format(process=single.holder)
    )


def send(folder: Path, word: Word, *, name: str = POSTURE) -> bool:
    """Say a word to the first one; return whether it heard it. Waits for that, seconds at most.

    REST holds for as long as the line is open: see `camera_lent`.
    """
    line = QLocalSocket()
    heard = _say(line, line_name(folder, name), word)
    line.close()
    return heard


@contextmanager
def camera_lent(folder: Path) -> Iterator[bool]:
    """Have the reminder close the camera while the block runs; give whether there is one."""
    line = QLocalSocket()
    try:
        yield _say(line, line_name(folder), Word.REST)
    finally:
        line.close()


def line_name(folder: Path, name: str = POSTURE) -> str:
    """Return where the first one listens: in its folder, or the name of a pipe of Windows."""
    place = folder.resolve()
    key = hashlib.sha256(os.fsencode(place)).hexdigest()[:16]
    if sys.platform == "win32":
        return f"formcheck-{name}-{key}"
    inside = place / f"{name}.socket"
    if len(os.fsencode(inside)) <= _LONGEST_PATH:
        return str(inside)
    return str(Path(tempfile.gettempdir()) / f"formcheck-{name}-{key}")


def _say(line: QLocalSocket, name: str, word: Word) -> bool:
    line.connectToServer(name)
    if not line.waitForConnected(ANSWER_MS):
        return False
    line.write(f"{word}\n".encode())
    line.flush()
    return line.waitForReadyRead(ANSWER_MS) and bytes(line.readLine(LONGEST)) == b"ok\n"
