"""What every test shares: no window on the screen, no thread left behind, where the data is."""

import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from formcheck.language import use_language

ROOT = Path(__file__).resolve().parent.parent
GRACE_S = 3.0

# Before anything imports Qt: it reads this once.
if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


# Nothing that a test keeps may end up among somebody's own sessions and settings.
for _place in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
    os.environ[_place] = tempfile.mkdtemp(prefix="formcheck-tests-")


# The texts that tests look for are the English ones, whatever the machine speaks.
os.environ["FORMCHECK_LANGUAGE"] = "en"
# Nobody wants to hear tests; those of the voice say what they want.
os.environ["FORMCHECK_VOICE"] = "off"


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Undo the choice of a language that a test makes."""
    yield
    use_language("en")


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Fail a test that ends while a thread it started still runs."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + GRACE_S
    while (left := set(threading.enumerate()) - before) and time.monotonic() < until:
        time.sleep(0.01)
    assert not left, f"threads left behind: {sorted(thread.name for thread in left)}"


@pytest.fixture(scope="session")
def repo_root() -> Path:
    """Folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def samples_dir() -> Path:
    """Folder with the rendered clips and their truth."""
    return ROOT / "samples"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder with recordings of people, which are not part of the repository."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no recordings at ../shared/data (looked in {folder})")
    return folder
