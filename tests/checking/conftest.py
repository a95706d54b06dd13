"""The rules of the shipped exercises."""

import pytest

from formcheck.exercises.loader import load_exercise
from formcheck.exercises.spec import LimbRule, RepRule


@pytest.fixture(scope="session")
def bridge_rule() -> RepRule:
    """The rule of the shipped bridge."""
    rule = load_exercise("bridge").rule
    assert isinstance(rule, RepRule)
    return rule


@pytest.fixture(scope="session")
def bird_dog_rule() -> LimbRule:
    """The rule of the shipped bird-dog."""
    rule = load_exercise("bird-dog").rule
    assert isinstance(rule, LimbRule)
    return rule
