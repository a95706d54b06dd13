"""Pictures from a formula, and clips and streams of them: what comes out can be checked exactly."""

import io
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]

WIDTH, HEIGHT = 160, 128
BITS = 8
RED, GREEN, BLUE = (0, 0, 255), (0, 255, 0), (255, 0, 0)
COLOURS = {"red": RED, "green": GREEN, "blue": BLUE, "black": (0, 0, 0), "white": (255,) * 3}


def picture(number: int) -> Image:
    """Show a red top left, a green top right, a blue bottom left, and the number in stripes.

    The number stands in black and white cells along the middle, lowest bit first.
    """
    image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    image[: HEIGHT // 4, : WIDTH // 2] = RED
    image[: HEIGHT // 4, WIDTH // 2 :] = GREEN
    image[-HEIGHT // 4 :, : WIDTH // 2] = BLUE
    cell = WIDTH // BITS
    for bit in range(BITS):
        if number >> bit & 1:
            image[HEIGHT // 4 : -HEIGHT // 4, bit * cell : (bit + 1) * cell] = 255
    return image


def number_of(image: Image) -> int:
    """Read the number off an upright picture, of any size."""
    height, width = image.shape[:2]
    cell = width / BITS
    middle = image[height // 2, :, 1]
    return sum(1 << bit for bit in range(BITS) if middle[int((bit + 0.5) * cell)] > 127)


def corners(image: Image) -> tuple[str, ...]:
    """Name the colours of top left, top right, bottom left, bottom right."""
    height, width = image.shape[:2]
    y, x = height // 12, width // 12
    spots = (image[y, x], image[y, -x], image[-y, x], image[-y, -x])
    return tuple(_nearest(spot) for spot in spots)


UPRIGHT = ("red", "green", "blue", "black")


def _nearest(spot: Image) -> str:
    return min(COLOURS, key=lambda name: np.abs(spot - np.array(COLOURS[name], float)).sum())


def write_clip(
    path: Path,
    times_ms: Sequence[int],
    *,
    rotation_deg: int | None = None,
    mirrored: bool = False,
    pixel_aspect: Fraction | None = None,
    codec: str = "libx264",
    options: dict[str, str] | None = None,
    x264: str = "",
) -> Path:
    """Write picture(k) at the k-th time, as a phone would that stores it turned by an angle."""
    with av.open(str(path), "w", options=options or {}) as container:
        stream = container.add_stream(codec, rate=30)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        stream.codec_context.gop_size = 12
        if x264:
            stream.options = {"x264-params": x264}
        if pixel_aspect is not None:
            stream.codec_context.sample_aspect_ratio = pixel_aspect
        if rotation_deg is not None or mirrored:
            stream.set_display_rotation(rotation_deg or 0, hflip=mirrored)
        for number, time_ms in enumerate(times_ms):
            frame = av.VideoFrame.from_ndarray(picture(number), format="bgr24")
            frame.pts, frame.time_base = time_ms, Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def write_sound(path: Path) -> Path:
    """Write a second of silence."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=8000)
        frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.sample_rate = 8000
        for pts in range(0, 8192, 1024):
            frame.pts = pts
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def every_ms(step: float, count: int) -> list[int]:
    """Return the times of a clip with a constant rate."""
    return [round(k * step) for k in range(count)]


def h264_pictures(count: int) -> list[list[bytes]]:
    """Return the NAL units of each picture(k), every picture complete in itself."""
    file = io.BytesIO()
    with av.open(file, "w", format="h264") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.options = {"tune": "zerolatency", "x264-params": "keyint=1:sliced-threads=0"}
        packets = []
        for number in range(count):
            frame = av.VideoFrame.from_ndarray(picture(number), format="bgr24")
            frame.pts, frame.time_base = number, Fraction(1, 30)
            packets += stream.encode(frame)
        packets += stream.encode()
    return [list(_nal_units(bytes(packet))) for packet in packets]


def _nal_units(annex_b: bytes) -> Iterator[bytes]:
    for part in annex_b.split(b"\0\0\1"):
        unit = part.rstrip(b"\0")
        if unit:
            yield unit
