"""The child process of `benchmarks.startup`: a command of formcheck, until its window is painted.

::

    python -m benchmarks.first_paint live --source clip.mp4   # prints one line of JSON, and ends

The line has ``at_s``, on the clock that all processes share (`time.monotonic`), and ``modules``,
the names of all packages that were loaded when the window was shown, a moment before.
"""

import json
import os
import sys
import time

from PyQt6.QtCore import QEvent, QObject, QTimer
from PyQt6.QtWidgets import QWidget
from typing_extensions import override

from formcheck.cli.main import run
from formcheck.ui.app import application


class FirstPaint(QObject):
    """Ends the process as soon as any window was painted."""

    def __init__(self) -> None:
        super().__init__()
        self._modules: list[str] | None = None
        self._painted = False

    @override
    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if event is not None and isinstance(watched, QWidget) and watched.isWindow():
            if event.type() is QEvent.Type.Show and self._modules is None:
                self._modules = sorted({name.partition(".")[0] for name in sys.modules})
            if event.type() is QEvent.Type.Paint and not self._painted:
                self._painted = True
                # When everything of this turn was painted and handed to the screen.
                QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        told = {"at_s": time.monotonic(), "modules": self._modules}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        # How it ends is not measured, and what it would keep lies in a folder that goes.
        os._exit(0)


def main() -> None:
    """Run the command, and say when its window was painted first."""
    app = application()
    first = FirstPaint()
    app.installEventFilter(first)
    run(sys.argv[1:])


if __name__ == "__main__":
    main()
