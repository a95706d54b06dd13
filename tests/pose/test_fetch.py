"""Fetching a model from a real server on this computer."""

import hashlib
import io
import socket
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from formcheck.errors import ModelError, OutputError
from formcheck.paths import OWN_FILE
from formcheck.pose.fetch import fetch_model
from formcheck.pose.model_file import ModelFile, check


def bundle() -> bytes:
    contents = io.BytesIO()
    # Without a date of its own: every process that runs tests has to get the same bytes.
    with zipfile.ZipFile(contents, "w") as archive:
        archive.writestr(zipfile.ZipInfo("pose_detector.tflite"), b"one" * 50_000)
        archive.writestr(zipfile.ZipInfo("pose_landmarks_detector.tflite"), b"two")
    return contents.getvalue()


BUNDLE = bundle()
SHA256 = hashlib.sha256(BUNDLE).hexdigest()
PAGE = b"<html>Please log in</html>"


class Handler(BaseHTTPRequestHandler):
    """Serves the bundle, a page instead of it, half of it, or nothing."""

    def do_GET(self) -> None:
        if self.path == "/hang-up":
            return
        if self.path not in ("/model.task", "/page.task", "/half.task"):
            self.send_error(404)
            return
        contents = PAGE if self.path == "/page.task" else BUNDLE
        self.send_response(200)
        self.send_header("Content-Length", str(len(contents)))
        self.end_headers()
        self.wfile.write(contents[: len(contents) // 2] if "half" in self.path else contents)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    """Serve on loopback and give the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def model_at(folder: Path, url: str, sha256: str = SHA256) -> ModelFile:
    return ModelFile(
        name="heavy",
        path=folder / "models" / "heavy.task",
        sha256=sha256,
        size_bytes=None,
        licence="Apache-2.0",
        origin="a test",
        url=url,
    )


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_the_model_arrives_whole_and_checked(tmp_path: Path, address: str) -> None:
    seen: list[tuple[int, int | None]] = []
    model = model_at(tmp_path, f"{address}/model.task")
    fetched = fetch_model(model, progress=lambda done, total: seen.append((done, total)))
    check(fetched.path, SHA256)
    assert fetched.sha256 == SHA256
    assert files(tmp_path) == ["heavy.task"]
    assert seen[-1] == (len(BUNDLE), len(BUNDLE))
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})
    assert len(seen) > 1


def test_another_hash_keeps_nothing_and_the_old_file_stays(tmp_path: Path, address: str) -> None:
    model = model_at(tmp_path, f"{address}/model.task", sha256="00" * 32)
    model.path.parent.mkdir()
    model.path.write_bytes(b"old")
    with pytest.raises(ModelError, match=f"sha256 {'00' * 32} .*found {SHA256}: nothing was kept"):
        fetch_model(model)
    assert files(tmp_path) == ["heavy.task"]
    assert model.path.read_bytes() == b"old"


def test_an_unknown_hash_is_shown_and_must_be_accepted(tmp_path: Path, address: str) -> None:
    model = model_at(tmp_path, f"{address}/model.task", sha256="")
    with pytest.raises(ModelError, match=f"formcheck models fetch heavy --accept-sha256 {SHA256}$"):
        fetch_model(model)
    assert files(tmp_path) == []
    fetched = fetch_model(model, accept_sha256=f" {SHA256.upper()} ")
    assert fetched.sha256 == SHA256
    assert files(tmp_path) == ["heavy.task", "heavy.task.sha256"]
    assert model.accepted_path.read_text("utf-8") == f"{SHA256}  heavy.task\n"
    # AND they are for their owner alone
    assert {one.stat().st_mode & 0o777 for one in tmp_path.rglob("heavy*")} == {OWN_FILE}


def test_accepting_another_hash_keeps_nothing(tmp_path: Path, address: str) -> None:
    with pytest.raises(ModelError, match="nothing was kept"):
        fetch_model(model_at(tmp_path, f"{address}/model.task", sha256=""), accept_sha256="11" * 32)
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("page", "sha256", "message"),
    [
        ("page.task", "", "sent no pose model"),
        ("page.task", SHA256, "its own page"),
        ("half.task", SHA256, "only .* bytes came|IncompleteRead"),
        ("gone.task", SHA256, "answered 404"),
        ("hang-up", SHA256, "go online"),
    ],
)
def test_what_goes_wrong_on_the_way_is_told(
    tmp_path: Path, address: str, page: str, sha256: str, message: str
) -> None:
    with pytest.raises(ModelError, match=message):
        fetch_model(model_at(tmp_path, f"{address}/{page}", sha256))
    assert files(tmp_path) == []


def test_no_network_is_told_in_plain_words(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # Bound but not listening: a connection is refused.
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/model.task"
        with pytest.raises(ModelError, match="go online and try again"):
            fetch_model(model_at(tmp_path, url))


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, address: str) -> None:
    (tmp_path / "models").write_text("a file where the folder should be", "utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        fetch_model(model_at(tmp_path, f"{address}/model.task"))


def test_the_built_in_model_is_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nothing to fetch"):
        fetch_model(model_at(tmp_path, ""))
