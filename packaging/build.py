#!/usr/bin/env python3
"""Build dist/formcheck: the program for people without Python.

::

    our own wheel -> build/stage -> PyInstaller -> dist/formcheck
                                                   + icons, install.sh, licences, bill of materials

``--archive`` packs it as well, as dist/formcheck-VERSION-SYSTEM.tar.gz. The same checkout gives
the same files: times come from the last change, and nothing depends on the order of a folder.
"""

import gzip
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
BUILD: Final = ROOT / "build"
STAGE: Final = BUILD / "stage"
DIST: Final = ROOT / "dist"
FOLDER: Final = DIST / "formcheck"
_HERE: Final = Path(__file__).resolve().parent


def main(arguments: list[str]) -> None:
    """Build, and pack where that is asked for."""
    if unknown := set(arguments) - {"--archive"}:
        raise SystemExit(f"build: expected nothing or --archive, found {' '.join(unknown)}")
    os.environ |= {"SOURCE_DATE_EPOCH": last_change(), "PYTHONHASHSEED": "0"}
    stage()
    run(ROOT, "tools/program_icons.py", BUILD / "icons")
    freeze()
    run(ROOT, "-m", "supply", "notices", FOLDER)
    run(ROOT, "-m", "supply", "bill", FOLDER / "sbom.cdx.json")
    shutil.copy(ROOT / "LICENSE", FOLDER / "LICENSE")
    if sys.platform == "linux":
        add_linux()
    settle(FOLDER)
    if arguments:
        pack()


def last_change() -> str:
    """Return when the checkout changed last, in seconds since 1970; the wish from outside first."""
    if wished := os.environ.get("SOURCE_DATE_EPOCH"):
        return wished
    asked = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "946684800"


def run(folder: Path, *words: str | Path) -> None:
    """Run a Python program of this environment in a folder."""
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    variables["PYTHONPATH"] = str(ROOT if folder == ROOT else STAGE)
    done = subprocess.run([sys.executable, *words], cwd=folder, env=variables, check=False)
    if done.returncode:
        raise SystemExit(f"build: {words} ended with status {done.returncode}")


def stage() -> None:
    """Make our own wheel, and unpack it where PyInstaller finds it."""
    wheels = BUILD / "wheel"
    for folder in (wheels, STAGE):
        shutil.rmtree(folder, ignore_errors=True)
    run(ROOT, "-m", "hatchling", "build", "-t", "wheel", "-d", wheels)
    (wheel,) = wheels.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(STAGE)


def freeze() -> None:
    """Let PyInstaller build the folder. Not from the checkout, which is no wheel."""
    words = ["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    folders = ["--distpath", str(DIST), "--workpath", str(BUILD / "work")]
    run(BUILD, *words, *folders, _HERE / "formcheck.spec")


def add_linux() -> None:
    """Add what a desktop shows, and the script that tells it."""
    shutil.copy(_HERE / "linux" / "install.sh", FOLDER)
    share = FOLDER / "share"
    share.mkdir(exist_ok=True)
    shutil.copy(_HERE / "linux" / "formcheck.desktop", share)
    icons = share / "icons" / "hicolor"
    shutil.copytree(BUILD / "icons" / "hicolor", icons, dirs_exist_ok=True)


def settle(folder: Path) -> None:
    """Give every file the time of the last change, and rights that do not depend on who builds."""
    then = int(os.environ["SOURCE_DATE_EPOCH"])
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        os.utime(path, (then, then), follow_symlinks=False)


def pack() -> Path:
    """Pack the folder so that the same files give the same archive."""
    system = f"{platform.system()}-{platform.machine()}".lower()
    version = next(STAGE.glob("formcheck-*.dist-info")).name.split("-")[1].removesuffix(".dist")
    made = DIST / f"formcheck-{version}-{system}.tar.gz"
    with (
        made.open("wb") as file,
        gzip.GzipFile("", "wb", 6, file, int(os.environ["SOURCE_DATE_EPOCH"])) as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
        chdir(DIST),
    ):
        for path in sorted(_below(Path("formcheck"))):
            archive.add(path, recursive=False, filter=_nobodys)
    return made


def _below(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.rglob("*")


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


if __name__ == "__main__":
    main(sys.argv[1:])
