"""What runs with formcheck: every package of the lock, as it is installed here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
LOCK: Final = ROOT / "requirements.lock"
MODEL: Final = ROOT / "models" / "pose_landmarker_full.task"
_PIN: Final = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; (.+?))? \\$", re.MULTILINE)
_HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_TEXT: Final = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
_LIBRARY: Final = re.compile(r"\.(so(\.[\w.]+)?|dll|dylib)$")
_EXTENSION: Final = re.compile(r"\.(cpython-\w+-.*|abi3)\.so$|\.pyd$")


class MissingPartError(Exception):
    """A package of the lock is not installed."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One package of a lock."""

    name: str
    version: str
    only: str
    """Where it is needed, as a marker; empty for everywhere."""
    sha256: tuple[str, ...]
    """Of every file that may be installed."""


@dataclass(frozen=True, slots=True)
class Part:
    """A package, by what it says of itself."""

    name: str
    version: str
    expression: str
    """Its licence as an SPDX expression, where it states one; else empty."""
    classifiers: tuple[str, ...]
    field: str
    """What it wrote where a licence's name belongs: anything."""
    home: str
    needs: tuple[str, ...]
    """Names of packages of the lock."""
    texts: tuple[Path, ...]
    """Files with its licence."""
    libraries: tuple[PurePosixPath, ...]
    """Shared libraries in it that are no Python modules, from the folder of all packages."""


def pins(lock: Path = LOCK) -> tuple[Pin, ...]:
    """Return the packages of a lock, in its order."""
    text = lock.read_text("utf-8")
    starts = list(_PIN.finditer(text))
    ends = [one.start() for one in starts[1:]] + [len(text)]
    return tuple(
        Pin(one[1], one[2], one[3] or "", tuple(_HASH.findall(text, one.end(), end)))
        for one, end in zip(starts, ends, strict=True)
    )


def here(pin: Pin) -> bool:
    """Whether a package is installed here; it need not be when it belongs to another system.

    Raises
    ------
    MissingPartError
        When it should be, or another version of it is.
    """
    try:
        found = metadata.version(pin.name)
    except metadata.PackageNotFoundError:
        if pin.only:
            return False
        raise MissingPartError(f"{pin.name}: expected it to be installed, found none") from None
    if found != pin.version:
        raise MissingPartError(f"{pin.name}: expected {pin.version} as in the lock, found {found}")
    return True


@cache
def parts() -> Mapping[str, Part]:
    """Return every package of the run-time lock that is installed here, by name."""
    found = [one for one in pins() if here(one)]
    names = frozenset(one.name for one in found)
    return {one.name: part(one.name, names) for one in found}


def part(name: str, among: frozenset[str] = frozenset()) -> Part:
    """Return what an installed package says of itself.

    Parameters
    ----------
    name
        As in the lock.
    among
        Which packages may be named as what it needs.
    """
    installed = metadata.distribution(name)
    said = installed.metadata.json
    files = installed.files or []
    return Part(
        name=name,
        version=installed.version,
        expression=_word(said, "license_expression"),
        classifiers=tuple(
            one.rpartition(" :: ")[2]
            for one in _words(said, "classifier")
            if one.startswith("License :: OSI Approved :: ")
        ),
        field=_word(said, "license").strip(),
        home=_home(_word(said, "home_page"), _words(said, "project_url")),
        needs=tuple(sorted(among & {_needed(one) for one in installed.requires or []})),
        texts=tuple(
            Path(str(one.locate())) for one in files if _is_text(PurePosixPath(one.as_posix()))
        ),
        libraries=tuple(
            path for one in files if _is_library(path := PurePosixPath(one.as_posix()))
        ),
    )


def _word(said: Mapping[str, str | list[str]], key: str) -> str:
    found = said.get(key, "")
    return found if isinstance(found, str) else ""


def _words(said: Mapping[str, str | list[str]], key: str) -> list[str]:
    found = said.get(key, [])
    return found if isinstance(found, list) else []


def _is_text(file: PurePosixPath) -> bool:
    inside = any(one.endswith(".dist-info") for one in file.parts)
    return inside and bool(_TEXT.search(file.name)) and file.suffix not in {".py", ".pyc"}


def _is_library(file: PurePosixPath) -> bool:
    return bool(_LIBRARY.search(file.name)) and not _EXTENSION.search(file.name)


def _needed(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[^A-Za-z0-9._-]", requirement)[0]).lower()


def _home(page: str, urls: list[str]) -> str:
    named = dict(one.split(", ", 1) for one in urls if ", " in one)
    wanted = ("homepage", "home", "source", "repository", "source code")
    by_name = {key.lower(): value for key, value in named.items()}
    found = [by_name[key] for key in wanted if key in by_name]
    return next(iter([page, *found]) if page else iter([*found, *named.values(), ""]))
