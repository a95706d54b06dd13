"""A programme that somebody sent: what it changes, and whether to follow it."""

from collections.abc import Iterator

from PyQt6.QtWidgets import QWidget

from formcheck.errors import FormcheckError
from formcheck.exercises.loader import list_exercises
from formcheck.language import _
from formcheck.report import parcel_words
from formcheck.report.programme_sheet import Row, facts, rows
from formcheck.store.parcel import Parcel, SentProgramme
from formcheck.store.parcel_take import is_known, take_programme
from formcheck.ui.buttons import push_button
from formcheck.ui.home_words import long_date
from formcheck.ui.look import Look
from formcheck.ui.reading_text import Block, ReadingText
from formcheck.ui.resident import Resident
from formcheck.ui.work_dialog import WorkDialog


class SentProgrammeDialog(WorkDialog):
    """Accepted when the person follows the programme; nothing changes before.

    Parameters
    ----------
    resident
        Who would follow it.
    parcel, sent
        What was sent, and the programme in it.
    look
        Colours and sizes.

    Raises
    ------
    FormcheckError
        When what is kept cannot be read.
    """

    def __init__(
        self,
        resident: Resident,
        parcel: Parcel,
        sent: SentProgramme,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("A programme that was sent"), look, parent)
        self._resident, self._parcel, self._sent = resident, parcel, sent
        self._known = is_known(resident.store, parcel, resident.person.id)
        self._changed = parcel_words.changed(resident.store, sent, resident.person, resident.today)
        self.text = ReadingText(_("The programme, and what it changes"))
        self.text.dress(look)
        self.text.show_text(sent.programme.title, (*self._first(), *self._whole()))
        self.follow_button = push_button(self._words(), main=True)
        self.close_button = push_button(_("Leave it as it is (Esc)"), name=_("Leave it as it is"))
        buttons = (self.close_button,) if self._known else (self.follow_button, self.close_button)
        self.compose((self.text,), buttons)
        self.follow_button.clicked.connect(self.follow)
        self.close_button.clicked.connect(self.reject)
        if self._known:
            self.close_button.setText(_("Close (Esc)"))
            self.close_button.setAccessibleName(_("Close"))
            self.say(parcel_words.known_already())
        self.text.setFocus()

    def follow(self) -> None:
        """Let the programme hold from its day on, or from today."""
        who = self._resident
        try:
            take_programme(who.store, self._parcel, who.person.id, who.today)
        except FormcheckError as error:
            self.say(str(error), failed=True)
            return
        self.accept()

    @property
    def told_followed(self) -> str:
        """What is said once it is followed."""
        day = long_date(self._changed.first)
        text = _("{name} follows “{title}” from {day} on.")
        return text.format(
            day=day, title=self._sent.programme.title, name=self._resident.person.name
        )

    def _words(self) -> str:
        if self._changed.first == self._resident.today:
            return _("Follow it from today")
        return _("Follow it from {day}").format(day=long_date(self._changed.first))

    def _first(self) -> Iterator[Block]:
        yield Block(text=(parcel_words.sender(self._parcel),))
        if not self._known:
            heading = self._changed.heading(
                self._resident.person.name, long_date(self._changed.first)
            )
            yield Block(heading, points=self._changed.lines)

    def _whole(self) -> Iterator[Block]:
        one, moves = self._sent.programme, self._resident.moves
        told = (*facts(one, moves), *(text for text in (one.goal, one.note) if text))
        yield Block(_("The whole programme"), told)
        exercises = {found.slug: found for found in list_exercises()}
        for place, row in enumerate(rows(one, exercises, moves), start=1):
            yield Block(f"{place}. {row.title}", (row.dose, _when(row), *row.notes))


def _when(row: Row) -> str:
    return f"{row.days}. {row.rest}".rstrip()
