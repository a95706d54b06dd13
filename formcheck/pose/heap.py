"""Keeps what the pose library frees from staying with the process for ever (Linux, glibc).

Loading a landmarker takes and frees many large blocks. glibc maps large blocks on their own, and
gives them back to the system when they are freed; but once a very large one was freed, it takes
all up to that size from its common heap instead, where small blocks that live on keep their pages.
With a fixed limit, two landmarkers take 64 MB less and three 102 MB less, at the same speed
(measured).
"""

import ctypes
import sys
from collections.abc import Callable
from typing import Any, Final

_TRIM_THRESHOLD: Final = -1
_MMAP_THRESHOLD: Final = -3
_ARENA_MAX: Final = -8
"""Numbers of mallopt(3)."""
APART_BYTES: Final = 8 << 20
"""Blocks from here on are mapped on their own: larger than a picture of 1920 x 1080, which comes 30
times a second, and smaller than the model's file. At 1 MB every picture cost 4 ms more; at 16 MB
nothing was gained (measured)."""
SPARE_BYTES: Final = 32 << 20
"""So much free heap is kept for the next picture, as glibc does by itself."""


def keep_heap_small() -> bool:
    """Fix the limit for this process, from now on; return whether that could be done."""
    mallopt = _of_glibc("mallopt")
    if mallopt is None:
        return False
    # Both, for setting one of them fixes the other where it is.
    return bool(mallopt(_MMAP_THRESHOLD, APART_BYTES) and mallopt(_TRIM_THRESHOLD, SPARE_BYTES))


def share_one_heap() -> bool:
    """Let new threads use the common heap; return whether that could be done.

    For a program that runs all day, or loads many landmarkers one after the other, which leave 5 MB
    each in the heaps of their threads: 12 MB less for two landmarkers, and what one of them held
    can be given back whole. Threads that allocate much at the same time would wait for each other.
    """
    mallopt = _of_glibc("mallopt")
    return mallopt is not None and bool(mallopt(_ARENA_MAX, 1))


def give_back() -> bool:
    """Give what is free back to the system, in 30 ms; return whether that could be done."""
    trim = _of_glibc("malloc_trim")
    if trim is None:
        return False
    trim(0)
    return True


def _of_glibc(name: str) -> Callable[..., Any] | None:
    """Return a function of the C library, where it is the one that has it."""
    if not sys.platform.startswith("linux"):
        return None
    found: Callable[..., Any] | None = getattr(ctypes.CDLL(None), name, None)
    return found
