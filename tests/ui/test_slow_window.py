"""A window that does not answer holds up no frame, and then shows the newest one at once."""

from collections.abc import Callable
from threading import Semaphore

from pytestqt.qtbot import QtBot

from formcheck.capture.frame import Frame
from formcheck.exercises.spec import Exercise
from formcheck.pose.pose import Pose
from formcheck.session.live import LiveEngine
from formcheck.ui.live_window import LiveWindow
from tests.session.live_parts import PATIENCE_S, HandSource, Straight

FRAMES = 60


class Noting(Straight):
    """An estimator that says of every frame that it was looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.looked = Semaphore(0)
        self.frames: list[int] = []

    def estimate(self, frame: Frame) -> Pose | None:
        self.frames.append(frame.index)
        self.looked.release()
        return super().estimate(frame)


def test_a_window_that_does_not_answer_holds_up_no_frame(
    qtbot: QtBot, exercises: tuple[Exercise, ...]
) -> None:
    # GIVEN a session that is shown
    source, estimator = HandSource(), Noting()

    def make_engine(wake: Callable[[], None]) -> LiveEngine:
        return LiveEngine(wake, open_estimator=lambda: estimator)

    window = LiveWindow(exercises, (), lambda _: source, make_engine)
    qtbot.addWidget(window, before_close_func=lambda _: source.let_go())
    with qtbot.waitExposed(window):
        window.show()
    window.begin(exercises[0], "0")
    source.give()
    qtbot.waitUntil(lambda: window.live is not None and window.live.frame is not None)
    shown: list[int] = []
    window.shown.connect(lambda: shown.append(window.live.frame.index))
    # WHEN its thread does something else for as long as frames come
    assert estimator.looked.acquire(timeout=PATIENCE_S)
    for _ in range(FRAMES):
        source.give()
        assert estimator.looked.acquire(timeout=PATIENCE_S)
    # THEN each of them was judged, and none of them shown
    assert estimator.frames == list(range(FRAMES + 1))
    assert shown == []
    # WHEN it answers again THEN it shows the newest, and nothing that is past
    qtbot.waitUntil(lambda: bool(shown) and shown[-1] >= FRAMES)
    assert shown[0] >= FRAMES - 1
    assert shown == sorted(set(shown))
