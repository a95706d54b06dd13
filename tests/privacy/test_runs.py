"""Everything that formcheck does is watched: it reaches nobody, and keeps no picture.

The runs are real: the program's own commands, the real pose model, clips in place of a camera, and
a hand that uses the windows. ``FORMCHECK_WATCHED_PYTHON`` names another Python to run them with.
"""

import re
import stat
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from formcheck.paths import OWN_FILE, OWN_FOLDER, samples_dir
from tests.privacy.pictures import pictures_in, pixels_of
from tests.privacy.runs import PYTHON, SHELL, House, cut
from tests.privacy.watcher import Watched

pytestmark = [pytest.mark.model, pytest.mark.gui, pytest.mark.slow, pytest.mark.no_cover]

INSIDE = {
    r".*/formcheck/(posture|home)\.socket": "another formcheck, asked for the camera or its window",
    r".*/temporary/formcheck-(posture|home)-[0-9a-f]{16}": "the same, its path being long",
    r".*/pulse/native": "the system's sound, for the voice",
    r".*/pipewire-0": "the system's sound, for the voice",
    r"/run/dbus/system_bus_socket": "whether the screen is locked, or the computer goes to sleep",
    r".*/bus|@/tmp/dbus-.*": "the desktop: do not disturb, notes, the tray",
}
"""Sockets of this computer that formcheck may reach for, and why."""
NAMES_WANTED = re.compile(r"resolve1|NetworkManager|network1|Avahi|\.ResolveHost")
KEPT = {
    r"home/\.local/share/formcheck/store/formcheck\.sqlite(-wal|-shm|-journal)?": "what was done",
    r"home/\.local/share/formcheck/window\.ini(\.\w{6}|\.lock)?": "where windows were",
    r"home/\.local/share/formcheck/QtProject\.conf(\.\w{6}|\.lock)?": "folders that were opened",
    r"home/\.local/share/formcheck/(posture|home)\.lock": "that one runs",
    r"home/\.local/share/formcheck/((posture|home)\.socket|\.\w{6}/s)": "where it is asked",
    r"home/\.cache/matplotlib/.*": "which letters this computer has",
    r"temporary/(formcheck-(posture|home)-[0-9a-f]{16}|\.\w{6}/s)": "the same, its path being long",
    r"temporary/\w{8}": "whether files can be made there; what the pose library says",
    r"temporary/tmp\w{8}": "what the pose library says",
    r"/dev/dri/.*": "the screen's own device: no file",
}
"""Every file that a live session, a training, and a day at the desk may write."""
LOOKED_AT = {r"home/\.local/share/formcheck/looked-at/\.?[0-9a-f]{64}\.(\w{8}\.part|npz)": "poses"}
MOST_BYTES = 1 << 20
"""Of everything that is kept of a few seconds: numbers; their pictures would be fifty times it."""


@dataclass(frozen=True, slots=True)
class Run:
    """What was done in a house, and seen."""

    house: House
    watched: Watched

    @property
    def files(self) -> Mapping[str, list[bytes]]:
        """Everything that was written, by its place in the house."""
        return {self.house.place_of(one): data for one, data in self.watched.files.items()}


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("clips")
    lies = cut(samples_dir() / "bridge_good.mp4", folder / "lies.mp4", seconds=3)
    # Two sessions have to fit in, and begin.
    long = cut(samples_dir() / "bridge_good.mp4", folder / "long.mp4", seconds=5)
    sits = cut(samples_dir() / "sitting_good.mp4", folder / "sits.mp4", seconds=3)
    (folder / "clinic" / "ann").mkdir(parents=True)
    (folder / "clinic" / "ann" / "1.mp4").write_bytes(lies.read_bytes())
    return {"lies": lies, "long": long, "sits": sits, "clinic": folder / "clinic"}


@pytest.fixture(scope="module")
def runs(
    _can_watch: None, tmp_path_factory: pytest.TempPathFactory, clips: dict[str, Path]
) -> dict[str, Run]:
    """Do everything there is to do, watched; two at a time, as half of it is waiting."""
    root = tmp_path_factory.mktemp("houses")
    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(one, root, clips) for one in (patient, office, physio)]
    return {name: run for one in done for name, run in one.result().items()}


def patient(root: Path, clips: dict[str, Path]) -> dict[str, Run]:
    """Be led through a training, exercise, then see what was kept, and send it."""
    house = _house(root / "patient")
    commands = [
        "history --weeks 4 --html history.html",
        "data export everything-again.zip",
        "data send for-physio.formcheck",
    ]
    line = " && ".join(f"{PYTHON} -m formcheck {words}" for words in commands)
    lies = str(clips["lies"])
    return {
        "home": Run(house, house.drive("home", clips["long"])),
        "live": Run(
            house,
            house.formcheck("live", "--exercise=bridge", f"--source={lies}", "--close-at-end"),
        ),
        "commands": Run(house, house.run([SHELL, "-c", line])),
    }


def office(root: Path, clips: dict[str, Path]) -> dict[str, Run]:
    """Sit at the desk."""
    house = _house(root / "office")
    words = ("posture", f"--source={clips['sits']}", "--close-at-end", "--show")
    return {"posture": Run(house, house.formcheck(*words))}


def physio(root: Path, clips: dict[str, Path]) -> dict[str, Run]:
    """Look at recordings: one by one, in a window, and all of a folder."""
    house = _house(root / "physio")
    lies, files = str(clips["lies"]), ("--json=a.json", "--report=a.html", "--export=a.csv")
    return {
        "analyse": Run(
            house,
            house.formcheck("analyse", lies, "--exercise=bridge", "--pictures=none", *files),
        ),
        "review": Run(house, house.drive("review", clips["lies"])),
        "batch": Run(
            house,
            house.formcheck("batch", str(clips["clinic"]), "--out=out", "--exercise=bridge"),
        ),
        "recording": Run(
            house,
            house.formcheck("analyse", lies, "--exercise=bridge", "--annotated=marked.mp4"),
        ),
    }


def _house(root: Path) -> House:
    house = House(root)
    house.build()
    return house


EVERYTHING = ("home", "live", "commands", "posture", "analyse", "review", "batch", "recording")
WITH_CAMERA = ("home", "live", "posture")


@pytest.mark.parametrize("name", EVERYTHING)
def test_it_reaches_nobody_and_looks_no_name_up(runs: dict[str, Run], name: str) -> None:
    watched = runs[name].watched
    assert watched.status == 0, watched.output
    assert watched.reached == [], "\n".join(watched.reached)


@pytest.mark.parametrize("name", EVERYTHING)
def test_of_other_programs_only_the_known_are_reached_and_none_is_asked_for_a_name(
    runs: dict[str, Run], name: str
) -> None:
    watched = runs[name].watched
    unknown = {one for one in watched.inside if not _known(INSIDE, one)}
    assert unknown == set()
    assert [str(one) for one in watched.seen if NAMES_WANTED.search(one.what)] == []


@pytest.mark.parametrize("name", WITH_CAMERA)
def test_with_a_camera_only_what_is_said_is_written(runs: dict[str, Run], name: str) -> None:
    files = runs[name].files
    asked_for = {"here/everything.zip", "here/everything.zip.part"}
    unknown = [one for one in files if not _known(KEPT, one) and one not in asked_for]
    assert unknown == []
    # AND something is written at all: the database is there
    assert any(one.endswith("formcheck.sqlite") for one in files)


@pytest.mark.parametrize("name", [*WITH_CAMERA, "commands", "analyse", "batch"])
def test_nothing_that_is_written_is_a_picture(
    runs: dict[str, Run], clips: dict[str, Path], name: str
) -> None:
    clip = {"posture": "sits", "home": "long"}.get(name, "lies")
    pixels = pixels_of(str(clips[clip]))
    files = runs[name].files
    found = {one: pictures_in(b"".join(data), pixels) for one, data in files.items()}
    assert {one: kinds for one, kinds in found.items() if kinds} == {}


@pytest.mark.parametrize("name", EVERYTHING)
def test_temporary_files_are_the_words_of_the_pose_library(runs: dict[str, Run], name: str) -> None:
    for place, data in runs[name].files.items():
        if place.startswith("temporary/"):
            said = b"".join(data).decode("utf-8")
            assert "\0" not in said, place


@pytest.mark.parametrize("name", WITH_CAMERA)
def test_what_is_written_is_too_small_for_pictures(runs: dict[str, Run], name: str) -> None:
    sizes = [len(one) for data in runs[name].files.values() for one in data]
    assert sum(sizes) < MOST_BYTES


def test_a_review_keeps_landmarks_and_writes_what_it_is_told_to(
    runs: dict[str, Run], clips: dict[str, Path]
) -> None:
    files = runs["review"].files
    mine = {one: data for one, data in files.items() if not one.startswith("here/")}
    assert [one for one in mine if not _known({**KEPT, **LOOKED_AT}, one)] == []
    pixels = pixels_of(str(clips["lies"]))
    assert [one for one, data in mine.items() if pictures_in(b"".join(data), pixels)] == []
    # AND the report that was saved by hand
    assert files["here/report.html"][-1].startswith(b"<!doctype html>")


def test_a_video_that_was_asked_for_is_seen(runs: dict[str, Run]) -> None:
    """The proof that a recording would be found: this one is, and under no other name."""
    files = runs["recording"].files
    found = {one for one, data in files.items() if pictures_in(b"".join(data))}
    assert found
    assert {Path(one).suffix for one in found} == {".mp4"}
    assert "here/marked.mp4" in files


def test_every_file_is_for_its_owner_alone(runs: dict[str, Run]) -> None:
    """With a umask that leaves everything open: the runs had one."""
    for house in {run.house.root: run.house for run in runs.values()}.values():
        there = [house.data, *house.data.rglob("*")]
        assert len(there) > 1
        assert {_mode(one) for one in there if one.is_dir()} == {OWN_FOLDER}
        assert {_mode(one) for one in there if one.is_file()} == {OWN_FILE}


def test_what_is_taken_along_is_for_its_owner_alone(runs: dict[str, Run]) -> None:
    """Everything of a person in one file; a report is as open as its folder's owner wants."""
    here = runs["commands"].house.here
    for name in ("everything.zip", "everything-again.zip", "for-physio.formcheck"):
        assert _mode(here / name) == OWN_FILE
    assert _mode(here / "history.html") == 0o666


def _known(known: Mapping[str, str], name: str) -> bool:
    return any(re.fullmatch(one, name) for one in known)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)
