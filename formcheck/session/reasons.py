"""Why something cannot be judged, and what would mend it, in plain words."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from formcheck.capture.light import BLACK, Light, Lighting
from formcheck.landmarks import Joint, Landmark, Side
from formcheck.language import N_, _, language
from formcheck.pose.pose import Doubt, Pose
from formcheck.session.update import NotJudged

NOBODY = NotJudged(N_("I can't see anybody."), N_("Step into the picture."))
TOO_DARK = NotJudged(N_("It is too dark."), N_("Switch on a light in front of you."))
ALL_BLACK = NotJudged(
    N_("The picture is black."), N_("Open the cover of the camera, or switch on a light.")
)
TURN_SIDE = NotJudged(
    N_("I can't see you from the side."), N_("Turn so that your side faces the camera.")
)
TURN_FRONT = NotJudged(N_("I can't see you from the front."), N_("Turn to face the camera."))
HEAD_TURNED = NotJudged(
    N_("I can't judge your head while it is turned."), N_("Look straight ahead.")
)
TWO_PEOPLE = NotJudged(N_("I can see two people."), N_("Only one person in the picture, please."))
"""Said while the one is followed and judged all the same."""
NO_BASELINE = NotJudged(
    N_("I don't know your own posture yet."), N_("Sit tall and still for a moment.")
)
NO_OUTLINE = NotJudged(
    N_("I can't see the outline of your back, so I count by your head."), N_("A fitted top helps.")
)
"""Said while repetitions are counted by another signal."""
OUTLINE_LOST = NotJudged(
    N_("I lost the outline of your back."), N_("Keep your arms below it; I am looking again.")
)

_PARTS = {
    Joint.EYE: N_("face"),
    Joint.EYE_OUTER: N_("face"),
    Joint.EAR: N_("head"),
    Joint.SHOULDER: N_("shoulders"),
    Joint.ELBOW: N_("elbows"),
    Joint.WRIST: N_("hands"),
    Joint.HIP: N_("hips"),
    Joint.KNEE: N_("knees"),
    Joint.ANKLE: N_("feet"),
    Joint.HEEL: N_("feet"),
    Joint.FOOT_INDEX: N_("feet"),
}


@lru_cache(maxsize=256)
def _landmarks(joints: tuple[Joint, ...], sides: tuple[Side, ...]) -> tuple[Landmark, ...]:
    return tuple(joint.on(side) for joint in joints for side in sides)


def unseen(
    pose: Pose, joints: Iterable[Joint], sides: Iterable[Side], *, limb: str = "", check: str = ""
) -> NotJudged | None:
    """Say which parts cannot be seen; None when all can.

    ``limb`` names the whole limb ("right arm") in place of its parts.
    """
    joints, sides, doubts = tuple(joints), tuple(sides), pose.doubt.tobytes()
    if not any(map(doubts.__getitem__, _landmarks(joints, sides))):
        return None
    hidden = tuple(one for one in joints if any(doubts[one.on(side)] for side in sides))
    whys = frozenset(doubts[joint.on(side)] for joint in hidden for side in sides)
    return _told(hidden, whys, limb, check, language())


@lru_cache(maxsize=256)
def _told(
    hidden: tuple[Joint, ...], whys: frozenset[int], limb: str, check: str, _code: str
) -> NotJudged:
    """Say it in a language, once: while something is hidden, it is told in every frame."""
    parts = _(limb) or _listed(dict.fromkeys(_(_PARTS[joint]) for joint in hidden))
    if Doubt.OUTSIDE in whys:
        text = _("I can't see your {parts}: outside the picture.")
        return NotJudged(text.format(parts=parts), _("Move the camera back a step."), check)
    if Doubt.HIDDEN in whys:
        text = _("I can't see your {parts}.")
        mend = _("Clear the view, or move the camera a little.")
        return NotJudged(text.format(parts=parts), mend, check)
    text = _("I lost track of your {parts}.")
    return NotJudged(text.format(parts=parts), _("Carry on; I am looking again."), check)


def unsure(limb: str) -> NotJudged:
    """Say that something is seen, but not well enough to judge it; ``limb`` as above."""
    if limb:
        text = _("I can't judge your {limb} well from here.")
        return NotJudged(text.format(limb=_(limb)), _("Turn round to show your other side."))
    return NotJudged(
        _("I can't judge this well enough from here."), _("Turn your side square to the camera.")
    )


def in_language(one: NotJudged) -> NotJudged:
    """Return a reason in the language in use; those above are compared, and stay as they are."""
    return _in(one, language())


@lru_cache(maxsize=256)
def _in(one: NotJudged, _code: str) -> NotJudged:
    return replace(one, reason=_(one.reason), mend=_(one.mend))


def nobody(light: Light | None) -> NotJudged:
    """Say that nobody is seen, and whether the dark or a closed cover may be why."""
    if light is None or light.lighting is not Lighting.DARK:
        return NOBODY
    return ALL_BLACK if light.mean < BLACK else TOO_DARK


def company(pose: Pose | None) -> tuple[NotJudged, ...]:
    """Say that other people are in the picture; empty when there are none."""
    return (TWO_PEOPLE,) if pose is not None and pose.others else ()


def _listed(parts: Iterable[str]) -> str:
    *most, last = parts
    if not most:
        return last
    return _("{parts} and {last}").format(parts=", ".join(most), last=last)
