#!/usr/bin/env python3
"""Draws which package of formcheck imports which, from the code.

``PYTHONPATH=. python tools/import_graph.py`` writes ``docs/images/imports.svg``: the packages down
the diagonal, in the order of the layers in ``pyproject.toml``; where the row of one meets the
column of another stands how many imports lead there. All that goes one way lies above the
diagonal. A test compares the arrows with the code, not the numbers.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import grimp

ROOT: Final = Path(__file__).resolve().parent.parent
OUT: Final = ROOT / "docs" / "images" / "imports.svg"
GROUND: Final = "ground"
"""The modules of the lowest layer, which any package may use, in one room."""
_CELL: Final = 52
_ROOM: Final = (76, 30)
_AIR: Final = 56
_INK, _LINE, _PAPER, _FILL = "#1d2733", "#8fa3b8", "#ffffff", "#e3edf7"
_STRONG: Final = "#1f6fb2"
_HEAD: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" '
    'font-family="sans-serif" text-anchor="middle">'
)
_TIP: Final = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
    f'orient="auto"><path d="M0 0 8 4 0 8z" fill="{_LINE}"/></marker></defs>'
)

Arrow = tuple[str, str]


def main() -> None:
    """Write the picture."""
    OUT.write_text(drawn(rooms(), arrows()), "utf-8")


def rooms() -> list[str]:
    """Return the packages, high to low, as the contract of the layers has them."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    layers = next(
        one["layers"] for one in tools["importlinter"]["contracts"] if one["type"] == "layers"
    )
    *upper, _lowest = layers
    return [*(name for layer in upper for name in re.split(r"\s*[|:]\s*", layer)), GROUND]


def arrows() -> Counter[Arrow]:
    """Return how many imports lead from one package to another."""
    graph = grimp.build_graph("formcheck", cache_dir=None)
    known = set(rooms())
    found: Counter[Arrow] = Counter()
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            arrow = _room(module, known), _room(other, known)
            if arrow[0] != arrow[1] and all(arrow):
                found[arrow] += 1
    return found


def in_picture(svg: str) -> set[Arrow]:
    """Return the arrows of a picture that was drawn."""
    return {(a, b) for a, b in re.findall(r"<title>(\w+) imports (\w+):", svg)}


def drawn(names: Sequence[str], found: Mapping[Arrow, int]) -> str:
    """Return the picture."""
    side = 2 * _AIR + (len(names) - 1) * _CELL + _ROOM[0] // 2
    place = {name: _AIR + index * _CELL for index, name in enumerate(names)}
    parts = [
        _HEAD.format(side=side),
        "<title>Which package imports which</title>",
        f'<rect width="{side}" height="{side}" rx="12" fill="{_PAPER}"/>',
        _TIP,
        *_lines(names, place, found),
        *_numbers(place, found),
        *_rooms(place),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _room(module: str, known: set[str]) -> str:
    """Return the room of a module; empty for the ways in, which are in none."""
    parts = module.split(".")
    if len(parts) == 1 or parts[1] == "__main__":
        return ""
    return parts[1] if parts[1] in known else GROUND


def _lines(
    names: Sequence[str], place: Mapping[str, int], found: Mapping[Arrow, int]
) -> Iterator[str]:
    """Give a line from each room to the last it imports, and down to each that is imported."""
    style = f'stroke="{_LINE}" stroke-width="1" fill="none"'
    for name in names:
        at = place[name]
        ends = [place[b] for a, b in found if a == name]
        begins = [place[a] for a, b in found if b == name]
        if ends:
            yield f'<path d="M{at} {at}H{max(ends)}" {style}/>'
        if begins:
            below = at - _ROOM[1] // 2
            yield f'<path d="M{at} {min(begins)}V{below}" {style} marker-end="url(#tip)"/>'


def _numbers(place: Mapping[str, int], found: Mapping[Arrow, int]) -> Iterator[str]:
    most = max(found.values())
    for (a, b), count in sorted(found.items()):
        x, y = place[b], place[a]
        radius = 9 + 7 * (count / most) ** 0.5
        yield (
            f'<g><title>{a} imports {b}: {count}</title><circle cx="{x}" cy="{y}" '
            f'r="{radius:.1f}" fill="{_FILL}" stroke="{_STRONG}"/><text x="{x}" y="{y + 4}" '
            f'font-size="11" fill="{_INK}">{count}</text></g>'
        )


def _rooms(place: Mapping[str, int]) -> Iterator[str]:
    width, height = _ROOM
    for name, at in place.items():
        yield (
            f'<rect x="{at - width // 2}" y="{at - height // 2}" width="{width}" '
            f'height="{height}" rx="6" fill="{_STRONG}"/><text x="{at}" y="{at + 5}" '
            f'font-size="13.5" fill="{_PAPER}">{name}</text>'
        )


if __name__ == "__main__":
    main()
