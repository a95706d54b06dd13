"""What the rules of care need to know of an exercise; they do not read its file themselves."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Move:
    """One exercise, as a programme sees it."""

    slug: str
    title: str
    """In the language in use."""
    timed: bool
    """Whether it is given in seconds, not in repetitions."""
    sided: bool
    """Whether it is done once for each side."""
    judged: bool
    """Whether the camera can say how good the form was."""
    rep_s: float
    """How long a repetition takes without its hold, in seconds; 0 for a timed one."""
    sets: int
    """Of its usual dose, as are the next ones."""
    amount: int
    """Repetitions, or seconds of a timed one."""
    hold_s: float
    """Hold of each repetition."""
    rest_s: float
    easier: tuple[str, ...] = ()
    """Slugs."""
    harder: tuple[str, ...] = ()
    """Slugs."""


Moves = Mapping[str, Move]
"""Every known exercise by its slug."""
