"""Arrays as members of a parcel: numpy's own format, of which just a small part is ever read.

A header says type and shape before any memory is taken for the numbers: it has to be, character for
character, one that `array_bytes` writes. Nothing is evaluated and nothing unpickled.
"""

import io
import math
import re
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from formcheck.language import N_
from formcheck.store.parcel import LARGEST
from formcheck.store.parcel_zip import OpenParcel

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
_DAY_S: Final = 86_400.0
_ANOTHER: Final = N_(
    "{path} is damaged: expected {member} to be {kind} of shape {shape}, found {other} of shape "
    "{found}."
)


def array_bytes(array: npt.NDArray[np.floating], kind: Kind) -> bytes:
    """Return an array as the bytes of a ``.npy`` file."""
    out = io.BytesIO()
    np.lib.format.write_array(
        out, np.ascontiguousarray(array, kind), version=(1, 0), allow_pickle=False
    )
    return out.getvalue()


def array_in(opened: OpenParcel, name: str, kind: Kind, shape: Shape) -> npt.NDArray[np.float64]:
    """Return the numbers of a member, which may come from anybody.

    Parameters
    ----------
    opened, name
        The file and its member.
    kind, shape
        What it has to be.

    Raises
    ------
    ParcelError
        When it is anything else, or a number in it is beyond all measure.
    """
    data = opened.read(name)
    head = _HEAD.match(data[:_LONGEST])
    if head is None or int.from_bytes(head["length"], "little") + 10 != head.end():
        raise opened.error(
            N_("{path} is damaged: {member} is not a plain array of numbers."), member=name
        )
    found = tuple(int(one) for one in head["shape"].decode().replace(" ", "").split(",") if one)
    fits = len(found) == len(shape) and all(
        want is None or one == want for one, want in zip(found, shape, strict=False)
    )
    if head["kind"].decode() != kind or not fits:
        raise opened.error(
            _ANOTHER,
            member=name,
            kind=kind,
            shape=_shown(shape),
            other=head["kind"].decode(),
            found=_shown(found),
        )
    if math.prod(found) * int(kind[2:]) != len(data) - head.end():
        raise opened.error(
            N_("{path} is damaged: {member} has more or fewer numbers than it says."), member=name
        )
    with np.errstate(invalid="ignore"):  # there are NaNs that complain when they are looked at
        array = np.frombuffer(data, kind, offset=head.end()).reshape(found).astype(np.float64)
        beyond = bool((np.abs(array) > LARGEST).any())
    if beyond:
        raise opened.error(
            N_("{path} is damaged: {member} has a number beyond all measure."), member=name
        )
    return array


def times_in(opened: OpenParcel, name: str) -> npt.NDArray[np.float64]:
    """Return the times of a member.

    Raises
    ------
    ParcelError
        When it has none, or they are missing, below zero, beyond a day, or do not increase.
    """
    time_s = array_in(opened, name, "<f8", (None,))
    increase = np.isfinite(time_s).all() and bool((np.diff(time_s) > 0).all())
    if not increase or (len(time_s) and not 0 <= time_s[0] <= time_s[-1] <= _DAY_S):
        raise opened.error(
            N_("{path} is damaged: the times of {member} do not increase within a day."),
            member=name,
        )
    return time_s


def _shown(shape: Shape) -> str:
    return "(" + ", ".join("?" if one is None else str(one) for one in shape) + ")"
