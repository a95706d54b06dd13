"""The locks pin everything by hash, name no address, and hold no package that must stay out."""

import re
import tomllib
from pathlib import Path

import pytest

RUN, DEV = "requirements.lock", "requirements-dev.lock"
PIN = re.compile(r"^([a-z0-9-]+)==([^ ]+)", re.MULTILINE)


def pins(repo_root: Path, lock: str) -> dict[str, str]:
    return dict(PIN.findall((repo_root / lock).read_text("utf-8")))


def plain_name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("lock", [RUN, DEV])
def test_a_lock_holds_pins_and_hashes_and_nothing_else(repo_root: Path, lock: str) -> None:
    for line in (repo_root / lock).read_text("utf-8").splitlines():
        assert re.fullmatch(
            r"[a-z0-9-]+==\S+( ; [^/]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line
        )


def test_every_dependency_is_locked(repo_root: Path) -> None:
    project = tomllib.loads((repo_root / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {plain_name(requirement) for requirement in project["dependencies"]}
    assert wanted <= pins(repo_root, RUN).keys()
    wanted |= {plain_name(name) for name in project["optional-dependencies"]["dev"]}
    assert wanted <= pins(repo_root, DEV).keys()


def test_the_lock_for_development_only_adds(repo_root: Path) -> None:
    assert pins(repo_root, RUN).items() < pins(repo_root, DEV).items()


@pytest.mark.parametrize("lock", [RUN, DEV])
def test_mediapipe_is_the_version_that_stays_silent_and_opencv_is_there_once(
    repo_root: Path, lock: str
) -> None:
    found = pins(repo_root, lock)
    assert found["mediapipe"] == "0.10.31"
    assert [name for name in found if name.startswith("opencv")] == ["opencv-python-headless"]
