"""Every command line in the guide is one that formcheck understands."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from formcheck.cli.main import every_command

FENCED = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^ {4}(formcheck .*)$", re.MULTILINE)
TYPED = re.compile(r"^(?:PYTHONPATH=\S+ \S+ -m )?(formcheck .*)$", re.MULTILINE)
INLINE = re.compile(r"`(formcheck\s[^`]+)`")
LANGUAGE = re.compile(r"--language[ =]\S+")
"""Taken out before any command sees it."""


def lines(text: str) -> Iterator[str]:
    """Give every command line of a page; one that goes on in the next line is one."""
    whole = re.sub(r"\\\n\s*", "", text)
    found = [line for block in FENCED.findall(whole) for line in TYPED.findall(block)]
    found += [*INDENTED.findall(whole), *(" ".join(one.split()) for one in INLINE.findall(whole))]
    for one in found:
        yield one.split("  ")[0].split(" # ")[0].strip()


def wrong(line: str, command: Any) -> list[str]:
    """Return what of a command line formcheck does not know."""
    known = {"--help"}
    words = shlex.split(LANGUAGE.sub("", line))[1:]
    named = ""
    while True:
        command = getattr(command, "commands", {}).get(named, command)
        words = words[1:] if named else words
        known |= {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
        named = words[0] if words and words[0] in getattr(command, "commands", {}) else ""
        if not named:
            break
    strange = [word for word in words if word.startswith("--") and word.split("=")[0] not in known]
    group = bool(getattr(command, "commands", {}))
    return [*strange, *(one for one in words if group and not one.startswith("-"))]


def documents(root: Path) -> list[Path]:
    above = [root / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
    return [*above, *sorted((root / "docs").rglob("*.md"))]


def test_every_command_line_is_understood(repo_root: Path) -> None:
    command = every_command()
    found = [
        (path, line) for path in documents(repo_root) for line in lines(path.read_text("utf-8"))
    ]
    assert len(found) > 100
    assert not [(path.name, line, bad) for path, line in found if (bad := wrong(line, command))]


@pytest.mark.parametrize(
    ("line", "bad"),
    [
        ("formcheck analyse x.mp4 --exercise bridge --json r.json", []),
        ("formcheck analyse x.mp4 --exercice bridge", ["--exercice"]),
        ("formcheck analyze x.mp4", ["analyze", "x.mp4"]),
        ("formcheck data sned x.formcheck", ["sned", "x.formcheck"]),
        ("formcheck --language de", []),
    ],
)
def test_a_line_that_is_not_right_is_found(line: str, bad: list[str]) -> None:
    assert wrong(line, every_command()) == bad


def test_command_lines_are_found_in_a_page() -> None:
    block = (
        "```sh\nformcheck live --voice off   # quiet\nformcheck analyse a \\\n    --json b\n```\n"
    )
    page = f"formcheck is no command here.\n{block}`formcheck\nhome`"
    assert list(lines(page)) == [
        "formcheck live --voice off",
        "formcheck analyse a --json b",
        "formcheck home",
    ]
