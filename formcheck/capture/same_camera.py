"""A camera that is opened several times stays the same one: a webcam is looked for by its name."""

from collections.abc import Callable

from formcheck.capture.source import FrameSource
from formcheck.capture.webcam import Webcam
from formcheck.capture.whereabouts import Whereabouts


class SameCamera:
    """Makes a source each time it is opened; all webcams among them share what is known.

    Parameters
    ----------
    make
        Makes the source, each time anew. A webcam that it wants otherwise than the last time is
        taken as it is wanted; every other source is left as it is.
    known
        What is known of it from before; None: nothing. It is looked for first, and where it is no
        more, it is taken as it is wanted.
    """

    def __init__(self, make: Callable[[], FrameSource], known: Whereabouts | None = None) -> None:
        self._make, self._whereabouts = make, known or Whereabouts()
        self._whereabouts.begin_again()

    def __call__(self) -> FrameSource:
        """Return the source, not yet opened. Called in the thread that reads it."""
        source = self._make()
        if isinstance(source, Webcam):
            source.whereabouts = self._whereabouts
        return source

    def forget(self) -> None:
        """Take the next camera as it is wanted: somebody chose one. Called in the same thread."""
        self._whereabouts.forget()
