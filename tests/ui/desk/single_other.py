"""Another formcheck, as a process of its own: what a second start does, and a training."""

import sys
from pathlib import Path

from PyQt6.QtCore import QCoreApplication, QTimer

from formcheck.ui.desk.single import (
    POSTURE,
    Single,
    Word,
    camera_lent,
    first_or_show,
    send,
)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def listen(single: Single) -> None:
    app = QCoreApplication.instance()
    assert app is not None

    def hear(word: Word) -> None:
        say(word)
        if word is Word.QUIT:
            QTimer.singleShot(0, app.quit)

    single.asked.connect(hear)
    say("first")
    app.exec()
    single.close()


def main(what: str, folder: Path, name: str = POSTURE) -> int:
    app = QCoreApplication([])
    if what == "start":
        single = first_or_show(folder, name=name)
        if single is None:
            return 0
        listen(single)
    elif what == "train":
        with camera_lent(folder) as lent:
            say("lent" if lent else "nobody")
            sys.stdin.readline()
    else:
        say("heard" if send(folder, Word(what)) else "nobody")
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:]))
