"""Writes what was learnt from a demonstration as an exercise file, for a physio to go through."""

import json
import math
from collections.abc import Iterator, Sequence
from typing import Final

from formcheck.exercises.spec import View
from formcheck.features.body import FEATURES
from formcheck.features.feature import Feature, Stance
from formcheck.features.reading import Unit
from formcheck.session.learn import Demonstration, Moves

PARTIAL_SHARE: Final = 0.6
"""Of the way: from here on a repetition is partial (clinical notes, section 8)."""
LEAVE, RETURN, RANGE = 0.35, 0.2, 0.4
"""Shares of the way that leave rest, are back at it, and are an attempt at all."""
LEAST_HOLD_S: Final = 1.0
"""A shorter stay at the turn is none that anybody asked for."""
ROOM: Final = 1.5
"""Times the ± by which a start pose may differ from the demonstration."""
FREE: Final = 2.5
"""Times the ± by which it may be left in the course of the movement."""
_FEW: Final = 3


def exercise_text(shown: Demonstration, *, slug: str, title: str, source: str) -> str:
    """Return the exercise file: the numbers from the demonstration, the rest to be filled in.

    Parameters
    ----------
    shown
        What was learnt.
    slug, title
        Name of the file and name for people.
    source
        The recording, for the sources.
    """
    where = f"demonstration {source}, {len(shown.moves[0].turns)} repetitions"
    parts = [*_head(shown, slug, title, where), *_start(shown, where), *_rule(shown, where)]
    return "\n".join([*parts, *_tail(where)]) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _head(shown: Demonstration, slug: str, title: str, where: str) -> Iterator[str]:
    main = shown.moves[0]
    yield f"# Learnt from a {where}. The numbers are what was shown and how much it"
    yield "# differed from one repetition to the next: go through every line before it is used."
    yield "# What else moved with it, the clearest first:"
    for one in shown.moves[:8]:
        low, high = one.rest, one.rest + one.way
        yield (
            f"#   {one.feature.name}: {_number(low, one.feature)} to {_number(high, one.feature)}"
            f" (turns differ by {_number(one.spread, one.feature)},"
            f" ± {_number(one.error, one.feature)})"
        )
    yield f"slug = {_quoted(slug)}"
    yield "version = 1"
    yield f"title = {_quoted(title)}"
    yield f"summary = {_quoted(f'{title}, as demonstrated.')}"
    yield 'setup = ["Take the start pose of the demonstration.", "Do it slowly, all the way."]'
    yield 'feel = "To be written: what one should feel."'
    yield 'stop = "Stop when pain rises to 6 of 10 or more, or when it spreads."'
    yield 'not_visible = ["To be written: what one camera cannot see of it."]'
    yield f"sources = [{_quoted(where[0].upper() + where[1:] + '.')}]"
    yield "checks = []"
    yield ""
    yield "[focus]"
    yield f"{shown.view.value} = {_quoted(main.feature.name)}"
    yield ""
    yield "[camera]"
    yield 'text = "As in the demonstration, 2 to 3 m away, the whole body in the picture."'
    yield f"views = [{_quoted(shown.view.value)}]"
    yield f"source = {_quoted(where)}"
    yield "[camera.needs]"
    needs = dict.fromkeys(joint for one in (main.feature, *_posture(shown)) for joint in one.needs)
    yield f"{shown.view.value} = [{', '.join(_quoted(joint.value) for joint in needs)}]"
    yield ""


def _start(shown: Demonstration, where: str) -> Iterator[str]:
    yield "[start]"
    yield "seconds = 0.7"
    yield f"source = {_quoted(where + '; seconds: judgement')}"
    others = [one.feature for one in shown.moves[:_FEW] if one.feature.name in shown.rests]
    told = (*others[:1], *_posture(shown), *others[1:])
    for feature in dict.fromkeys(told):
        yield from _condition(shown, "start", feature, shown.rests[feature.name], ROOM)
    yield ""
    yield "[keeps]"
    yield "seconds = 1.0"
    yield f"source = {_quoted(where + '; seconds: judgement')}"
    keeps = _posture(shown)
    if not keeps:
        yield "conditions = []"
    for feature in keeps:
        yield from _condition(shown, "keeps", feature, shown.ranges[feature.name], FREE)
    yield ""


def _condition(
    shown: Demonstration, table: str, feature: Feature, span: tuple[float, float], times: float
) -> Iterator[str]:
    room = times * _error(shown, feature)
    if feature is shown.moves[0].feature and table == "start":
        room = min(room, LEAVE * shown.moves[0].way)
    yield f"[[{table}.conditions]]"
    yield f"feature = {_quoted(feature.name)}"
    yield f"min = {_number(span[0] - room, feature)}"
    yield f"max = {_number(span[1] + room, feature)}"
    yield 'text = "Take the start pose of the demonstration."'


_LEAST: Final = {Unit.DEG: 6.0, Unit.RATIO: 0.08, Unit.PERCENT: 6.0}


def _error(shown: Demonstration, feature: Feature) -> float:
    own = [one.error for one in shown.moves if one.feature is feature]
    return max([*own, _LEAST[feature.unit]])


def _posture(shown: Demonstration) -> tuple[Feature, ...]:
    """Return what tells the posture of the body from others."""
    if shown.view is View.FRONT:
        return ()
    tall = any(FEATURES[name].stance is Stance.UPRIGHT for name in shown.rests)
    names = ("trunk_lean", "knee_angle") if tall else ("trunk_slope", "knee_angle")
    return tuple(FEATURES[name] for name in names if name in shown.rests)


def _rule(shown: Demonstration, where: str) -> Iterator[str]:
    main = shown.moves[0]
    top = _top(main)
    partial = main.rest + min(PARTIAL_SHARE * main.way, 0.8 * (top - main.rest))
    held_s = min(one.held_s for one in main.turns) / 2.0
    lasted = [one.end_s - one.start_s for one in main.turns]
    yield "[rule]"
    yield 'kind = "reps"'
    yield f"signal = {_quoted(main.feature.name)}"
    for name, value in (
        ("leave_above_rest", LEAVE * main.way),
        ("back_above_rest", RETURN * main.way),
        ("top", top),
        ("hold_at", (partial + top) / 2.0),
        ("partial", partial),
        ("min_range", RANGE * main.way),
    ):
        yield f"{name} = {_number(value, main.feature)}"
    yield f"hold_s = {math.floor(held_s * 2.0) / 2.0 if held_s >= LEAST_HOLD_S else 0.0}"
    yield f"min_s = {max(0.5, round(min(lasted) / 2.0, 1))}"
    yield f"max_s = {round(3.0 * max(lasted), 1)}"
    yield 'partial_cue = "A little farther, as far as is comfortable."'
    yield f"source = {_quoted(where + '; shares of the way: judgement')}"
    yield ""


def _top(main: Moves) -> float:
    """Return the range that is asked for: the smallest that was shown, less the ±."""
    least = min(one.extreme for one in main.turns)
    return max(least - main.error, main.rest + 0.75 * main.way)


def _tail(where: str) -> Sequence[str]:
    return (
        "[dose]",
        'text = "To be written: how often."',
        f"source = {_quoted(where + '; to be written')}",
    )


def _number(value: float, feature: Feature) -> str:
    return f"{value:.1f}" if feature.unit is Unit.DEG else f"{value:.3f}"
