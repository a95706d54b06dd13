#!/usr/bin/env python3
"""What it costs to look anywhere into an hour of video: time to a picture, and memory.

::

    python -m calibration.review_cost                  # an hour of 1080p, a key frame a second
    python -m calibration.review_cost --key-every 250  # one in ten seconds, as x264 sets them
    python -m calibration.review_cost --cut            # of which the second half is missing
    python -m calibration.review_cost --here           # decoded in the process that measures

The film is made up: ten seconds of a textured picture that moves, encoded once and written again
and again. It goes into a folder that is removed afterwards. Everything is measured in a process of
its own that does nothing else, with the decoder in another one, as in the window; a Markdown table
is printed. Memory is that of both.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import av
import numpy as np
import numpy.typing as npt
import psutil
from av.packet import Packet
from av.video.stream import VideoStream

from formcheck.capture.apart import FilmApart
from formcheck.capture.film import Film
from formcheck.capture.pictures import Pictures

FPS: Final = 25
PART_S: Final = 10
"""What is encoded once."""
SEEKS: Final = 200
PLAYED_S: Final = 20.0
PARTS: Final = 5
STEPS: Final = 150
_MB: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """The film to be made."""

    minutes: int
    size_px: tuple[int, int]
    key_every: int
    """Frames from one key frame to the next."""
    cut: bool


def make_film(path: Path, wanted: Wanted) -> None:
    """Write the film."""
    width, height = wanted.size_px
    with av.open(str(path), "w", options={"movflags": "faststart"}) as container:
        stream = container.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.gop_size = wanted.key_every
        stream.options = {"preset": "veryfast", "crf": "26"}
        packets: list[Packet[VideoStream]] = []
        for image in _moving(width, height):
            packets += stream.encode(av.VideoFrame.from_ndarray(image, format="bgr24"))
        packets += stream.encode()
        for part in range(wanted.minutes * 60 // PART_S):
            for packet in packets:
                container.mux(_later(packet, stream, part * PART_S * FPS))
    if wanted.cut:
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size // 2)


def _moving(width: int, height: int) -> Iterator[npt.NDArray[np.uint8]]:
    rng = np.random.default_rng(7)
    coarse = rng.integers(0, 255, (height // 8, width // 8, 3), dtype=np.uint8)
    room = np.kron(coarse, np.ones((8, 8, 1), np.uint8))
    for number in range(PART_S * FPS):
        image = np.roll(room, 3 * number, axis=1)
        left = (5 * number) % (width - width // 6)
        image[height // 3 : height // 2, left : left + width // 6] = 240
        yield np.ascontiguousarray(image)


def _later(
    packet: "Packet[VideoStream]", stream: VideoStream, frames: int
) -> "Packet[VideoStream]":
    copy: Packet[VideoStream] = Packet(bytes(packet))
    copy.stream, copy.time_base = stream, Fraction(1, FPS)
    copy.is_keyframe = packet.is_keyframe
    copy.pts, copy.dts = (packet.pts or 0) + frames, (packet.dts or 0) + frames
    return copy


def measure(film_of: Callable[[Path], Pictures], path: Path) -> Iterator[tuple[str, str]]:
    """Yield what was measured and the figure."""
    process, rng = psutil.Process(), random.Random(7)

    def memory() -> str:
        both = [process, *process.children()]
        return f"{sum(one.memory_info().rss for one in both) / _MB:.0f} MB"

    yield "memory before", memory()
    begun_s = time.perf_counter()
    with film_of(path) as film:
        film.at(0.0)
        yield "opening, to the first picture", f"{1000 * (time.perf_counter() - begun_s):.0f} ms"
        yield "memory after opening", memory()
        begun_s = time.perf_counter()
        film.at(film.duration_s)
        yield "its last picture, the first time", f"{1000 * (time.perf_counter() - begun_s):.0f} ms"
        starts_s = [rng.uniform(0, film.duration_s - PLAYED_S) for _ in range(PARTS)]
        begun_s = time.perf_counter()
        for start_s in starts_s:
            for frame in range(round(PLAYED_S * FPS)):
                film.at(start_s + frame / FPS)
        spent_s = time.perf_counter() - begun_s
        yield "playing, every picture", f"{PARTS * PLAYED_S * FPS / spent_s:.0f} pictures a second"
        yield f"memory after playing {PARTS} parts of {PLAYED_S:.0f} s", memory()
        yield "a jump anywhere", _times([_jump(film, rng) for _ in range(SEEKS)])
        yield f"memory after {SEEKS} jumps", memory()
        yield "a jump of two seconds on", _times(_jumps_on(film))
        yield "a step back", _times(_steps(film, -1))
        yield "a step on", _times(_steps(film, 1))
        yield "memory at the end", memory()


def _jump(film: Pictures, rng: random.Random) -> float:
    time_s = rng.uniform(0, film.duration_s)
    begun_s = time.perf_counter()
    film.at(time_s)
    return time.perf_counter() - begun_s


def _jumps_on(film: Pictures) -> list[float]:
    spent, start_s = [], film.duration_s / 3
    film.at(start_s)
    for number in range(1, STEPS // 2):
        begun_s = time.perf_counter()
        film.at(start_s + 2 * number)
        spent.append(time.perf_counter() - begun_s)
    return spent


def _steps(film: Pictures, frames: int) -> list[float]:
    time_s, spent = film.at(film.duration_s / 2).time_s, []
    for _ in range(STEPS):
        begun_s = time.perf_counter()
        time_s = film.beside(time_s, frames).time_s
        spent.append(time.perf_counter() - begun_s)
    return spent


def _times(spent_s: Sequence[float]) -> str:
    middle, most = np.percentile(spent_s, (50, 95)) * 1000
    return f"{middle:.0f} ms (95 %: {most:.0f} ms, most: {1000 * max(spent_s):.0f} ms)"


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--size", type=int, nargs=2, default=(1920, 1080))
    parser.add_argument("--key-every", type=int, default=FPS)
    parser.add_argument("--cut", action="store_true")
    parser.add_argument("--here", action="store_true", help="decode in the process that measures")
    parser.add_argument("--film", type=Path, help="measure this one, and make none")
    said = parser.parse_args()
    if said.film is not None:
        for row in measure(Film if said.here else FilmApart, said.film):
            sys.stdout.write(json.dumps(row) + "\n")
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        make_film(path, Wanted(said.minutes, tuple(said.size), said.key_every, said.cut))
        size_mb = path.stat().st_size / _MB
        _print(f"{said.minutes} min, {size_mb:.0f} MB, a key frame every {said.key_every}", "")
        _print("---", "---")
        command = [sys.executable, "-m", "calibration.review_cost", "--film", str(path)]
        command += ["--here"] if said.here else []
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        for line in told.splitlines():
            _print(*json.loads(line))


def _print(what: str, figure: str) -> None:
    sys.stdout.write(f"| {what} | {figure} |\n")


if __name__ == "__main__":
    main()
