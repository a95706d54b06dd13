"""Learning how somebody sits: the picture, five seconds in a ring, and what is in the way."""

import math
from typing import Final

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from formcheck.desk.baseline import SECONDS
from formcheck.desk.view import DeskView
from formcheck.language import _, number
from formcheck.overlay.compose import skeleton
from formcheck.ui.big_number import BigNumber
from formcheck.ui.buttons import Button, push_button
from formcheck.ui.desk.action_button import action_button
from formcheck.ui.desk.actions import DeskActions
from formcheck.ui.desk.learn_words import EITHER, STORED, WHY, LearnTold, LearnWatch, learn_told
from formcheck.ui.desk.scrolled import Scrolled, show_words, words
from formcheck.ui.look import Look
from formcheck.ui.video_view import VideoView

_BESIDE: Final = 42
"""Width from which the words stand beside the picture, in sizes of the letters."""
_TWO: Final = 18
"""Width from which they stand beside the ring, in sizes of the letters."""
_RING: Final = (5.0, 3.2)
"""Of the ring beside the words, and above them, in sizes of the letters."""
_PICTURE: Final = 8.0
"""Least height of the picture, in sizes of the letters."""


class LearnSitPage(QWidget):
    """Shows; the engine looks."""

    home = pyqtSignal()

    def __init__(self, actions: DeskActions, *, mirrored: bool = True) -> None:
        super().__init__()
        self.mirrored = mirrored
        self._watch = LearnWatch()
        self._look: Look | None = None
        self.video = VideoView()
        self.video.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ring = BigNumber()
        self.ring.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.title, self.lines = words(), words()
        self.hints = words(small=True)
        self.learn_button = action_button(actions.learn_action, main=True)
        self.home_button = push_button(_("Today (Esc)"), name=_("Back to today"))
        self._scrolled = Scrolled(_("How it goes"))
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._above = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._compose()
        self.home_button.clicked.connect(self.home)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """In the order of the keyboard."""
        return self.learn_button, self.home_button

    def show_view(self, view: DeskView) -> None:
        """Show how things stand."""
        self._watch.update(view)
        told = learn_told(view, self._watch)
        show_words(self.title, told.title)
        show_words(self.lines, "\n".join(told.lines))
        self._show_ring(told)
        image = None if view.frame is None else view.frame.image
        scene = None
        if view.pose is not None and image is not None:
            scene = skeleton(view.pose, mirrored=self.mirrored)
        self.video.show_picture(image, scene=scene, mirrored=self.mirrored)
        self.video.setVisible(image is not None)
        read = (told.title, *told.lines, self.hints.text())
        self._scrolled.setAccessibleDescription(" ".join(read))

    def focus_first(self) -> None:
        """Put the focus where one begins."""
        (self.learn_button if self.learn_button.isEnabled() else self.home_button).setFocus()

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        self._look = look
        one = look.palette
        self.ring.set_colours(one.text, one.raised, one.surface)
        self.video.setMinimumHeight(round(_PICTURE * look.body_px))
        line_px = (look.title_px + look.body_px) // 2
        self.title.setStyleSheet(f"font-size: {line_px}px; font-weight: bold;")
        self._scrolled.dress(look)
        for button in self.buttons:
            look.dress_button(button)
        self._arrange()

    @override
    def resizeEvent(self, a0: QResizeEvent | None) -> None:
        super().resizeEvent(a0)
        self._arrange()

    def _show_ring(self, told: LearnTold) -> None:
        self.ring.setVisible(told.progress is not None)
        if told.progress is not None and self._look is not None:
            left_s = math.ceil(SECONDS * (1.0 - told.progress))
            self.ring.show_number(
                number(left_s, 0) if left_s else "✓",
                1.4 * self._look.body_px,
                fraction=told.progress,
            )
            self.ring.setAccessibleName(_("{seconds} seconds left").format(seconds=left_s))

    def _arrange(self) -> None:
        if self._look is not None:
            way = QBoxLayout.Direction
            beside = self.width() >= _BESIDE * self._look.body_px
            self._parts.setDirection(way.LeftToRight if beside else way.TopToBottom)
            two = self.width() >= _TWO * self._look.body_px
            self._above.setDirection(way.LeftToRight if two else way.TopToBottom)
            side_px = round(_RING[0 if two else 1] * self._look.body_px)
            self.ring.setFixedSize(side_px, side_px)

    def _compose(self) -> None:
        self.hints.setText("\n\n".join((_(EITHER), _(WHY), _(STORED))))
        said = QVBoxLayout()
        said.setSpacing(4)
        said.addWidget(self.title)
        said.addWidget(self.lines)
        self._above.setSpacing(14)
        self._above.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignTop)
        self._above.addLayout(said, 1)
        self._scrolled.column.addLayout(self._above)
        self._scrolled.column.addWidget(self.hints)
        self._scrolled.column.addStretch(1)
        self._parts.setSpacing(12)
        self._parts.addWidget(self.video, 3)
        self._parts.addWidget(self._scrolled, 2)
        below = QHBoxLayout()
        below.setSpacing(10)
        for button in self.buttons:
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            below.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(10)
        layout.addLayout(self._parts, 1)
        layout.addLayout(below)
