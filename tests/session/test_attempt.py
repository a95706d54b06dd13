"""What goes wrong in a thread becomes a sentence."""

import logging

import pytest

from formcheck.errors import SourceError
from formcheck.session.attempt import BROKEN, attempt


def _raise(error: Exception) -> None:
    raise error


def test_nothing_wrong_says_nothing() -> None:
    assert attempt(lambda: None) == ""


def test_what_is_expected_to_go_wrong_has_its_sentence() -> None:
    assert attempt(lambda: _raise(SourceError("No camera."))) == "No camera."


def test_what_nobody_expected_is_logged_and_said_kindly(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        assert attempt(lambda: _raise(ZeroDivisionError())) == BROKEN
    assert "ZeroDivisionError" in caplog.text
