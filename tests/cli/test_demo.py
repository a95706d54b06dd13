import json
import shutil
from pathlib import Path

import av
import pytest

from formcheck import paths
from formcheck.cli import demo
from formcheck.cli.demo import show_live
from formcheck.cli.truth import Truth
from formcheck.errors import OutputError
from formcheck.report.json_report import read_record
from tests.cli.conftest import Command
from tests.conftest import ROOT

NOTHING = {"full": 0, "partial": 0, "attempt": 0, "left": 0, "right": 0}


def sample(folder: Path, clip: Path, **counts: int) -> Path:
    """Make a folder with one sample: the clip in which nobody does anything."""
    folder.mkdir()
    shutil.copy(clip, folder / "bridge_empty.mp4")
    truth = {
        "schema": "formcheck-truth/1",
        "exercise": "bridge",
        "counts": {**NOTHING, **counts},
        "holds": [],
        "faults": [],
    }
    (folder / "bridge_empty.truth.json").write_text(json.dumps(truth))
    return folder


@pytest.fixture
def hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """GIVEN no display, and a program that is found from any folder."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.mark.model
def test_every_result_and_agreement(
    formcheck: Command, clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = sample(tmp_path / "samples", clip)
    monkeypatch.setattr(demo, "samples_dir", lambda: folder)
    out = tmp_path / "new" / "out"
    result = formcheck("demo", "--out", out, "--no-window")
    assert (result.status, result.stderr) == (0, "")
    assert "agrees" in result.stdout
    assert "DIFFERS" not in result.stdout
    assert sorted(file.name for file in out.iterdir()) == [
        "bridge_empty.annotated.mp4",
        "bridge_empty.report.html",
        "bridge_empty.report.pdf",
        "bridge_empty.session.json",
    ]
    assert read_record(out / "bridge_empty.session.json").source.frames == 30
    with av.open(str(out / "bridge_empty.annotated.mp4")) as container:
        assert container.streams.video[0].codec_context.name == "h264"


@pytest.mark.model
def test_difference_is_said_and_ends_with_1(
    formcheck: Command, clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = sample(tmp_path / "samples", clip, full=3)
    monkeypatch.setattr(demo, "samples_dir", lambda: folder)
    result = formcheck("demo", "--out", tmp_path / "out", "--no-window")
    assert result.status == 1
    assert "DIFFERS" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--exercise", "plonk"], "There is no exercise"),
        (["--exercise", "plank"], "no sample clip of plank"),
        (["--out", "a-file"], "cannot be made"),
    ],
)
def test_bad_input_is_one_line(
    formcheck: Command,
    clip: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    arguments: list[str],
    sentence: str,
) -> None:
    folder = sample(tmp_path / "samples", clip)
    monkeypatch.setattr(demo, "samples_dir", lambda: folder)
    monkeypatch.chdir(tmp_path)
    Path("a-file").touch()
    result = formcheck("demo", "--no-window", *arguments)
    assert (result.status, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert sentence in result.stderr


def test_samples_that_ship_are_where_the_demo_looks() -> None:
    assert demo.samples_dir() == paths.samples_dir()


@pytest.mark.gui
@pytest.mark.model
@pytest.mark.usefixtures("hidden")
def test_window_without_a_display_leaves_a_picture(clip: Path, tmp_path: Path) -> None:
    picture = tmp_path / "live.png"
    truth = Truth(clip, "bridge", NOTHING, (), frozenset())
    assert show_live(truth, picture) == [picture]
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.gui
@pytest.mark.model
@pytest.mark.usefixtures("hidden")
def test_display_that_cannot_be_reached_leaves_a_picture(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    picture = tmp_path / "live.png"
    truth = Truth(clip, "bridge", NOTHING, (), frozenset())
    assert show_live(truth, picture) == [picture]
    assert "could not open on this display" in capfd.readouterr().err


@pytest.mark.gui
@pytest.mark.usefixtures("hidden")
def test_window_that_fails_is_told(clip: Path, tmp_path: Path) -> None:
    truth = Truth(clip, "plonk", NOTHING, (), frozenset())
    with pytest.raises(OutputError, match="without a picture"):
        show_live(truth, tmp_path / "live.png")
