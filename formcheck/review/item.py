"""One recording that somebody wants to look at."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from formcheck.exercises.spec import Exercise
from formcheck.landmarks import COUNT
from formcheck.pose.recorded import RecordedPoses
from formcheck.review.seen import Seen
from formcheck.review.take import Take
from formcheck.session.record import SessionRecord

_SIZE: Final = (1280, 720)
"""Of a picture that nobody has kept."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Item:
    """A recording, of which there is at least one of video, poses and record."""

    title: str
    """For the list: a file's name, or day and exercise."""
    video: Path | None = None
    poses: Path | RecordedPoses | None = None
    """What the model said of it."""
    record: SessionRecord | None = None
    """What was found when it was recorded, where that was kept."""
    exercise: str = ""
    """Slug; empty: to be recognised."""
    zero_shift_deg: float = 0.0
    begun_at: datetime | None = None
    """None where nobody knows."""
    person: str = ""
    """Whose it is, as somebody typed it; empty where nobody knows."""
    session: str = ""
    """Its id in the store; empty for a file."""
    store: str = ""
    """Which store that is, as `formcheck.store.database.open_store` takes it."""
    beside: Path
    """What corrections are kept beside: the recording, or a name in the user's own folder."""


def take_of_record(record: SessionRecord, exercise: Exercise) -> Take:
    """Return a take of a session of which only the numbers were kept: nobody is seen in it."""
    time_s = record.series.time_s
    count = len(time_s)
    unseen = np.broadcast_to(np.nan, (count, COUNT, 3))
    return Take(
        exercise=exercise,
        poses=RecordedPoses(
            time_s=time_s,
            image_px=unseen[..., :2],
            world_m=unseen,
            visibility=unseen[..., 0],
            image_size=_SIZE,
            model=record.model,
        ),
        seen=replace(Seen.nobody(count), judged=_measured(record)),
        record=record,
        measurable=False,
    )


def _measured(record: SessionRecord) -> npt.NDArray[np.bool_]:
    """Return (t,) whether what counts was measured: which of it was judged was not kept."""
    columns = [place for place, name in enumerate(record.series.names) if name == record.focus]
    return np.asarray(np.isfinite(record.series.value[:, columns]).any(axis=1))
