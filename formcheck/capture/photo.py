"""A single picture, shown for a while: so that what needs a moment to settle can look at it."""

import struct
import warnings
import zlib
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from formcheck.capture.frame import Frame
from formcheck.capture.source import SourceInfo
from formcheck.errors import SourceError
from formcheck.language import _

SUFFIXES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp"})
SHOWN_S: Final = 12.0
"""Longer than any start pose, stillness or baseline asks for."""
FPS: Final = 5.0
_UNREADABLE: Final = (
    OSError, SyntaxError, ValueError, TypeError, ArithmeticError, LookupError, AttributeError,
    struct.error, zlib.error,
)  # fmt: skip
"""What Pillow raises for files that are not, or not wholly, a picture."""
LARGEST_PX: Final = 1920
"""A larger picture is made smaller: the pose model looks at 256 pixels."""


def is_photo(path: Path) -> bool:
    """Whether a file is a single picture, by its name."""
    return path.suffix.lower() in SUFFIXES


class PhotoFile:
    """A picture file as a source of frames, all of them the same."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._image: npt.NDArray[np.uint8] | None = None
        self._next = 0

    @property
    def info(self) -> SourceInfo:
        """Called after the source was entered."""
        if self._image is None:
            raise RuntimeError("expected an open picture: enter it with `with` first")
        high, wide = self._image.shape[:2]
        frames = round(SHOWN_S * FPS)
        return SourceInfo(self._path.name, False, (wide, high), FPS, SHOWN_S, frames)

    def __enter__(self) -> Self:
        """Read the picture; raise SourceError with what to do about it."""
        # Late: it takes a tenth of a second, and most of what is read is no picture.
        image, turning = import_module("PIL.Image"), import_module("PIL.ImageOps")
        try:
            with warnings.catch_warnings(action="ignore"), image.open(self._path) as picture:
                upright = turning.exif_transpose(picture).convert("RGB")
        except FileNotFoundError as error:
            raise SourceError(
                _(
                    "Expected a picture, but there is none at {path}: please check name and folder."
                ).format(path=self._path)
            ) from error
        except (*_UNREADABLE, image.DecompressionBombError) as error:
            raise SourceError(
                _(
                    "Expected a picture, but {file} cannot be read as one: save it again as .jpg "
                    "or .png."
                ).format(file=self._path.name)
            ) from error
        upright.thumbnail((LARGEST_PX, LARGEST_PX))
        self._image = np.ascontiguousarray(np.asarray(upright)[..., ::-1])
        self._next = 0
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the picture."""
        self._image = None

    def read(self) -> Frame | None:
        """Return the picture once more; ``None`` when it was shown for long enough."""
        index, total = self._next, self.info.frame_count
        if self._image is None or total is None or index >= total:
            return None
        self._next += 1
        return Frame(index, index / FPS, self._image)
