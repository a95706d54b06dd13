#!/usr/bin/env python3
"""What goes into the program for people without Python, and what stays out, by name.

PyInstaller finds what is imported, and for each package takes far more than we use. What stays out
is written here, so that the package is small, is the same wherever it is built, and holds nothing
whose licence nobody looked at. Names are those inside the package, with ``/``.
"""

import re
import sys
from collections.abc import Iterable, Mapping
from fnmatch import fnmatch
from importlib import import_module, metadata
from os.path import normpath
from pathlib import Path, PurePosixPath
from pkgutil import iter_modules
from typing import Final

Entry = tuple[str, str, str]
"""Name in the package, where it is taken from, and its kind, as PyInstaller has them."""

ROOT: Final = Path(__file__).resolve().parents[1]
LOCK: Final = ROOT / "requirements.lock"
LANGUAGES: Final = tuple(
    sorted(["en", *(one.name for one in (ROOT / "formcheck" / "locale").iterdir() if one.is_dir())])
)

NOT_FROM_FORMCHECK: Final = ("**/*.po", "**/*.pot")
"""What only translators need."""
VERSIONS_OF: Final = ("formcheck", "av", "mediapipe", "numpy", "opencv-python-headless")
"""Whose versions the program states."""
LOADED_BY_NAME: Final = (
    "PIL.Image",
    "PIL.ImageOps",
    "PyQt6.QtTextToSpeech",
    "alembic.command",
    "alembic.config",
    "av",
    "importlib.metadata",
    "mediapipe.tasks.python.core.base_options",
    "mediapipe.tasks.python.vision.core.image",
    "mediapipe.tasks.python.vision.core.vision_task_running_mode",
    "mediapipe.tasks.python.vision.pose_landmarker",
    "typer.rich_utils",
)
"""What no import statement names."""
HOOKS: Final = {"matplotlib": {"backends": ["Agg", "pdf", "svg"]}}
"""Reports are drawn to files: no window of matplotlib is ever opened."""

_NEVER_USED: Final = (
    "_tkinter", "cffi", "curses", "distutils", "ensurepip", "idlelib", "lib2to3", "pydoc_data",
    "readline", "sounddevice", "tkinter", "turtle", "turtledemo", "venv",
    "OpenGL", "numpy.f2py", "pyqtgraph.examples", "pyqtgraph.jupyter", "pyqtgraph.opengl",
    "alembic.testing", "sqlalchemy.testing", "PyQt6.QtQml", "PyQt6.QtQuick", "PyQt6.QtTest",
)  # fmt: skip
"""Parts of Python and of our libraries that nothing of ours comes to, and that take room."""

_KEPT_PLUGINS: Final = (
    # On every system, then Linux, Windows and the Mac.
    "iconengines/*qsvgicon.*", "imageformats/*qico.*", "imageformats/*qjpeg.*",
    "imageformats/*qsvg.*", "platforms/*qoffscreen.*", "styles/*",
    "platforminputcontexts/*", "platforms/libqwayland*", "platforms/libqxcb.*",
    "platformthemes/*", "printsupport/*", "texttospeech/*_speechd.*", "wayland-*/*",
    "xcbglintegrations/*",
    "platforms/qwindows.*", "texttospeech/*_sapi.*", "texttospeech/*_winrt.*",
    "multimedia/windowsmediaplugin.*",
    "platforms/libqcocoa.*", "texttospeech/*_darwin.*", "multimedia/libdarwinmediaplugin.*",
)  # fmt: skip
"""Qt's plugins. No multimedia on Linux: tones need none, and it would bring one more FFmpeg."""

_KEPT_FROM_LINUX: Final = (
    "libpython3*", "libbz2.so*", "libcrypto.so*", "libffi.so*", "liblzma.so*", "libsqlite3.so*",
    "libssl.so*",
    "libxcb-*.so*", "libxkbcommon*.so*",
)  # fmt: skip
"""Python's own needs, and what Qt's window needs that many desktops lack (libxcb-cursor above all).

All else a desktop has, and must have its own: its sound, printing, theme and graphics know the
system that they run on, this computer's would not.
"""

_LEFT_OUT: Final = (
    "PyQt6/Qt6/qml/*", "PyQt6/Qt6/qsci/*", "PyQt6/*.pyi",
    "*Qt6?Quick*", "*Qt6Quick*", "*Qt6Qml*", "*Qt6EglFS*", "*Qt6FFmpegStub*", "*Qt6Test*",
    "PyQt6/Qt6/lib/libav*", "PyQt6/Qt6/lib/libsw*",
    # Fonts that we do not use; those of TeX have terms of their own, and Adobe's only measures.
    "*/mpl-data/fonts/afm/*", "*/mpl-data/fonts/pdfcorefonts/*", "*/mpl-data/fonts/ttf/cm*",
    "*/mpl-data/sample_data/*", "*/mpl-data/images/*", "cv2/data/*",
    "mediapipe/modules/*", "mediapipe/*/audio/*", "mediapipe/*/text/*", "mediapipe/*/genai/*",
    "numpy/*/tests/*", "pyarrow/include/*", "pyarrow/tests/*", "pyarrow/src/*", "pyarrow/*.p[xy]*",
    "*libarrow_flight*", "*libarrow_s3*", "*libarrow_python_*", "*libarrow_python.so",
    "*libarrow_python.so.*.*.*", "pyarrow/_acero*", "pyarrow/_azurefs*", "pyarrow/_csv*",
    "pyarrow/_cuda*", "pyarrow/_dataset*", "pyarrow/_feather*", "pyarrow/_flight*",
    "pyarrow/_gcsfs*", "pyarrow/_hdfs*", "pyarrow/_json*", "pyarrow/_orc*",
    "pyarrow/_parquet_encryption*", "pyarrow/_s3fs*", "pyarrow/_substrait*",
)  # fmt: skip
"""What is in our libraries for others."""

_FFMPEG: Final = re.compile(
    r"(?P<folder>[^/]+)/lib(?P<part>avcodec|avdevice|avfilter|avformat|avutil|swresample|swscale)"
    r"-\w+\.so\.(?P<made>\d+\.\d+)\.\d+"
)
_OPENCV: Final = "opencv_python_headless.libs"
_ONLY_OPENCVS_FFMPEG: Final = ("libcrypto-*", "libssl-*", "libvpx-*", "libdrm-*")


def locked() -> set[str]:
    """Return the names of the packages that formcheck needs to run, from the lock."""
    return set(re.findall(r"^([a-z0-9-]+)==", LOCK.read_text("utf-8"), re.MULTILINE))


def excluded() -> list[str]:
    """Return the modules that stay out: tools of ours that are installed beside, and parts."""
    ours = locked() | {"formcheck"}
    installed = metadata.packages_distributions().items()
    tools = [name for name, by in installed if not ours & {plain_name(one) for one in by}]
    return sorted({*_NEVER_USED, *tools, *_languages_of_programs()})


def _languages_of_programs() -> list[str]:
    """Return the modules by which Pygments colours sources: our terminal shows none."""
    lexers = import_module("pygments.lexers")
    found = (f"{lexers.__name__}.{one.name}" for one in iter_modules(lexers.__path__))
    return [name for name in found if not name.endswith("._mapping")]


def plain_name(name: str) -> str:
    """Return a package's name as locks have it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def chosen(entries: Iterable[Entry]) -> list[Entry]:
    """Return what goes in, of what PyInstaller found."""
    return _without_loose_ends(_one_ffmpeg([one for one in entries if _goes_in(one)]))


def _goes_in(entry: Entry) -> bool:
    name = entry[0].replace("\\", "/")
    if any(fnmatch(name, pattern) for pattern in _LEFT_OUT):
        return False
    if "/plugins/" in name:
        plugin = name.split("/plugins/")[1]
        return any(fnmatch(plugin, pattern) for pattern in _KEPT_PLUGINS)
    if "/translations/" in name and name.startswith("PyQt6"):
        return PurePosixPath(name).stem in {f"qtbase_{code}" for code in LANGUAGES}
    if sys.platform == "linux" and "/" not in name and ".so" in name:
        return _ours_to_bring(entry)
    return True


def _ours_to_bring(entry: Entry) -> bool:
    """Whether a library of the system goes in; a link to one that is in goes with it."""
    name, source, kind = entry
    if kind == "SYMLINK" or "site-packages" in source or "cpython-" in name:
        return True
    return any(fnmatch(name, pattern) for pattern in _KEPT_FROM_LINUX)


def _one_ffmpeg(entries: list[Entry]) -> list[Entry]:
    """Let OpenCV use the FFmpeg of PyAV, of which it is another build.

    OpenCV's own needs OpenSSL 1.1.1, which gets no more repairs, and whose licence does not go
    together with ours. We open cameras with OpenCV and files with PyAV, so that nothing is lost.
    """
    found = {name: match for name, *_ in entries if (match := _FFMPEG.fullmatch(name))}
    theirs = {
        (match["part"], match["made"]): name
        for name, match in found.items()
        if match["folder"] == "av.libs"
    }
    return [
        _shared(one, found[one[0]], theirs)
        if folder_of(one) == _OPENCV and one[0] in found
        else one
        for one in entries
        if not _only_opencvs(one)
    ]


def _only_opencvs(entry: Entry) -> bool:
    """Whether a library is there for OpenCV's FFmpeg alone."""
    file = PurePosixPath(entry[0]).name
    return folder_of(entry) == _OPENCV and any(fnmatch(file, one) for one in _ONLY_OPENCVS_FFMPEG)


def _shared(entry: Entry, match: re.Match[str], theirs: Mapping[tuple[str, str], str]) -> Entry:
    """Return a link to the same library of PyAV."""
    same = theirs.get((match["part"], match["made"]))
    if same is None:
        raise SystemExit(
            f"bundle: expected PyAV to bring the same version of FFmpeg's {match['part']} as "
            f"OpenCV ({match['made']}), found another: see docs/packaging.md."
        )
    return (entry[0], f"../{same}", "SYMLINK")


def folder_of(entry: Entry) -> str:
    """Return the folder in the package."""
    return entry[0].rpartition("/")[0]


def _without_loose_ends(entries: list[Entry]) -> list[Entry]:
    """Leave out links to what is not in."""
    names = {name for name, *_ in entries}
    return [
        (name, source, kind)
        for name, source, kind in entries
        if kind != "SYMLINK" or normpath(f"{name}/../{source}") in names
    ]
