"""Key poses: each has a name of its own."""

import pytest
from pydantic import ValidationError

from formcheck.exercises.figure import Figure

POSE = {
    "trunk": 90.0, "neck": 84.0, "face": 0.0, "arm": 270.0, "forearm": 275.0, "thigh": 270.0,
    "shank": 269.0, "foot": 0.0,
}  # fmt: skip


def figure(*names: str) -> Figure:
    poses = [{"name": name, **POSE} for name in names]
    return Figure.model_validate({"anchor": "foot", "poses": poses})


def test_two_poses_of_one_name_are_told() -> None:
    assert [pose.name for pose in figure("standing", "down").poses] == ["standing", "down"]
    with pytest.raises(ValidationError, match="found twice: standing"):
        figure("standing", "down", "standing")


def test_a_figure_without_a_pose_is_none() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        figure()


def test_whoever_is_tipped_over_in_any_pose_lies_on_the_side() -> None:
    poses = [{"name": "down", **POSE, "lay": 87.0}, {"name": "up", **POSE}]
    assert Figure.model_validate({"anchor": "elbow", "poses": poses}).on_the_side
    assert not figure("standing").on_the_side
