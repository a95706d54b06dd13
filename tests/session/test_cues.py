"""One cue at a time, the worst first, at most one in five seconds, and praise."""

import math

import pytest

from formcheck.checking.faults import FaultWatcher
from formcheck.session.cues import GAP_S, SHOWN_S, CueDirector
from formcheck.session.update import Cue, CueKind
from tests.checking.test_faults import check
from tests.signals import deg, times

GOOD, WARN, BAD = 0.0, -15.0, -30.0


def watcher(name: str, priority: int = 1) -> FaultWatcher:
    return FaultWatcher(
        check(id=name, priority=priority, cue=f"mend {name}", praise=f"well {name}", lasts_s=0.5)
    )


def direct(
    values: dict[FaultWatcher, list[tuple[float, float]]], until_s: float, extra: str = ""
) -> list[tuple[float, str]]:
    """Run checks through (from when, value) steps; return when which text was first shown."""
    director, shown, last = CueDirector(), [], None
    for t in times(until_s, 20):
        for one, steps in values.items():
            value = [v for start, v in steps if t >= start][-1]
            one.update(t, deg(value, 1.0), math.nan)
        cue = director.update(t, values, extra if 1.0 <= t < 1.5 else "")
        if cue != last:
            shown.append((round(t, 1), cue.text if cue else ""))
        last = cue
    return shown


def test_nothing_to_say() -> None:
    assert direct({watcher("a"): [(0.0, GOOD)]}, 10.0) == []


def test_the_worst_comes_first_then_the_higher_priority() -> None:
    mild, bad = watcher("mild", priority=9), watcher("bad")
    shown = direct({mild: [(0.0, WARN)], bad: [(0.0, BAD)]}, 4.0)
    assert shown[0] == (0.5, "mend bad")
    low, high = watcher("low", priority=1), watcher("high", priority=2)
    assert direct({low: [(0.0, BAD)], high: [(0.0, BAD)]}, 4.0)[0][1] == "mend high"


def test_at_most_one_in_five_seconds() -> None:
    first, second = watcher("first"), watcher("second", priority=5)
    shown = direct({first: [(0.0, BAD), (2.0, GOOD)], second: [(0.0, GOOD), (2.0, BAD)]}, 9.0)
    spoken = [(t, text) for t, text in shown if text]
    assert [text for _, text in spoken] == ["mend first", "mend second"]
    assert spoken[1][0] - spoken[0][0] == pytest.approx(GAP_S, abs=0.11)


def test_a_cue_stays_while_its_fault_does_and_is_not_repeated() -> None:
    assert direct({watcher("a"): [(0.0, BAD)]}, 20.0) == [(0.5, "mend a")]


def test_praise_once_when_corrected() -> None:
    shown = direct({watcher("a"): [(0.0, BAD), (6.0, GOOD)]}, 20.0)
    spoken = [(t, text) for t, text in shown if text]
    assert [text for _, text in spoken] == ["mend a", "well a"]
    assert spoken[1][0] == pytest.approx(7.5, abs=0.2)
    assert shown[-1] == (pytest.approx(spoken[1][0] + SHOWN_S, abs=0.2), "")


def test_no_praise_for_a_moment_that_passed() -> None:
    """A check whose moment is over was not corrected: it is praised at its next good moment."""
    one, director = watcher("a"), CueDirector()
    said: list[Cue] = []
    for t in times(20.0, 20):
        if t < 2.0:
            one.update(t, deg(BAD, 1.0), math.nan)
        elif t < 12.0:
            one.close()
        else:
            one.update(t, deg(GOOD, 1.0), math.nan)
        cue = director.update(t, [one])
        if cue is not None and cue not in said:
            said.append(cue)
    assert [cue.kind for cue in said] == [CueKind.CORRECT, CueKind.PRAISE]
    assert said[1].since_s == pytest.approx(13.0, abs=0.2)


def test_a_word_that_comes_from_no_check() -> None:
    shown = direct({watcher("a"): [(0.0, GOOD)]}, 8.0, extra="A little higher.")
    assert shown == [(1.0, "A little higher."), (pytest.approx(4.0, abs=0.1), "")]
