"""Start at login: the files and the value that each system reads, and who is asked."""

import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PyQt6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from formcheck.errors import OutputError
from formcheck.ui.desk.autostart import autostart, login_command, start_in
from formcheck.ui.desk.autostart_linux import (
    DesktopEntry,
    autostart_folder,
    entry_text,
    quote,
    read_entry,
    split_exec,
)
from formcheck.ui.desk.autostart_macos import LABEL, LaunchAgent
from formcheck.ui.desk.autostart_windows import VALUE, RunKey

COMMAND = ('/home/jö rg/my $HOME/100% `x`/py"thon\\3', "-m", "formcheck", "posture")

# Linux


def entry(folder: Path) -> DesktopEntry:
    return DesktopEntry(COMMAND, folder / "autostart", folder)


def test_it_is_off_until_somebody_wants_it(tmp_path: Path) -> None:
    made = entry(tmp_path)
    assert not made.is_on()
    made.switch(on=False)
    assert list(tmp_path.iterdir()) == []


def test_switched_on_it_names_the_program_and_off_it_leaves_nothing(tmp_path: Path) -> None:
    made = entry(tmp_path)
    made.switch(on=True)
    assert made.is_on()
    assert made.file.name == "formcheck-posture.desktop"
    # WHEN the desktop reads it
    read = read_entry(made.file)
    # THEN the command has every word as it was, with its blanks and signs
    assert split_exec(read["Exec"]) == COMMAND
    assert read["TryExec"] == COMMAND[0]
    assert read["Path"] == str(tmp_path)
    assert read["Type"] == "Application"
    assert read["Terminal"] == "false"
    made.switch(on=True)
    made.switch(on=False)
    assert not made.is_on()
    assert list(made.file.parent.iterdir()) == []


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false", "Exec="])
def test_what_the_desktops_own_settings_switched_off_is_off(tmp_path: Path, line: str) -> None:
    made = entry(tmp_path)
    made.switch(on=True)
    before = made.file.read_text(encoding="utf-8")
    made.file.write_text(f"{before}{line}\n", encoding="utf-8")
    assert not made.is_on()
    # WHEN somebody wants it all the same
    made.switch(on=True)
    assert made.is_on()


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\xff\xfe", b"[Other]\nExec=x\n", b"[x\n"])
def test_a_file_that_is_none_counts_as_off(tmp_path: Path, content: bytes) -> None:
    made = entry(tmp_path)
    made.switch(on=True)
    made.file.write_bytes(content)
    assert not made.is_on()


@settings(max_examples=50)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), min_size=1))
def test_every_word_survives(words: list[str]) -> None:
    assert split_exec(" ".join(quote(one) for one in words)) == tuple(words)


def test_signs_are_written_as_the_rules_have_it() -> None:
    # The specification: quotes, backquotes, dollars and backslashes inside quotes, % doubled, and
    # then every backslash once more, as in any text of such a file.
    assert quote('a "b" $c `d` \\ 5%') == '"a \\"b\\" \\$c \\`d\\` \\\\ 5%%"'
    assert 'Exec="a\\\\$b" "c d"' in entry_text(("a$b", "c d"), Path("/"))


@pytest.mark.skipif(shutil.which("gio") is None, reason="no gio to start a desktop entry with")
def test_a_real_desktop_starts_it(qtbot: QtBot, tmp_path: Path) -> None:
    # GIVEN an entry for a program in a folder with blanks and signs
    folder = tmp_path / "jö rg $x `y`"
    folder.mkdir()
    program = folder / "run"
    program.write_text('#!/bin/sh\nprintf "%s|" "$PWD" "$@" > "$0.out"\n')
    program.chmod(0o755)
    made = DesktopEntry((str(program), "a b", "$HOME 5%"), tmp_path, folder)
    made.switch(on=True)
    # WHEN a part of the desktop starts it
    subprocess.run(["gio", "launch", str(made.file)], check=True, timeout=20)
    # THEN it got its words
    written = folder / "run.out"
    qtbot.waitUntil(lambda: written.exists() and bool(written.read_text()))
    assert written.read_text() == f"{folder}|a b|$HOME 5%|"


def test_the_folder_is_the_one_of_the_desktop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert autostart_folder() == tmp_path / "autostart"
    monkeypatch.setenv("XDG_CONFIG_HOME", "not/absolute")
    assert autostart_folder() == Path.home() / ".config" / "autostart"


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    # GIVEN a file where the folder should be
    (tmp_path / "autostart").touch()
    with pytest.raises(OutputError, match=r"kept in .*formcheck-posture\.desktop.* allow it"):
        entry(tmp_path).switch(on=True)
    # GIVEN a folder where the file should be
    (tmp_path / "autostart").unlink()
    made = entry(tmp_path)
    (made.file / "full").mkdir(parents=True)
    with pytest.raises(OutputError, match="cannot be changed"):
        made.switch(on=True)
    assert [one.name for one in made.file.parent.iterdir()] == [made.file.name]
    with pytest.raises(OutputError, match="cannot be changed"):
        made.switch(on=False)


# The Mac


def test_the_launch_agent_names_the_program(tmp_path: Path) -> None:
    made = LaunchAgent(COMMAND, tmp_path / "LaunchAgents", tmp_path)
    assert not made.is_on()
    made.switch(on=True)
    assert made.is_on()
    agent = plistlib.loads(made.file.read_bytes())
    assert agent["Label"] == LABEL == made.file.stem
    assert agent["ProgramArguments"] == list(COMMAND)
    assert agent["WorkingDirectory"] == str(tmp_path)
    assert agent["RunAtLoad"] is True
    made.switch(on=False)
    assert not made.is_on()
    assert list(made.file.parent.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"<plist>", plistlib.dumps([1]), b"bplist00x"])
def test_a_list_that_is_none_counts_as_off(tmp_path: Path, content: bytes) -> None:
    made = LaunchAgent(COMMAND, tmp_path, tmp_path)
    made.file.write_bytes(content)
    assert not made.is_on()
    made.file.write_bytes(plistlib.dumps({"Label": LABEL, "Disabled": True}))
    assert not made.is_on()


# Windows


def key(tmp_path: Path) -> QSettings:
    """Qt's own stand-in for the registry."""
    return QSettings(str(tmp_path / "run.ini"), QSettings.Format.IniFormat)


def test_the_registry_has_one_value_of_ours(tmp_path: Path) -> None:
    made = RunKey((r"C:\Program Files\Python\pythonw.exe", "-m", "formcheck"), key(tmp_path))
    key(tmp_path).setValue("other", "stays")
    assert not made.is_on()
    made.switch(on=True)
    assert made.is_on()
    written = key(tmp_path).value(VALUE)
    assert written == r'"C:\Program Files\Python\pythonw.exe" -m formcheck'
    made.switch(on=False)
    assert not made.is_on()
    assert key(tmp_path).value("other") == "stays"


def test_a_registry_that_cannot_be_changed_is_told(tmp_path: Path) -> None:
    (tmp_path / "run.ini").mkdir()
    with pytest.raises(OutputError, match="registry"):
        RunKey(COMMAND, key(tmp_path)).switch(on=True)


# Which


@pytest.mark.skipif(sys.platform != "linux", reason="the way of Linux")
def test_on_linux_it_is_the_desktop_entry_and_its_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    made = autostart()
    assert isinstance(made, DesktopEntry)
    made.switch(on=True)
    # WHEN Python is asked from the folder of the file
    read = read_entry(made.file)
    words = split_exec(read["Exec"])
    assert words == login_command()
    assert words[1:] == ("-m", "formcheck", "posture")
    asks = "import importlib.util as u; print(u.find_spec('formcheck.__main__').origin)"
    done = subprocess.run(
        [words[0], "-c", asks], cwd=read["Path"], capture_output=True, check=True, text=True
    )
    # THEN it finds this program
    assert Path(done.stdout.strip()) == start_in() / "formcheck" / "__main__.py"


def test_packaged_it_starts_the_program_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN the program for people without Python, in a folder with a blank
    packaged = tmp_path / "my programs" / "formcheck"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(packaged))
    assert login_command() == (str(packaged), "posture")
    assert start_in() == packaged.parent
    # THEN on Windows it is the one that opens no black window, where that lies beside
    monkeypatch.setattr(sys, "platform", "win32")
    assert login_command() == (str(packaged), "posture")
    packaged.parent.mkdir()
    silent = packaged.with_name("formcheck-window.exe")
    silent.touch()
    assert login_command() == (str(silent), "posture")
