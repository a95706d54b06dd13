"""How somebody sits now against their own baseline, with the error, or why it is not judged.

::

    Seen + Profile -> here? seated? -> anything that explains it? -> every check of the exercise
                      AWAY, STANDING   UNJUDGED, with the reason      GOOD or BEYOND

Checks, limits and cues are those of the sitting exercise. From the front all of them compare with
the own baseline, for a lid or a shelf is hardly level; from the side the trunk's limits are those
of ISO 11226 against the vertical.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from formcheck.capture.light import Light
from formcheck.checking.results import Severity
from formcheck.checking.start import KeepGate
from formcheck.checking.view import UNKNOWN
from formcheck.desk.baseline import Profile
from formcheck.desk.dark import Dark, is_black
from formcheck.desk.seen import Seen, Seer
from formcheck.desk.stale import MOVED, Fit, StaleWatch
from formcheck.exercises.spec import Against, Check, Direction, View
from formcheck.features.reading import ERROR_SDS, Reading, Unit
from formcheck.landmarks import Joint, Landmark, Side
from formcheck.language import N_
from formcheck.pose.pose import Pose
from formcheck.session import reasons
from formcheck.session.update import NotJudged

LOOKING_DOWN_DEG: Final = 40.0
"""A face that looks down by so much more reads something in the lap (judgement)."""
LOWERS: Final = {"neck_height": (-0.7, 2.3), "neck_lean": (0.7, 5.8)}
"""By how many percent of the neck's height, or degrees of the neck, each degree of looking down
moves the measured head, and what stays beside that line: the model sees the ears of a nodding head
lower (measured on rendered people, `calibration.desk_nods` and `desk_day`: 0.5 to 0.9 by person
from the front, 0.5 to 1.1 from the side). Only what is left beyond that is how somebody sits."""
ASIDE: Final = 0.6
"""Nose off the middle of the ears by their distance: a head turned by 40 degrees (derived). From 25
on the neck is not measured any more, but the shoulders still are."""
FACE_SHORTER: Final = 0.6
"""From the side, a nose so much nearer to the ear belongs to a head turned by 50 degrees
(derived)."""
STOOD_UP: Final = {View.FRONT: 0.8, View.SIDE: 0.5}
"""Shoulders higher by so many of their widths, or of the trunk: standing up lifts them by 40 cm
(judgement)."""
LIFTED: Final = {View.FRONT: 0.25, View.SIDE: 0.2}
"""By so much at least when hips and knees are straight: 10 cm. Who slides down in the chair
straightens them too (judgement)."""
BEHIND: Final = 0.5
"""A body half as large as the person's own sits at another desk (judgement)."""

_TRUNK: Final = "trunk_lean"
_UPPER: Final = [
    Landmark.NOSE,
    *(joint.on(side) for joint in (Joint.EAR, Joint.SHOULDER) for side in Side),
]

TURNED: Final = NotJudged(N_("You are turned away."), "")
HEAD_TURNED: Final = NotJudged(N_("You are looking aside."), "")
HAND: Final = NotJudged(N_("Your hand is at your head."), "")
DOWN: Final = NotJudged(N_("You are reading something below the screen."), "")
COMPANY: Final = NotJudged(N_("Somebody is with you."), "")
CAMERA_OFF: Final = NotJudged(N_("The camera is off."), "")
STANDING: Final = NotJudged(N_("You are standing."), "")
GETTING_UP: Final = NotJudged(N_("You are getting up or sitting down."), "")


class Presence(StrEnum):
    """Where the person is, as far as it can be told."""

    SEATED = "seated"
    STANDING = "standing"
    AWAY = "away"
    """Nobody is in the picture, and there is light to see by."""
    UNKNOWN = "unknown"
    """It is too dark, or nobody looked."""


class Sitting(StrEnum):
    """How somebody sits."""

    GOOD = "good"
    BEYOND = "beyond"
    """Beyond a limit by more than the error."""
    UNJUDGED = "unjudged"


@dataclass(frozen=True, slots=True)
class Change:
    """One measurement against the own baseline."""

    check: str
    title: str
    """For people: "Leaning in"."""
    reading: Reading
    """The difference from the baseline and its error, in degrees or percent; the trunk from the
    side against the vertical."""
    severity: Severity
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sat:
    """How somebody sat in one look."""

    time_s: float
    presence: Presence
    sitting: Sitting
    why_not: NotJudged | None = None
    """Why it is not judged; None when it is."""
    changes: Mapping[str, Change] = field(default_factory=dict)
    """By the id of the check; empty while nothing is judged."""
    stale: NotJudged | None = None
    """Set when a new baseline is needed."""
    seen: Seen | None = None

    @property
    def severity(self) -> Severity:
        """The worst of all."""
        return max((one.severity for one in self.changes.values()), default=Severity.GOOD)

    @property
    def worst(self) -> Change | None:
        """What is said first: of the changes beyond their limits, the gravest; the first of two."""
        beyond = [one for one in self.changes.values() if one.severity]
        return max(beyond, key=lambda one: one.severity, default=None)


class DeskWatch:
    """Judges one look after another against one profile."""

    def __init__(
        self, profile: Profile, seer: Seer | None = None, sensitivity: float = 1.0
    ) -> None:
        """``sensitivity`` divides the limits: 1.6 for a low laptop camera, less is lenient."""
        self.profile = profile
        self._seer = seer or Seer()
        self._sensitivity = sensitivity
        self._keep = KeepGate(self._seer.exercise.keeps)
        self._stale = StaleWatch(profile)
        self._before: dict[str, Severity] = {}
        self._dark = Dark()
        checks = [one for one in self._seer.exercise.checks if profile.view in one.views]
        self._checks = sorted(checks, key=lambda one: -one.priority)
        self._features = {one.id: one.feature for one in checks}

    def update(self, now_s: float, pose: Pose | None, light: Light | None = None) -> Sat:
        """Take in the raw pose of one look, ``None`` when nobody is seen, and its light."""
        return self.judge(self._seer.see(now_s, pose), light)

    def judge(self, seen: Seen, light: Light | None = None) -> Sat:
        """Judge what was seen already."""
        presence = self._presence(seen, light)
        if presence is not Presence.SEATED or seen.pose is None:
            self._before = {}
            stands = presence is Presence.STANDING
            return _unjudged(seen, presence, STANDING if stands else reasons.nobody(light))
        stale = self._stale.update(seen)
        why_not = self._why_not(seen, seen.pose)
        found = [] if why_not is not None else [self._change(one, seen) for one in self._checks]
        changes = {one.check: one for one in found if one is not None}
        self._before = {name: one.severity for name, one in changes.items()}
        why_not = why_not or self._says_nothing(seen, seen.pose, changes)
        if why_not is not None:
            return _unjudged(seen, presence, why_not, stale)
        return Sat(
            time_s=seen.time_s,
            presence=presence,
            sitting=Sitting.BEYOND if any(self._before.values()) else Sitting.GOOD,
            changes=changes,
            stale=_in_language(stale),
            seen=seen,
        )

    def _presence(self, seen: Seen, light: Light | None) -> Presence:
        dark = self._dark.update(seen.time_s, light)
        if dark and (seen.pose is None or is_black(light)):
            return Presence.UNKNOWN
        if seen.pose is None:
            return Presence.AWAY
        if not self._is_here(seen, seen.pose):
            return Presence.AWAY
        self._keep.update(seen.time_s, seen.readings, seen.view)
        risen, view = self._risen(seen), self.profile.view
        straight = self._keep.left(seen.time_s) and risen > LIFTED[view]
        return Presence.STANDING if straight or risen > STOOD_UP[view] else Presence.SEATED

    def _is_here(self, seen: Seen, pose: Pose) -> bool:
        """Whether head or shoulders are seen, and near: others sit at desks behind."""
        if all(pose.doubt[one] for one in _UPPER):
            return False
        return not seen.place.body < BEHIND * self.profile.place.body

    def _risen(self, seen: Seen) -> float:
        """Return how far the shoulders are above where they were, by the size of the place."""
        base = self.profile.place
        return (base.down - seen.place.down) / base.size

    def _why_not(self, seen: Seen, pose: Pose) -> NotJudged | None:
        # Who slides down in the chair straightens hips and knees, but does not rise.
        rising = not self._keep.kept and self._risen(seen) > 0.0
        found = (
            (seen.view.name != self.profile.view, TURNED),
            (pose.others > 0, COMPANY),
            (seen.hand_at_head, HAND),
            (rising, GETTING_UP),
            (self._looks_aside(seen), HEAD_TURNED),
            (self._stale.fit is Fit.MOVED, MOVED),
        )
        return next((reason for holds, reason in found if holds), None)

    def _says_nothing(
        self, seen: Seen, pose: Pose, changes: Mapping[str, Change]
    ) -> NotJudged | None:
        """Say why what was measured tells nothing about sitting; None when it does."""
        beyond = {one for one in changes.values() if one.severity}
        down_deg = self._looks_down_deg(seen)
        read = {one for one in changes.values() if self._is_read(one, down_deg)}
        if beyond - read:
            return None
        if read and (beyond or down_deg > LOOKING_DOWN_DEG):
            return DOWN
        # A face that came too near may have pushed the shoulders out of the picture: it is judged
        # all the same. Good is only what is seen whole.
        view, near = self.profile.view, seen.side or self.profile.side
        sides = tuple(Side) if view is View.FRONT else (near,)
        hidden = reasons.unseen(pose, self._seer.exercise.needs[view], sides)
        if hidden or not changes:
            return hidden or reasons.unsure("")
        return HEAD_TURNED if len(changes) < len(self._checks) else None

    def _looks_down_deg(self, seen: Seen) -> float:
        """Return how much more the face looks down than when sitting tall; never below 0.

        From the side a trunk that leans takes the face along: that is no reading.
        """
        down = seen.nod_deg - self.profile.nod_deg
        trunk = self.profile.values.get(_TRUNK)
        if trunk is not None and seen.readings[_TRUNK].judged:
            down -= max(0.0, seen.readings[_TRUNK].value - trunk.value)
        return max(0.0, down)

    def _is_read(self, change: Change, down_deg: float) -> bool:
        """Whether looking down explains all of a change but its error."""
        lowers = LOWERS.get(self._features[change.check])
        if lowers is None or not down_deg:
            return False
        slope, stays = lowers
        left = change.reading.value - slope * down_deg
        return math.copysign(1.0, slope) * left <= math.hypot(change.reading.error, stays)

    def _looks_aside(self, seen: Seen) -> bool:
        if self.profile.view is View.FRONT:
            return not seen.head_turn <= ASIDE
        return seen.nose_reach < FACE_SHORTER * self.profile.nose_reach

    def _change(self, check: Check, seen: Seen) -> Change | None:
        """Return how one measurement stands; None where it cannot be seen."""
        reading = self._against_own(check, seen.readings[check.feature])
        if not reading.judged:
            return None
        return Change(check.id, check.title, reading, self._severity(check, reading), check.cue)

    def _against_own(self, check: Check, reading: Reading) -> Reading:
        """Return what the limits are about: the difference from the baseline.

        What two looks at the same person through the same camera have in common cancels in it. The
        error that stays is the least one stated for a look, and how much the baseline varied.
        """
        if check.against is Against.ZERO and self.profile.view is View.SIDE:
            return reading
        normal = self.profile.values[check.feature]
        model = self._seer.error_model.error(self._seer.exercise.slug, check.feature)
        sd = math.hypot(model.floor / ERROR_SDS, normal.sd)
        change = reading.value - normal.value
        if check.against is not Against.PERCENT:
            return Reading(change, sd, reading.unit, reading.why_not)
        share = 100.0 / normal.value
        return Reading(change * share, sd * share, Unit.PERCENT, reading.why_not)

    def _severity(self, check: Check, reading: Reading) -> Severity:
        """Beyond a limit by more than the error; once beyond it, until it is within again."""
        match check.direction:
            case Direction.ABOVE:
                excess = reading.value
            case Direction.BELOW:
                excess = -reading.value
            case _:
                excess = abs(reading.value)
        before = self._before.get(check.id, Severity.GOOD)
        limits = [check.warn] if check.fault is None else [check.warn, check.fault]
        beyond = [
            level
            for level, limit in zip((Severity.WARN, Severity.FAULT), limits, strict=False)
            if excess > abs(limit) / self._sensitivity + reading.error * (before < level)
        ]
        return max(beyond, default=Severity.GOOD)


def unlooked(now_s: float, presence: Presence = Presence.UNKNOWN) -> Sat:
    """Return what is known while the camera is closed."""
    return _unjudged(Seen(now_s, None, None, UNKNOWN), presence, CAMERA_OFF)


def _in_language(one: NotJudged | None) -> NotJudged | None:
    return None if one is None else reasons.in_language(one)


def _unjudged(
    seen: Seen, presence: Presence, why_not: NotJudged, stale: NotJudged | None = None
) -> Sat:
    return Sat(
        time_s=seen.time_s,
        presence=presence,
        sitting=Sitting.UNJUDGED,
        why_not=reasons.in_language(why_not),
        stale=_in_language(stale),
        seen=seen,
    )
