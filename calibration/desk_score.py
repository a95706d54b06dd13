"""How right the reminder was over several days: what was planted against what was found."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from scipy.stats import beta, chi2

from calibration.desk_plan import BREAK_S, Piece
from calibration.desk_replay import Cue, Kept, Lived, true_breaks, true_seated_s

LONG_S: Final = 120.0
"""Slouches of this length are to be found."""
DELAY_S: Final = 90.0
"""The least after which something is said: 90 s of 120 when most is beyond a fault's limit."""
HALF: Final = 0.5
"""So much of a slouch has to be among what was found."""
AFTER_S: Final = 6.0
"""Between a look and the next but one."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the 95 % interval (Clopper and Pearson)."""

    count: int
    of: int

    def __str__(self) -> str:
        """Return it as text."""
        if not self.of:
            return "none planted"
        low = float(beta.ppf(0.025, self.count, self.of - self.count + 1)) if self.count else 0.0
        least = self.of > self.count
        high = float(beta.ppf(0.975, self.count + 1, self.of - self.count)) if least else 1.0
        return (
            f"{self.count} of {self.of} ({100 * self.count / self.of:.1f} %; "
            f"{100 * low:.1f} to {100 * high:.1f})"
        )


@dataclass(frozen=True, slots=True)
class Rate:
    """So many in so many days, with the exact 95 % interval for counts (Garwood)."""

    count: int
    days: int

    def __str__(self) -> str:
        """Return it as text."""
        low = float(chi2.ppf(0.025, 2 * self.count)) / 2 if self.count else 0.0
        high = float(chi2.ppf(0.975, 2 * self.count + 2)) / 2
        return (
            f"{self.count / self.days:.2f} a day "
            f"({self.count} in {self.days}; {low / self.days:.2f} to {high / self.days:.2f})"
        )


@dataclass(frozen=True, slots=True)
class Result:
    """One day."""

    lived: Lived
    wanted: tuple[int, ...]
    """Places of the long slouches among the pieces."""
    missed: tuple[int, ...]
    untold: tuple[int, ...]
    """Found, but neither said nor held back because something was said shortly before."""
    false: tuple[Cue, ...]
    breaks: int
    true_breaks: int
    breaks_match: bool
    """Each break is one of the true ones, and the other way round."""
    seated_error_s: float

    @property
    def breaks_right(self) -> bool:
        """Whether they were counted exactly."""
        return self.breaks == self.true_breaks and self.breaks_match


def score(lived: Lived) -> Result:
    """Compare one day with what was planted."""
    pieces = lived.pieces
    wanted = [
        at for at, one in enumerate(pieces) if one.slouches and one.slouched_s >= LONG_S
    ]  # fmt: skip
    missed = [at for at in wanted if _found_s(lived, pieces[at]) < HALF * pieces[at].slouched_s]
    said = {cue.piece for cue in lived.cues} | lived.held
    gone = true_breaks(pieces, BREAK_S)
    # While a break lasts its end is not known: that of the day stands for it.
    found = [(one.start_s, min(one.end_s, 1e9)) for one in lived.breaks]
    match = all(
        abs(start_s - one.start_s) < 2 * AFTER_S and abs(end_s - one.end_s) < 2 * AFTER_S
        for (start_s, end_s), one in zip(found, gone, strict=False)
    )
    return Result(
        lived=lived,
        wanted=tuple(wanted),
        missed=tuple(missed),
        untold=tuple(at for at in wanted if at not in said and at not in missed),
        false=tuple(cue for cue in lived.cues if not _is_right(cue, pieces)),
        breaks=lived.day.breaks,
        true_breaks=len(gone),
        breaks_match=match,
        seated_error_s=lived.day.seated_s - true_seated_s(pieces, BREAK_S),
    )


def _found_s(lived: Lived, piece: Piece) -> float:
    start_s, end_s = piece.end_s - piece.back_s - piece.slouched_s, piece.end_s
    return sum(
        max(0.0, min(end_s, one.end_s) - max(start_s, one.start_s)) for one in lived.slouches
    )


def _is_right(cue: Cue, pieces: Sequence[Piece]) -> bool:
    """Whether a slouch of the delay and more, also a slight one, was planted at a cue."""
    return any(
        (one.slouches or one.kind.startswith("slight"))
        and one.seconds >= DELAY_S
        and one.start_s + DELAY_S / 2 <= cue.time_s <= one.end_s + AFTER_S
        for one in pieces
    )


@dataclass(slots=True)
class KindRow:
    """One kind of thing over all days."""

    pieces: int = 0
    hours: float = 0.0
    judged: float = 0.0
    beyond: float = 0.0
    cues: int = 0
    stale: int = 0
    check: str = ""
    why: str = ""


def by_kind(results: Iterable[Result]) -> dict[str, KindRow]:
    """Return what was made of each kind of thing."""
    rows: dict[str, KindRow] = defaultdict(KindRow)
    kept: dict[str, list[Kept]] = defaultdict(list)
    for one in results:
        lived = one.lived
        for place, piece in enumerate(lived.pieces):
            rows[piece.kind].pieces += 1
            # What was asked for just before is still shown for a moment.
            rows[piece.kind].stale += lived.stale.get(place, 0.0) > AFTER_S
        for cue in lived.cues:
            rows[lived.pieces[cue.piece].kind].cues += 1
        for kind, what in lived.kinds.items():
            kept[kind].append(what)
    for kind, row in rows.items():
        _add_up(row, kept[kind])
    return dict(sorted(rows.items()))


def _add_up(row: KindRow, kept: Sequence[Kept]) -> None:
    seconds = sum(one.seconds for one in kept) or 1.0
    judged_s = sum(one.judged_s for one in kept)
    row.hours = seconds / 3600.0
    row.judged = judged_s / seconds
    row.beyond = sum(one.beyond_s for one in kept) / judged_s if judged_s else 0.0
    row.check = _most(one.checks for one in kept)
    row.why = _most(one.why for one in kept)


def _most(counts: Iterable[dict[str, float]]) -> str:
    total: dict[str, float] = defaultdict(float)
    for one in counts:
        for name, seconds in one.items():
            total[name] += seconds
    return max(total, key=lambda name: total[name], default="")
