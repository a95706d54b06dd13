"""Mutators of recorded poses: arrays of another type, shape or content, in a zip that is right."""

import io
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from fuzzing.mutate import spoilt

Arrays = dict[str, npt.NDArray[Any]]

_NUMBERS: Final = (
    np.nan, np.inf, -np.inf, 0.0, -1.0, 1e-300, 1e300, 1.7e308, 1e18, -1e18, 0.5, 12345.678, 2.0**63
)  # fmt: skip
_TYPES: Final = ("<f2", "<f4", ">f8", "<i8", "<u1", "<U9", "|S3", "<c8", "?", "<M8[s]", "<f8")
_LIES: Final = (b"(0,", b"(1,", b"(1000000000000,", b"(9223372036854775808,", b"(-1,")


def npz(good: bytes, other: bytes, random: Random) -> bytes:
    """Change the arrays of an .npz file; now and then its bytes, or what its heads say."""
    kind = random.randrange(6)
    if kind == 0:
        return spoilt(good, other, random)
    if kind == 1:
        return _lying(good, random)
    with np.load(io.BytesIO(good)) as file:
        arrays: Arrays = {name: file[name] for name in file.files}
    for _ in range(random.choice((1, 1, 2, 4))):
        random.choice(_WAYS)(arrays, random.choice(sorted(arrays) or ["time_s"]), random)
    out = io.BytesIO()
    np.savez_compressed(out, allow_pickle=True, **arrays)  # type of keys: names of arrays
    return out.getvalue()


def _lying(good: bytes, random: Random) -> bytes:
    """Let the head of an array say what is not so, or leave out or spoil what it is the head of."""
    with zipfile.ZipFile(io.BytesIO(good)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    name = random.choice(sorted(members))
    data = members[name]
    if random.choice((True, False)):
        start = data.find(b"'shape': (") + 9
        end = data.find(b",", start) + 1
        members[name] = data[:start] + random.choice(_LIES) + data[end:]
    else:
        members[name] = spoilt(data, data, random)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for one, content in members.items():
            file.writestr(one, content)
    return out.getvalue()


def _numbers(arrays: Arrays, name: str, random: Random) -> None:
    array = arrays.get(name)
    if array is None or array.dtype.kind != "f" or not array.size:
        return
    array = arrays[name] = array.copy()
    many = random.choice((1, 1, 5, array.size))
    with np.errstate(all="ignore"):
        for _ in range(min(many, 200)):
            array.flat[random.randrange(array.size)] = random.choice(_NUMBERS)


def _all(arrays: Arrays, name: str, random: Random) -> None:
    if name in arrays and arrays[name].dtype.kind == "f":
        with np.errstate(all="ignore"):
            arrays[name] = np.full_like(arrays[name], random.choice(_NUMBERS))


def _type(arrays: Arrays, name: str, random: Random) -> None:
    with np.errstate(all="ignore"):
        try:
            arrays[name] = np.asarray(arrays[name]).astype(random.choice(_TYPES))
        except (ValueError, KeyError, TypeError):
            arrays[name] = np.array([None, 1], object)  # which is pickled


def _shape(arrays: Arrays, name: str, random: Random) -> None:
    array = np.asarray(arrays.get(name, np.zeros(3)))
    match random.randrange(6):
        case 0:
            array = array[: random.randrange(3)] if array.ndim else array.reshape(1)
        case 1:
            array = array[None]
        case 2:
            array = array.reshape(-1)
        case 3:
            array = np.asfortranarray(array)
        case 4:
            array = np.zeros((0, *array.shape[1:]))
        case _:
            array = np.concatenate([array.reshape(-1)] * 2)
    arrays[name] = array


def _dropped(arrays: Arrays, name: str, random: Random) -> None:
    del random
    arrays.pop(name, None)


def _renamed(arrays: Arrays, name: str, random: Random) -> None:
    if name in arrays:
        arrays[random.choice(("others", "outline_px", "model_name", "x", "image_size"))] = arrays[
            name
        ]


def _size(arrays: Arrays, name: str, random: Random) -> None:
    del name
    wide, high = (random.choice((0, -1, 1, 2**31, 2**62, 640, 1e300)) for _ in range(2))
    arrays["image_size"] = np.array([wide, high])


def _times(arrays: Arrays, name: str, random: Random) -> None:
    """Leave hours between two frames, or next to nothing."""
    del name
    times = arrays.get("time_s")
    if times is not None and times.ndim == 1 and times.dtype.kind == "f":
        arrays["time_s"] = times * random.choice((1e-9, 1e6, 1e300, -1.0)) + random.choice(
            (0.0, -5.0, 1e9)
        )


_WAYS: Final[tuple[Callable[[Arrays, str, Random], None], ...]] = (
    _numbers, _numbers, _numbers, _all, _type, _shape, _dropped, _renamed, _size, _times,
)  # fmt: skip
