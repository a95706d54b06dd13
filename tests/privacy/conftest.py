"""A program that is watched, or why it cannot be here."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.privacy.watcher import Watched

Watch = Callable[[str], "Watched"]
MUST = "FORMCHECK_MUST_WATCH"

collect_ignore_glob = [] if sys.platform.startswith("linux") else ["test_*.py"]
"""Other systems do not let a program be watched so, and have none of what it is done with."""


@pytest.fixture(scope="session")
def _can_watch(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skip where a program cannot be watched; an error where `MUST` says that it has to be."""
    from tests.privacy.filters import CannotWatchError
    from tests.privacy.runs import House

    house = House(tmp_path_factory.mktemp("can") / "house")
    house.build()
    try:
        house.run([sys.executable, "-c", ""])
    except CannotWatchError as error:
        if os.environ.get(MUST):
            raise
        pytest.skip(str(error))


@pytest.fixture
def watch_code(tmp_path: Path, _can_watch: None) -> Watch:
    """Run Python code, watched, in a house of its own."""
    from tests.privacy.runs import House

    house = House(tmp_path / "house")
    house.build()
    return lambda code: house.run([sys.executable, "-I", "-c", code])
