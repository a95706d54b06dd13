"""Every text that a person sees is marked in the source, so that it can be translated."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

SHOWING = {
    "setText",
    "set_text",
    "setWindowTitle",
    "setToolTip",
    "setPlaceholderText",
    "setAccessibleName",
    "setAccessibleDescription",
    "addAction",
    "QLabel",
    "QPushButton",
    "push_button",
    "say",
    "echo",
    "add_column",
    "Banner",
    "NotJudged",
    "SetupStep",
    "NotJudgedSpan",
    "ReadingText",
    "WrappingList",
    "Block",
    "Lead",
    "Line",
    "show_text",
    "show_number",
    "setTitle",
    "setLabelText",
    "setNameFilter",
    "setHorizontalHeaderLabels",
    "addItem",
    "insertItem",
    "tell",
    "phrase",
    "drawText",
    "TextItem",
    "ask",
}
"""Calls whose texts are shown."""
MARKS = {"_", "N_", "ngettext", "pgettext", "of_exercise"}
FOR_PROGRAMMERS = {"ValueError", "RuntimeError", "KeyError", "TypeError"}
NAMES = {
    "formcheck",
    "seen",
    "view",
    "distance",
    "level",
    "still",
    "light",
    "alone",
    "right",
    "bottom",
    "fold",
    "sha256",
    "toml",
    "(*.zip)",
}
"""The program's own name, ids of steps, how a column is set, a kind of hash, kinds of files."""
FILES = sorted((ROOT / "formcheck").rglob("*.py"))


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def literals(node: ast.AST) -> Iterator[ast.Constant]:
    """Give the texts in an expression that are not marked."""
    if isinstance(node, ast.Call) and name_of(node) in MARKS:
        return
    if isinstance(node, ast.Subscript):  # a key is no text
        yield from literals(node.value)
        return
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and re.search("[A-Za-z]{2}", node.value):
            yield node
        return
    for inner in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.Call) and inner is node.func):
            yield from literals(inner)


def unmarked(tree: ast.AST) -> Iterator[str]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and name_of(call) in SHOWING:
            for given in (*call.args, *(one.value for one in call.keywords)):
                if not isinstance(given, ast.Call) or name_of(given) in MARKS | {"format"}:
                    yield from (f"{one.lineno}: {one.value!r}" for one in literals(given))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_is_shown_is_marked(path: Path) -> None:
    found = [one for one in unmarked(ast.parse(path.read_text("utf-8"))) if not _is_name(one)]
    assert found == []


def _is_name(found: str) -> bool:
    return ast.literal_eval(found.partition(": ")[2]).strip(" :.\n") in NAMES


def test_the_search_finds_what_is_not_marked() -> None:
    source = 'label.setText("Hello"); Banner(f"{n} left", 1); say(_("Marked")); setText(name)'
    assert list(unmarked(ast.parse(source))) == ["1: 'Hello'", "1: ' left'"]


def errors(tree: ast.AST) -> Iterator[ast.AST]:
    """Give what is raised for people."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            name = name_of(node.exc)
            shown = name.endswith("Error") and name not in {
                "ValueError",
                "OSError",
                "RuntimeError",
                "KeyError",
            }
            yield from node.exc.args if shown else ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_errors_for_people_are_marked(path: Path) -> None:
    found = [
        one.value
        for told in errors(ast.parse(path.read_text("utf-8")))
        if not isinstance(told, ast.Call) or name_of(told) == "format"
        for one in literals(told)
    ]
    sentences = [one for one in map(str, found) if re.search("[A-Za-z]{2,} .*[A-Za-z]{2,}", one)]
    assert sentences == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_marked_texts_can_be_collected(path: Path) -> None:
    """A text inside of an f-string is not found, and an f-string has no one text."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.JoinedStr):
            inside = [one for one in ast.walk(node) if isinstance(one, ast.Call)]
            marked = [one for one in inside if name_of(one) in MARKS]
            texts = [one for call in marked for one in call.args if isinstance(one, ast.Constant)]
            assert texts == [], f"line {node.lineno}: a marked text in an f-string"
        if isinstance(node, ast.Call) and name_of(node) in MARKS:
            given = [type(one) for one in node.args]
            assert ast.JoinedStr not in given, f"line {node.lineno}: an f-string is marked"
