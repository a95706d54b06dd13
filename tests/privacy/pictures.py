"""Whether pictures are in what a program wrote: by what they begin with, or by their pixels."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import cv2
import numpy as np

from formcheck.capture.video import VideoFile

_KINDS = {
    "a JPEG": rb"\xff\xd8\xff(?:\xe0..JFIF|\xe1..Exif|\xdb\x00[\x43\x84]|\xfe..Lav)",
    "a PNG": rb"\x89PNG\r\n\x1a\n",
    "a GIF": rb"GIF8[79]a",
    "an MP4": rb"ftyp(?:isom|iso[2-9]|mp4|avc1|qt  |M4V|heic|avif)",
    "a Matroska": rb"\x1a\x45\xdf\xa3",
    "an AVI or WebP": rb"RIFF....(?:AVI |WEBP)",
    "a picture of a page": rb"data:(?:image/(?!svg)|video)",
    "a picture of a PDF": rb"/Subtype\s*/Image",
    "an array of bytes": rb"'descr': '\|u1'",
}
_SEEN = {name: re.compile(code, re.DOTALL) for name, code in _KINDS.items()}
_ZIP = b"PK\x03\x04"
_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_MOST = 64 << 20
_RUN = 24
"""Neighbouring values: in another file they do not stand in this order by chance."""
_MANY = 20
"""Runs of a frame."""
_APART = 15
"""Frames; what is kept of a picture now and then is kept more often than twice a second."""


def pixels_of(clip: str) -> frozenset[bytes]:
    """Return runs of pixels of a clip: in colours either way round, and in grey."""
    runs: set[bytes] = set()
    with VideoFile(clip) as video:
        for frame in list(iter(video.read, None))[::_APART]:
            image = frame.image
            grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
            for plane in (image, image[..., ::-1], grey):
                runs |= set(_runs(np.ascontiguousarray(plane)))
    return frozenset(runs)


def _runs(plane: np.ndarray) -> Iterator[bytes]:
    """Give the runs of a picture with the most different values."""
    width = plane[0].nbytes // _RUN * _RUN
    rows = plane.reshape(len(plane), -1)[:, :width].reshape(-1, _RUN)
    order = np.argsort(-rows.std(axis=1))
    for row in rows[order[:_MANY]]:
        yield row.tobytes()


def pictures_in(data: bytes, pixels: frozenset[bytes] = frozenset()) -> set[str]:
    """Return what kinds of pictures are in a file, also packed ones."""
    found = {name for name, code in _SEEN.items() if code.search(data)}
    if any(run in data for run in pixels):
        found.add("pixels of the clip")
    for part in _unpacked(data):
        found |= pictures_in(part, pixels)
    return found


def _unpacked(data: bytes) -> Iterator[bytes]:
    if data.startswith(_ZIP):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            yield from (parts.read(name) for name in parts.namelist())
        return
    for place in _PACKED.finditer(data):
        try:
            part = zlib.decompressobj().decompress(data[place.start() :], _MOST)
        except zlib.error:
            continue
        if len(part) > _RUN:
            yield part
