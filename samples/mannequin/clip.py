"""Renders a plan in parallel processes and encodes it as H.264 that plays everywhere."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from multiprocessing import get_context
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from formcheck.report.files import replacing
from samples.mannequin.body import Body
from samples.mannequin.camera import Camera
from samples.mannequin.lens import Lens
from samples.mannequin.plan import Plan
from samples.mannequin.room import Room
from samples.mannequin.scene import Renderer
from samples.mannequin.skeleton import Posture
from samples.mannequin.truth import write_truth

Picture = NDArray[np.uint8]
"""``(h, w, 3)`` RGB."""

_CRF = 24
_CHUNK = 75


@dataclass(frozen=True, slots=True)
class View:
    """What a worker needs of a plan: a plan itself may hold functions that cannot be sent."""

    body: Body
    camera: Camera
    prop: str
    room: Room
    lens: Lens


def _render(view: View, frames: list[tuple[int, float, Posture]]) -> list[Picture]:
    with Renderer(view.body, view.camera, view.prop, view.room) as renderer:
        return [
            view.lens.picture(renderer.picture(posture, time_s), index)
            for index, time_s, posture in frames
        ]


def seen(plan: Plan) -> Iterator[tuple[float, Picture]]:
    """Yield time and picture (RGB) of each frame that the camera delivers, in this process."""
    with Renderer(plan.body, plan.camera, plan.prop, plan.room) as renderer:
        for index, time_s in zip(plan.indexes, plan.times_s, strict=True):
            clean = renderer.picture(plan.posture_at(time_s), time_s)
            yield time_s, plan.lens.picture(clean, index)


def _one_thread() -> None:
    """Keep the software renderer (llvmpipe) of a worker to one core: the workers share them."""
    os.environ.setdefault("LP_NUM_THREADS", "1")


def pictures(plan: Plan, *, jobs: int = 2) -> Iterator[Picture]:
    """Yield the plan's frames in order; the pictures do not depend on ``jobs``."""
    frames = list(zip(plan.indexes, plan.times_s, plan.postures(), strict=True))
    chunks = [frames[start : start + _CHUNK] for start in range(0, len(frames), _CHUNK)]
    view = View(plan.body, plan.camera, plan.prop, plan.room, plan.lens)
    # Spawned, because a forked process would share the parent's drawing context.
    context = get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_one_thread) as pool:
        waiting = [pool.submit(_render, view, chunk) for chunk in chunks]
        while waiting:
            yield from waiting.pop(0).result()


def encode(
    path: Path,
    frames: Iterable[Picture],
    *,
    fps: int,
    size: tuple[int, int],
    indexes: Iterable[int] | None = None,
) -> None:
    """Write H.264 (yuv420p, index first), frame ``index`` at ``index / fps`` seconds."""
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream("libx264", rate=fps)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": str(_CRF), "preset": "slow"}
        for index, picture in zip(indexes or count(), frames, strict=False):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = index, Fraction(1, fps)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def write_clip(plan: Plan, folder: Path, *, jobs: int = 2) -> Path:
    """Write ``<name>.mp4`` and ``<name>.truth.json`` and return the clip's path."""
    path = folder / f"{plan.name}.mp4"
    # Rendering takes minutes: whoever looks meanwhile must find the old clip, whole.
    with replacing(path) as unfinished:
        encode(
            unfinished,
            pictures(plan, jobs=jobs),
            fps=plan.fps,
            size=plan.camera.size,
            indexes=plan.indexes,
        )
    write_truth(plan, folder)
    return path
