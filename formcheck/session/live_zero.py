"""Personal zeros of a live session, written in a thread of its own: no frame waits for a disk."""

from threading import Thread
from typing import Final

from formcheck.errors import FormcheckError
from formcheck.exercises.spec import Exercise
from formcheck.session.zero import KnownZero, ZeroKeeper


class ZeroWriter:
    """A keeper of zeros that makes nobody wait, but for who wants to read what is being written.

    Parameters
    ----------
    keeper
        Where zeros are kept.
    """

    name: Final = "formcheck-zero"
    """Of its thread."""

    def __init__(self, keeper: ZeroKeeper) -> None:
        self.problem = ""
        """Why the zero that came last is not kept; empty while that is not known."""
        self._keeper = keeper
        self._writing: Thread | None = None

    def load(self, exercise: Exercise, camera: str, error_model: str) -> KnownZero:
        """Return what is kept for this exercise and camera; raise what the keeper raises."""
        self.wait()
        self.problem = ""
        return self._keeper.load(exercise, camera, error_model)

    def keep(self, exercise: Exercise, camera: str, error_model: str, shift_deg: float) -> None:
        """Keep a zero soon, in place of an older one."""
        self.problem, before = "", self._writing

        def write() -> None:
            if before is not None:
                before.join()
            try:
                self._keeper.keep(exercise, camera, error_model, shift_deg)
            except FormcheckError as error:
                self.problem = str(error)

        # A daemon: a disk that never answers must not keep the program from ending.
        self._writing = Thread(target=write, name=self.name, daemon=True)
        self._writing.start()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until everything is kept; return whether it is, in time."""
        if self._writing is not None:
            self._writing.join(timeout_s)
        return self._writing is None or not self._writing.is_alive()
