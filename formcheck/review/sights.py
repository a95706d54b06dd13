"""What the eyes see in a recording, kept: it is the same however often it is judged."""

from collections.abc import Callable

from typing_extensions import override

from formcheck.pose.pose import Pose
from formcheck.session.sight import Eyes, Sight

Correct = Callable[[Pose], Pose]


class Sights:
    """The sight of every frame so far, in order; about 2.5 kB each."""

    def __init__(self) -> None:
        self._eyes = Eyes()
        self._seen: list[Sight] = []

    def at(self, index: int, pose: Pose | None) -> Sight:
        """Return the sight of a frame; the first time that one is asked for, in order."""
        if index == len(self._seen):
            self._seen.append(self._eyes.see(pose))
        return self._seen[index]

    def eyes(self, correct: Correct | None = None) -> Eyes:
        """Return eyes for judging the recording once more, from its first frame on."""
        return _Again(self, correct)


class _Again(Eyes):
    """Sees what was seen before, with landmarks where somebody put them."""

    def __init__(self, sights: Sights, correct: Correct | None) -> None:
        super().__init__()
        self._sights, self._corrected, self._next = sights, correct, 0

    @override
    def see(self, pose: Pose | None) -> Sight:
        sight = self._sights.at(self._next, pose)
        self._next += 1
        if sight.pose is None or self._corrected is None:
            return sight
        put = self._corrected(sight.pose)
        # Untouched, it also has what was measured in it before.
        return sight if put is sight.pose else Sight(put, sight.side, sight.view)
