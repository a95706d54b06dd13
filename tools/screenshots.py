#!/usr/bin/env python3
"""Makes the pictures of the guide anew, from the real windows.

``PYTHONPATH=. python tools/screenshots.py`` writes all of them to ``docs/images``; with names of
groups only those: ``tools/screenshots.py training desk``. Whoever is seen is rendered.
"""

import importlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Group:
    """Pictures that are made in one process."""

    module: str
    function: str
    language: str = "en"
    scale: str = "1"
    """Of windows that are small: in pixels of the picture for each of the window."""


SCREEN: Final = {
    "name": "screen",
    "x": 0,
    "y": 0,
    "width": 1920,
    "height": 1080,
    "logicalDpi": 96,
    "logicalBaseDpi": 96,
    "dpr": 1,
}
"""Else there is one of 800 x 800, which windows would have to fit into."""
GROUPS: Final[dict[str, Group]] = {
    "home": Group("patient", "home"),
    "training": Group("patient", "training"),
    "home.de": Group("patient", "home", "de"),
    "training.de": Group("patient", "training", "de"),
    "desk": Group("desk", "desk", scale="2"),
    "review": Group("physio", "review"),
    "sent": Group("physio", "sent"),
    "pages": Group("pages", "pages"),
}


def main() -> None:
    """Make the groups that were named, or all of them."""
    names = sys.argv[1:] or list(GROUPS)
    if names[0] == "--in-this-process":
        make(GROUPS[names[1]])
        return
    for name in names:
        sys.stdout.write(f"{name}\n")
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [sys.executable, __file__, "--in-this-process", name],
                env=_variables(GROUPS[name], folder),
                check=True,
            )


def make(group: Group) -> None:
    """Make one group's pictures."""
    # Only now: the variables of the process have to be set before Qt is loaded.
    app = importlib.import_module("formcheck.ui.app").application()
    importlib.import_module("formcheck.language").use_language(group.language)
    module = importlib.import_module(f"tools.shots.{group.module}")
    with tempfile.TemporaryDirectory() as folder:
        getattr(module, group.function)(Path(folder))
    app.quit()


def _variables(group: Group, folder: str) -> dict[str, str]:
    """Return the variables of a process that finds nothing of whoever makes the pictures."""
    screen = Path(folder) / "screen.json"
    screen.write_text(json.dumps({"screens": [SCREEN]}), "utf-8")
    own = {
        "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
        "LANGUAGE": group.language,
        "QT_SCALE_FACTOR": group.scale,
        "XDG_DATA_HOME": folder,
        "XDG_CONFIG_HOME": folder,
        "PYTHONPATH": str(ROOT),
    }
    theirs = {name: one for name, one in os.environ.items() if not name.startswith("FORMCHECK_")}
    return theirs | own


if __name__ == "__main__":
    main()
