"""Good videos and pictures, to be spoilt: small, in every container and of every usual kind."""

import io
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np
import numpy.typing as npt
from av.audio.stream import AudioStream
from av.packet import Packet
from av.video.stream import VideoStream
from PIL import Image

Image8 = npt.NDArray[np.uint8]

_SIZE: Final = (96, 64)
_PICTURES: Final = 12
_PIECE: Final = 8000
"""Samples of silence at a time."""


def photos(folder: Path) -> tuple[bytes, ...]:
    """Return a picture in every format, upright and turned."""
    del folder
    picture, found = Image.fromarray(_picture(3)), []
    turned = Image.Exif()
    turned[0x0112] = 6
    for kind in ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF"):
        out = io.BytesIO()
        if kind in {"JPEG", "PNG", "WEBP"}:
            picture.save(out, kind, exif=turned)
        else:
            picture.save(out, kind)
        found.append(out.getvalue())
    return tuple(found)


def videos(folder: Path) -> tuple[bytes, ...]:
    """Return a second of film in every container, with every usual kind of picture and sound."""
    folder.mkdir(parents=True, exist_ok=True)
    made = (
        ("a.mp4", "libx264", "aac"),
        ("b.mov", "mjpeg", "pcm_s16le"),
        ("c.mkv", "libx264", "libmp3lame"),
        ("d.webm", "libvpx", "libopus"),
        ("e.avi", "mpeg4", "libmp3lame"),
        ("f.mp4", "mpeg4", ""),
        ("g.mp4", "libx265", ""),
        ("h.webm", "libvpx-vp9", ""),
        ("i.mp4", "libsvtav1", ""),
    )
    return tuple(_video(folder / name, codec, sound) for name, codec, sound in made)


def _picture(number: int) -> Image8:
    wide, high = _SIZE
    image = np.zeros((high, wide, 3), np.uint8)
    image[:, :, 0] = np.arange(wide) * 2
    image[10:30, 5 * number : 5 * number + 20] = 250
    return image


def _video(path: Path, codec: str, sound: str) -> bytes:
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=12)
        if not isinstance(stream, VideoStream):
            raise TypeError(codec)
        stream.width, stream.height = _SIZE
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        stream.codec_context.gop_size = 4
        if codec == "libx265":
            stream.options = {"x265-params": "log-level=none"}
        heard = container.add_stream(sound, rate=_rate(sound)) if sound else None
        for number in range(_PICTURES):
            frame = av.VideoFrame.from_ndarray(_picture(number), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 12)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
        if heard is not None and isinstance(heard, AudioStream):
            container.mux(_silence(heard))
    return path.read_bytes()


def _rate(sound: str) -> int:
    return 48_000 if sound == "libopus" else 16_000


def _silence(stream: AudioStream) -> "list[Packet[AudioStream]]":
    packets, resampler = [], av.AudioResampler(stream.format, stream.layout, stream.rate)
    for start in range(0, stream.rate, _PIECE):
        frame = av.AudioFrame.from_ndarray(
            np.zeros((1, _PIECE), np.int16), format="s16", layout="mono"
        )
        frame.sample_rate, frame.pts, frame.time_base = stream.rate, start, Fraction(1, stream.rate)
        for one in resampler.resample(frame):
            packets += stream.encode(one)
    return packets + stream.encode()
