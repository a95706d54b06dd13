"""A raised hand: pause, or go on, from where nobody can reach the keyboard.

A hand counts as raised when its wrist is clearly above its shoulder and above the head, in the
picture: so it works standing, sitting, and lying on the floor seen from the side. Everything is
measured in lengths of the arm, so that the distance to the camera does not matter.
"""

import math
from dataclasses import dataclass, field
from typing import Final

from formcheck.exercises.figure import KeyPose, LimbPose
from formcheck.exercises.spec import Exercise
from formcheck.landmarks import Joint, Landmark, Side
from formcheck.pose.pose import Doubt, Pose
from formcheck.pose.trust import FORGET_S, TrustFilter, body_scale_px

RAISED_S: Final = 2.0
"""How long a hand must be up: nobody scratches the head for so long."""
LOWERED_S: Final = 0.3
"""How long it must be seen down before it can be raised again."""
GONE_S: Final = 1.5
"""How long it must not be seen up instead: an arm behind the body is never seen down."""
UNSEEN_S: Final = 0.4
"""A wrist that is doubtful for less than this is where it was (judgement)."""
ABOVE_SHOULDER: Final = 0.60
ABOVE_HEAD: Final = 0.25
"""Raised: the wrist is so far above them, in arms' lengths (judgement, measured on recordings)."""
STILL_ABOVE: Final = 0.35
"""Lowered: the wrist is less than this above the shoulder."""
LONGEST_FOREARM: Final = 0.75
"""In trunks; it is 0.51 of one (Winter 2009), and seems longer nearer to the camera."""
_FITS: Final = 0.35
"""A movement that takes the wrists this far above the shoulders could be taken for the gesture."""
_UPPER, _FORE, _NECK = 0.186, 0.146, 0.118
"""Upper arm, forearm, and shoulders to ears in body heights (Winter 2009, figure 4.1)."""
_HEAD: Final = (Landmark.NOSE, Landmark.LEFT_EAR, Landmark.RIGHT_EAR)


@dataclass(slots=True)
class _Arm:
    """What is known of one arm."""

    since_s: float | None = None
    """From when on it has been up; None when it is not."""
    last_up_s: float = -math.inf
    down_since_s: float | None = None
    told: bool = False
    """Whether this raise has been told already."""

    def update(self, time_s: float, rise: tuple[float, float] | None) -> bool:
        """Take how far the wrist is above shoulder and head; None when it is not known."""
        if rise is not None and rise[0] >= ABOVE_SHOULDER and rise[1] >= ABOVE_HEAD:
            self.since_s = time_s if self.since_s is None else self.since_s
            self.last_up_s, self.down_since_s = time_s, None
        else:
            self._not_up(time_s, rise)
        if self.since_s is None or self.told or self.last_up_s != time_s:
            return False
        self.told = time_s - self.since_s >= RAISED_S
        return self.told

    def _not_up(self, time_s: float, rise: tuple[float, float] | None) -> None:
        if time_s - self.last_up_s > UNSEEN_S:
            self.since_s = None
        if time_s - self.last_up_s > GONE_S:
            self.told = False
        if rise is None or rise[0] >= STILL_ABOVE:
            self.down_since_s = None
            return
        self.since_s = None
        self.down_since_s = time_s if self.down_since_s is None else self.down_since_s
        if time_s - self.down_since_s >= LOWERED_S:
            self.told = False


@dataclass(slots=True)
class HandRaise:
    """Watches for a hand that is raised for two seconds. Called once a frame, in order of time."""

    _arms: dict[Side, _Arm] = field(default_factory=lambda: {side: _Arm() for side in Side})
    _trust: TrustFilter = field(default_factory=TrustFilter)
    _seen_s: float = -math.inf

    def update(self, time_s: float, pose: Pose | None) -> bool:
        """Return True once for each raise.

        Parameters
        ----------
        time_s
            Time of the frame.
        pose
            The person as the estimator sees them, doubts found already or not; None for nobody.
        """
        if pose is None or time_s <= self._seen_s:
            return False
        if time_s - self._seen_s > FORGET_S:
            self._arms = {side: _Arm() for side in Side}
        self._seen_s = time_s
        trusted = self._trust.assess(pose)
        told = [arm.update(time_s, _rise(trusted, side)) for side, arm in self._arms.items()]
        return any(told)


def _rise(pose: Pose, side: Side) -> tuple[float, float] | None:
    """Return how far the wrist is above shoulder and head in arms' lengths; None when unknown."""
    joints = [joint.on(side) for joint in (Joint.SHOULDER, Joint.ELBOW, Joint.WRIST)]
    shoulder, elbow, wrist = (pose.image_px[joint] for joint in joints)
    upper_px, fore_px = math.dist(shoulder, elbow), math.dist(elbow, wrist)
    trunk_px = body_scale_px(pose.image_px)
    heads = [float(pose.image_px[one][1]) for one in _HEAD if not pose.doubt[one]]
    # A forearm that lay in the lap is short in the picture, and longer as soon as it is raised:
    # its new length is no reason for doubt as long as it is that of a forearm.
    fine = {Doubt.NONE, Doubt.LIMB_LENGTH} if fore_px < LONGEST_FOREARM * trunk_px else {Doubt.NONE}
    if not heads or any(Doubt(pose.doubt[joint]) not in fine for joint in joints):
        return None
    # An arm that points at the camera is short in the picture: the trunk is as long as an arm.
    length_px = max(upper_px + fore_px, trunk_px)
    above_px = float(shoulder[1]) - float(wrist[1])
    return above_px / length_px, (min(heads) - float(wrist[1])) / length_px


def gesture_fits(exercise: Exercise) -> bool:
    """Return whether a raised hand is no part of a movement: found from its key poses."""
    if exercise.figure is None:
        return True
    return not any(
        _takes_hand_up(pose, limbs)
        for pose in exercise.figure.poses
        for limbs in (pose.near, pose.far)
    )


def _takes_hand_up(pose: KeyPose, limbs: LimbPose) -> bool:
    arm = pose.arm if limbs.arm is None else limbs.arm
    forearm = pose.forearm if limbs.forearm is None else limbs.forearm
    rise = _UPPER * _sine(arm) + _FORE * _sine(forearm)
    above_head = rise - _NECK * _sine(pose.neck)
    return rise >= _FITS * (_UPPER + _FORE) and above_head > 0.0


def _sine(deg: float) -> float:
    return math.sin(math.radians(deg))
