"""Somebody who trained on two days of March, and what is sent: made once, and copied."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from PyQt6.QtWidgets import QFileDialog, QWidget

from calibration.parcel_parts import VIDEO, live
from formcheck.care.programme_file import load_programme
from formcheck.store.database import Store, open_store
from formcheck.store.parcel_write import write_parcel, write_programme
from formcheck.store.people import People
from formcheck.ui.look import Colours, Look
from formcheck.ui.resident import Resident, resident

TODAY = date(2026, 3, 5)
"""Sessions are of the 2nd and the 3rd."""


@dataclass(frozen=True)
class Made:
    """Files that tests take copies of."""

    store: Path
    """Ann's."""
    sessions: Path
    """Sent by Ann, as Ann B, with a video."""
    programme: Path
    """Sent by P. Hysio, for today."""

    def copy(self, folder: Path) -> "Made":
        """Return copies in another folder."""
        there = (self.store, self.sessions, self.programme)
        return Made(*(Path(shutil.copy(one, folder)) for one in there))


def make(folder: Path) -> Made:
    """Return files made for a person who trained."""
    made = Made(folder / "ann.sqlite", folder / "may.formcheck", folder / "plan.formcheck")
    video = folder / "monday.mp4"
    video.write_bytes(VIDEO)
    store = open_store(str(made.store))
    ann = People(store).add("Ann")
    live(store, ann)
    write_parcel(made.sessions, store, ann.id, name="Ann B", video=video)
    write_programme(made.programme, load_programme("starter"), valid_from=TODAY, name="P. Hysio")
    store.close()
    return made


def look() -> Look:
    """Return the look of a window of 720 pixels."""
    return Look.of_window(720, Colours.DARK, 100)


def at_home(store: Store, name: str = "Ann", day: date = TODAY) -> Resident:
    """Return somebody who is at home on a day."""
    noon = datetime.combine(day, time(12)).astimezone()
    return resident(store, People(store).named(name), {}, now=lambda: noon)


def choose(parent: QWidget, path: Path) -> None:
    """Choose a file in the dialog that is open."""
    dialogs = [one for one in parent.findChildren(QFileDialog) if one.isVisible()]
    (dialog,) = dialogs
    dialog.done(QFileDialog.DialogCode.Accepted)
    dialog.fileSelected.emit(str(path))


def opened(path: Path) -> Iterator[Store]:
    """Give a store, and close it."""
    store = open_store(str(path))
    yield store
    store.close()
