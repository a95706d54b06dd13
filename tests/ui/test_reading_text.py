"""A text to read breaks its lines between words, however long they are."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from formcheck.ui.look import Colours, Look
from formcheck.ui.reading_text import Block, ReadingText

pytestmark = pytest.mark.gui

HEIGHT_PX = 720


def broken_words(text: ReadingText) -> Iterator[str]:
    """Give what stands before a line break within a word."""
    document = text.document()
    assert document is not None
    block = document.begin()
    while block.isValid():
        layout = block.layout()
        assert layout is not None
        for number in range(1, layout.lineCount()):
            start = layout.lineAt(number).textStart()
            if not block.text()[start - 1].isspace():
                yield block.text()[:start]
        block = block.next()


@pytest.mark.parametrize("width_px", [420, 560, 900])
def test_no_word_of_a_heading_is_broken(qtbot: QtBot, width_px: int) -> None:
    """GIVEN a long word in a heading WHEN there is little room THEN its letters are smaller."""
    text = ReadingText("Text")
    qtbot.addWidget(text)
    text.resize(900, HEIGHT_PX)
    text.dress(Look.of_window(HEIGHT_PX, Colours.DARK, 200))
    text.show()
    text.show_text("Unterarmstütz auf den Knien", (Block("Schmerz und Anstrengung", ("Ja.",)),))
    text.resize(width_px, HEIGHT_PX)
    assert list(broken_words(text)) == []


def test_short_words_keep_their_size(qtbot: QtBot) -> None:
    """GIVEN short words WHEN the room is small THEN the heading is as large as it should be."""
    look = Look.of_window(HEIGHT_PX, Colours.DARK, 200)
    text = ReadingText("Text")
    qtbot.addWidget(text)
    text.resize(300, HEIGHT_PX)
    text.dress(look)
    text.show_text("Plank", ())
    text.show()
    assert f"font-size:{look.title_px}px" in text.toHtml()
