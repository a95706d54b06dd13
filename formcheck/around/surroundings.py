"""What else goes on at the computer, all of it, in one snapshot.

::

    surroundings = Surroundings("0", lock=lock_watch)    # any thread
    with_engine(ask=surroundings)                        # asked in the engine's thread
    surroundings.close()                                 # any thread
"""

import logging
from collections.abc import Callable
from functools import partial
from math import inf
from threading import Lock
from time import monotonic
from typing import Final, Generic, Protocol, TypeVar

from formcheck.around.battery import battery
from formcheck.around.camera_use import camera_use
from formcheck.around.full_screen import full_screen
from formcheck.around.microphone import microphone
from formcheck.around.probe import Probe, Untold
from formcheck.desk.surround import ALONE, Surround

logger = logging.getLogger(__name__)
T = TypeVar("T")

SELDOM_S: Final = 2.0
"""How often microphone and full screen are asked for at most: what is said is said after minutes,
so two seconds are soon enough (judgement)."""
BATTERY_S: Final = 30.0
"""How often the battery is asked for at most: it falls by a percent in minutes (judgement)."""


class Desktop(Protocol):
    """What somebody else finds out, and only has to be read here."""

    @property
    def locked(self) -> bool:
        """The screen is locked, somebody else is at the computer, or it sleeps."""

    @property
    def do_not_disturb(self) -> bool:
        """The desktop was asked not to disturb."""


class Undisturbed:
    """A desktop that tells nothing."""

    locked = False
    do_not_disturb = False


class Surroundings:
    """Asks everybody; never raises: who cannot answer says "not so".

    The camera is asked for every time, the others more seldom. Safe from any thread, one at a time.

    Parameters
    ----------
    camera
        The camera that formcheck looks through, as it is written in the settings: only whoever uses
        this one counts. Any camera of the computer when None, or when it is no camera of it.
    lock
        Who knows whether the screen is locked.
    use
        Makes who is asked about a camera.
    sound, screen, charge
        Who is asked; the system's own when not given.
    clock
        Returns the time in seconds.
    """

    def __init__(
        self,
        camera: str | None = None,
        *,
        lock: Desktop | None = None,
        use: Callable[[str | None], Probe] = camera_use,
        sound: Probe | None = None,
        screen: Probe | None = None,
        charge: Callable[[], float | None] = battery,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._desktop: Desktop = lock or Undisturbed()
        self._clock = clock
        self._use = use
        sound = sound or _made(microphone)
        screen = screen or _made(full_screen)
        self._others = (sound, screen)
        self._probe = _made(partial(use, camera))
        self._camera = _Asked("camera", self._probe, unknown=False)
        self._microphone = _Asked("microphone", sound, unknown=False, every_s=SELDOM_S)
        self._full_screen = _Asked("full screen", screen, unknown=False, every_s=SELDOM_S)
        self._battery = _Asked[float | None]("battery", charge, unknown=None, every_s=BATTERY_S)
        self._one_at_a_time = Lock()
        self._closed = False

    def __call__(self) -> Surround:
        """Ask; once closed, nothing goes on any more."""
        with self._one_at_a_time:
            if self._closed:
                return ALONE
            now_s = self._clock()
            return Surround(
                locked=self._desktop.locked,
                full_screen=self._full_screen.at(now_s) or self._desktop.do_not_disturb,
                microphone=self._microphone.at(now_s),
                camera=self._camera.at(now_s),
                battery=self._battery.at(now_s),
            )

    def choose(self, camera: str | None) -> None:
        """Take in that formcheck looks through another camera from now on."""
        with self._one_at_a_time:
            if not self._closed:
                self._probe.close()
                self._probe = _made(partial(self._use, camera))
                self._camera = _Asked("camera", self._probe, unknown=False)

    def close(self) -> None:
        """Let go of everything; may be called twice."""
        with self._one_at_a_time:
            if not self._closed:
                self._closed = True
                for probe in (self._probe, *self._others):
                    probe.close()


def _made(make: Callable[[], Probe]) -> Probe:
    try:
        return make()
    except Exception:
        logger.exception("the system cannot be asked")
        return Untold()


class _Asked(Generic[T]):
    """One thing, asked for at most every so many seconds."""

    def __init__(
        self, name: str, ask: Callable[[], T], *, unknown: T, every_s: float = 0.0
    ) -> None:
        self._name, self._ask, self._unknown, self._every_s = name, ask, unknown, every_s
        self._last, self._asked_s = unknown, -inf
        self._told = False

    def at(self, now_s: float) -> T:
        """Return the answer, or the last one when that is recent."""
        if now_s - self._asked_s >= self._every_s:
            self._asked_s = now_s
            self._last = self._answer()
        return self._last

    def _answer(self) -> T:
        try:
            return self._ask()
        except Exception:
            # Once: the next thousand times say nothing new.
            level = logging.DEBUG if self._told else logging.WARNING
            logger.log(level, "the system does not tell: %s", self._name, exc_info=True)
            self._told = True
            return self._unknown
