"""Bends of limbs and trunk, for movements in which the body lies, kneels or stands.

Interior angles do not need to know where the floor is; what rises in a movement counts up.
"""

from formcheck.features.feature import Feature, Stance
from formcheck.features.geometry import (
    angle_deg,
    distance,
    ground_angle_deg,
    height_above_line,
    share,
    slope_deg,
)
from formcheck.features.reading import Unit
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Joint
from formcheck.language import N_

S, E, W, H, K, A, EAR = (
    Joint.SHOULDER,
    Joint.ELBOW,
    Joint.WRIST,
    Joint.HIP,
    Joint.KNEE,
    Joint.ANKLE,
    Joint.EAR,
)


def _knee_flexion(body: SidedPose) -> float:
    return 180.0 - angle_deg(body.at(H), body.at(K), body.at(A))


def _hip_angle(body: SidedPose) -> float:
    return angle_deg(body.at(S), body.at(H), body.at(K))


def _hip_flexion(body: SidedPose) -> float:
    return 180.0 - _hip_angle(body)


def _hip_to_foot(body: SidedPose) -> float:
    """Trunk and whole leg: the apex of a downward dog."""
    return angle_deg(body.at(S), body.at(H), body.at(A))


def _shoulder_angle(body: SidedPose) -> float:
    return angle_deg(body.at(H), body.at(S), body.at(E))


def _reach_angle(body: SidedPose) -> float:
    return angle_deg(body.at(H), body.at(S), body.at(W))


def _elbow_angle(body: SidedPose) -> float:
    return angle_deg(body.at(S), body.at(E), body.at(W))


def _leg_elevation(body: SidedPose) -> float:
    return slope_deg(body.at(H), body.at(A))


def _knee_deviation(body: SidedPose) -> float:
    """As the hip line of a plank, but to the knee: knee planks."""
    return 180.0 - ground_angle_deg(body.at(S), body.at(H), body.at(K))


def _head_flex(body: SidedPose) -> float:
    """Head against the line of the trunk, + up, - hanging; from the middles, as the head line."""
    return ground_angle_deg(body.middle(H), body.middle(S), body.middle(EAR)) - 180.0


def _knee_clearance(body: SidedPose) -> float:
    """Knee above the line from elbow to foot: told apart from a plank on the knees by it."""
    return share(height_above_line(body.at(K), body.at(E), body.at(A)), body.trunk_px)


def _other_knee(body: SidedPose) -> float:
    """How much straighter the other knee is: one leg long, one foot on the floor."""
    other = SidedPose(body.pose, body.side.other)
    return _knee_flexion(body) - _knee_flexion(other)


def _seat_gap(body: SidedPose) -> float:
    """Seat to heel, by the shank: 0 sits on the heels."""
    return share(distance(body.at(H), body.at(A)), distance(body.at(K), body.at(A)))


BENDS = (
    Feature("knee_flexion", N_("Knee bend"), Unit.DEG, (H, K, A), _knee_flexion, (H, K, A)),
    Feature("hip_angle", N_("Hip"), Unit.DEG, (S, H, K), _hip_angle, (S, H, K)),
    Feature("hip_flexion", N_("Hip bend"), Unit.DEG, (S, H, K), _hip_flexion, (S, H, K)),
    Feature("hip_to_foot", N_("Hip"), Unit.DEG, (S, H, A), _hip_to_foot, (S, H, A)),
    Feature("shoulder_angle", N_("Shoulder"), Unit.DEG, (H, S, E), _shoulder_angle, (H, S, E)),
    Feature("reach_angle", N_("Arm"), Unit.DEG, (H, S, W), _reach_angle, (H, S, W)),
    Feature("elbow_angle", N_("Elbow"), Unit.DEG, (S, E, W), _elbow_angle, (S, E, W)),
    Feature("leg_elevation", N_("Leg raise"), Unit.DEG, (H, A), _leg_elevation),
    Feature(
        "knee_deviation",
        N_("Hip line"),
        Unit.DEG,
        (S, H, K),
        _knee_deviation,
        (S, H, K),
        stance=Stance.FLOOR,
    ),
    Feature(
        "head_flex",
        N_("Head"),
        Unit.DEG,
        (EAR, S, H),
        _head_flex,
        (EAR, S, H),
        paired=True,
        stance=Stance.FLOOR,
    ),
    Feature(
        "knee_clearance",
        N_("Knees off the floor"),
        Unit.RATIO,
        (E, S, H, K, A),
        _knee_clearance,
        stance=Stance.FLOOR,
    ),
    Feature("other_knee", N_("Other knee"), Unit.DEG, (H, K, A), _other_knee, paired=True),
    Feature("seat_gap", N_("Seat to heels"), Unit.RATIO, (H, K, A), _seat_gap),
)
"""Measurements of bends."""
