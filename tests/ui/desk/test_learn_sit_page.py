"""Learning how somebody sits: what the page says, and what it shows."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from formcheck.desk.baseline import RESTLESS, Calibrating
from formcheck.desk.pace import Release
from formcheck.desk.view import DeskState, DeskView
from formcheck.exercises.spec import View
from formcheck.ui.desk.actions import DeskActions
from formcheck.ui.desk.learn_sit_page import LearnSitPage
from formcheck.ui.desk.learn_words import LearnTold, LearnWatch, Outcome, learn_told
from formcheck.ui.look import Colours, Look
from tests.ui.desk.window_parts import LOST, VIEWS, learning, profile, released, watching

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


def later(view: View = View.FRONT) -> DeskView:
    """It watches with a baseline that was learned a minute ago."""
    anew = replace(profile(view), made_at=profile(view).made_at + timedelta(hours=1))
    return replace(watching(), profile=anew)


def told_after(*views: DeskView) -> LearnTold:
    """What is said after these snapshots."""
    watch = LearnWatch()
    for view in views:
        watch.update(view)
    return learn_told(views[-1], watch)


def test_five_seconds_go_on_while_nothing_is_in_the_way() -> None:
    told = told_after(learning(0.4))
    assert told.title == "Sit tall but relaxed for five seconds."
    assert (told.lines, told.progress) == (("Good: stay as you are.",), 0.4)


def test_what_is_in_the_way_is_told() -> None:
    told = told_after(VIEWS["learning"]())
    assert told.lines == ("Your hand is at your face. Rest your hands on the desk.",)
    assert told_after(DeskView(state=DeskState.LEARNING)).progress == 0.0


@pytest.mark.parametrize(("view", "said"), [(View.FRONT, "front"), (View.SIDE, "side")])
def test_what_was_learned_is_told(view: View, said: str) -> None:
    told = told_after(learning(0.9), later(view))
    assert (told.title, told.progress) == (f"Learned: {said} view.", 1.0)
    assert "close this window" in told.lines[0]


def test_a_baseline_that_was_there_is_told_with_its_day() -> None:
    assert told_after(watching()).title.startswith(
        "Your baseline, from the front, is of 22 November, "
    )
    side = replace(watching(), profile=profile(View.SIDE))
    assert told_after(side).title.startswith("Your baseline, from the side, is of 22 November, ")


def test_who_gave_up_is_told_why_and_what_holds() -> None:
    before = replace(learning(0.2, RESTLESS), profile=profile())
    told = told_after(before, watching())
    assert told.title == "That did not work yet."
    assert told.lines[0].startswith("You moved a little.")
    assert told.lines[1].startswith("Your baseline, from the front")
    assert told.progress is None
    first = told_after(VIEWS["unknown"]())
    assert (first.title, first.lines[0][:19]) == (told.title, "You moved a little.")


def test_a_new_try_forgets_the_last_one() -> None:
    told = told_after(learning(0.9), later(), learning(0.1))
    assert told.progress == 0.1
    watch = LearnWatch()
    for view in (VIEWS["unknown"](), learning(0.1)):
        watch.update(view)
    assert (watch.outcome, watch.trouble) == (Outcome.NONE, None)


def test_a_closed_camera_in_between_loses_nothing() -> None:
    told = told_after(learning(0.4), released(Release.WANTED))
    assert told.title == "The camera is closed: another program needs it."
    assert told_after(learning(0.4), released(Release.WANTED), later()).title.startswith("Learned")


def test_a_lost_camera_says_what_to_do() -> None:
    assert told_after(VIEWS["lost"]()).lines == (LOST,)
    waiting = DeskView(state=DeskState.WATCHING)
    assert told_after(waiting) == LearnTold("Watching.")
    unknown = DeskView(state=DeskState.UNKNOWN, learning=Calibrating(0.0))
    assert told_after(unknown) == LearnTold("That did not work yet.")


@pytest.fixture
def page(qtbot: QtBot) -> LearnSitPage:
    made = LearnSitPage(DeskActions())
    qtbot.addWidget(made)
    made.resize(420, 560)
    made.dress(Look.of_window(560, Colours.DARK, 100))
    made.show()
    return made


def test_the_ring_counts_the_seconds_down(page: LearnSitPage) -> None:
    for progress, text in ((0.0, "5"), (0.21, "4"), (0.99, "1")):
        page.show_view(learning(progress))
        assert (page.ring.text, page.ring.fraction) == (text, progress)
        assert page.ring.accessibleName() == f"{text} seconds left"
    page.show_view(later())
    assert (page.ring.text, page.ring.fraction) == ("✓", 1.0)
    page.show_view(VIEWS["wanted"]())
    assert not page.ring.isVisible()


def test_the_picture_is_there_while_it_learns(page: LearnSitPage) -> None:
    page.show_view(learning(0.5))
    assert page.video.isVisible()
    page.show_view(watching())
    assert not page.video.isVisible()


@pytest.mark.parametrize("mirrored", [True, False])
def test_the_picture_is_a_mirror(page: LearnSitPage, *, mirrored: bool) -> None:
    # GIVEN a picture that is bright on its right
    page.mirrored = mirrored
    view = learning(0.5)
    assert view.frame is not None
    image = np.zeros_like(view.frame.image)
    image[:, image.shape[1] // 2 :] = 255
    # WHEN it is shown
    page.show_view(replace(view, frame=replace(view.frame, image=image), pose=None))
    # THEN it is bright on the left, unless the person wants no mirror
    shown = page.video.grab().toImage()
    middle = page.video.height() // 2
    left, right = (shown.pixelColor(x, middle).lightness() for x in (20, page.video.width() - 20))
    assert (left > right) is mirrored


def test_all_of_it_is_read_out(page: LearnSitPage) -> None:
    page.show_view(VIEWS["learning"]())
    read = page._scrolled.accessibleDescription()
    for part in ("five seconds", "Rest your hands", "both are fine", "No picture is stored"):
        assert part in read
