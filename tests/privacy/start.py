"""Start a program that is watched: ``python -m tests.privacy.start SOCKET PROGRAM ...``.

The listener goes to the watcher through the socket of that number, or else why there is none.
"""

import os
import socket
import sys
from queue import SimpleQueue
from threading import Thread

from tests.privacy.filters import CannotWatchError, install


def main() -> None:
    """Hand over the listener, then become the program."""
    told: SimpleQueue[int | str] = SimpleQueue()
    with socket.socket(fileno=int(sys.argv[1])) as line:
        # A thread of before the filter: nobody could answer when its sending was asked for.
        sender = Thread(target=lambda: _send(line, told.get()))
        sender.start()
        try:
            told.put(install())
        except CannotWatchError as error:
            told.put(str(error))
        sender.join()
    os.execvp(sys.argv[2], sys.argv[2:])


def _send(line: socket.socket, found: int | str) -> None:
    if isinstance(found, str):
        line.sendall(found.encode())
    else:
        socket.send_fds(line, [b"watch"], [found])
        os.close(found)


main()
