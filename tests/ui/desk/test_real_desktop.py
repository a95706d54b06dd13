"""The icon, the message and the line on a real X server, with a window manager and a panel."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.desk.desktops import PrivateBus

PROGRAM = Path(__file__).with_name("real_desktop.py")
NEEDED = ("Xvfb", "openbox", "trayer")
pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(sys.platform != "linux", reason="expected Linux: X11"),
    pytest.mark.skipif(
        any(shutil.which(one) is None for one in NEEDED), reason=f"expected {', '.join(NEEDED)}"
    ),
]


@pytest.fixture
def bus() -> Iterator[PrivateBus]:
    with PrivateBus() as made:
        yield made


@pytest.fixture
def desktop(bus: PrivateBus, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Run a server with a window manager; give the environment of programs on it."""
    ours, servers = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(servers), "-screen", "0", "1280x720x24", "-nolisten", "tcp"],
        pass_fds=[servers],
        stderr=subprocess.DEVNULL,
    )
    os.close(servers)
    with os.fdopen(ours) as told:
        number = told.readline().strip()
    environ = {
        **{name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"},
        "DISPLAY": f":{number}",
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": str(PROGRAM.parents[3]),
        # No desktop of the person's own is asked for a tray.
        "DBUS_SESSION_BUS_ADDRESS": bus.address,
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    manager = subprocess.Popen(["openbox"], env=environ, stderr=subprocess.DEVNULL)
    yield environ
    for one in (manager, server):
        one.kill()
        one.wait()


def test_it_holds_on_a_real_desktop(desktop: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, str(PROGRAM)],
        env=desktop,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
