"""The texts that are shipped with the packaged program: one folder for each thing in it."""

import shutil
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from supply.page import write
from supply.parts import ROOT, parts
from supply.rules import NOTICES, Bundled, UnknownLicenceError, library, licence, notice, rules

_INTERNAL: Final = "_internal"
_OWN_PACKAGE: Final = "packages"
_FULL: Final = {
    "Apache-2.0": "Apache-2.0.txt",
    "LGPL-2.0-or-later": "LGPL-2.txt",
    "LGPL-3.0-only": "LGPL-3.txt",
}
"""Where a package ships no text, or an address instead of one."""


def write_notices(program: Path) -> Path:
    """Write the folder ``licences`` into the packaged program; return it.

    Raises
    ------
    UnknownLicenceError
        When a library is in the program whose licence nobody stated, or a text is missing.
    """
    folder = program / "licences"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write(folder / "README.md")
    for one in (*shipped(program), *_always()):
        _copy(folder / _plain(one.name), (notice(named) for named in one.notice))
    for package in parts().values():
        texts = [one for one in package.texts if one.is_file()]
        full = [NOTICES / name for key, name in _FULL.items() if key in licence(package)]
        _copy(folder / _OWN_PACKAGE / package.name, [*texts, *full])
    shutil.copy(ROOT / "LICENSE", folder / "GPL-3.txt")
    return folder


def shipped(program: Path) -> tuple[Bundled, ...]:
    """Return what is in the program by its shared libraries, each looked up in the rules.

    Raises
    ------
    UnknownLicenceError
        For a library that nobody stated.
    """
    inside = program / _INTERNAL
    found: dict[str, Bundled] = {}
    for file in sorted(inside.rglob("*.so*")):
        if file.is_symlink() or _is_module(file) or _is_own(file.relative_to(inside)):
            continue
        one = library(_from(file.relative_to(inside)), file.name)
        found[one.name] = one
    return tuple(found.values())


def _is_module(file: Path) -> bool:
    return ".cpython-" in file.name or file.name.endswith(".abi3.so") or "lib-dynload" in file.parts


def _is_own(file: Path) -> bool:
    package = _from(file)
    return any(fnmatch(file.as_posix(), one) for one in rules().own.get(package, ()))


def _from(file: Path) -> str:
    """Return which package a file in the program is of."""
    top = file.parts[0]
    if len(file.parts) == 1:
        return "Linux"
    if top == "PyQt6":
        return "pyqt6-qt6"
    return top.removesuffix(".libs").replace("_", "-").lower()


def _always() -> Iterable[Bundled]:
    """Return what is in it, and is no shared library."""
    return [one for one in rules().bundled if {"build", "formcheck", "matplotlib"} & {*one.where}]


def _plain(name: str) -> str:
    return name.partition(",")[0].partition(" (")[0].replace(" ", "-")


def _copy(folder: Path, files: Iterable[Path]) -> None:
    copied = list(files)
    if not copied:
        raise UnknownLicenceError(f"{folder.name}: expected a text of its licence, found none")
    folder.mkdir(parents=True, exist_ok=True)
    for one in copied:
        # Some packages have several of one name, in folders.
        name = one.name if not (folder / one.name).exists() else f"{one.parent.name}-{one.name}"
        shutil.copyfile(one, folder / name)
