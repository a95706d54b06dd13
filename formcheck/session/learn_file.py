"""Writes what was learnt from a demonstration as an exercise file, for a physio to go through.

Numbers that were seen come from the demonstration; how much room is left around them comes from the
measurements' own errors, so that other bodies are counted too. No check is written: what is wrong
was not shown.
"""

import json
import math
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from formcheck.exercises.spec import View
from formcheck.features.feature import Feature
from formcheck.features.reading import Unit
from formcheck.language import N_, _, in_sentence
from formcheck.session.learn import Demonstration, Moves

PARTIAL_SHARE: Final = 0.6
"""Of the way: from here on a repetition is partial (clinical notes, section 8)."""
LEAVE, RETURN, RANGE = 0.35, 0.2, 0.4
"""Shares of the way that leave rest, are back at it, and are an attempt at all (judgement)."""
WHOLE: Final = 0.8
"""Of the way: people differ in how far they can go, which one person's repetitions do not show; so
much is the whole range (judgement)."""
LEAST_TOP: Final = 0.65
"""Of the way: less is never the whole range, however unsure the measurement is (judgement)."""
REST_MOST: Final = 0.5
"""Of the way: whoever has gone farther is not in the start pose (judgement)."""
LEAST_STAY_S: Final = 3.0
"""A shorter stay at the turn is a pause before turning back, no hold (judgement)."""
TWO: Final = math.sqrt(2.0)
"""Two people are measured, the one who shows it and the one who does it: their errors add up."""
POSTURE: Final = {Unit.DEG: 15.0, Unit.RATIO: 0.2, Unit.PERCENT: 15.0}
"""By so much do people sit or stand differently, beyond what is measured wrong (judgement: knees
of sitting people are bent by 75 to 105 degrees)."""
LOOSER: Final = 2.0
"""Times the room of the start pose before somebody has left the exercise (judgement)."""
_SEEN: Final = {
    View.SIDE: N_("What it showed: {count} repetitions, seen from the side."),
    View.FRONT: N_("What it showed: {count} repetitions, seen from the front."),
}
_PLACE: Final = {
    View.SIDE: N_("Side-on, what moves nearer to the camera, the whole body in the picture."),
    View.FRONT: N_("Facing the camera, the whole body in the picture."),
}
_ONE_WAY: Final = N_("A movement to one side is counted to that side alone.")
_MOST_LISTED: Final = 6
_WIDEST: Final = 96


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes one demonstration."""

    shown: Demonstration
    slug: str
    title: str
    source: str
    """The recording."""

    @property
    def main(self) -> Moves:
        return self.shown.moves[0]

    @property
    def where(self) -> str:
        return _("demonstration {recording}, {count} repetitions").format(
            recording=self.source, count=len(self.main.turns)
        )

    @property
    def where_with_room(self) -> str:
        return f"{self.where}; " + _("room for other bodies and seconds: judgement")

    def lines(self) -> Iterator[str]:
        for part in (self.head, self.text, self.camera, self.start, self.keeps, self.rule):
            yield from part()
            yield ""
        yield from _note(_("How often: the demonstration does not say it."))
        yield "[dose]"
        yield _pair("text", _("To be written: how often."))
        yield _pair("source", _("to be written"))

    def head(self) -> Iterator[str]:
        main = self.main
        text = _("{title}: learnt from the recording {recording}.")
        yield from _note(text.format(title=self.title, recording=self.source))
        yield "#"
        yield from _note(_(_SEEN[self.shown.view]).format(count=len(main.turns)))
        text = _(
            "Counted by {signal}: {rest} at rest, {turn} at the turn. The turns differ by "
            "{spread}. Between one person and another it is measured to within {error} either way."
        )
        yield from _note(
            text.format(
                signal=_named(main),
                rest=_told(main.rest, main),
                turn=_told(main.rest + main.way, main),
                spread=_told(main.spread, main),
                error=_told(main.error, main),
            )
        )
        if len(self.shown.moves) > 1:
            yield from _note(_("What else moved with it, and could be the signal instead:"))
        for one in self.shown.moves[1:_MOST_LISTED]:
            yield f"#   {_plain(_way(one))}"
        yield "#"
        yield from _note(
            _(
                "What to edit: every text marked 'to be written', and the numbers where you ask "
                "for more or less than was shown. Nothing is claimed that was not shown: no "
                "mistakes were shown, so there are no [[checks]]. Add your own, each with its "
                "source. Then:"
            )
        )
        yield f"#     formcheck exercises check {self.slug}.toml"

    def text(self) -> Iterator[str]:
        steps = (_("Take the start pose of the demonstration."), _("Do it slowly, all the way."))
        where = self.where[0].upper() + self.where[1:]
        yield _pair("slug", self.slug)
        yield "version = 1"
        yield _pair("title", self.title)
        yield _pair("summary", _("{title}, as demonstrated.").format(title=self.title))
        yield f"setup = [{', '.join(map(_quoted, steps))}]"
        yield _pair("feel", _("To be written: what one should feel."))
        yield _pair("stop", _("Stop when pain rises to 6 of 10 or more, or when it spreads."))
        unseen = _("To be written: what one camera cannot see of it.")
        yield f"not_visible = [{_quoted(unseen)}]"
        yield f"sources = [{_quoted(f'{where}.')}]"
        yield "checks = []"

    def camera(self) -> Iterator[str]:
        view = self.shown.view.value
        yield from _note(_("Drawn large, and plotted first."))
        yield "[focus]"
        yield _pair(view, self.main.feature.name)
        yield ""
        yield from _note(_("The view of the demonstration: from another one nothing was learnt."))
        if self.shown.view is View.FRONT:
            yield from _note(_(_ONE_WAY))
        yield "[camera]"
        yield _pair("text", _(_PLACE[self.shown.view]))
        yield f"views = [{_quoted(view)}]"
        yield _pair("source", self.where)
        yield from _note(_("What must be seen, and no more: limbs that say nothing may be hidden."))
        yield "[camera.needs]"
        features = (self.main.feature, *self.shown.posture)
        needs = dict.fromkeys(joint.value for feature in features for joint in feature.needs)
        yield f"{view} = [{', '.join(map(_quoted, needs))}]"

    def start(self) -> Iterator[str]:
        yield from _note(
            _(
                "Start pose: where the body was before and after each repetition, with room for "
                "what is measured wrong and for how differently people sit, stand or lie."
            )
        )
        yield "[start]"
        yield "seconds = 0.7"
        yield _pair("source", self.where_with_room)
        yield from self.condition("start", self.main.feature)
        for feature in self.still:
            yield from self.condition("start", feature)

    def keeps(self) -> Iterator[str]:
        yield from _note(
            _(
                "Whoever is outside of this for so long has left the exercise: from the lowest to "
                "the highest of the whole demonstration, with more room than in the start pose."
            )
        )
        yield "[keeps]"
        yield "seconds = 1.0"
        yield _pair("source", self.where_with_room)
        if not self.still:
            yield "conditions = []"
        for feature in self.still:
            yield from self.condition("keeps", feature)

    @property
    def still(self) -> tuple[Feature, ...]:
        """What tells the posture, and is not what is counted."""
        counted = set(self.main.feature.needs)
        return tuple(one for one in self.shown.posture if set(one.needs) != counted)

    def condition(self, table: str, feature: Feature) -> Iterator[str]:
        room = TWO * self.shown.errors[feature.name] + POSTURE[feature.unit]
        low, high = self.shown.rests[feature.name]
        if table == "keeps":
            room *= LOOSER
            low, high = self.shown.ranges[feature.name]
        most = high + room
        if feature is self.main.feature:
            most = min(most, self.main.rest + REST_MOST * self.main.way)
        seen = _("{low} to {high} in the demonstration").format(
            low=_number(low, feature), high=_number(high, feature)
        )
        yield f"[[{table}.conditions]]"
        yield f"{_pair('feature', feature.name)}  # {_plain(seen)}"
        yield f"min = {_number(low - room, feature)}"
        yield f"max = {_number(most, feature)}"
        yield _pair("text", _("Take the start pose of the demonstration."))

    def rule(self) -> Iterator[str]:
        main, way = self.main, self.main.way
        top = self.top
        partial = main.rest + min(PARTIAL_SHARE * way, 0.8 * (top - main.rest))
        stayed_s = min(one.held_s for one in main.turns)
        lasted = [one.end_s - one.start_s for one in main.turns]
        text = _(
            "A repetition: up from rest to 'top', and back. 'top' is {share} % of the way that was "
            "shown, less what is measured wrong, so that other bodies reach it; raise it to ask "
            "for more. The other numbers are shares of the way. Of a stay at the turn of "
            "{seconds} s or more, half is asked for."
        )
        yield from _note(text.format(share=f"{100 * WHOLE:.0f}", seconds=f"{LEAST_STAY_S:.0f}"))
        yield "[rule]"
        yield 'kind = "reps"'
        yield _pair("signal", main.feature.name)
        for name, value in (
            ("leave_above_rest", LEAVE * way),
            ("back_above_rest", RETURN * way),
            ("top", top),
            ("hold_at", (partial + top) / 2.0),
            ("partial", partial),
            ("min_range", RANGE * way),
        ):
            yield f"{name} = {_number(value, main.feature)}"
        yield f"hold_s = {math.floor(stayed_s) / 2.0 if stayed_s >= LEAST_STAY_S else 0.0}"
        yield f"min_s = {max(0.5, round(min(lasted) / 2.0, 1))}"
        yield f"max_s = {round(3.0 * max(lasted), 1)}"
        yield _pair("partial_cue", _("A little farther, as far as is comfortable."))
        shares = _("shares of the way: judgement")
        yield _pair("source", f"{self.where}; {shares}")

    @property
    def top(self) -> float:
        """Return the range that is asked for."""
        main = self.main
        off = max(TWO * main.error, main.spread)
        return main.rest + max(WHOLE * main.way - off, LEAST_TOP * main.way)


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
    return "\n".join(_Writer(shown, slug, title, source).lines()) + "\n"


def _note(text: str) -> Iterator[str]:
    """Yield a text as comment lines."""
    for line in textwrap.wrap(_plain(text), _WIDEST):
        yield f"# {line}"


def _named(one: Moves) -> str:
    return f"{one.feature.name} ({in_sentence(_(one.feature.title))})"


def _way(one: Moves) -> str:
    return _("{signal}: {rest} at rest, {turn} at the turn, within {error}").format(
        signal=_named(one),
        rest=_told(one.rest, one),
        turn=_told(one.rest + one.way, one),
        error=_told(one.error, one),
    )


def _pair(key: str, text: str) -> str:
    return f"{key} = {_quoted(text)}"


def _quoted(text: str) -> str:
    return json.dumps(_plain(text), ensure_ascii=False)


def _plain(text: str) -> str:
    """Return a text on one line: what cannot be printed ends no comment and no string."""
    return "".join(one if one.isprintable() else " " for one in text)


def _told(value: float, one: Moves) -> str:
    number = _number(value, one.feature)
    if one.feature.unit is not Unit.DEG:
        return number
    return _("{number} degrees").format(number=number)


def _number(value: float, feature: Feature) -> str:
    return f"{value:z.{_digits(feature)}f}"


def _digits(feature: Feature) -> int:
    return 1 if feature.unit is Unit.DEG else 3
