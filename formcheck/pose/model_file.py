"""Which pose models there are, where their files lie, and whether a file is the right one.

``models/manifest.toml`` names them: the built-in one, which ships with formcheck, and Google's own
published bundles, which ``formcheck models fetch`` puts into the user's folder.
"""

import hashlib
import struct
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from formcheck import paths
from formcheck.errors import ModelError
from formcheck.language import N_, _

MANIFEST: Final = "manifest.toml"
_PARTS: Final = frozenset({"pose_detector.tflite", "pose_landmarks_detector.tflite"})
_CHUNK_BYTES: Final = 1 << 20
_REBUILD: Final = N_(
    "install formcheck again, or in a checkout type: python models/build_bundle.py"
)


class ModelState(StrEnum):
    """What was found where a model's file should be."""

    READY = "ready"
    ABSENT = "absent"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """One pose bundle that the manifest names, whether its file is there or not."""

    name: str
    """What people call it: "built-in", "lite", "full", "heavy"."""
    path: Path
    """Where its file is, or would be."""
    sha256: str
    """Hash that the file must have; empty when nobody has checked and accepted one yet."""
    size_bytes: int | None
    """Size of the file, where it is known."""
    licence: str
    """SPDX identifier."""
    origin: str
    """Where the networks come from."""
    url: str
    """Address to fetch it from; empty for the one that ships."""

    @property
    def accepted_path(self) -> Path:
        """File beside the bundle, in the format of sha256sum, with the hash the user accepted."""
        return self.path.with_name(f"{self.path.name}.sha256")

    @property
    def mend(self) -> str:
        """What to do when the file is missing or wrong."""
        return (
            _("type: formcheck models fetch {name}").format(name=self.name)
            if self.url
            else _(_REBUILD)
        )


def known_models() -> tuple[ModelFile, ...]:
    """Return every model of the manifest, the built-in one first; raise ModelError without one."""
    return tuple(_model(entry) for entry in _manifest()["model"])


def default_model() -> ModelFile:
    """Return the model that ships with formcheck."""
    return find_model(str(_manifest()["default"]))


def find_model(name: str) -> ModelFile:
    """Return the model called ``name``; raise ModelError with the names there are."""
    models = known_models()
    for model in models:
        if model.name == name:
            return model
    names = ", ".join(model.name for model in models)
    raise ModelError(
        _("There is no pose model called {name}: choose one of {names}.").format(
            name=name, names=names
        )
    )


def sha256_of(path: Path) -> str:
    """Return the hash of a file, read in pieces; raise ModelError when it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                digest.update(chunk)
    except OSError as error:
        raise ModelError(
            _("The pose model {path} cannot be read: {reason}.").format(
                path=path, reason=error.strerror
            )
        ) from error
    return digest.hexdigest()


def check(path: Path, sha256: str, *, mend: str = _REBUILD) -> None:
    """Raise ModelError unless ``path`` is a pose bundle with the hash ``sha256``.

    Parameters
    ----------
    path
        The bundle.
    sha256
        64 hexadecimal digits; empty when no hash is known, which is an error too.
    mend
        What the message says to do about it.
    """
    mend = _(mend)
    if not path.is_file():
        raise ModelError(
            _("The pose model is missing: expected it at {path}. To mend it, {mend}.").format(
                path=path, mend=mend
            )
        )
    found = sha256_of(path)
    if found == sha256:
        return
    if not is_bundle(path):
        raise ModelError(
            _("{path} is not a pose model at all. To mend it, {mend}.").format(path=path, mend=mend)
        )
    if not sha256:
        raise ModelError(
            _(
                "No hash of {path} was accepted yet; found sha256 {found}. To accept it, {mend}."
            ).format(path=path, found=found, mend=mend)
        )
    raise ModelError(
        _(
            "The pose model {path} is damaged or another one: expected sha256 {sha256}, "
            "found {found}. To mend it, {mend}."
        ).format(path=path, sha256=sha256, found=found, mend=mend)
    )


def state_of(model: ModelFile) -> ModelState:
    """Return whether a model's file is there and right."""
    if not model.path.is_file():
        return ModelState.ABSENT
    try:
        check(model.path, model.sha256)
    except ModelError:
        return ModelState.DAMAGED
    return ModelState.READY


def is_bundle(path: Path) -> bool:
    """Return whether a file holds the two networks of a pose model."""
    try:
        with zipfile.ZipFile(path) as archive:
            return set(archive.namelist()) >= _PARTS
    except (OSError, ValueError, RuntimeError, EOFError, struct.error, zipfile.BadZipFile):
        return False


def _manifest() -> Mapping[str, list[Mapping[str, str | int]]]:
    path = paths.models_dir() / MANIFEST
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            _(
                "Expected the list of pose models at {path}, found none that can be read "
                "({error}): install formcheck again."
            ).format(path=path, error=error)
        ) from error


def _model(entry: Mapping[str, str | int]) -> ModelFile:
    url = str(entry.get("url", ""))
    folder = paths.user_models_dir() if url else paths.models_dir()
    model = ModelFile(
        name=str(entry["name"]),
        path=folder / str(entry["file"]),
        sha256=str(entry.get("sha256", "")),
        size_bytes=int(entry["bytes"]) if "bytes" in entry else None,
        licence=str(entry["licence"]),
        origin=str(entry["origin"]),
        url=url,
    )
    return _with_accepted_hash(model) if url else model


def _with_accepted_hash(model: ModelFile) -> ModelFile:
    """Return the model with the hash that the user accepted when it was fetched, if one was."""
    try:
        accepted = model.accepted_path.read_text("utf-8").split(maxsplit=1)[0]
    except (OSError, ValueError, IndexError):
        return model
    return replace(model, sha256=accepted)
