"""What landmarks are called, and why one is doubted."""

from typing import Final

from formcheck.landmarks import Landmark
from formcheck.language import N_, _
from formcheck.pose.pose import Doubt

_NAMES: Final = {
    Landmark.NOSE: N_("nose"),
    Landmark.LEFT_EAR: N_("left ear"),
    Landmark.RIGHT_EAR: N_("right ear"),
    Landmark.LEFT_SHOULDER: N_("left shoulder"),
    Landmark.RIGHT_SHOULDER: N_("right shoulder"),
    Landmark.LEFT_ELBOW: N_("left elbow"),
    Landmark.RIGHT_ELBOW: N_("right elbow"),
    Landmark.LEFT_WRIST: N_("left wrist"),
    Landmark.RIGHT_WRIST: N_("right wrist"),
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
_DOUBTS: Final = {
    Doubt.NONE: "",
    Doubt.HIDDEN: N_("hard to see"),
    Doubt.OUTSIDE: N_("outside the picture"),
    Doubt.LIMB_LENGTH: N_("the limb is too long or too short here"),
    Doubt.SWAPPED: N_("left and right may have changed places"),
    Doubt.JUMPED: N_("it jumped"),
}


def name_of(landmark: Landmark) -> str:
    """Return what people call a landmark that is drawn."""
    return _(_NAMES[landmark])


def told(landmark: Landmark, doubt: Doubt) -> str:
    """Return its name, and why it is doubted where it is."""
    name, why = name_of(landmark), _(_DOUBTS[doubt])
    return _("{landmark}: {why}").format(landmark=name, why=why) if why else name
