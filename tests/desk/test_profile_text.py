import math

import pytest

from formcheck.desk.profile_text import from_text, to_text
from formcheck.errors import SettingError
from formcheck.pose.pose import Pose
from tests import bodies
from tests.desk.desks import calibrated


@pytest.mark.parametrize("pose", [bodies.front(), bodies.sitting()])
def test_a_profile_comes_back_as_it_was(pose: Pose) -> None:
    profile = calibrated(pose, "laptop", "one screen")
    again = from_text(to_text(profile))
    assert (again.camera, again.displays, again.view) == ("laptop", "one screen", profile.view)
    assert (again.values, again.side, again.made_at) == (
        profile.values,
        profile.side,
        profile.made_at,
    )
    assert again.place.size == profile.place.size
    assert math.isnan(again.place.face) is math.isnan(profile.place.face)
    assert to_text(again) == to_text(profile)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"profile": {"camera": 3}}'])
def test_what_is_none_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(SettingError, match="Sit tall for five seconds"):
        from_text(text)
