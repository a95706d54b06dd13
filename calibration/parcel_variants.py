"""Parcels as an accident, or somebody with bad intentions, would make them of a good one.

The same number always gives the same variant. Most have their checksums repaired, as anybody can do
that: what is tried is what stands behind them.
"""

import json
from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any, Final

from calibration.parcel_parts import MANIFEST, as_zip, members_of, put_together

NASTY: Final[tuple[Any, ...]] = (
    None, True, False, -1, 0, 2**31, 2**63, 10**400, -0.0, 1e308, float("nan"), float("inf"), "",
    "\0", "\x1b[2J", "\u202e", "../../x", "C:\\x", "x" * 5000, "9999-12-31T23:59:59-23:59",
    "0001-01-01T00:00:00+23:59", "2026-03-02T12:00:00Z", "2099-01-01T00:00:00Z", [], {}, [[]],
    [None] * 50, {"a": 1}, "sent", "running", "full", "a" * 32, "0" * 32,
)  # fmt: skip
"""What no field expects, or only some."""
_HEADS: Final = (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06")
_DTYPES: Final = (b"'<f8'", b"'|O'", b"'>f4'", b"'<i8'", b"'<U9'", b"'|V1'", b"'<c8'", b"'<f2'")
_TEXTS: Final = (
    b"\0",
    b'"',
    b"[",
    b"[" * 900,
    b"\xff",
    b"\n",
    b"9" * 5000,
    b"= ",
    b"nan",
    b"\\u001b",
)


def variant(good: bytes, number: int) -> tuple[str, bytes]:
    """Return a variant's kind, and the file."""
    random = Random(number)
    make = _KINDS[number % len(_KINDS)]
    return make.__name__.removeprefix("_"), make(good, random)


def flipped(good: bytes, random: Random) -> bytes:
    """Turn over a few bits."""
    data = bytearray(good)
    for _ in range(random.choice((1, 1, 2, 8, 64))):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(data)


def cut(good: bytes, random: Random) -> bytes:
    """Leave the end out."""
    return good[: random.randrange(len(good))]


def moved(good: bytes, random: Random) -> bytes:
    """Take a stretch out, double it, or put it elsewhere."""
    start, place = random.randrange(len(good)), random.randrange(len(good))
    piece = good[start : start + random.randrange(1, 400)]
    rest = good[:start] + good[start + len(piece) :] if random.choice((True, True, False)) else good
    return rest[:place] + piece * random.randrange(3) + rest[place:]


def _head_changed(good: bytes, random: Random) -> bytes:
    """Put another number into a field of one of the zip's own headers."""
    data = bytearray(good)
    sign = random.choice(_HEADS)
    places = [at for at in range(len(good) - 4) if good[at : at + 4] == sign]
    at = random.choice(places) + random.randrange(4, 46 if sign == _HEADS[0] else 22)
    many = random.choice((1, 2, 4))
    number = random.choice((0, 1, 0x7F, 0xFFFF, 2**32 - 1, random.randrange(2**32)))
    data[at : at + many] = (number % 256**many).to_bytes(many, "little")
    return bytes(data[: len(good)])


def _swapped(good: bytes, random: Random) -> bytes:
    members = members_of(good)
    one, other = random.sample(sorted(set(members) - {MANIFEST}), 2)
    members[one], members[other] = members[other], members[one]
    return put_together(members)


def _renamed(good: bytes, random: Random) -> bytes:
    members = members_of(good)
    names = sorted(set(members) - {MANIFEST})
    one = random.choice(names)
    other = random.choice(("../x", "/etc/x", "a\\b", "x", "series/9999.sd.npy", "video.exe", one))
    members[other] = members.pop(one)
    if random.choice((True, False)):
        members.pop(random.choice(sorted(set(members) - {MANIFEST})))
    return put_together(members)


def _json_changed(good: bytes, random: Random) -> bytes:
    """Change a value somewhere in the JSON, or the name of one."""
    members = members_of(good)
    name = random.choice(sorted(one for one in members if one.endswith(".json")))
    told = json.loads(members[name])
    for _ in range(random.choice((1, 1, 3))):
        changed(told, random)
    members[name] = json.dumps(told).encode()
    return as_zip(members) if name == MANIFEST else put_together(members)


def changed(told: Any, random: Random) -> None:
    """Change a value somewhere in a table of JSON, or the name of one."""
    table, key = told, random.choice(sorted(told))
    while isinstance(table[key], dict | list) and table[key] and random.randrange(10):
        table = table[key]
        key = (
            random.randrange(len(table))
            if isinstance(table, list)
            else random.choice(sorted(table))
        )
    if isinstance(table, dict) and not random.randrange(6):
        table[random.choice(("x", "__class__", key * 2))] = table.pop(key)
    else:
        table[key] = deepcopy(random.choice(NASTY))


def _text_changed(good: bytes, random: Random) -> bytes:
    """Bytes are put into JSON, TOML or an array, which may not even be text afterwards."""
    members = members_of(good)
    name = random.choice(sorted(set(members) - {MANIFEST}))
    data = members[name]
    at = random.randrange(min(len(data), 400))
    members[name] = data[:at] + random.choice(_TEXTS) + data[at + random.randrange(3) :]
    return put_together(members)


def _array_changed(good: bytes, random: Random) -> bytes:
    """Let the head of an array say another type or shape, or its numbers be any bytes."""
    members = members_of(good)
    name = random.choice(sorted(one for one in members if one.endswith(".npy")))
    data = members[name]
    match random.randrange(4):
        case 0:
            kind = b"'<f8'" if b"'<f8'" in data else b"'<f4'"
            data = data.replace(kind, random.choice(_DTYPES), 1)
        case 1:
            many = random.choice((0, 1, 91, 10**6, 10**12, 2**63))
            data = data.replace(b"(90", b"(%d" % many, 1).replace(b"(91", b"(%d" % many, 1)
        case 2:
            data = data[:128] + random.randbytes(len(data) - 128)
        case _:
            data = data[: random.randrange(len(data))]
    members[name] = data
    return put_together(members, deflated=random.choice((True, False)))


TRANSPORT: Final = frozenset({"flipped", "cut", "moved", "head_changed"})
"""Kinds without checksums repaired: what is read of them is what was sent."""
_KINDS: Final[tuple[Callable[[bytes, Random], bytes], ...]] = (
    flipped,
    cut,
    moved,
    _head_changed,
    _swapped,
    _renamed,
    _json_changed,
    _text_changed,
    _array_changed,
    _json_changed,
)
