"""Words on plates, as small pictures that are laid over a video frame."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from formcheck.capture.opencv import cv2
from formcheck.overlay.scene import Tone

Image8 = npt.NDArray[np.uint8]

RGB: Final[dict[Tone, tuple[int, int, int]]] = {
    Tone.GOOD: (27, 158, 143),
    Tone.WARN: (224, 161, 0),
    Tone.FAULT: (209, 73, 91),
    Tone.UNSURE: (138, 143, 152),
}
"""Colour-blind safe; never the only sign: each tone has its mark too."""
MARK: Final = {Tone.GOOD: "✓", Tone.WARN: "▲", Tone.FAULT: "■", Tone.UNSURE: "?"}
_SHRINK: Final = 0.88
_SMALLEST_PX: Final = 11
_PLATE: Final = (14, 18, 21, 225)
_INK: Final = (255, 255, 255, 255)
_AIR: Final = 0.3
"""Space around the words, as a share of their size."""
_WHOLE: Final = 1 / 255
_FONT: Final = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans-Bold.ttf"
"""Ships with matplotlib, so that ° and ± look the same on every system."""


@dataclass(frozen=True, slots=True, eq=False)
class Plate:
    """Words on a dark ground with an edge in their tone."""

    colour: Image8
    """(h, w, 3) blue-green-red, already multiplied by how much it covers."""
    clear: Image8
    """(h, w, 3) 0 to 255: how much of the picture shines through."""

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height."""
        return self.colour.shape[1], self.colour.shape[0]


@lru_cache(maxsize=256)
def plate(text: str, size_px: int, tone: Tone) -> Plate:
    """Return a plate with one or more lines of letters ``size_px`` high."""
    font = _font(size_px)
    air = max(2, round(size_px * _AIR))
    edge = max(2, size_px // 12)
    measure = ImageDraw.Draw(Image.new("L", (1, 1)))
    left, top, right, bottom = measure.multiline_textbbox((0, 0), text, font, spacing=air)
    width, height = round(right - left) + 2 * air, round(bottom - top) + 2 * air
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    box = (0, 0, width - 1, height - 1)
    draw.rounded_rectangle(box, air, fill=_PLATE, outline=(*RGB[tone], 255), width=edge)
    draw.multiline_text((air - left, air - top), text, _INK, font, spacing=air)
    rgba = np.asarray(picture)
    cover = np.repeat(rgba[:, :, 3:], 3, axis=2)
    colour = cv2.multiply(np.ascontiguousarray(rgba[:, :, 2::-1]), cover, scale=_WHOLE)
    return Plate(np.asarray(colour, np.uint8), 255 - cover)


def fitted(text: str, size_px: int, width_px: int, *, lines: int) -> tuple[str, int]:
    """Return ``text`` in at most so many lines, and the size of letters that this asks for."""
    while (broken := wrapped(text, size_px, width_px)).count("\n") >= lines:
        smaller = round(size_px * _SHRINK)
        if smaller < _SMALLEST_PX:
            break
        size_px = smaller
    return broken, size_px


@lru_cache(maxsize=256)
def wrapped(text: str, size_px: int, width_px: int) -> str:
    """Return ``text`` in as many lines as ``width_px`` asks for."""
    font = _font(size_px)
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width_px:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def lay(image: Image8, words: Plate, corner_px: tuple[float, float]) -> None:
    """Lay a plate over ``image`` with its upper left corner there, moved to lie inside."""
    height, width = image.shape[:2]
    x = max(0, min(round(corner_px[0]), width - words.size_px[0]))
    y = max(0, min(round(corner_px[1]), height - words.size_px[1]))
    under = image[y : y + words.size_px[1], x : x + words.size_px[0]]
    height, width = under.shape[:2]  # a plate larger than the picture is cut off
    shining = cv2.multiply(under, words.clear[:height, :width], scale=_WHOLE)
    under[:] = cv2.add(shining, words.colour[:height, :width])


@lru_cache(maxsize=16)
def _font(size_px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONT), size_px)
