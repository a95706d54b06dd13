"""The error model as text: what ``formcheck.features.error_model`` reads."""

from collections.abc import Iterator, Mapping

from calibration.fit import Key
from calibration.floors import Floor
from formcheck.features.body import FEATURES
from formcheck.features.error_model import POOLED, Bin
from formcheck.features.reading import ERROR_SDS

_HEAD = """\
# How far each measurement is off: written by `python -m calibration`, do not edit.
#
# measured = bias + gain * true, corrected = (measured - bias) / gain. sd: root mean square of
# corrected minus true (of its change, for what is only compared with the own baseline); lost: share
# of the samples without a reading; n: number of samples. Yaw: degrees away from a side view as the
# program itself estimates them, + towards the head end or the face; beyond 35 nothing is judged.
# The stated error is 2 sd, and never goes below the floor, which calibration/floors.toml takes from
# what is known of real people: rendered ones are kinder.
"""


def model_text(
    version: str, sha256: str, bins: Mapping[Key, tuple[Bin, ...]], floors: Mapping[str, Floor]
) -> str:
    """Return the whole file. A feature that was not measured gets its floor and no bias."""
    unmeasured = {
        (POOLED, name): (_guess(floors[name]),) for name in FEATURES if (POOLED, name) not in bins
    }
    parts = [_HEAD, f'version = "{version}"\nmodel_sha256 = "{sha256}"\n']
    for (slug, name), own in sorted((dict(bins) | unmeasured).items()):
        parts.append("\n".join(_table(slug, name, own, floors[name])) + "\n")
    return "\n".join(parts)


def _guess(floor: Floor) -> Bin:
    return Bin(
        view="side",
        yaw_from=-90.0,
        yaw_to=90.0,
        bias=0.0,
        sd=floor.error / ERROR_SDS,
        lost=0.0,
        n=0,
    )


def _table(slug: str, name: str, bins: tuple[Bin, ...], floor: Floor) -> Iterator[str]:
    table = f"exercise.{slug}.{name}"
    yield f"[{table}]"
    yield f"floor = {floor.error}"
    yield f'floor_source = "{floor.source}"'
    for one in bins:
        yield f"[[{table}.bins]]"
        yield f'view = "{one.view}"'
        yield f'limb = "{one.limb}"'
        for field in ("yaw_from", "yaw_to", "bias", "gain", "sd", "lost", "n"):
            yield f"{field} = {getattr(one, field)}"
