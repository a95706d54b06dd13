"""The application: one, dressed, and not led astray by OpenCV."""

import os
import sys
from functools import partial

import pytest
from PyQt6.QtGui import QFontInfo
from PyQt6.QtWidgets import QApplication

from formcheck.errors import FormcheckError
from formcheck.ui import app as app_module
from formcheck.ui.app import application, check_display

pytestmark = pytest.mark.gui


def test_there_is_one_application(qapp: QApplication) -> None:
    assert application() is qapp is QApplication.instance()
    assert "QPushButton:focus" in qapp.styleSheet()
    # Windows have the program's own icon in panels and lists.
    assert not qapp.windowIcon().isNull()
    # A desktop knows by this name which entry a window is of: packaging/linux/formcheck.desktop.
    assert qapp.desktopFileName() == "formcheck"


def test_who_judges_waits_less_than_a_millisecond_for_who_paints(
    request: pytest.FixtureRequest,
) -> None:
    request.addfinalizer(partial(sys.setswitchinterval, sys.getswitchinterval()))
    sys.setswitchinterval(0.005)
    application()
    assert sys.getswitchinterval() < 0.001


def test_paths_of_opencv_are_forgotten(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")
    for name in names:
        monkeypatch.setenv(name, "/elsewhere")
    application()
    assert not any(name in os.environ for name in names)


def test_a_font_with_letters_is_found(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family()


@pytest.fixture
def _on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_module.sys, "platform", "linux")


@pytest.mark.usefixtures("_on_linux")
def test_without_a_screen_the_command_says_so() -> None:
    with pytest.raises(FormcheckError, match="found none"):
        check_display({}, unattended=False)


@pytest.mark.usefixtures("_on_linux")
def test_without_a_screen_nobody_needs_one() -> None:
    environ: dict[str, str] = {}
    check_display(environ, unattended=True)
    assert environ == {"QT_QPA_PLATFORM": "offscreen"}


@pytest.mark.usefixtures("_on_linux")
@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_a_screen_is_left_as_it_is(name: str) -> None:
    environ = {name: ":0"}
    check_display(environ, unattended=False)
    assert environ == {name: ":0"}
