import io
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest
from rich.console import Console
from rich.progress import Progress as Bar

from formcheck.batch.note import notes_dir, work_dir
from formcheck.batch.one import analyse_one
from formcheck.batch.run import Plan
from formcheck.batch.task import Moved, Outcome, State
from formcheck.cli.batch_progress import Bars
from formcheck.report.json_report import read_record
from formcheck.session.offline import Progress
from tests.batch.recordings import record, record_long, results, task
from tests.cli.conftest import ROOT, Command

PATIENCE_S = 120.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("Ann/2026-11-02.npz", "Bob/2026-11-03.npz"):
        record(tmp_path / "in" / name)
    return tmp_path / "in"


def start(folder: Path, out: Path, *more: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "formcheck", "batch", str(folder), "--out", str(out)]
    return subprocess.Popen(
        [*command, "--exercise", "bridge", "--jobs", "1", *more],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(running: "subprocess.Popen[str]", place: Path, many: int) -> None:
    """Wait until so many things lie in a folder, while a program is at it."""
    until = time.monotonic() + PATIENCE_S
    while not place.is_dir() or len([*place.rglob("*.json"), *place.glob("tmp*")]) < many:
        assert running.poll() is None, "it was over too soon"
        assert time.monotonic() < until
        time.sleep(0.02)


def finished_at(out: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in notes_dir(out).rglob("*.json")}


def test_a_folder_is_analysed_and_then_finished(
    formcheck: Command, folder: Path, tmp_path: Path
) -> None:
    bad = folder / "Ann" / "bad.npz"
    bad.write_text("no poses")
    out = tmp_path / "deep" / "out"
    arguments = ("batch", folder, "--out", out, "--exercise", "bridge", "--jobs", "1", "--csv")
    first = formcheck(*arguments)
    assert first.status == 1
    assert [line.split()[1] for line in first.stderr.splitlines()] == [
        "Ann/2026-11-02.npz",
        "Ann/bad.npz:",
        "Bob/2026-11-03.npz",
    ]
    assert "2 of 3 recordings analysed." in first.stdout
    assert "Ann/bad.npz: " in first.stdout
    assert "found something else" in (out / "summary.html").read_text("utf-8")
    assert read_record(out / "Ann" / "2026-11-02.npz.json").exercise == "bridge"
    before = results(out)
    assert [name for name in before if name.endswith(".reps.csv")] == [
        "Ann/2026-11-02.npz.reps.csv",
        "Bob/2026-11-03.npz.reps.csv",
    ]
    bad.unlink()
    second = formcheck(*arguments)
    assert (second.status, second.stderr) == (0, "2 recordings are finished already.\n")
    assert {name: results(out)[name] for name in before if "npz" in name}.items() <= before.items()


@pytest.mark.model
def test_a_video_gives_what_analyse_gives(formcheck: Command, clip: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(clip, tmp_path / "in" / "a.mp4")
    out = tmp_path / "out"
    batch = formcheck("batch", tmp_path / "in", "--out", out, "--exercise", "plank", "--report")
    assert batch.status == 0
    assert "</html>" in (out / "a.mp4.html").read_text("utf-8")
    found = json.loads((out / "a.mp4.json").read_text("utf-8"))
    expected = json.loads(formcheck("analyse", clip, "--exercise", "plank", "--json", "-").stdout)
    assert found["source"].pop("path") == "a.mp4"
    assert expected["source"].pop("path") == str(clip)
    assert found == expected


def cases(folder: Path) -> dict[str, tuple[list[str], str]]:
    out = ["--out", str(folder / "out")]
    (folder / "none").mkdir()
    return {
        "its own folder": ([str(folder), "--out", str(folder)], "a folder of their own"),
        "two kinds": (
            [str(folder), *out, "--jobs", "2", "--scheduler", "tcp://a:1"],
            "--jobs is for this computer alone",
        ),
        "nothing there": ([str(folder / "none"), *out], "found no video"),
        "unknown exercise": ([str(folder), *out, "--exercise", "plonk"], "Choose one of"),
        "unknown model": ([str(folder), *out, "--model", "giant"], "no pose model called giant"),
        "no address": ([str(folder), *out, "--scheduler", "there"], "such as tcp://host:8786"),
        "nobody there": (
            [str(folder), *out, "--scheduler", "tcp://127.0.0.1:1"],
            "Expected a Dask scheduler at tcp://127.0.0.1:1, found none",
        ),
    }


CASES = (
    *("its own folder", "two kinds", "nothing there", "unknown exercise", "unknown model"),
    *("no address", "nobody there"),
)


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_one_line(formcheck: Command, folder: Path, case: str) -> None:
    arguments, sentence = cases(folder)[case]
    found = formcheck("batch", *arguments)
    assert (found.status, found.stdout) == (2, "")
    assert len(found.stderr.splitlines()) == 1
    assert sentence in found.stderr


def test_every_case_is_tried(folder: Path) -> None:
    assert set(cases(folder)) == set(CASES)


def test_a_cluster_needs_its_extra(
    formcheck: Command, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    found = formcheck("batch", folder, "--out", tmp_path / "out", "--scheduler", "tcp://a:1")
    assert found.status == 2
    assert "pip install 'formcheck[cluster]'" in found.stderr


@pytest.mark.slow
def test_a_killed_batch_loses_nothing_and_goes_on(
    formcheck: Command, folder: Path, tmp_path: Path
) -> None:
    record_long(folder / "Zoe" / "long.npz", minutes=10.0)
    out = tmp_path / "out"
    running = start(folder, out)
    wait_for(running, notes_dir(out), 2)
    workers = psutil.Process(running.pid).children()
    running.kill()
    running.communicate()
    _gone, alive = psutil.wait_procs(workers, timeout=PATIENCE_S)
    assert alive == [], "a worker goes on without anybody to tell"
    before = finished_at(out)
    assert len(before) == 2
    assert sorted(results(out)) == ["Ann/2026-11-02.npz.json", "Bob/2026-11-03.npz.json"]
    again = ("--out", out, "--exercise", "bridge", "--jobs", "1")
    assert formcheck("batch", folder, *again).status == 0
    assert finished_at(out).items() >= before.items()
    assert not work_dir(out).exists()
    long = task(folder, tmp_path / "here", "Zoe/long.npz")
    analyse_one(long, lambda _progress: None)
    assert long.result(".json").read_bytes() == results(out)["Zoe/long.npz.json"]


@pytest.mark.slow
def test_ctrl_c_stops_at_once_and_says_how_to_go_on(folder: Path, tmp_path: Path) -> None:
    record_long(folder / "Ann" / "1 long.npz", minutes=20.0)
    out = tmp_path / "out"
    running = start(folder, out)
    wait_for(running, work_dir(out), 1)
    workers = psutil.Process(running.pid).children()
    for one in (psutil.Process(running.pid), *workers):
        one.send_signal(signal.SIGINT)
    _stdout, stderr = running.communicate()
    assert running.returncode == 130
    assert stderr.splitlines() == [
        "formcheck: stopped. What is finished is kept; the same line goes on from there."
    ]
    assert results(out) == {}
    assert not work_dir(out).exists()
    assert psutil.wait_procs(workers, timeout=PATIENCE_S)[1] == []


def shown(events: Sequence[Moved | Outcome], tmp_path: Path) -> list[str]:
    """Return what bars show at the end of some events."""
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=80, markup=False, color_system=None)
    names = ("a.npz", "b.npz", "c.npz")
    tasks = tuple(task(tmp_path, tmp_path, name) for name in names)
    plan = Plan(tasks, (Outcome("c.npz", State.DONE),))
    with Bar(console=console, auto_refresh=False) as bars:
        show = Bars(bars, plan)
        for event in events:
            show(event)
        bars.refresh()
    return [line for line in file.getvalue().splitlines() if "\x1b[?25" not in line]


def test_a_bar_for_each_recording_in_work_and_one_for_all(tmp_path: Path) -> None:
    events = [
        Moved("a.npz", Progress(30, 60, 1.0, 2.0)),
        Moved("b.npz", Progress(1, None, 0, None)),
    ]
    lines = shown([*events, events[0]], tmp_path)
    assert "1 recording is finished already." in lines[0]
    last = lines[-2:]
    assert [line.split()[0] for line in last] == ["a.npz", "b.npz"]
    assert " 50%" in last[0]


def test_a_bar_goes_when_its_recording_is_done_and_a_reason_stays(tmp_path: Path) -> None:
    moved = Moved("a.npz", Progress(30, 60, 1.0, 2.0))
    events = [moved, Outcome("a.npz", State.BAD, "is empty"), Outcome("b.npz", State.DONE)]
    lines = shown(events, tmp_path)
    assert "a.npz: is empty" in "".join(lines)
    assert "All recordings" in lines[-1]
    assert "100%" in lines[-1]
