"""One side of a comparison: what is chosen, and its picture with the body that was found."""

from collections.abc import Sequence

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QVBoxLayout, QWidget

from formcheck.capture.apart import open_film
from formcheck.capture.pictures import TOLERANCE_S, NoFilm, Pictures
from formcheck.overlay.scene import Scene
from formcheck.review.part import Part
from formcheck.review.playing import Span
from formcheck.ui.look import Look
from formcheck.ui.review.compare_pick import Compared, Pick
from formcheck.ui.review.player import Player
from formcheck.ui.review.stage import Stage


class ComparePane(QWidget):
    """Plays what is chosen again and again. `close_film` before it goes."""

    moved = pyqtSignal()
    """Another picture is shown, or it plays in another way."""
    chosen = pyqtSignal()
    """Another part is chosen."""

    def __init__(
        self, name: str, place: int, known: Sequence[Compared], first: int, look: Look
    ) -> None:
        super().__init__()
        self.pick = Pick(name, place, known, first)
        self.view = Stage(look)
        self.view.setAccessibleName(self.pick.badge.text())
        self.trouble = ""
        """Why there are no pictures."""
        self._of: Compared | None = None
        self._pictured = False
        self._player: Player | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.pick)
        layout.addWidget(self.view, 1)
        self.pick.changed.connect(self._choose)
        self.set_look(look)
        self._choose()

    @property
    def part(self) -> Part:
        """What is chosen."""
        return self.pick.part

    @property
    def player(self) -> Player:
        """What plays it."""
        if self._player is None:
            raise RuntimeError("expected a film that is open, found none")
        return self._player

    @property
    def time_s(self) -> float:
        """The moment that is shown."""
        return self.player.time_s

    def show_ghost(self, scene: Scene | None) -> None:
        """Show another body faintly over this one, or none."""
        self.view.show_ghost(scene)

    def set_look(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self.pick.set_look(look)
        self.view.set_look(look)

    def go_to_turn(self) -> None:
        """Show the next turn, after the last one the first; the beginning of what has none."""
        turns_s = [rep.turn_s for rep in self.part.reps]
        later_s = [one for one in turns_s if one > self.time_s + TOLERANCE_S]
        self.player.seek((later_s or turns_s or [self.part.span_s[0]])[0])

    def close_film(self) -> None:
        """Close the film, and let its thread end."""
        if self._player is not None:
            self._player.close()
            self._player = None

    def _choose(self) -> None:
        """Play what is chosen now, from the film it is in."""
        compared = self.pick.compared
        if compared is not self._of:
            self._of, self.trouble = compared, ""
            self._open(compared)
        start_s, end_s = self.part.span_s
        if start_s < end_s:
            self.player.loop(Span(start_s, end_s))
        self.player.seek((*(rep.turn_s for rep in self.part.reps), start_s)[0])
        self.chosen.emit()

    def _open(self, compared: Compared) -> None:
        self.close_film()
        self._pictured = compared.video is not None
        self.view.set_picture_size(compared.take.poses.image_size)
        self._player = Player(_pictures(compared), self)
        self._player.changed.connect(self._show)
        self._player.failed.connect(self._do_without)

    def _do_without(self, trouble: str) -> None:
        """Show the body alone: what was found is known without the film."""
        compared = self.pick.compared
        self.trouble = trouble
        self._open(Compared(compared.take, compared.title))
        self._choose()

    def _show(self) -> None:
        player = self._player
        picture = None if player is None else player.picture
        if picture is None:
            return
        take = self.part.take
        pixels = picture.image if self._pictured else None
        time_s = picture.time_s
        self.view.show_frame(pixels, take.scene(take.at(time_s)), time_s=time_s)
        self.moved.emit()


def _pictures(compared: Compared) -> Pictures:
    if compared.video is not None:
        return open_film(compared.video)
    poses = compared.take.poses
    return NoFilm(poses.time_s.tolist(), poses.image_size)
