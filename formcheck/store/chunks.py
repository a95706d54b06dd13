"""Readings over time as bytes, a quarter of a second or a minute at once."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_HEAD: Final = struct.Struct("<BIH")
"""Version, frames, features."""
_VERSION: Final = 1
_LEVEL: Final = 6


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """t frames of n features. Only the times keep all their digits: the others get seven."""

    time_s: Floats
    """(t,)"""
    value: Floats
    """(t, n); NaN where not measured."""
    sd: Floats
    """(t, n)"""
    yaw_deg: Floats
    """(t,), NaN when not known, or when the session has ended and has one view."""
    progress: Floats
    """(t,), 0 to 1; NaN like the yaw."""

    def __post_init__(self) -> None:
        frames, features = self.value.shape
        for name in ("time_s", "yaw_deg", "progress"):
            found = getattr(self, name).shape
            if found != (frames,):
                raise ValueError(f"expected {name} of shape {(frames,)}, got {found}")
        if self.sd.shape != (frames, features):
            raise ValueError(f"expected sd of shape {(frames, features)}, got {self.sd.shape}")


def pack(block: Block) -> bytes:
    """Write a block; `unpack` reads it."""
    frames, features = block.value.shape
    columns = (block.yaw_deg[:, None], block.progress[:, None], block.value, block.sd)
    single = np.concatenate(columns, axis=1).astype("<f4")
    times = np.ascontiguousarray(block.time_s, "<f8")
    body = _shuffled(times) + _shuffled(np.ascontiguousarray(single.T))
    return _HEAD.pack(_VERSION, frames, features) + zlib.compress(body, _LEVEL)


def unpack(data: bytes) -> Block:
    """Read what `pack` wrote.

    Raises
    ------
    ValueError
        When it is something else.
    """
    try:
        version, frames, features = _HEAD.unpack_from(data)
        body = zlib.decompress(data[_HEAD.size :])
    except (struct.error, zlib.error) as error:
        raise ValueError(f"expected a chunk of readings, got {len(data)} other bytes") from error
    columns = 2 + 2 * features
    if version != _VERSION or len(body) != frames * (8 + 4 * columns):
        raise ValueError(f"expected a whole chunk of version {_VERSION}, got version {version}")
    times = _in_order(body[: frames * 8], "<f8")
    table = _in_order(body[frames * 8 :], "<f4").reshape(columns, frames).T.astype(np.float64)
    return Block(
        time_s=times.astype(np.float64),
        value=table[:, 2 : 2 + features],
        sd=table[:, 2 + features :],
        yaw_deg=table[:, 0],
        progress=table[:, 1],
    )


def joined(blocks: Iterable[Block], features: int) -> Block:
    """Return all blocks as one, in their order."""
    nothing = Block(
        np.zeros(0), np.zeros((0, features)), np.zeros((0, features)), np.zeros(0), np.zeros(0)
    )
    parts = [nothing, *blocks]
    return Block(
        time_s=np.concatenate([one.time_s for one in parts]),
        value=np.concatenate([one.value for one in parts]),
        sd=np.concatenate([one.sd for one in parts]),
        yaw_deg=np.concatenate([one.yaw_deg for one in parts]),
        progress=np.concatenate([one.progress for one in parts]),
    )


def _shuffled(array: npt.NDArray[np.floating]) -> bytes:
    """First bytes first, then the second ones: numbers that are alike pack better so."""
    return array.reshape(-1).view(np.uint8).reshape(-1, array.itemsize).T.tobytes()


def _in_order(data: bytes, kind: str) -> npt.NDArray[np.floating]:
    size = np.dtype(kind).itemsize
    whole = np.frombuffer(data, np.uint8).reshape(size, -1).T
    return np.ascontiguousarray(whole).reshape(-1).view(kind)
