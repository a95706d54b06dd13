"""The child process of `benchmarks.live`: a live window that notes what its frames take.

::

    python -m benchmarks.live_window CLIP FOLDER SETTLE_S COUNTED_S   # prints JSON
"""

import gc
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

import psutil
from PyQt6.QtCore import QEvent, QObject, QTimer
from typing_extensions import override

from benchmarks.live_timing import NotedEstimator, NotedSource, Notes, model_timed
from formcheck.capture.choose import open_live
from formcheck.capture.source import FrameSource
from formcheck.exercises.loader import load_exercise
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.session.live import LiveEngine
from formcheck.store.database import open_store
from formcheck.store.people import People
from formcheck.ui.app import application
from formcheck.ui.live_window import LiveWindow
from formcheck.ui.recordings import Recordings

_EXERCISE: Final = "bridge"
_MS: Final = 1000
_LAST_S: Final = 1.0
"""Frames that came so late may not be on the window yet when it closes."""


class _Eye(QObject):
    """Notes when the picture of a frame is on the window."""

    def __init__(self, window: LiveWindow, notes: Notes) -> None:
        super().__init__(window)
        self._window, self._notes = window, notes
        window.page.video.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        live = self._window.live
        if event is not None and event.type() is QEvent.Type.Paint and live and live.frame:
            # After everything of this turn was painted and handed to the screen.
            QTimer.singleShot(0, partial(self._note, live.frame.index))
        return False

    def _note(self, index: int) -> None:
        self._notes.seen_s.setdefault(index, perf_counter())


def spent_s() -> float:
    """Return the processor time of this process, and of those that decode for it."""
    apart = [one.cpu_times() for one in psutil.Process().children(recursive=True)]
    return process_time() + sum(float(one.user) + float(one.system) for one in apart)


class _Stretch:
    """Wall clock and processor time of the part that counts."""

    def __init__(self) -> None:
        self.began_s = self.ended_s = 0.0
        self._began_cpu_s = self.cpu_s = 0.0

    def begin(self) -> None:
        """Count from now on."""
        self.began_s, self._began_cpu_s = perf_counter(), spent_s()

    def end(self) -> None:
        """Count no more."""
        self.ended_s, self.cpu_s = perf_counter(), spent_s() - self._began_cpu_s


def watch(clip: Path, folder: Path, settle_s: float, counted_s: float) -> dict[str, object]:
    """Show a session on a clip, kept in a store as always, and return what was measured."""
    notes, stretch = Notes(), _Stretch()
    store = open_store(str(folder / "sessions.sqlite"))
    recordings = Recordings(store, People(store).add("Me").id)
    exercise = load_exercise(_EXERCISE)
    app = application()

    def noted(text: str) -> FrameSource:
        return NotedSource(open_live(text), notes)

    def engine(wake: Callable[[], None]) -> LiveEngine:
        def change() -> None:
            notes.judged()
            wake()

        return LiveEngine(change, open_estimator=lambda: NotedEstimator(MediapipePose(), notes))

    window = LiveWindow((exercise,), (), noted, engine, make_keeper=recordings.make)
    eye = _Eye(window, notes)
    window.closed.connect(app.quit)
    window.show()
    window.begin(exercise, str(clip))
    QTimer.singleShot(round(_MS * settle_s), stretch.begin)
    QTimer.singleShot(round(_MS * (settle_s + counted_s)), stretch.end)
    QTimer.singleShot(round(_MS * (settle_s + counted_s)) + 1, window.close)
    with model_timed(notes):
        app.exec()
    eye.deleteLater()
    recordings.close()
    store.close()
    return notes.told(stretch.began_s, stretch.ended_s - _LAST_S) | {
        "wall_s": stretch.ended_s - stretch.began_s,
        "cpu_s": stretch.cpu_s,
    }


def main() -> int:
    """Measure, and print one line of JSON."""
    gc.freeze()  # as the command does with what it has loaded
    clip, folder, settle_s, counted_s = sys.argv[1:5]
    sys.stdout.write(json.dumps(watch(Path(clip), Path(folder), float(settle_s), float(counted_s))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
