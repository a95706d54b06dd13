"""The cameras to choose from."""

from formcheck.capture.cameras import list_cameras
from formcheck.language import _
from formcheck.ui.chooser import CameraChoice


def camera_choices() -> tuple[CameraChoice, ...]:
    """Return the cameras that the system lists; the first one even where it lists none."""
    # Not probing: that takes seconds, and this is the window's thread.
    found = list_cameras(probe=False)
    choices = tuple(CameraChoice(str(camera), source=str(camera.number)) for camera in found)
    return choices or (CameraChoice(_("Camera {number}").format(number=0), source="0"),)
