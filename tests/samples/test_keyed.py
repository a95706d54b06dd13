"""Movements by key poses: every body does them on the floor, and what is planted is there."""

import numpy as np
import pytest

from samples.mannequin.faults import KEYED
from samples.mannequin.movements import movements
from samples.mannequin.patient import plan_for
from samples.mannequin.plan import Plan
from samples.mannequin.skeleton import solve_joints
from samples.mannequin.variation import FAULTS, Variation

SLUGS = [slug for slug in movements() if slug not in {*FAULTS, "sitting"}]
COUNTED = [slug for slug in SLUGS if movements()[slug].kind in {"reps", "limbs", "cycle"}]
HELD = [slug for slug in SLUGS if movements()[slug].kind in {"hold", "stretch"}]
PLANTED = [(slug, check) for slug, checks in KEYED.items() if slug in SLUGS for check in checks]
FLOOR_M = -0.005
"""A sole is as thick as this."""


def joints_at(plan: Plan, time_s: float) -> dict[str, np.ndarray]:
    return solve_joints(plan.body, plan.posture_at(time_s))


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_under_the_floor_or_out_of_the_picture(slug: str, seed: int) -> None:
    plan = plan_for(Variation(seed=seed, exercise=slug, yaw_deg=8.0))
    for time_s in np.arange(0.0, plan.timeline.now_s, 0.31):
        joints = joints_at(plan, float(time_s))
        low = {name: round(float(p[2]), 3) for name, p in joints.items() if p[2] < FLOOR_M}
        assert not low, f"at {time_s:.2f} s"
        pixels = plan.camera.project(np.array(list(joints.values())))
        assert (pixels > 0).all()
        assert (pixels < np.array(plan.camera.size)).all()


@pytest.mark.parametrize("slug", SLUGS)
def test_the_body_moves_without_a_jump(slug: str) -> None:
    plan = plan_for(Variation(seed=3, exercise=slug))
    before = joints_at(plan, 0.0)
    for time_s in np.arange(0.04, min(10.0, plan.timeline.now_s), 0.04):
        now = joints_at(plan, float(time_s))
        step_m, name = max((float(np.linalg.norm(now[n] - before[n])), n) for n in now)
        assert step_m < 0.16, f"{name} at {time_s:.2f} s"
        before = now


@pytest.mark.parametrize("slug", SLUGS)
def test_something_touches_the_floor_or_the_seat_in_the_start_pose(slug: str) -> None:
    plan = plan_for(Variation(seed=4, exercise=slug))
    start = next(phase for phase in plan.phases if phase.name == "start")
    joints = joints_at(plan, start.end_s - 0.1)
    assert min(point[2] for point in joints.values()) < 0.11 * plan.body.girth
