"""Whether another program has a camera open, or has just asked for it.

Linux: the kernel says that a camera was opened or closed (inotify) but not by whom; only then are
the processes looked through. Who has it open is not yet who uses it:

- **Pictures flow to it** (the device's buffers are in its memory, or were lent to it): it uses it.
- It has it **merely open** since before we came: it keeps it for later. Some picture servers
  (WirePlumber with libcamera) keep every camera open as long as they run; whoever counts them as
  users never looks again. No name is asked for: the next server has another one.
- It has it merely open **since**: it wants it. While we have the camera nobody else can make
  pictures flow, so this is all that there is to see. It counts for 30 s: by then, as we have let
  go, pictures flow or it keeps it for later.
- Nobody has it open any more, but **it was opened and closed while we had it**: somebody asked and
  was told that it is in use (a browser does this in milliseconds), or only looked which cameras
  there are; the kernel tells no difference. It counts for 20 s, in which a second try succeeds.
  Three times without anybody coming, and it does not count for ten minutes: a program that looks
  every few seconds must not keep us out.

Not told: programs of other users and those that may not be looked into, and one that keeps the
camera open for later and begins to want it while we have it. A program of our own family, this
process and its children, never counts. Windows: see `formcheck.around.consent`; it cannot tell
who waits for a camera that we have. macOS does not tell other programs.
"""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from math import inf
from pathlib import Path
from time import monotonic
from typing import Final

from formcheck.around.consent import Consent
from formcheck.around.holders import PROC, Holder, descends, who_holds
from formcheck.around.nodes import camera_nodes, there_now
from formcheck.around.opens import CLOSED, OPENED, Opens
from formcheck.around.probe import Probe, Untold

WANTS_S: Final = 30.0
"""So long merely open is wanting it (judgement: a person presses "try again" sooner)."""
ASKED_S: Final = 20.0
"""So long we let go for somebody who asked and went (judgement)."""
IN_VAIN: Final = 3
DEAF_S: Final = 600.0
"""After so many askers in a row of whom none came, none is heard for so long (judgement)."""
LIST_EVERY_S: Final = 10.0
"""A camera that was plugged in is known after so long at most (judgement)."""
AGAIN_EVERY_S: Final = 5.0
"""How often those who have it open are looked at again; all processes where the kernel tells no
openings: 15 ms each time is 0.3 % of a core (judgement)."""

_SYSTEM: Final[str] = sys.platform
_Handle = tuple[int, int, int]
"""Process, its beginning, number: one opening of the device."""


class Nodes:
    """The devices to watch, and whether they are others than before."""

    def __init__(
        self,
        devices: Callable[[], Sequence[Path]] = camera_nodes,
        there: Callable[[], object] = there_now,
    ) -> None:
        self._devices, self._there = devices, there
        self._was: object = None
        self.files: Sequence[Path] = ()

    def changed(self) -> bool:
        """Look again; return whether they are others. Opens devices only then."""
        now = self._there()
        if now == self._was:
            return False
        self._was, self.files = now, self._devices()
        return True


class CameraUse:
    """Asks Linux whether another program uses a camera, or wants it."""

    def __init__(
        self,
        nodes: Nodes | None = None,
        *,
        proc: Path = PROC,
        own_pid: int | None = None,
        clock: Callable[[], float] = monotonic,
        watch: Callable[[Iterable[Path]], Opens] = Opens,
    ) -> None:
        self._nodes = nodes or Nodes()
        self._proc = proc
        self._own_pid = os.getpid() if own_pid is None else own_pid
        self._clock = clock
        self._watch = watch
        self._opens: Opens | None = None
        self._listed_s = self._looked_s = -inf
        self._ours: frozenset[_Handle] = frozenset()
        self._since_s: dict[_Handle, float] | None = None
        """Since when others have it open; None before the first look."""
        self._streams = False
        self._askers = Askers()

    def __call__(self) -> bool:
        """Ask whether somebody else uses a camera, or wants it."""
        now_s = self._clock()
        fresh = self._list(now_s)
        events = self._opens.take() if self._opens else ()
        if fresh or events or now_s - self._looked_s >= AGAIN_EVERY_S:
            self._look(now_s, events, everybody=fresh or bool(events) or self._opens is None)
        wants = any(now_s - since_s < WANTS_S for since_s in (self._since_s or {}).values())
        if self._streams:
            self._askers.came()
        return self._streams or wants or self._askers.waiting(now_s)

    def close(self) -> None:
        """Stop watching."""
        opens, self._opens = self._opens, None
        if opens:
            opens.close()

    def _list(self, now_s: float) -> bool:
        """See which cameras there are; return whether watching begins anew."""
        if now_s - self._listed_s < LIST_EVERY_S:
            return False
        self._listed_s = now_s
        changed = self._nodes.changed()
        if self._opens and not changed:
            return False
        self.close()
        try:
            self._opens = self._watch(self._nodes.files)
        except OSError:
            self._opens = None  # tried again soon: a right to the camera may come after the login
        return changed or self._opens is not None

    def _look(self, now_s: float, events: Sequence[int], *, everybody: bool) -> None:
        known = {pid for pid, *_rest in self._since_s or ()}
        self._looked_s = now_s
        if not (everybody or known):
            return
        found = who_holds(self._nodes.files, proc=self._proc, pids=None if everybody else known)
        family = [one for one in found if descends(one.pid, self._own_pid, self._proc)]
        others = [one for one in found if one not in family]
        ours = _handles(family) if everybody else self._ours
        self._meet(now_s, others)
        if not others and ours and ours == self._ours and _somebody_else_opened(events):
            self._askers.asked(now_s)
        self._ours = ours

    def _meet(self, now_s: float, others: Sequence[Holder]) -> None:
        first = -inf if self._since_s is None else now_s
        before = self._since_s or {}
        self._since_s = {handle: before.get(handle, first) for handle in _handles(others)}
        self._streams = any(other.streams for other in others)


class Askers:
    """Those who opened the camera and went again while we had it."""

    def __init__(self) -> None:
        self._until_s = self._deaf_until_s = -inf
        self._in_vain = 0

    def asked(self, now_s: float) -> None:
        """Take in that somebody asked."""
        if now_s < max(self._deaf_until_s, self._until_s):
            return
        self._in_vain += 1
        self._until_s = now_s + ASKED_S
        if self._in_vain >= IN_VAIN:
            self._deaf_until_s = now_s + ASKED_S + DEAF_S

    def came(self) -> None:
        """Take in that somebody uses it: asking was meant."""
        self._in_vain, self._until_s, self._deaf_until_s = 0, -inf, -inf

    def waiting(self, now_s: float) -> bool:
        """Whether one of them may still try again."""
        return now_s < self._until_s


def _handles(holders: Iterable[Holder]) -> frozenset[_Handle]:
    return frozenset(
        (holder.pid, holder.began, handle) for holder in holders for handle in holder.handles
    )


def _somebody_else_opened(events: Sequence[int]) -> bool:
    """Whether it was another, given that we had it open before and have it open now.

    Our own letting go and taking again begins with a closing.
    """
    return any(mask & OPENED for mask in events) and not events[0] & CLOSED


def camera_use(camera: str | None = None) -> Probe:
    """Return who is to be asked on this system about a camera; about any when None."""
    if _SYSTEM == "linux":
        return CameraUse(Nodes(partial(camera_nodes, camera)))
    return Consent("webcam") if _SYSTEM == "win32" else Untold()
