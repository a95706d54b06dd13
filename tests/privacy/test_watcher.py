"""The watcher is sharp: whatever reaches for a network, and whatever is written, is seen."""

import os
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from formcheck.paths import samples_dir
from tests.privacy.conftest import Watch
from tests.privacy.pictures import pictures_in, pixels_of
from tests.privacy.runs import cut

LOOK_UP = "import socket\ntry: socket.getaddrinfo('planted.example', 80)\nexcept OSError: pass\n"
TCP = """import socket
try: socket.create_connection(('192.0.2.1', 443), 1)
except OSError as error: print(error)
"""
UDP = "import socket\nsocket.socket(type=socket.SOCK_DGRAM).sendto(b'six...', ('192.0.2.1', 99))\n"
TCP_6 = """import socket
try: socket.socket(socket.AF_INET6).connect(('2001:db8::1', 443))
except OSError: pass
"""
IN_C = """import ctypes, threading
libc = ctypes.CDLL(None)
found = ctypes.c_void_p()
ask = lambda: libc.getaddrinfo(b'in-c.example', b'443', None, ctypes.byref(found))
one = threading.Thread(target=ask); one.start(); one.join()
"""
AT_EXIT = f"import atexit\natexit.register(lambda: exec({LOOK_UP!r}, {{}}))\n"
CHILD = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {TCP!r}])\n"
ORPHAN = f"""import os
if os.fork() == 0:
    os.setsid()
    exec({UDP!r})
"""
LISTENS = "import socket\none = socket.socket(); one.bind(('127.0.0.1', 0)); one.listen()\n"
RING = "import ctypes\nprint(ctypes.CDLL(None).syscall(425, 1, ctypes.create_string_buffer(120)))\n"


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("import socket\nsocket.socket()\n", "made a socket of AF_INET"),
        (LOOK_UP, "looked up planted.example at"),
        (TCP, "connected to 192.0.2.1 port 443"),
        (UDP, "sent 6 bytes to 192.0.2.1 port 99"),
        (TCP_6, "connected to 2001:db8::1 port 443"),
        (IN_C, "looked up in-c.example at"),
        (AT_EXIT, "looked up planted.example at"),
        (CHILD, "connected to 192.0.2.1 port 443"),
        (ORPHAN, "sent 6 bytes to 192.0.2.1 port 99"),
        (LISTENS, "listens at 127.0.0.1 port 0"),
        (RING, "wanted io_uring"),
    ],
    ids=[
        "socket",
        "look-up",
        "tcp",
        "udp",
        "ipv6",
        "c",
        "exit",
        "child",
        "orphan",
        "listens",
        "ring",
    ],
)
def test_what_is_planted_is_seen(watch_code: Watch, code: str, seen: str) -> None:
    watched = watch_code(code)
    assert watched.status == 0, watched.output
    assert [one for one in watched.reached if seen in one], watched.reached


def test_nothing_planted_nothing_seen(watch_code: Watch) -> None:
    watched = watch_code("import json, sqlite3, threading")
    assert (watched.status, watched.seen, dict(watched.files)) == (0, (), {})


def test_who_connects_learns_that_there_is_no_network(watch_code: Watch) -> None:
    """Nothing planted leaves this computer, and a program goes on as it does without a network."""
    assert "Network is unreachable" in watch_code(TCP).output


def test_a_socket_inside_the_computer_and_what_is_said_there_is_seen(watch_code: Watch) -> None:
    """Who asks another program for a name looks it up too."""
    watched = watch_code(
        """import os, socket
one = socket.socket(socket.AF_UNIX); one.bind('there'); one.listen()
two = socket.socket(socket.AF_UNIX); two.connect('there')
two.sendmsg([b'resolve ', b'planted.example'])
"""
    )
    assert watched.inside == {"there"}
    assert "planted.example" in " ".join(str(one) for one in watched.seen)
    assert [path.name for path in watched.files] == ["there"]


def test_what_was_written_is_kept_in_whatever_way_it_goes(watch_code: Watch) -> None:
    watched = watch_code(
        """import os, pathlib, tempfile
one = pathlib.Path('one'); one.write_text('first'); one.write_text('second')
one.rename('two'); os.unlink('two')
three = open('three', 'w'); os.unlink('three'); three.write('afterwards'); three.close()
with tempfile.TemporaryFile(dir='.') as hidden: hidden.write(b'no name')
os.chdir('/'); pathlib.Path(os.environ['HOME'], 'far').write_text('away')
here = os.open(os.environ['HOME'], os.O_RDONLY)
os.close(os.open('beside', os.O_WRONLY | os.O_CREAT, dir_fd=here))
"""
    )
    assert watched.status == 0, watched.output
    by_name = {path.name: content for path, content in watched.files.items()}
    assert by_name["one"] == [b"first"]
    assert by_name["two"] == [b"second"]
    assert by_name["three"] == [b"afterwards"]
    assert [b"no name"] in by_name.values()
    assert by_name["far"] == [b"away"]
    assert by_name["beside"] == [b""]


def test_the_rarer_calls_are_known_too(watch_code: Watch) -> None:
    watched = watch_code(
        """import ctypes, os, pathlib
libc = ctypes.CDLL(None)
def call(name, number, *rest):
    result = libc.syscall(number, *rest)
    assert result >= 0, name
    return result
def write(name, text): pathlib.Path(name).write_text(text)
here = os.open('.', os.O_RDONLY)
write('one', 'before'); os.truncate('one', 3)
write('two', 'linked'); os.link('two', 'three'); os.unlink('two', dir_fd=here)
write('four', 'moved'); os.rename('four', 'five', src_dir_fd=here, dst_dir_fd=here)
os.write(call('creat', 85, b'six', 0o600), b'old')
how = (ctypes.c_uint64 * 3)(os.O_WRONLY | os.O_CREAT, 0o600, 0)
os.write(call('openat2', 437, here, b'seven', how, 24), b'new')
os.write(call('open', 2, b'eight', os.O_WRONLY | os.O_CREAT, 0o600), b'oldest')
"""
    )
    assert watched.status == 0, watched.output
    by_name = {path.name: content for path, content in watched.files.items()}
    assert by_name == {
        "one": [b"before", b"bef"],
        "two": [b"linked"],
        "three": [b"linked"],
        "four": [],
        "five": [b"moved"],
        "six": [b"old"],
        "seven": [b"new"],
        "eight": [b"oldest"],
    }


def test_what_a_killed_program_did_is_known(watch_code: Watch) -> None:
    watched = watch_code(f"{UDP}\nimport os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    assert watched.status == -9
    assert watched.reached


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sample = samples_dir() / "sitting_good.mp4"
    return cut(sample, tmp_path_factory.mktemp("clip") / "clip.mp4", seconds=1)


def first_frame(clip: Path) -> np.ndarray:
    return cv2.VideoCapture(str(clip)).read()[1]


@pytest.mark.parametrize("ending", [".jpg", ".png", ".gif", ".webp", ".avif"])
def test_a_picture_in_a_file_is_found(clip: Path, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"picture{ending}"
    cv2.imwrite(str(path), first_frame(clip))
    # GIVEN a picture, by itself or amid something else
    data = path.read_bytes()
    assert pictures_in(data)
    assert pictures_in(b"SQLite format 3\0" + bytes(999) + data)


def test_pixels_are_found_in_any_wrapping(clip: Path, tmp_path: Path) -> None:
    """The decoder that cut them out of the clip is another one than that of formcheck."""
    pixels = pixels_of(str(clip))
    frame = first_frame(clip)
    for one in (frame, frame[..., ::-1], cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)):
        raw = np.ascontiguousarray(one).tobytes()
        assert "pixels of the clip" in pictures_in(b"header" + raw, pixels)
    np.savez_compressed(tmp_path / "packed.npz", frame.astype(np.float32), frame)
    assert "an array of bytes" in pictures_in((tmp_path / "packed.npz").read_bytes())


def test_the_clip_is_no_file_of_text(clip: Path) -> None:
    assert pictures_in(clip.read_bytes()) == {"an MP4"}
    assert not pictures_in(Path(__file__).read_bytes(), pixels_of(str(clip)))
    assert not pictures_in(os.urandom(100_000), pixels_of(str(clip)))


def test_the_python_is_the_one_of_the_tests() -> None:
    """Unless somebody says so: then what is watched has another pose library."""
    from tests.privacy.runs import PYTHON

    assert os.environ.get("FORMCHECK_WATCHED_PYTHON", sys.executable) == PYTHON
