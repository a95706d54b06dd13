"""When to seek care at once, over whatever is going on."""

from typing import Final

from PyQt6.QtWidgets import QVBoxLayout, QWidget

from formcheck.care.learn import pages
from formcheck.language import _
from formcheck.ui.buttons import push_button
from formcheck.ui.learn_page import section_block
from formcheck.ui.look import Look
from formcheck.ui.own_dialog import OwnDialog
from formcheck.ui.reading_text import ReadingText

_PAGE: Final = "seek-care"
_SHARE: Final = 0.92


class SafetyNote(OwnDialog):
    """The page to read, and a way back."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        page = next(one for one in pages() if one.slug == _PAGE)
        self.setWindowTitle(page.title)
        self.text = ReadingText(page.title)
        self.back_button = push_button(_("Back (Esc)"), name=_("Back to the exercise"), main=True)
        self.back_button.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.back_button)
        self.text.dress(look)
        look.dress_button(self.back_button)
        self.text.show_text(page.title, (section_block(one) for one in page.sections))
        self.resize(parent.size() * _SHARE)
