"""Any movement that is given by key poses, done by a person with an own pace and amplitude.

How an exercise gets its clips
------------------------------
1. Write ``[figure]`` into its TOML file (`formcheck.exercises.figure`)::

    [figure]
    anchor = "foot"        # stays in its place; hip, knee and elbow are also on the floor
    [[figure.poses]]       # the first pose is the start pose
    name = "standing"
    trunk = 89.0           # 0 ahead, 90 up, 180 back, 270 down; somebody on the back: trunk = 180,
    neck = 82.0            # feet ahead; somebody on the front or on hands and knees: trunk = 0
    face = -3.0            # about trunk - 90
    arm = 268.0
    forearm = 280.0
    thigh = 270.0
    shank = 269.0          # knees bend backward: shank is less than thigh
    foot = 0.0
    [[figure.poses]]
    name = "down"
    ...
    [figure.poses.near]    # where the limbs nearer to the camera differ
    thigh = 46.0

   Directions are of a body of usual proportions: gaps to the floor of up to 0.1 m close by
   themselves (`moves.fit`). A first pose with level thighs and upright trunk and shanks gets a
   chair. The rule's kind says what is done:

   * ``reps``, ``limbs``, ``cycle``: out through all poses and back, again and again. A pose like
     the first one ends a repetition, so that one figure can show both sides; of ``limbs`` with one
     turn every other repetition has its sides changed. ``cycle`` with ``sides`` counts by the sign
     of ``turn``, ``side`` and ``look``; other cycles go through all poses once a repetition.
   * ``hold``, ``stretch``: into the last pose, `HOLD_S` there, back.
   * ``guided``: to and fro, nothing is counted. ``posture``: into the last pose, and staying.
     ``snapshot``: the same; a fault is there from the start, because all of it is averaged.

2. Write one line for each check into `samples.mannequin.faults.KEYED`::

    "squat": {
        "trunk_forward": planted("trunk_lean", (72.0, 82.0), {"trunk": -1.0, "neck": -0.6}),
        "head_drops": changed("neck_angle", (-32.0, -42.0), {"neck": -1.0}),  # from the start
    }

   Values lie beyond the check's limit by at least 1.5 times its usual ±. ``form`` is the ideal
   value from which sizes are counted, ``pose`` another pose than the turn, ``limb="far"`` the
   limb that is measured, ``view`` the view where it is not the first. ``partial`` needs no line.

3. Look: ``python -m samples.mannequin patient --exercise squat --fault trunk_forward --out x.mp4``.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from samples.mannequin.faults import PART_OF_THE_WAY
from samples.mannequin.motion import Phase, Timeline, Values
from samples.mannequin.movements import Movement, movements, spoilt_s
from samples.mannequin.moves.keyed import Keyed
from samples.mannequin.moves.lively import Lively
from samples.mannequin.plan import TrueFault, TrueHold, TrueRep
from samples.mannequin.routines.performer import OTHER, Performer, bent, raw_pose, toward
from samples.mannequin.routines.rest import rest
from samples.mannequin.routines.routine import Asked, Routine
from samples.mannequin.skeleton import SIDES, local_joints

DRIFT: Final = {
    "trunk": 0.25, "neck": 0.8, "face": 0.6,
    **{f"{side}_{name}": 0.4 for side in SIDES for name in ("arm", "forearm", "thigh", "shank")},
}  # fmt: skip
"""Size of the unrest of each parameter, degrees."""

HOLD_S: Final = 8.0
_SNAPSHOT_S: Final = 22.0
_PARTIAL: Final = 0.6
_SMALL: Final = 0.4
"""Share of the own swing that is surely less than a whole one."""
_WHOLE: Final = 2
"""Swings of a cycle that are whole before those that are partial."""
_LEG: Final = ("thigh", "shank", "foot")
_LEAST_S: Final = 0.5
_FAULT_S: Final = 1.6
"""A fault is seen when it is there for a while."""


def routine(asked: Asked) -> Routine:
    """Return the motion of one clip."""
    performer = bent(_performer(asked), asked.near)
    kind = performer.movement.kind
    start = performer.values(0, asked.near, fault=kind in _FROM_START)
    line = Timeline(start | asked.spine())
    get_ready(asked, line)
    return _KINDS.get(kind, _stay)(performer, line)


def solver(asked: Asked) -> Keyed:
    """Return what makes postures of the movement that is asked for."""
    movement = _movement(asked)
    return Keyed(movement.figure.anchor, movement.prop)


def resting(asked: Asked) -> Values:
    """Return the values of the first pose."""
    return _performer(asked).values(0, asked.near)


def _movement(asked: Asked) -> Movement:
    return movements()[asked.variation.exercise]


def _performer(asked: Asked) -> Performer:
    """Return the person with small differences of their own and an own amplitude."""
    movement = _movement(asked)
    own = {
        "neck": asked.draw(-4.0, 4.0),
        "face": asked.draw(-4.0, 4.0),
        "arm": asked.draw(-3.0, 3.0),
    }
    raws = []
    for pose in movement.figure.poses:
        raw = raw_pose(pose)
        raw |= {key: raw[key] + own[key] for key in ("neck", "face")}
        raws.append(raw | {key: raw[key] + own["arm"] for key in ("near_arm", "far_arm")})
    if asked.variation.fault == "same_side":
        raws = [_legs_changed(raw) for raw in raws]
    share = asked.draw(0.9, 1.05)
    if asked.variation.amplitude is not None:
        share = asked.variation.amplitude
    performer = Performer(asked=asked, movement=movement, raws=tuple(raws), share=share)
    return performer if asked.variation.fault != "partial" else _partial(performer)


def _partial(performer: Performer) -> Performer:
    """Return somebody who goes a part of the way; of arm and leg, moves the arm alone."""
    if performer.movement.kind == "limbs":
        legs = {key: value for key, value in performer.raws[0].items() if key.endswith(_LEG)}
        return replace(performer, raws=tuple(raw | legs for raw in performer.raws))
    # Whoever swings to and fro is measured by the own first swings: those are whole ones.
    if performer.movement.kind == "cycle":
        return performer
    return replace(performer, share=PART_OF_THE_WAY.get(performer.movement.slug, _PARTIAL))


def _legs_changed(raw: Values) -> Values:
    """Return the same with the other leg."""
    return raw | {
        f"{side}_{name}": raw[f"{other}_{name}"]
        for side, other in (("near", "far"), ("far", "near"))
        for name in _LEG
    }


def get_ready(asked: Asked, line: Timeline) -> None:
    """Add coming into the first pose: walking up, kneeling down, lying down or sitting down."""
    way = way_in(asked, line.values)
    if way == "x_stand":
        # Whoever starts standing walks up; from there to the start pose it is a small step.
        walks = -asked.draw(0.4, 0.8) if solver(asked).prop == "mat" else 0.0
        line.values |= {"x_stand": 1.0, "x_walk": walks}
        waits_s = asked.draw(0.3, 0.8)
        # A snapshot would begin with whoever waits before walking up, and who marches would begin
        # with the steps.
        hurries = _movement(asked).kind == "snapshot" or _movement(asked).sides
        line.stay("standing", 0.05 if hurries else waits_s)
        if walks:
            line.move("walking up", asked.seconds(1.4), x_walk=0.0)
    else:
        line.values |= {way: 1.0}
        line.stay("resting", asked.draw(0.4, 1.0))
    line.move("getting ready", asked.seconds(1.8), **{way: 0.0})
    line.stay("start", max(0.1, asked.variation.pre_roll_s))


def way_in(asked: Asked, values: Values) -> str:
    """Return the extra of `lively` from which one gets into the first pose."""
    solve = solver(asked)
    joints = local_joints(asked.body, solve(asked.body, values))
    hip_m = float(joints["hips"][2])
    trunk = joints["shoulders"] - joints["hips"]
    if solve.prop == "chair" or hip_m > 0.6 * (asked.body.thigh_m + asked.body.shank_m):
        return "x_stand"
    lies_back = trunk[0] < -0.3 * asked.body.trunk_m
    sits = trunk[2] > 0.5 * asked.body.trunk_m and hip_m < 0.5 * asked.body.thigh_m
    return "x_floor" if lies_back or sits else "x_knees"


def _go(performer: Performer, line: Timeline, target: Values, seconds: float, name: str) -> Phase:
    asked = performer.asked
    targets = toward(line.values, target)
    return line.move(name, max(_LEAST_S, asked.seconds(seconds)), **targets)


@dataclass(frozen=True, slots=True)
class _Done:
    """One way out of the first pose and back."""

    start_s: float
    turn: Phase
    end_s: float
    shown: Phase
    """Where a planted fault shows."""


def _once(performer: Performer, line: Timeline, way: tuple[int, ...], near: str) -> _Done:
    """Add one way out of the first pose and back."""
    start_s, stays = line.now_s, {}
    for number in way:
        pose, target = performer.poses[number], performer.values(number, near)
        moved = _go(performer, line, target, pose.move_s, pose.name)
        stay_s = performer.asked.seconds(pose.stay_s)
        if performer.shows(number):
            stay_s = max(stay_s, _FAULT_S)
        stays[number] = line.stay(pose.name, stay_s) if stay_s else moved
    back = _go(performer, line, performer.values(0, near), performer.poses[0].move_s, "back")
    turn = stays.get(performer.turn_of(way), back)
    shown = next((stay for number, stay in stays.items() if performer.shows(number)), turn)
    return _Done(start_s, turn, back.end_s, shown)


def _reps(performer: Performer, line: Timeline) -> Routine:
    """Add repetitions with rests; limbs change sides."""
    asked, ways, check = performer.asked, performer.ways, performer.asked.variation.fault
    swaps = performer.movement.kind == "limbs" and len(ways) == 1
    swapped = swaps and bool(asked.rng.integers(2))
    kind = "partial" if check in {"partial", "same_side"} else "full"
    whole = _WHOLE if kind == "partial" and performer.movement.kind == "cycle" else 0
    small = replace(performer, share=_SMALL * performer.share) if whole else performer
    reps: list[TrueRep] = []
    faults: list[TrueFault] = []
    for number in range(1, asked.count(2, 4) + whole + 1):
        doer = performer if number <= whole else small
        near = OTHER[asked.near] if swapped else asked.near
        way = ways[(number - 1) % len(ways)]
        done = _once(doer, line, way, near)
        middle_s = (done.turn.start_s + done.turn.end_s) / 2
        rep = TrueRep(
            number=number, side=performer.side(way, near), start_s=done.start_s,
            turn_s=middle_s, end_s=done.end_s, kind="full" if number <= whole else kind,
        )  # fmt: skip
        reps.append(rep)
        if performer.fault:
            faults.append(
                TrueFault(check=check, start_s=done.shown.start_s, end_s=done.shown.end_s)
            )
        if performer.movement.kind not in _TO_AND_FRO:
            rest(asked, line, max(0.7, performer.poses[0].stay_s))
        elif performer.poses[0].stay_s:
            line.stay("rest", asked.seconds(performer.poses[0].stay_s))
        swapped = swaps and not swapped
    line.stay("rest", 0.8)
    return _result(performer, line, reps=reps, faults=faults)


def _guided(performer: Performer, line: Timeline) -> Routine:
    """Add going to and fro; nothing is counted."""
    if len(performer.poses) == 1:
        return _stay(performer, line)
    return replace(_reps(performer, line), reps=[])


def _hold(performer: Performer, line: Timeline) -> Routine:
    """Add going into the last pose, staying there, and coming back."""
    poses, near = performer.poses, performer.asked.near
    for number in range(1, len(poses)):
        _go(
            performer,
            line,
            performer.values(number, near, fault=False),
            poses[number].move_s,
            "lift",
        )
    # Of a single pose the hold begins with the start.
    start_s = line.now_s if len(poses) > 1 else line.phases[-1].start_s
    faults = _staying(performer, line, HOLD_S)
    bad_s = spoilt_s(performer.asked.variation.slug, faults)
    end_s = line.now_s
    hold = TrueHold(start_s=start_s, end_s=end_s, good_s=end_s - start_s - bad_s)
    if len(poses) > 1:
        _go(performer, line, performer.values(0, near, fault=False), poses[0].move_s, "lower")
    else:
        way = way_in(performer.asked, line.values)
        line.move("getting up", performer.asked.seconds(1.8), **{way: 1.0})
    line.stay("rest", 1.3)
    return _result(performer, line, holds=[hold], faults=faults)


def _stay(performer: Performer, line: Timeline) -> Routine:
    """Add going into the last pose and staying there; nothing is counted."""
    poses, near = performer.poses, performer.asked.near
    for number in range(1, len(poses)):
        _go(
            performer,
            line,
            performer.values(number, near, fault=False),
            poses[number].move_s,
            "lift",
        )
    return _result(performer, line, faults=_staying(performer, line, _SNAPSHOT_S))


def _snapshot(performer: Performer, line: Timeline) -> Routine:
    """Add standing as somebody stands: a fault is there all the time."""
    if performer.fault is None:
        return _stay(performer, line)
    start_s = next(phase.start_s for phase in line.phases if phase.name == "start")
    line.stay(performer.asked.variation.fault, _SNAPSHOT_S)
    fault = TrueFault(check=performer.asked.variation.fault, start_s=start_s, end_s=line.now_s)
    return _result(performer, line, faults=[fault])


def _staying(performer: Performer, line: Timeline, usual_s: float) -> list[TrueFault]:
    """Add staying in the last pose; a fault comes and goes in the middle of it."""
    asked, number = performer.asked, len(performer.poses) - 1
    if performer.fault is None:
        line.stay("hold", asked.draw(0.95, 1.15) * usual_s)
        return []
    line.stay("hold", asked.draw(3.5, 5.0))
    out = _go(performer, line, performer.values(number, asked.near), 1.2, "going wrong")
    line.stay(asked.variation.fault, asked.draw(4.0, 6.0))
    good = performer.values(number, asked.near, fault=False)
    back = _go(performer, line, good, 1.1, "coming back")
    line.stay("hold", asked.draw(2.5, 4.0))
    return [TrueFault(check=asked.variation.fault, start_s=out.start_s, end_s=back.end_s)]


def _result(
    performer: Performer,
    line: Timeline,
    *,
    reps: list[TrueRep] | None = None,
    holds: list[TrueHold] | None = None,
    faults: list[TrueFault] | None = None,
) -> Routine:
    return Routine(
        line=line, solver=Lively(performer.solver), drift=DRIFT,
        reps=reps or [], holds=holds or [], faults=faults or [],
    )  # fmt: skip


_KINDS: Final[dict[str, Callable[[Performer, Timeline], Routine]]] = {
    "reps": _reps, "limbs": _reps, "cycle": _reps, "hold": _hold, "stretch": _hold,
    "guided": _guided, "snapshot": _snapshot,
}  # fmt: skip
"""Kind of the exercise's rule to what is done; all others (posture) stay."""
_FROM_START: Final = frozenset({"reps", "limbs", "cycle", "guided", "snapshot"})
"""Kinds whose first pose may show the fault."""
_TO_AND_FRO: Final = frozenset({"cycle", "guided"})
