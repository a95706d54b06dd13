"""What a program does on a disk that is full or may not be written: ``python -m ... SCENE FOLDER``.

Runs in a process that has this disk alone; the last line that it prints is what it saw, as JSON.
"""

import contextlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any, Final

from formcheck.cli.main import run
from formcheck.errors import FormcheckError
from formcheck.exercises.loader import load_exercise
from formcheck.report.annotated import marked, write_annotated
from formcheck.session.update import Update
from formcheck.settings import CAMERA, STORE, set_for_computer
from formcheck.store.answers import Answer, AnswerKind, Answers
from formcheck.store.database import Store, open_store
from formcheck.store.makeshift import store_for_now
from formcheck.store.people import People, Person
from formcheck.store.place import beside, default_file, find_place
from formcheck.store.session_log import SessionWriter
from formcheck.store.sessions import Sessions
from formcheck.store.zeros import ZeroStore
from tests.capture.pictures import every_ms, write_clip
from tests.conftest import ROOT
from tests.session.motion import bridge, play
from tests.store.records import opening

BRIDGE: Final = load_exercise("bridge")
WRITTEN: Final = {
    "--json": ".json",
    "--report": ".html",
    "--export": ".csv",
}
POSES: Final = ROOT / "tests" / "clips" / "poses" / "bridge_good.npz"
QUICK_S: Final = 0.02
ANSWER: Final = Answer(kind=AnswerKind.PAIN, question="before", number=3.0, text="so it was" * 50)
MANY: Final = 400


def fill(folder: Path) -> Path:
    """Leave no room; return what takes it."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(1024)):
            pass
    return ballast


def trouble_of(work: Callable[[], object]) -> str:
    """Return what is told of something that cannot be done."""
    try:
        work()
    except FormcheckError as error:
        return f"{type(error).__name__}: {error}"
    return ""


def command(*arguments: str | Path) -> tuple[int, str]:
    """Run a command; return its status and what it says is wrong."""
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        try:
            run([str(one) for one in arguments])
        except SystemExit as ended:
            return int(ended.code or 0), said.getvalue()
    return 0, said.getvalue()


def everything_else(folder: Path, store: Store, ann: Person, update: Update) -> dict[str, Any]:
    """Write all that can be written; return what is told of each."""
    seen: dict[str, Any] = {}
    seen["choice"] = trouble_of(lambda: People(store).set(ann.id, "voice", "off" * 9000))
    seen["zero"] = trouble_of(lambda: ZeroStore().keep(BRIDGE, "Camera 0", "2", 1.5))
    seen["computer"] = trouble_of(lambda: set_for_computer(CAMERA, "1"))
    seen["export"] = command("data", "export", folder / "ann.zip")
    for option, end in WRITTEN.items():
        target = folder / f"written{end}"
        seen[option] = command("analyse", POSES, "--exercise", "bridge", option, target)
    target, marks = folder / "annotated.mp4", marked(update)
    seen["video"] = trouble_of(
        lambda: write_annotated(target, folder / "clip.mp4", lambda _time_s: marks)
    )
    seen["left"] = sorted(path.name for path in folder.iterdir())
    return seen


def full(folder: Path) -> dict[str, Any]:
    """Exercise while the disk fills up, and try everything else that writes."""
    store = open_store()
    ann = People(store).add("Ann")
    record, updates = play("bridge", bridge, 15.0, fps=10)
    started = SessionWriter(store, opening(ann.id, BRIDGE), every_s=QUICK_S)
    started.begin()
    started.finish(record)
    started.close()
    write_clip(folder / "clip.mp4", every_ms(33, 20))
    ballast = fill(folder)
    # Amid an exercise
    writer, tick = SessionWriter(store, opening(ann.id, BRIDGE), every_s=QUICK_S), Event()
    writer.begin()
    for update in updates[:80]:
        writer.take(update)
    while not writer.error:
        tick.wait(QUICK_S)
    seen: dict[str, Any] = {"session": writer.error}
    for update in updates[80:]:
        writer.take(update)
    writer.finish(record)
    seen |= everything_else(folder, store, ann, updates[0])
    seen["kept"] = len(Sessions(store).of_person(ann.id))
    # Room again
    ballast.unlink()
    writer.close()
    found = Sessions(store).of_person(ann.id)
    seen["afterwards"] = [len(Sessions(store).read(one.id).record.reps) for one in found]
    seen["trouble"] = store.catch_up()
    store.close()
    return seen


def full_at_the_start(folder: Path) -> dict[str, Any]:
    """Start on a full disk, exercise, and start again when there is room."""
    ann = _own_places(folder)
    ballast = fill(folder)
    with store_for_now() as now:
        seen = {"people": [one.name for one in People(now).all()], "notice": now.notice}
        _exercise(now, ann)
    seen |= {"aside": _aside(), "whole": _whole()}
    with store_for_now() as now:
        seen["again"] = len(Sessions(now).of_person(ann.id))
    tempfile.tempdir = os.environ["XDG_RUNTIME_DIR"] = str(folder)
    with contextlib.ExitStack() as stack:
        seen["nowhere"] = trouble_of(lambda: stack.enter_context(store_for_now()))
    os.environ["XDG_RUNTIME_DIR"] = str(folder.parent / "runtime")
    ballast.unlink()
    return seen | _afterwards(ann)


def full_in_the_end(folder: Path) -> dict[str, Any]:
    """Let the disk be full when what was done meanwhile is half put back."""
    ann = _own_places(folder)
    ballast = fill(folder)
    with store_for_now() as now:
        while len(Answers(now).of_person(ann.id)) < MANY:
            Answers(now).add(ann.id, [ANSWER] * 20)
        # Room for the log's head, and for some of it.
        os.truncate(ballast, ballast.stat().st_size - 120 * 1024)
    with contextlib.closing(open_store()) as store:
        seen = {"told": store.notice}
    seen |= {"aside": _aside(), "whole": _whole()}
    ballast.unlink()
    return seen | _afterwards(ann)


def read_only(folder: Path) -> dict[str, Any]:
    """Use a folder that may not be written."""
    ann = _own_places(folder)
    before = default_file().read_bytes()
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    seen: dict[str, Any] = {"command": command("data", "export", "/tmp/never.zip")}
    seen["open"] = trouble_of(open_store)
    with store_for_now() as now:
        seen["notice"], seen["fleeting"] = now.notice, now.fleeting
        seen["people"] = [one.name for one in People(now).all()]
        _exercise(now, ann)
        seen["sessions"] = len(Sessions(now).of_person(ann.id))
    seen["aside"] = _aside()
    seen["zero"] = trouble_of(lambda: ZeroStore().keep(BRIDGE, "Camera 0", "2", 1.5))
    seen["computer"] = trouble_of(lambda: set_for_computer(STORE, "/elsewhere"))
    seen["same"] = default_file().read_bytes() == before
    seen["home"] = home()
    subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
    return seen | _afterwards(ann)


def _own_places(folder: Path) -> Person:
    """Keep somebody; what lies aside has this disk, and a folder beside it in place of memory."""
    runtime = folder.parent / "runtime"
    runtime.mkdir()
    os.environ["HOME"], os.environ["XDG_RUNTIME_DIR"] = str(folder), str(runtime)
    store = open_store()
    ann = People(store).add("Ann")
    store.close()
    return ann


def _exercise(store: Store, person: Person) -> None:
    writer = SessionWriter(store, opening(person.id, BRIDGE), every_s=QUICK_S)
    writer.begin()
    writer.finish(play("bridge", bridge, 15.0, fps=10)[0])
    writer.close()


def _aside() -> list[str]:
    """Return where something lies aside."""
    return [path.parent.name for path in find_place().meanwhile]


def _whole() -> str:
    """Return whether the usual file is sound, by looking at a copy."""
    with tempfile.TemporaryDirectory() as folder:
        for path in (default_file(), beside(default_file(), "-wal")):
            if path.exists():
                shutil.copy(path, folder)
        with contextlib.closing(sqlite3.connect(Path(folder) / default_file().name)) as copy:
            found = copy.execute("SELECT count(*) FROM answers").fetchone()[0]
            return f"{copy.execute('PRAGMA integrity_check').fetchone()[0]}, {found} answers"


def _afterwards(person: Person) -> dict[str, Any]:
    """Start once more, and return what is there."""
    with store_for_now() as store:
        seen = {
            "kept": len(Sessions(store).of_person(person.id)),
            "answers": len(Answers(store).of_person(person.id)),
            "said": store.notice,
        }
    with contextlib.closing(sqlite3.connect(default_file())) as file:
        seen["journal"] = file.execute("PRAGMA journal_mode").fetchone()[0]
    return seen | {
        "others": sum(one.stat().st_mode & 0o077 for one in default_file().parent.iterdir()),
        "left": _aside(),
        "sound": _whole().split(",")[0],
    }


def home() -> dict[str, Any]:
    """Open the first window as a person does, read what it says, and leave."""
    from PyQt6.QtCore import QTimer
    from PyQt6.QtWidgets import QApplication, QMessageBox

    from formcheck.ui.app import application
    from formcheck.ui.home import HomeOptions, run_home
    from formcheck.ui.home_window import HomeWindow

    seen: dict[str, Any] = {"told": []}

    def look() -> None:
        widgets = QApplication.allWidgets()
        windows = [one for one in widgets if isinstance(one, HomeWindow)]
        boxes = [one for one in widgets if isinstance(one, QMessageBox)]
        if not boxes or not windows:
            QTimer.singleShot(50, look)
            return
        seen["told"] = [one.text() for one in boxes]
        seen["can_start"] = windows[0].home.start_button.isEnabled()
        seen["person"] = windows[0].resident.person.name
        for one in boxes:
            one.close()
        windows[0].leave()

    app = application()
    QTimer.singleShot(50, look)
    seen["status"] = run_home(HomeOptions())
    del app
    return seen


def main(scene: str, folder: Path) -> None:
    """Play a scene, and say what was seen."""
    scenes = {
        "full": full,
        "start": full_at_the_start,
        "end": full_in_the_end,
        "read-only": read_only,
    }
    # What tests share has chosen another one by now.
    os.environ["XDG_DATA_HOME"] = str(folder)
    seen = scenes[scene](folder)
    sys.stdout.write(f"\n{json.dumps(seen)}\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
