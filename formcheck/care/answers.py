"""Numbers that a person gives from 0 to 10, and where it hurts."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from formcheck.language import N_, _

MOST: Final = 10
"""Both scales end here: pain (NPRS) and effort (Borg CR10)."""


class Place(StrEnum):
    """Where a person feels something, from the back outwards."""

    BACK = "back"
    BUTTOCK = "buttock"
    THIGH = "thigh"
    BELOW_KNEE = "below_knee"
    TINGLING = "tingling"
    """Tingling or numbness, wherever: it is told beside the places."""


PLACE_WORDS: Final = {
    Place.BACK: N_("Back"),
    Place.BUTTOCK: N_("Buttock"),
    Place.THIGH: N_("Thigh"),
    Place.BELOW_KNEE: N_("Below the knee"),
    Place.TINGLING: N_("Tingling or numbness"),
}

_OUTWARDS: Final = (Place.BACK, Place.BUTTOCK, Place.THIGH, Place.BELOW_KNEE)


def check_score(score: int | None) -> None:
    """Refuse what is no number of the scale; None, for no answer, is fine.

    Raises
    ------
    ValueError
        When it is below 0 or above 10.
    """
    if score is not None and not 0 <= score <= MOST:
        raise ValueError(f"expected a number from 0 to {MOST}, got {score}")


def farthest(places: Iterable[Place]) -> int:
    """Return how far from the back it is felt: 0 for the back, 3 for below the knee, -1 nowhere."""
    return max((_OUTWARDS.index(one) for one in places if one in _OUTWARDS), default=-1)


def places_text(places: Iterable[Place]) -> str:
    """Return the places in words, from the back outwards."""
    there = frozenset(places)
    named = [_(PLACE_WORDS[one]) for one in Place if one in there]
    return ", ".join(named) or _("nowhere")
