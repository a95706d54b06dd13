"""Which texts of an exercise file are for people: every one is known as such, or is a name."""

from collections.abc import Iterator
from enum import Enum
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import Exercise
from formcheck.exercises.words import READ, SOURCES, SPOKEN, in_language, texts
from formcheck.language import use_language
from formcheck.toml.partial import models_in

NAMES = {
    "slug",
    "id",
    "feature",
    "signal",
    "arm_signal",
    "leg_signal",
    "focus",
    "name",
    "regressions",
    "progressions",
    "measured_as",
}
"""Fields with names for machines."""


def leaves(annotation: Any) -> Iterator[type]:
    """Give the plain types in an annotation."""
    if get_origin(annotation) is Literal:
        return
    if isinstance(annotation, type):
        yield annotation
    for inner in get_args(annotation):
        yield from leaves(inner)


def text_fields(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if any(one is str and not issubclass(one, Enum) for one in leaves(field.annotation)):
            yield name
        for inner in models_in(field.annotation):
            yield from text_fields(inner)


def test_every_text_is_for_people_or_a_name() -> None:
    assert set(text_fields(Exercise)) == READ | SOURCES | NAMES
    assert not (READ | SOURCES) & NAMES
    assert SPOKEN <= READ


def test_the_texts_of_a_file_come_in_its_order() -> None:
    table = {
        "slug": "x",
        "title": "One",
        "setup": ["Two", "Three"],
        "checks": [{"id": "a", "cue": "Four"}, {"cue": "Five", "warn": 3.0}],
        "rule": {"words": ["Six"], "source": "Seven"},
    }
    assert [text for _, text in texts(table, READ)] == [
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
    ]
    assert list(texts(table, SOURCES)) == [("source", "Seven")]


def test_english_stays_the_very_same() -> None:
    exercise = load_exercise("plank")
    assert in_language(exercise) is exercise


def test_an_exercise_of_ones_own_keeps_its_words() -> None:
    english = load_exercise("plank")
    own = english.model_copy(update={"title": "Brettspiel", "summary": "Nur meine Worte."})
    use_language("de")
    shown = in_language(own)
    assert (shown.title, shown.summary) == ("Brettspiel", "Nur meine Worte.")
    assert shown.stop != own.stop  # a text of the catalogue is known wherever it stands


@pytest.mark.parametrize("slug", ["plank", "pelvic-tilt", "sitting"])
def test_numbers_and_names_stay(slug: str) -> None:
    english = load_exercise(slug)
    use_language("de")
    german = load_exercise(slug)
    hidden = READ | SOURCES

    def plain(table: Any) -> Any:
        match table:
            case dict():
                return {key: plain(one) for key, one in table.items() if key not in hidden}
            case list() | tuple():
                return [plain(one) for one in table]
            case _:
                return table

    assert plain(german.model_dump()) == plain(english.model_dump())
    assert german.model_dump() != english.model_dump()
