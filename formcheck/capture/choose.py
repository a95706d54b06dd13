"""From what the user wrote to a source: a number, a name, an address or a file."""

import re
from importlib import import_module
from pathlib import Path
from typing import Final

from formcheck.capture.apart import open_video
from formcheck.capture.paced import PacedSource
from formcheck.capture.source import FrameSource
from formcheck.capture.webcam import Webcam
from formcheck.errors import SourceError
from formcheck.language import _

SCHEMES: Final = frozenset({"http", "https", "rtsp", "rtsps"})
"""What the address of a network camera begins with."""
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_FILE_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
"""Of a file, not of a camera called "C920 v2.0"."""


SMALL_PX: Final = (640, 360)
"""The smallest size that nearly every webcam has; a face at a desk is 60 pixels wide in it."""
SMALL_FPS: Final = 10.0
"""Fewer make some cameras expose longer, and blur (judgement)."""


def open_small(text: str) -> FrameSource:
    """Return the source that is meant, for somebody who looks a few times a second.

    A video is played at its own speed, as if it were a camera.

    Raises
    ------
    SourceError
        As `open_source`.
    """
    source = open_live(text)
    if not isinstance(source, Webcam):
        return source
    width, height = SMALL_PX
    return Webcam(source.camera, width=width, height=height, fps=SMALL_FPS, rarely=True)


def open_live(text: str) -> FrameSource:
    """Return the source that is meant; a video is played at its own speed, as if it were a camera.

    Raises
    ------
    SourceError
        As `open_source`.
    """
    source = open_source(text)
    recorded = not isinstance(source, Webcam) and _ADDRESS.match(text.strip()) is None
    return PacedSource(source) if recorded else source


def open_source(text: str | Path | int) -> FrameSource:
    """Return the source that is meant, not yet opened: enter it with ``with``.

    Parameters
    ----------
    text
        A webcam's number or a part of its name, ``http://``, ``https://`` or ``rtsp://`` and the
        rest of a network camera's address, or a video file.

    Raises
    ------
    SourceError
        When nothing is written, or an address of a kind that is not known.
    """
    if isinstance(text, int):
        return Webcam(text)
    if isinstance(text, Path):
        return _video(text)
    text = text.strip()
    if text.isdecimal():
        return Webcam(int(text))
    address = _ADDRESS.match(text)
    if address:
        return _network_camera(text, address[1])
    return _video(Path(text).expanduser()) if _is_file(text) else Webcam(text)


def _video(path: Path) -> FrameSource:
    return open_video(path)


def _network_camera(url: str, scheme: str) -> FrameSource:
    if scheme.lower() not in SCHEMES:
        raise SourceError(
            _(
                "Expected an address that begins with http://, https:// or rtsp://, but found "
                "{scheme}://: please copy the address from the camera app."
            ).format(scheme=scheme)
        )
    # Late: a webcam needs no decoder, and it takes fifteen megabytes.
    camera: FrameSource = import_module("formcheck.capture.network").NetworkCamera(url)
    return camera


def _is_file(text: str) -> bool:
    if not text:
        raise SourceError(
            _(
                "Expected a camera or a video, but nothing is written: please give a number, a "
                "name, an address or a file."
            )
        )
    looks_so = "/" in text or "\\" in text or _FILE_ENDING.search(text) is not None
    return looks_so or Path(text).exists()
