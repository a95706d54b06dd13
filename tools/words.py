#!/usr/bin/env python3
"""Collects the texts that a person reads, for translators, and compiles what they translated.

``make words`` writes ``formcheck/locale/*.pot``, brings each language's ``.po`` up to date with
them, and compiles the ``.mo`` that the program reads. Both are kept in the repository, so that an
installed program needs no tool. ``python tools/words.py --new fr`` begins another language.
"""

import argparse
import io
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, get_args

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from pydantic import BaseModel

from formcheck.care.programme import Programme
from formcheck.care.words import packaged_texts
from formcheck.cli.help import in_language
from formcheck.cli.main import every_command
from formcheck.exercises.base import MOST_WORDS
from formcheck.exercises.rules import Rule
from formcheck.exercises.spec import Exercise
from formcheck.exercises.words import READ, SOURCES, SPOKEN, texts
from formcheck.language import EXERCISES, PROGRAM
from formcheck.paths import catalog_dir, locale_dir
from formcheck.toml.notes import notes_of
from formcheck.toml.partial import models_in

ROOT: Final = Path(__file__).resolve().parent.parent
_METHODS: Final = {".py": "python", ".j2": "jinja2.ext:babel_extract"}
KEYWORDS: Final = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_LONG_AGO: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""A file that does not change has the same bytes whenever it is written."""
_EMPTY: Final = (
    b'"POT-Creation-Date',
    b'"PO-Revision-Date',
    b'"Generated-By',
    b'"Last-Translator',
    b'"Language-Team',
    b'"Report-Msgid-Bugs-To',
)
"""Lines of a header that would change each time, or say nothing."""


def program_texts() -> Catalog:
    """Collect the texts of the program, by file."""
    catalog = _catalog(PROGRAM)
    for path in sorted((ROOT / "formcheck").rglob("*.*")):
        if path.suffix in _METHODS:
            name = path.relative_to(ROOT).as_posix()
            for message, comments, context in _marked(path):
                catalog.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    for text in sorted(_of_commands()):
        catalog.add(text, None, [("formcheck/cli", 0)], auto_comments=["help of a command"])
    for text in sorted(_of_keys(Exercise) | _of_keys(Programme)):
        catalog.add(text, None, [("formcheck/exercises", 0)], auto_comments=["key of a file"])
    for path, text in packaged_texts():
        catalog.add(text, None, [(path.relative_to(ROOT).as_posix(), 0)])
    return catalog


def _marked(path: Path) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    """Give the texts that are marked in a source file or in a template."""
    options = {"trimmed": "true"} if path.suffix == ".j2" else None
    found = extract_from_file(
        _METHODS[path.suffix],
        path,
        KEYWORDS,
        comment_tags=("Translators:",),
        options=options,
    )
    for _line, message, comments, context in found:
        # What has a form for many comes with what stands between its brackets after the two.
        yield message, comments, context


def _of_commands() -> set[str]:
    """Return the help texts of every command."""
    found: set[str] = set()

    def say(text: str) -> str:
        found.add(text)
        return text

    in_language(every_command(), say)
    return found


def _of_keys(model: type[BaseModel]) -> set[str]:
    """Return what the keys of a table, and of the tables in it, mean; and how it is counted."""
    found = {*notes_of(model).values()}
    if issubclass(model, get_args(get_args(Rule)[0])):
        found.add(" ".join((model.__doc__ or "").split()))
    for field in model.model_fields.values():
        for inner in models_in(field.annotation):
            found |= _of_keys(inner)
    return found


def exercise_texts() -> Catalog:
    """Collect the texts of the built-in exercises: those for everybody first, then the sources."""
    catalog = _catalog(EXERCISES)
    for fields in (READ, SOURCES):
        for path in sorted(catalog_dir().glob("*.toml")):
            name = path.relative_to(ROOT).as_posix()
            for field, text in texts(tomllib.loads(path.read_text("utf-8")), fields):
                limit = f", at most {MOST_WORDS} words" if field in SPOKEN else ""
                catalog.add(text, None, [(name, 0)], auto_comments=[f"{field}{limit}"])
    return catalog


TEMPLATES: Final = {PROGRAM: program_texts, EXERCISES: exercise_texts}


def _catalog(domain: str) -> Catalog:
    return Catalog(
        domain=domain,
        project="formcheck",
        version="1",
        header_comment=f"# Texts of formcheck: {domain}. Same licence as the program.",
        charset="utf-8",
        fuzzy=False,
        creation_date=_LONG_AGO,
        revision_date=_LONG_AGO,
    )


def read_language(code: str, domain: str) -> Catalog:
    """Read what was translated; an empty catalogue when there is none yet."""
    path = _po(code, domain)
    if not path.exists():
        return Catalog(locale=code, domain=domain)
    with path.open("rb") as file:
        return read_po(file, locale=code, domain=domain)


def update(code: str, domain: str, template: Catalog) -> Catalog:
    """Return a language's catalogue with exactly the texts of the template."""
    old = read_language(code, domain)
    new = _catalog(domain)
    new.locale = old.locale
    if len(old):
        new.header_comment = old.header_comment  # holds the translator's list of words
    for message in template:
        if message.id:
            there = old.get(message.id, message.context)
            if there and there.pluralizable != message.pluralizable:
                there = None  # it has got a form for many, or lost it
            new.add(
                message.id,
                there.string if there else None,
                message.locations,
                # Only a translator takes away the mark of a text that needs another look.
                flags=message.flags | ({"fuzzy"} if there and there.fuzzy else set()),
                auto_comments=message.auto_comments,
                user_comments=there.user_comments if there else (),
                context=message.context,
            )
    return new


def po_text(catalog: Catalog) -> bytes:
    """Write a catalogue without what changes from one time to the next."""
    file = io.BytesIO()
    write_po(file, catalog, width=100, include_lineno=False)
    lines = file.getvalue().splitlines(keepends=True)
    return b"".join(one for one in lines if not one.startswith(_EMPTY))


def mo_bytes(catalog: Catalog) -> bytes:
    """Compile a catalogue."""
    catalog.creation_date = catalog.revision_date = _LONG_AGO
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def _po(code: str, domain: str) -> Path:
    return locale_dir() / code / "LC_MESSAGES" / f"{domain}.po"


def main() -> None:
    """Bring everything up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--new", metavar="CODE", help="begin a language, fr for example")
    parser.add_argument("domains", nargs="*", help="formcheck or exercises; both if not given")
    given = parser.parse_args()
    codes = {path.parent.name for path in locale_dir().glob("*/LC_MESSAGES")}
    for domain in given.domains or TEMPLATES:
        template = TEMPLATES[domain]()
        (locale_dir() / f"{domain}.pot").write_bytes(po_text(template))
        for code in sorted(codes | ({given.new} if given.new else set())):
            catalog = update(code, domain, template)
            path = _po(code, domain)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(po_text(catalog))
            path.with_suffix(".mo").write_bytes(mo_bytes(catalog))


if __name__ == "__main__":
    main()
