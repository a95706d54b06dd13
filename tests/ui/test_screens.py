"""Every state of the window, painted at several sizes and measured on the pixels."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, QRect
from PyQt6.QtGui import QColor, QFontMetricsF, QImage
from PyQt6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from formcheck.exercises.spec import Exercise
from formcheck.overlay.scene import Tone
from formcheck.session.live_state import LiveFrame
from formcheck.ui import theme
from formcheck.ui.chooser import CameraChoice
from formcheck.ui.fitted_text import FittedText
from formcheck.ui.live_window import LiveWindow
from tests.ui.conftest import STATES

pytestmark = [pytest.mark.gui, pytest.mark.model]

SIZES = [(1280, 720), (1920, 1080), (1024, 768)]
COUNTING = [
    *["moving", "many", "hold", "hold_stopped", "fault", "warn", "cannot_see", "paused"],
    *["guided", "guided_done", "stretch", "snapshot"],
]
SPEAKING = [name for name in STATES if name not in {"lost", "failed", "ended", "snapshot_ended"}]

StateOf = Callable[[str], LiveFrame]


@pytest.fixture
def window(qtbot: QtBot, exercises: tuple[Exercise, ...]) -> LiveWindow:
    made = LiveWindow(exercises, [CameraChoice("Camera 0", source="0")], lambda _: None)
    qtbot.addWidget(made)
    return made


def show(window: LiveWindow, live: LiveFrame, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.show()
    window._pages.setCurrentWidget(window.page)
    QApplication.processEvents()
    window.live = live
    window._show(live)
    QApplication.processEvents()


def visible(window: LiveWindow, kind: type[QWidget]) -> Iterator[QWidget]:
    for widget in window.findChildren(kind):
        if widget.isVisible():
            yield widget


def place(widget: QWidget, window: LiveWindow) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom in the window."""
    corner = widget.mapTo(window, widget.rect().topLeft())
    return corner.x(), corner.y(), corner.x() + widget.width(), corner.y() + widget.height()


def pixels(widget: QWidget) -> np.ndarray:
    # Cut from the whole window: alone, a widget has no ground under its words.
    window = widget.window()
    place = QRect(widget.mapTo(window, QPoint()), widget.size())
    image = window.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB888)
    bits = image.constBits()
    assert bits is not None
    rows = np.frombuffer(bits.asstring(image.sizeInBytes()), np.uint8)
    rows = rows.reshape(image.height(), image.bytesPerLine())[:, : image.width() * 3]
    return rows.reshape(image.height(), image.width(), 3).astype(int)


def coloured(widget: QWidget, name: str) -> np.ndarray:
    """Return which pixels of a widget have a colour, as far as smoothing allows."""
    wanted = QColor(name)
    distance = np.abs(pixels(widget) - [wanted.red(), wanted.green(), wanted.blue()]).sum(axis=2)
    return distance < 60


def text_rows(widget: QWidget) -> np.ndarray:
    """Return which rows of pixels of a widget hold something of the text's colour."""
    return coloured(widget, theme.TEXT).any(axis=1)


def longest_run(rows: np.ndarray) -> int:
    """Return the height of the tallest line of letters."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], rows.astype(int), [0]))))
    return int((edges[1::2] - edges[::2]).max()) if edges.size else 0


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", STATES)
def test_nothing_is_cut_off(
    window: LiveWindow, state_of: StateOf, name: str, size: tuple[int, int]
) -> None:
    show(window, state_of(name), size)
    assert (window.width(), window.height()) == size
    for words in visible(window, FittedText):
        assert isinstance(words, FittedText)
        found = words.fitted()
        assert not found.elided, words.text
        assert found.width_px <= words.width() + 0.5, words.text
        assert found.height_px <= words.height() + 0.5, words.text
        left, top, right, bottom = place(words, window)
        assert (left >= 0, top >= 0, right <= size[0], bottom <= size[1]) == (True,) * 4
    for button in visible(window, QAbstractButton):
        assert button.sizeHint().width() <= button.width(), button.accessibleName()
        assert button.sizeHint().height() <= button.height() + 1


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", COUNTING)
def test_count_is_read_from_three_metres(
    window: LiveWindow, state_of: StateOf, name: str, size: tuple[int, int]
) -> None:
    show(window, state_of(name), size)
    number = window.page.count_panel.number
    digits = number.digits_rect()
    assert longest_run(text_rows(number)) >= size[1] / 7 - 2
    assert digits.left() >= 0
    assert digits.right() <= number.width()
    if number.fraction is not None:
        ring = number.ring_rect()
        corner = digits.topLeft() - ring.center()
        assert (corner.x() ** 2 + corner.y() ** 2) ** 0.5 < ring.width() / 2


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SPEAKING)
def test_cue_is_read_from_three_metres(
    window: LiveWindow, state_of: StateOf, name: str, size: tuple[int, int]
) -> None:
    show(window, state_of(name), size)
    words = window.page.banner.words
    assert QFontMetricsF(words.fitted().letters).capHeight() >= size[1] / 14
    assert longest_run(text_rows(words)) >= size[1] / 14 - 2


@pytest.mark.parametrize("name", SPEAKING)
def test_words_never_lie_on_the_picture(window: LiveWindow, state_of: StateOf, name: str) -> None:
    show(window, state_of(name), (1280, 720))
    video = window.page.video
    others = [window.page.banner, window.page.title, window.page.not_judged]
    assert not any(video.geometry().intersects(_in_page(each, window)) for each in others)


def _in_page(widget: QWidget, window: LiveWindow):
    geometry = widget.rect()
    geometry.moveTopLeft(widget.mapTo(window.page, geometry.topLeft()))
    return geometry


def test_every_cue_of_every_exercise_fits(
    window: LiveWindow, state_of: StateOf, all_exercises: tuple[Exercise, ...]
) -> None:
    live = state_of("fault")
    show(window, live, (1280, 720))
    words = window.page.banner.words
    for exercise in all_exercises:
        told = [check.cue for check in exercise.checks]
        told += [check.praise for check in exercise.checks]
        told += [one.text for one in exercise.start.conditions]
        for text in told:
            words.set_text(text)
            assert not words.fitted().elided, text


def test_a_cue_that_is_far_too_long_is_elided_and_told_in_full(
    window: LiveWindow, state_of: StateOf
) -> None:
    show(window, state_of("fault"), (1280, 720))
    words = window.page.banner.words
    words.set_text("Please " + "lift your hips a little higher and " * 6)
    found = words.fitted()
    assert found.elided
    assert found.lines[-1].endswith("…")
    assert found.height_px <= words.height()
    assert QFontMetricsF(found.letters).capHeight() >= 720 / 14
    assert words.accessibleName() == words.toolTip() == words.text


def test_numbers_move_nothing(window: LiveWindow, state_of: StateOf) -> None:
    def places() -> list[tuple[int, int, int, int]]:
        widgets = [*visible(window, FittedText), *visible(window, QAbstractButton)]
        return [place(widget, window) for widget in widgets]

    show(window, state_of("moving"), (1280, 720))
    before = places()
    for name in ("many", "fault", "warn", "praise", "cannot_see", "nobody", "paused"):
        show(window, state_of(name), (1280, 720))
        assert places() == before, name


def luminance(name: str) -> float:
    channels = np.array(QColor(name).getRgbF()[:3])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(first: str, second: str) -> float:
    bright, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("words", [theme.TEXT, theme.MUTED])
@pytest.mark.parametrize("ground", [theme.BACKGROUND, theme.SURFACE, theme.RAISED])
def test_words_stand_out(words: str, ground: str) -> None:
    assert contrast(words, ground) >= 4.5


@pytest.mark.parametrize("tone", Tone)
def test_tones_stand_out_and_carry_dark_words(tone: Tone) -> None:
    assert contrast(theme.STYLES[tone].colour, theme.INK) >= 4.5
    assert contrast(theme.STYLES[tone].colour, theme.SURFACE) >= 3


def test_tones_differ_in_more_than_colour() -> None:
    marks = {(style.shape, style.word) for style in theme.STYLES.values()}
    assert len(marks) == len(Tone)
    assert len({style.shape for style in theme.STYLES.values()}) == len(Tone)


def test_every_control_has_a_name(window: LiveWindow, state_of: StateOf) -> None:
    for name in STATES:
        show(window, state_of(name), (1280, 720))
        for button in visible(window, QAbstractButton):
            assert isinstance(button, QAbstractButton)
            assert button.accessibleName() or button.text()
    for shown in (window.chooser.exercise_list, window.chooser.camera_list, window.page.video):
        assert shown.accessibleName()
    assert window.chooser.address.accessibleName()


def test_focus_is_visible(qtbot: QtBot, window: LiveWindow, state_of: StateOf) -> None:
    show(window, state_of("moving"), (1280, 720))
    window.activateWindow()
    button = window.page.stop_button
    button.clearFocus()
    plain = pixels(button)
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert (pixels(button) != plain).any()


def test_large_system_text_is_respected(
    qapp: QApplication, window: LiveWindow, state_of: StateOf
) -> None:
    # GIVEN a system set to text of double size
    normal = qapp.font()
    large = qapp.font()
    large.setPointSizeF(normal.pointSizeF() * 2)
    qapp.setFont(large)
    try:
        # THEN small text follows, and still nothing is cut off
        for name in ("setup", "moving", "hold_stopped", "ended"):
            show(window, state_of(name), (1280, 720))
            window.page.resize(1279, 719)
            show(window, state_of(name), (1280, 720))
            for words in visible(window, FittedText):
                assert isinstance(words, FittedText)
                assert not words.fitted().elided, words.text
                assert words.fitted().height_px <= words.height() + 0.5, words.text
    finally:
        qapp.setFont(normal)


def test_pause_dims_the_picture_and_takes_the_old_skeleton_away(
    window: LiveWindow, state_of: StateOf
) -> None:
    good = theme.STYLES[Tone.GOOD].colour
    show(window, state_of("moving"), (1280, 720))
    going, bright = coloured(window.page.video, good).sum(), pixels(window.page.video).mean()
    show(window, state_of("paused"), (1280, 720))
    assert going > 1000
    assert coloured(window.page.video, good).sum() < going / 20
    assert pixels(window.page.video).mean() < bright / 1.5


def test_clock_stands_still_while_the_form_is_at_fault(
    window: LiveWindow, state_of: StateOf
) -> None:
    number, detail = window.page.count_panel.number, window.page.count_panel.detail
    show(window, state_of("hold"), (1280, 720))
    assert (number.text, number.fraction, number.running) == ("24", pytest.approx(0.8), True)
    assert "waits" not in detail.text
    show(window, state_of("hold_stopped"), (1280, 720))
    assert (number.text, number.fraction, number.running) == ("2:08", 1.0, False)
    assert "waits" in detail.text


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (5, 5), (10, 10), (11, 6), (128, 8)])
def test_dots_keep_to_their_two_rows(window: LiveWindow, count: int, shown: int) -> None:
    dots = window.page.count_panel.dots
    dots.show_kinds(("full",) * count)
    assert len(dots.shown) == shown


def test_praise_is_good_and_a_fault_is_not(window: LiveWindow, state_of: StateOf) -> None:
    show(window, state_of("praise"), (1280, 720))
    assert window.page.banner.accessibleName().startswith("Good: ")
    show(window, state_of("fault"), (1280, 720))
    assert window.page.banner.accessibleName().startswith("Adjust: ")


def test_the_first_button_is_as_large_as_its_words(window: LiveWindow) -> None:
    """GIVEN the list of exercises WHEN the window opens THEN its button can be read and hit."""
    window.resize(1280, 720)
    window.show()
    QApplication.processEvents()
    button = window.chooser.start_button
    assert button.font().pixelSize() >= window.chooser.about.fitted().letters.pixelSize()
    assert button.height() > 1.5 * button.font().pixelSize()
