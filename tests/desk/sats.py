"""Looks without bodies: what the watches after the first one take in."""

from collections.abc import Iterable, Iterator
from enum import StrEnum, auto
from typing import Final

from formcheck.checking.results import Severity
from formcheck.checking.view import UNKNOWN
from formcheck.desk.measure import Change, Presence, Sat, Sitting
from formcheck.desk.seen import NOWHERE, Place, Seen
from formcheck.features.reading import Reading, Unit


class State(StrEnum):
    GOOD = auto()
    BEYOND = auto()
    FAULT = auto()
    UNJUDGED = auto()
    AWAY = auto()
    STANDING = auto()
    DARK = auto()


GOOD: Final = State.GOOD
BEYOND: Final = State.BEYOND
FAULT: Final = State.FAULT
UNJUDGED: Final = State.UNJUDGED

_PRESENCE: Final = {
    State.AWAY: Presence.AWAY,
    State.STANDING: Presence.STANDING,
    State.DARK: Presence.UNKNOWN,
}
_CHANGES: Final = {
    State.BEYOND: ("slump", Severity.WARN, "Grow tall."),
    State.FAULT: ("lean_in", Severity.FAULT, "Slide back."),
}


def sat(time_s: float, state: State = GOOD, place: Place = NOWHERE) -> Sat:
    """One look in a state."""
    changes = {}
    if state in _CHANGES:
        check, severity, cue = _CHANGES[state]
        reading = Reading(-20.0, 3.0, Unit.PERCENT)
        changes = {check: Change(check, check, reading, severity, cue)}
    sitting = {GOOD: Sitting.GOOD, BEYOND: Sitting.BEYOND, FAULT: Sitting.BEYOND}
    return Sat(
        time_s=time_s,
        presence=_PRESENCE.get(state, Presence.SEATED),
        sitting=sitting.get(state, Sitting.UNJUDGED),
        changes=changes,
        seen=Seen(time_s, None, None, UNKNOWN, place=place),
    )


def script(
    parts: Iterable[tuple[float, State]], rate_hz: float, start_s: float = 0.0
) -> Iterator[tuple[float, State]]:
    """Times and states: each part lasts its seconds, one look after another at an even pace."""
    ends, until_s = [], 0.0
    for seconds, state in parts:
        until_s += seconds
        ends.append((until_s, state))
    for index in range(round(until_s * rate_hz)):
        time_s = index / rate_hz
        yield start_s + time_s, next(state for end_s, state in ends if time_s < end_s - 1e-9)
