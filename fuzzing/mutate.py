"""Mutators: of bytes, of lines of TOML, of JSON, of arrays."""

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any, Final

from calibration.parcel_variants import NASTY, changed, cut, flipped, moved

PIECES: Final = (
    b"\0", b'"', b"'", b'"""', b"[", b"]", b"[[", b"{", b"}", b"[" * 600, b'{"a":' * 600, b"\xff",
    b"\xfe\xff", b"\xef\xbb\xbf", b"\r", b"\n", b"\n\n", b"9" * 5000, b"= ", b".", b"a." * 700,
    b"nan", b"-inf", b"1e999", b"\\u001b", b"\\ud800", b"\\U00110000", b"\xe2\x80\xae", b"\x1b[2J",
    b"#", b"\xf0\x9f\xa6\xb5", b"../../x", b"\xc3\xa4" * 40, b"\x7f", b"\xff\xff\xff\xff",
    b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\x80\0\0\0",
)  # fmt: skip
"""What parsers stumble over."""
_TOML_VALUES: Final = (
    "0", "-1", "1", "9223372036854775808", "1" + "0" * 400, "9" * 5000, "1e308", "-1e308", "1e999",
    "nan", "-inf", "inf", "0x7fffffff", "0o17", "1_000", "true", "false", '""', '"x"', "'x'",
    '"' + "x" * 1400 + '"', '"""\nlong\n"""', "[]", "[[]]", "[" * 300 + "]" * 300, "{}",
    "{ a = 1 }", "{ kind = 'x' }", "[1, 2, 3]", "[nan, inf]", "['a', 'b']", "[{}, {}]",
    "2026-02-30", "0001-01-01", "9999-12-31", "2026-03-01T12:00:00", "2026-03-01 12:00:00+23:59",
    "12:00:00", "25:00:00", '"\\u001b[2J"', '"\\u202e"', '"\\u0000"', '"\\ud800"', '"../../x"',
    '"/etc/passwd"', '"con"', '"plank"', '"knee_angle"', '"side"', '"Ä🦵\u0301"', "bare", "", "=",
)  # fmt: skip
_KEY: Final = re.compile(r"^(\s*)([A-Za-z0-9_.\"'-]+)(\s*=\s*)(.*)$")
_MOST_LINES: Final = 4


def spoilt(good: bytes, other: bytes, random: Random) -> bytes:
    """Turn bits over, cut, move, splice or insert, once or a few times."""
    data = good
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        data = random.choice(_OF_BYTES)(data or good, other, random)
    return data


def spliced(good: bytes, other: bytes, random: Random) -> bytes:
    """Go on with another file somewhere."""
    return good[: random.randrange(len(good) + 1)] + other[random.randrange(len(other) + 1) :]


def inserted(good: bytes, other: bytes, random: Random) -> bytes:
    """Put something in, over what was there or between."""
    del other
    at, piece = random.randrange(len(good) + 1), random.choice(PIECES)
    over = len(piece) if random.choice((True, False)) else 0
    return good[:at] + piece + good[at + over :]


def toml(good: bytes, other: bytes, random: Random) -> bytes:
    """Change values, keys and lines of a TOML file; now and then its bytes."""
    if not random.randrange(5):
        return spoilt(good, other, random)
    lines = good.decode().split("\n")
    for _ in range(random.choice((1, 1, 1, 1, 2, 3, 6))):
        random.choice(_OF_LINES)(lines, random)
        lines = lines or [""]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def of_json(good: bytes, other: bytes, random: Random) -> bytes:
    """Change values and keys of a JSON file; now and then its bytes."""
    if not random.randrange(4):
        return spoilt(good, other, random)
    told = json.loads(good)
    for _ in range(random.choice((1, 1, 2, 4))):
        changed(told, random)
        if not told:
            break
    text = json.dumps(told, ensure_ascii=random.choice((True, False)))
    if not random.randrange(8):
        text = _twice(text, random)
    return text.encode("utf-8", "surrogatepass")


def _twice(text: str, random: Random) -> str:
    """Say a key twice, or put the whole into many lists."""
    if random.choice((True, False)):
        return "[" * 400 + text + "]" * 400
    return text.replace("{", '{"schema": ' + json.dumps(_plain(random)) + ", ", 1)


def _plain(random: Random) -> Any:
    return random.choice(NASTY)


def _value(lines: list[str], random: Random) -> None:
    at = random.randrange(len(lines))
    found = _KEY.match(lines[at])
    if found:
        before, key, equal, _value = found.groups()
        lines[at] = f"{before}{key}{equal}{random.choice(_TOML_VALUES)}"


def _key(lines: list[str], random: Random) -> None:
    at = random.randrange(len(lines))
    found = _KEY.match(lines[at])
    if found:
        names = (found[2] + "x", found[2][:-1] or "a", "kind", "a." * 60 + "b", '""', "é", "slug")
        lines[at] = found[1] + random.choice(names) + found[3] + found[4]


def _doubled(lines: list[str], random: Random) -> None:
    lines.insert(random.randrange(len(lines)), random.choice(lines))


def _dropped(lines: list[str], random: Random) -> None:
    start = random.randrange(len(lines))
    del lines[start : start + random.randrange(1, _MOST_LINES)]


def _exchanged(lines: list[str], random: Random) -> None:
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _table(lines: list[str], random: Random) -> None:
    headers = [one for one in lines if one.startswith("[")] or ["[a]"]
    name = random.choice(headers).strip("[] \t")
    said = (f"[{name}]", f"[[{name}]]", f"[{name}.x]", f"[[{name}.x.y]]", "[" + "a." * 200 + "a]")
    lines.insert(random.randrange(len(lines)), random.choice(said))


def _many(lines: list[str], random: Random) -> None:
    start = random.randrange(len(lines))
    lines[start:start] = lines[start : start + 12] * random.choice((2, 10, 60))


_OF_BYTES: Final[tuple[Callable[[bytes, bytes, Random], bytes], ...]] = (
    lambda good, _other, random: flipped(good, random),
    lambda good, _other, random: flipped(good, random),
    lambda good, _other, random: cut(good, random),
    lambda good, _other, random: moved(good, random),
    spliced,
    inserted,
    inserted,
)
_OF_LINES: Final[tuple[Callable[[list[str], Random], None], ...]] = (
    _value, _value, _value, _value, _key, _doubled, _dropped, _exchanged, _table, _many,
)  # fmt: skip
