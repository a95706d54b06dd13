"""Where models, calibration, samples, exercises and the user's own files are.

In a checkout the data folders lie beside the package, in an installed wheel inside it; the program
for people without Python is built from the wheel. What the user makes is for its owner alone,
whatever the umask says: see `own_folder` and `own_file`. On Windows it is the profile's folder that
others cannot read.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

import platformdirs

_PACKAGE: Final = Path(__file__).resolve().parent
_SHIPPED: Final = _PACKAGE / "_data"
_ROOT: Final = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent
OWN_FOLDER: Final = 0o700
OWN_FILE: Final = 0o600
OTHERS: Final = 0o077


def is_packaged() -> bool:
    """Whether this is the program for people without Python: one file starts it."""
    return bool(getattr(sys, "frozen", False))


def program() -> tuple[str, ...]:
    """Return what starts this program once more: a command's words follow."""
    return (sys.executable,) if is_packaged() else (sys.executable, "-m", "formcheck")


def models_dir() -> Path:
    """Folder with the pose bundle and its manifest."""
    return _ROOT / "models"


def calibration_dir() -> Path:
    """Folder with ``error_model.toml``."""
    return _ROOT / "calibration"


def samples_dir() -> Path:
    """Folder with the rendered sample clips and their truth."""
    return _ROOT / "samples"


def catalog_dir() -> Path:
    """Folder with the built-in exercise files."""
    return _PACKAGE / "exercises" / "catalog"


def starters_dir() -> Path:
    """Folder with the programmes to begin with."""
    return _PACKAGE / "care" / "starters"


def pages_dir() -> Path:
    """Folder with the pages to learn from."""
    return _PACKAGE / "care" / "pages"


def locale_dir() -> Path:
    """Folder with the translated texts, by language."""
    return _PACKAGE / "locale"


def user_data_dir() -> Path:
    """Folder for what the user makes: sessions, own exercises, fetched models."""
    return Path(platformdirs.user_data_dir("formcheck", appauthor=False))


def user_exercises_dir() -> Path:
    """Folder in which a physio may drop exercise files."""
    return user_data_dir() / "exercises"


def user_programmes_dir() -> Path:
    """Folder with the programmes of people on this computer."""
    return user_data_dir() / "programmes"


def user_reviews_dir() -> Path:
    """Folder with what was changed by hand in recordings beside which nothing can be written."""
    return user_data_dir() / "reviews"


def user_looked_at_dir() -> Path:
    """Folder with the landmarks of videos that were looked at: they open at once again."""
    return user_data_dir() / "looked-at"


def user_models_dir() -> Path:
    """Folder into which ``formcheck models fetch`` writes."""
    return user_data_dir() / "models"


def user_settings_file() -> Path:
    """File with what was chosen for everybody on this computer."""
    return user_data_dir() / "settings.toml"


def user_windows_file() -> Path:
    """File with where windows were, and who was here last."""
    return user_data_dir() / "window.ini"


def user_qt_file() -> Path:
    """File in which Qt keeps the folders that were looked into; the name is Qt's."""
    return user_data_dir() / "QtProject.conf"


def is_own(path: Path) -> bool:
    """Whether a file or folder is in the user's data folder."""
    return path.absolute().is_relative_to(user_data_dir())


def own_folder(folder: Path) -> None:
    """Make a folder that its owner alone may look into; raise OSError.

    One that is there stays as it is, but for the data folder itself: older versions left it open.
    """
    # A mode is of the last folder alone: of those above it the umask decides.
    for one in reversed([one for one in (folder, *folder.parents) if is_own(one)]):
        one.mkdir(parents=True, exist_ok=True, mode=OWN_FOLDER)
    folder.mkdir(parents=True, exist_ok=True, mode=OWN_FOLDER)
    data = user_data_dir()
    if is_own(folder) and data.stat().st_mode & OTHERS:
        # Whoever was given a folder of somebody else's uses it as it is.
        with suppress(PermissionError):
            data.chmod(OWN_FOLDER)


def own_file(path: Path) -> None:
    """Make a file that its owner alone may read, and close one that is there; raise OSError."""
    own_folder(path.parent)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, OWN_FILE))
    if path.stat().st_mode & OTHERS:
        path.chmod(OWN_FILE)
