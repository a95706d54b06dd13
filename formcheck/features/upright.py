"""Standing and half kneeling, seen from the side: leans and lengths ahead of the feet."""

from formcheck.features.feature import Feature, Stance
from formcheck.features.geometry import distance, lean_deg, share, turn_deg
from formcheck.features.reading import Unit
from formcheck.features.sided import SidedPose
from formcheck.landmarks import Joint
from formcheck.language import N_

S, W, H, K, A, EAR = (
    Joint.SHOULDER,
    Joint.WRIST,
    Joint.HIP,
    Joint.KNEE,
    Joint.ANKLE,
    Joint.EAR,
)


def _trunk_lean(body: SidedPose) -> float:
    return lean_deg(body.at(H), body.at(S), body.facing)


def _shin_lean(body: SidedPose) -> float:
    return lean_deg(body.at(A), body.at(K), body.facing)


def _trunk_over_shin(body: SidedPose) -> float:
    """Trunk and shin of a good squat are about parallel."""
    return turn_deg(_shin_lean(body), _trunk_lean(body))


def _thigh_raise(body: SidedPose) -> float:
    """Thigh ahead of hanging straight down; 90 is level."""
    return lean_deg(body.at(K), body.at(H), -body.facing)


def _hip_opening(body: SidedPose) -> float:
    """Trunk and thigh on the front of the body: 180 is one line, more is stretched beyond it."""
    return 180.0 - _trunk_lean(body) - _thigh_raise(body)


def _ahead(body: SidedPose, joint: Joint, of: Joint) -> float:
    """How far one joint lies ahead of another, by the length from ear to ankle."""
    ahead = body.facing * (body.at(joint)[0] - body.at(of)[0])
    return share(ahead, distance(body.at(EAR), body.at(A)))


def _ear_ahead(body: SidedPose) -> float:
    return _ahead(body, EAR, S)


def _hip_ahead(body: SidedPose) -> float:
    return _ahead(body, H, A)


def _load_reach(body: SidedPose) -> float:
    """Hands ahead of the feet, by the trunk's length."""
    return share(body.facing * (body.at(W)[0] - body.at(A)[0]), body.trunk_px)


UPRIGHT = (
    Feature("shin_lean", N_("Shin"), Unit.DEG, (K, A), _shin_lean, stance=Stance.UPRIGHT),
    Feature(
        "trunk_over_shin",
        N_("Trunk against shin"),
        Unit.DEG,
        (S, H, K, A),
        _trunk_over_shin,
        stance=Stance.UPRIGHT,
    ),
    Feature("thigh_raise", N_("Thigh"), Unit.DEG, (H, K), _thigh_raise, stance=Stance.UPRIGHT),
    Feature(
        "hip_opening",
        N_("Hip"),
        Unit.DEG,
        (S, H, K),
        _hip_opening,
        (S, H, K),
        stance=Stance.UPRIGHT,
    ),
    Feature(
        "ear_ahead", N_("Head ahead"), Unit.RATIO, (EAR, S, A), _ear_ahead, stance=Stance.UPRIGHT
    ),
    Feature(
        "hip_ahead", N_("Hips ahead"), Unit.RATIO, (EAR, H, A), _hip_ahead, stance=Stance.UPRIGHT
    ),
    Feature(
        "load_reach",
        N_("Hands ahead of feet"),
        Unit.RATIO,
        (S, W, H, A),
        _load_reach,
        stance=Stance.UPRIGHT,
    ),
)
"""Measurements of people on their feet or knees."""
