"""Opening the review window: what is wrong with the store is told, as in the other windows."""

from pathlib import Path

import pytest
from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from formcheck.errors import SourceError
from formcheck.store.database import open_store
from formcheck.ui.review.run import Options, items_for, run_review
from formcheck.ui.review.window import ReviewWindow
from tests.ui.review.test_shelf import keep

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("This plugin does not support")]

MARK = "formcheck.sqlite.broken-"
"""In the name under which a damaged file is kept aside."""
PATIENCE_MS = 20_000
"""Only a window that does not open needs as long as this."""


@pytest.fixture
def kept(tmp_path: Path) -> tuple[str, str]:
    """Return a store, and the id of a session in it."""
    place = str(tmp_path / "formcheck.sqlite")
    store = open_store(place)
    session = keep(store)
    store.close()
    return place, session


def damage(place: str) -> None:
    path = Path(place)
    path.write_bytes(bytes(100) + path.read_bytes()[100:])


def notices_of(place: str, session: str) -> list[str]:
    """Open the window as the program does; return what it tells in dialogs."""
    app, notices = QApplication.instance(), list[str]()
    assert isinstance(app, QApplication)
    timer, patience = QTimer(app), QTimer(app)

    def look() -> None:
        for window in app.topLevelWidgets():
            if isinstance(window, ReviewWindow) and window.isVisible():
                boxes = window.findChildren(QMessageBox)
                notices.extend(one.text() for one in boxes if one.isVisible())
                # The last window ends the program: told once more, every later loop would end, too.
                window.close()

    timer.timeout.connect(look)
    timer.start(10)
    patience.timeout.connect(lambda: app.exit(1))
    patience.start(PATIENCE_MS)
    status = run_review(Options(wanted=session, store=place, keep_poses=False))
    timer.stop()
    patience.stop()
    assert status == 0
    return notices


def test_what_is_wrong_with_the_store_is_told(qtbot: QtBot, kept: tuple[str, str]) -> None:
    # GIVEN a store whose file was damaged, and from which everything could be saved
    place, session = kept
    damage(place)
    # WHEN one of its sessions is opened THEN it is told once where the damaged file is
    (notice,) = notices_of(place, session)
    assert MARK in notice
    assert "1 session with it" in notice
    assert notices_of(place, session) == []


def test_a_refusal_says_it_too(tmp_path: Path, kept: tuple[str, str]) -> None:
    place, _session = kept
    damage(place)
    told: list[str] = []
    wanted = Options(wanted="zzz", store=place)
    with pytest.raises(SourceError, match=f"{MARK}.* There is no file and no session zzz"):
        items_for(wanted, tmp_path, told)
    with pytest.raises(SourceError, match=r"^There is no file and no session zzz"):
        items_for(wanted, tmp_path, [])
