"""Whether a baseline still fits, or the camera has moved since.

What tells the two apart, from the front:

- A **tilted camera** turns shoulders and head by the same angle and leaves them where they are. Who
  leans to the side turns them as well, but about the hips: the shoulders move sideways by the sine
  of the angle times the trunk (measured: 16 degrees, 0.46 shoulder widths).
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
ALIKE_DEG: Final = 4.0
"""Within so much of each other they are tilted alike: about the errors of both (judgement)."""
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


def stale(profile: Profile, seen: Place) -> Fit:
    """Return how a place fits the baseline's; unknown places fit."""
    if not seen.known:
        return Fit.FITS
    base = profile.place
    scale = seen.size / base.size
    # Nearer things are farther from the middle of the picture by as much as they are larger.
    aside = abs(seen.across - (0.5 + (base.across - 0.5) * scale)) / seen.size
    raised = (base.down * min(1.0, scale) - seen.down) / seen.size
    if raised > RAISED or (profile.view is View.FRONT and _rolled(base, seen)):
        return Fit.MOVED
    lowered = (seen.down - base.down * max(1.0, scale)) / seen.size
    other_size = abs(math.log(scale)) > math.log(1.0 + OTHER_SIZE)
    return Fit.DIFFERENT if other_size or max(aside, lowered) > ELSEWHERE else Fit.FITS


def _rolled(base: Place, seen: Place) -> bool:
    """Whether shoulders and head are tilted alike about themselves, not about the hips."""
    shoulders = seen.shoulder_tilt_deg - base.shoulder_tilt_deg
    head = seen.head_tilt_deg - base.head_tilt_deg
    tilted = min(abs(shoulders), abs(head)) > ROLLED_DEG and abs(shoulders - head) < ALIKE_DEG
    leaning = TRUNK_WIDTHS * math.sin(math.radians(abs(shoulders)))
    return tilted and abs(seen.across - base.across) / seen.size < leaning / 3


def old(profile: Profile, wall: datetime) -> bool:
    """Whether it is time to propose a new baseline, though nothing speaks against this one."""
    return wall - profile.made_at >= OLD


@dataclass(slots=True)
class StaleWatch:
    """Notices when the baseline has ceased to fit."""

    profile: Profile
    fit: Fit = Fit.FITS
    """How the last look fits: what no posture explains is not judged, from the first look on."""
    _since_s: dict[Fit, float] = field(default_factory=dict)

    def update(self, seen: Seen) -> NotJudged | None:
        """Take in one look; return what to say, once it has lasted for long enough."""
        if not seen.place.known or seen.view.name != self.profile.view:
            return self._told(seen.time_s)
        self.fit = stale(self.profile, seen.place)
        for fit in (Fit.DIFFERENT, Fit.MOVED):
            if self.fit >= fit:
                self._since_s.setdefault(fit, seen.time_s)
            else:
                self._since_s.pop(fit, None)
        return self._told(seen.time_s)

    def _told(self, now_s: float) -> NotJudged | None:
        if now_s - self._since_s.get(Fit.MOVED, math.inf) >= MOVED_S:
            return MOVED
        return (
            DIFFERENT if now_s - self._since_s.get(Fit.DIFFERENT, math.inf) >= DIFFERENT_S else None
        )
