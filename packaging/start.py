#!/usr/bin/env python3
"""Where the program for people without Python begins."""

import os
import sys
from collections.abc import MutableMapping

from formcheck.__main__ import main


def give_back(environ: MutableMapping[str, str]) -> None:
    """Undo what the starter did so that this program finds its own libraries.

    They are found by now. A browser, mail program or viewer that is started from here must find
    those of the system; another one of this program is to begin anew.
    """
    before = environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        environ["LD_LIBRARY_PATH"] = before
    else:
        environ.pop("LD_LIBRARY_PATH", None)
    environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"


if __name__ == "__main__":
    give_back(os.environ)
    main(sys.argv[1:])
