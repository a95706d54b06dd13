"""One picture of the window, near the end of a clip."""

from pathlib import Path
from typing import Final

from formcheck.errors import OutputError
from formcheck.language import _
from formcheck.session.live_state import LiveState
from formcheck.ui.live_window import LiveWindow

_BEFORE_END_S: Final = 1.5


class Photographer:
    """Saves the window while it still shows the session, or else its end."""

    def __init__(self, window: LiveWindow, path: Path) -> None:
        self._window, self._path = window, path
        self._done = self._saved = False
        window.shown.connect(self._look)
        window.over.connect(self._shoot)

    def check(self) -> None:
        """Raise OutputError when there is no picture."""
        if not self._saved:
            raise OutputError(
                _(
                    "The picture of the window could not be saved as {path}: "
                    "let the session come to its end, and choose a name that ends in .png."
                ).format(path=self._path)
            )

    def _look(self) -> None:
        live = self._window.live
        if live is None or live.state is not LiveState.RUNNING or live.source is None:
            return
        length_s = live.source.duration_s
        if length_s and live.frame and live.frame.time_s >= length_s - _BEFORE_END_S:
            self._shoot()

    def _shoot(self) -> None:
        if not self._done:
            self._done = True
            self._saved = self._window.grab().save(str(self._path), "PNG")
