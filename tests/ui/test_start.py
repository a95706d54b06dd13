"""What a window waits for before it is there: every library that it needs, and none besides."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.startup import WINDOWS
from formcheck.store.database import open_store
from tests.conftest import ROOT

ALWAYS_LATE = {"scipy", "matplotlib", "alembic", "mako", "pyarrow", "rich", "psycopg", "dask"}
"""For what is asked for later, or for terminals; a database that is up to date needs no upgrade."""
LATE = {
    "home": {"mediapipe", "pyqtgraph", "PIL"},
    "live": {"mediapipe", "pyqtgraph", "PIL", "jinja2"},
    "review": set(),
    "posture, today": {"pyqtgraph", "PIL", "jinja2"},
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder that was used before, as on every day but the first."""
    folder = tmp_path_factory.mktemp("data")
    open_store(str(folder / "formcheck" / "store" / "formcheck.sqlite")).close()
    return folder


def loaded(name: str, data: Path) -> set[str]:
    """Start a command as a user does; return what it has loaded when its window is shown."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.first_paint", *WINDOWS[name]],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_DATA_HOME": str(data),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return set(json.loads(done.stdout)["modules"])


@pytest.mark.no_cover
@pytest.mark.parametrize("name", WINDOWS)
def test_a_window_is_there_before_what_it_needs_later(name: str, data: Path) -> None:
    found = loaded(name, data)
    assert {"PyQt6", "sqlalchemy"} <= found
    assert not found & (ALWAYS_LATE | LATE[name])
