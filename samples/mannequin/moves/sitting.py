"""Sitting on a chair, hands on the thighs. The person looks to +x.

Parameters (degrees): ``lean`` trunk forward of upright, ``neck`` shoulder to ear forward of
upright, ``nod`` face down, ``turn`` and ``tilt`` of the head, ``twist`` and ``side`` of the trunk;
where it is given, ``slide`` metres that the seat is ahead of the back of the chair.
"""

from samples.mannequin.body import Body
from samples.mannequin.motion import Values
from samples.mannequin.planar import step, two_links
from samples.mannequin.skeleton import Limb, Posture

DRIFT = {"lean": 0.3, "neck": 0.5, "nod": 0.6, "turn": 0.9, "tilt": 0.4, "twist": 0.3, "side": 0.3}
"""Size of the unrest of each parameter."""

START: Values = {
    "lean": 2.0, "neck": 16.0, "nod": 4.0, "turn": 0.0, "tilt": 0.0, "twist": 0.0, "side": 0.0,
}  # fmt: skip

SEAT_M = 0.45
"""Height of the seat."""


def solve(body: Body, values: Values) -> Posture:
    """Return the posture for the parameters of this module."""
    hip = (values.get("slide", 0.0), SEAT_M + 0.09 * body.girth * body.scale)
    trunk = 90.0 - values["lean"]
    shoulder = step(hip, body.trunk_m, trunk)
    foot = (0.95 * body.thigh_m, body.ankle_height_m)
    thigh, shank = two_links(hip, foot, body.thigh_m, body.shank_m, bend=1.0)
    knee = step(hip, body.thigh_m, thigh)
    hand = (0.42 * hip[0] + 0.58 * knee[0], 0.42 * hip[1] + 0.58 * knee[1] + 0.095 * body.scale)
    upper, lower = two_links(shoulder, hand, body.upper_arm_m, body.forearm_m, bend=-1.0)
    arm = Limb(
        upper_deg=upper, lower_deg=lower, end_deg=-6.0, tip_deg=-20.0,
        upper_out_deg=11.0, lower_out_deg=-13.0,
    )  # fmt: skip
    leg = Limb(upper_deg=thigh, lower_deg=shank, end_deg=0.0, tip_deg=0.0, upper_out_deg=5.0)
    return Posture(
        hip_m=hip, trunk_deg=trunk, neck_deg=90.0 - values["neck"], face_deg=-values["nod"],
        left_arm=arm, right_arm=arm, left_leg=leg, right_leg=leg,
        head_turn_deg=values["turn"], head_tilt_deg=values["tilt"],
        trunk_turn_deg=values["twist"], side_lean_deg=values["side"],
    )  # fmt: skip
