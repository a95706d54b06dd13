"""The packaged program as somebody gets it: unpacked anywhere, on a computer without a Python.

``make package-test`` builds it and runs these; without it there is nothing to test.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import av
import pytest

from supply.notices import shipped
from tests.conftest import ROOT

PACKAGED: Final = os.environ.get("FORMCHECK_PACKAGED", "")
if not PACKAGED or sys.platform != "linux":
    pytest.skip("nothing is packaged: see make package-test", allow_module_level=True)

PLACE: Final = "Übungen für Jörg & Anna"
PATIENCE_S: Final = 180.0
SUPERFLUOUS: Final = (
    "pytest", "pandas", "pyvista", "vtkmodules", "scipy", "dask", "tkinter", "hypothesis", "mypy",
    "PyInstaller", "libQt6Quick*", "libQt6Qml*", "libQt6WebEngine*", "libgtk-3*", "libssl-*",
    "libcrypto-*", "libstdc++*", "libglib-*", "libpulse*",
)  # fmt: skip
FROM_THE_DESKTOP: Final = {
    "libatk-1.0.so.0", "libcairo-gobject.so.2", "libcairo.so.2", "libcups.so.2", "libgdk-3.so.0",
    "libgdk_pixbuf-2.0.so.0", "libgio-2.0.so.0", "libgobject-2.0.so.0", "libgtk-3.so.0",
    "libharfbuzz.so.0", "libpango-1.0.so.0", "libpangocairo-1.0.so.0", "libpulse.so.0",
    "libspeechd.so.2", "libwayland-client.so.0", "libwayland-cursor.so.0", "libwayland-egl.so.1",
}  # fmt: skip
"""What plugins of Qt need that stay silent where it is not."""


def link(source: str, to: str) -> None:
    """Copy without copying: the program has half a gigabyte."""
    os.link(source, to, follow_symlinks=False)


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """GIVEN a folder with blanks and letters that are not English, on the disk of the build."""
    made = ROOT / "build" / PLACE
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def program(place: Path) -> Path:
    """GIVEN the program in it."""
    shutil.copytree(ROOT / PACKAGED, place / "formcheck", symlinks=True, copy_function=link)
    return place / "formcheck" / "formcheck"


@pytest.fixture(scope="module")
def clip(place: Path) -> Path:
    """GIVEN three seconds of a sample, in a folder of recordings."""
    made = place / "Aufnahmen" / "Brücke 1.mp4"
    made.parent.mkdir()
    sample = av.open(str(ROOT / "samples" / "bridge_good.mp4"))
    with sample, av.open(str(made), "w") as cut:
        stream = cut.add_stream_from_template(sample.streams.video[0])
        for packet in sample.demux(video=0):
            if packet.pts is not None and packet.time_base and packet.pts * packet.time_base < 3:
                packet.stream = stream
                cut.mux(packet)
    return made


def environment(home: Path) -> dict[str, str]:
    """Nothing but what a desktop gives; no Python is found, and no other program."""
    return {
        "HOME": str(home),
        "PATH": "/nonexistent",
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "FORMCHECK_VOICE": "off",
    }


@pytest.fixture(scope="module")
def start(program: Path, place: Path) -> Callable[..., "subprocess.Popen[str]"]:
    def started(*words: str | Path) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [program, *words],
            cwd=place,
            env=environment(place / "home"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return started


@pytest.fixture(scope="module")
def run(start: Callable[..., "subprocess.Popen[str]"]) -> Callable[..., str]:
    def ran(*words: str | Path) -> str:
        process = start(*words)
        said, complained = process.communicate(timeout=PATIENCE_S)
        assert (process.returncode, complained) == (0, "")
        return said

    return ran


@pytest.fixture(scope="module", autouse=True)
def demo(start: Callable[..., "subprocess.Popen[str]"]) -> Iterator["subprocess.Popen[str]"]:
    """WHEN the demonstration runs: it takes its time, beside which the others are tested."""
    process = start("demo", "--out", "Ergebnisse")
    yield process
    process.kill()
    process.wait()


def test_it_knows_its_version_and_says_what_it_can(run: Callable[..., str]) -> None:
    assert run("--version") == "formcheck 0.1.0\n"
    assert "analyse" in run("--help")
    assert "Übungen" in run("--help", "--language", "de")


def test_its_data_is_inside(run: Callable[..., str]) -> None:
    assert "bridge" in run("exercises", "list")
    assert "starter" in run("programme", "list")


def test_it_analyses_a_recording_in_processes_of_its_own(
    run: Callable[..., str], clip: Path, place: Path
) -> None:
    words = ("--exercise", "bridge", "--json", "b.json", "--export", "b.parquet")
    run("analyse", clip, *words, "--report", "b.pdf")
    record = json.loads((place / "b.json").read_text("utf-8"))
    assert record["source"]["frames"] > 60
    assert (place / "b.parquet").read_bytes().startswith(b"PAR1")
    assert (place / "b.pdf").read_bytes().startswith(b"%PDF")


def test_it_analyses_a_folder(
    start: Callable[..., "subprocess.Popen[str]"], clip: Path, place: Path
) -> None:
    process = start("batch", clip.parent, "--out", "Alle", "--exercise", "bridge", "--jobs", "1")
    _said, progress = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, progress) == (0, f"1/1 {clip.name}\n")
    assert list((place / "Alle").rglob("Brücke 1*"))


@pytest.mark.parametrize("words", [("home",), ("review", "b.json")])
def test_its_windows_open(
    start: Callable[..., "subprocess.Popen[str]"], words: tuple[str, ...]
) -> None:
    process = start(*words)
    try:
        until_heeds(process)
        maps = Path(f"/proc/{process.pid}/maps").read_text()
    finally:
        process.terminate()
        said = process.communicate(timeout=PATIENCE_S)
    # THEN the window's loop ran, as nothing else answers and ends well
    assert (process.returncode, *said) == (0, "", "")
    # AND it is drawn with libraries of the program and of the system alone
    used = {line.split(maxsplit=5)[5].strip() for line in maps.splitlines() if "/" in line}
    libraries = {Path(one) for one in used if ".so" in one}
    assert any(one.name == "libqoffscreen.so" for one in libraries)
    outside = [one for one in libraries if PLACE not in one.parts]
    assert all(one.parts[1] in {"lib", "lib64", "usr"} for one in outside)


def until_heeds(process: "subprocess.Popen[str]") -> None:
    """Wait until a program heeds being asked to end, which it does with its window."""
    status = Path(f"/proc/{process.pid}/status")
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()
        heeded = next(one for one in status.read_text().splitlines() if one.startswith("SigCgt"))
        if int(heeded.split()[1], 16) >> (signal.SIGTERM - 1) & 1:
            return
        time.sleep(0.05)
    raise AssertionError("no window opened")


def test_every_library_finds_what_it_needs(program: Path) -> None:
    inside = program.parent / "_internal"
    files = [one for one in inside.rglob("*.so*") if not one.is_symlink()]
    listed = subprocess.run(
        ["/usr/bin/ldd", *files],
        env={"LD_LIBRARY_PATH": str(inside), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    missing = {line.split()[0] for line in listed.stdout.splitlines() if "not found" in line}
    assert missing <= FROM_THE_DESKTOP


def test_nothing_superfluous_is_inside(program: Path) -> None:
    inside = program.parent / "_internal"
    assert [one.name for name in SUPERFLUOUS for one in inside.rglob(name)] == []
    assert [one for one in program.parent.rglob("*") if one.is_symlink() and not one.exists()] == []


def test_the_licence_of_all_that_is_inside_is_there(program: Path) -> None:
    folder = program.parent
    assert len(shipped(folder)) > 20
    assert (folder / "LICENSE").is_file()
    assert (folder / "licences" / "packages" / "pyqt6").is_dir()
    assert json.loads((folder / "sbom.cdx.json").read_text("utf-8"))["bomFormat"] == "CycloneDX"


def test_the_demonstration_ends_well(demo: "subprocess.Popen[str]", place: Path) -> None:
    said, complained = demo.communicate(timeout=PATIENCE_S)
    assert (demo.returncode, complained) == (0, "")
    assert "DIFFERS" not in said
    made = {"".join(one.suffixes) for one in (place / "Ergebnisse").iterdir()}
    assert made == {".session.json", ".report.html", ".report.pdf", ".annotated.mp4", ".live.png"}
