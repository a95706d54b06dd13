"""What goes into the packaged program, of all that PyInstaller finds."""

import ast
import sys
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

import pytest

from tests.conftest import ROOT

BY_EXTRA = {"distributed"}
"""What is loaded by name, and is in no package: a computer of a cluster is set up otherwise."""
LIBS = "/v/lib/python3.11/site-packages"
linux = pytest.mark.skipif(sys.platform != "linux", reason="libraries of Linux")


@pytest.fixture(scope="module")
def bundle() -> Any:
    spec = spec_from_file_location("bundle", ROOT / "packaging" / "bundle.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def names(bundle: Any, *found: str) -> list[str]:
    entries = [(one, f"{LIBS}/{one}", "BINARY") for one in found]
    return [name for name, *_ in bundle.chosen(entries)]


def test_of_qt_only_what_a_window_needs_goes_in(bundle: Any) -> None:
    plugins = "PyQt6/Qt6/plugins"
    kept = [f"{plugins}/platforms/libqxcb.so", f"{plugins}/imageformats/libqsvg.so"]
    left = [
        f"{plugins}/platforms/libqvnc.so",
        f"{plugins}/tls/libqopensslbackend.so",
        f"{plugins}/multimedia/libffmpegmediaplugin.so",
        "PyQt6/Qt6/lib/libQt6Quick.so.6",
        "PyQt6/Qt6/lib/libavcodec.so.61",
    ]
    assert names(bundle, *kept, *left) == kept


def test_qts_own_words_go_in_for_our_languages_alone(bundle: Any) -> None:
    folder = "PyQt6/Qt6/translations"
    found = [f"{folder}/{one}.qm" for one in ("qtbase_de", "qtbase_en", "qtbase_fr", "qt_de")]
    assert names(bundle, *found) == found[:2]


@linux
def test_what_a_desktop_has_it_keeps(bundle: Any) -> None:
    found = [
        (name, f"/usr/lib/x86_64-linux-gnu/{name}", "BINARY")
        for name in ("libxcb-cursor.so.0", "libstdc++.so.6", "libgtk-3.so.0", "libssl.so.3")
    ]
    assert [name for name, *_ in bundle.chosen(found)] == ["libxcb-cursor.so.0", "libssl.so.3"]


@linux
def test_a_link_goes_in_with_what_it_leads_to(bundle: Any) -> None:
    library = ("av.libs/libx264-1.so", f"{LIBS}/av.libs/libx264-1.so", "BINARY")
    link = ("libx264-1.so", "av.libs/libx264-1.so", "SYMLINK")
    loose = ("libx265-2.so", "av.libs/libx265-2.so", "SYMLINK")
    assert bundle.chosen([library, link, loose]) == [library, link]


def test_opencv_uses_the_ffmpeg_of_pyav_and_no_old_openssl(bundle: Any) -> None:
    theirs = "opencv_python_headless.libs"
    found = [
        (one, f"{LIBS}/{one}", "BINARY")
        for one in (
            "av.libs/libavcodec-5e.so.62.28.102",
            f"{theirs}/libavcodec-c4.so.62.28.101",
            f"{theirs}/libssl-81.so.1.1.1k",
            f"{theirs}/libaom-a0.so.3",
        )
    ]
    assert bundle.chosen(found) == [
        found[0],
        (found[1][0], "../av.libs/libavcodec-5e.so.62.28.102", "SYMLINK"),
        found[3],
    ]
    # GIVEN one of another version THEN nothing is built that may not work
    with pytest.raises(SystemExit, match=r"avcodec as OpenCV \(62\.28\)"):
        bundle.chosen([("av.libs/libavcodec-5e.so.62.29.1", "", "BINARY"), found[1]])


def test_what_is_installed_for_development_alone_stays_out(bundle: Any) -> None:
    out = set(bundle.excluded())
    assert {"pytest", "mypy", "PyInstaller", "scipy", "tkinter", "sounddevice"} <= out
    assert "pygments.lexers.haskell" in out
    assert not out & {
        "pygments.lexers._mapping",
        "pygments.lexers",
        "numpy",
        "cv2",
        "PyQt6",
        "formcheck",
        "mediapipe",
        "sqlalchemy",
    }


def loaded_by_name() -> set[str]:
    """Return every name of a module that formcheck gives to import_module, spelled out."""
    called = [
        node
        for file in (ROOT / "formcheck").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module")
    ]
    given = [node.args[0] for node in called]
    return {one.value for one in given if isinstance(one, ast.Constant)}


def test_what_no_import_statement_names_goes_in(bundle: Any) -> None:
    others = {one for one in loaded_by_name() if not one.startswith("formcheck.")}
    assert "alembic.command" in others
    assert others - BY_EXTRA <= set(bundle.LOADED_BY_NAME)
