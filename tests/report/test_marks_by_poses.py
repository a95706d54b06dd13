from formcheck.exercises.loader import load_exercise
from formcheck.pose.recorded import load_poses
from formcheck.report.annotated import marked
from formcheck.report.marks_by_poses import MarksByPoses
from formcheck.session.session import Session
from tests.report.clips import cut, path_of

BRIDGE = load_exercise("bridge")


def test_the_marks_are_those_of_the_session_frame_by_frame() -> None:
    poses = cut(load_poses(path_of("bridge_good")), slice(0, 40))
    marks, session = MarksByPoses(poses, Session(BRIDGE)), Session(BRIDGE)
    for time_s, pose in poses:
        found, expected = marks(time_s), marked(session.update(time_s, pose))
        assert (found.scene, found.hud) == (expected.scene, expected.hud)


def test_a_frame_without_a_pose_of_its_own_has_those_of_the_next_or_the_last() -> None:
    poses = cut(load_poses(path_of("bridge_good")), slice(0, 10))
    marks = MarksByPoses(poses, Session(BRIDGE))
    between = marks(float(poses.time_s[3]) - 0.001)
    assert marks(float(poses.time_s[3])) is between
    last = marks(float(poses.time_s[-1]))
    assert marks(1000.0) is last
