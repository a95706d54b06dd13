"""Everything that a report is made of."""

from dataclasses import dataclass, field
from datetime import datetime

from formcheck.exercises.spec import Exercise
from formcheck.report.content import Picture
from formcheck.report.exported import About
from formcheck.session.record import SessionRecord


@dataclass(frozen=True, slots=True)
class Note:
    """Something a physio wrote."""

    text: str
    at_s: float | None = None
    """The moment it is tied to; None: the whole session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """What a physio added by hand."""

    notes: tuple[Note, ...] = ()
    changes: tuple[str, ...] = ()
    """What was corrected, a plain sentence each."""
    measured: SessionRecord | None = None
    """The session before it was corrected: numbers that differ from it are marked."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A session of the same exercise that this one is compared with."""

    record: SessionRecord
    on: datetime | None = None
    """None when nobody knows."""


@dataclass(frozen=True, slots=True)
class KeyPictures:
    """The pictures of the moments that matter most."""

    best: tuple[Picture, ...] = ()
    """The best repetition, and the one where most was noticed."""
    noticed: tuple[Picture, ...] = ()
    """What was noticed most, where it was clearest."""
    note: str = ""
    """What has to be known of them: that faces are blurred, or why there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """One session, to be told."""

    record: SessionRecord
    """With what was corrected by hand."""
    exercise: Exercise
    pictures: KeyPictures = KeyPictures()
    about: About = field(default_factory=About)
    remarks: Remarks = Remarks()
    earlier: Earlier | None = None
