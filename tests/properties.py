"""How property tests run: without a time limit, for the computer may be busy."""

from typing import Final

from hypothesis import settings

PROPERTY: Final = settings(deadline=None, max_examples=60)
