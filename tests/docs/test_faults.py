"""The tests that the page about endurance names are there."""

import re
from typing import Final

import pytest

from tests.conftest import ROOT

_NAMED: Final = re.compile(r"`(\w+/test_\w+)(?:: (test_\w+))?`")
_FAULTS: Final = _NAMED.findall((ROOT / "docs" / "endurance.md").read_text("utf-8"))


def test_the_page_names_tests() -> None:
    assert len(_FAULTS) > 40


@pytest.mark.parametrize(("module", "name"), sorted(set(_FAULTS)))
def test_a_test_of_a_fault_is_there(module: str, name: str) -> None:
    code = (ROOT / "tests" / f"{module}.py").read_text("utf-8")
    assert f"def {name}(" in code or not name
