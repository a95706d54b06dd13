"""The models command, as it is typed."""

import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from formcheck import paths
from formcheck.cli.models import app
from formcheck.errors import ModelError

RUN = CliRunner()


def bundle() -> bytes:
    contents = io.BytesIO()
    with zipfile.ZipFile(contents, "w") as archive:
        archive.writestr("pose_detector.tflite", b"one")
        archive.writestr("pose_landmarks_detector.tflite", b"two")
    return contents.getvalue()


BUNDLE = bundle()
SHA256 = hashlib.sha256(BUNDLE).hexdigest()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a log."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give folders of their own to the program, with a manifest that names a server on loopback."""
    shipped, web = tmp_path / "shipped", tmp_path / "web"
    shipped.mkdir()
    web.mkdir()
    (shipped / "own.task").write_bytes(BUNDLE)
    (web / "tiny.task").write_bytes(BUNDLE)
    monkeypatch.setattr(paths, "models_dir", lambda: shipped)
    monkeypatch.setattr(paths, "user_models_dir", lambda: tmp_path / "user")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=web)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        (shipped / "manifest.toml").write_text(
            f"""
default = "built-in"
[[model]]
name = "built-in"
file = "own.task"
sha256 = "{SHA256}"
bytes = {len(BUNDLE)}
licence = "Apache-2.0"
origin = "made here"
[[model]]
name = "tiny"
file = "tiny.task"
licence = "Apache-2.0"
origin = "the web"
url = "http://127.0.0.1:{server.server_port}/tiny.task"
""",
            "utf-8",
        )
        yield tmp_path
        server.shutdown()
        thread.join()


def test_the_list_says_what_is_there_and_whether_it_is_right(home: Path) -> None:
    shown = RUN.invoke(app, [])
    assert shown.exit_code == 0
    assert "built-in (used)  ready" in shown.output
    assert "tiny             not fetched" in shown.output
    assert f"sha256 {SHA256}, as it should be" in shown.output
    assert "made here" in shown.output


def test_a_damaged_and_a_missing_model_are_listed_with_the_way_to_mend_them(home: Path) -> None:
    (home / "shipped" / "own.task").write_bytes(BUNDLE + b"!")
    shown = RUN.invoke(app, []).output
    assert "built-in (used)  damaged" in shown
    assert "python models/build_bundle.py" in shown
    (home / "shipped" / "own.task").unlink()
    assert "own.task\nabsent. To mend it, install formcheck again" in RUN.invoke(app, []).output


def test_a_model_of_unknown_hash_is_fetched_when_its_hash_is_accepted(home: Path) -> None:
    refused = RUN.invoke(app, ["fetch", "tiny"])
    assert isinstance(refused.exception, ModelError)
    assert f"--accept-sha256 {SHA256}" in str(refused.exception)
    assert not (home / "user" / "tiny.task").exists()
    fetched = RUN.invoke(app, ["fetch", "tiny", "--accept-sha256", SHA256])
    assert fetched.exit_code == 0, fetched.output
    assert f"{home / 'user' / 'tiny.task'}\nsha256 {SHA256}" in fetched.output
    assert (home / "user" / "tiny.task").read_bytes() == BUNDLE
    assert "tiny             ready" in RUN.invoke(app, []).output


def test_an_unknown_name_is_refused(home: Path) -> None:
    refused = RUN.invoke(app, ["fetch", "huge"])
    assert isinstance(refused.exception, ModelError)
    assert "choose one of built-in, tiny" in str(refused.exception)
