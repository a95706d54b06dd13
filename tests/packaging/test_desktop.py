"""The program among others on a Linux desktop: its icon, its entry, and the script for both."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QImage, QPainter
from PyQt6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from formcheck.ui.desk.autostart_linux import read_entry, split_exec
from formcheck.ui.desk.icons import Face, picture
from tests.conftest import ROOT

PACKAGING = ROOT / "packaging"
FOLDER = 'Übungen "für" Jörg $1 `x` 100% \\ &'
linux = pytest.mark.skipif(sys.platform != "linux", reason="a script for Linux")


@pytest.mark.gui
def test_the_drawing_for_desktops_is_the_one_in_the_window(qtbot: QtBot) -> None:
    shown = picture(Face.UPRIGHT, 256).toImage()
    drawn = QImage(256, 256, QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer = QSvgRenderer(str(PACKAGING / "icons" / "formcheck.svg"))
    assert renderer.isValid()
    renderer.render(painter, QRectF(0, 0, 256, 256))
    painter.end()
    # Only along the edges of what is drawn do the two ways of drawing differ.
    differ = sum(
        shown.pixelColor(x, y).rgba() != drawn.pixelColor(x, y).rgba()
        for x in range(2, 256, 4)
        for y in range(2, 256, 4)
    )
    assert differ < 0.05 * 64 * 64


def install(home: Path, *words: str, folder: Path) -> str:
    done = subprocess.run(
        ["/bin/sh", folder / "install.sh", *words],
        env={"HOME": str(home), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """GIVEN what somebody unpacked: a program that says how it was called, and its icons."""
    folder = tmp_path / "Downloads" / "formcheck"
    icons = folder / "share" / "icons" / "hicolor" / "16x16" / "apps"
    icons.mkdir(parents=True)
    (icons / "formcheck.png").touch()
    (folder / "formcheck").write_text('#!/bin/sh\nprintf "%s|" "$0" "$@"\n', "utf-8")
    (folder / "formcheck").chmod(0o755)
    shutil.copy(PACKAGING / "linux" / "formcheck.desktop", folder / "share")
    shutil.copy(PACKAGING / "linux" / "install.sh", folder)
    return folder


@linux
def test_installing_puts_it_among_the_programs(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / FOLDER
    home.mkdir()
    # WHEN it is installed, and once more as for a newer one
    install(home, folder=unpacked)
    install(home, folder=unpacked)
    # THEN the entry starts it, whatever signs the folder's name has
    program = home / ".local" / "opt" / "formcheck" / "formcheck"
    entry = read_entry(home / ".local" / "share" / "applications" / "formcheck.desktop")
    assert split_exec(entry["Exec"]) == (str(program),)
    assert "100%%" in entry["Exec"]  # one alone stands for something else there
    assert entry["TryExec"] == str(program)
    started = subprocess.run([program], capture_output=True, text=True, check=True)
    assert started.stdout == f"{program}|"
    command = home / ".local" / "bin" / "formcheck"
    assert command.resolve() == program
    assert (home / ".local/share/icons/hicolor/16x16/apps/formcheck.png").exists()


@linux
def test_removing_takes_away_what_it_put_there_and_no_more(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / FOLDER
    kept = home / ".local" / "share" / "formcheck" / "sessions.db"
    kept.parent.mkdir(parents=True)
    kept.touch()
    install(home, folder=unpacked)
    said = install(home, "--remove", folder=unpacked)
    assert str(kept.parent) in said
    left = [one for one in home.rglob("*") if not one.is_dir() and not one.name.endswith(".cache")]
    assert left == [kept]  # besides what a desktop's own tools keep for themselves


@linux
def test_a_command_that_is_somebody_elses_stays(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    other = home / ".local" / "bin" / "formcheck"
    other.parent.mkdir(parents=True)
    other.write_text("mine", "utf-8")
    assert f"left {other}" in install(home, folder=unpacked)
    install(home, "--remove", folder=unpacked)
    assert other.read_text("utf-8") == "mine"


@linux
@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="nothing to check with")
def test_the_entry_keeps_to_the_rules(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "my home"
    home.mkdir()
    install(home, folder=unpacked)
    file = home / ".local" / "share" / "applications" / "formcheck.desktop"
    done = subprocess.run(
        ["desktop-file-validate", file], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == ("", 0)
