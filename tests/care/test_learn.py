"""Pages in plain words, each part with its source."""

import pytest

from formcheck.care.learn import Page, page, pages
from formcheck.care.questions import ACTIONS, QUESTIONS, Tier
from formcheck.care.words import packaged_texts
from formcheck.language import use_language
from formcheck.paths import pages_dir

PAGES = pages()
WORDS_IN_A_SENTENCE = 34


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.slug)
def test_a_page_is_short_and_says_where_it_is_from(one: Page) -> None:
    assert one.title
    assert one.sections
    words = " ".join(text for section in one.sections for text in section.text).split()
    assert len(words) < 260
    for section in one.sections:
        assert section.heading
        assert section.text
        assert section.source
        for sentence in " ".join(section.text).split(". "):
            assert len(sentence.split()) <= WORDS_IN_A_SENTENCE, sentence


def test_what_there_is_to_learn() -> None:
    assert [one.slug for one in PAGES] == [
        "why-exercise",
        "soreness",
        "first-visit",
        "sitting",
        "workstation",
        "standing",
        "lifting",
        "heat-and-hands",
        "seek-care",
    ]
    assert len(list(pages_dir().glob("*.toml"))) == len(PAGES)


def test_when_to_seek_care_has_every_sign_and_what_to_do() -> None:
    signs = page("seek-care").sections[1:]
    assert [section.text[0] for section in signs] == [ACTIONS[tier] for tier in Tier]
    assert [one for section in signs for one in section.points] == [one.short for one in QUESTIONS]


def test_an_unknown_page() -> None:
    with pytest.raises(KeyError):
        page("bungee")


def test_pages_are_told_in_the_language_in_use() -> None:
    use_language("de")
    for english, german in zip(PAGES, pages(), strict=True):
        assert german.slug == english.slug
        assert german.title != english.title
        for one, other in zip(english.sections, german.sections, strict=True):
            assert other.heading != one.heading
            assert all(a != b for a, b in zip(one.text, other.text, strict=True))


def test_texts_for_translators() -> None:
    texts = [text for _path, text in packaged_texts()]
    assert "First steps on the floor" in texts
    assert "Sore muscles" in texts
    assert "formcheck" not in texts
    assert "mon" not in texts
    assert {path.suffix for path, _text in packaged_texts()} == {".toml"}
