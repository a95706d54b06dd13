"""The 33 landmarks, and which is the mirror of which."""

import pytest

from formcheck.landmarks import COUNT, EDGES, MIRROR, Joint, Landmark, Side


def test_there_are_33_in_order() -> None:
    assert COUNT == 33
    assert [int(landmark) for landmark in Landmark] == list(range(33))


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("NOSE", 0),
        ("LEFT_EYE_OUTER", 3),
        ("RIGHT_EYE_OUTER", 6),
        ("LEFT_EAR", 7),
        ("RIGHT_EAR", 8),
        ("LEFT_SHOULDER", 11),
        ("LEFT_WRIST", 15),
        ("LEFT_HIP", 23),
        ("RIGHT_KNEE", 26),
        ("RIGHT_ANKLE", 28),
        ("LEFT_FOOT_INDEX", 31),
        ("RIGHT_FOOT_INDEX", 32),
    ],
)
def test_indices_of_the_pose_model(name: str, index: int) -> None:
    assert Landmark[name] == index


def test_the_mirror_of_the_mirror_is_the_landmark() -> None:
    assert sorted(MIRROR) == list(range(COUNT))
    assert [MIRROR[other] for other in MIRROR] == list(range(COUNT))


def test_only_the_nose_is_its_own_mirror() -> None:
    assert [landmark for landmark in Landmark if MIRROR[landmark] == landmark] == [Landmark.NOSE]


def test_left_mirrors_right() -> None:
    for landmark in Landmark:
        other = Landmark(MIRROR[landmark]).name
        swapped = {"LEFT": "RIGHT", "RIGHT": "LEFT"}
        parts = [swapped.get(part, part) for part in landmark.name.split("_")]
        assert other == "_".join(parts)


def test_sides() -> None:
    assert Side.LEFT.other is Side.RIGHT
    assert Side.RIGHT.other is Side.LEFT


@pytest.mark.parametrize("joint", list(Joint))
def test_a_joint_is_on_both_sides(joint: Joint) -> None:
    left, right = joint.on(Side.LEFT), joint.on(Side.RIGHT)
    assert left.name == f"LEFT_{joint.name}"
    assert MIRROR[left] == right
    assert joint.value == joint.name.lower()


def test_the_skeleton_is_the_same_on_both_sides() -> None:
    edges = {frozenset(edge) for edge in EDGES}
    assert len(edges) == len(EDGES)
    assert {frozenset(Landmark(MIRROR[end]) for end in edge) for edge in edges} == edges


def test_the_skeleton_joins_trunk_and_limbs() -> None:
    edges = {frozenset(edge) for edge in EDGES}
    for a, b in (("SHOULDER", "ELBOW"), ("SHOULDER", "HIP"), ("HIP", "KNEE"), ("KNEE", "ANKLE")):
        for side in ("LEFT", "RIGHT"):
            assert frozenset((Landmark[f"{side}_{a}"], Landmark[f"{side}_{b}"])) in edges
    assert frozenset((Landmark.LEFT_HIP, Landmark.RIGHT_HIP)) in edges
    assert all(len(edge) == 2 for edge in edges)
