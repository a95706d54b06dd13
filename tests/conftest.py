"""What every test shares: no window on the screen, no thread left behind, where the data is."""

import atexit
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from formcheck.language import use_language
from tests.untraced import forget_results, name_of, untraced

ROOT = Path(__file__).resolve().parent.parent
GRACE_S = 3.0
UNTRACED = frozenset({"calibration", "clips", "samples"})
"""Folders whose tests run the program at length and reach nothing that no other test reaches:
watching what they reach would make them take three times as long."""

# Before anything imports Qt: it reads this once.
if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


# Nothing that a test keeps may end up among somebody's own sessions and settings.
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="formcheck-tests-")
atexit.register(shutil.rmtree, os.environ["XDG_DATA_HOME"], ignore_errors=True)


# The texts that tests look for are the English ones, whatever the machine speaks.
os.environ["FORMCHECK_LANGUAGE"] = "en"
# Nobody wants to hear tests; those of the voice say what they want.
os.environ["FORMCHECK_VOICE"] = "off"


# Coverage does not see into other processes, and each costs a second to start; the tests of the
# processes say how many they want.
os.environ["FORMCHECK_CORES"] = "0"


# The computer may be busy with the other half of the tests: nothing here is a matter of time.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Do not trace the tests that are all length; begin with the files that have slow tests.

    Two processes take file after file: a long one at the end would be waited for.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
    names = untraced()
    for item in items:
        folder = item.path.relative_to(ROOT / "tests").parts[0]
        if folder in UNTRACED or name_of(item.nodeid) in names:
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Undo the choice of a language that a test makes."""
    yield
    use_language("en")


@pytest.fixture(autouse=True)
def nothing_found_unwatched_is_kept(request: pytest.FixtureRequest) -> Iterator[None]:
    """Forget what a test worked out that coverage does not watch."""
    yield
    if request.node.get_closest_marker("no_cover"):
        forget_results()


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
