"""What a program does on a disk that is full or may not be written: ``python -m ... SCENE FOLDER``.

Runs in a process that has this disk alone; the last line that it prints is what it saw, as JSON.
"""

import contextlib
import io
import json
import os
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
from formcheck.store.database import Store, open_store
from formcheck.store.makeshift import store_for_now
from formcheck.store.people import People, Person
from formcheck.store.place import default_file
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
    """Start on a full disk, with nothing kept, and with something."""
    store = open_store()
    People(store).add("Ann")
    store.close()
    fill(folder)
    with store_for_now() as now:
        seen = {"people": [one.name for one in People(now).all()], "notice": now.notice}
    tempfile.tempdir = os.environ["XDG_RUNTIME_DIR"] = str(folder)
    with contextlib.ExitStack() as stack:
        seen["nowhere"] = trouble_of(lambda: stack.enter_context(store_for_now()))
    return seen


def read_only(folder: Path) -> dict[str, Any]:
    """Use a folder that may not be written."""
    store = open_store()
    ann = People(store).add("Ann")
    record = play("bridge", bridge, 15.0, fps=10)[0]
    store.close()
    before = default_file().read_bytes()
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    seen: dict[str, Any] = {"command": command("data", "export", "/tmp/never.zip")}
    seen["open"] = trouble_of(open_store)
    with store_for_now() as now:
        seen["place"] = str(now.place.path)
        seen["notice"], seen["fleeting"] = now.notice, now.fleeting
        seen["people"] = [one.name for one in People(now).all()]
        writer = SessionWriter(now, opening(ann.id, BRIDGE), every_s=QUICK_S)
        writer.begin()
        writer.finish(record)
        writer.close()
        seen["sessions"] = len(Sessions(now).of_person(ann.id))
    seen["gone"] = not Path(seen["place"]).exists()
    seen["zero"] = trouble_of(lambda: ZeroStore().keep(BRIDGE, "Camera 0", "2", 1.5))
    seen["computer"] = trouble_of(lambda: set_for_computer(STORE, "/elsewhere"))
    seen["same"] = default_file().read_bytes() == before
    seen["home"] = home()
    return seen


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
    scenes = {"full": full, "start": full_at_the_start, "read-only": read_only}
    # What tests share has chosen another one by now.
    os.environ["XDG_DATA_HOME"] = str(folder)
    seen = scenes[scene](folder)
    sys.stdout.write(f"\n{json.dumps(seen)}\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
