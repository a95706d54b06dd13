"""The bill of materials is valid, names every part, and is the same for the same lock."""

import json
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from supply.bill import bill
from supply.parts import MODEL, parts, pins
from supply.rules import rules


@pytest.fixture(scope="module")
def made() -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        return bill()


def read(made: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(made)
    return content


def test_it_is_what_the_schema_asks_for(made: str) -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(made) is None
    assert validator.validate_str(made.replace('"bomFormat"', '"format"')) is not None


def test_it_names_every_part_with_licence_and_hashes(made: str) -> None:
    content = read(made)
    found = {one["bom-ref"]: one for one in content["components"]}
    assert len(found) == len(parts()) + len(rules().bundled) + 1
    numpy = found["pypi:numpy"]
    assert numpy["purl"] == f"pkg:pypi/numpy@{parts()['numpy'].version}"
    assert numpy["licenses"][0]["expression"].startswith("BSD-3-Clause AND ")
    (files,) = [one["hashes"] for one in numpy["externalReferences"] if "hashes" in one]
    assert {one["content"] for one in files} == set(
        next(one.sha256 for one in pins() if one.name == "numpy")
    )
    model = found[f"model:{MODEL.name}"]
    assert model["type"] == "machine-learning-model"
    assert model["hashes"][0]["content"] in MODEL.with_name("manifest.toml").read_text("utf-8")


def test_it_says_what_needs_what(made: str) -> None:
    needs = {one["ref"]: one.get("dependsOn", []) for one in read(made)["dependencies"]}
    assert {f"pypi:{name}" for name in parts()} < set(needs["formcheck"])
    assert "pypi:numpy" in needs["pypi:mediapipe"]


def test_the_same_lock_gives_the_same_bill(made: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert bill() == made
    assert read(made)["metadata"]["timestamp"].startswith("2023-11-14T22:13:20")
