"""Which part of a picture is seen in its place, and how large. No toolkit: numbers alone."""

from dataclasses import dataclass, replace
from typing import Final, Self

from formcheck.overlay.scene import Point

NEAREST: Final = 32.0
"""Pixels of the screen for one of the picture: nearer there is nothing more to see."""
STEP: Final = 1.25
"""By how much one step makes it larger."""


@dataclass(frozen=True, slots=True)
class Lens:
    """A picture in a room of the screen: as a whole, or a part of it."""

    picture_px: tuple[int, int]
    """Width and height of the picture in its own pixels."""
    room_px: tuple[float, float]
    """Width and height of the place it is shown in, in pixels of the screen."""
    factor: float = 1.0
    """How much larger than as a whole; never smaller."""
    middle: Point | None = None
    """What of the picture is in the middle of the room, in its pixels; None for its own middle."""

    @property
    def fitted(self) -> float:
        """Pixels of the screen for one of the picture, when it is seen as a whole."""
        return min(room / size for room, size in zip(self.room_px, self.picture_px, strict=True))

    @property
    def scale(self) -> float:
        """Pixels of the screen for one of the picture."""
        return self.fitted * self.factor

    @property
    def zoomed(self) -> bool:
        """Whether it is seen larger than as a whole."""
        return self.factor > 1.0

    @property
    def size_px(self) -> Point:
        """Width and height of the whole picture in pixels of the screen."""
        width, height = self.picture_px
        return width * self.scale, height * self.scale

    @property
    def corner(self) -> Point:
        """Where the picture's upper left corner is in the room."""
        width, height = self.picture_px
        middle = self.middle or (width / 2, height / 2)
        across, down = (
            _held(room / 2 - at * self.scale, room, size)
            for room, at, size in zip(self.room_px, middle, self.size_px, strict=True)
        )
        return across, down

    def to_screen(self, at: Point) -> Point:
        """Return where a place in the picture is in the room."""
        left, top = self.corner
        return left + at[0] * self.scale, top + at[1] * self.scale

    def to_picture(self, at: Point) -> Point:
        """Return which place of the picture is at one of the room."""
        left, top = self.corner
        return (at[0] - left) / self.scale, (at[1] - top) / self.scale

    def nearer(self, by: float, at: Point) -> Self:
        """Return it ``by`` times as large; what is at ``at`` in the room stays there."""
        most = max(1.0, NEAREST / self.fitted)
        factor = min(max(self.factor * by, 1.0), most)
        if factor == 1.0:
            return replace(self, factor=1.0, middle=None)
        place, scale = self.to_picture(at), self.fitted * factor
        x, y = (
            held - (screen - room / 2) / scale
            for held, screen, room in zip(place, at, self.room_px, strict=True)
        )
        return self._showing(factor, (x, y))

    def moved(self, by: Point) -> Self:
        """Return it with the picture moved by so many pixels of the screen."""
        x, y = self._seen_middle()
        return self._showing(self.factor, (x - by[0] / self.scale, y - by[1] / self.scale))

    def in_room(self, room_px: tuple[float, float]) -> Self:
        """Return the same part of the picture in another room."""
        return replace(self, room_px=room_px)

    def _showing(self, factor: float, middle: Point) -> Self:
        """Return it with something in the middle, as far as the picture's edges allow."""
        made = replace(self, factor=factor, middle=middle)
        width, height = self.room_px
        return replace(made, middle=made.to_picture((width / 2, height / 2)))

    def _seen_middle(self) -> Point:
        """Return what is in the middle of the room: the picture's edges stop it."""
        return self.to_picture((self.room_px[0] / 2, self.room_px[1] / 2))


def _held(start: float, room: float, size: float) -> float:
    """Return where a side of the picture begins: in the middle where it fits, else without gaps."""
    if size <= room:
        return (room - size) / 2
    return min(0.0, max(start, room - size))
