"""What a guided training shows in place of what the exercise would count by itself."""

from dataclasses import dataclass

from formcheck.ui.wording import Banner


@dataclass(frozen=True, slots=True)
class Lead:
    """Shown on the live page while a training leads."""

    title: str
    """Exercise, set and side."""
    number: str = ""
    """The large number; empty: as the exercise counts by itself."""
    goal: str = ""
    """What stands under the number."""
    detail: str = ""
    """A smaller line; empty: as the clock says by itself."""
    fraction: float | None = None
    """How full the ring around the number is; None without a ring."""
    banner: Banner | None = None
    """The one sentence; None: as the exercise says by itself."""
    counting: bool = False
    """Whether the count is shown also while the exercise still waits for its start pose."""
