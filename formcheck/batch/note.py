"""What a finished recording leaves beside its results: what they belong to, and what was found.

The notes are the journal of a batch: one small file a recording, written when all of its results
are in place. So nothing has to be appended, repaired or shared between processes.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from formcheck.report.json_report import RecordError, from_json, to_json
from formcheck.session.record import Series, SessionRecord

_SUFFIX: Final = ".json"
SCHEMA: Final = "formcheck-batch/1"


class Input(BaseModel):
    """The recording as a file."""

    model_config = ConfigDict(frozen=True)

    size: int
    mtime_ns: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> "Input":
        """Look at a file."""
        stat = path.stat()
        return cls(size=stat.st_size, mtime_ns=stat.st_mtime_ns, sha256=sha256_of(path))

    def is_still(self, path: Path) -> bool:
        """Whether a file is the same: untouched since, or at least with the same content."""
        stat = path.stat()
        if stat.st_size != self.size:
            return False
        return stat.st_mtime_ns == self.mtime_ns or sha256_of(path) == self.sha256


class Note(BaseModel):
    """What is known of a finished recording."""

    model_config = ConfigDict(frozen=True)

    format: Literal["formcheck-batch/1"] = SCHEMA
    input: Input
    asked: Mapping[str, str]
    """All that the results depend on besides the recording, as `formcheck.batch.basis` has it."""
    files: Mapping[str, str]
    """Hash of every result, by its path below the results' folder."""
    record: Mapping[str, Any]
    """The session without its series."""

    def session(self) -> SessionRecord:
        """Return the session, without its series; raise RecordError when it is none."""
        return from_json(self.record, "note")

    def dumps(self) -> str:
        """Return the file's text."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def bare(record: SessionRecord) -> dict[str, Any]:
    """Return a session without its series, ready for a note."""
    series, none = record.series, np.zeros((0, len(record.series.names)))
    return to_json(
        replace(record, series=Series(np.zeros(0), series.names, series.units, none, none))
    )


def note_path(out: Path, name: str) -> Path:
    """Where the note of a recording is."""
    return notes_dir(out) / f"{name}{_SUFFIX}"


def notes_dir(out: Path) -> Path:
    """Where all notes are."""
    return out / ".formcheck" / "notes"


def work_dir(out: Path) -> Path:
    """Where what is not whole yet is."""
    return out / ".formcheck" / "work"


def read_note(out: Path, name: str) -> Note | None:
    """Return the note of a recording; None when there is none, or none that can be used."""
    try:
        note = Note.model_validate_json(note_path(out, name).read_bytes())
        note.session()
    except (OSError, ValidationError, RecordError):
        return None
    return note


def finished(out: Path, name: str, source: Path, asked: Mapping[str, str]) -> Note | None:
    """Return the note of a recording when its results are there and belong to it as it is now."""
    note = read_note(out, name)
    if note is None or dict(note.asked) != dict(asked):
        return None
    try:
        there = all(sha256_of(out / file) == digest for file, digest in note.files.items())
        return note if there and note.input.is_still(source) else None
    except OSError:
        return None


def sha256_of(path: Path) -> str:
    """Return the hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
