"""Why something cannot be judged, and what would mend it, in plain words."""

from collections.abc import Iterable

from formcheck.landmarks import Joint, Side
from formcheck.pose.pose import Doubt, Pose
from formcheck.session.update import NotJudged

NOBODY = NotJudged("I can't see anybody.", "Step into the picture.")
TURN_SIDE = NotJudged("I can't see you from the side.", "Turn so that your side faces the camera.")
TURN_FRONT = NotJudged("I can't see you from the front.", "Turn to face the camera.")
HEAD_TURNED = NotJudged("I can't judge your head while it is turned.", "Look straight ahead.")
TWO_PEOPLE = NotJudged("I can see two people.", "Only one person in the picture, please.")
"""Said while the one is followed and judged all the same."""
NO_BASELINE = NotJudged("I don't know your own posture yet.", "Sit tall and still for a moment.")
NO_OUTLINE = NotJudged(
    "I can't see the outline of your back, so I count by your head.", "A fitted top helps."
)
"""Said while repetitions are counted by another signal."""
OUTLINE_LOST = NotJudged(
    "I lost the outline of your back.", "Keep your arms below it; I am looking again."
)

_PARTS = {
    Joint.EYE: "face",
    Joint.EYE_OUTER: "face",
    Joint.EAR: "head",
    Joint.SHOULDER: "shoulders",
    Joint.ELBOW: "elbows",
    Joint.WRIST: "hands",
    Joint.HIP: "hips",
    Joint.KNEE: "knees",
    Joint.ANKLE: "feet",
    Joint.HEEL: "feet",
    Joint.FOOT_INDEX: "feet",
}


def doubted(pose: Pose, joints: Iterable[Joint], sides: Iterable[Side]) -> tuple[Joint, ...]:
    """Return the joints of which a landmark on one of these sides cannot be trusted."""
    sides = tuple(sides)
    return tuple(
        joint for joint in joints if any(pose.doubt[joint.on(side)] != Doubt.NONE for side in sides)
    )


def unseen(
    pose: Pose, joints: Iterable[Joint], sides: Iterable[Side], *, limb: str = "", check: str = ""
) -> NotJudged | None:
    """Say which parts cannot be seen; None when all can.

    ``limb`` names the whole limb ("right arm") in place of its parts.
    """
    sides = tuple(sides)
    hidden = doubted(pose, joints, sides)
    if not hidden:
        return None
    whys = {Doubt(int(pose.doubt[joint.on(side)])) for joint in hidden for side in sides}
    parts = limb or _listed(dict.fromkeys(_PARTS[joint] for joint in hidden))
    if Doubt.OUTSIDE in whys:
        return NotJudged(
            f"I can't see your {parts}: outside the picture.", "Move the camera back a step.", check
        )
    if Doubt.HIDDEN in whys:
        return NotJudged(
            f"I can't see your {parts}.", "Clear the view, or move the camera a little.", check
        )
    return NotJudged(f"I lost track of your {parts}.", "Carry on; I am looking again.", check)


def unsure(limb: str) -> NotJudged:
    """Say that something is seen, but not well enough to judge it; ``limb`` as above."""
    if limb:
        return NotJudged(
            f"I can't judge your {limb} well from here.", "Turn round to show your other side."
        )
    return NotJudged(
        "I can't judge this well enough from here.", "Turn your side square to the camera."
    )


def company(pose: Pose | None) -> tuple[NotJudged, ...]:
    """Say that other people are in the picture; empty when there are none."""
    return (TWO_PEOPLE,) if pose is not None and pose.others else ()


def _listed(parts: Iterable[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
