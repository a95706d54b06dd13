"""Draws a person: proportions and clothes from a random generator."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Final

import numpy as np

from samples.mannequin.body import Body, Colour, Outfit

_SKINS: Final[tuple[Colour, ...]] = (
    (244, 208, 180), (224, 172, 138), (198, 144, 108), (160, 110, 78), (116, 76, 54), (84, 56, 42),
)  # fmt: skip
_HAIRS: Final[tuple[Colour, ...]] = (
    (34, 28, 26), (74, 48, 34), (128, 88, 52), (196, 160, 100), (150, 150, 150), (112, 52, 30),
)  # fmt: skip
_CLOTHES: Final[tuple[tuple[Colour, Colour, Colour], ...]] = (
    ((206, 84, 70), (52, 62, 92), (236, 236, 232)),
    ((236, 234, 228), (60, 62, 66), (70, 70, 74)),
    ((44, 46, 52), (38, 40, 46), (222, 222, 218)),
    ((70, 120, 170), (150, 150, 152), (40, 40, 44)),
    ((88, 140, 92), (214, 204, 184), (120, 84, 56)),
    ((226, 190, 74), (70, 84, 128), (236, 236, 232)),
    ((150, 92, 150), (46, 46, 50), (196, 88, 96)),
    ((186, 190, 196), (108, 62, 66), (236, 236, 232)),
    ((40, 70, 110), (226, 222, 212), (60, 60, 66)),
    ((226, 150, 160), (92, 104, 88), (230, 226, 220)),
)
"""Top, legs, shoes: light, dark and strong colours."""
_CUTS: Final = ("short", "short", "long", "bun", "bald")
_LENGTHS: Final = ("short", "long")


def _one(rng: np.random.Generator, choices: tuple[Colour, ...]) -> Colour:
    return choices[int(rng.integers(len(choices)))]


def draw_body(rng: np.random.Generator) -> Body:
    """Return a random adult."""
    top, legs, shoes = _CLOTHES[int(rng.integers(len(_CLOTHES)))]
    outfit = Outfit(
        skin=_one(rng, _SKINS), hair=_one(rng, _HAIRS), top=top, legs=legs, shoes=shoes,
        hair_cut=str(rng.choice(_CUTS)), sleeves=str(rng.choice(_LENGTHS)),
        trousers=str(rng.choice(_LENGTHS, p=(0.3, 0.7))),
        loose_m=float(rng.choice([0.0, rng.uniform(0.008, 0.022)])),
    )  # fmt: skip
    return Body(
        height_m=float(rng.uniform(1.5, 1.95)),
        girth=float(rng.uniform(0.85, 1.35)),
        leg_share=float(rng.uniform(0.95, 1.06)),
        arm_share=float(rng.uniform(0.95, 1.05)),
        outfit=outfit,
    )


Wish = tuple[str, float | str | Colour]
"""Name of a field of `Body` or `Outfit`, and its value."""

_PERSON: Final = frozenset({one.name for one in fields(Body)} - {"outfit"})
_OUTFIT: Final = frozenset(one.name for one in fields(Outfit))
_CHOICES: Final = {
    "hair_cut": sorted(set(_CUTS)), "sleeves": _LENGTHS, "trousers": _LENGTHS,
}  # fmt: skip


def wished(body: Body, wishes: Iterable[Wish]) -> Body:
    """Return the body with what is wished for in place of what was drawn.

    Raises
    ------
    ValueError
        For a field that a person has not, or a value that no person has.
    """
    asked = dict(wishes)
    strange = sorted(asked.keys() - _PERSON - _OUTFIT)
    if strange:
        raise ValueError(
            f"body: expected some of {', '.join(sorted(_PERSON | _OUTFIT))}; "
            f"got {', '.join(strange)}"
        )
    for name, known in _CHOICES.items():
        if asked.get(name, known[0]) not in known:
            raise ValueError(f"body: expected {name} to be {' or '.join(known)}, got {asked[name]}")
    outfit = {name: value for name, value in asked.items() if name in _OUTFIT}
    person = {name: value for name, value in asked.items() if name in _PERSON}
    return replace(body, outfit=replace(body.outfit, **outfit), **person)


def wish_of(text: str) -> Wish:
    """Return the wish that is written as ``name=value``; colours are three numbers with commas.

    Raises
    ------
    ValueError
        If the text is none.
    """
    name, sign, value = text.partition("=")
    if not sign or not value:
        raise ValueError(f"body: expected NAME=VALUE such as height_m=1.6, got {text}")
    if "," in value:
        red, green, blue = (int(part) for part in value.split(","))
        return name, (red, green, blue)
    return name, value if name in _CHOICES else float(value)
