"""Days and profiles of people at desks, made by hand: nobody has to sit for them."""

import math
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from formcheck.desk.baseline import Normal, Profile
from formcheck.desk.day import Day
from formcheck.desk.seen import Place
from formcheck.exercises.spec import View
from formcheck.features.reading import Unit
from formcheck.landmarks import Side

MONDAY = date(2026, 11, 2)
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def profile(minutes: float = 0.0, camera: str = "laptop", displays: str = "one") -> Profile:
    return Profile(
        camera=camera,
        displays=displays,
        view=View.FRONT,
        values={"head_drop": Normal(1.25 + minutes, 0.5, Unit.DEG)},
        nod_deg=3.0,
        nose_reach=math.nan,
        place=Place(0.5, 0.4, 0.3, 1.0, -1.0, 0.1, 0.5),
        side=Side.LEFT,
        made_at=NOON + timedelta(minutes=minutes),
    )


def day(plus: int = 0, **sums: float) -> Day:
    """A day so many after Monday."""
    return Day(date=MONDAY + timedelta(days=plus), **sums)


# Eighths of a second: their sums are the same in any order.
LENGTHS = st.integers(0, 80_000).map(lambda eighths: eighths / 8)
COUNTS = st.integers(0, 50)
DAYS = st.builds(
    Day,
    date=st.sampled_from([MONDAY + timedelta(days=plus) for plus in range(3)]),
    seated_s=LENGTHS,
    longest_sit_s=LENGTHS,
    breaks=COUNTS,
    shifts=COUNTS,
    judged_s=LENGTHS,
    near_s=LENGTHS,
    slouches=COUNTS,
    slouched_s=LENGTHS,
    told=COUNTS,
)
