"""What every pose estimator has in common."""

from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from formcheck.capture.frame import Frame
from formcheck.pose.follow import Memory
from formcheck.pose.pose import Pose


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model the poses come from: it goes into every record."""

    name: str
    """File name of the bundle, or the name it was recorded with."""
    sha256: str
    """Hash of the bundle; empty for recorded poses that do not say."""


class PoseEstimator(Protocol):
    """Finds one person in frames. Opened and closed with ``with``, in the thread that uses it."""

    @property
    def model(self) -> ModelInfo:
        """May be asked at any time after entering."""
        ...

    def __enter__(self) -> Self:
        """Load the model; raise ModelError with what to do when it is missing or wrong."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Free the model. Called once, also after an error."""
        ...

    def estimate(self, frame: Frame) -> Pose | None:
        """Return the raw pose in ``frame``, or ``None`` when nobody is seen.

        Called once for each frame, in the order of time; the times must increase.
        """
        ...


class SegmentEstimator(PoseEstimator, Protocol):
    """An estimator that may start anew in the middle of a file."""

    @property
    def memory(self) -> Memory | None:
        """Who is followed now, for one that goes on from here; None where there is no need."""
        ...

    def begin(self, memory: Memory | None) -> None:
        """Start anew, as if it was opened just now.

        Called before the first frame of every segment, with ``memory`` where another one, which
        looked at what comes before, is to be followed by this one.
        """
        ...
