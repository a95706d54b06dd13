"""What the results of a recording depend on besides the recording itself.

All computers of a batch must have the same basis, and a result that is there already is kept only
when its basis is that of now.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

import formcheck
from formcheck.batch.task import Wanted
from formcheck.errors import ModelError
from formcheck.language import N_, _
from formcheck.paths import calibration_dir, user_exercises_dir
from formcheck.pose.model_file import ModelState, default_model, find_model, state_of

_LIBRARIES: Final = ("av", "mediapipe", "numpy", "opencv-python-headless")
"""Those whose numbers end up in a result."""
_CODE: Final = frozenset({".py", ".toml", ".j2", ".mo"})
_ASIDE: Final = frozenset({"cli", "ui", "store", "desk", "around"})
"""Packages that no result of a recording depends on."""
_NAMES: Final = {
    "version": N_("the version of formcheck"),
    "code": N_("the files of formcheck"),
    "libraries": N_("the libraries that it uses"),
    "model": N_("the pose model"),
    "error_model": N_("the error model"),
    "own_exercises": N_("the exercises in the user's own folder"),
}
_MISSING: Final = "missing or damaged"


def basis(model: str) -> dict[str, str]:
    """Return what results depend on, on this computer.

    Parameters
    ----------
    model
        Name of a pose model; empty for the built-in one.
    """
    return {
        "version": _version("formcheck"),
        "code": _code(),
        "libraries": " ".join(f"{name}={_version(name)}" for name in _LIBRARIES),
        "model": _model(model),
        "error_model": _digest(sorted(calibration_dir().glob("*.toml"))),
        "own_exercises": _digest(sorted(user_exercises_dir().glob("*.toml"))),
    }


def asked(wanted: Wanted) -> dict[str, str]:
    """Return what the results depend on: the basis, and what was asked for."""
    exercise = wanted.exercise
    return {
        **basis(wanted.model),
        "exercise": "auto" if exercise is None else f"{exercise.slug} {_sha256(repr(exercise))}",
        "results": " ".join(wanted.endings),
        "pictures": wanted.pictures.value if wanted.report else "",
        "language": wanted.language,
    }


def require_model(basis_here: Mapping[str, str]) -> None:
    """Raise ModelError when the pose model is not there, before the first recording needs it."""
    if basis_here["model"] == _MISSING:
        raise ModelError(
            _(
                "The pose model is missing or damaged: `formcheck models` says which there are "
                "and what to do."
            )
        )


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> list[str]:
    """Say what of the basis is another one there."""
    names = [name for name in _NAMES if here.get(name) != there.get(name)]
    shown = {"version", "libraries"}
    told = _("{what} ({there} there, {here} here)")
    return [
        told.format(what=_(_NAMES[name]), there=there.get(name, "?"), here=here[name])
        if name in shown
        else _(_NAMES[name])
        for name in names
    ]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "checkout"


@cache
def _code() -> str:
    root = Path(formcheck.__file__).parent
    files = (path for path in root.rglob("*") if path.suffix in _CODE)
    return _digest(
        sorted(one for one in files if one.relative_to(root).parts[0] not in _ASIDE), root
    )


def _model(name: str) -> str:
    model = find_model(name) if name else default_model()
    return model.sha256 if state_of(model) is ModelState.READY else _MISSING


def _digest(paths: list[Path], root: Path | None = None) -> str:
    digest = hashlib.sha256()
    for path in paths:
        name = path.name if root is None else path.relative_to(root).as_posix()
        content = path.read_bytes()
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
