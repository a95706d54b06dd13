"""Every key of every table has a line that explains it."""

from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import BaseModel, create_model

from formcheck.exercises.rules import Rule
from formcheck.exercises.spec import Camera, Check, Dose, Exercise, Spec
from formcheck.toml.notes import notes_of

RULES = get_args(get_args(Rule)[0])


def tables(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The model of a table and of those in it."""
    yield model
    for field in model.model_fields.values():
        for inner in (field.annotation, *get_args(field.annotation)):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from tables(inner)


TABLES = sorted({*tables(Exercise), *RULES}, key=lambda model: model.__name__)


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_every_key_has_a_note_in_one_line(model: type[BaseModel]) -> None:
    notes = notes_of(model)
    assert list(notes) == list(model.model_fields)
    for note in notes.values():
        assert note.endswith(".")
        assert "\n" not in note
        assert "`" not in note


@pytest.mark.parametrize("model", RULES, ids=lambda model: model.__name__)
def test_every_number_of_a_rule_has_a_unit(model: type[BaseModel]) -> None:
    for name, note in notes_of(model).items():
        if model.model_fields[name].annotation is float and "share" not in name:
            assert "unit" in note or "second" in note.lower(), name


def test_a_fields_own_docstring_is_taken() -> None:
    assert notes_of(Check)["warn"] == "Limit between good and warn, in the feature's unit."
    assert notes_of(Camera)["views"].startswith("Views that the exercise accepts")


def test_seconds_are_said_once() -> None:
    assert notes_of(Check)["lasts_s"].endswith("before it counts, in seconds.")
    assert notes_of(Dose)["rest_s"] == "Rest, in seconds."
    for model in TABLES:
        assert all(note.lower().count("second") <= 1 for note in notes_of(model).values())


def test_a_key_that_nobody_explained_is_told_by_its_name() -> None:
    class Own(Spec):
        very_new: int
        text: str

    assert notes_of(Own) == {"very_new": "Very new.", "text": "What to do, in plain words."}


def test_a_table_without_its_source_code_has_plain_notes() -> None:
    made = create_model("Made", hold_s=(float, ...), odd=(int, ...))
    assert notes_of(made) == {"hold_s": "How long it is held, in seconds.", "odd": "Odd."}
