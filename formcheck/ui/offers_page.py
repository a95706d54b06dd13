"""What there is to decide once the morning after was told: only then can somebody go on."""

from datetime import date

from PyQt6.QtCore import pyqtSignal

from formcheck.care.move import Moves
from formcheck.care.progression import Proposal
from formcheck.errors import FormcheckError
from formcheck.ui.diary import Diary
from formcheck.ui.summary_page import SummaryPage


class OffersPage(SummaryPage):
    """Shows proposals alone, and does what the person decides."""

    trouble = pyqtSignal(str)
    """Why something could not be read or kept."""

    def __init__(self) -> None:
        super().__init__()
        self._diary: Diary | None = None
        self._day = date.min
        self.history_button.hide()
        self.decided.connect(self._decide)

    def offer(self, diary: Diary, day: date, moves: Moves) -> bool:
        """Show what there is to decide on a day; return whether there is anything."""
        self._diary, self._day = diary, day
        try:
            found = diary.offers(day)
        except FormcheckError as error:
            self.trouble.emit(str(error))
            return False
        self.show_summary(None, found, {slug: move.title for slug, move in moves.items()})
        return bool(found)

    def _decide(self, proposal: Proposal, agreed: object) -> None:
        if self._diary is None:
            return
        try:
            if agreed:
                self._diary.confirm(proposal, self._day)
            else:
                self._diary.decline(proposal)
        except FormcheckError as error:
            self.trouble.emit(str(error))
