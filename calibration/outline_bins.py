"""The outline's part of the error model: kept in ``outline.toml``, as its stills are its own.

`python -m calibration.outline` writes it, `python -m calibration` takes it into the error model.
"""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from calibration.fit import Key
from calibration.outline_fit import Seen, changes, fit
from calibration.outline_grid import YAWS_DEG
from formcheck.features.error_model import POOLED, Bin

OUTLINE: Final = Path(__file__).with_name("outline.toml")
_MEASURE: Final = {"back_bow": "bow", "back_sagitta": "sagitta"}
_COUNTED: Final = {"cat-cow": "hands and knees"}
"""Exercises that count by the bow, and their posture among the measured ones."""
_DIGITS: Final = 4
_HEAD: Final = """\
# Errors of the back's outline: written by `python -m calibration.outline --write`, do not edit.
#
# measured = gain * true, of changes against the same person's neutral back; a bias says nothing of
# a change. sd: of any two backs; where swings are counted, of the large ones, which are the worst.
"""


def load_bins(path: Path = OUTLINE) -> dict[Key, tuple[Bin, ...]]:
    """Return the bins of exercises and features that are read from the outline."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        (slug, name): tuple(Bin.model_validate(one) for one in bins)
        for slug, features in table.items()
        for name, bins in features.items()
    }


def bins_of(seen: Sequence[Seen]) -> dict[Key, Bin]:
    """Return one bin for each feature and for each exercise that counts by it."""
    found = {(POOLED, name): _bin(seen, measure) for name, measure in _MEASURE.items()}
    for slug, posture in _COUNTED.items():
        own = [one for one in seen if one[0].posture == posture]
        found[slug, "back_bow"] = _bin(own, _MEASURE["back_bow"], counted=True)
    return found


def _bin(seen: Sequence[Seen], measure: str, *, counted: bool = False) -> Bin:
    own = fit(changes(seen, measure))
    return Bin(
        view="side",
        yaw_from=min(YAWS_DEG),
        yaw_to=max(YAWS_DEG),
        bias=0.0,
        gain=round(own.gain, _DIGITS),
        sd=round(own.large_sd if counted else own.swing_sd, _DIGITS),
        lost=round(own.lost, _DIGITS),
        n=own.count,
    )


def bins_text(bins: dict[Key, Bin]) -> str:
    """Return the file."""
    return "\n".join([_HEAD, *(_table(*key, one) for key, one in sorted(bins.items()))])


def _table(slug: str, name: str, one: Bin) -> str:
    def lines() -> Iterator[str]:
        yield f"[[{slug}.{name}]]"
        for key, value in one.model_dump(exclude={"limb"}).items():
            yield f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}"

    return "\n".join(lines()) + "\n"
