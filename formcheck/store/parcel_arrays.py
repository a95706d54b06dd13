"""Arrays as members of a parcel: numpy's own format, of which just a small part is ever read.

A header says type and shape before any memory is taken for the numbers: it has to be, character for
character, one that `array_bytes` writes. Nothing is evaluated and nothing unpickled.
"""

import io
import math
import re
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from formcheck.language import _
from formcheck.store.parcel import LARGEST, ParcelError

Kind = Literal["<f4", "<f8"]
Shape = tuple[int | None, ...]
"""None stands for a length that the file says."""

_HEAD: Final = re.compile(
    rb"\x93NUMPY\x01\x00(?P<length>..)"
    rb"\{'descr': '(?P<kind>[<>|=][A-Za-z0-9]{1,4})', 'fortran_order': False, "
    rb"'shape': \((?P<shape>[0-9, ]{0,60})\), \} *\n",
    re.DOTALL,
)
_LONGEST: Final = 256


def array_bytes(array: npt.NDArray[np.floating], kind: Kind) -> bytes:
    """Return an array as the bytes of a ``.npy`` file."""
    out = io.BytesIO()
    np.lib.format.write_array(
        out, np.ascontiguousarray(array, kind), version=(1, 0), allow_pickle=False
    )
    return out.getvalue()


def array_of(data: bytes, name: str, kind: Kind, shape: Shape) -> npt.NDArray[np.float64]:
    """Return the numbers of a ``.npy`` file, which may come from anybody.

    Parameters
    ----------
    data
        The file.
    name
        Of the member, for what is said.
    kind, shape
        What it has to be.

    Raises
    ------
    ParcelError
        When it is anything else, or a number in it is infinite.
    """
    head = _HEAD.match(data[:_LONGEST])
    if head is None or int.from_bytes(head["length"], "little") + 10 != head.end():
        raise ParcelError(
            _("{name} is damaged: expected a plain array of numbers, found something else.").format(
                name=name
            )
        )
    found = tuple(int(one) for one in head["shape"].decode().replace(" ", "").split(",") if one)
    fits = len(found) == len(shape) and all(
        want is None or one == want for one, want in zip(found, shape, strict=False)
    )
    if head["kind"].decode() != kind or not fits:
        raise _another(name, kind, shape, (head["kind"].decode(), found))
    if math.prod(found) * int(kind[2:]) != len(data) - head.end():
        raise ParcelError(
            _("{name} is damaged: expected {shape} numbers, found more or fewer.").format(
                name=name, shape=found
            )
        )
    with np.errstate(invalid="ignore"):  # there are NaNs that complain when they are looked at
        array = np.frombuffer(data, kind, offset=head.end()).reshape(found).astype(np.float64)
        beyond = bool((np.abs(array) > LARGEST).any())
    if beyond:
        raise ParcelError(
            _("{name} is damaged: expected numbers, found one beyond all measure.").format(
                name=name
            )
        )
    return array


def check_times(name: str, time_s: npt.NDArray[Any]) -> None:
    """Raise ParcelError when times are missing, below zero, beyond a day, or do not increase."""
    increase = np.isfinite(time_s).all() and bool((np.diff(time_s) > 0).all())
    if not increase or (len(time_s) and not 0 <= time_s[0] <= time_s[-1] <= _DAY_S):
        raise ParcelError(
            _("{name} is damaged: expected times that increase, found others.").format(name=name)
        )


_DAY_S: Final = 86_400.0


def _another(name: str, kind: str, shape: Shape, found: tuple[str, tuple[int, ...]]) -> ParcelError:
    wanted = "(" + ", ".join("?" if one is None else str(one) for one in shape) + ")"
    return ParcelError(
        _(
            "{name} is damaged: expected numbers {kind} of shape {shape}, found {other} of shape "
            "{found}."
        ).format(name=name, kind=kind, shape=wanted, other=found[0], found=found[1])
    )
