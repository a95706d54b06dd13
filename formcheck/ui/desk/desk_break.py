"""A break with exercises: about two minutes in the guided training, and back to the desk."""

from collections.abc import Callable, Sequence
from functools import partial

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtWidgets import QWidget

from formcheck.care.programme import Item, Programme
from formcheck.care.today import Task, sides_of
from formcheck.desk.breaks import ROUTINES, routine
from formcheck.errors import FormcheckError
from formcheck.language import _
from formcheck.store.sessions import Sessions
from formcheck.ui.home_flow import HomeFlow
from formcheck.ui.look import Look
from formcheck.ui.openers import SessionWindow
from formcheck.ui.resident import Resident

Training = Callable[[tuple[Task, ...]], SessionWindow]


class DeskBreak(QObject):
    """Opens what is done in a break; the safety questions come first, where they are due.

    Parameters
    ----------
    window
        The small window: hidden while somebody exercises.
    training
        Opens the guided training.
    """

    begun = pyqtSignal()
    """The camera is needed now."""
    over = pyqtSignal()
    """The camera is free again."""
    nothing = pyqtSignal(str)
    """There is nothing to open; what to do instead."""

    def __init__(
        self, window: QWidget, who: Resident, look: Callable[[], Look], training: Training
    ) -> None:
        super().__init__(window)
        self._who, self._training, self._window = who, training, window
        self._shown = False
        self.flow = HomeFlow(window, who.health, look, lambda: who.today)
        self.flow.back.connect(self._return)

    def start(self) -> None:
        """Begin a break: exercises, or a walk where none is allowed."""
        tasks = self.tasks()
        if not tasks:
            self.nothing.emit(_("Stand up and walk for two minutes: that is the best break."))
            return
        # The questions lie over the window.
        self._shown = self._window.isVisible()
        self._window.show()
        self.flow.start(partial(self._open, tasks))

    def tasks(self) -> tuple[Task, ...]:
        """Return about two minutes of exercises; empty where nothing is allowed."""
        who = self._who
        try:
            programme = who.diary.programme(who.today)
            before = [one.exercise for one in Sessions(who.store).of_person(who.person.id)]
        except FormcheckError:
            # Without knowing what somebody may do, walking is what is left.
            return ()
        items = routine([one for one in before if one in ROUTINES], allowed_by(programme))
        return tuple(_task(who, within(one, programme)) for one in items)

    def leave(self) -> None:
        """Close what is open, as when the program ends."""
        if self.flow.opened is not None:
            self.flow.opened.close()

    def _open(self, tasks: tuple[Task, ...]) -> SessionWindow:
        self.begun.emit()
        try:
            return self._training(tasks)
        except FormcheckError:
            self.over.emit()
            raise

    def _return(self) -> None:
        if self._shown:
            self._window.show()
        self.over.emit()


def allowed_by(programme: Programme) -> Sequence[str]:
    """Return what may be done in a break: of a physio's own programme only what is in it."""
    if not programme.locked:
        return ROUTINES
    given = {one.exercise for one in programme.exercises}
    return [one for one in ROUTINES if one in given]


def within(item: Item, programme: Programme) -> Item:
    """Return an exercise within the limits that the programme sets for it."""
    own = next((one for one in programme.exercises if one.exercise == item.exercise), None)
    if own is None:
        return item
    return item.model_copy(update={"limits": own.limits, "side": own.side})


def _task(who: Resident, item: Item) -> Task:
    move = who.moves[item.exercise]
    return Task(item, move, sides_of(item, move))
