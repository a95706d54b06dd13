import numpy as np
import pytest

from samples.mannequin.body import Body
from samples.mannequin.bystander import Bystander
from samples.mannequin.moves import desk
from samples.mannequin.skeleton import SIDES, Joints, local_joints

REACHED_M = 0.03
BODY = Body()


def joints(**changed: float) -> Joints:
    return local_joints(BODY, desk.solve(BODY, desk.START | changed))


def test_hands_are_on_the_keys() -> None:
    at = joints()
    for side in SIDES:
        x, _, z = at[f"{side}_index"]
        assert 0.35 < x < 0.5
        assert z == pytest.approx(desk.DESK_M + 0.03, abs=REACHED_M)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize(
    ("place", "near", "within_m"),
    [("ear", "ear", 0.06), ("mouth", "nose", 0.08), ("chin", "nose", 0.13)],
)
def test_a_hand_is_where_it_is_needed(side: str, place: str, near: str, within_m: float) -> None:
    at = joints(**{f"{side}_{place}": 1.0})
    head = at[f"{side}_ear" if near == "ear" else near]
    assert np.linalg.norm(at[f"{side}_index"] - head) < within_m
    other = "right" if side == "left" else "left"
    assert at[f"{other}_index"][2] < desk.DESK_M + 0.1


def test_a_hand_follows_a_head_that_tilts_and_a_trunk_that_leans() -> None:
    at = joints(right_ear=1.0, tilt=15.0, lean=12.0)
    assert np.linalg.norm(at["right_index"] - at["right_ear"]) < 2 * REACHED_M


def test_limbs_keep_their_lengths_and_what_is_too_far_is_pointed_at() -> None:
    at = joints(lean=-40.0)
    for side in SIDES:
        upper = np.linalg.norm(at[f"{side}_elbow"] - at[f"{side}_shoulder"])
        lower = np.linalg.norm(at[f"{side}_wrist"] - at[f"{side}_elbow"])
        assert (upper, lower) == (
            pytest.approx(BODY.upper_arm_m),
            pytest.approx(BODY.forearm_m),
        )
        assert np.linalg.norm(at[f"{side}_wrist"] - at[f"{side}_shoulder"]) == pytest.approx(
            BODY.upper_arm_m + BODY.forearm_m, abs=REACHED_M
        )


def test_somebody_else_sits_or_walks_up_and_stops() -> None:
    sits = Bystander(body=BODY, start_m=(0.0, 1.0), heading_deg=90.0, seated=True).posture_at(3.0)
    stands = Bystander(body=BODY, start_m=(0.0, 1.0), heading_deg=90.0).posture_at(3.0)
    assert stands.hip_m[1] - sits.hip_m[1] > 0.3
    comes = Bystander(
        body=BODY, start_m=(0.0, 1.0), heading_deg=90.0, sets_off_s=1.0, stops_after_m=1.5
    )
    assert comes.posture_at(1.5).place_m == pytest.approx((0.0, 1.5))
    assert comes.posture_at(9.0).place_m == pytest.approx((0.0, 2.5))
