"""Every screen of the small window at the desk: one window, for it takes its time to open."""

from collections.abc import Iterator
from typing import Final

from PyQt6.QtWidgets import QWidget

from formcheck.settings import POSTURE_QUIET
from tests.ui.desk.chosen_by_hand import ByHand
from tests.ui.desk.window_parts import SUNDAY, VIEWS, Desk, days, learning
from tests.ui.screens.registry import Kit, Screen


def desk(kit: Kit) -> Iterator[QWidget]:
    made = Desk(kit.qtbot, ByHand(letters=str(kit.zoom)))
    made.window.resize(*kit.size)
    for show in (_today, _week, _learn, _settings):
        yield from show(made)
    made.window.close()


def _today(made: Desk) -> Iterator[QWidget]:
    for name in VIEWS:
        made.show(name)
        yield made.window


def _week(made: Desk) -> Iterator[QWidget]:
    made.window.show_page("week")
    made.window.week.tell("Saved as /home/somebody/Documents/at-the-desk.csv.")
    yield made.window
    dialog = made.window.ask_what()
    yield dialog
    dialog.close()
    made.window.show_days((), SUNDAY)
    yield made.window
    made.window.show_days(days(), SUNDAY)


def _learn(made: Desk) -> Iterator[QWidget]:
    made.window.show_page("learn")
    for name in ("near", "learning", "near", "unknown", "wanted", "lost"):
        made.show(name)
        yield made.window
    made.window.show_view(learning(0.7))
    yield made.window


def _settings(made: Desk) -> Iterator[QWidget]:
    made.chosen.by[POSTURE_QUIET.name] = "FORMCHECK_POSTURE_QUIET"
    made.window.show_page("settings")
    yield made.window
    made.window.settings.changed.emit(POSTURE_QUIET, "always")
    yield made.window


DESK_SCREENS: Final[dict[str, Screen]] = {"desk": desk}
