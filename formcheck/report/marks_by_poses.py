"""What an annotated video shows of a recording as it is judged, frame by frame."""

from formcheck.pose.recorded import RecordedPoses
from formcheck.report.annotated import Marked, marked
from formcheck.session.session import Session


class MarksByPoses:
    """Says what to draw over the frame at a time; to be asked in the order of time.

    Judging once more takes little time, and to keep what is drawn over every frame much memory.

    Parameters
    ----------
    poses
        Those of the recording, as its frames come.
    session
        A fresh session.
    """

    def __init__(self, poses: RecordedPoses, session: Session) -> None:
        self._coming, self._session = iter(poses), session
        self._time_s, pose = next(self._coming)
        self._marks = marked(session.update(self._time_s, pose))

    def __call__(self, time_s: float) -> Marked:
        """Return the marks of the first pose that is not before the frame, or of the last."""
        while self._time_s < time_s:
            found = next(self._coming, None)
            if found is None:
                break
            self._time_s = found[0]
            self._marks = marked(self._session.update(*found))
        return self._marks
