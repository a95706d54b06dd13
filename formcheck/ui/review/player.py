"""Plays a film in a window: it moves the clock, and has the pictures looked up elsewhere."""

from collections.abc import Callable
from math import inf
from time import monotonic
from typing import Final

from PyQt6.QtCore import QObject, Qt, QTimer, pyqtSignal

from formcheck.capture.pictures import TOLERANCE_S, Picture, Pictures
from formcheck.review.playing import Playing, Span
from formcheck.ui.review.projector import Answer, Ask, Projector

_TICK_MS: Final = 8
"""Between two looks at the clock: half a picture of a film at 60 a second."""


class Player(QObject):
    """A film that is played, in slow motion, again and again, picture by picture.

    Parameters
    ----------
    pictures
        What is played: a `Film`, or `NoFilm` where there are no pictures. It is opened at once, in
        a thread of its own, and closed by `close`.
    parent
        What it belongs to.
    now_s
        Tells the time, and never goes back.
    """

    opened = pyqtSignal()
    """The first picture is there, and `duration_s` is known."""
    changed = pyqtSignal()
    """There is something new to `take`, or it plays in another way."""
    failed = pyqtSignal(str)
    """There are no pictures, or no more: why, for people."""
    woke = pyqtSignal()
    """Carries nothing but "look": the picture itself stays in the mailbox."""

    def __init__(
        self,
        pictures: Pictures,
        parent: QObject | None = None,
        *,
        now_s: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(parent)
        self._now_s = now_s
        self._playing = Playing()
        self._picture: Picture | None = None
        self._fresh = False
        self._duration_s = 0.0
        self._asked: Ask | None = None
        self._over = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self.woke.connect(self._look)
        self._projector = Projector(pictures, self.woke.emit)
        self._projector.start()

    @property
    def picture(self) -> Picture | None:
        """The picture that is seen; None before the first one."""
        return self._picture

    @property
    def time_s(self) -> float:
        """Time of the picture that is seen."""
        return self._picture.time_s if self._picture else 0.0

    @property
    def duration_s(self) -> float:
        """How long the film is, as far as is known now; 0 before it is open."""
        return self._duration_s

    @property
    def playing(self) -> bool:
        """Whether it goes on by itself."""
        return self._playing.playing

    @property
    def speed(self) -> float:
        """How much faster than life it goes."""
        return self._playing.speed

    @property
    def loop_span(self) -> Span | None:
        """What is played again and again."""
        return self._playing.loop

    def take(self) -> Picture | None:
        """Return the newest picture; ``None`` when there is none since the last call."""
        fresh, self._fresh = self._fresh, False
        return self._picture if fresh else None

    def play(self) -> None:
        """Go on; from the beginning where it had come to its end."""
        self._playing.play()
        self._follow()

    def pause(self) -> None:
        """Stand still, on the picture that is seen."""
        self._playing.pause()
        self._follow()

    def toggle(self) -> None:
        """Play, or pause."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def seek(self, time_s: float) -> None:
        """Show the picture of a time."""
        self._asked = None  # steps that were asked for are of no interest any more
        self._playing.seek(time_s)
        self._follow()

    def skip(self, by_s: float) -> None:
        """Go forward by a time; back when it is less than 0."""
        self.seek(self._playing.position_s + by_s)

    def step(self, frames: int) -> None:
        """Pause, and show the picture so many further on; further back when negative."""
        self._playing.pause()
        # A step that is not answered yet is taken together with this one.
        base = self._asked or Ask(self.time_s)
        self._ask(Ask(base.time_s, base.frames + frames))
        self._follow()

    def set_speed(self, speed: float) -> None:
        """Play so much faster than life."""
        self._playing.set_speed(speed)
        self._follow()

    def faster(self) -> None:
        """Play at the next speed."""
        self._playing.faster()
        self._follow()

    def slower(self) -> None:
        """Play at the speed before."""
        self._playing.slower()
        self._follow()

    def loop(self, span: Span | None) -> None:
        """Play a stretch again and again, beginning now; None: no more."""
        self._asked = None
        self._playing.set_loop(span)
        self._follow()

    def close(self) -> bool:
        """Close the film; return whether its thread has ended. Nothing moves any more."""
        self._finish()
        return self._projector.close()

    def tick(self) -> None:
        """Look at the clock, and ask for the picture of now. Called by a timer while it plays."""
        if self._picture is None:
            return
        self._playing.tick(self._now_s(), self._picture.until_s)
        if self.playing:
            self._want()
        else:
            self._follow()

    def _look(self) -> None:
        """Take in what was found last."""
        answer = self._projector.take()
        if answer is None or self._over:
            return
        if answer.picture is None:
            self._finish()
            self.failed.emit(answer.trouble)
            return
        first, self._picture, self._fresh = self._picture is None, answer.picture, True
        self._duration_s = answer.duration_s
        self._settle(answer, answer.picture)
        if first:
            self.opened.emit()
        self.changed.emit()

    def _settle(self, answer: Answer, picture: Picture) -> None:
        if picture.until_s == inf:
            self._playing.end_at(answer.duration_s)
        if answer.ask == self._asked:
            self._asked = None
            if answer.ask is not None and answer.ask.frames:
                self._playing.seek(picture.time_s)
        self._want()

    def _finish(self) -> None:
        self._over = True
        self._playing.pause()
        self._timer.stop()

    def _follow(self) -> None:
        """Do what the state wants, and tell of it."""
        if self._over:
            self._playing.pause()
        if self.playing:
            self._timer.start()
        else:
            self._timer.stop()
        self._want()
        self.changed.emit()

    def _want(self) -> None:
        """See to it that the picture of the position is seen, unless steps are under way."""
        if self._asked is not None and self._asked.frames:
            return
        position_s = self._playing.position_s
        if self._sees(position_s):
            if self._playing.waiting:
                self._playing.arrived()
        elif self._asked != Ask(position_s):
            self._ask(Ask(position_s))

    def _sees(self, time_s: float) -> bool:
        one = self._picture
        return one is not None and one.time_s <= time_s + TOLERANCE_S < one.until_s

    def _ask(self, ask: Ask) -> None:
        self._asked = ask
        self._projector.ask(ask)
