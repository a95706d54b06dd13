"""The page that lists what formcheck is made of, for whoever passes it on."""

from pathlib import Path
from typing import Final

from supply.parts import ROOT, Part, parts, pins
from supply.rules import Excepted, inside, is_allowed, licence, rules

PAGE: Final = ROOT / "docs" / "licences.md"
_INTRO: Final = """\
# Licences

formcheck is free software under the GNU General Public License, version 3 (the file `LICENSE`),
because PyQt6, which draws its windows, is. Everything that it needs to run is listed here with its
licence and why that goes together with the GPL. Versions and hashes are in `requirements.lock`.

This page is written by `python -m supply page` from the packages' own statements and from
`supply/licences.toml`; a test fails when something is shipped that is not covered, when a licence
does not go together with the GPL, and when this page is not up to date. The packaged program has
the full texts in its folder `licences`, and a bill of materials, `sbom.cdx.json` (CycloneDX).
"""
_WHERE: Final = """\
`Linux` is what comes from the system on which the program is built, `build` what building it adds.
"""
_SOURCES: Final = """\
## Sources

Whoever passes the packaged program on has to offer the sources of what is under the GPL or the
LGPL. They are at the addresses above, in the versions that the bill of materials names. Of
formcheck itself they lie in the program's folder (`_internal/formcheck`), of PyQt6 and python-xlib
they are the source archives on the package index, of Qt they are at <https://download.qt.io>. The
libraries under the LGPL are files of their own, which may be exchanged for others that fit.
"""


def page() -> str:
    """Return the page; every table is sorted, so that the same lock gives the same page."""
    found = parts()
    absent = [one.name for one in pins() if one.name not in found]
    blocks = [
        _INTRO,
        "## Packages\n",
        _table(("Package", "Licence", "Home"), [_package(one) for one in found.values()]),
        "## Inside these packages, and in the packaged program\n",
        _WHERE,
        _table(("What", "In", "Licence", "Sources"), _insides()),
        "## What does not go together with the GPL, and what is done about it\n",
        *[_excepted(one) for one in rules().excepted],
        "## Why these licences go together with the GPL, version 3\n",
        _table(("Licence", "Why"), [[f"`{one}`", why] for one, why in _reasons()]),
        _SOURCES,
    ]
    if absent:
        names = ", ".join(absent)
        blocks.insert(3, f"Needed on other systems alone, and not looked at here: {names}.\n")
    return "\n".join(blocks)


def faults() -> list[str]:
    """Return what may not be shipped, or is not known: a sentence each."""
    for one in parts().values():
        inside(one)
    stated = [(one.name, licence(one)) for one in parts().values()]
    stated += [(one.name, one.licence) for one in rules().bundled]
    return [
        f"{name} is under {expression}, which supply/licences.toml does not allow"
        for name, expression in stated
        if not is_allowed(expression)
    ]


def write(file: Path = PAGE) -> None:
    """Write the page."""
    file.write_text(page(), encoding="utf-8")


def _package(one: Part) -> list[str]:
    return [one.name, f"`{licence(one)}`", f"<{one.home}>" if one.home else ""]


def _insides() -> list[list[str]]:
    return [
        [one.name, ", ".join(one.where), f"`{one.licence}`", _address(one.source)]
        for one in sorted(rules().bundled, key=lambda one: one.name.lower())
    ]


def _address(source: str) -> str:
    return f"<{source}>" if "://" in source else f"`{source}`"


def _excepted(one: Excepted) -> str:
    where = "in the packaged program" if one.packaged else "not in the packaged program"
    return f"**{one.name}** (`{one.licence}`, in {', '.join(one.where)}; {where}): {one.done}\n"


def _reasons() -> list[tuple[str, str]]:
    return sorted(rules().allowed.items(), key=lambda item: item[0].lower())


def _table(heads: tuple[str, ...], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
