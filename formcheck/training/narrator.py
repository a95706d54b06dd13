"""From what happens to what is said about it. Numbers stay digits: each voice reads its own."""

import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from formcheck.checking.counter import Phase
from formcheck.language import N_, _
from formcheck.session.update import Cue, CueKind, HoldClock, Update
from formcheck.training.speech import Kind, Phrase, phrase

PATIENCE_S: Final = 3.0
"""Undone, or unseen, for so long before a word is said about it: people are still on the way."""
AGAIN_S: Final = 8.0
"""The same help is not given more often than this (judgement, as all seconds here)."""
FLICKER_S: Final = 1.0
"""What is gone for less than this was there all the time."""
HELP_KEEP_S: Final = 4.0
"""Help from the camera is true for a moment only."""
TICK_KEEP_S: Final = 0.6
"""A second that is counted down is worth its own second."""
BEAT_KEEP_S: Final = 1.5
PACED_KEEP_S: Final = 2.5
"""A number that waits until the word of the beat was said."""
CLOCKED_FROM_S: Final = 10.0
"""Shorter holds go by without a word."""
TEN_LEFT_FROM_S: Final = 30.0
"""In shorter holds the halfway point is about the same."""
TEN_S: Final = 10
COUNTED_DOWN: Final = 3

HALFWAY: Final = N_("Halfway.")
HELD: Final = N_("Done. Well held.")
WAITED: Final = N_("Done.")

_BLIND: Final = frozenset({Phase.SETUP, Phase.UNSEEN})


class Narrator:
    """Says each thing once, at its time: give it every update of a session, in order."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._time_s = -math.inf
        self._cue: Cue | None = None
        self._done: int | None = None
        self._beat: tuple[int, str] | None = None
        self._hold = _HoldTeller()
        self._help = _Helper()

    def hear(
        self,
        update: Update,
        now_s: float,
        *,
        done: int | None = None,
        goal_s: float | None = None,
    ) -> tuple[Phrase, ...]:
        """Return what there is to say about one update.

        Parameters
        ----------
        update
            What the session says of a frame. Time that goes back is a new session.
        now_s
            By the clock of the phrases.
        done
            The number of repetitions that people are shown, where it is not the session's.
        goal_s
            How long to hold, where it is not the exercise's.
        """
        if update.time_s < self._time_s:
            self._begin()
        self._time_s = update.time_s
        counts = update.counts
        number = counts.full + counts.guided if done is None else done
        return (
            *self._cues(update.cue, now_s),
            *self._beats(update, now_s),
            *self._counts(number, now_s, paced=update.beat is not None),
            *self._hold.hear(update.hold, goal_s, now_s),
            *self._help.hear(_help_for(update), now_s),
        )

    def tell(
        self, text: str, kind: Kind, now_s: float, keep_s: float | None = None
    ) -> tuple[Phrase, ...]:
        """Return what somebody else wants to have said; help waits until it was heard."""
        self._help.wait(now_s)
        return (phrase(text, kind, now_s, keep_s),) if text else ()

    def _cues(self, cue: Cue | None, now_s: float) -> Iterator[Phrase]:
        if cue is not None and (self._cue is None or _other(cue, self._cue)):
            self._cue = cue
            kind = Kind.PRAISE if cue.kind is CueKind.PRAISE else Kind.CUE
            yield phrase(cue.text, kind, now_s)

    def _beats(self, update: Update, now_s: float) -> Iterator[Phrase]:
        beat = None if update.beat is None else (update.beat.number, update.beat.word)
        if beat is not None and beat != self._beat:
            yield phrase(beat[1], Kind.CUE, now_s, BEAT_KEEP_S)
        self._beat = beat

    def _counts(self, done: int, now_s: float, *, paced: bool) -> Iterator[Phrase]:
        if self._done is not None and done != self._done and done > 0:
            yield phrase(str(done), Kind.COUNT, now_s, PACED_KEEP_S if paced else None)
        self._done = done


def _other(cue: Cue, last: Cue) -> bool:
    """Whether this is not the cue of the frame before, even when it says the same."""
    return (cue.text, cue.since_s) != (last.text, last.since_s)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Something that is said when so many good seconds are held."""

    at_s: float
    text: str
    kind: Kind
    keep_s: float | None = None


def _marks(goal_s: float, *, waited: bool) -> Iterator[_Mark]:
    """Yield what is said in a hold of this length, the last first."""
    yield _Mark(goal_s, _(WAITED) if waited else _(HELD), Kind.END)
    if goal_s < CLOCKED_FROM_S:
        return
    for left in range(1, COUNTED_DOWN + 1):
        yield _Mark(goal_s - left, str(left), Kind.COUNT, TICK_KEEP_S)
    if goal_s >= TEN_LEFT_FROM_S:
        text = _("{number} seconds left.").format(number=TEN_S)
        yield _Mark(goal_s - TEN_S, text, Kind.GUIDE, HELP_KEEP_S)
    yield _Mark(goal_s / 2, _(HALFWAY), Kind.GUIDE, HELP_KEEP_S)


class _HoldTeller:
    """Says how far a hold is; the clock may wait, and a new hold begins anew."""

    def __init__(self) -> None:
        self._good_s = math.inf

    def hear(
        self, hold: HoldClock | None, goal_s: float | None, now_s: float
    ) -> tuple[Phrase, ...]:
        before_s, self._good_s = self._good_s, math.inf if hold is None else hold.good_s
        if hold is None:
            return ()
        marks = _marks(goal_s or hold.target_s, waited=hold.counts_down)
        # One at most: of two that were passed at once the older one is no longer true.
        passed = (one for one in marks if before_s < one.at_s <= hold.good_s)
        return tuple(phrase(one.text, one.kind, now_s, one.keep_s) for one in passed)[:1]


@dataclass(frozen=True, slots=True)
class _Help:
    """What would help most."""

    text: str
    rank: int
    """Smaller comes first: to be seen at all, then the steps in their order."""


_NONE: Final = _Help("", sys.maxsize)


def _help_for(update: Update) -> _Help:
    if update.phase in _BLIND and update.not_judged:
        gap = update.not_judged[0]
        return _Help(f"{gap.reason} {gap.mend}".strip(), 0)
    undone = (
        _Help(step.text, rank) for rank, step in enumerate(update.setup, start=1) if not step.done
    )
    return next(undone, _NONE)


class _Helper:
    """Gives help that stays needed, and does not nag."""

    def __init__(self) -> None:
        self._help = _NONE
        self._since_s = self._seen_s = self._said_s = -math.inf
        self._said = ""

    def wait(self, now_s: float) -> None:
        """Say nothing for a while: something else is being said."""
        self._said_s = now_s

    def hear(self, now: _Help, now_s: float) -> tuple[Phrase, ...]:
        # Worse counts at once and better when it lasts: what flickers is what keeps from starting.
        if now.rank < self._help.rank or now_s - self._seen_s > FLICKER_S:
            self._help, self._since_s = now, now_s
        if now != self._help:
            return ()
        self._seen_s = now_s
        if not now.text or not self._due(now.text, now_s):
            return ()
        self._said, self._said_s = now.text, now_s
        return (phrase(now.text, Kind.GUIDE, now_s, HELP_KEEP_S),)

    def _due(self, text: str, now_s: float) -> bool:
        pause_s = AGAIN_S if text == self._said else PATIENCE_S
        return now_s - self._since_s >= PATIENCE_S and now_s - self._said_s >= pause_s
