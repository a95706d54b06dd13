"""The catalogues have every text of the source, and German has a good one for each."""

import gettext
import io
import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from formcheck.exercises.base import MOST_WORDS
from formcheck.exercises.words import SPOKEN
from formcheck.language import EXERCISES, PROGRAM
from formcheck.paths import locale_dir
from tools import words

DOMAINS = (PROGRAM, EXERCISES)
AGAIN = "run `make words`, and translate what is new"


@cache
def source(domain: str) -> Catalog:
    return words.TEMPLATES[domain]()


@cache
def german(domain: str) -> Catalog:
    return words.read_language("de", domain)


def keys(catalog: Catalog) -> set[object]:
    return {(one.id, one.context) for one in catalog if one.id}


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or [""])


def one_id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[1]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{[^}]*\}|%s", text))


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_template_has_the_texts_of_the_source(domain: str) -> None:
    with (locale_dir() / f"{domain}.pot").open("rb") as file:
        kept = keys(read_po(file))
    assert kept == keys(source(domain)), AGAIN


@pytest.mark.parametrize("domain", DOMAINS)
def test_german_is_complete(domain: str) -> None:
    assert keys(german(domain)) == keys(source(domain)), AGAIN
    missing = [one.id for one in german(domain) if one.id and not all(forms(one))]
    doubtful = [one.id for one in german(domain) if one.id and one.fuzzy]
    assert (missing, doubtful) == ([], [])


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_is_compiled_is_what_was_translated(domain: str) -> None:
    path = locale_dir() / "de" / "LC_MESSAGES" / f"{domain}.mo"
    compiled = gettext.GNUTranslations(io.BytesIO(words.mo_bytes(german(domain))))
    with path.open("rb") as file:
        kept = gettext.GNUTranslations(file)
    assert vars(kept)["_catalog"] == vars(compiled)["_catalog"], AGAIN


@pytest.mark.parametrize("domain", DOMAINS)
def test_placeholders_are_the_same(domain: str) -> None:
    for message in german(domain):
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        allowed = [placeholders(one) for one in ids]
        for text in forms(message) if message.id else ():
            assert not text or placeholders(text) in allowed, message.id


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_sentence_stays_a_sentence(domain: str) -> None:
    """White space around a text is part of how it is put together."""
    for message in german(domain):
        for text in forms(message) if message.id else ():
            whole = one_id(message)
            assert len(text) - len(text.strip()) == len(whole) - len(whole.strip()), whole


def test_cues_are_short() -> None:
    spoken = {
        one.id: one.string
        for one in german(EXERCISES)
        if any(comment.split(",")[0] in SPOKEN for comment in one.auto_comments)
    }
    long = [text for text in spoken.values() if len(str(text).split()) > MOST_WORDS]
    assert len(spoken) > 40
    assert long == []


def test_german_is_polite() -> None:
    """Nobody is called "du": a patient is a stranger, and an adult."""
    familiar = re.compile(r"\b(du|dich|dir|dein|deine[mnrs]?)\b", re.IGNORECASE)
    found = [one.id for one in (*german(PROGRAM), *german(EXERCISES)) if one.id]
    said = [" ".join(forms(one)) for one in (*german(PROGRAM), *german(EXERCISES)) if one.id]
    assert [where for where, text in zip(found, said, strict=True) if familiar.search(text)] == []


def test_a_new_language_begins_empty_and_a_known_one_keeps_its_texts() -> None:
    template = source(PROGRAM)
    begun = words.update("fr", PROGRAM, template)
    assert keys(begun) == keys(template)
    assert not any(any(forms(one)) for one in begun if one.id)
    kept = {one.id: one.string for one in words.update("de", PROGRAM, template) if one.id}
    known = {one.id: one.string for one in german(PROGRAM) if one.id}
    assert {text: kept[text] for text in known if text in kept} == known


def test_a_text_that_got_a_form_for_many_is_translated_anew() -> None:
    known = next(one.id for one in german(PROGRAM) if one.id and isinstance(one.id, str))
    template = Catalog()
    template.add((known, f"{known}s"))
    (begun,) = (one for one in words.update("de", PROGRAM, template) if one.id)
    assert not any(forms(begun))


def test_what_is_written_has_no_day_in_it() -> None:
    text = words.po_text(source(PROGRAM)).decode()
    assert "Creation-Date" not in text
    assert words.po_text(words.program_texts()).decode() == text
