"""How far the eyes are from the screen, once somebody has measured it with a tape.

The width of the eyes in the picture says only how the distance has changed: nobody has told how
wide they truly are, and how wide the camera sees. One distance, measured while the baseline was
taken, stands for both.
"""

from dataclasses import dataclass
from typing import Final

from formcheck.checking.results import Severity
from formcheck.desk.baseline import Profile
from formcheck.desk.seen import Seen
from formcheck.exercises.spec import View
from formcheck.features.reading import ERROR_SDS

FEATURE: Final = "eye_width"
TAPE_SD_CM: Final = 1.5
"""A tape held from the eyes to the screen (judgement)."""
NEAR_CM: Final = 50.0
TOO_NEAR_CM: Final = 40.0
"""Good from 50 to 100 cm, below 40 a fault: clinical notes, section 4.1a."""


@dataclass(frozen=True, slots=True)
class Distance:
    """From the eyes to the screen."""

    cm: float
    error_cm: float
    """What is stated as ±."""

    @property
    def severity(self) -> Severity:
        """Nearer than a limit by more than the error."""
        farthest = self.cm + self.error_cm
        return Severity((farthest < NEAR_CM) + (farthest < TOO_NEAR_CM))


def distance_of(profile: Profile, seen: Seen, taped_cm: float, floor: float) -> Distance | None:
    """Return the distance now; None where the face is not seen from the front.

    Parameters
    ----------
    profile, seen
        The baseline, and somebody sitting otherwise since.
    taped_cm
        The distance at which the baseline was taken.
    floor
        The least error that is stated for the width of the eyes, in widths of the picture.
    """
    reading = seen.readings.get(FEATURE)
    if profile.view is not View.FRONT or reading is None or not reading.judged:
        return None
    normal = profile.values[FEATURE]
    cm = taped_cm * normal.value / reading.value
    shares = (
        floor / ERROR_SDS / reading.value,
        normal.sd / normal.value,
        TAPE_SD_CM / taped_cm,
    )
    return Distance(cm, ERROR_SDS * cm * sum(share * share for share in shares) ** 0.5)
