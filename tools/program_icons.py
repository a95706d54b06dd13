#!/usr/bin/env python3
"""Draw the program's icon in every size that desktops ask for, with the program's own drawing.

::

    program_icons.py FOLDER  ->  FOLDER/hicolor/16x16/apps/formcheck.png ... scalable, .ico, .icns
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Final

from PIL import Image
from PyQt6.QtGui import QGuiApplication

from formcheck.ui.desk.icons import Face, picture

SIZES_PX: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_SVG: Final = Path(__file__).resolve().parents[1] / "packaging" / "icons" / "formcheck.svg"


def main(folder: Path) -> None:
    """Write them all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication.instance() or QGuiApplication([])
    theme = folder / "hicolor"
    for size_px in SIZES_PX:
        file = _at(theme, f"{size_px}x{size_px}") / "formcheck.png"
        if not picture(Face.UPRIGHT, size_px).save(str(file)):
            raise SystemExit(f"program_icons: {file} cannot be written")
    shutil.copy(_SVG, _at(theme, "scalable") / "formcheck.svg")
    with Image.open(theme / "512x512" / "apps" / "formcheck.png") as largest:
        # Windows and the Mac each keep all sizes in one file; that of Windows ends at 256.
        largest.save(folder / "formcheck.ico", sizes=[(one, one) for one in SIZES_PX[:-1]])
        largest.save(folder / "formcheck.icns")
    del app


def _at(theme: Path, size: str) -> Path:
    made = theme / size / "apps"
    made.mkdir(parents=True, exist_ok=True)
    return made


if __name__ == "__main__":
    main(Path(sys.argv[1]))
