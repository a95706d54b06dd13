"""The icon, the message and the line on a real X server, with a window manager and a panel."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("real_desktop.py")
NEEDED = ("Xvfb", "openbox", "trayer")
pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(sys.platform != "linux", reason="expected Linux: X11"),
    pytest.mark.skipif(
        any(shutil.which(one) is None for one in NEEDED), reason=f"expected {', '.join(NEEDED)}"
    ),
]


@pytest.fixture(scope="module")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
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
    home = tmp_path_factory.mktemp("home")
    environ = {
        **{name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"},
        "DISPLAY": f":{number}",
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": str(PROGRAM.parents[3]),
        # No desktop of the person's own is asked for a tray.
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/nowhere",
        "XDG_CONFIG_HOME": str(home),
    }
    manager = subprocess.Popen(["openbox"], env=environ, stderr=subprocess.DEVNULL)
    yield environ
    for one in (manager, server):
        one.kill()
        one.wait()


@pytest.mark.parametrize("part", ["tray", "windows", "screens"])
def test_it_holds_on_a_real_desktop(desktop: dict[str, str], part: str) -> None:
    done = subprocess.run(
        [sys.executable, str(PROGRAM), part],
        env=desktop,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
