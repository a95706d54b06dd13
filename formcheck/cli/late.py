"""Modules that a command loads when it runs: its help is there at once."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any


class Late:
    """Stand in for a module, and load it when something of it is asked for.

    For who checks types it is the module itself::

        if TYPE_CHECKING:
            from formcheck.ui import home
        else:
            home = Late("formcheck.ui.home")
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        with kept_for_good():
            module = import_module(self._name)
        return getattr(module, name)


@contextmanager
def kept_for_good() -> Iterator[None]:
    """Look for no garbage among what the block loads, neither meanwhile nor later.

    Modules stay until the end: to look through all that they hold is a seventh of a window's start
    (measured), and would stop its picture for a twentieth of a second now and then.
    """
    before = len(sys.modules)
    gc.disable()
    try:
        yield
    finally:
        if len(sys.modules) > before:
            gc.freeze()
        gc.enable()
