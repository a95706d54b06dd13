"""Which licence something has, and whether it may be shipped together with formcheck."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, Final

from license_expression import (
    AND,
    OR,
    ExpressionError,
    LicenseSymbol,
    LicenseWithExceptionSymbol,
    get_spdx_licensing,
)

from supply.parts import Part, part

_RULES: Final = Path(__file__).with_name("licences.toml")
NOTICES: Final = Path(__file__).resolve().parents[1] / "packaging" / "notices"
_BSD: Final = "BSD License"
_BSD_THIRD: Final = "endorse or promote"
"""Words of the condition that the BSD licence of three conditions has, and that of two has not."""


class UnknownLicenceError(Exception):
    """Nobody can tell under which terms something is shipped."""


@dataclass(frozen=True, slots=True)
class Bundled:
    """Something inside the packages of others, or added to our program, under terms of its own."""

    name: str
    where: tuple[str, ...]
    files: tuple[str, ...]
    licence: str
    notice: tuple[str, ...] = ()
    source: str = ""

    def covers(self, package: str, file: str) -> bool:
        """Whether a file of a package is this."""
        return package in self.where and any(fnmatch(file, one) for one in self.files)


@dataclass(frozen=True, slots=True)
class Excepted(Bundled):
    """What does not go together with our licence, and is known."""

    done: str = ""
    packaged: bool = True


@dataclass(frozen=True, slots=True)
class Rules:
    """The file ``licences.toml``."""

    allowed: Mapping[str, str]
    words: Mapping[str, str]
    own: Mapping[str, tuple[str, ...]]
    bundled: tuple[Bundled, ...]
    excepted: tuple[Excepted, ...]


@cache
def rules() -> Rules:
    """Read the rules."""
    content = tomllib.loads(_RULES.read_text("utf-8"))
    return Rules(
        allowed=content["allowed"],
        words=content["words"],
        own={name: tuple(files) for name, files in content["own"].items()},
        bundled=tuple(
            Bundled(**_common(one), notice=tuple(one["notice"]), source=one["source"])
            for one in content["bundled"]
        ),
        excepted=tuple(
            Excepted(**_common(one), done=one["done"], packaged=one["packaged"])
            for one in content["exception"]
        ),
    )


def _common(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": one["name"],
        "where": tuple(one["in"]),
        "files": tuple(one["files"]),
        "licence": one["licence"],
    }


def licence(of: Part) -> str:
    """Return the licence of a package as an SPDX expression.

    Raises
    ------
    UnknownLicenceError
        When the package names none, or one that the rules do not know.
    """
    if of.expression:
        return _valid(of.expression, of.name)
    words = rules().words
    for said in (*of.classifiers, of.field):
        if said in words:
            return words[said]
        if said == _BSD:
            return _which_bsd(of)
    return _valid(of.field, of.name)


def _which_bsd(of: Part) -> str:
    text = " ".join(" ".join(one.read_text("utf-8").split()) for one in of.texts)
    if not text:
        raise UnknownLicenceError(f"{of.name}: expected the text of its BSD licence, found none")
    return "BSD-3-Clause" if _BSD_THIRD in text else "BSD-2-Clause"


def _valid(expression: str, name: str) -> str:
    try:
        parsed = _spdx().parse(expression, validate=True)
    except ExpressionError as error:
        found = " ".join(expression.split())[:60]
        raise UnknownLicenceError(
            f"{name}: expected the name of a licence, found {found or 'nothing'}"
        ) from error
    if parsed is None:
        raise UnknownLicenceError(f"{name}: expected the name of a licence, found nothing")
    return str(parsed)


def is_allowed(expression: str) -> bool:
    """Whether something may be shipped under these terms: all of AND, any of OR."""
    return _is_allowed(_spdx().parse(expression))


def _is_allowed(parsed: Any) -> bool:
    match parsed:
        case AND():
            return all(_is_allowed(one) for one in parsed.args)
        case OR():
            return any(_is_allowed(one) for one in parsed.args)
        case LicenseSymbol() | LicenseWithExceptionSymbol():
            return str(parsed) in rules().allowed
        case _:
            return False


@cache
def _spdx() -> Any:
    return get_spdx_licensing()


def inside(of: Part) -> Mapping[PurePosixPath, Bundled | None]:
    """Return the shared libraries in a package, and what each is; None for its own.

    Raises
    ------
    UnknownLicenceError
        When the rules do not know one.
    """
    found: dict[PurePosixPath, Bundled | None] = {}
    for file in of.libraries:
        if any(fnmatch(str(file), one) for one in rules().own.get(of.name, ())):
            found[file] = None
        else:
            found[file] = library(of.name, file.name)
    return found


def library(package: str, file: str) -> Bundled:
    """Return what a library is, by its file's name.

    Raises
    ------
    UnknownLicenceError
        When the rules do not know it.
    """
    for one in (*rules().bundled, *rules().excepted):
        if one.covers(package, file):
            return one
    raise UnknownLicenceError(
        f"{package} brings {file}: say in supply/licences.toml what that is, and its licence"
    )


def notice(named: str) -> Path:
    """Return a file with a licence: of ours, or ``package:file`` among those of a package.

    Raises
    ------
    UnknownLicenceError
        When it is not there.
    """
    package, colon, name = named.rpartition(":")
    if not colon:
        found = [NOTICES / name] if (NOTICES / name).is_file() else []
    else:
        found = [one for one in _texts(package) if one.name == name]
    if not found:
        raise UnknownLicenceError(f"{named}: expected a file with a licence, found none")
    return found[0]


def _texts(package: str) -> tuple[Path, ...]:
    """Return a package's own texts, also those that lie among its other files."""
    of = part(package)
    beside = of.texts[0].parents[1] if of.texts else Path()
    fonts = beside / package / "mpl-data" / "fonts" / "ttf"
    return (*of.texts, *sorted(fonts.glob("LICENSE*")))
