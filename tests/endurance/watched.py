"""Somebody who holds a plank before a camera, and what is shown of it."""

from collections.abc import Callable

from formcheck.capture.source import FrameSource
from formcheck.exercises.loader import load_exercise
from formcheck.session.live_state import LiveFrame, LiveState
from tests.session.live_parts import Nobody, Observer, Straight

PLANK = load_exercise("plank")


class Watched:
    """A plank before a camera."""

    def __init__(
        self, open_source: Callable[[], FrameSource], estimator: Nobody | None = None
    ) -> None:
        self.observer = Observer(estimator or Straight())
        self.observer.engine.open(PLANK, open_source)

    def held(self, more_than_s: float = 0.0) -> LiveFrame:
        """Wait until the plank was held for longer, with a picture that comes now."""
        return self.until(lambda live: not live.trouble and held_s(live) > more_than_s)

    def until(self, what) -> LiveFrame:
        """Wait for something new."""
        seen = len(self.observer.seen)
        self.observer.until(lambda live: live in self.observer.seen[seen:] and what(live))
        return next(live for live in self.observer.seen[seen:] if what(live))

    def trouble(self) -> LiveFrame:
        """Wait until something is said of the camera."""
        return self.until(lambda live: bool(live.trouble))

    def stop(self) -> LiveFrame:
        """End the session, and return the last of it."""
        self.observer.engine.stop()
        last = self.observer.until(LiveState.ENDED)
        assert self.observer.engine.close()
        return last


def held_s(live: LiveFrame) -> float:
    hold = None if live.update is None else live.update.hold
    return 0.0 if hold is None else hold.good_s
