"""Start at login on Linux: a desktop entry in the autostart folder, as freedesktop.org has it.

The program's own words are not translated in it: the file outlives a change of the language.
"""

import configparser
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from typing_extensions import override

from formcheck.ui.desk.autostart_file import remove_file, write_file

NAME: Final = "formcheck-posture.desktop"
GROUP: Final = "Desktop Entry"
_QUOTED: Final = re.compile(r'(["`$\\])')
"""What a backslash must precede inside the quotes of Exec."""
_SPELLED: Final = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
"""How any text is written in such a file."""
_READ: Final = {"\\": "\\", "n": "\n", "t": "\t", "r": "\r", "s": " "}


class _AsWritten(configparser.RawConfigParser):
    """Keys have capitals."""

    @override
    def optionxform(self, optionstr: str) -> str:
        return optionstr


class DesktopEntry:
    """Keeps the file.

    Parameters
    ----------
    command
        The program and what it is given.
    folder
        Where the desktop looks at login.
    start_in
        The folder it is started in.
    """

    def __init__(self, command: Sequence[str], folder: Path, start_in: Path) -> None:
        self._command, self._start_in = tuple(command), start_in
        self.file = folder / NAME

    def is_on(self) -> bool:
        """Whether the file is there and no desktop's settings have switched it off."""
        entry = read_entry(self.file)
        off = entry.get("Hidden") == "true" or entry.get("X-GNOME-Autostart-enabled") == "false"
        return bool(entry.get("Exec")) and not off

    def switch(self, *, on: bool) -> None:
        """Write the file, or remove it; raise OutputError."""
        if on:
            write_file(self.file, entry_text(self._command, self._start_in).encode())
        else:
            remove_file(self.file)


def autostart_folder() -> Path:
    """Return where the desktop looks for what starts at login."""
    said = os.environ.get("XDG_CONFIG_HOME", "")
    # The rules: what is not absolute does not count.
    config = Path(said) if said.startswith("/") else Path.home() / ".config"
    return config / "autostart"


def entry_text(command: Sequence[str], start_in: Path) -> str:
    """Return the file for a command."""
    entry = {
        "Type": "Application",
        "Name": "formcheck",
        "Comment": "A quiet reminder of how you sit",
        "Exec": " ".join(quote(one) for one in command),
        "TryExec": command[0],
        "Path": str(start_in),
        "Terminal": "false",
        "X-GNOME-Autostart-enabled": "true",
    }
    lines = (f"{key}={_spell(value)}" for key, value in entry.items())
    return "\n".join([f"[{GROUP}]", *lines, ""])


def quote(word: str) -> str:
    """Write one word of Exec so that it stays one, and means itself."""
    escaped = _QUOTED.sub(r"\\\1", word).replace("%", "%%")
    return f'"{escaped}"'


def split_exec(line: str) -> tuple[str, ...]:
    """Read the words of an Exec that `quote` wrote."""
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', line)
    return tuple(re.sub(r"\\(.)", r"\1", one).replace("%%", "%") for one in words)


def read_entry(file: Path) -> Mapping[str, str]:
    """Return keys and values of a desktop entry; nothing when it is none, or not there."""
    parser = _AsWritten(delimiters=("=",), comment_prefixes=("#",), strict=False)
    try:
        parser.read_string(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, configparser.Error):
        return {}
    if not parser.has_section(GROUP):
        return {}
    return {key: _unspell(value) for key, value in parser.items(GROUP)}


def _spell(value: str) -> str:
    return "".join(_SPELLED.get(letter, letter) for letter in value)


def _unspell(value: str) -> str:
    letters: Iterator[str] = iter(value)
    return "".join(
        _READ.get(next(letters, ""), "") if letter == "\\" else letter for letter in letters
    )
