"""Where a camera is: at first as it was asked for, and after a loss wherever it came back.

A system gives a camera that was unplugged another number when the old one is still held, and two
cameras may swap theirs. So a number is believed once; from then on the camera is known by its name.
A camera that nobody chose is never switched on: where it is not sure which one it is, none is.
"""

from collections.abc import Hashable, Iterable, Sequence

from formcheck.capture.cameras import CameraName, list_cameras
from formcheck.errors import SourceError
from formcheck.language import _


class Whereabouts:
    """Remembers one camera from one opening to the next. Used in one thread."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Take the next wish as it is written: somebody chose a camera."""
        self._wish: int | str | None = None
        self._first: CameraName | None = None
        self._last: CameraName | None = None
        self._listed: tuple[CameraName, ...] = ()
        self._beside: tuple[CameraName, ...] = ()
        self._begins_again = False

    def begin_again(self) -> None:
        """Let a camera that is not found be taken as it is asked for: somebody asks for it anew."""
        self._begins_again = True

    @property
    def known_as(self) -> CameraName | None:
        """As it was found first, whatever its number is by now; None before it was open.

        What is kept of a camera is kept by this, so that it goes on when the number changes.
        """
        return self._first

    def find(self, wish: int | str) -> CameraName:
        """Return where the camera is now. Called before each opening.

        Parameters
        ----------
        wish
            Its number, or a part of its name. Another one than the last begins anew.

        Raises
        ------
        SourceError
            When no camera has the name; and when one that was open is not there, or it is not
            sure which of several it is.
        """
        if wish != self._wish:
            self._ask_anew(wish)
        if self._last is None or not self._last.name:
            self._listed = list_cameras(probe=isinstance(wish, str))
            return _meant(wish, self._listed)
        self._listed = list_cameras(probe=False)
        if not self._listed:
            return self._last  # the system does not tell now, or there is none: nothing opens then
        found = find_again(self._last, self._beside, self._listed)
        if found is None and self._begins_again:
            self._ask_anew(wish)
            return self.find(wish)
        if found is None:
            raise not_there(self._first or self._last, self._listed)
        return found

    def note_open(self, found: CameraName) -> CameraName:
        """Remember where it is, as pictures come; return what it is known as."""
        self._first = self._first or found
        self._last, self._begins_again = found, False
        self._beside = tuple(one for one in self._listed if one != found)
        return self._first

    def _ask_anew(self, wish: int | str) -> None:
        self.forget()
        self._wish = wish


def find_again(
    was: CameraName, beside: Iterable[CameraName], there: Iterable[CameraName]
) -> CameraName | None:
    """Return a camera that was lost; None where it is not there, or not sure which it is.

    Parameters
    ----------
    was
        The camera where it was, with its name.
    beside
        The other cameras that were there then: these are not the one.
    there
        Those that are there now.
    """
    named = [one for one in there if one.name == was.name]
    twins = [one for one in beside if one.name == was.name]
    if not was.place and len(named) <= len(twins):
        # One of several that are alike is missing, and numbers may have moved up to fill the gap.
        return None
    others = {_mark(one) for one in twins}
    possible = [one for one in named if _mark(one) not in others]
    came_back = [one for one in possible if _mark(one) == _mark(was)]
    new = [one for one in possible if one not in came_back]
    same_number = [one for one in possible if one.number == was.number]
    # A socket tells more than a number, and a number that was given again less than a new one.
    groups = (came_back, new) if was.place else (new, came_back)
    return next((one[0] for one in (*groups, same_number) if len(one) == 1), None)


def not_there(camera: CameraName, there: Sequence[CameraName]) -> SourceError:
    """Return what is said when a camera is missing among those that are there."""
    return SourceError(
        _("Expected {camera}, but {what_there_is}").format(
            camera=camera, what_there_is=_what_there_is(there)
        )
    )


def _mark(camera: CameraName) -> Hashable:
    return camera.place or (camera.number, camera.name)


def _meant(wish: int | str, there: Sequence[CameraName]) -> CameraName:
    """Return the camera that is meant, whether it is there or not when meant by number."""
    if isinstance(wish, int):
        numbered = [one for one in there if one.number == wish]
        return numbered[0] if numbered else CameraName(wish, "")
    wanted = wish.strip().casefold()
    matches = [one for one in there if wanted in one.name.casefold()]
    if matches:
        return matches[0]
    raise SourceError(
        _('Expected a camera called "{camera}", but {what_there_is}').format(
            camera=wish, what_there_is=_what_there_is(there)
        )
    )


def _what_there_is(there: Sequence[CameraName]) -> str:
    if not there:
        return _("no camera was found: plug one in, or use a phone as a camera or a video file.")
    names = ", ".join(str(camera) for camera in there)
    return _("found {names}: choose one of these by number or name.").format(names=names)
