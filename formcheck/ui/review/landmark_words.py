"""Why a landmark is doubted."""

from typing import Final

from formcheck.landmarks import Landmark
from formcheck.language import N_, _
from formcheck.pose.pose import Doubt
from formcheck.report.landmark_words import landmark_name

_DOUBTS: Final = {
    Doubt.NONE: "",
    Doubt.HIDDEN: N_("hard to see"),
    Doubt.OUTSIDE: N_("outside the picture"),
    Doubt.LIMB_LENGTH: N_("the limb is too long or too short here"),
    Doubt.SWAPPED: N_("left and right may have changed places"),
    Doubt.JUMPED: N_("it jumped"),
}


def told(landmark: Landmark, doubt: Doubt) -> str:
    """Return its name, and why it is doubted where it is."""
    name, why = landmark_name(landmark), _(_DOUBTS[doubt])
    return _("{landmark}: {why}").format(landmark=name, why=why) if why else name
