"""``formcheck home`` as it is typed."""

from pathlib import Path

import pytest
from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication

from formcheck.settings import COLOURS, LETTERS
from formcheck.store.database import open_store
from formcheck.store.people import People
from formcheck.ui.home_window import HomeWindow
from tests.cli.conftest import Command

pytestmark = pytest.mark.gui


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with two people in it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    place = tmp_path / "kept.sqlite"
    store = open_store(str(place))
    People(store).add("Ann")
    People(store).add("Ben")
    store.close()
    return place


def test_it_opens_for_whom_and_how_it_was_said(
    qapp: QApplication, formcheck: Command, place: Path
) -> None:
    seen: list[tuple[str, str, str]] = []

    def look() -> None:
        for window in qapp.topLevelWidgets():
            if isinstance(window, HomeWindow) and window.isVisible():
                who = window.resident
                chosen = [who.chosen.value(one) for one in (LETTERS, COLOURS)]
                seen.append((who.person.name, *chosen))
                window.leave()

    QTimer.singleShot(100, look)
    result = formcheck(
        *("home", "--person", "Ben", "--store", place, "--letters", "200", "--colours", "light")
    )
    assert (result.status, result.stderr) == (0, "")
    assert seen == [("Ben", "200", "light")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--person", "Bob"), "Expected one of Ann, Ben, found 'Bob'"),
        (("--letters", "133"), "Expected one of 100, 125, 150, 200 for --letters, found '133'"),
    ],
)
def test_what_is_not_right_is_one_line(
    qapp: QApplication, formcheck: Command, place: Path, arguments: tuple[str, str], said: str
) -> None:
    result = formcheck("home", "--store", place, *arguments)
    assert result.status == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
