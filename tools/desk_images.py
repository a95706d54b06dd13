#!/usr/bin/env python3
"""Makes the pictures of the guide to the reminder at the desk.

``PYTHONPATH=. python tools/desk_images.py`` writes ``docs/images/desk_*.png``: the icon in all its
states, and the small window with made-up days. Whoever is seen is rendered: nobody real is.
"""

import os
from dataclasses import replace
from pathlib import Path
from typing import Final

from PyQt6.QtWidgets import QApplication

from formcheck.capture.frame import Frame
from formcheck.capture.video import VideoFile
from formcheck.desk.baseline import Calibrating
from formcheck.desk.view import DeskState, DeskView
from formcheck.language import use_language
from formcheck.pose.mediapipe_pose import MediapipePose
from formcheck.pose.pose import Pose
from formcheck.ui.app import application
from formcheck.ui.desk.actions import DeskActions
from formcheck.ui.desk.icons import Face, picture
from formcheck.ui.desk.today_window import Page, TodayWindow, Ways
from tests.ui.desk.chosen_by_hand import ByHand
from tests.ui.desk.window_parts import CAMERAS, SUNDAY, VIEWS, days, watching

ROOT: Final = Path(__file__).resolve().parent.parent
OUT: Final = ROOT / "docs" / "images"
_CLIP: Final = ROOT / "samples" / "sitting_good.mp4"
_FROM_S: Final = 4.0
"""Before, the rendered person sits down."""
_ICON_PX: Final = 64
_SIZE: Final = (420, 560)
_LEARN: Final = (380, 510)
_WEEK: Final = (440, 640)
_PACKED: Final = 0
"""As small as can be: for Qt 100 is not packed at all."""
_SETTLED: Final = 6
"""After so many turns every text has the height that its width asks for."""


def main() -> None:
    """Write them all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_SCALE_FACTOR", "2")
    use_language("en")
    app = application()
    for face in Face:
        # In pixels of its own: what is drawn for a panel is not drawn larger.
        picture(face, _ICON_PX).save(str(OUT / f"desk_icon_{face}.png"))
    _draw_windows()
    app.quit()


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
        for _turn in range(_SETTLED):
            QApplication.processEvents()
        window.grab().save(str(OUT / f"desk_{name}.png"), "PNG", _PACKED)
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


if __name__ == "__main__":
    main()
