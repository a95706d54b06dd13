"""The clips that ship with the program, one function each, and their plans by name."""

from collections.abc import Callable
from typing import Final

from samples.mannequin.body import Body
from samples.mannequin.camera import Camera
from samples.mannequin.motion import Timeline, Unrest
from samples.mannequin.moves import bird_dog, bridge, plank, sitting
from samples.mannequin.plan import Plan, TrueFault, TrueHold, TrueRep, rep_of


def _side_camera(middle_m: float) -> Camera:
    return Camera(
        yaw_deg=0.0, distance_m=2.6, height_m=0.45, fov_deg=60.0, target_m=(middle_m, 0.0, 0.42)
    )


def _bridge(name: str, *, seed: int, knee_deg: float, reps: int, fault: str = "") -> Plan:
    body = Body()
    top = bridge.top_of(body, knee_deg)
    line = Timeline(bridge.legs_long(body))
    line.stay("lying", 0.5)
    line.move("getting ready", 1.6, foot=top.foot_m, toes=0.0)
    line.stay("start", 2.0)
    done: list[TrueRep] = []
    faults: list[TrueFault] = []
    for number in range(1, reps + 1):
        up = line.move("up", 1.2, trunk=top.trunk_deg)
        hold = line.stay("hold", 1.8)
        down = line.move("down", 1.4, trunk=0.0)
        line.stay("rest", 0.7 if number < reps else 1.2)
        done.append(rep_of(up, hold, down, number=number))
        if fault:
            faults.append(TrueFault(check=fault, start_s=hold.start_s, end_s=hold.end_s))
    return Plan(
        name=name, exercise="bridge", seed=seed, body=body, camera=_side_camera(0.42),
        timeline=line, solver=bridge.solve, unrest=Unrest(seed, bridge.DRIFT), prop="mat",
        reps=done, faults=faults,
    )  # fmt: skip


def bridge_good() -> Plan:
    """Four good repetitions."""
    return _bridge("bridge_good", seed=11, knee_deg=90.0, reps=4)


def bridge_feet_far() -> Plan:
    """Three repetitions with the feet too far away."""
    return _bridge("bridge_feet_far", seed=12, knee_deg=137.0, reps=3, fault="feet_far")


def _plank_up(line: Timeline) -> float:
    line.stay("sitting back", 0.4)
    line.move("getting ready", 1.6, back=plank.KNEELING["back"])
    line.stay("start", 2.4)
    return line.move("lift", 1.5, lift=1.0).end_s


def _plank_down(line: Timeline) -> None:
    line.move("lower", 1.5, lift=0.0)
    line.stay("rest", 1.3)


def _plank_plan(
    name: str, *, seed: int, line: Timeline, hold: TrueHold, faults: list[TrueFault]
) -> Plan:
    return Plan(
        name=name, exercise="plank", seed=seed, body=Body(), camera=_side_camera(-0.55),
        timeline=line, solver=plank.solve, unrest=Unrest(seed, plank.DRIFT), prop="mat",
        holds=[hold], faults=faults,
    )  # fmt: skip


def plank_good() -> Plan:
    """Twelve seconds straight."""
    line = Timeline(dict(plank.SITTING_BACK))
    start_s = _plank_up(line)
    end_s = line.stay("hold", 12.0).end_s
    _plank_down(line)
    hold = TrueHold(start_s=start_s, end_s=end_s, good_s=end_s - start_s)
    return _plank_plan("plank_good", seed=21, line=line, hold=hold, faults=[])


def plank_sag() -> Plan:
    """Straight, then five seconds with sagging hips, then straight again."""
    line = Timeline(dict(plank.SITTING_BACK))
    start_s = _plank_up(line)
    line.stay("hold", 5.0)
    sink = line.move("sink", 1.2, dev=-27.0)
    line.stay("sag", 5.0)
    rise = line.move("rise", 1.0, dev=0.0)
    end_s = line.stay("hold", 3.0).end_s
    _plank_down(line)
    fault = TrueFault(check="sag", start_s=sink.start_s, end_s=rise.end_s)
    good_s = end_s - start_s - (rise.end_s - sink.start_s)
    hold = TrueHold(start_s=start_s, end_s=end_s, good_s=good_s)
    return _plank_plan("plank_sag", seed=22, line=line, hold=hold, faults=[fault])


def _bird_dog(name: str, *, seed: int, leg_lift_deg: float, fault: str = "") -> Plan:
    line = Timeline(bird_dog.START | {"rock": 42.0, "leg_lift": leg_lift_deg})
    line.stay("sitting back", 0.4)
    line.move("getting ready", 1.6, rock=0.0)
    line.stay("start", 1.8)
    done: list[TrueRep] = []
    faults: list[TrueFault] = []
    pairs = [("left", "right"), ("right", "left")] * 2
    for number, (arm, leg) in enumerate(pairs, start=1):
        up = line.move("reach", 1.2, **{f"{arm}_arm": 1.0, f"{leg}_leg": 1.0})
        hold = line.stay("hold", 2.2)
        down = line.move("return", 1.2, **{f"{arm}_arm": 0.0, f"{leg}_leg": 0.0})
        done.append(rep_of(up, hold, down, number=number, side=arm))
        line.stay("rest", 0.5 if number < len(pairs) else 1.2)
        if fault:
            faults.append(TrueFault(check=fault, start_s=hold.start_s, end_s=hold.end_s))
    return Plan(
        name=name, exercise="bird-dog", seed=seed, body=Body(), camera=_side_camera(0.16),
        timeline=line, solver=bird_dog.solve, unrest=Unrest(seed, bird_dog.DRIFT), prop="mat",
        reps=done, faults=faults,
    )  # fmt: skip


def bird_dog_good() -> Plan:
    """Two good repetitions a side, left arm first.

    The leg is level with the floor: the line of the shoulder and hip joints of a level back slopes
    by 16 degrees, so that the thigh lies 12 degrees above it.
    """
    return _bird_dog("bird-dog_good", seed=31, leg_lift_deg=192.0)


def bird_dog_leg_high() -> Plan:
    """Two repetitions a side with the leg kicked too high."""
    return _bird_dog("bird-dog_leg_high", seed=32, leg_lift_deg=228.0, fault="leg_high")


def sitting_good() -> Plan:
    """At a laptop, seen from its camera, with small natural movements."""
    seed, body = 41, Body()
    line = Timeline(sitting.START | {"lean": -12.0, "neck": 8.0, "turn": 24.0, "twist": 8.0})
    line.stay("leaning back", 0.4)
    line.move("getting ready", 1.6, **sitting.START)
    line.stay("start", 3.0)
    line.move("look left", 0.8, turn=12.0, nod=7.0)
    line.stay("look left", 1.0)
    line.move("look right", 1.2, turn=-11.0, nod=3.0, tilt=-2.0)
    line.stay("look right", 0.8)
    line.move("look ahead", 0.9, turn=0.0, nod=4.0, tilt=0.0)
    line.stay("working", 1.2)
    line.move("shift", 0.9, side=2.5, twist=2.0, lean=3.5)
    line.stay("working", 1.2)
    line.move("shift back", 0.9, **sitting.START)
    line.stay("working", 1.6)
    camera = Camera(
        yaw_deg=90.0, distance_m=0.78, height_m=1.14, fov_deg=64.0, target_m=(0.1, 0.0, 1.13)
    )
    return Plan(
        name="sitting_good", exercise="sitting", seed=seed, body=body, camera=camera,
        timeline=line, solver=sitting.solve, unrest=Unrest(seed, sitting.DRIFT), prop="chair",
    )  # fmt: skip


def sitting_head_forward() -> Plan:
    """From the side: upright, then the head pokes forward while the trunk stays."""
    seed, body = 42, Body()
    line = Timeline(sitting.START | {"lean": 24.0, "neck": 30.0, "nod": 14.0})
    line.stay("leaning", 0.4)
    line.move("getting ready", 1.6, **sitting.START)
    line.stay("start", 8.0)
    poke = line.move("poke", 1.5, neck=sitting.START["neck"] + 28.0)
    end_s = line.stay("head forward", 8.5).end_s
    camera = Camera(
        yaw_deg=0.0, distance_m=2.4, height_m=0.90, fov_deg=60.0, target_m=(0.2, 0.0, 0.72)
    )
    return Plan(
        name="sitting_head_forward", exercise="sitting", seed=seed, body=body, camera=camera,
        timeline=line, solver=sitting.solve, unrest=Unrest(seed, sitting.DRIFT), prop="chair",
        faults=[TrueFault(check="head_forward", start_s=poke.start_s, end_s=end_s)],
    )  # fmt: skip


PLANS: Final[dict[str, Callable[[], Plan]]] = {
    "bridge_good": bridge_good,
    "bridge_feet_far": bridge_feet_far,
    "plank_good": plank_good,
    "plank_sag": plank_sag,
    "bird-dog_good": bird_dog_good,
    "bird-dog_leg_high": bird_dog_leg_high,
    "sitting_good": sitting_good,
    "sitting_head_forward": sitting_head_forward,
}
"""Name of a clip to the function that plans it."""
