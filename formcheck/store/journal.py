"""What a session writes down while it runs, and what that says when its end never came.

::

    Update, Update, ... --Journal--> Entry (a quarter of a second) --> database
    Entry, Entry, ...   --replay---> repetitions, holds, faults as they were on the screen

An entry only adds to those before it. Numbers go into arrays; all else is written when it changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from formcheck.session.update import Update
from formcheck.store.chunks import Block

Event = tuple[float, str, Any]
"""Time in seconds, what changed, and what it is now; plain values, as JSON has them."""
PHASE: Final = "phase"
DOTS: Final = "dots"
SIDES: Final = "sides"
ACTIVE: Final = "active"
REASONS: Final = "reasons"
FOCUS: Final = "focus"
HOLD: Final = "hold"


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A stretch of a session."""

    block: Block
    events: tuple[Event, ...]


class Journal:
    """Turns updates into entries; what did not change is not written again."""

    def __init__(self) -> None:
        self.names: tuple[str, ...] = ()
        """Features, as the first update has them."""
        self.units: tuple[str, ...] = ()
        self._last: dict[str, Any] = {}

    def entry(self, updates: Sequence[Update]) -> Entry:
        """Return what these updates add to those before; there is at least one."""
        if not self.names:
            self.names = tuple(updates[0].readings)
            self.units = tuple(one.unit.value for one in updates[0].readings.values())
        events = [event for update in updates for event in self._changes(update)]
        return Entry(self._block(updates), tuple(events))

    def _block(self, updates: Sequence[Update]) -> Block:
        shape = (len(updates), len(self.names))
        rows = [[update.readings[name] for name in self.names] for update in updates]
        return Block(
            time_s=np.array([update.time_s for update in updates]),
            value=np.array([[one.value for one in row] for row in rows]).reshape(shape),
            sd=np.array([[one.sd for one in row] for row in rows]).reshape(shape),
            yaw_deg=np.array([update.view.yaw_deg for update in updates]),
            progress=np.array([update.progress for update in updates]),
        )

    def _changes(self, update: Update) -> Iterable[Event]:
        for name, now in _state(update).items():
            if self._last.get(name) != now:
                self._last[name] = now
                yield update.time_s, name, now


def _state(update: Update) -> Mapping[str, Any]:
    return {
        PHASE: update.phase.value,
        DOTS: list(update.dots),
        SIDES: [update.counts.left, update.counts.right],
        ACTIVE: {check: int(severity) for check, severity in update.active.items()},
        REASONS: [[one.reason, one.mend] for one in update.not_judged],
        FOCUS: _focus(update),
        HOLD: _hold(update),
    }


def _hold(update: Update) -> list[float] | None:
    clock = update.hold
    if clock is None or clock.counts_down:
        return None
    return [round(clock.total_s, 1), round(clock.good_s, 1)]


def _focus(update: Update) -> str:
    """Return the name of the feature that is drawn: the update gives its reading alone."""
    if update.focus is None:
        return ""
    shown = update.focus.reading
    return next((name for name, one in update.readings.items() if one is shown), "")
