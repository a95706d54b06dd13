"""The reminder's own thread: everything slow happens in it, and no command ever blocks.

::

    window --commands--> [ one thread: look, judge, sleep ] --Latest[DeskView] + wake-up--> window
                                                            --queue of Told-->

What is told is queued, for each is said once; how things stand is not, for only the newest counts.
"""

import logging
from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Thread
from typing import Final

from formcheck.capture.same_camera import SameCamera
from formcheck.capture.source import FrameSource
from formcheck.desk.manners import Manners, Nap
from formcheck.desk.pace import LEAST_BATTERY, USUAL_S
from formcheck.desk.shutter import Clock, RealClock, Shutter
from formcheck.desk.surround import ALONE, Ask
from formcheck.desk.view import DeskState, DeskView, Told
from formcheck.desk.watcher import DeskPlan, Watcher
from formcheck.features.error_model import load_error_model
from formcheck.latest import Latest
from formcheck.pose.estimator import PoseEstimator
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.session.attempt import attempt

logger = logging.getLogger(__name__)

COMPANY_EVERY_S: Final = 10.0
"""Others are looked for so often: it would be half of the work at 2 looks a second (measured)."""
FREE_AFTER_S: Final = 30.0
"""What looks at parts of a picture is used once in hours, and holds 60 MB (measured; judgement)."""
_CLOSE_S: Final = 8.0
"""A camera may take this long to answer before it can be closed."""
_Command = Callable[[Watcher], None]


def desk_estimator() -> PoseEstimator:
    """Return the estimator as it is used at a desk."""
    return MediapipePose(company_every_s=COMPANY_EVERY_S, free_after_s=FREE_AFTER_S)


class DeskEngine:
    """Watches one person at one desk until closed.

    Parameters
    ----------
    on_change
        Called from the engine's thread whenever `take` or `told` have something new. It must
        return at once and must not raise.
    open_source
        Makes the camera, called each time it is opened, in the engine's thread. A webcam is the
        same one each time, whatever its number, until `reopen`.
    ask
        Tells what else goes on at the computer, in the engine's thread.
    open_estimator, clock
        Other than the usual ones.
    """

    def __init__(
        self,
        on_change: Callable[[], None],
        *,
        open_source: Callable[[], FrameSource],
        ask: Ask = lambda: ALONE,
        open_estimator: Callable[[], PoseEstimator] = desk_estimator,
        clock: Clock | None = None,
    ) -> None:
        self._on_change, self._ask = on_change, ask
        self._camera, self._open_estimator = SameCamera(open_source), open_estimator
        self._clock = clock or RealClock()
        self._commands: SimpleQueue[_Command] = SimpleQueue()
        self._told: SimpleQueue[Told] = SimpleQueue()
        self._shown: Latest[DeskView] = Latest()
        self._woken, self._stopped = Event(), Event()
        self._thread: Thread | None = None

    def start(self, plan: DeskPlan) -> None:
        """Begin. Called once."""
        # A daemon: a camera driver that never answers must not keep the program from ending.
        self._thread = Thread(target=self._run, args=(plan,), name="formcheck-desk", daemon=True)
        self._shown.put(DeskView(state=DeskState.OPENING))
        self._thread.start()

    def learn(self) -> None:
        """Look for the baseline anew."""
        self._do(lambda watcher: watcher.learn())

    def reopen(self) -> None:
        """Close the camera: one was chosen, which is taken as it is written."""
        self._do(self._change_camera)

    def pause(self, *, on: bool) -> None:
        """Close the camera until told otherwise, or go on."""
        self._do(lambda watcher: setattr(watcher, "paused", on))

    def lend(self, *, on: bool) -> None:
        """Close the camera while formcheck's own exercises use it, or go on."""
        self._do(lambda watcher: setattr(watcher, "exercises", on))

    def snooze(self, nap: Nap | None) -> None:
        """Say nothing for a while; None: speak again."""
        self._do(lambda watcher: watcher.snooze(nap))

    def arrange(self, displays: str) -> None:
        """Tell that the screens stand otherwise."""
        self._do(lambda watcher: watcher.arrange(displays))

    def behave(
        self, manners: Manners, usual_s: float = USUAL_S, least_battery: float = LEAST_BATTERY
    ) -> None:
        """Behave otherwise from now on."""
        self._do(lambda watcher: watcher.behave(manners, usual_s, least_battery))

    def take(self) -> DeskView | None:
        """Return the newest view; ``None`` when there is none since the last call."""
        return self._shown.take(0.0)

    def told(self) -> tuple[Told, ...]:
        """Return what is to be told since the last call, in order."""
        found: list[Told] = []
        while not self._told.empty():
            found.append(self._told.get())
        return tuple(found)

    def close(self, timeout_s: float = _CLOSE_S) -> bool:
        """Give the camera back and end; return whether that was done in time."""
        self._stopped.set()
        self._woken.set()
        if self._thread is None:
            return True
        self._thread.join(timeout_s)
        if self._thread.is_alive():
            logger.warning("the camera does not answer: it is closed with the program")
        return not self._thread.is_alive()

    def _do(self, command: _Command) -> None:
        self._commands.put(command)
        self._woken.set()

    # --- the thread

    def _run(self, plan: DeskPlan) -> None:
        failure = attempt(lambda: self._watch(plan))
        if failure:
            self._show(DeskView(state=DeskState.FAILED, message=failure))

    def _watch(self, plan: DeskPlan) -> None:
        with self._open_estimator() as estimator:
            load_error_model().require_model(estimator.model.sha256)
            shutter = Shutter(self._camera)
            watcher = Watcher(
                plan, shutter, estimator, clock=self._clock, ask=self._ask, tell=self._tell
            )
            # What was counted until then is kept, whatever happened.
            watcher.end(attempt(lambda: self._look_on(watcher)))
            self._show(watcher.view)

    def _look_on(self, watcher: Watcher) -> None:
        while not self._stopped.is_set():
            self._woken.clear()
            while not self._commands.empty():
                self._commands.get()(watcher)
            wait_s = watcher.step()
            self._show(watcher.view)
            if watcher.view.state is DeskState.ENDED:
                return
            if not self._stopped.is_set():
                self._clock.wait(self._woken, wait_s)

    def _change_camera(self, watcher: Watcher) -> None:
        self._camera.forget()
        watcher.reopen()

    def _tell(self, told: Told) -> None:
        self._told.put(told)

    def _show(self, view: DeskView) -> None:
        self._shown.put(view)
        self._on_change()
