"""Open the review window and let it run until it is closed."""

import os
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PyQt6.QtWidgets import QMessageBox

from formcheck.capture.apart import started_early
from formcheck.errors import FormcheckError, SourceError
from formcheck.language import _
from formcheck.review.item import Item
from formcheck.review.kept_poses import KeptPoses
from formcheck.ui.app import application, check_display
from formcheck.ui.look import Colours
from formcheck.ui.manners import good_manners
from formcheck.ui.place import remembered_place
from formcheck.ui.review.shelf import items_of
from formcheck.ui.review.window import ReviewWindow

_PLACE: Final = "review/geometry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is looked at, and how."""

    wanted: str
    """As `formcheck.ui.review.shelf.items_of` takes it."""
    exercise: str = ""
    """Slug; empty: as it is known, or recognised."""
    video: Path | None = None
    """Of a session that was kept without one."""
    keep_poses: bool = True
    zoom: int = 100
    """Size of the letters in percent."""
    colours: str = Colours.SYSTEM
    store: str = ""
    """Where sessions are kept, as the setting takes it."""


def run_review(options: Options) -> int:
    """Open the window and return the exit status when it was closed.

    Raises
    ------
    FormcheckError
        When there is nothing to look at, or no screen.
    """
    check_display(os.environ, unattended=False)
    with TemporaryDirectory(prefix="formcheck-") as folder, ExitStack() as stack:
        stack.enter_context(started_early())
        told: list[str] = []
        items = items_for(options, Path(folder), told)
        app = application()
        window = ReviewWindow(
            items,
            kept=KeptPoses() if options.keep_poses else None,
            unpacked=Path(folder),
            colours=Colours(options.colours),
            zoom=options.zoom,
        )
        stack.enter_context(remembered_place(window, _PLACE))
        stack.enter_context(good_manners(window.close))
        window.show()
        window.activateWindow()
        for words in told:
            QMessageBox(QMessageBox.Icon.Warning, "formcheck", words, parent=window).open()
        return app.exec()


def items_for(options: Options, folder: Path, told: list[str]) -> tuple[Item, ...]:
    """Return what is asked for, with what was said about it.

    ``told`` gets what is wrong with the store; where nothing is found, the error says that, too.
    """
    try:
        items = items_of(options.wanted, folder=folder, store=options.store, told=told)
    except FormcheckError as error:
        if not told:
            raise
        raise SourceError(" ".join([*told, str(error)])) from error
    if options.exercise:
        items = tuple(replace(one, exercise=options.exercise) for one in items)
    if options.video is None:
        return items
    if len(items) > 1:
        raise SourceError(
            _("Expected one session for {video}, found {number}: name one of them.").format(
                video=options.video, number=len(items)
            )
        )
    return (replace(items[0], video=options.video),)
