"""What everything that is asked again and again looks like."""

from typing import Protocol


class Probe(Protocol):
    """One question to the system. Asked from one thread at a time; closed once, by any."""

    def __call__(self) -> bool:
        """Ask; called up to four times a second, so it returns within a millisecond mostly."""

    def close(self) -> None:
        """Let go of what asking needs; it is not asked any more."""


class Untold:
    """Stand in where the system does not tell: what it does not tell is not so."""

    def __call__(self) -> bool:
        """Return that it is not so."""
        return False

    def close(self) -> None:
        """Nothing to let go of."""
