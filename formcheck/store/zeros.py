"""Personal zeros, kept in one small file: one for each person, camera and exercise."""

import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from formcheck.errors import explain
from formcheck.exercises.spec import MOST_SHIFT_DEG, Exercise
from formcheck.language import _
from formcheck.paths import own_folder, user_data_dir
from formcheck.session.zero import NO_ZERO, KnownZero
from formcheck.store.errors import BrokenStoreError, StoreError

SCHEMA: Final = "formcheck-zeros/1"
ME: Final = "me"
"""The one person, until there are several."""
OLD: Final = timedelta(days=30)
"""Clothes, camera and room have changed by then (judgement)."""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class StoredZero(_Table):
    """One personal zero."""

    person: str
    camera: str
    """Its name, as `formcheck.capture.source.SourceInfo` has it."""
    exercise: str
    """Slug."""
    shift_deg: Annotated[FiniteFloat, Field(ge=-MOST_SHIFT_DEG, le=MOST_SHIFT_DEG)]
    taken: AwareDatetime
    """When, in UTC."""
    exercise_version: int
    error_model: str
    """Version of the error model whose bias it comes on top of."""

    @property
    def key(self) -> tuple[str, str, str]:
        """Return person, camera and exercise."""
        return self.person, self.camera, self.exercise


class _File(_Table):
    schema_: Annotated[Literal["formcheck-zeros/1"], Field(alias="schema")] = SCHEMA
    zeros: tuple[StoredZero, ...] = ()


def stale(zero: StoredZero, exercise: Exercise, error_model: str, now: datetime) -> bool:
    """Whether it should be taken again: old, or made with another exercise or error model."""
    limit = 0.0 if exercise.zero is None else exercise.zero.limit
    return (
        now - zero.taken > OLD
        or zero.exercise_version != exercise.version
        or zero.error_model != error_model
        or abs(zero.shift_deg) > limit
    )


def utc_now() -> datetime:
    """Return the time now."""
    return datetime.now(UTC)


class ZeroStore:
    """The file of personal zeros; a `formcheck.session.zero.ZeroKeeper`."""

    def __init__(self, path: Path | None = None, now: Callable[[], datetime] = utc_now) -> None:
        self.path = path or user_data_dir() / "zeros.json"
        self._now = now

    def load(self, exercise: Exercise, camera: str, error_model: str) -> KnownZero:
        """Return the zero for this exercise and camera; a stale one is told, not used.

        Raises
        ------
        StoreError
            When the file cannot be read; a broken one was put aside.
        """
        key = (ME, camera, exercise.slug)
        zero = next((one for one in self.read() if one.key == key), None)
        if zero is None:
            return NO_ZERO
        if stale(zero, exercise, error_model, self._now()):
            return KnownZero(stale=True)
        return KnownZero(zero.shift_deg)

    def keep(self, exercise: Exercise, camera: str, error_model: str, shift_deg: float) -> None:
        """Keep a zero that was just found, in place of an older one; raise StoreError."""
        new = StoredZero(
            person=ME,
            camera=camera,
            exercise=exercise.slug,
            shift_deg=round(shift_deg, 3),
            taken=self._now().astimezone(UTC).replace(microsecond=0),
            exercise_version=exercise.version,
            error_model=error_model,
        )
        try:
            others = tuple(one for one in self.read() if one.key != new.key)
        except BrokenStoreError:
            others = ()
        text = _File(zeros=(*others, new)).model_dump_json(by_alias=True, indent=2)
        _write_whole(self.path, text + "\n")

    def read(self) -> tuple[StoredZero, ...]:
        """Return everything that is kept; raise StoreError as `load` does."""
        try:
            text = self.path.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as error:
            reason = error.strerror or str(error)
            raise StoreError(
                _("{path} cannot be read ({reason}): see to it.").format(
                    path=self.path, reason=reason
                )
            ) from error
        try:
            return _File.model_validate_json(text).zeros
        except ValidationError as error:
            aside = _put_aside(self.path)
            raise BrokenStoreError(
                _(
                    "{path} is broken ({reason}) and was put aside as {aside}: set your straight "
                    "line again."
                ).format(path=self.path, reason=explain(error), aside=aside.name)
            ) from error


def _put_aside(path: Path) -> Path:
    """Rename a broken file to a name that is free; nothing is lost."""
    names = [f"{path.name}.broken", *(f"{path.name}.broken{n}" for n in range(2, 100))]
    free = (path.with_name(name) for name in names if not path.with_name(name).exists())
    aside = next(free, path.with_name(names[-1]))
    try:
        path.replace(aside)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            _("{path} is broken, and cannot be put aside ({reason}).").format(
                path=path, reason=reason
            )
        ) from error
    return aside


def _write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all: a power cut leaves the old one."""
    written = None
    try:
        own_folder(path.parent)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        written = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        written.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            _("Your straight line is used now, but {path} cannot be written ({reason}).").format(
                path=path, reason=reason
            )
        ) from error
    finally:
        if written is not None:
            written.unlink(missing_ok=True)
