"""A text to read: it breaks its lines, scrolls by keyboard, and can be selected and copied."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

from PyQt6.QtGui import QFontMetricsF, QResizeEvent
from PyQt6.QtWidgets import QFrame, QTextBrowser
from typing_extensions import override

from formcheck.ui.look import Look
from formcheck.ui.theme import font

_MARGIN = 0.6
"""Around the text, in sizes of its letters."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and what stands under it; each of them may be missing."""

    heading: str = ""
    text: tuple[str, ...] = ()
    """Paragraphs."""
    points: tuple[str, ...] = ()
    """A list before the paragraphs."""
    small: str = ""
    """A line in smaller letters after them: the source."""
    warning: bool = False
    """Whether it must not be overlooked."""


class ReadingText(QTextBrowser):
    """Shows a title and blocks; a native widget, which screen readers know."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._title = ""
        self._blocks: tuple[Block, ...] = ()
        self._look: Look | None = None
        self._title_px = 0

    def show_text(self, title: str, blocks: Iterable[Block]) -> None:
        """Show another text, from its beginning."""
        self._title, self._blocks = title, tuple(blocks)
        self.setAccessibleDescription(title)
        self._write()

    def dress(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        if look != self._look:
            self._look = look
            self._write()

    @override
    def resizeEvent(self, e: QResizeEvent | None) -> None:
        super().resizeEvent(e)
        if self._look is not None and self._fitting_px(self._look) != self._title_px:
            self._write()

    def _write(self) -> None:
        if self._look is not None:
            self._title_px = self._fitting_px(self._look)
            look = replace(self._look, title_px=self._title_px)
            self.setHtml(page_html(self._title, self._blocks, look))
            document = self.document()
            if document is not None:
                document.setDocumentMargin(look.body_px * _MARGIN)

    def _room_px(self) -> int:
        """Return the width without the bar, there or not: or sizes would change as it comes."""
        view, bar = self.viewport(), self.verticalScrollBar()
        if view is None or bar is None:
            return self.width()
        return view.width() - (0 if bar.isVisible() else bar.sizeHint().width())

    def _fitting_px(self, look: Look) -> int:
        """Return the largest size in which no word of a heading is broken: German has long ones."""
        room_px = self._room_px() - 2 * look.body_px * _MARGIN
        words = " ".join((self._title, *(one.heading for one in self._blocks))).split()
        for size_px in range(look.title_px, look.body_px, -1):
            metrics = QFontMetricsF(font(size_px, bold=True))
            if all(metrics.horizontalAdvance(word) <= room_px for word in words):
                return size_px
        return min(look.body_px, look.title_px)


def page_html(title: str, blocks: Iterable[Block], look: Look) -> str:
    """Return a text as the HTML that Qt understands."""
    head = _heading(title, look.title_px, look.palette.text) if title else ""
    body = head + "".join(_block(one, look) for one in blocks)
    return f'<div style="font-size:{look.body_px}px; color:{look.palette.text}">{body}</div>'


def _heading(text: str, size_px: int, ink: str) -> str:
    # Qt takes the size of a heading's own tag for a step, not for pixels.
    return f'<p style="font-size:{size_px}px; color:{ink}"><b>{escape(text)}</b></p>'


def _block(block: Block, look: Look) -> str:
    # What must not be overlooked is long: it stands out by its weight, its place and its colour.
    size_px = look.body_px if block.warning else (look.title_px + look.body_px) // 2
    ink = look.palette.warning if block.warning else look.palette.text
    muted = f"font-size:{look.small_px}px; color:{look.palette.muted}"
    parts = []
    if block.heading:
        parts.append(_heading(block.heading, size_px, ink))
    if block.points:
        points = "".join(f"<li>{escape(one)}</li>" for one in block.points)
        parts.append(f"<ul>{points}</ul>")
    parts += [f"<p>{escape(one)}</p>" for one in block.text]
    if block.small:
        parts.append(f'<p style="{muted}">{escape(block.small)}</p>')
    return "".join(parts)
