"""Takes: one person does every act before the real model, at the pace of the reminder's looks.

Poses and light of each look are kept, so that days can be strung together from them in seconds.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from calibration.cache import fingerprint
from calibration.desk_acts import Act, World, acts
from calibration.desk_seats import SIZE, Seat
from calibration.recordings import rounded
from formcheck.capture.frame import Frame
from formcheck.capture.light import Light, light_of
from formcheck.desk.pace import USUAL_S
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.recorded import PoseRecorder, RecordedPoses, load_poses, save_poses
from formcheck.report.files import write_text
from samples.mannequin.body import Body
from samples.mannequin.bystander import Bystander
from samples.mannequin.lens import Lens, Picture
from samples.mannequin.motion import Timeline, Unrest, Values
from samples.mannequin.moves import desk
from samples.mannequin.moves.lively import Lively
from samples.mannequin.people import draw_body
from samples.mannequin.scene import Renderer
from samples.mannequin.skeleton import Posture

RATE_HZ: Final = 1.0 / USUAL_S
VERSION: Final = 1
"""To be raised when seats or acts change: what was kept before is not used any more."""
COMPANY_EVERY_S: Final = 10.0
"""As the reminder looks for others."""
_MOTION, _OTHER = 5, 6
_LIGHTS: Final = {"dim": 0.4, "dark": 0.02}


@dataclass(frozen=True, slots=True)
class Span:
    """When an act goes on in a take, in seconds from its beginning."""

    kind: str
    start_s: float
    stay_s: float
    """When it is reached."""
    back_s: float
    """When the way back begins."""
    end_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Take:
    """What was seen of one person."""

    name: str
    view: str
    spans: tuple[Span, ...]
    poses: RecordedPoses
    lights: tuple[Light, ...]

    def __len__(self) -> int:
        """Return the number of looks."""
        return len(self.lights)


def timeline(seat: Seat) -> tuple[Timeline, list[tuple[Act, Span]]]:
    """Return how the body moves through all acts, and when each goes on."""
    line = Timeline(seat.start)
    rng = np.random.default_rng([seat.seed, _MOTION])
    found: list[tuple[Act, Span]] = []
    for act in acts(seat):
        start_s = line.now_s
        for seconds, there in act.arrive:
            line.move(act.kind, seconds, **there)
        stay_s = line.now_s
        _stay(line, act, rng)
        back_s = line.now_s
        for seconds, there in act.back:
            line.move(act.kind, seconds, **there)
        line.stay("tall", 1.0)
        found.append((act, Span(act.kind, start_s, stay_s, back_s, line.now_s)))
    return line, found


def _stay(line: Timeline, act: Act, rng: np.random.Generator) -> None:
    """Add staying there: looking about and shifting by little, as people do who work."""
    if act.still:
        line.stay(act.kind, act.stay_s)
        return
    here, until_s = line.values, line.now_s + act.stay_s
    while line.now_s < until_s - 1.0:
        if rng.uniform() < 1 / 2:
            aims = {"turn": 12.0, "nod": 4.0}
        else:
            aims = {"lean": 2.0, "side": 2.0, "neck": 1.5}
        there = {name: here[name] + float(rng.uniform(-1, 1)) * by for name, by in aims.items()}
        line.move(act.kind, float(rng.uniform(0.7, 1.5)), **there)
        line.stay(act.kind, min(float(rng.uniform(0.5, 4.0)), max(0.1, until_s - line.now_s)))
    line.move(
        act.kind, 0.8, **{name: here[name] for name in ("turn", "nod", "lean", "side", "neck")}
    )


def solve(body: Body, values: Values) -> Posture:
    """Return a posture, anywhere on the floor."""
    posture = Lively(desk.solve)(body, values)
    return replace(posture, place_m=(values["along"], values["aside"]))


def shots(seat: Seat) -> Iterator[tuple[float, Picture]]:
    """Yield time and picture (RGB) of every look."""
    line, found = timeline(seat)
    unrest = Unrest(seat.seed, desk.DRIFT)
    rng = np.random.default_rng([seat.seed, _OTHER])
    other, index = draw_body(rng), 0
    for act, span in found:
        with _renderer(seat, act.world, other) as renderer:
            light = 1.0
            while index / RATE_HZ < span.end_s:
                time_s = index / RATE_HZ
                values = line.at(time_s)
                small = unrest.at(time_s)
                moved = {name: value + small.get(name, 0.0) for name, value in values.items()}
                clean = renderer.picture(solve(seat.body, moved), time_s - span.start_s)
                light = _light(act.world, light, rng)
                yield time_s, _lens(seat, light).picture(clean, index)
                index += 1


def _light(world: World, before: float, rng: np.random.Generator) -> float:
    if world.light != "changing":
        return _LIGHTS.get(world.light, 1.0)
    return float(rng.uniform(0.45, 1.4)) if rng.uniform() < 1 / 3 else before


def _lens(seat: Seat, light: float) -> Lens:
    window = 0.0 if light < 1 / 2 else seat.lens.backlight
    return replace(seat.lens, exposure=light * seat.lens.exposure, backlight=window)


def _renderer(seat: Seat, world: World, other: Body) -> Renderer:
    camera = seat.camera
    camera = replace(
        camera,
        pitch_deg=camera.pitch_deg + world.pitch_deg,
        roll_deg=camera.roll_deg + world.roll_deg,
        target_m=_turned(camera.position_m, camera.target_m, world.yaw_deg),
        yaw_deg=camera.yaw_deg + world.yaw_deg,
    )
    room = replace(seat.room, bystander=_company(seat, world.company, other))
    return Renderer(seat.body, camera, "chair", room)


def _turned(
    eye_m: tuple[float, float, float], target_m: tuple[float, float, float], yaw_deg: float
) -> tuple[float, float, float]:
    """Return what a camera aims at that is turned on its foot."""
    angle = np.radians(yaw_deg)
    x, y = target_m[0] - eye_m[0], target_m[1] - eye_m[1]
    across, along = np.cos(angle) * x - np.sin(angle) * y, np.sin(angle) * x + np.cos(angle) * y
    return float(eye_m[0] + across), float(eye_m[1] + along), target_m[2]


def _company(seat: Seat, what: str, body: Body) -> Bystander | None:
    """Return somebody else: behind the person, as the camera sees it."""
    if not what:
        return None
    eye, target = np.array(seat.camera.position_m), np.array(seat.camera.target_m)
    away = (target - eye)[:2] / np.linalg.norm((target - eye)[:2])
    across = np.array([-away[1], away[0]])
    behind_m, aside_m = {"passes": (1.0, 3.0), "stands": (0.5, 2.4), "sits": (1.3, 0.7)}[what]
    x, y = target[:2] + behind_m * away - aside_m * across
    faces = -away if what == "sits" else across
    return Bystander(
        body=body,
        start_m=(float(x), float(y)),
        heading_deg=float(np.degrees(np.arctan2(faces[1], faces[0]))),
        sets_off_s=None if what == "sits" else 2.0,
        stops_after_m=1.8 if what == "stands" else 9.0,
        seated=what == "sits",
    )


def record(seat: Seat) -> Take:
    """Show a person to the model: two to three minutes on one core."""
    _, found = timeline(seat)
    lights: list[Light] = []
    with MediapipePose(company_every_s=COMPANY_EVERY_S) as model:
        recorder = PoseRecorder(SIZE, model.model)
        for index, (time_s, rgb) in enumerate(shots(seat)):
            frame = Frame(index, time_s, np.ascontiguousarray(rgb[..., ::-1]))
            recorder.add(time_s, model.estimate(frame))
            lights.append(light_of(frame))
    spans = tuple(span for _, span in found)
    return Take(seat.name, seat.view.value, spans, recorder.poses(), tuple(lights))


class Takes:
    """A folder of takes; what is missing is recorded."""

    def __init__(self, folder: Path, model_sha256: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256(f"{fingerprint(model_sha256)} {VERSION}".encode())
        self._folder, self._print = folder, digest.hexdigest()[:8]

    def has(self, seat: Seat) -> bool:
        """Whether it was recorded; what is true of it is written last."""
        return self._path(seat, ".json").exists()

    def get(self, seat: Seat) -> Take:
        """Return the take of a person, recorded now if need be."""
        if not self.has(seat):
            keep(self._path(seat, ""), record(seat))
        return load(self._path(seat, ""))

    def _path(self, seat: Seat, suffix: str) -> Path:
        return self._folder / f"{seat.name}_{self._print}{suffix}"


def keep(path: Path, take: Take) -> None:
    """Write a take as ``<path>.npz`` and ``<path>.json``."""
    save_poses(path.with_name(f"{path.name}.npz"), take.poses)
    told = {
        "name": take.name,
        "view": take.view,
        "spans": [asdict(one) for one in take.spans],
        "lights": [[round(value, 2) for value in asdict(one).values()] for one in take.lights],
    }
    write_text(path.with_name(f"{path.name}.json"), json.dumps(told) + "\n")


def cut(take: Take, wanted: Mapping[str, float]) -> Take:
    """Return some acts of a take, by kind the seconds that are kept of staying there."""
    looks: list[int] = []
    spans: list[Span] = []
    for one in take.spans:
        if one.kind not in wanted:
            continue
        stay_s = min(wanted[one.kind], one.back_s - one.stay_s)
        start, until = (round(at * RATE_HZ) for at in (one.start_s, one.stay_s + stay_s))
        back, end = (round(at * RATE_HZ) for at in (one.back_s, one.end_s))
        first_s = len(looks) / RATE_HZ
        arrive_s = one.stay_s - one.start_s
        looks += [*range(start, until), *range(back, min(end, len(take)))]
        back_s = first_s + (until - start) / RATE_HZ
        spans.append(Span(one.kind, first_s, first_s + arrive_s, back_s, len(looks) / RATE_HZ))
    poses = replace(
        take.poses,
        time_s=np.arange(len(looks)) / RATE_HZ,
        image_px=take.poses.image_px[looks],
        world_m=take.poses.world_m[looks],
        visibility=take.poses.visibility[looks],
        others=None if take.poses.others is None else take.poses.others[looks],
    )
    return replace(
        take,
        spans=tuple(spans),
        poses=rounded(poses),
        lights=tuple(take.lights[at] for at in looks),
    )


def load(path: Path) -> Take:
    """Return a take that was kept."""
    told = json.loads(path.with_name(f"{path.name}.json").read_text("utf-8"))
    return Take(
        told["name"],
        told["view"],
        tuple(Span(**one) for one in told["spans"]),
        load_poses(path.with_name(f"{path.name}.npz")),
        tuple(Light(*one) for one in told["lights"]),
    )
