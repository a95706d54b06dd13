"""The traffic light: go on, do less, or stop, by what a person says about the pain.

The first rule that fits decides; those that stop come first. Sources: clinical notes, section 6.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from formcheck.care.answers import Place
from formcheck.care.pain import JUMP, Pain, Shift
from formcheck.language import N_, _


class Light(StrEnum):
    """What to do."""

    GREEN = "green"
    """Go on."""
    AMBER = "amber"
    """Do less: 30 to 50 % less range or repetitions, the same level next time."""
    RED = "red"
    """Stop this exercise, and ask the safety questions again."""


LESS: Final = (0.3, 0.5)
"""By how much of the range or of the repetitions one does less on amber."""
_STRONG: Final = 6
_MODERATE: Final = 4
_RISE: Final = 3
_SMALL_RISE: Final = 2

_LEG: Final = frozenset({Place.THIGH, Place.BELOW_KNEE, Place.TINGLING})

DO: Final = {
    Light.GREEN: N_("Go on."),
    Light.AMBER: N_(
        "Do less: a third to a half fewer repetitions, or a smaller range. Next time stay at this "
        "level."
    ),
    Light.RED: N_("Stop this exercise now, and answer the safety questions again."),
}
CONTACT: Final = N_("Contact your physio before you do it again.")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it looks for, and what it means."""

    id: str
    light: Light
    why: str
    """In words, English."""
    source: str
    fits: Callable[[Pain], bool]


def _spread(pain: Pain) -> bool:
    return pain.shift is Shift.PERIPHERALISING


def _still_up(pain: Pain) -> bool:
    return pain.next_day is not None and pain.next_day >= JUMP


RULES: Final = (
    Rule(
        "spreading",
        Light.RED,
        N_("Pain moved away from your back, or tingling or numbness is new."),
        "clinical notes, section 6: new or spreading leg pain or numbness; 4.9: moved down",
        _spread,
    ),
    Rule(
        "sharp",
        Light.RED,
        N_("The pain was sharp or like an electric shock."),
        "clinical notes, section 6: sharp or electric",
        lambda pain: pain.sharp,
    ),
    Rule(
        "strong",
        Light.RED,
        N_("The pain was 6 or more of 10."),
        "clinical notes, section 6: 6 or more; VAS 6.5 is severe (Boonstra 2014)",
        lambda pain: max(pain.most, pain.before or 0) >= _STRONG,
    ),
    Rule(
        "rise",
        Light.RED,
        N_("The pain rose by 3 or more."),
        "clinical notes, section 6: rise of 3 or more",
        lambda pain: pain.rise >= _RISE,
    ),
    Rule(
        "next_day",
        Light.RED,
        N_("On the next morning the pain was still 2 or more above where it began."),
        "clinical notes, section 6: still up by 2 or more at 24 h",
        _still_up,
    ),
    Rule(
        "moderate",
        Light.AMBER,
        N_("The pain was 4 or 5 of 10."),
        "clinical notes, section 6: 4 to 5 (pain-monitoring model, Thomee 1997, Silbernagel 2007)",
        lambda pain: pain.most >= _MODERATE,
    ),
    Rule(
        "small_rise",
        Light.AMBER,
        N_("The pain rose by 2."),
        "clinical notes, section 6: a rise of 2 that settles by the next morning",
        lambda pain: pain.rise >= _SMALL_RISE,
    ),
    Rule(
        "fine",
        Light.GREEN,
        N_("The pain stayed at 3 or less and rose by no more than 1."),
        "clinical notes, section 6: 0 to 3 is green in clinic handouts (connectrehab.com)",
        lambda _pain: True,
    ),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do, and the rule that decided it."""

    rule: Rule
    contact: bool = False
    """Whether to speak with the physio first: something in the leg."""

    @property
    def light(self) -> Light:
        """Go on, do less, or stop."""
        return self.rule.light

    @property
    def screen_again(self) -> bool:
        """Whether the safety questions are asked again."""
        return self.light is Light.RED

    @property
    def text(self) -> str:
        """The rule that decided and what to do, in the language in use."""
        told = [_(self.rule.why), _(DO[self.light])]
        return " ".join([*told, _(CONTACT)] if self.contact else told)


def judge(pain: Pain) -> Verdict:
    """Return the verdict on one exercise or one session."""
    rule = next(one for one in RULES if one.fits(pain))
    leg = bool(_LEG & (pain.places_after or frozenset()))
    return Verdict(rule, contact=rule.id == "spreading" or (rule.light is Light.RED and leg))
