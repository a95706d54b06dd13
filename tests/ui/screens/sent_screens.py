"""The screens of what is sent to the physio and comes from there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PyQt6.QtWidgets import QWidget

from calibration.parcel_parts import live, whole_parcel
from formcheck.care.programme_file import load_programme
from formcheck.store.parcel_write import write_programme
from formcheck.store.people import People
from formcheck.ui.send_dialog import SendDialog
from formcheck.ui.work_dialog import WorkDialog
from tests.ui.screens.registry import Kit, Screen


def send(kit: Kit) -> Iterator[QWidget]:
    """What goes along, with a video and from a day on."""
    live(kit.home.store, kit.home.person)
    kit.window.post.send()
    dialog = _opened(kit)
    yield dialog
    assert isinstance(dialog, SendDialog)
    dialog.which.setCurrentIndex(dialog.which.count() - 1)
    dialog.choose_video(Path("monday on the mat in the morning.mp4"))
    yield dialog
    dialog.say("It was stopped, and nothing was written.", failed=True)
    yield dialog
    dialog.close()


def sent(kit: Kit) -> Iterator[QWidget]:
    """What came: sessions, of somebody who trains here, too."""
    store, ann = kit.home.store, People(kit.home.store).named(kit.home.person.name)
    kit.window.post._show(whole_parcel(kit.home.folder, store, ann))
    dialog = _opened(kit)
    yield dialog
    dialog.close()


def sent_programme(kit: Kit) -> Iterator[QWidget]:
    """What came: a programme."""
    path = kit.home.folder / "plan.formcheck"
    plan = load_programme("starter")
    parcel = write_programme(path, plan, valid_from=kit.home.day, name="P. Hysio")
    kit.window.post._show(parcel)
    dialog = _opened(kit)
    yield dialog
    dialog.close()


def _opened(kit: Kit) -> WorkDialog:
    dialog = kit.window.post.dialog
    assert dialog is not None
    return kit.home.roomy(dialog)


SENT_SCREENS: Final[dict[str, Screen]] = {one.__name__: one for one in (send, sent, sent_programme)}
