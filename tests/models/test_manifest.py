"""The manifest agrees with the files beside it, and the networks with their licence."""

import hashlib
import tomllib
from pathlib import Path

import pytest


@pytest.fixture
def models_dir(repo_root: Path) -> Path:
    return repo_root / "models"


def test_every_bundle_here_is_in_the_manifest_with_its_size_and_hash(models_dir: Path) -> None:
    entries = tomllib.loads((models_dir / "manifest.toml").read_text("utf-8"))["model"]
    by_file = {entry["file"]: entry for entry in entries}
    bundles = sorted(models_dir.glob("*.task"))
    assert bundles
    for bundle in bundles:
        contents = bundle.read_bytes()
        assert by_file[bundle.name]["sha256"] == hashlib.sha256(contents).hexdigest()
        assert by_file[bundle.name]["bytes"] == len(contents)


def test_the_text_of_the_licence_comes_with_the_networks(models_dir: Path) -> None:
    licence = (models_dir / "LICENSE-APACHE-2.0.txt").read_text("utf-8")
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    assert "MediaPipe Authors" in (models_dir / "NOTICE.md").read_text("utf-8")
