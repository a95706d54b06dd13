"""The reminder at the desk: its icon in all states, its small window with made-up days."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from formcheck.capture.frame import Frame
from formcheck.capture.video import VideoFile
from formcheck.desk.baseline import Calibrating
from formcheck.desk.view import DeskState, DeskView
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.pose import Pose
from formcheck.ui.desk.actions import DeskActions
from formcheck.ui.desk.icons import Face, picture
from formcheck.ui.desk.today_window import Page, TodayWindow, Ways
from tests.ui.desk.chosen_by_hand import ByHand
from tests.ui.desk.window_parts import CAMERAS, SUNDAY, VIEWS, days, watching
from tools.shots.stage import SAMPLES, keep, keep_image

_CLIP: Final = SAMPLES / "sitting_good.mp4"
_FROM_S: Final = 4.0
"""Before, the rendered person sits down."""
_ICON_PX: Final = 64
_SIZE: Final = (420, 560)
_LEARN: Final = (380, 510)
_WEEK: Final = (440, 640)


def desk(_folder: Path) -> None:
    """Icon and window."""
    for face in Face:
        # In pixels of its own: what is drawn for a panel is not drawn larger.
        keep_image(picture(face, _ICON_PX).toImage(), f"desk_icon_{face}")
    _draw_windows()


def _draw_windows() -> None:
    actions = DeskActions()
    window = TodayWindow(
        actions, ByHand(colours="dark"), Ways(lambda _: None, lambda *_: None), lambda: CAMERAS
    )
    window.show_view(watching())
    # After a view, as in the app: what this run counted of today is in these days already.
    window.show_days(days(), SUNDAY)
    window.show()
    shown = {
        "today": (Page.TODAY, watching(), _SIZE),
        "leaning": (Page.TODAY, VIEWS["leaning"](), _SIZE),
        "learn": (Page.LEARN, _learning(), _LEARN),
        "week": (Page.WEEK, watching(), _WEEK),
    }
    for name, (page, view, size) in shown.items():
        window.resize(*size)
        actions.show_view(view)
        window.show_view(view)
        window.open_page(page)
        keep(window, f"desk_{name}")
    window.close()


def _learning() -> DeskView:
    """Return somebody rendered who is being learned."""
    frame, pose = _seen()
    return replace(
        DeskView(state=DeskState.LEARNING, learning=Calibrating(0.6, None)), frame=frame, pose=pose
    )


def _seen() -> tuple[Frame, Pose]:
    with VideoFile(_CLIP) as video, MediapipePose() as estimator:
        while (frame := video.read()) is not None:
            pose = estimator.estimate(frame)
            if frame.time_s >= _FROM_S and pose is not None:
                return frame, pose
    raise RuntimeError(f"expected somebody in {_CLIP}, found nobody")
