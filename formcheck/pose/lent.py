"""What is made when it is needed first, and freed when it was not needed for long."""

import math
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from formcheck.pose.heap import give_back


class Closes(Protocol):
    """What can be freed."""

    def close(self) -> None:
        """Free what it holds; it is not used any more."""


Made = TypeVar("Made", bound=Closes)


class Lent(Generic[Made]):
    """Keeps one thing for as long as it is used.

    Parameters
    ----------
    make
        Makes it; called again after it was freed.
    free_after_s
        Freed when it was not used for so long; infinite for never.
    """

    def __init__(self, make: Callable[[], Made], free_after_s: float = math.inf) -> None:
        self._make, self._free_after_s = make, free_after_s
        self._made: Made | None = None
        self._used = False
        self._used_s = -math.inf

    def get(self) -> Made:
        """Return it, made now if need be."""
        if self._made is None:
            self._made = self._make()
        self._used = True
        return self._made

    def tidy(self, now_s: float) -> None:
        """Free it when it was not used for long. Called after every frame."""
        if self._used:
            self._used, self._used_s = False, now_s
        elif self._made is not None and now_s - self._used_s >= self._free_after_s:
            self.close()
            give_back()

    def close(self) -> None:
        """Free it now, if there is one."""
        if self._made is not None:
            self._made.close()
            self._made = None
