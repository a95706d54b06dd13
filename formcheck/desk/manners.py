"""How the reminder behaves: what somebody may set, each default with its source."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import IntEnum
from typing import Final

MOST_DELAY_S: Final = 300.0
LEAST_DELAY_S: Final = 15.0
"""Clinical notes, section 5: a slider from 15 to 300 s."""
FADE_SHARE: Final = 0.8
FADE_DAYS: Final = 14
"""After two weeks with 80 % of the time near the baseline, half the reminders: clinical notes,
section 5 (a fading schedule kept better posture, n = 6)."""


class Sensitivity(IntEnum):
    """How far from the baseline is beyond a limit, in percent of the usual distance."""

    LENIENT = 150
    USUAL = 100
    KEEN = 60
    """For a low laptop camera: 5 and 9 % in place of 8 and 15, clinical notes, section 4.1a."""

    @property
    def divides(self) -> float:
        """What the watch divides its limits by."""
        return 100.0 / self


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the day without reminders; it may go past midnight."""

    start: time
    end: time
    weekdays: frozenset[int] = frozenset(range(7))
    """0 is Monday: the days on which it begins."""

    def holds(self, wall: datetime) -> bool:
        """Whether it is on at this time of day."""
        now = wall.time()
        if self.start < self.end:
            return wall.weekday() in self.weekdays and self.start <= now < self.end
        if now >= self.start:
            return wall.weekday() in self.weekdays
        return now < self.end and (wall.weekday() - 1) % 7 in self.weekdays


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """When it speaks."""

    sensitivity: Sensitivity = Sensitivity.USUAL
    icon_after_s: float = 60.0
    """The icon leans: clinical notes, section 5, step 1."""
    tell_after_s: float = 120.0
    """A gentle notification: clinical notes, section 5, step 2."""
    tell_sooner: float = 0.75
    """After so much of it when most is beyond a fault's limit: 90 s of 120, clinical notes."""
    recover_s: float = 5.0
    """Good for so long clears it: clinical notes, section 5."""
    gaps_s: tuple[float, ...] = (600.0, 1200.0, 2400.0)
    """Least time between two notifications, longer when the last ones were ignored: 10, 20, 40
    minutes, clinical notes, section 5."""
    most_an_hour: int = 4
    """Clinical notes, section 5."""
    heed_s: float = 120.0
    """Upright so soon after a notification, it was heeded (judgement)."""
    settle_s: float = 60.0
    """After a call or a presentation it is quiet for so long (judgement)."""
    stand_after_s: float = 1800.0
    """Stand up after 30 minutes, 20 to 60: clinical notes, section 5."""
    quiet: tuple[Span, ...] = ()
    taped_cm: float | None = None
    """Eyes to screen when the baseline was learned, by a tape; None: no distance is told."""

    def __post_init__(self) -> None:
        """Check what can be set."""
        for name in ("icon_after_s", "tell_after_s"):
            value = getattr(self, name)
            if not LEAST_DELAY_S <= value <= MOST_DELAY_S:
                raise ValueError(
                    f"{name}: expected {LEAST_DELAY_S:.0f} to {MOST_DELAY_S:.0f} s, got {value} s"
                )
        if not LEAST_STAND_S <= self.stand_after_s <= MOST_STAND_S:
            raise ValueError(f"stand_after_s: expected 1200 to 3600 s, got {self.stand_after_s} s")

    @property
    def faded(self) -> "Manners":
        """The same with half the reminders: gaps twice as long, half as many an hour."""
        gaps = tuple(2 * gap for gap in self.gaps_s)
        return replace(self, gaps_s=gaps, most_an_hour=max(1, self.most_an_hour // 2))


LEAST_STAND_S: Final = 1200.0
MOST_STAND_S: Final = 3600.0


class Nap(IntEnum):
    """For how long it is put off, in minutes."""

    HALF_HOUR = 30
    HOUR = 60
    TODAY = 0
    """Until the next midnight."""

    def until(self, wall: datetime) -> datetime:
        """Return when it ends, begun now."""
        if self is not Nap.TODAY:
            return wall + timedelta(minutes=int(self))
        return (wall + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
