"""Real disks that are full or may not be written, and other programs that hold a database."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

_HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
for how in sys.argv[2:]:
    held.execute(how).fetchall()
print("held", flush=True)
sys.stdin.readline()
"""


@cache
def may_mount() -> bool:
    """Whether this user may have file systems of their own."""
    asked = ["unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=64k", "none", "/mnt"]
    try:
        return subprocess.run(asked, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def on_disk(what: str, folder: Path, size: str) -> dict[str, Any]:
    """Do something of `tests.endurance.on_a_disk` on a file system of its own; return what it saw.

    Parameters
    ----------
    what
        Name of the scene.
    folder
        Where the file system is; the process has nothing else to write in but ``/tmp``.
    size
        As mount takes it.
    """
    if not may_mount():
        pytest.skip("nobody may mount a file system here")
    folder.mkdir(exist_ok=True)
    mount = 'mount -t tmpfs -o size=$1 none "$2" && exec "$3" -m tests.endurance.on_a_disk $4 "$2"'
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", mount, "sh", size, folder, sys.executable, what],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "XDG_DATA_HOME": str(folder),
            "QT_QPA_PLATFORM": "offscreen",
        },
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return seen


@contextmanager
def held(place: Path, *how: str) -> Iterator[None]:
    """Have another process hold a database for the block."""
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(place), *how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    try:
        yield
    finally:
        other.communicate("\n", timeout=30)
