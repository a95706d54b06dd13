"""What people call the landmarks."""

from typing import Final

from formcheck.landmarks import Landmark
from formcheck.language import N_, _

_NAMES: Final = {
    Landmark.NOSE: N_("nose"),
    Landmark.LEFT_EYE_INNER: N_("left eye, inner corner"),
    Landmark.LEFT_EYE: N_("left eye"),
    Landmark.LEFT_EYE_OUTER: N_("left eye, outer corner"),
    Landmark.RIGHT_EYE_INNER: N_("right eye, inner corner"),
    Landmark.RIGHT_EYE: N_("right eye"),
    Landmark.RIGHT_EYE_OUTER: N_("right eye, outer corner"),
    Landmark.LEFT_EAR: N_("left ear"),
    Landmark.RIGHT_EAR: N_("right ear"),
    Landmark.MOUTH_LEFT: N_("mouth, left corner"),
    Landmark.MOUTH_RIGHT: N_("mouth, right corner"),
    Landmark.LEFT_SHOULDER: N_("left shoulder"),
    Landmark.RIGHT_SHOULDER: N_("right shoulder"),
    Landmark.LEFT_ELBOW: N_("left elbow"),
    Landmark.RIGHT_ELBOW: N_("right elbow"),
    Landmark.LEFT_WRIST: N_("left wrist"),
    Landmark.RIGHT_WRIST: N_("right wrist"),
    Landmark.LEFT_PINKY: N_("left little finger"),
    Landmark.RIGHT_PINKY: N_("right little finger"),
    Landmark.LEFT_INDEX: N_("left index finger"),
    Landmark.RIGHT_INDEX: N_("right index finger"),
    Landmark.LEFT_THUMB: N_("left thumb"),
    Landmark.RIGHT_THUMB: N_("right thumb"),
    Landmark.LEFT_HIP: N_("left hip"),
    Landmark.RIGHT_HIP: N_("right hip"),
    Landmark.LEFT_KNEE: N_("left knee"),
    Landmark.RIGHT_KNEE: N_("right knee"),
    Landmark.LEFT_ANKLE: N_("left ankle"),
    Landmark.RIGHT_ANKLE: N_("right ankle"),
    Landmark.LEFT_HEEL: N_("left heel"),
    Landmark.RIGHT_HEEL: N_("right heel"),
    Landmark.LEFT_FOOT_INDEX: N_("left toes"),
    Landmark.RIGHT_FOOT_INDEX: N_("right toes"),
}


def landmark_name(landmark: Landmark) -> str:
    """Return what people call a landmark: ``left knee``."""
    return _(_NAMES[landmark])
