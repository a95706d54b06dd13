"""A way to reach somebody at the desk: what each has, one file a way.

::

    spoken --no voice--> sound --no loudspeaker, and beside it--> notification
    edge line --the desktop places windows itself--> notification
    notification: the desktop's, by D-Bus --> the icon's --> a small window --> the icon alone
"""

from collections.abc import Callable
from typing import Final, Protocol

from formcheck.desk.view import Told, Topic
from formcheck.ui.desk.icons import Face

FOR_MS: Final = 8000
"""A message of two lines is read twice in this time, and is gone then (judgement)."""

FACES: Final = {
    Topic.SITTING: Face.LEANING,
    Topic.BREAK: Face.UPRIGHT,
    Topic.BASELINE: Face.UNKNOWN,
}
"""The picture beside a message."""

Failed = Callable[[str], None]


class Way(Protocol):
    """One way to reach somebody, used in the window's thread alone. Nothing in it waits."""

    def tell(self, told: Told, failed: Failed) -> None:
        """Begin to tell something.

        When it turns out, now or later, that this way does not work here, ``failed`` is called
        once with a sentence that says why and what to do.
        """
        ...

    def hush(self) -> None:
        """Take back what is still shown or said: it does not hold any more."""
        ...

    def close(self) -> None:
        """Take back all, for good."""
        ...
