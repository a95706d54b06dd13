"""Recordings made from a formula: pictures that carry their number, sound with a beep in it."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from tests.capture.pictures import HEIGHT, WIDTH, picture

EVEN_MS = tuple(range(0, 1200, 100))
TICKS = 90_000
HZ = 48_000
BEEP_S = 0.01


@dataclass(frozen=True)
class Tune:
    """Silence with a beep of 10 ms at some moments, in seconds of the file's own time."""

    codec: str = "aac"
    start_s: float = 0.0
    end_s: float = 1.2
    beeps_s: tuple[float, ...] = (0.4, 1.0)
    hz: int = HZ
    channels: str = "mono"
    hole_s: tuple[float, float] = (0.0, 0.0)
    """Nothing was recorded between."""

    def samples(self) -> np.ndarray:
        """Return (n,) float."""
        time_s = self.start_s + np.arange(round((self.end_s - self.start_s) * self.hz)) / self.hz
        heard = np.zeros(len(time_s))
        for beep_s in self.beeps_s:
            heard[(time_s >= beep_s) & (time_s < beep_s + BEEP_S)] = 1.0
        return np.asarray(0.7 * heard * np.sin(2 * np.pi * 1000 * time_s), np.float32)


def film(
    path: Path,
    times_ms: Sequence[float] = EVEN_MS,
    tune: Tune | None = None,
    *,
    first_s: float = 0.0,
    codec: str = "libx264",
    notes: dict[str, str] | None = None,
) -> Path:
    """Write a film and return where; ``first_s`` is the file's own time of its first picture."""
    with av.open(str(path), "w") as container:
        container.metadata.update(notes or {})
        pictures = container.add_stream(codec, rate=10)
        pictures.width, pictures.height, pictures.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        if codec == "libx264":
            pictures.codec_context.time_base = Fraction(1, TICKS)
            pictures.options = {"bf": "0", "crf": "10", "g": "12"}
        packets = _sound(container, tune) if tune is not None else []
        for number, time_ms in enumerate(times_ms):
            frame = av.VideoFrame.from_ndarray(picture(number), format="bgr24")
            frame.pts = round((first_s + time_ms / 1000) * TICKS)
            frame.time_base = Fraction(1, TICKS)
            packets += pictures.encode(frame)
        packets += pictures.encode(None)
        for packet in sorted(packets, key=lambda one: one.dts * one.time_base):
            container.mux(packet)
    return path


def _sound(container: Any, tune: Tune) -> list[Any]:
    stream = container.add_stream(tune.codec, rate=tune.hz, layout=tune.channels)
    packets: list[Any] = []
    samples, step = tune.samples(), stream.codec_context.frame_size or 1024
    form = stream.codec_context.format.name
    for first in range(0, len(samples), step):
        part = samples[first : first + step][None]
        if not form.startswith("flt"):
            whole = np.int16 if form.startswith("s16") else np.int32
            part = np.asarray(part.astype(float) * np.iinfo(whole).max, whole)
        many = 2 if tune.channels == "stereo" else 1
        planes = np.repeat(part, many, 0) if form.endswith("p") else np.repeat(part, many, 1)
        frame = av.AudioFrame.from_ndarray(planes, format=form, layout=tune.channels)
        frame.sample_rate, frame.time_base = tune.hz, Fraction(1, tune.hz)
        frame.pts = round(tune.start_s * tune.hz) + first
        packets += stream.encode(frame)
    packets += stream.encode(None)
    start_s, end_s = tune.hole_s
    return [one for one in packets if not start_s < one.pts * one.time_base < end_s]


def beeps_in(path: Path) -> list[float]:
    """Return when beeps begin, seconds of the file's own time as a player counts it."""
    level, times = [], []
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        for frame in container.decode(stream):
            heard = np.abs(frame.to_ndarray().astype(float)).reshape(-1)
            if not frame.format.is_planar:
                heard = heard.reshape(-1, frame.layout.nb_channels).max(axis=1)
            heard = heard[: frame.samples]
            level.append(heard)
            times.append(float(frame.pts * frame.time_base) + np.arange(len(heard)) / frame.rate)
    loud, time_s = np.concatenate(level), np.concatenate(times)
    found: list[float] = []
    for moment in time_s[loud > 0.3 * loud.max()]:
        if not found or moment - found[-1] > 5 * BEEP_S:
            found.append(float(moment))
    return found


def probed(path: Path, *options: str) -> dict[str, Any]:
    """Return what ffprobe says of a file; skip the test where there is none."""
    program = shutil.which("ffprobe")
    if program is None:
        pytest.skip("no ffprobe: install ffmpeg to have the video read by another program")
    command = [program, "-v", "error", "-of", "json", *options, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert not done.stderr, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found
