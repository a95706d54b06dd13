import sys

import pytest

from formcheck.around.full_screen import WindowsFullScreen, full_screen, notification_state
from formcheck.around.probe import Untold


@pytest.mark.parametrize(
    ("state", "expected"), [(1, False), (2, True), (3, True), (4, True), (5, False), (7, False)]
)
def test_windows_says_whether_it_is_busy(*, state: int, expected: bool) -> None:
    asked = WindowsFullScreen(lambda: state)
    assert asked() is expected
    asked.close()


@pytest.mark.skipif(sys.platform == "win32", reason="expected another system than Windows")
def test_others_say_nothing() -> None:
    assert notification_state() == 0


@pytest.mark.parametrize(
    ("system", "environ", "expected"),
    [
        ("linux", {"DISPLAY": ":7"}, "XFullScreen"),
        ("linux", {"DISPLAY": ":7", "XDG_SESSION_TYPE": "x11"}, "XFullScreen"),
        ("linux", {"DISPLAY": ":7", "XDG_SESSION_TYPE": "wayland"}, "Untold"),
        ("linux", {"DISPLAY": ":7", "WAYLAND_DISPLAY": "wayland-0"}, "Untold"),
        ("linux", {"DISPLAY": "unix:7.0"}, "XFullScreen"),
        ("linux", {"DISPLAY": "localhost:10.0"}, "Untold"),
        ("linux", {"DISPLAY": "no display"}, "Untold"),
        ("linux", {}, "Untold"),
        ("win32", {}, "WindowsFullScreen"),
        ("darwin", {"DISPLAY": ":7"}, "Untold"),
    ],
)
def test_each_system_is_asked_in_its_way(
    system: str, environ: dict[str, str], expected: str
) -> None:
    if expected == "XFullScreen":
        pytest.importorskip("Xlib")
    assert type(full_screen(environ, system)).__name__ == expected


def test_what_is_not_told_is_not_so() -> None:
    untold = Untold()
    assert not untold()
    untold.close()
