"""A made-up webcam for measuring: a rendered person at a desk, grainy, each picture a JPEG.

The pictures are made before, in another process than the one that is measured; only the JPEG is
decoded in it, as with a real webcam.
"""

import pickle
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np

from formcheck.capture.frame import Frame
from formcheck.capture.opencv import cv2
from formcheck.capture.source import SourceInfo

SIZE_PX: Final = (640, 360)
"""What the reminder asks a webcam for."""
GRAIN_SD: Final = 3.0
"""In grey levels, before the JPEG; small webcams have 2 to 4 indoors (judgement)."""
QUALITY: Final = 80
FPS: Final = 10.0
BEGINS_S: Final = 2.5
"""Before, the rendered person sits down."""
SEATED_S: Final = 1500.0
AWAY_S: Final = 100.0
"""In a long run somebody leaves now and then, so that looking for them is in it too."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """What the camera shows."""

    seated: tuple[bytes, ...]
    """JPEGs, ``FPS`` a second, shown round and round."""
    empty: bytes
    """The room when nobody is there."""

    def save(self, path: Path) -> None:
        """Write them for another process."""
        path.write_bytes(pickle.dumps((self.seated, self.empty)))


def make_pictures(clip: Path, most: int = 1000) -> Pictures:
    """Return the pictures of a clip, so many at most."""
    # Late: the process that is measured has no need of it.
    video_file = import_module("formcheck.capture.video").VideoFile
    kept: list[bytes] = []
    rng = np.random.default_rng(1)
    with video_file(clip) as video:
        while len(kept) < most and (frame := video.read()) is not None:
            if frame.time_s >= BEGINS_S + len(kept) / FPS:
                image = cv2.resize(frame.image, SIZE_PX, interpolation=cv2.INTER_AREA)
                kept.append(_jpeg(np.asarray(image, np.float64), rng))
    wide, high = SIZE_PX
    wall = np.broadcast_to(np.linspace(60.0, 200.0, wide)[:, None], (high, wide, 3))
    return Pictures(tuple(kept), _jpeg(wall, rng))


def load_pictures(path: Path) -> Pictures:
    """Read what `Pictures.save` wrote."""
    return Pictures(*pickle.loads(path.read_bytes()))


def _jpeg(image: np.ndarray, rng: np.random.Generator) -> bytes:
    grainy = np.clip(image + rng.normal(0.0, GRAIN_SD, image.shape), 0, 255).astype(np.uint8)
    return bytes(cv2.imencode(".jpg", grainy, (cv2.IMWRITE_JPEG_QUALITY, QUALITY))[1])


@dataclass(slots=True)
class PictureCamera:
    """Shows the picture that is due by the clock, each time it is asked."""

    pictures: Pictures
    clock: Callable[[], float] = time.monotonic
    reads: int = 0
    _began_s: float = field(init=False)

    def __post_init__(self) -> None:
        self._began_s = self.clock()

    @property
    def info(self) -> SourceInfo:
        """As a webcam's."""
        return SourceInfo(
            name="Camera 0 (made up)",
            live=True,
            size_px=SIZE_PX,
            fps=FPS,
            duration_s=None,
            frame_count=None,
        )

    def __enter__(self) -> Self:
        """Open it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""

    def read(self) -> Frame:
        """Return the present picture, decoded now."""
        now_s = self.clock() - self._began_s
        seated = self.pictures.seated
        away = now_s % (SEATED_S + AWAY_S) >= SEATED_S
        jpeg = self.pictures.empty if away else seated[int(now_s * FPS) % len(seated)]
        image = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
        self.reads += 1
        return Frame(self.reads - 1, now_s, np.asarray(image, np.uint8))
