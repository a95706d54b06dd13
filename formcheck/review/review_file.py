"""What somebody changed by hand, kept beside the recording; the recording stays as it is.

``squats.mp4`` gets ``squats.mp4.review.json``. Where nobody may write there, it is kept in the
user's own folder.
"""

import hashlib
import re
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import from_json as parse

from formcheck.errors import OutputError, ReviewError, explain
from formcheck.language import _
from formcheck.paths import own_folder, user_reviews_dir
from formcheck.review.edits import (
    AddRep,
    AngleMark,
    Drawing,
    Edit,
    EraseMark,
    LineMark,
    Mark,
    MoveLandmark,
    Note,
    PutMark,
    RemoveRep,
    SetLimit,
    SideRep,
    UseExercise,
)
from formcheck.review.take import Take
from formcheck.store.parcel_files import replaced

SCHEMA: Final = "formcheck-review/1"
_VERSION: Final = re.compile(r"formcheck-review/[1-9][0-9]{0,8}")
END: Final = ".review.json"
MOST_BYTES: Final = 50_000_000
"""Days of drawing by hand; a larger file is no review (judgement)."""
_LONGEST: Final = 20_000
"""Letters of a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What tells one recording from another; None and empty where it is not known."""

    name: str
    size_bytes: int | None = None
    frames: int | None = None
    duration_s: float | None = None
    model_sha256: str = ""
    """Of the model that found the landmarks."""


def recording_of(take: Take, file: Path | None) -> Recording:
    """Return what is known of a recording that was measured; ``file`` is None for a session."""
    source = take.record.source
    return Recording(
        # A file's name need not be text.
        name=source.path.encode("utf-8", "replace").decode("utf-8"),
        size_bytes=file.stat().st_size if file is not None and file.is_file() else None,
        frames=len(take.poses),
        duration_s=source.duration_s,
        model_sha256=take.poses.model.sha256,
    )


@dataclass(frozen=True, slots=True)
class Review:
    """What was changed of one recording."""

    recording: Recording
    edits: tuple[Edit, ...] = ()


class NewerReviewError(ReviewError):
    """A newer formcheck wrote it."""


class _Strict(BaseModel):
    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        str_max_length=_LONGEST,
        # Nothing is written that could not be read.
        revalidate_instances="always",
    )


class _Step(_Strict):
    """One change: exactly one of these."""

    move_landmark: MoveLandmark | None = None
    remove_rep: RemoveRep | None = None
    add_rep: AddRep | None = None
    side_rep: SideRep | None = None
    use_exercise: UseExercise | None = None
    set_limit: SetLimit | None = None
    angle: AngleMark | None = None
    line: LineMark | None = None
    drawing: Drawing | None = None
    note: Note | None = None
    erase: EraseMark | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if [getattr(self, name) is not None for name in self.model_fields_set] != [True]:
            raise ValueError("expected exactly one change")
        return self

    @property
    def edit(self) -> Edit:
        """What was changed."""
        found: Edit | Mark = getattr(self, next(iter(self.model_fields_set)))
        return PutMark(found) if isinstance(found, Mark) else found


_NAMES: Final[dict[type, str]] = {
    MoveLandmark: "move_landmark",
    RemoveRep: "remove_rep",
    AddRep: "add_rep",
    SideRep: "side_rep",
    UseExercise: "use_exercise",
    SetLimit: "set_limit",
    AngleMark: "angle",
    LineMark: "line",
    Drawing: "drawing",
    Note: "note",
    EraseMark: "erase",
}


class _File(_Strict):
    format: str = Field(alias="schema")
    recording: Recording
    steps: tuple[_Step, ...]


def to_json(review: Review) -> str:
    """Return the text of the file.

    Raises
    ------
    ReviewError
        When something in it is out of bounds.
    """
    try:
        steps = tuple(_step_of(edit) for edit in review.edits)
        file = _File.model_validate(
            {"schema": SCHEMA, "recording": review.recording, "steps": steps}
        )
        return file.model_dump_json(by_alias=True, exclude_unset=True) + "\n"
    except ValidationError as error:
        raise _unkept(explain(error)) from error


def from_json(data: bytes, name: str) -> Review:
    """Return what is in a file; ``name`` is what people know it by.

    Raises
    ------
    ReviewError
        When it is none, or not right.
    """
    _check_schema(data, name)
    try:
        file = _File.model_validate_json(data)
    except ValidationError as error:
        raise _unreadable(name, explain(error)) from error
    return Review(file.recording, tuple(step.edit for step in file.steps))


def load_review(beside: Path) -> Review | None:
    """Return what was changed of a recording; None when nothing was.

    Parameters
    ----------
    beside
        The recording.

    Raises
    ------
    ReviewError
        When there is a file that cannot be read; it stays as it is.
    """
    found = [path for path in _places(beside) if path.is_file()]
    return _read(max(found, key=_written_ns)) if found else None


def save_review(beside: Path, review: Review) -> Path:
    """Keep what was changed, whole or not at all; return the file.

    A file that is there and cannot be read, or is of another recording, is kept under another name.

    Raises
    ------
    OutputError
        When it can be kept nowhere.
    """
    first, second = _places(beside)
    text = to_json(review)
    try:
        return _write(first, text, review.recording, beside)
    except OutputError:
        return _write(second, text, review.recording, beside)


def mismatch(kept: Recording, found: Recording) -> str:
    """Say why changes of one recording are not for another; empty when they are."""
    if _differ(kept.size_bytes, found.size_bytes) or _differ(kept.frames, found.frames):
        return _("They were made for another recording, {name}.").format(name=kept.name)
    if kept.model_sha256 and found.model_sha256 and kept.model_sha256 != found.model_sha256:
        return _("They were made with another model: landmarks were elsewhere then.")
    return ""


def _differ(kept: int | None, found: int | None) -> bool:
    return kept is not None and found is not None and kept != found


# Files


def _places(beside: Path) -> tuple[Path, Path]:
    """Return where it is kept, and where it is kept when nobody may write there."""
    whole = str(beside.absolute()).encode("utf-8", "surrogateescape")
    code = hashlib.sha256(whole).hexdigest()[:12]
    return (
        beside.with_name(beside.name + END),
        user_reviews_dir() / f"{beside.name}-{code}{END}",
    )


def _written_ns(path: Path) -> int:
    return path.stat().st_mtime_ns


def _read(path: Path) -> Review:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _unreadable(path.name, error.strerror or str(error)) from error
    if len(data) > MOST_BYTES:
        raise _unreadable(path.name, _("it is too large"))
    return from_json(data, path.name)


def _write(path: Path, text: str, recording: Recording, beside: Path) -> Path:
    try:
        if path.parent == user_reviews_dir():
            own_folder(path.parent)
        _keep_aside(path, recording)
    except OSError as error:
        raise OutputError(
            _("{path} cannot be written ({reason}): choose another place.").format(
                path=path, reason=error.strerror or str(error)
            )
        ) from error
    with replaced(path) as part:
        part.write_text(text, "utf-8")
        # Whoever may read the recording, may read what was said of it.
        if beside.exists():
            part.chmod(beside.stat().st_mode & 0o666)
    return path


def _keep_aside(path: Path, recording: Recording) -> None:
    """Give a file that would be lost another name."""
    if not path.exists():
        return
    try:
        if not mismatch(_read(path).recording, recording):
            return
        end = "other"
    except NewerReviewError:
        end = "newer"
    except ReviewError:
        end = "broken"
    names = (path.with_name(f"{path.name}.{end}-{n}") for n in count(1))
    path.rename(next(name for name in names if not name.exists()))


# What is in them


def _step_of(edit: Edit) -> dict[str, object]:
    content = edit.mark if isinstance(edit, PutMark) else edit
    return {_NAMES[type(content)]: content}


def _check_schema(data: bytes, name: str) -> None:
    try:
        found = parse(data, allow_inf_nan=False)
    except ValueError as error:
        raise _unreadable(name, str(error)) from error
    schema = found.get("schema") if isinstance(found, dict) else None
    version = _VERSION.fullmatch(schema) if isinstance(schema, str) else None
    if version is None:
        raise _unreadable(name, _("it is something else"))
    if schema != SCHEMA:
        raise NewerReviewError(
            _(
                "{path} was written by a newer formcheck: update this one to read it. It is left "
                "as it is."
            ).format(path=name)
        )


def _unreadable(name: str, reason: str) -> ReviewError:
    return ReviewError(
        _(
            "{path} holds no corrections that can be read ({reason}). It is left as it is, and new "
            "ones are kept in a file of their own."
        ).format(path=name, reason=reason)
    )


def _unkept(reason: str) -> ReviewError:
    return ReviewError(
        _("This change cannot be kept ({reason}): take it back.").format(reason=reason)
    )
