"""Sixty short clips of several patients and weeks, cut from the rendered samples."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice, product
from pathlib import Path
from typing import Final

import av
import numpy as np
import numpy.typing as npt

from formcheck.paths import samples_dir

MANY: Final = 60
LENGTH_S: Final = 5.0
SIZE: Final = (640, 360)
FPS: Final = 30
_FIRST_DAY: Final = date(2026, 9, 7)
_PATIENTS: Final = 5
_STARTS_S: Final = (0.0, 4.0, 8.0, 11.0)


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a sample."""

    sample: Path
    from_s: float
    mirrored: bool


def make_clips(folder: Path, many: int = MANY) -> list[Path]:
    """Return the clips, made where they are not there yet; several patients, a clip a day."""
    made = []
    for number, cut in enumerate(islice(_cuts(), many)):
        day = _FIRST_DAY + timedelta(days=number // _PATIENTS * 2)
        patient = folder / f"Patient {number % _PATIENTS + 1}"
        path = patient / f"{day.isoformat()} {cut.sample.stem} {number + 1:02d}.mp4"
        if not path.is_file():
            patient.mkdir(parents=True, exist_ok=True)
            _write(path, cut)
        made.append(path)
    return made


def _cuts() -> Iterator[Cut]:
    samples = sorted(samples_dir().glob("*.mp4"))
    for mirrored, from_s, sample in product((False, True), _STARTS_S, samples):
        yield Cut(sample, from_s, mirrored)


def _write(path: Path, cut: Cut) -> None:
    half = path.with_name(f".{path.name}")
    with av.open(str(half), "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=FPS, options={"crf": "23", "preset": "veryfast"})
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        stream.time_base = Fraction(1, FPS)
        for index, image in enumerate(_images(cut)):
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            frame.pts = index
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
    half.replace(path)


def _images(cut: Cut) -> Iterator[npt.NDArray[np.uint8]]:
    left = round(LENGTH_S * FPS)
    with av.open(str(cut.sample)) as container:
        for frame in container.decode(video=0):
            if frame.time is None or frame.time < cut.from_s:
                continue
            image = frame.to_ndarray(format="rgb24", width=SIZE[0], height=SIZE[1])
            yield np.ascontiguousarray(image[:, ::-1] if cut.mirrored else image)
            left -= 1
            if not left:
                return
