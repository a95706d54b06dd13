"""Texts for people in the files that come with care: for the catalogue of translations."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from formcheck.paths import pages_dir, starters_dir

READ: Final = frozenset({"title", "goal", "note", "heading", "text", "source", "written_by"})
_MADE_BY: Final = "formcheck"


def packaged_texts() -> Iterator[tuple[Path, str]]:
    """Give file and text of every text that a person reads, in the order of the files."""
    for folder in (starters_dir(), pages_dir()):
        for path in sorted(folder.glob("*.toml")):
            for text in _texts(tomllib.loads(path.read_text("utf-8"))):
                if text != _MADE_BY:
                    yield path, text


def _texts(table: dict[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from _texts(one)
            elif isinstance(one, str) and name in READ:
                yield one
