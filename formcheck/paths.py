"""Where models, calibration, samples, exercises and the user's own files are.

In a checkout the data folders lie beside the package, in an installed wheel inside it; the program
for people without Python is built from the wheel.
"""

import sys
from pathlib import Path
from typing import Final

import platformdirs

_PACKAGE: Final = Path(__file__).resolve().parent
_SHIPPED: Final = _PACKAGE / "_data"
_ROOT: Final = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent


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
