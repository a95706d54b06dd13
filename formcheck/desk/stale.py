"""Whether a baseline still fits, or the camera has moved since.

What tells the two apart:

- A **tilted camera** turns shoulders and head (from the side trunk and neck) by the same angle, and
  the whole picture about its middle. Who leans turns them as well, but about the hips: the
  shoulders move by the sine of the angle times the trunk (measured: 16 degrees, 0.46 shoulder
  widths). Where the shoulders are says which of the two it was.
- **Shoulders far above** where they were when sitting tall: no posture lifts them so far. The
  camera, the chair or the desk has moved.

What cannot be told: being nearer, by leaning in, from a nearer camera (a rendered lean makes
shoulders and face larger by 36 and 38 %); sliding down in the chair from a camera that looks
higher; sitting farther to one side from a turned camera; a slightly lower head from a camera that
is a little lower. These are taken for a moved camera only when they last for minutes.
"""

import math
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Final

from formcheck.desk.baseline import Profile
from formcheck.desk.seen import Place, Seen
from formcheck.exercises.spec import View
from formcheck.language import N_
from formcheck.session.update import NotJudged

ROLLED_DEG: Final = 8.0
"""Shoulders and head tilted alike by more are noticed: as the limit of head tilt (ISO 11226)."""
ALIKE_DEG: Final = 6.0
"""Within so much of each other they are tilted alike: the errors of both (2.3 and 3 degrees), and
rendered heads and shoulders before a rolled camera differ by 3 (measured)."""
CLEARLY: Final = 3.0
"""So much nearer to where a turned picture would put the shoulders: real people who bend their
sides lie between both places (judgement)."""
TRUNK_WIDTHS: Final = 1.35
"""Trunk by shoulder width: 0.50 m by 0.37 m (clinical notes, derived)."""
RAISED: Final = 0.4
"""Shoulders higher than this, by their width or the trunk: 15 cm, more than sitting up again gives
(judgement)."""
OTHER_SIZE: Final = 0.25
"""Shoulder width changed by more than 25 %: clinical notes, section 4.1a."""
ELSEWHERE: Final = 0.75
"""Shoulders elsewhere by more than three quarters of their width (judgement)."""
MOVED_S: Final = 20.0
"""What posture does not explain is said after so long, well before anything is said about sitting
(judgement)."""
DIFFERENT_S: Final = 300.0
"""What it may explain: after 5 minutes, clinical notes, section 4.1a."""
STEADY_S: Final = 5.0
"""A single look decides nothing: what was so is so until it was otherwise for so long (judgement:
as long as a slouch takes to be over)."""
UNSEEN_S: Final = 10.0
"""Of a longer gap between two looks nobody knows how it was: it does not count (as of a slouch)."""
TALL: Final = 9.0 / 16.0
"""Height of a picture by its width: most webcams'."""
OLD: Final = timedelta(days=1)
"""A new baseline is proposed daily: clinical notes, section 4.1a."""

MOVED: Final = NotJudged(
    N_("The camera, your chair or the desk seems to have moved."),
    N_("Sit tall for five seconds, so that I learn how you sit now."),
)
DIFFERENT: Final = NotJudged(
    N_("You have been somewhere else in the picture for a while."),
    N_("If you moved the camera or the chair, sit tall for five seconds."),
)


class Fit(IntEnum):
    """How well what is seen fits the place of the baseline."""

    FITS = 0
    DIFFERENT = 1
    """Posture may explain it, or a moved camera: it cannot be told."""
    MOVED = 2
    """No posture explains it."""


def stale(profile: Profile, seen: Place, tall: float = TALL) -> Fit:
    """Return how a place fits the baseline's; unknown places fit.

    Parameters
    ----------
    profile, seen
        The baseline, and where somebody is now.
    tall
        Height of the picture by its width.
    """
    if not seen.known:
        return Fit.FITS
    base = profile.place
    scale = seen.size / base.size
    # Nearer things are farther from the middle of the picture by as much as they are larger.
    aside = abs(seen.across - (0.5 + (base.across - 0.5) * scale)) / seen.size
    raised = (base.down * min(1.0, scale) - seen.down) / seen.size
    trunk = TRUNK_WIDTHS if profile.view is View.FRONT else 1.0
    if raised > RAISED or _rolled(base, seen, tall, trunk):
        return Fit.MOVED
    lowered = (seen.down - base.down * max(1.0, scale)) / seen.size
    other_size = abs(math.log(scale)) > math.log(1.0 + OTHER_SIZE)
    return Fit.DIFFERENT if other_size or max(aside, lowered) > ELSEWHERE else Fit.FITS


def _rolled(base: Place, seen: Place, tall: float, trunk: float) -> bool:
    """Whether everything is tilted alike, about the middle of the picture and not the hips.

    ``trunk`` is its length by the size of a place.
    """
    turned = seen.shoulder_tilt_deg - base.shoulder_tilt_deg
    head = seen.head_tilt_deg - base.head_tilt_deg
    if not (min(abs(turned), abs(head)) > ROLLED_DEG and abs(turned - head) < ALIKE_DEG):
        return False
    sine, cosine = math.sin(math.radians(turned)), math.cos(math.radians(turned))
    x, y = base.across - 0.5, base.down - tall / 2
    rolled = 0.5 + cosine * x + sine * y, tall / 2 + cosine * y - sine * x
    long = trunk * seen.size
    leaned = base.across - sine * long, base.down + (1.0 - cosine) * long
    now = seen.across, seen.down
    return math.dist(now, rolled) < math.dist(now, leaned) / CLEARLY


def old(profile: Profile, wall: datetime) -> bool:
    """Whether it is time to propose a new baseline, though nothing speaks against this one."""
    return wall - profile.made_at >= OLD


@dataclass(slots=True)
class StaleWatch:
    """Notices when the baseline has ceased to fit."""

    profile: Profile
    fit: Fit = Fit.FITS
    """How it fits now: what no posture explains is not judged, from the first look on."""
    _first_s: dict[Fit, float] = field(default_factory=dict)
    _last_s: dict[Fit, float] = field(default_factory=dict)
    """When it was first and last so; forgotten once it was otherwise for a while. What lies between
    them was seen: the first time is put off by as long as nobody saw anything."""

    def update(self, seen: Seen) -> NotJudged | None:
        """Take in one look; return what to say, once it has lasted for long enough."""
        if seen.pose is not None and seen.place.known and seen.view.name == self.profile.view:
            wide, high = seen.pose.image_size
            self._take(seen.time_s, stale(self.profile, seen.place, high / wide))
        return self._told()

    def _take(self, now_s: float, found: Fit) -> None:
        self.fit = found
        for fit in (Fit.DIFFERENT, Fit.MOVED):
            if found >= fit:
                gap_s = now_s - self._last_s.get(fit, now_s)
                unseen_s = gap_s if gap_s > UNSEEN_S else 0.0
                self._first_s[fit] = self._first_s.get(fit, now_s) + unseen_s
                self._last_s[fit] = now_s
            elif now_s - self._last_s.get(fit, now_s) >= STEADY_S:
                del self._first_s[fit], self._last_s[fit]
        if self._lasted_s(Fit.MOVED) >= STEADY_S:
            self.fit = Fit.MOVED

    def _lasted_s(self, fit: Fit) -> float:
        return self._last_s.get(fit, 0.0) - self._first_s.get(fit, 0.0)

    def _told(self) -> NotJudged | None:
        if self._lasted_s(Fit.MOVED) >= MOVED_S:
            return MOVED
        return DIFFERENT if self._lasted_s(Fit.DIFFERENT) >= DIFFERENT_S else None
