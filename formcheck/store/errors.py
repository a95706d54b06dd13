"""What can go wrong with what is kept."""

from formcheck.errors import FormcheckError


class StoreError(FormcheckError):
    """Something kept cannot be read or written."""


class BrokenStoreError(StoreError):
    """A file did not hold what it should: it was put aside, so that a new one can be written."""


class UnwritableStoreError(StoreError):
    """Nothing can be written there now: no room, no right to, or somebody else has it."""


class NewerStoreError(StoreError):
    """What is kept was written by a newer formcheck: nothing was changed."""
