"""The whole reminder in a process of its own, told by its standard input, to be measured.

::

    parent: pictures file, store file, seconds from look to look
    child:  one line of JSON once it watches, and one for each line that it is sent; ends with it

Engine, icon, window, records and everything that is asked of the system are those of the product;
only the camera is made up, and the store is empty.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from PyQt6.QtCore import QSocketNotifier, QTimer
from PyQt6.QtWidgets import QApplication

from calibration.desk_pictures import PictureCamera, load_pictures
from formcheck.around.surroundings import Surroundings
from formcheck.capture.frame import Frame
from formcheck.care.today import Task
from formcheck.desk.engine import desk_estimator
from formcheck.desk.manners import Manners
from formcheck.desk.view import DeskState
from formcheck.pose.estimator import ModelInfo, PoseEstimator
from formcheck.pose.pose import Pose
from formcheck.store.database import open_store
from formcheck.store.people import People
from formcheck.ui.app import application
from formcheck.ui.desk.app import PostureApp, PostureParts
from formcheck.ui.desk.lock import LockWatch
from formcheck.ui.manners import good_manners
from formcheck.ui.openers import SessionWindow
from formcheck.ui.resident import resident

_LEARNING_MS: Final = 500


@dataclass(slots=True)
class Counting:
    """An estimator that counts how often it is asked."""

    inner: PoseEstimator = field(default_factory=desk_estimator)
    estimates: int = 0

    @property
    def model(self) -> ModelInfo:
        """That of the estimator."""
        return self.inner.model

    def __enter__(self) -> Self:
        """Load it."""
        self.inner.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Free it."""
        self.inner.__exit__(kind, error, trace)

    def estimate(self, frame: Frame) -> Pose | None:
        """Return what the estimator finds."""
        self.estimates += 1
        return self.inner.estimate(frame)


class Whole:
    """The reminder, and what is counted in it."""

    def __init__(self, pictures: Path, store: Path, usual_s: float, app: QApplication) -> None:
        self._store = open_store(str(store))
        self._camera = PictureCamera(load_pictures(pictures))
        self._estimator = Counting()
        self._lock = LockWatch()
        self._ask = Surroundings("0", lock=self._lock)
        self._usual_s = usual_s
        parts = PostureParts(
            who=resident(self._store, People(self._store).add("Ann"), {}),
            open_source=lambda: self._camera,
            training=_no_training,
            ask=self._ask,
            open_estimator=lambda: self._estimator,
            tray_there=lambda: True,
        )
        self._posture = PostureApp(parts, app)
        self._posture.over.connect(app.quit)
        self._learning = QTimer()
        self._learning.timeout.connect(self._has_learned)
        self._asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._asked.activated.connect(self._answer)

    def begin(self) -> None:
        """Learn, and then watch."""
        self._posture.begin()
        self._learning.start(_LEARNING_MS)

    def close(self) -> None:
        """End everything."""
        self._asked.setEnabled(False)
        self._posture.quit()
        self._ask.close()
        self._lock.close()
        self._store.close()

    def _has_learned(self) -> None:
        if self._posture.view.state is not DeskState.WATCHING:
            return
        self._learning.stop()
        self._posture.window.hide()
        # The settings have no ten looks a second: nobody needs them.
        self._posture.engine.behave(Manners(), self._usual_s)
        self._tell()

    def _answer(self) -> None:
        """Say how much was done until now, or end when nobody asks any more."""
        if sys.stdin.readline():
            self._tell()
        else:
            self.close()

    def _tell(self) -> None:
        view = self._posture.view
        told = {
            "state": view.state,
            "sitting": "" if view.now is None else view.now.sat.sitting,
            "looks": self._camera.reads,
            "estimates": self._estimator.estimates,
            "python_blocks": sys.getallocatedblocks(),
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def _no_training(_tasks: tuple[Task, ...]) -> SessionWindow:
    raise RuntimeError("nobody is here to train")


def main(arguments: Sequence[str]) -> int:
    """Run until standard input ends."""
    pictures, store, usual_s = arguments
    app = application()
    whole = Whole(Path(pictures), Path(store), float(usual_s), app)
    with good_manners(whole.close):
        whole.begin()
        return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
