"""Opening what somebody made to do harm, in an inbox that is watched."""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from calibration.parcel_parts import members_of, put_together
from calibration.parcels import good_parcel
from formcheck.store.parcel import ParcelError
from formcheck.store.parcel_read import read_parcel
from tests.conftest import ROOT

SESSION = "sessions/0001.json"
TIMES = "series/0001.time_s.npy"
VALUE = "series/0001.value.npy"
ENTRY = b"PK\x01\x02"
LOCAL = b"PK\x03\x04"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A parcel with everything in it."""
    return good_parcel(tmp_path_factory.mktemp("good"))


@pytest.fixture
def members(good: bytes) -> dict[str, bytes]:
    return members_of(good)


@pytest.fixture(autouse=True)
def inbox(tmp_path: Path) -> Iterator[Path]:
    """The folder of what was sent: nothing else is in it afterwards."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    yield folder
    assert [one.name for one in folder.iterdir()] in ([], ["sent.formcheck"])


@pytest.fixture
def refused(inbox: Path) -> Callable[[bytes], str]:
    """Open a file; return the sentence with which it is refused."""

    def call(data: bytes) -> str:
        path = inbox / "sent.formcheck"
        path.write_bytes(data)
        with pytest.raises(ParcelError) as error:
            read_parcel(path)
        assert path.read_bytes() == data
        told = str(error.value)
        assert told.isprintable()
        assert told.startswith("sent.formcheck ")
        return told.removeprefix("sent.formcheck ").removesuffix(" Ask for it to be sent again.")

    return call


Refused = Callable[[bytes], str]
Members = dict[str, bytes]


def entry_of(data: bytes, name: str, sign: bytes = ENTRY) -> int:
    """Where a member stands in the list, or its own head."""
    length = {ENTRY: 46, LOCAL: 30}[sign]
    at = data.index(sign)
    while data[at + length : at + length + len(name)] != name.encode():
        at = data.index(sign, at + 1)
    return at


def put(data: bytes, at: int, form: str, number: int) -> bytes:
    changed = bytearray(data)
    struct.pack_into(f"<{form}", changed, at, number)
    return bytes(changed)


def edited(members: Members, name: str, change: Callable[[Any], Any]) -> bytes:
    """The parcel with some JSON changed, and its checksums repaired."""
    told = json.loads(members[name])
    told = change(told) or told
    return put_together({**members, name: json.dumps(told).encode()})


def with_key(path: str, value: object) -> Callable[[Any], None]:
    *way, last = path.split(".")

    def change(told: Any) -> None:
        for key in way:
            told = told[int(key) if key.isdigit() else key]
        told[int(last) if last.isdigit() else last] = value

    return change


def child(path: Path) -> dict[str, Any]:
    """Open a file in a process of its own, with a limit on its memory."""
    code = """
import json, resource, sys
from pathlib import Path
from formcheck.errors import FormcheckError
from formcheck.store.parcel_read import read_parcel
def peak_kb():  # ru_maxrss would begin at the peak of the process that started this one
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
before = peak_kb()
resource.setrlimit(resource.RLIMIT_AS, (3_000_000_000, 3_000_000_000))
try:
    error = repr(read_parcel(Path(sys.argv[1])))
except FormcheckError as refused:
    error = str(refused)
grown = peak_kb() - before
print(json.dumps({"error": error, "grown_mb": grown / 1000}))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    return json.loads(done.stdout)
