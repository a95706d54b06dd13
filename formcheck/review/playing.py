"""Where a film is while it plays: speed, slow motion, the loop, the end.

It knows neither pictures nor a clock: `tick` is told what time it is. After every jump it waits
until the picture there has arrived: looking it up may take long, and would eat into what is to be
seen.
"""

from dataclasses import dataclass
from math import inf
from typing import Final

SPEEDS: Final = (0.1, 0.25, 0.5, 1.0, 1.5, 2.0)
"""How much faster than life a film can be played."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a film."""

    start_s: float
    end_s: float
    """After the start."""

    def __post_init__(self) -> None:
        """Check that it has a length."""
        if not self.start_s < self.end_s:
            raise ValueError(f"expected an end after the start {self.start_s}, got {self.end_s}")


class Playing:
    """Moves a position through a film, as time goes by."""

    def __init__(self) -> None:
        self._position_s = 0.0
        self._playing = self._waiting = False
        self._speed = 1.0
        self._loop: Span | None = None
        self._end_s = inf
        self._ticked_s: float | None = None

    @property
    def position_s(self) -> float:
        """What should be seen now."""
        return self._position_s

    @property
    def playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._playing

    @property
    def waiting(self) -> bool:
        """Whether it stands still until a picture has arrived."""
        return self._waiting

    @property
    def speed(self) -> float:
        """How much faster than life it goes."""
        return self._speed

    @property
    def loop(self) -> Span | None:
        """What is played again and again."""
        return self._loop

    @property
    def every_picture(self) -> bool:
        """Whether each picture must be seen, at the cost of time: in slow motion."""
        return self._speed < 1.0

    def play(self) -> None:
        """Go on; from the beginning where it had come to its end."""
        self._playing, self._ticked_s = True, None
        if self._position_s >= self._end_s:
            self.seek(self._loop.start_s if self._loop else 0.0)

    def pause(self) -> None:
        """Stand still."""
        self._playing = False

    def seek(self, time_s: float) -> None:
        """Go to another place, and wait for its picture."""
        self._position_s = min(max(0.0, time_s), self._end_s)
        self._waiting = True

    def arrived(self) -> None:
        """Take note that the picture of the position is there."""
        self._waiting, self._ticked_s = False, None

    def set_speed(self, speed: float) -> None:
        """Play so much faster than life, at the nearest speed there is."""
        self._speed = min(SPEEDS, key=lambda one: abs(one - speed))

    def faster(self) -> None:
        """Take the next speed."""
        self._speed = min((one for one in SPEEDS if one > self._speed), default=SPEEDS[-1])

    def slower(self) -> None:
        """Take the speed before."""
        self._speed = max((one for one in SPEEDS if one < self._speed), default=SPEEDS[0])

    def set_loop(self, span: Span | None) -> None:
        """Play a stretch again and again; go there when it is somewhere else. None: play on."""
        self._loop = span
        if span is not None and not span.start_s <= self._position_s < span.end_s:
            self.seek(span.start_s)

    def end_at(self, end_s: float) -> None:
        """Take note of where the film ends; before, it is taken for endless."""
        self._end_s = end_s
        self._position_s = min(self._position_s, end_s)

    def tick(self, now_s: float, next_s: float = inf) -> None:
        """Move on by the time since the last tick.

        Parameters
        ----------
        now_s
            What time it is, by a clock that never goes back.
        next_s
            When the picture comes that follows the one that is seen: slow motion does not go
            beyond it, however long it is since the last tick.
        """
        if not self._playing or self._waiting:
            return
        ticked_s, self._ticked_s = self._ticked_s, now_s
        if ticked_s is not None:
            self._move((now_s - ticked_s) * self._speed, next_s)

    def _move(self, by_s: float, next_s: float) -> None:
        before_s, after_s = self._position_s, self._position_s + by_s
        if self.every_picture:
            after_s = min(after_s, max(before_s, next_s))
        turn_s = min(self._loop.end_s, self._end_s) if self._loop else inf
        if self._loop and before_s < turn_s <= after_s:
            self.seek(self._loop.start_s)
        elif after_s >= self._end_s:
            self._position_s, self._playing = self._end_s, False
        else:
            self._position_s = after_s
