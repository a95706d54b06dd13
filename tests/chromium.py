"""A real browser without a window, for what is to be read in one: reports and videos.

    with Chromium(tmp_path) as browser:
        page = browser.open((tmp_path / "report.html").as_uri())
        assert page.evaluate("document.title") == "Bridge"
        assert not page.outside()
        assert not page.errors

Chromium is driven by its own protocol over a pair of pipes: no library, no port, no thread.
"""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_S = 60.0
"""On a computer that is busy with other tests; nothing is a matter of time here."""
FLAGS = (
    "--headless=new",
    "--no-sandbox",  # tests may run as root, in a container
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--autoplay-policy=no-user-gesture-required",
    "--force-color-profile=srgb",
    "--remote-debugging-pipe",
)
LOCAL = ("file:", "data:", "blob:", "about:", "chrome:")


def chromium() -> str:
    """Return the browser; skip the test where there is none."""
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    return pytest.skip(f"no browser: none of {', '.join(NAMES)} is installed")


class Chromium:
    """A browser with a profile of its own in ``folder``, closed at the end of the block."""

    def __init__(self, folder: Path) -> None:
        self._profile = folder / "browser"
        self._path = chromium()
        self._number = 0
        self._unread = b""
        self.pages: dict[str, Page] = {}

    def __enter__(self) -> Self:
        """Start it."""
        (reads, self._out), (self._in, writes) = os.pipe(), os.pipe()
        # It reads from file 3 and writes to file 4; the shell puts ours there, from numbers that
        # are surely others.
        far = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (reads, writes)]
        script = f'exec "$@" 3<&{far[0]} 4>&{far[1]} {far[0]}<&- {far[1]}>&-'
        flags = (*FLAGS, f"--user-data-dir={self._profile}", "about:blank")
        self._process = subprocess.Popen(
            ["bash", "-c", script, "chromium", self._path, *flags],
            pass_fds=far,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for end in (reads, writes, *far):
            os.close(end)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        try:
            self._write("Browser.close", {}, "")
            self._process.wait(PATIENCE_S)
        except (OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        finally:
            os.close(self._in)
            os.close(self._out)

    def open(self, url: str = "about:blank", size_px: tuple[int, int] = (1280, 720)) -> "Page":
        """Return a page that has loaded ``url``."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = self.pages[session] = Page(self, session)
        for domain in ("Page", "Runtime", "Network", "Log"):
            page.ask(f"{domain}.enable")
        width, height = size_px
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        page.ask("Emulation.setDeviceMetricsOverride", **size)
        page.go(url)
        return page

    def ask(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """Return the answer to a call of the protocol; events meanwhile go to their pages."""
        number = self._write(method, params, session)
        while True:
            message = self.hear()
            if message.get("id") == number:
                assert "error" not in message, f"{method}: {message['error']}"
                result: dict[str, Any] = message["result"]
                return result

    def hear(self) -> dict[str, Any]:
        """Return the next message, an event told to its page already."""
        until = time.monotonic() + PATIENCE_S
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._in], [], [], max(0.0, until - time.monotonic()))
            some = os.read(self._in, 1 << 20) if ready else b""
            assert some, "the browser has ended" if ready else "the browser does not answer"
            self._unread += some
        text, _, self._unread = self._unread.partition(b"\0")
        message: dict[str, Any] = json.loads(text)
        page = self.pages.get(message.get("sessionId", ""))
        if page is not None and "method" in message:
            page.note(message["method"], message["params"])
        return message

    def _write(self, method: str, params: dict[str, Any], session: str) -> int:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        data = memoryview(json.dumps(message).encode() + b"\0")
        while data:
            data = data[os.write(self._out, data) :]
        return self._number


@dataclass(eq=False)
class Page:
    """One page, and what happened in it."""

    browser: Chromium
    session: str
    requests: list[str] = field(default_factory=list)
    """Every address that it asked for."""
    errors: list[str] = field(default_factory=list)
    """What it complained about: errors of scripts and in the console."""
    loads: int = 0

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Return the answer to a call of the protocol."""
        return self.browser.ask(method, self.session, **params)

    def go(self, url: str) -> None:
        """Load an address, and wait for all that belongs to it."""
        before = self.loads
        failed = self.ask("Page.navigate", url=url).get("errorText")
        assert not failed, f"{url}: {failed}"
        while self.loads == before:
            self.browser.hear()

    def outside(self) -> list[str]:
        """Return the addresses asked for that are not on this computer."""
        return [url for url in self.requests if not url.startswith(LOCAL)]

    def evaluate(self, script: str) -> Any:
        """Return the value of an expression; of a promise, what it gives in the end."""
        options = {"awaitPromise": True, "returnByValue": True, "userGesture": True}
        answer = self.ask("Runtime.evaluate", expression=script, **options)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def print(self, path: Path, **options: Any) -> None:
        """Write the page as it is printed, to a PDF; options as of Page.printToPDF."""
        path.write_bytes(base64.b64decode(self.ask("Page.printToPDF", **options)["data"]))

    def screenshot(self, path: Path) -> None:
        """Write what is seen, to a PNG."""
        path.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot")["data"]))

    def note(self, method: str, params: dict[str, Any]) -> None:
        """Take an event of the protocol."""
        if method == "Page.loadEventFired":
            self.loads += 1
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.errors.append(json.dumps(params["exceptionDetails"]))
        elif method == "Runtime.consoleAPICalled" and params["type"] in {"error", "assert"}:
            self.errors.append(json.dumps(params["args"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.errors.append(params["entry"]["text"])
