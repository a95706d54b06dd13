"""The truth file of a clip: what was shown, when, and every true angle in every frame.

``formcheck-truth/1``: ``reps`` leave rest at ``start_s``, turn in the middle of the hold and
are back at ``end_s``; ``side`` is the arm's side in a bird-dog. ``faults`` span the hold in
which they show, or, where the body moves into them in mid-hold, the whole way in and out.
``camera.yaw_deg`` is 0 for the person's right side and 90 for the front. ``angles_deg`` has one
value a frame for each name that ``skeleton.true_angles`` describes, in the sagittal plane, from
the joints that were drawn.

Clips of virtual patients also have ``joints_m`` (name to one point a frame, room axes) and
``spine``: the points ``names`` of the mid line, and the bends of low and upper back from neutral
(+ rounded, - arched), which no landmark shows.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from samples.mannequin.body import Body
from samples.mannequin.plan import Plan
from samples.mannequin.skeleton import solve_joints, true_angles
from samples.mannequin.spine import LEVELS, spine_points

SCHEMA: Final = "formcheck-truth/1"
_LATE: Final = frozenset({"arm_share", "trunk_share", "hair_cut", "sleeves", "trousers", "loose_m"})


def truth_of(plan: Plan) -> dict[str, Any]:
    """Return what is true about a plan, ready for JSON (rates in Hz, times in s, angles in deg)."""
    camera = plan.camera
    truth: dict[str, Any] = {
        "schema": SCHEMA,
        "clip": plan.name,
        "exercise": plan.exercise,
        "seed": plan.seed,
        "fps": plan.fps,
        "size": list(camera.size),
        "camera": {
            "yaw_deg": camera.yaw_deg,
            "distance_m": camera.distance_m,
            "height_m": camera.height_m,
            "fov_deg": camera.fov_deg,
            "target_m": list(camera.target_m),
        },
        "body": _body(plan.body),
        "counts": {
            "full": sum(rep.kind == "full" for rep in plan.reps),
            "partial": sum(rep.kind == "partial" for rep in plan.reps),
            "attempt": 0,
            "left": sum(rep.side == "left" for rep in plan.reps),
            "right": sum(rep.side == "right" for rep in plan.reps),
        },
        "reps": [_rounded(asdict(rep)) for rep in plan.reps],
        "holds": [_rounded(asdict(hold)) for hold in plan.holds],
        "faults": [_rounded(asdict(fault)) for fault in plan.faults],
        "phases": [_rounded(asdict(phase)) for phase in plan.phases],
        "time_s": [round(time_s, 4) for time_s in plan.times_s],
        "angles_deg": _angles(plan),
    }
    turned = {"roll_deg": camera.roll_deg, "pitch_deg": camera.pitch_deg}
    truth["camera"] |= {name: deg for name, deg in turned.items() if deg}
    return truth | _bodies(plan)


def _bodies(plan: Plan) -> dict[str, Any]:
    """Return spine and joints of every frame; the first clips, without a bent back, have none."""
    postures = plan.postures()
    if not any(posture.lumbar_deg or posture.thoracic_deg for posture in postures):
        return {}
    joints = [solve_joints(plan.body, posture) for posture in postures]
    return {
        "spine": {
            "names": list(LEVELS),
            "points_m": [spine_points(plan.body, p).round(3).tolist() for p in postures],
            "lumbar_deg": [round(p.lumbar_deg, 2) for p in postures],
            "thoracic_deg": [round(p.thoracic_deg, 2) for p in postures],
        },
        "joints_m": {
            name: [frame[name].round(3).tolist() for frame in joints] for name in joints[0]
        },
    }


def _body(body: Body) -> dict[str, Any]:
    """Return a body; what came later than the first clips appears only where it is used."""
    row, plain = asdict(body), asdict(Body())
    for part, usual in ((row, plain), (row["outfit"], plain["outfit"])):
        for key in _LATE & part.keys():
            if part[key] == usual[key]:
                del part[key]
    return row


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {key: round(v, 4) if isinstance(v, float) else v for key, v in row.items()}


def _angles(plan: Plan) -> dict[str, list[float]]:
    frames = [true_angles(solve_joints(plan.body, posture)) for posture in plan.postures()]
    return {name: [round(frame[name], 2) for frame in frames] for name in frames[0]}


def write_truth(plan: Plan, folder: Path) -> Path:
    """Write ``<name>.truth.json`` and return its path."""
    path = folder / f"{plan.name}.truth.json"
    path.write_text(json.dumps(truth_of(plan), separators=(",", ":")) + "\n", encoding="utf-8")
    return path
