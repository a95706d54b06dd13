"""Values of a TOML file in a few words, whatever they are."""

import datetime as dt

import pytest

from formcheck.toml.mistake import key_text, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "true"), (False, "false"), ({}, "a table"), ({"a": 1}, "a table")],
)
def test_a_value_is_shown(value: object, text: str) -> None:
    assert shown(value) == text


def test_whatever_it_is_something_is_shown() -> None:
    for value in (
        3,
        2.5,
        float("nan"),
        "words",
        [1, 2],
        dt.date(2026, 11, 22),
        dt.time(3, 4),
        None,
    ):
        assert shown(value)


def test_a_key_is_written_as_a_path() -> None:
    assert key_text(("checks", 1, "warn")) == "checks[1].warn"
    assert "a b" in key_text(("a b", "c"))
